import type { Temporal } from 'temporal-polyfill';
import { lengthOf, startOf, type Unit } from '../../calendar/spans.js';
import { glued, longest, map, optional, type Parser, phrases, remembered, seq, words } from '../grammar.js';
import { dateEdge } from './dates.js';
import {
  bothEnds,
  type Days,
  dayAt,
  type Edge,
  type EdgeParser,
  latestBegun,
  type Read,
  type Reading,
  reads,
  settled,
  spanFrom,
  unclear,
  type WordsToday,
} from './reading.js';
import {
  ANY_YEAR,
  COUNT,
  DASH,
  digits,
  fullYear,
  MONTH,
  OF,
  ORDINAL,
  SHORT_YEAR,
  THE,
  UNIT,
  YEAR,
} from './terms.js';
import { thisOrLast } from './units.js';

const FISCAL = words(
  'fy|f . y .|f . y|fiscal year|financial year|fiscal|financial yr|fiscal yr|vitt varsh|वित्त वर्ष',
);
const FISCAL_NUMBER: Parser<number> = longest(YEAR, SHORT_YEAR, map(digits(2, 2), fullYear));
const JOIN = seq(glued, words('-|/|–'), glued);

/** FY 2025-26, FY26, fiscal year 2025, and 2025-26 alone. */
const fiscalYear: Parser<Read<Reading>> = longest<Read<Reading>>(
  reads(
    seq(
      FISCAL,
      optional(words('-|of|ending')),
      FISCAL_NUMBER,
      optional(map(seq(words('-|/|–'), FISCAL_NUMBER), ([, to]) => to)),
    ),
    ([, , from, to], at) => fiscalDays(from, to, at),
  ),
  reads(seq(optional(words('year|the year')), YEAR, JOIN, FISCAL_NUMBER), ([, from, , to], at) =>
    twoYears(from, to, at),
  ),
);

/** A fiscal year by one number is named by the year it ends in. */
function fiscalDays(from: number, to: number | undefined, { fiscalStart }: WordsToday): Reading {
  if (to !== undefined && to !== from + 1)
    return unclear(`A fiscal year is one year long. Write FY ${from}-${pad((from + 1) % 100)}.`);
  const starts = to !== undefined || fiscalStart === 1 ? from : from - 1;
  const read = spanFrom('fiscal year', dayAt(starts, fiscalStart, 1));
  if ('unclear' in read || to !== undefined || fiscalStart === 1) return read;
  return { ...read, note: `Fiscal year ${from} is the one that ends in ${from}.` };
}

/** 2025-26 means a fiscal year where there is one; 2024-2025 may be two years; 2020-2024 are five. */
function twoYears(from: number, to: number, at: WordsToday): Reading {
  if (to - from === 1 && at.fiscalStart !== 1)
    return { ...fiscalDays(from, to, at), note: `${from}-${pad(to % 100)} is taken as the fiscal year.` };
  const next = `FY ${from}-${pad((from + 1) % 100)}`;
  return unclear(
    `Two years may be a fiscal year or more. Write ${next}, ${from} to ${from + 1}, or a month such as ${from}-08.`,
  );
}

const CALENDAR_YEAR: Parser<Read<Reading>> = reads(ANY_YEAR, (year) => spanFrom('year', dayAt(year, 1, 1)));
const wholeYear: Parser<Read<Reading>> = remembered(
  longest<Read<Reading>>(
    map(seq(optional(words('calendar year|year|the year')), CALENDAR_YEAR), ([, year]) => year),
    fiscalYear,
    thisOrLast,
    reads(words('the year'), (_, { today, fiscalStart }) =>
      spanFrom('year', startOf('year', today, fiscalStart)),
    ),
  ),
);

/** A part of a year: its unit, its number, and how many there are. */
interface Part {
  readonly unit: Unit;
  readonly months: number;
  readonly number: number;
  readonly of: number;
}

const PART: Parser<Part> = longest<Part>(
  map(
    seq(
      words('q|qtr|quarter'),
      optional(DASH),
      longest(digits(1, 2), map(phrases({ one: 1, two: 2, three: 3, four: 4 }), String)),
    ),
    ([, , text]) => quarter(Number(text)),
  ),
  map(seq(words('h|half'), digits(1, 1)), ([, text]) => half(Number(text))),
  map(seq(THE, ORDINAL, words('quarter|qtr|timahi')), ([, number]) => quarter(number)),
  map(seq(THE, ORDINAL, optional(DASH), words('half')), ([, number]) => half(number)),
  map(seq(THE, words('last|final'), words('quarter|qtr')), () => quarter(4)),
  map(seq(THE, words('last|latter'), words('half')), () => half(2)),
);

