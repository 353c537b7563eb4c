import { samplePaths } from '../forecast/spread/paths.js';
import type { Spread } from '../forecast/types.js';
import { type Belief, drawElasticities } from './elasticity/belief.js';
import { type Expected, expected } from './expected.js';
import { earned, type Terms, withTax } from './terms.js';

/** Equally likely futures: what would sell at the reference price, and how it answers to another. */
export interface Futures {
  /** Price that the units are forecast at, minor units. */
  readonly reference: number;
  readonly units: Float64Array;
  readonly elasticities: Float64Array;
}

/** Units, and money in minor units. */
export interface Outcome {
  readonly units: Expected;
  /** As customers pay it, tax included. */
  readonly revenue: Expected;
  /** Before tax, less cost; absent where the cost is not known. */
  readonly profit: Expected | undefined;
}

const COUNT = 1_000;
const SEED = 1;

/** What may sell over some steps of a forecast, for its beginnings of several lengths. */
export interface Draws {
  /** The first so many steps together. */
  over(steps: number): Futures;
}

/**
 * Draws futures from a forecast and a belief about the elasticity, the two apart from each other. The same input gives the
 * same futures.
 *
 * @param reference price that the forecast is for, minor units
 * @param steps of the forecast that are looked at
 */
export function drawFutures(spread: Spread, steps: number, reference: number, belief: Belief): Draws {
  const paths = samplePaths(spread, { steps, count: COUNT, seed: SEED });
  const elasticities = drawElasticities(belief, COUNT);
  return {
    over: (length) => ({
      reference,
      elasticities,
      units: Float64Array.from({ length: COUNT }, (_, path) => {
        let sum = 0;
        for (let step = 0; step < Math.min(length, steps); step += 1) sum += paths[path * steps + step] ?? 0;
        return sum;
      }),
    }),
  };
}

/** Units sold at a price in each future. */
export function unitsAt(price: number, { reference, units, elasticities }: Futures): Float64Array {
  const log = Math.log(price / reference);
  const sold = new Float64Array(units.length);
  for (let path = 0; path < sold.length; path += 1)
    sold[path] = (units[path] ?? 0) * Math.exp(log * (elasticities[path] ?? 0));
  return sold;
}

export function outcomeAt(price: number, futures: Futures, terms: Terms): Outcome {
  const units = unitsAt(price, futures);
  const profit = earned(price, terms);
  return {
    units: expected(units),
    revenue: expected(units.map((each) => each * withTax(price, terms))),
    profit: profit === undefined ? undefined : expected(units.map((each) => each * profit)),
  };
}
