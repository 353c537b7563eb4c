import { Temporal } from 'temporal-polyfill';
import { invalid } from '../../errors.js';
import { checkDate } from './day.js';
import type { Period } from './period.js';
import type { Comparison } from './plan.js';

/**
 * The period to compare with: `previous_period` (as long, just before: whole months stay whole months),
 * `same_period_last_year`, or `<first day>..<last day>`.
 *
 * @throws ClerkError `invalid_input` when the period has an open end or the text is none of these.
 */
export function resolveComparison(text: string, period: Period, field: string): Comparison {
  const { from, to, date } = period;
  if (from === undefined || to === undefined) {
    throw invalid(field, 'A comparison needs a period with a first and a last day.', {
      fix: 'Send period with from and to, or a named one.',
    });
  }
  const first = Temporal.PlainDate.from(from);
  const last = Temporal.PlainDate.from(to);
  if (text === 'previous_period') {
    const [start, end] = before(first, last);
    return { name: 'previous', period: { from: start.toString(), to: end.toString(), date } };
  }
  if (text === 'same_period_last_year') {
    return {
      name: 'last_year',
      period: { from: first.subtract({ years: 1 }).toString(), to: lastYear(last).toString(), date },
    };
  }
  const [start = '', end = ''] = text.split('..');
  checkDate(field, start);
  checkDate(field, end);
  if (start > end)
    throw invalid(field, `The period is reversed: ${start} is after ${end}.`, {
      fix: 'Put the earlier day first.',
    });
  return { name: `vs_${start.replaceAll('-', '')}`, period: { from: start, to: end, date } };
}

function before(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): [Temporal.PlainDate, Temporal.PlainDate] {
  const end = first.subtract({ days: 1 });
  const months = first.until(last.add({ days: 1 }), { largestUnit: 'months' });
  if (first.day === 1 && months.days === 0 && months.months > 0)
    return [first.subtract({ months: months.months }), end];
  return [first.subtract({ days: first.until(last).days + 1 }), end];
}

/** The last day of February stays the last day of February. */
function lastYear(day: Temporal.PlainDate): Temporal.PlainDate {
  const earlier = day.subtract({ years: 1 });
  return day.month === 2 && day.day === day.daysInMonth
    ? earlier.with({ day: earlier.daysInMonth })
    : earlier;
}
