import { Temporal } from 'temporal-polyfill';
import { lengthOf, type Unit } from '../../calendar/spans.js';
import { invalid } from '../../errors.js';
import type { ShopSettings } from '../../shop.js';
import { bucketsBefore } from './buckets.js';
import { checkDate } from './day.js';
import type { Grain } from './model.js';
import { type Period, resolveNamed } from './period.js';
import type { Comparison } from './plan.js';

/**
 * The period to compare with: `previous_period` (as long, just before: whole months stay whole months, a part of a
 * month or year is set beside the same part of the one before), `same_period_last_year`, or any other by its first
 * and last day (`2025-01-01..2025-01-31`) or its name (`2024`, `FY 2024-25`).
 *
 * @throws ClerkError `invalid_input` when the period has an open end or the text is none of these.
 */
export function resolveComparison(
  text: string,
  period: Period,
  grain: Grain | undefined,
  field: string,
  shop: ShopSettings,
  now: Date,
): Comparison {
  const { from, to, date, partOf } = period;
  if (text === 'previous_bucket') return bucketBefore(period, grain, field, shop);
  if (from === undefined || to === undefined) {
    throw invalid(field, 'A comparison needs a period with a first and a last day.', {
      fix: 'Send period with from and to, or a named one that ends; previous_bucket needs none.',
    });
  }
  const first = Temporal.PlainDate.from(from);
  const last = Temporal.PlainDate.from(to);
  if (text === 'previous_period') {
    const [start, end] = partOf === undefined ? before(first, last) : partBefore(first, last, partOf);
    return { name: 'previous', period: { from: start.toString(), to: end.toString(), date } };
  }
  if (text === 'same_period_last_year') {
    const [start, end] = yearBefore(first, last);
    return { name: 'last_year', period: { from: start.toString(), to: end.toString(), date } };
  }
  const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text);
  for (const day of days?.slice(1) ?? []) checkDate(field, day);
  const other = resolveNamed(text, field, shop, now);
  if (other.from === undefined || other.to === undefined)
    throw invalid(field, 'A period to compare with needs a first and a last day.', {
      fix: 'Send e.g. previous_period, 2024 or 2025-01-01..2025-01-31.',
    });
  return {
    name: `vs_${other.from.replaceAll('-', '')}`,
    period: { from: other.from, to: other.to, date },
  };
}

/** From the bucket before the first one to the one before the last. */
function bucketBefore(
  { from, to, date }: Period,
  grain: Grain | undefined,
  field: string,
  shop: ShopSettings,
): Comparison {
  if (grain === undefined)
    throw invalid(
      field,
      'previous_bucket sets each bucket of a grain beside the one before and needs a grain.',
      { fix: 'Send grain, e.g. "month", or compare with previous_period.' },
    );
  const before = (day: string) => bucketsBefore(grain, day, 1, shop.fiscal_year_start);
  return {
    name: 'previous',
    buckets: true,
    period: {
      from: from && before(from).from,
      to: to && (grain === 'hour' ? to : before(to).to),
      date,
    },
  };
}

/** As many days or whole months, up to the day before. */
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

/** The same part of the unit before; where that unit is shorter, all of it. */
function partBefore(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  unit: Unit,
): [Temporal.PlainDate, Temporal.PlainDate] {
  return [first.subtract(lengthOf(unit)), last.subtract(lengthOf(unit))];
}

/** The same days a year before; a period of whole months stays one, also where February was longer or shorter. */
function yearBefore(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): [Temporal.PlainDate, Temporal.PlainDate] {
  const next = last.add({ days: 1 });
  const whole = first.day === 1 && next.day === 1;
  return [
    first.subtract({ years: 1 }),
    whole ? next.subtract({ years: 1 }).subtract({ days: 1 }) : last.subtract({ years: 1 }),
  ];
}

/**
 * Comparisons as they are, each with a name of its own: where two start on one day, their last day is added.
 *
 * @throws ClerkError `invalid_input` for a period named twice.
 */
export function distinct(comparisons: readonly Comparison[]): Comparison[] {
  const same = (a: Comparison, b: Comparison): boolean => a.name === b.name && a.period.to === b.period.to;
  return comparisons.map((comparison, index) => {
    if (comparisons.findIndex((other) => same(other, comparison)) !== index)
      throw invalid(`compare[${index}]`, 'This period is compared with twice.', {
        fix: 'Name each period once.',
      });
    const shared = comparisons.filter(({ name }) => name === comparison.name).length > 1;
    return shared
      ? { ...comparison, name: `${comparison.name}_${comparison.period.to?.replaceAll('-', '')}` }
      : comparison;
  });
}
