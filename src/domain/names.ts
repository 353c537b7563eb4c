import { hash } from 'node:crypto';

const LONGEST_SLUG = 60;

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
