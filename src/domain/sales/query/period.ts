import { Temporal } from 'temporal-polyfill';
import { invalid } from '../../errors.js';
import type { ShopSettings } from '../../shop.js';
import { localDate } from '../../time.js';
import { checkDate } from './day.js';
import type { NamedPeriod, PeriodDate } from './model.js';

export interface PeriodRequest {
  readonly named?: NamedPeriod | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly date?: PeriodDate | undefined;
}

/** Whole days, both ends included; an end that is absent is open. */
export interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly date: PeriodDate;
}

/**
 * The days a period means for a shop now. "Last 30 days" ends today; weeks start on Monday (ISO 8601); a fiscal
 * year starts in the shop's month.
 *
 * @throws ClerkError `invalid_input` for a period given twice or reversed.
 */
export function resolvePeriod(request: PeriodRequest, shop: ShopSettings, now: Date): Period {
  const date = request.date ?? 'sold';
  const { from, to } = request;
  if (request.named === undefined) {
    for (const [field, value] of [
      ['period.from', from],
      ['period.to', to],
    ] as const)
      if (value !== undefined) checkDate(field, value);
    if (from !== undefined && to !== undefined && from > to) {
      throw invalid('period', `The period is reversed: from ${from} is after to ${to}.`, {
        fix: 'Swap from and to; both days are included.',
      });
    }
    return { from, to, date };
  }
  if (from !== undefined || to !== undefined) {
    throw invalid('period.named', 'A named period and from/to were both given.', {
      fix: 'Give either named, or from and to.',
    });
  }
  const today = Temporal.PlainDate.from(localDate(now, shop.time_zone));
  const [first, last] = namedRange(request.named, today, shop.fiscal_year_start);
  return { from: first.toString(), to: last.toString(), date };
}

type Range = readonly [Temporal.PlainDate, Temporal.PlainDate];

function namedRange(named: NamedPeriod, today: Temporal.PlainDate, fiscalStart: number): Range {
  switch (named) {
    case 'today':
      return [today, today];
    case 'yesterday':
      return whole(today.subtract({ days: 1 }), { days: 1 });
    case 'this_week':
      return whole(monday(today), { days: 7 });
    case 'last_week':
      return whole(monday(today).subtract({ days: 7 }), { days: 7 });
    case 'this_month':
      return whole(today.with({ day: 1 }), { months: 1 });
    case 'last_month':
      return whole(today.with({ day: 1 }).subtract({ months: 1 }), { months: 1 });
    case 'this_quarter':
      return whole(quarter(today), { months: 3 });
    case 'last_quarter':
      return whole(quarter(today).subtract({ months: 3 }), { months: 3 });
    case 'this_year':
      return whole(today.with({ month: 1, day: 1 }), { years: 1 });
    case 'last_year':
      return whole(today.with({ month: 1, day: 1 }).subtract({ years: 1 }), { years: 1 });
    case 'this_fiscal_year':
      return whole(fiscal(today, fiscalStart), { years: 1 });
    case 'last_fiscal_year':
      return whole(fiscal(today, fiscalStart).subtract({ years: 1 }), { years: 1 });
    case 'last_7_days':
      return [today.subtract({ days: 6 }), today];
    case 'last_30_days':
      return [today.subtract({ days: 29 }), today];
    case 'last_90_days':
      return [today.subtract({ days: 89 }), today];
    case 'last_365_days':
      return [today.subtract({ days: 364 }), today];
  }
}

function whole(first: Temporal.PlainDate, length: Temporal.DurationLike): Range {
  return [first, first.add(length).subtract({ days: 1 })];
}

function monday(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function quarter(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
}

function fiscal(day: Temporal.PlainDate, start: number): Temporal.PlainDate {
  const first = day.with({ month: start, day: 1 });
  return Temporal.PlainDate.compare(first, day) <= 0 ? first : first.subtract({ years: 1 });
}
