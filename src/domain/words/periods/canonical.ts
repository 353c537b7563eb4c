import type { Temporal } from 'temporal-polyfill';
import type { Days } from './reading.js';

/** Words that `period.named` of query_sales reads as the same days, today: a name where there is one. */
export function canonicalName({ named, first, last }: Days): string {
  if (named !== undefined) return named;
  if (first === undefined) return last === undefined ? 'all' : `until ${last.toString()}`;
  if (last === undefined) return `since ${first.toString()}`;
  return wholeName(first, last) ?? `${first.toString()}..${last.toString()}`;
}

/** A day, month, quarter or year of the calendar. */
function wholeName(first: Temporal.PlainDate, last: Temporal.PlainDate): string | undefined {
  if (first.equals(last)) return first.toString();
  if (first.day !== 1 || last.day !== last.daysInMonth || first.year !== last.year) return undefined;
  const months = last.month - first.month + 1;
  if (months === 1) return first.toString().slice(0, 7);
  if (months === 12) return String(first.year);
  return months === 3 && first.month % 3 === 1 ? `${first.year}-Q${Math.ceil(first.month / 3)}` : undefined;
}
