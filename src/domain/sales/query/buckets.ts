import { Temporal } from 'temporal-polyfill';
import { lengthOf, startOf, type Unit } from '../../calendar/spans.js';
import type { Grain } from './model.js';

/** The unit of the calendar that a bucket is; an hour lies in a day. */
export const UNIT_OF: Readonly<Record<Grain, Unit>> = {
  hour: 'day',
  day: 'day',
  week: 'week',
  week_sunday: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  fiscal_year: 'fiscal year',
};
const HOURS = 24;

/**
 * Whole days that hold the `count` buckets before the one a day lies in; of hours, the days before.
 *
 * @param day `yyyy-mm-dd`.
 * @param fiscalStart month the fiscal year starts in, 1 to 12.
 */
export function bucketsBefore(
  grain: Grain,
  day: string,
  count: number,
  fiscalStart: number,
): { readonly from: string; readonly to: string } {
  const start = startOfBucket(grain, day, fiscalStart);
  const back = lengthOf(UNIT_OF[grain], grain === 'hour' ? Math.ceil(count / HOURS) : count);
  return { from: start.subtract(back).toString(), to: start.subtract({ days: 1 }).toString() };
}

/** Last day of the bucket that a day lies in, as `yyyy-mm-dd`. */
export function bucketEnd(grain: Grain, day: string, fiscalStart: number): string {
  const next = startOfBucket(grain, day, fiscalStart).add(lengthOf(UNIT_OF[grain]));
  return next.subtract({ days: 1 }).toString();
}

function startOfBucket(grain: Grain, day: string, fiscalStart: number): Temporal.PlainDate {
  const date = Temporal.PlainDate.from(day);
  if (grain === 'week_sunday') return date.subtract({ days: date.dayOfWeek % 7 });
  return startOf(UNIT_OF[grain], date, fiscalStart);
}
