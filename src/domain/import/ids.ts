import { digest } from '../names.js';

const LONGEST_SUFFIX = 60;

/**
 * What follows the date in the id of a sale with this number. Two numbers never give the same: one that has
 * characters an id does not take, or is too long, ends in `~` and a digest, and `~` occurs in no other.
 */
export function numberSuffix(number: string): string {
  const safe = number.replace(/[^A-Za-z0-9._/-]/g, '_').slice(0, LONGEST_SUFFIX);
  return safe === number ? number : `${safe}~${digest(number, 10)}`;
}

/** The digits of a phone number that country and trunk prefixes leave. */
export function lastDigits(phone: string | undefined): string {
  return phone?.replace(/\D/g, '').slice(-10) ?? '';
}
