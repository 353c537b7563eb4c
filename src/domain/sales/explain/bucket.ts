import { Temporal } from 'temporal-polyfill';
import { bucketEnd, UNIT_OF } from '../query/buckets.js';
import type { Grain } from '../query/model.js';
import { dayWords, monthWords } from './wording.js';

/** A bucket of time by its days, `yyyy-mm-dd`, both included. */
export interface Bucket {
  readonly from: string;
  readonly to: string;
  /** e.g. `October 2026`. */
  readonly words: string;
}

/** What one bucket of a grain is called. */
export const BUCKET_NOUNS: Readonly<Record<Grain, string>> = { ...UNIT_OF, hour: 'hour' };

/**
 * The bucket that a label in an answer stands for.
 *
 * @param fiscalStart month the fiscal year starts in, 1 to 12.
 */
export function bucketOf(label: string, grain: Grain, fiscalStart: number): Bucket {
  const first = firstDay(label, grain, fiscalStart);
  const from = first.toString();
  return { from, to: bucketEnd(grain, from, fiscalStart), words: wordsOf(label, grain, first) };
}

function firstDay(label: string, grain: Grain, fiscalStart: number): Temporal.PlainDate {
  const [year = 0, part = 1] = (label.match(/\d+/g) ?? []).map(Number);
  switch (grain) {
    case 'week': {
      // The 4th of January is always in week 1 (ISO 8601).
      const fourth = new Temporal.PlainDate(year, 1, 4);
      return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: part - 1 });
    }
    case 'month':
      return new Temporal.PlainDate(year, part, 1);
    case 'quarter':
      return new Temporal.PlainDate(year, 3 * part - 2, 1);
    case 'year':
      return new Temporal.PlainDate(year, 1, 1);
    case 'fiscal_year':
      return new Temporal.PlainDate(year, fiscalStart, 1);
    default:
      return Temporal.PlainDate.from(label.slice(0, 10));
  }
}

function wordsOf(label: string, grain: Grain, first: Temporal.PlainDate): string {
  const day = dayWords(first.toString());
  switch (grain) {
    case 'hour':
      return `${label.slice(11)} on ${day}`;
    case 'day':
      return day;
    case 'week':
    case 'week_sunday':
      return `the week of ${day}`;
    case 'month':
      return monthWords(first);
    case 'quarter':
      return `Q${Math.ceil(first.month / 3)} ${first.year}`;
    case 'year':
      return String(first.year);
    case 'fiscal_year':
      return label.replace('FY', 'FY ');
  }
}
