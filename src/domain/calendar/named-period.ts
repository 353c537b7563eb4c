import { Temporal } from 'temporal-polyfill';
import { lengthOf, type Span, span, startOf, UNITS, type Unit } from './spans.js';

/** The day it is, and the month the fiscal year starts in. */
export interface Today {
  readonly today: Temporal.PlainDate;
  /** 1 to 12. */
  readonly fiscalStart: number;
}

/** A period by its days, both included; an end that is absent is open. */
export interface NamedPeriod {
  readonly first?: Temporal.PlainDate | undefined;
  readonly last?: Temporal.PlainDate | undefined;
  /** The unit of which it is the part up to today, e.g. month for month to date. */
  readonly partOf?: Unit | undefined;
}

/** Names to offer where one is not understood. */
export const PERIOD_NAMES = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'this_fiscal_year',
  'last_fiscal_year',
  'month_to_date',
  'quarter_to_date',
  'year_to_date',
  'fiscal_year_to_date',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_365_days',
  'last_12_months',
] as const;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const UNIT = '(day|week|month|quarter|year|fiscal quarter|fiscal year)';
const FISCAL = 'fy ?(\\d{4}|\\d{2})(?: ?[-/] ?(\\d{4}|\\d{2}))?';
const SHORT: Record<string, Unit> = {
  wtd: 'week',
  mtd: 'month',
  qtd: 'quarter',
  ytd: 'year',
  fytd: 'fiscal year',
};
/** Days that a span may reach: what the engine and the records can hold. */
const MOST_UNITS = 4_000;

type Rule = readonly [RegExp, (match: readonly string[], at: Today) => NamedPeriod | undefined];

/** Spans that stand for themselves: these can also be the ends of a range. */
const SPANS: readonly Rule[] = [
  [/^today$/, (_, { today }) => spanned('day', today)],
  [/^yesterday$/, (_, { today }) => spanned('day', today.subtract({ days: 1 }))],
  [
    new RegExp(`^(this|current|last|previous) ${UNIT}$`),
    ([, which, unit], at) => {
      const start = startOf(unitOf(unit), at.today, at.fiscalStart);
      const back = which === 'this' || which === 'current' ? 0 : 1;
      return spanned(unitOf(unit), start.subtract(lengthOf(unitOf(unit), back)));
    },
  ],
  [/^(\d{4})$/, ([, year]) => spanned('year', dayOf(year, '1', '1'))],
  [/^(\d{4})-(\d{2})$/, ([, year, month]) => spanned('month', dayOf(year, month, '1'))],
  [/^(\d{4})-(\d{2})-(\d{2})$/, ([, year, month, day]) => spanned('day', dayOf(year, month, day))],
  [/^(\d{4})[- ]?q([1-4])$/, ([, year, quarter]) => quarterOf(year, quarter)],
  [/^q([1-4])[- ]?(\d{4})$/, ([, quarter, year]) => quarterOf(year, quarter)],
  [/^(\d{4})-?w(\d{2})$/, ([, year, week]) => weekOf(Number(year), Number(week))],
  [
    new RegExp(`^${MONTH_NAME},? (\\d{4})$`),
    ([, month, year]) => spanned('month', dayOf(year, monthOf(month), '1')),
  ],
  [
    new RegExp(`^(\\d{4}) ${MONTH_NAME}$`),
    ([, year, month]) => spanned('month', dayOf(year, monthOf(month), '1')),
  ],
  [new RegExp(`^${FISCAL}$`), ([, from, to], at) => fiscalYear(from, to, at)],
  [
    new RegExp(`^${FISCAL}[ -]q([1-4])$`),
    ([, from, to, quarter], at) => fiscalQuarter(from, to, quarter, at),
  ],
  [
    new RegExp(`^q([1-4])[ -]${FISCAL}$`),
    ([, quarter, from, to], at) => fiscalQuarter(from, to, quarter, at),
  ],
];

const RULES: readonly Rule[] = [
  ...SPANS,
  [/^all(?: time)?$/, () => ({})],
  [
    new RegExp(`^(?:last|previous) (\\d{1,4}) ${UNIT}s?$`),
    ([, count, unit], at) => lastUnits(Number(count), unitOf(unit), at),
  ],
  [new RegExp(`^${UNIT} to date$`), ([, unit], at) => toDate(unitOf(unit), at)],
  [/^(wtd|mtd|qtd|ytd|fytd)$/, ([, short], at) => toDate(SHORT[short ?? ''] ?? 'year', at)],
  [/^(?:since|from) (.+)$/, ([, text], at) => bound(text, at, ({ first }) => ({ first }))],
  [/^(?:until|till|up to) (.+)$/, ([, text], at) => bound(text, at, ({ last }) => ({ last }))],
  [
    /^before (.+)$/,
    ([, text], at) => bound(text, at, ({ first }) => ({ last: first.subtract({ days: 1 }) })),
  ],
  [/^after (.+)$/, ([, text], at) => bound(text, at, ({ last }) => ({ first: last.add({ days: 1 }) }))],
  [/^between (.+?) and (.+)$/, ([, from, to], at) => between(from, to, at)],
  [/^(.+?) ?(?:\.\.| to | until | till ) ?(.+)$/, ([, from, to], at) => between(from, to, at)],
];

