import type { Grain } from '../query/model.js';
import type { Cell } from '../query/records.js';
import { type Bucket, bucketOf } from './bucket.js';
import { agree, baseOf, figureIn, type Subject } from './subject.js';
import { beforeBooks, begun } from './when.js';

/** Rows of one page, and pages that are read at most. */
const PAGE = 500;
const MOST_PAGES = 4;

/** A bucket with its figure. */
export interface Point extends Bucket {
  readonly value: number;
}

/** A bucket of which only these days are counted. */
export interface Part extends Point {
  readonly counted: { readonly from: string; readonly to: string };
  /** It is not over yet. */
  readonly open: boolean;
}

/** The figures of a measure along time. */
export interface Series {
  readonly grain: Grain;
  /** Whole buckets of the answer's days, earliest first. */
  readonly full: readonly Point[];
  /** Whole buckets that are known before and in them; the same where none before are known. */
  readonly history: readonly Point[];
  /** Buckets of which only some days are counted, at either end. */
  readonly partial: readonly Part[];
  /** All figures of the answer's days. */
  readonly all: readonly number[];
  /** Over the answer's days, worked out anew. */
  readonly total: number | undefined;
}

/** Reads the figures of a measure along the answer's days and before; undefined where they cannot be read as a whole. */
export async function readSeries(subject: Subject, grain: Grain): Promise<Series | undefined> {
  const { answer, days, measure, dimensions, query } = subject;
  const inDays = await wholeSeries(subject, grain, days.from, true);
  if (inDays === undefined) return undefined;
  const plain = dimensions.length === 0 && query.pivot === undefined;
  if (plain && !agree(inDays.rows, answer.rows, [grain], measure.name)) return undefined;
  const points = pointsOf(subject, grain, inDays.rows);
  const full = points.filter((point) => isWhole(subject, point));
  const earlier = await before(subject, grain, full[0], inDays.rows);
  return {
    grain,
    full,
    history: [...earlier, ...full],
    partial: grain === 'hour' ? [] : points.flatMap((point) => partOf(subject, point)),
    all: points.map(({ value }) => value),
    total: inDays.total,
  };
}

/** Whole buckets before the first one of the answer; of days and hours none are looked for. */
async function before(
  subject: Subject,
  grain: Grain,
  first: Point | undefined,
  known: readonly Readonly<Record<string, Cell>>[],
): Promise<readonly Point[]> {
  const { days, measure } = subject;
  if (first === undefined || days.from === undefined || grain === 'day' || grain === 'hour') return [];
  const all = await wholeSeries(subject, grain, undefined, false);
  const inBoth = known.filter((row) => bucketIn(subject, grain, row).from >= first.from);
  if (all === undefined || !agree(inBoth, all.rows, [grain], measure.name)) return [];
  return pointsOf(subject, grain, all.rows).filter(
    (point) => point.from < first.from && isWhole({ ...subject, days: { to: days.to } }, point),
  );
}

async function wholeSeries(
  subject: Subject,
  grain: Grain,
  from: string | undefined,
  totals: boolean,
): Promise<{ rows: readonly Readonly<Record<string, Cell>>[]; total: number | undefined } | undefined> {
  const { ask, measure } = subject;
  const base = baseOf(subject);
  const { from: _, ...period } = base.period ?? {};
  const query = {
    ...base,
    period: from === undefined ? period : { ...period, from },
    grain,
    limit: PAGE,
    ...(totals ? { add: ['totals' as const] } : {}),
  };
  let page = await ask(query);
  const rows = [...page.rows];
  for (let read = 1; page.has_more; read += 1) {
    if (read === MOST_PAGES || page.next_cursor === undefined) return undefined;
    page = await ask({ ...query, cursor: page.next_cursor });
    rows.push(...page.rows);
  }
  return { rows, total: figureIn(page.totals, measure.name) };
}

function pointsOf(
  subject: Subject,
  grain: Grain,
  rows: readonly Readonly<Record<string, Cell>>[],
): readonly Point[] {
  return rows.flatMap((row) => {
    const value = figureIn(row, subject.measure.name);
    return value === undefined ? [] : [{ ...bucketIn(subject, grain, row), value }];
  });
}

function bucketIn({ settings }: Subject, grain: Grain, row: Readonly<Record<string, Cell>>): Bucket {
  return bucketOf(String(row[grain] ?? ''), grain, settings.fiscal_year_start);
}

function partOf(subject: Subject, point: Point): Part[] {
  const { days, knownTo, now, sales } = subject;
  if (point.from > knownTo || beforeBooks(subject, point) || isWhole(subject, point)) return [];
  const starts = [point.from, days.from, sales.first].filter((day) => day !== undefined).sort();
  const ends = [point.to, days.to, knownTo].filter((day) => day !== undefined).sort();
  const from = starts.findLast((day) => day <= point.to) ?? point.from;
  const to = ends[0] ?? point.to;
  return [{ ...point, counted: { from, to }, open: to === now.slice(0, 10) }];
}

/** Whether all of a bucket lies in the days asked for and in what is known. Today is not over. */
function isWhole(subject: Subject, bucket: Bucket): boolean {
  const { days, knownTo, now } = subject;
  const { from, to } = bucket;
  return (
    to < now.slice(0, 10) &&
    to <= knownTo &&
    begun(subject, bucket) &&
    (days.from === undefined || from >= days.from) &&
    (days.to === undefined || to <= days.to)
  );
}
