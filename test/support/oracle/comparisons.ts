import { bucketOf } from './dimensions.js';
import type { Days } from './groups.js';
import { addDays, daysBetween } from './shop.js';

/** A period that is set beside another, and what ends the names of its columns. */
export interface Beside {
  readonly name: string;
  readonly days: Days & { readonly from: string; readonly to: string };
  /** Each bucket of the grain stands beside the one before it, not beside the one of the same place. */
  readonly shifted?: true;
}

/** The period that a comparison with a period of two ends means. */
export function besideOf(
  text: string,
  { from = '', to = '', date }: Days,
  { grain, fiscalStart }: { readonly grain?: string | undefined; readonly fiscalStart: number },
): Beside {
  if (text === 'previous_bucket') {
    const startBefore = (day: string): string => {
      const { start } = bucketOf(grain ?? 'day', day, fiscalStart);
      return bucketOf(grain ?? 'day', addDays(start.slice(0, 10), -1), fiscalStart).start;
    };
    const end = addDays(bucketOf(grain ?? 'day', to, fiscalStart).start, -1);
    return { name: 'previous', days: { from: startBefore(from), to: end, date }, shifted: true };
  }
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