function quarter(number: number): Part {
  return { unit: 'quarter', months: 3, number, of: 4 };
}

function half(number: number): Part {
  return { unit: 'month', months: 6, number, of: 2 };
}

/** Q2 2025, 2025-Q2, Q2 FY26, H1 of FY 2025-26, second quarter of last year, Q5 which there is none. */
const partOfYear: EdgeParser = longest<Read<Edge>>(
  reads(seq(PART, optional(longest<unknown>(OF, DASH)), wholeYear), ([part, , year], at) =>
    partOf(part, year(at)),
  ),
  reads(seq(wholeYear, optional(longest<unknown>(words(',|ka|ki|ke'), DASH)), PART), ([year, , part], at) =>
    partOf(part, year(at)),
  ),
  // "Q1 98": so many digits are no number of quarters.
  reads(seq(words('q'), glued, digits(1, 1), digits(2, 2)), ([, , part, year]) =>
    partOf(quarter(Number(part)), spanFrom('year', dayAt(fullYear(year), 1, 1))),
  ),
);

const BARE_PART = longest<Part>(
  map(seq(words('q'), glued, digits(1, 2)), ([, , text]) => quarter(Number(text))),
  map(seq(words('h'), glued, digits(1, 1)), ([, , text]) => half(Number(text))),
  map(seq(ORDINAL, words('quarter|qtr')), ([number]) => quarter(number)),
  map(seq(ORDINAL, words('half')), ([number]) => half(number)),
);

const LISTED = seq(words('vs|versus|and|with|to|aur|or|compared to|against'), BARE_PART, OF, wholeYear);

/** Q2 without a year: of the calendar or fiscal year, nobody knows. */
const partAlone: EdgeParser = reads(BARE_PART, (part, at, { tokens, next }) => {
  // "Q3 versus Q2 2026": the year is that of both.
  const [, , , year] = LISTED(tokens, next)?.value ?? [];
  if (year !== undefined) return partOf(part, year(at));
  const name = `${part.months === 3 ? 'Q' : 'H'}${part.number}`;
  return unclear(
    part.number >= 1 && part.number <= part.of
      ? `"${name}" needs its year. Write ${name} 2026 for the calendar year or ${name} FY26 for the fiscal year.`
      : noPart(part),
  );
});

/** Q1 to Q3 2025, first to third quarter is not one. */
const partsOfYear: EdgeParser = reads(
  seq(BARE_PART, words('to|-|–|through|till'), BARE_PART, optional(longest<unknown>(OF, DASH)), wholeYear),
  ([from, , to, , year], at) => {
    const whole = year(at);
    const [start, end] = [partOf(from, whole), partOf(to, whole)];
    if ('unclear' in start) return start;
    if ('unclear' in end) return end;
    return 'first' in start && 'last' in end && from.number <= to.number && from.of === to.of
      ? { first: start.first, last: end.last, note: 'unclear' in whole ? undefined : whole.note }
      : unclear('The quarters are not in order. Write Q1 2025 to Q3 2025.');
  },
);

function noPart({ months, of }: Part): string {
  return `A year has ${of} ${months === 3 ? 'quarters' : 'halves'}. Write ${months === 3 ? 'Q1 to Q4' : 'H1 or H2'} with its year.`;
}

function partOf(part: Part, year: Reading): Edge {
  if ('unclear' in year) return year;
  if (part.number < 1 || part.number > part.of) return unclear(noPart(part));
  if (part.of === 2 && isMonth(year)) return halfOfMonth(part.number, year);
  const days = bothEnds(year);
  if (days === undefined || !days.first.add({ years: 1 }).equals(days.last.add({ days: 1 })))
    return unclear('Quarters and halves are of a year. Write Q2 2026, or dates.');
  const first = days.first.add({ months: part.months * (part.number - 1) });
  const read = spanFrom('month', first, part.months);
  return 'unclear' in read ? read : { ...read, note: year.note };
}

