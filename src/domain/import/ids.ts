import { hash } from 'node:crypto';

const LONGEST_SUFFIX = 60;
const LONGEST_SLUG = 60;

/** The first `length` hexadecimal digits of the text's SHA-256. */
export function digest(text: string, length: number): string {
  return hash('sha256', text, 'hex').slice(0, length);
}

/**
 * What follows the date in the id of a sale with this number. Two numbers never give the same: one that has
 * characters an id does not take, or is too long, ends in `~` and a digest, and `~` occurs in no other.
 */
export function numberSuffix(number: string): string {
  const safe = number.replace(/[^A-Za-z0-9._/-]/g, '_').slice(0, LONGEST_SUFFIX);
  return safe === number ? number : `${safe}~${digest(number, 10)}`;
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

/** The digits of a phone number that country and trunk prefixes leave. */
export function lastDigits(phone: string | undefined): string {
  return phone?.replace(/\D/g, '').slice(-10) ?? '';
}
