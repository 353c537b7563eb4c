import { hash } from 'node:crypto';
import { invalid } from './errors.js';

const LONGEST_SLUG = 60;
/** Control characters, invisible ones and those that turn text around, line ends, halves of letters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether a name holds characters that are not seen, other than those that join letters in some scripts. */
export function hasUnseen(name: string): boolean {
  return UNSEEN.test(name.replace(/\p{Join_Control}/gu, ''));
}

/** @throws ClerkError `invalid_input` naming `field` for a name with characters that are not seen. */
export function checkSeen(name: string | undefined, field: string): void {
  if (name !== undefined && hasUnseen(name))
    throw invalid(field, 'The name holds control characters or other signs that are not seen.', {
      fix: 'Send the name as it is written, without them.',
    });
}

/** The first `length` hexadecimal digits of the text's SHA-256. */
export function digest(text: string, length: number): string {
  return hash('sha256', text, 'hex').slice(0, length);
}

/** A name as it is compared: one form of each character, one space, no case. */
export function sameName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * The id of something known by name only, the same for every spelling {@link sameName} makes one. A name that is
 * not simply words ends in a digest, so that no two names share an id.
 */
export function idFromName(name: string): string {
  const same = sameName(name);
  const slug = same
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, LONGEST_SLUG);
  const plain = slug.replaceAll('-', ' ') === same && /\p{L}/u.test(same);
  return plain ? slug : `${slug === '' ? 'x' : slug}-${digest(same, 8)}`;
}