const monthSpan: Parser<Read<Reading>> = longest(
  reads(seq(MONTH, OF, ANY_YEAR), ([month, , year]) => spanFrom('month', dayAt(year, month, 1))),
  reads(MONTH, (month, at) => latestBegun({ month }, at)),
);

/** First 3 months of 2025, last 10 days of March 2026, first half of March 2026. */
const endOfSpan: EdgeParser = longest<Read<Edge>>(
  reads(
    seq(
      THE,
      longest<'first' | 'last'>(
        phrases({ first: 'first', initial: 'first', opening: 'first' }),
        phrases({ last: 'last', final: 'last', closing: 'last' }),
      ),
      optional(COUNT),
      UNIT,
      seq(words('of|in'), longest<Read<Reading>>(wholeYear, partOfSpan(), monthSpan)),
    ),
    ([, end, count, unit, [, whole]], at) => endOf(end, count ?? 1, unit, whole(at)),
  ),
  reads(seq(THE, ORDINAL, words('half of'), monthSpan), ([, number, , month], at) =>
    partOf(half(number), month(at)),
  ),
);

function partOfSpan(): Parser<Read<Reading>> {
  return reads(partOfYear, (edge, at) => {
    const read = edge(at);
    return 'month' in read ? unclear('Write dates.') : read;
  });
}

function endOf(end: 'first' | 'last', count: number, unit: Unit, whole: Reading): Edge {
  if ('unclear' in whole) return whole;
  const days = bothEnds(whole);
  if (days === undefined || unit === 'week')
    return unclear('Weeks do not fit months and years. Write days or dates.');
  const step =
    unit === 'day'
      ? { days: count }
      : { months: count * (unit === 'month' ? 1 : unit.endsWith('quarter') ? 3 : 12) };
  const first = end === 'first' ? days.first : days.last.add({ days: 1 }).subtract(step);
  const last = end === 'first' ? days.first.add(step).subtract({ days: 1 }) : days.last;
  const fits = first.until(days.first).days <= 0 && days.last.until(last).days <= 0;
  return fits && count > 0
    ? { first, last, note: whole.note }
    : unclear('The part is longer than the whole. Write dates.');
}

function isMonth({ first, last }: Days): boolean {
  return first?.day === 1 && last?.day === last?.daysInMonth && first.until(last ?? first).days < 31;
}

function halfOfMonth(number: number, { first, last }: Days): Edge {
  const middle = first?.with({ day: 15 });
  return number === 1 ? { first, last: middle } : { first: middle?.add({ days: 1 }), last };
}

/** Year ended 31 March 2026, quarter ending March 2026. */
const endedOn: EdgeParser = reads(
  seq(
    THE,
    longest<Unit>(UNIT, phrases<Unit>({ 'f . y .': 'fiscal year' })),
    words('ended|ending|ended on|ending on|ending in|to end'),
    dateEdge,
  ),
  ([, unit, , date], at) => {
    const { last } = { last: undefined, ...settled(date(at), at) };
    return last === undefined
      ? unclear('Write the day it ended on, such as year ended 31 March 2026.')
      : spanTo(unit, last);
  },
);

function spanTo(unit: Unit, last: Temporal.PlainDate): Reading {
  return { first: last.add({ days: 1 }).subtract(lengthOf(unit)), last };
}

/** An assessment year is the one after its fiscal year, and others differ as well. */
const otherYear: EdgeParser = reads(
  seq(words('ay|assessment year|academic year|school year|crop year|season'), fiscalYear),
  () => unclear('Only calendar and fiscal years are read. Write FY 2025-26.'),
);

/** The nineties, 1990s, 90s. */
const decade: EdgeParser = longest<Read<Edge>>(
  reads(seq(THE, words('nineties|eighties|seventies|noughties|twenties|tens|two thousands')), () =>
    unclear(DECADE),
  ),
  reads(seq(THE, longest<unknown>(YEAR, digits(2, 2), SHORT_YEAR), words('s')), () => unclear(DECADE)),
);
const DECADE = 'Decades are not read. Write the years, such as 1990 to 1999.';

/** Years and their parts, of the calendar and of the fiscal year. */
export const yearEdge: EdgeParser = longest<Read<Edge>>(
  fiscalYear,
  partOfYear,
  partsOfYear,
  partAlone,
  endOfSpan,
  endedOn,
  otherYear,
  decade,
);

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
