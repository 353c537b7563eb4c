import { reorderPoint } from '../forecast/inventory-theory.js';
import { samplePathsInTurns } from '../forecast/spread/paths.js';
import type { Spread } from '../forecast/types.js';
import { QUANTITY_SCALE } from '../money.js';

/** Paths drawn for a forecast, the same for every service level, so that a higher one never gives a lower level. */
const PATHS = 1_000;

/** Equally likely futures of one product: units by path and step. */
export interface Futures {
  readonly paths: Float64Array;
  readonly count: number;
  readonly steps: number;
}

/** Where a product's stock should be, in the units that it is forecast in. */
export interface Levels {
  /** s: order when the position is at it or below. */
  readonly reorderPoint: number;
  /** Part of the reorder point beyond the expected demand of the same span. */
  readonly safetyStock: number;
  /** S: what an order brings the position to. */
  readonly orderUpTo: number;
}

/** Steps (trading days) that the policy looks over. */
export interface Spans {
  /** From the order to its delivery. */
  readonly lead: number;
  /** That, and one day until the next review. */
  readonly review: number;
  /** That, and the days that an order is to last. */
  readonly cover: number;
}

export async function futuresOf(spread: Spread, steps: number): Promise<Futures> {
  return { paths: await samplePathsInTurns(spread, { steps, count: PATHS }), count: PATHS, steps };
}

/** What each path sells over its first `steps` steps. */
function demandOver({ paths, count, steps: all }: Futures, steps: number): Float64Array {
  return Float64Array.from({ length: count }, (_, path) => {
    let sum = 0;
    for (let step = 0; step < steps; step += 1) sum += paths[path * all + step] ?? 0;
    return sum;
  });
}

/**
 * Levels of an (s, S) policy with daily review, read off the demand's own distribution, so that they hold for skewed
 * demand too. s is the service level's quantile of what is sold over the lead time and of what the last sale before the
 * order takes the position below s (Tijms and Groenevelt 1984, Simple Approximations for the Reorder Point in Periodic and
 * Continuous Review (s, S) Inventory Systems with Service Level Constraints, EJOR 17, 175-190). S is the quantile of what
 * is sold over the lead time, the days that the order is to last and the day until the next review.
 *
 * @param unit demand comes in multiples of this; 0 for any amount
 * @param service from 0.5 to below 1: the share of orders that should come before the stock is gone
 */
export function levelsOf(futures: Futures, unit: number, spans: Spans, service: number): Levels {
  const below = undershoots(futures, unit, spans.review);
  const ahead = demandOver(futures, spans.lead);
  const least = reorderPoint(
    ahead.map((demand, path) => demand + (below[path] ?? 0)),
    service,
  );
  const most = reorderPoint(demandOver(futures, spans.cover), service);
  return { ...least, orderUpTo: Math.max(least.reorderPoint, most.reorderPoint) };
}

/** The golden ratio's companion in two dimensions: steps by it fall evenly, and apart from those by the golden ratio. */
const EVENLY = 0.754877666;

/**
 * How far below a level the sale falls that reaches it, for levels anywhere: with all days' demands laid end to end, the
 * rest of the day on which the level comes to lie (renewal theory's excess).
 */
function undershoots({ paths, count, steps: all }: Futures, unit: number, steps: number): Float64Array {
  const ends = new Float64Array(count * steps);
  let total = 0;
  for (let path = 0; path < count; path += 1) {
    for (let step = 0; step < steps; step += 1) {
      total += paths[path * all + step] ?? 0;
      ends[path * steps + step] = total;
    }
  }
  return Float64Array.from({ length: count }, (_, path) => {
    const level = ((path * EVENLY) % 1) * total;
    const rest = (ends[firstAbove(ends, level)] ?? level) - level;
    return unit > 0 ? Math.max(0, Math.ceil(rest / unit) - 1) * unit : rest;
  });
}

/** Index of the first of rising numbers that is above a limit. */
function firstAbove(rising: Float64Array, limit: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Units that are expected to be asked for in vain while an order made now could be in the shop: what `position` falls
 * short of over the whole span, less what it falls short of before the order comes. 0 where it comes too late to tell.
 */
export function expectedShortage({ paths, count, steps }: Futures, spans: Spans, position: number): number {
  if (spans.lead >= spans.cover) return 0;
  let short = 0;
  for (let path = 0; path < count; path += 1) {
    let left = position;
    for (let step = 0; step < spans.cover; step += 1) {
      if (step === spans.lead) left = Math.max(0, left);
      left -= paths[path * steps + step] ?? 0;
    }
    short += Math.max(0, -left);
  }
  return short / count;
}

/** The terms on which a product can be ordered, in the unit of its amounts; 0 or 1 where there is none. */
export interface Terms {
  readonly least: number;
  /** Orders are whole multiples of it. */
  readonly multiple: number;
}

/**
 * What to order: nothing while the position is above s, else up to S, at least the least order, in whole multiples.
 * Amounts are whole numbers of one unit, thousandths say.
 */
export function orderQuantity(
  position: number,
  levels: Pick<Levels, 'reorderPoint' | 'orderUpTo'>,
  terms: Terms,
): number {
  if (position > levels.reorderPoint) return 0;
  const wanted = Math.max(levels.orderUpTo - position, 0);
  return wanted === 0 ? 0 : upToMultiple(Math.max(wanted, terms.least), terms.multiple);
}

export function upToMultiple(amount: number, multiple: number): number {
  return Math.ceil(amount / multiple) * multiple;
}

/**
 * What an order costs, in minor units, rounded.
 *
 * @param quantity thousandths
 * @param unitCost minor units
 */
export function orderCost(quantity: number, unitCost: number): number {
  return Math.round((quantity * unitCost) / QUANTITY_SCALE);
}