/**
 * The days that words for a period mean on a given day: `last_month`, `last 30 days`, `ytd`, `FY 2025-26`, `FY26 Q2`,
 * `2026-Q1`, `2026-03`, `March 2026`, `2026-W07`, `since 2025-04`, `between 2025-01 and 2025-03`, `2024..2025`, `all`.
 *
 * "Last 30 days" end today; the last 6 weeks, months, quarters or years are whole ones and end before the current
 * one. A fiscal year given by one number is named by the calendar year it ends in.
 *
 * @returns undefined for words that are not understood or name no day of the calendar; a range may come out reversed.
 */
export function readNamedPeriod(text: string, at: Today): NamedPeriod | undefined {
  return apply(RULES, normal(text), at);
}

function apply(rules: readonly Rule[], text: string, at: Today): NamedPeriod | undefined {
  for (const [pattern, days] of rules) {
    const match = pattern.exec(text);
    const period = match === null ? undefined : days([...match], at);
    if (period !== undefined) return period;
  }
  return undefined;
}

function normal(text: string): string {
  return text
    .slice(0, 100)
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/[\u2012-\u2015]/g, '-')
    .replace(/\bfinancial\b/g, 'fiscal');
}

function unitOf(text: string | undefined): Unit {
  return UNITS.find((unit) => unit === text) ?? 'day';
}

function spanned(unit: Unit, first: Temporal.PlainDate | undefined, count = 1): Span | undefined {
  return first === undefined ? undefined : span(unit, first, count);
}

function dayOf(year = '', month = '', day = ''): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
  } catch {
    return undefined;
  }
}

function monthOf(name = ''): string {
  return String(MONTHS.indexOf(name.slice(0, 3)) + 1);
}

function quarterOf(year: string | undefined, quarter: string | undefined): Span | undefined {
  return spanned('quarter', dayOf(year, String(Number(quarter) * 3 - 2), '1'));
}

/** ISO 8601: week 1 holds 4 January; a year has 52 or 53. */
function weekOf(year: number, week: number): Span | undefined {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const monday = startOf('week', fourth, 1).add({ days: 7 * (week - 1) });
  return week >= 1 && monday.yearOfWeek === year ? span('week', monday) : undefined;
}

/** `2025-26` and `2025-2026` start in 2025; `26` and `2026` end in 2026. */
function fiscalYear(from: string | undefined, to: string | undefined, at: Today): Span | undefined {
  const year = fullYear(from);
  if (to !== undefined && fullYear(to) !== year + 1) return undefined;
  const starts = to !== undefined || at.fiscalStart === 1 ? year : year - 1;
  return spanned('fiscal year', dayOf(String(starts), String(at.fiscalStart), '1'));
}

function fiscalQuarter(
  from: string | undefined,
  to: string | undefined,
  quarter: string | undefined,
  at: Today,
): Span | undefined {
  const year = fiscalYear(from, to, at);
  return spanned('fiscal quarter', year?.first.add({ months: 3 * (Number(quarter) - 1) }));
}

function fullYear(text = ''): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function lastUnits(count: number, unit: Unit, { today, fiscalStart }: Today): NamedPeriod | undefined {
  if (count < 1 || count > MOST_UNITS) return undefined;
  if (unit === 'day') return { first: today.subtract({ days: count - 1 }), last: today };
  const start = startOf(unit, today, fiscalStart);
  try {
    return span(unit, start.subtract(lengthOf(unit, count)), count);
  } catch {
    return undefined;
  }
}

function toDate(unit: Unit, { today, fiscalStart }: Today): NamedPeriod {
  return { first: startOf(unit, today, fiscalStart), last: today, partOf: unit };
}

function bound(
  text: string | undefined,
  at: Today,
  end: (span: Span) => NamedPeriod,
): NamedPeriod | undefined {
  const period = apply(SPANS, (text ?? '').trim(), at);
  return period?.first === undefined || period.last === undefined
    ? undefined
    : end({ first: period.first, last: period.last });
}

function between(from: string | undefined, to: string | undefined, at: Today): NamedPeriod | undefined {
  const start = apply(SPANS, (from ?? '').trim(), at);
  const end = apply(SPANS, (to ?? '').trim(), at);
  if (start?.first === undefined || end?.last === undefined) return undefined;
  return { first: start.first, last: end.last };
}
