import { normalCdf, normalQuantile } from '../forecast/numeric/normal.js';
import { quantileOf } from '../forecast/numeric/series.js';
import { samplePaths } from '../forecast/spread/paths.js';
import type { Spread } from '../forecast/types.js';
import { randomFrom } from '../random.js';
import type { Belief } from './elasticity/pool.js';
import { earned, type Terms, withTax } from './terms.js';

/** Demand does not rise with the price: beliefs are cut off here. */
const LEAST = -0.05;
const INTERVAL = 0.95;

/** Equally likely futures: what would sell at the reference price, and how it answers to another. */
export interface Futures {
  /** Price that the units are forecast at, minor units. */
  readonly reference: number;
  readonly units: Float64Array;
  readonly elasticities: Float64Array;
}

/** What is expected, and where it lies in 95 of 100 futures. */
export interface Expected {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
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
  const elasticities = drawElasticities(belief, COUNT, SEED);
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

/**
 * Draws of an elasticity from a belief cut off at zero: one from each of `count` equally likely parts, in random order, so
 * that their mean is right with few draws (stratified sampling: McKay, Beckman and Conover 1979, Technometrics 21).
 */
function drawElasticities({ mean, deviation }: Belief, count: number, seed: number): Float64Array {
  const random = randomFrom(seed, 1);
  const share = normalCdf((LEAST - mean) / deviation);
  const draws = Float64Array.from({ length: count }, (_, index) => {
    const part = Math.min(1 - 1e-12, Math.max(1e-12, (share * (index + 0.5)) / count));
    return Math.min(LEAST, mean + deviation * normalQuantile(part));
  });
  for (let index = count - 1; index > 0; index -= 1) {
    const other = random.int(0, index);
    [draws[index], draws[other]] = [draws[other] ?? LEAST, draws[index] ?? LEAST];
  }
  return draws;
}

/** Units sold at a price in each future. */
export function unitsAt(price: number, { reference, units, elasticities }: Futures): Float64Array {
  const log = Math.log(price / reference);
  return units.map((each, index) => each * Math.exp(log * (elasticities[index] ?? 0)));
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

export function expected(draws: Float64Array): Expected {
  const sorted = Float64Array.from(draws).sort();
  return {
    mean: meanOf(draws),
    low: quantileOf(sorted, (1 - INTERVAL) / 2),
    high: quantileOf(sorted, (1 + INTERVAL) / 2),
  };
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
