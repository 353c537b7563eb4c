import { Temporal } from 'temporal-polyfill';
import { type Span, span, type Unit } from '../../calendar/spans.js';
import type { DateOrder } from '../../date-order.js';
import type { Unclear } from '../found.js';
import { map, type Parser, type Place } from '../grammar.js';

/** What words for time depend on. */
export interface WordsToday {
  readonly today: Temporal.PlainDate;
  /** Month the fiscal year starts in, 1 to 12. */
  readonly fiscalStart: number;
  /** Which of the numbers of 05/06/2025 is the day; absent where nobody knows. */
  readonly dayOrder?: DateOrder | undefined;
  /**
   * The words are an argument of a tool: 2010-11 is November 2010 and not perhaps a fiscal year, `from` is since, and
   * days ahead are no mistake.
   */
  readonly typed?: boolean | undefined;
  /** Days ahead are meant, as of dates of expiry: December is the coming one, the next 7 days are read. */
  readonly ahead?: boolean | undefined;
  /** Only what is past can be meant: kal is yesterday. */
  readonly past?: boolean | undefined;
}

/** A time as it was read; an end that is absent is open. */
export interface Days {
  readonly first?: Temporal.PlainDate | undefined;
  readonly last?: Temporal.PlainDate | undefined;
  /** The unit of which it is the part up to today, e.g. month for month to date. */
  readonly partOf?: Unit | undefined;
  /** A name that means the same days, to be kept where it is better than the days themselves: `last_month`. */
  readonly named?: string | undefined;
  /** What was taken for granted, for people. */
  readonly note?: string | undefined;
  /** A period to set another beside. `named` is then one of the words of query_sales' `compare`. */
  readonly beside?: true | undefined;
  /** The grain that a comparison bucket by bucket needs. */
  readonly grain?: 'day' | 'week' | 'month' | 'quarter' | 'year' | undefined;
}

/** A day or month whose year is not said. */
export interface Yearless {
  readonly month: number;
  readonly day?: number;
}

export type Reading = Days | Unclear;
/** What can be one end of a range. */
export type Edge = Reading | Yearless;
/** A reading that waits for the day it is. */
export type Read<T> = (at: WordsToday) => T;
export type EdgeParser = Parser<Read<Edge>>;
export type PeriodParser = Parser<Read<Reading>>;

export const FUTURE =
  'This lies in the future, and sales can only be of the past. Use generate_forecast to look ahead.';

/** Words that are a time only where days ahead are meant: in 7 days. */
export const NO_PERIOD: Unclear = { unclear: '' };

/** A reading of what was found, once the day is known. */
export function reads<A, R extends Edge>(
  part: Parser<A>,
  make: (value: A, at: WordsToday, place: Place) => R,
): Parser<Read<R>> {
  return map(part, (value, place) => (at: WordsToday) => make(value, at, place));
}

export function unclear(text: string): Unclear {
  return { unclear: text };
}

export function isUnclear(edge: Edge): edge is Unclear {
  return 'unclear' in edge;
}

export function isYearless(edge: Edge): edge is Yearless {
  return 'month' in edge;
}

/** Both ends of a period that has them. */
export function bothEnds(days: Days): Span | undefined {
  return days.first === undefined || days.last === undefined
    ? undefined
    : { first: days.first, last: days.last };
}

/** A day of the calendar, or undefined where there is none such as 31 February. */
export function dayAt(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** `count` units from a day on; unclear where the day is none or the calendar ends. */
export function spanFrom(unit: Unit, first: Temporal.PlainDate | undefined, count = 1): Reading {
  if (first === undefined) return unclear('There is no such date. Write one such as 2025-08-15.');
  try {
    return span(unit, first, count);
  } catch {
    return unclear('This reaches beyond the calendar. Write a shorter time.');
  }
}

/** One day by its numbers. */
export function oneDay(year: number, month: number, day: number): Reading {
  const date = dayAt(year, month, day);
  return date === undefined ? noSuchDay(month, day, year) : { first: date, last: date };
}

export function noSuchDay(month: number, day: number, year?: number): Unclear {
  const name = month >= 1 && month <= 12 ? MONTH_NAMES[month - 1] : `month ${month}`;
  return unclear(
    `There is no ${day} ${name}${year === undefined ? '' : ` ${year}`}. Write a day that exists, such as 2025-08-15.`,
  );
}

export const MONTH_NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
] as const;

/** The whole month, or the one day. */
export function inYear({ month, day }: Yearless, year: number): Reading {
  return day === undefined ? spanFrom('month', dayAt(year, month, 1)) : oneDay(year, month, day);
}

/** A month or day without a year is the latest that has begun. */
export function latestBegun(edge: Yearless, { today, ahead }: WordsToday): Reading {
  if (ahead === true) return firstAhead(edge, today);
  for (let year = today.year; year > today.year - 9; year -= 1) {
    const first = dayAt(year, edge.month, edge.day ?? 1);
    if (first === undefined || after(first, today)) continue;
    const name = `${edge.day === undefined ? '' : `${edge.day} `}${MONTH_NAMES[edge.month - 1] ?? ''}`;
    return { ...inYear(edge, year), note: `${name} is taken as ${name} ${year}, the latest that has begun.` };
  }
  return noSuchDay(edge.month, edge.day ?? 1);
}

/** A month or day without a year that is not over yet. */
function firstAhead(edge: Yearless, today: Temporal.PlainDate): Reading {
  const read = inYear(edge, today.year);
  const over = !('unclear' in read) && read.last !== undefined && after(today, read.last);
  return over ? inYear(edge, today.year + 1) : read;
}

/** An edge that stands alone. */
export function settled(edge: Edge, at: WordsToday): Reading {
  return isYearless(edge) ? latestBegun(edge, at) : edge;
}

export function after(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}

/** Two notes as one. */
export function noted(...notes: readonly (string | undefined)[]): string | undefined {
  const said = [...new Set(notes.filter((note) => note !== undefined))];
  return said.length === 0 ? undefined : said.join(' ');
}

/** Changes a reading that is clear. */
export function clear(reading: Reading, change: (days: Days) => Reading): Reading {
  return isUnclear(reading) ? reading : change(reading);
}
