import { reorderPoint } from '../forecast/inventory-theory.js';
import { samplePaths } from '../forecast/spread/paths.js';
import type { Spread } from '../forecast/types.js';
import { QUANTITY_SCALE } from '../money.js';

/** Paths drawn for a forecast; more where a rare shortage is asked about. */
const PATHS = 1_000;
/** Paths that should lie beyond the service level. */
const BEYOND = 20;

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

export function futuresOf(spread: Spread, steps: number, service: number): Futures {
  const count = Math.min(20_000, Math.max(PATHS, Math.ceil(BEYOND / (1 - service))));
  return { paths: samplePaths(spread, { steps, count }), count, steps };
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
 * Levels of an (s, S) policy with daily review: both are the service level's quantile of demand, over the lead time
 * and a day for s, and over the days that the order is to last besides for S. A position above s waits a day, so that s
 * must hold for one day more than the lead time; that day bounds what the position falls below s before it is seen
 * (Silver, Pyke and Thomas 2017, Inventory and Production Management in Supply Chains, 7.9). Read off the demand's own
 * distribution, so that they hold for skewed demand too.
 *
 * @param service from 0.5 to below 1: the share of orders that should come before the stock is gone
 */
export function levelsOf(futures: Futures, spans: Spans, service: number): Levels {
  const least = reorderPoint(demandOver(futures, spans.review), service);
  const most = reorderPoint(demandOver(futures, spans.cover), service);
  return { ...least, orderUpTo: Math.max(least.reorderPoint, most.reorderPoint) };
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
