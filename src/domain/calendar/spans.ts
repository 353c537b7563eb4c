import { Temporal } from 'temporal-polyfill';

/** Whole days, both ends included. */
export interface Span {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
}

/** Units of the calendar that a span can be one of. Weeks start on Monday (ISO 8601). */
export const UNITS = ['day', 'week', 'month', 'quarter', 'year', 'fiscal quarter', 'fiscal year'] as const;
export type Unit = (typeof UNITS)[number];

const LENGTHS: Record<Unit, { readonly days?: number; readonly months?: number; readonly years?: number }> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
  'fiscal quarter': { months: 3 },
  'fiscal year': { years: 1 },
};

/** How long `count` of a unit are. */
export function lengthOf(unit: Unit, count = 1): Temporal.Duration {
  const { days = 0, months = 0, years = 0 } = LENGTHS[unit];
  return Temporal.Duration.from({ days: days * count, months: months * count, years: years * count });
}

/**
 * First day of the unit that a day lies in.
 *
 * @param fiscalStart month the fiscal year starts in, 1 to 12.
 */
export function startOf(unit: Unit, day: Temporal.PlainDate, fiscalStart: number): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 });
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
    case 'year':
      return day.with({ month: 1, day: 1 });
    case 'fiscal quarter':
      return day.with({ day: 1 }).subtract({ months: (day.month - fiscalStart + 12) % 3 });
    case 'fiscal year':
      return day.with({ day: 1 }).subtract({ months: (day.month - fiscalStart + 12) % 12 });
  }
}

/** `count` whole units from a first day on. */
export function span(unit: Unit, first: Temporal.PlainDate, count = 1): Span {
  return { first, last: first.add(lengthOf(unit, count)).subtract({ days: 1 }) };
}
