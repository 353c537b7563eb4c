import { invalid } from '../errors.js';

const MS_PER_DAY = 86_400_000;

/** A calendar day of the history. */
export interface Day {
  /** `yyyy-mm-dd`. */
  readonly date: string;
  /** Days since 1970-01-01. */
  readonly number: number;
  /** Position in the history, from 0. */
  readonly index: number;
  /** Days until the last day of the history, 0 on it. */
  readonly left: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/**
 * The `count` days that end with `lastDay`.
 *
 * @throws ClerkError `invalid_input` when `lastDay` is no date or `count` no positive whole number.
 */
export function daysUntil(lastDay: string, count: number): Day[] {
  const last = dayNumber(lastDay);
  if (!Number.isInteger(last) || dateOf(last) !== lastDay) {
    throw invalid('lastDay', `${lastDay} is not a date.`, { fix: 'Send yyyy-mm-dd, e.g. 2026-03-31.' });
  }
  if (!Number.isInteger(count) || count < 1) {
    throw invalid('days', `${count} is not a number of days.`, { fix: 'Send a whole number from 1.' });
  }
  return Array.from({ length: count }, (_, index) => {
    const left = count - 1 - index;
    const number = last - left;
    const date = dateOf(number);
    return {
      date,
      number,
      index,
      left,
      weekday: (number + 4) % 7,
      month: Number(date.slice(5, 7)),
      dayOfMonth: Number(date.slice(8)),
    };
  });
}

/** Days from 1970-01-01, a Thursday. ISO dates parse as UTC, so no time zone can move them. */
export function dayNumber(date: string): number {
  return Date.parse(date) / MS_PER_DAY;
}

/** The inverse of {@link dayNumber}; empty when out of range. */
export function dateOf(number: number): string {
  return Number.isFinite(number) ? new Date(number * MS_PER_DAY).toISOString().slice(0, 10) : '';
}
