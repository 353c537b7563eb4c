import { dayNumber } from '../calendar/days.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { Known } from './assess.js';

/** A markdown that was advised, minor units; days as yyyy-mm-dd. */
export interface AdvisedMarkdown {
  readonly on: string;
  readonly price: number;
  /** Price of then, and the last day that the lower one was meant for. */
  readonly before: number;
  readonly until: string;
}

/** A markdown that the price now still is. */
export interface Standing {
  /** Price that stood before it. */
  readonly back: number;
  /** Day number of the last day it is for. */
  readonly until: number;
  /** Whether that day is over, or what was to be sold by it is gone. */
  readonly ended: boolean;
}

/** Days within which lowered prices are one markdown, where none was advised. */
const LATELY = 28;

/** Markdowns advised for these products that named a price, the latest first. */
export async function advisedMarkdowns(
  replica: Pick<Replica, 'read'>,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, AdvisedMarkdown[]>> {
  const { rows } = await replica.read(
    `SELECT subject_id, strftime(given_on, '%Y-%m-%d'), price, before, until FROM (
       SELECT *, json_extract_string(body, '$.expected.price') AS price, json_extract_string(body, '$.before.price') AS before,
         json_extract_string(body, '$.before.until') AS until FROM advice WHERE kind = 'mark_down')
     WHERE price IS NOT NULL AND before IS NOT NULL AND until IS NOT NULL
       AND subject_id IN (SELECT unnest(from_json($1, '["VARCHAR"]'))) ORDER BY 1, 2 DESC`,
    [JSON.stringify(ids)],
    signal,
  );
  const found = new Map<string, AdvisedMarkdown[]>();
  for (const [id, on, price, before, until] of rows) {
    const own = found.get(String(id)) ?? [];
    found.set(String(id), own);
    own.push({ on: String(on), price: Number(price), before: Number(before), until: String(until) });
  }
  return found;
}

/**
 * The markdown that the price now still is: one that was advised and followed, by half of its step or more; else one that
 * the price history shows, where stock expires that the price before would leave over.
 *
 * @param lastLeftAt last day by which stock would be left over at a price; nothing where none would
 */
export function standingOf(
  { price, history, lots, day, advised }: Pick<Known, 'price' | 'history' | 'lots' | 'day' | 'advised'>,
  lastLeftAt: (price: number) => number | undefined,
): Standing | undefined {
  const stated = history.changes.filter((change) => change.price !== undefined);
  const other = stated.findIndex((change) => change.price !== price);
  const since = stated[(other < 0 ? stated.length : other) - 1]?.from;
  if (since === undefined) return undefined;
  const followed = followedFrom(price, since, advised);
  if (followed !== undefined) {
    const until = dayNumber(followed.until);
    const left = lots.some(({ expires, units }) => expires >= day && expires <= until && units > 0);
    return { back: followed.before, until, ended: day > until || !left };
  }
  let back = price;
  for (const change of stated.slice(other < 0 ? stated.length : other)) {
    if ((change.price ?? 0) <= back || dayNumber(since) <= day - LATELY) break;
    back = change.price ?? back;
  }
  const until = back > price ? lastLeftAt(back) : undefined;
  return until === undefined ? undefined : { back, until, ended: false };
}

/** The advice that the price since a day follows, with the price before the first of several in a row. */
function followedFrom(
  price: number,
  since: string,
  advised: readonly AdvisedMarkdown[],
): { before: number; until: string } | undefined {
  let [lowered, at] = [price, since];
  let found: { before: number; until: string } | undefined;
  for (const { on, price: asked, before, until } of advised) {
    if (asked >= before || lowered > (before + asked) / 2 || at < on || at > until) continue;
    found = { before, until: found?.until ?? until };
    [lowered, at] = [before, on];
  }
  return found;
}
