import type { Grain } from '../../../src/domain/sales/query/model.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { bucketBefore, bucketOf } from './dimensions.js';
import type { Days } from './groups.js';
import { addDays, daysBetween } from './shop.js';

/** A period that is set beside another, and what ends the names of its columns. */
export interface Beside {
  readonly name: string;
  readonly days: Days;
  /** Each bucket stands beside the one before it. */
  readonly buckets?: true;
}

/** The periods that a query compares with, each under a name of its own. */
export function besidesOf({ compare = [], period = {}, grain }: QueryRequest, fiscalStart: number): Beside[] {
  const { from, to, date = 'sold' } = period;
  const all = compare.map((text) =>
    text === 'previous_bucket'
      ? bucketsBefore({ from, to, date }, grain ?? 'day', fiscalStart)
      : besideOf(text, { from, to, date }),
  );
  return all.map((beside) => {
    const shared = all.filter(({ name }) => name === beside.name).length > 1;
    return shared ? { ...beside, name: `${beside.name}_${beside.days.to?.replaceAll('-', '')}` } : beside;
  });
}

/** From the bucket before the first one to the one before the last; of hours, from the day before. */
function bucketsBefore({ from, to, date }: Days, grain: Grain, fiscalStart: number): Beside {
  const start = (day: string): string => bucketOf(grain, day, fiscalStart).start;
  return {
    name: 'previous',
    buckets: true,
    days: {
      from: from && bucketBefore(grain, bucketOf(grain, from, fiscalStart), fiscalStart).start.slice(0, 10),
      to: to && (grain === 'hour' ? to : addDays(start(to), -1)),
      date,
    },
  };
}

/** The period that a comparison with a period of two ends means. */
function besideOf(text: string, { from = '', to = '', date }: Days): Beside {
  if (text === 'previous_period') {
    const end = addDays(from, -1);
    const whole = from.endsWith('-01') && addDays(to, 1).endsWith('-01');
    const start = whole
      ? monthsEarlier(from, monthsBetween(from, addDays(to, 1)))
      : addDays(end, -daysBetween(from, to));
    return { name: 'previous', days: { from: start, to: end, date } };
  }
  if (text === 'same_period_last_year')
    return {
      name: 'last_year',
      days: {
        from: yearEarlier(from),
        // A period of whole months ends with a month in the year before, too.
        to:
          from.endsWith('-01') && addDays(to, 1).endsWith('-01')
            ? addDays(yearEarlier(addDays(to, 1)), -1)
            : yearEarlier(to),
        date,
      },
    };
  const [start = '', end = ''] = text.split('..');
  return { name: `vs_${start.replaceAll('-', '')}`, days: { from: start, to: end, date } };
}

function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const [lastYear = 0, lastMonth = 0] = to.split('-').map(Number);
  return (lastYear - year) * 12 + lastMonth - month;
}

/** The first day of a month, so many months before. */
function monthsEarlier(first: string, months: number): string {
  const [year = 0, month = 0] = first.split('-').map(Number);
  const index = year * 12 + month - 1 - months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

/** The same day of the year before; 28 February for the 29th. */
function yearEarlier(day: string): string {
  const earlier = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return earlier.endsWith('-02-29') ? `${earlier.slice(0, 4)}-02-28` : earlier;
}
