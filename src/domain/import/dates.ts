import type { DateOrder } from '../date-order.js';

export interface DateCell {
  /** `yyyy-mm-dd`. */
  readonly date: string;
  /** `HH:mm:ss`. */
  readonly time?: string;
  /** `Z` or `+05:30`, where the cell states one. */
  readonly offset?: string;
}

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?`;
const AFTER = String.raw`(?:(?:T|,?\s+)${TIME})?$`;
const ISO = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${AFTER}`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NUMERIC = new RegExp(String.raw`^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})${AFTER}`, 'i');
const DAY_NAME_YEAR = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[-/. ,]*(?:of )?([a-z]{3,9})[-/. ,]*['’]?(\d{4}|\d{2})${AFTER}`,
  'i',
);
const NAME_DAY_YEAR = new RegExp(
  String.raw`^([a-z]{3,9})[-. ]*(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4})${AFTER}`,
  'i',
);
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+/i;
const ONLY_TIME = new RegExp(`^${TIME}$`, 'i');
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Reads a date, with or without a time; undefined when it is none or does not exist. */
export function parseDate(text: string, order: DateOrder): DateCell | undefined {
  const cell = text.trim().replace(WEEKDAY, '');
  const iso = ISO.exec(cell) ?? COMPACT.exec(cell);
  if (iso !== null) return build(iso[1], iso[2], iso[3], iso.slice(4));
  const numeric = NUMERIC.exec(cell);
  if (numeric !== null) {
    const [, a, b, year, ...time] = numeric;
    return order === 'dmy' ? build(year, b, a, time) : build(year, a, b, time);
  }
  const named = DAY_NAME_YEAR.exec(cell);
  if (named !== null) return build(named[3], monthOf(named[2]), named[1], named.slice(4));
  const american = NAME_DAY_YEAR.exec(cell);
  return american === null
    ? undefined
    : build(american[3], monthOf(american[1]), american[2], american.slice(4));
}

/** Reads a time of day as `HH:mm:ss`. */
export function parseTime(text: string): string | undefined {
  const found = ONLY_TIME.exec(text.trim());
  return found === null || found[5] !== undefined ? undefined : clock(found.slice(1));
}

/** What the cells of a column, or of several, say about the order of day and month. */
export class DateEvidence {
  dmy = 0;
  mdy = 0;
  /** Cells such as `03/04/2024` that could be either. */
  unclear = 0;
  shortYears = 0;

  see(text: string): void {
    const found = NUMERIC.exec(text.trim());
    if (found === null) return;
    const [, a, b, year] = found;
    if (year?.length === 2) this.shortYears += 1;
    if (Number(a) > 12 && Number(b) <= 12) this.dmy += 1;
    else if (Number(b) > 12 && Number(a) <= 12) this.mdy += 1;
    else if (a !== b) this.unclear += 1;
  }

  add(other: DateEvidence): void {
    this.dmy += other.dmy;
    this.mdy += other.mdy;
    this.unclear += other.unclear;
    this.shortYears += other.shortYears;
  }

  /** The order the cells agree on, or most of them; undefined when none of them tells. */
  get order(): DateOrder | undefined {
    if (this.dmy === this.mdy) return undefined;
    return this.dmy > this.mdy ? 'dmy' : 'mdy';
  }

  get mixed(): boolean {
    return this.dmy > 0 && this.mdy > 0;
  }
}

function build(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
  time: (string | undefined)[],
): DateCell | undefined {
  const short = Number(yearText);
  const year = yearText?.length === 2 ? short + (short < 70 ? 2000 : 1900) : short;
  const month = Number(monthText);
  const day = Number(dayText);
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (time[0] === undefined) return { date };
  const at = clock(time);
  if (at === undefined) return undefined;
  return { date, time: at, ...(time[4] === undefined ? {} : { offset: offsetOf(time[4]) }) };
}

function clock([hourText, minuteText, secondText, half]: (string | undefined)[]): string | undefined {
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const minute = Number(minuteText);
  const second = Number(secondText ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}

function offsetOf(text: string): string {
  return /^z$/i.test(text) ? 'Z' : `${text.slice(0, 3)}:${text.slice(-2)}`;
}

function monthOf(name: string | undefined): string | undefined {
  const wanted = name?.toLowerCase() ?? '';
  const at = MONTHS.findIndex(
    (month) =>
      month === wanted || month.slice(0, 3) === wanted || (month === 'september' && wanted === 'sept'),
  );
  return at < 0 ? undefined : String(at + 1);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
