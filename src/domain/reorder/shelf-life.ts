import { QUANTITY_SCALE } from '../money.js';
import { type Futures, orderCost, type Terms, upToMultiple } from './policy.js';

/** What becomes of an order of goods that expire. Amounts in thousandths, money in minor units. */
export interface Keeping {
  /** What is to be ordered; 0 where no order pays. */
  readonly order: number;
  /** The order looked at: what is to be ordered, or the least that would have been. */
  readonly looked: number;
  /** Expected to expire of it unsold, and what that costs. */
  readonly waste: number;
  readonly wasteCost: number | undefined;
  /** Margin of what is expected to be sold of it in time. */
  readonly earns: number | undefined;
}

/**
 * Units of an order that can be sold before it expires, by future: what is asked for from its delivery up to the end of
 * its life, less what the stock before it, which expires first, still serves then.
 *
 * @param before units that will be there or on the way without the order, less what expires of them
 * @param lead steps before it is delivered
 * @param end steps up to the end of its life; beyond the futures at `mean` a step
 */
export function saleable(
  { paths, count, steps }: Futures,
  before: number,
  lead: number,
  end: number,
  mean: number,
): Float64Array {
  const beyond = Math.max(0, end - Math.max(steps, lead)) * mean;
  return Float64Array.from({ length: count }, (_, path) => {
    let left = before;
    for (let step = 0; step < Math.min(steps, end); step += 1) {
      if (step === lead) left = Math.max(0, left);
      left -= paths[path * steps + step] ?? 0;
    }
    if (lead >= steps) left = Math.max(0, left);
    return Math.max(0, beyond - left);
  });
}

/**
 * An order bounded by what is expected to be sold of it before it expires, in whole packs. Where what is expected to
 * expire of it costs more than what is sold of it earns, less is looked at, down to the least order; where that does not
 * pay either, nothing is ordered (the two costs of the newsvendor: Arrow, Harris and Marschak 1951, Econometrica 19,
 * 250-272). Without a cost or a margin it is only bounded.
 *
 * @param saleable units, by future
 * @param margin of a unit, minor units
 */
export function keptOrder(
  order: number,
  saleable: Float64Array,
  { least, multiple }: Terms,
  margin: number | undefined,
  cost: number | undefined,
): Keeping {
  const soldOf = (quantity: number): number =>
    saleable.reduce((sum, units) => sum + Math.min(quantity, units * QUANTITY_SCALE), 0) / saleable.length;
  const smallest = Math.min(order, upToMultiple(Math.max(least, 1), multiple));
  const expected = soldOf(Number.POSITIVE_INFINITY);
  const tried = [upToMultiple(expected, multiple), Math.floor(expected / multiple) * multiple, smallest].map(
    (quantity) => Math.min(order, Math.max(smallest, quantity)),
  );
  let last: Keeping | undefined;
  for (const looked of tried) {
    const sold = soldOf(looked);
    const waste = Math.round(looked - sold);
    const wasteCost = cost === undefined ? undefined : orderCost(waste, cost);
    const earns = margin === undefined ? undefined : orderCost(sold, margin);
    const pays = wasteCost === undefined || earns === undefined || wasteCost <= earns;
    last = { order: pays ? looked : 0, looked, waste, wasteCost, earns };
    if (pays) return last;
  }
  return last ?? { order, looked: order, waste: 0, wasteCost: undefined, earns: undefined };
}
