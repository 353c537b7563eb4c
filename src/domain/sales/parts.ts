import { createHash } from 'node:crypto';
import { invalid } from '../errors.js';
import { zonedMoment } from '../time.js';

const DAY = 86_400_000;

/** `<yyyymmdd>-<10 letters of the key's hash>`: the same key always gives the same id. */
export function saleId(at: string, key: string): string {
  const suffix = createHash('sha256')
    .update(key)
    .digest('base64url')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10)
    .toUpperCase();
  return `${at.slice(0, 10).replaceAll('-', '')}-${suffix}`;
}

/**
 * The moment of a sale with the shop's offset; now when absent.
 *
 * @throws ClerkError `invalid_input` for text that is no moment, before 1900 or more than a day ahead.
 */
export function saleMoment(at: string | undefined, now: Date, zone: string): string {
  if (at === undefined) return zonedMoment(now, zone);
  let moment: string;
  try {
    moment = zonedMoment(at, zone);
  } catch (error) {
    throw invalid('at', `"${at.slice(0, 40)}" is not a moment.`, {
      fix: 'Send e.g. 2026-03-31T18:05 (the shop’s time) or 2026-03-31T18:05:00+05:30.',
      cause: error,
    });
  }
  if (Date.parse(moment) > now.getTime() + DAY)
    throw invalid('at', 'The sale lies in the future.', { fix: 'Send a moment up to now.' });
  if (Date.parse(moment) < Date.UTC(1900, 0, 1))
    throw invalid('at', 'The sale lies before 1900.', { fix: 'Check the year.' });
  return moment;
}

/** Without the keys whose value is undefined. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  return Object.assign(
    kept,
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  );
}
