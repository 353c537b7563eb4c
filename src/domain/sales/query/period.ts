import { Temporal } from 'temporal-polyfill';
import type { Unit } from '../../calendar/spans.js';
import { localeOrder } from '../../date-order.js';
import { invalid } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { ShopSettings } from '../../shop.js';
import { localDate } from '../../time.js';
import { readPeriod, type WordsToday } from '../../words/periods/index.js';
import { PERIOD_NAMES } from '../../words/periods/names.js';
import { checkDate } from './day.js';
import type { Bindings } from './filters.js';
import type { PeriodDate } from './model.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A day in digits, in any order and script. */
const ANY_DAY = /^\p{Nd}+[./-]\p{Nd}+[./-]\p{Nd}+$/u;

export interface PeriodRequest {
  /** Words that {@link readPeriod} understands. */
  readonly named?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly date?: PeriodDate | undefined;
}

/** Whole days, both ends included; an end that is absent is open. */
export interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly date: PeriodDate;
  /** The unit of which this is the part up to today, e.g. month for month to date. */
  readonly partOf?: Unit | undefined;
}

/**
 * The days a period means for a shop now.
 *
 * @throws ClerkError `invalid_input` for a period given twice, reversed or not understood.
 */
export function resolvePeriod(request: PeriodRequest, shop: ShopSettings, now: Date): Period {
  const date = request.date ?? 'sold';
  const { from, to, named } = request;
  if (named !== undefined) {
    if (from !== undefined || to !== undefined)
      throw invalid('period.named', 'A named period and from/to were both given.', {
        fix: 'Give either named, or from and to.',
      });
    return { ...resolveNamed(named, 'period.named', shop, now), date };
  }
  const first = from === undefined ? undefined : edge(from, 'from', shop, now);
  const last = to === undefined ? undefined : edge(to, 'to', shop, now);
  refuseReversed('period', first, last);
  return { from: first, to: last, date };
}

/** A day as it is, or the first or last day of a span that is named, e.g. 1997-03. */
function edge(text: string, end: 'from' | 'to', shop: ShopSettings, now: Date): string {
  const field = `period.${end}`;
  if (DAY.test(text)) {
    checkDate(field, text);
    return text;
  }
  const read = ANY_DAY.test(text) ? undefined : readPeriod(text, wordsToday(shop, now));
  const span = read !== undefined && 'value' in read ? read.value : undefined;
  const day = end === 'from' ? span?.first : span?.last;
  if (day !== undefined) return day.toString();
  checkDate(field, text);
  return text;
}

/**
 * The days that words for a period mean for a shop now.
 *
 * @throws ClerkError `invalid_input` for words that are not understood or a period that is reversed.
 */
export function resolveNamed(
  text: string,
  field: string,
  shop: ShopSettings,
  now: Date,
): Pick<Period, 'from' | 'to' | 'partOf'> {
  const read = readPeriod(text, wordsToday(shop, now));
  if (read === undefined)
    throw invalid(field, `"${text.slice(0, 60)}" is not a period that is understood.`, {
      fix: 'Use a name such as last_month, last 30 days, ytd, FY 2025-26, 2026-Q1, 2026-03 or since 2025-04-01, or send from and to.',
      valid: [...new Set([...nearest(text, PERIOD_NAMES), ...PERIOD_NAMES])].slice(0, 8),
    });
  if ('unclear' in read)
    throw invalid(field, `"${text.slice(0, 60)}" is not clear. ${read.unclear}`, {
      fix: 'Send the period in other words, or from and to as days.',
    });
  const period = read.value;
  if (period.beside === true)
    throw invalid(field, `"${text.slice(0, 60)}" sets a period beside another.`, {
      fix: `Name one period here, and send compare: ["${period.named}"].`,
    });
  const from = period.first?.toString();
  const to = period.last?.toString();
  refuseReversed(field, from, to);
  return { from, to, ...(period.partOf === undefined ? {} : { partOf: period.partOf }) };
}

function wordsToday(shop: ShopSettings, now: Date): WordsToday {
  return {
    today: Temporal.PlainDate.from(localDate(now, shop.time_zone)),
    fiscalStart: shop.fiscal_year_start,
    dayOrder: localeOrder(shop.locale),
  };
}

function refuseReversed(field: string, from: string | undefined, to: string | undefined): void {
  if (from !== undefined && to !== undefined && from > to)
    throw invalid(field, `The period is reversed: from ${from} is after to ${to}.`, {
      fix: 'Swap from and to; both days are included.',
    });
}

/** Whether a period holds anything out. */
export function isDated({ from, to }: Pick<Period, 'from' | 'to'>): boolean {
  return from !== undefined || to !== undefined;
}

/** SQL conditions that hold a date to the days of a period. */
export function daysSql(
  date: string,
  { from, to }: Pick<Period, 'from' | 'to'>,
  bindings: Bindings,
): string[] {
  const edge = (comparison: string, day: string | undefined): string[] =>
    day === undefined ? [] : [`${date} ${comparison} CAST(${bindings.bind(day)} AS DATE)`];
  return [...edge('>=', from), ...edge('<=', to)];
}
