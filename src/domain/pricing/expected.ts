import { quantileOf } from '../forecast/numeric/series.js';

const INTERVAL = 0.95;

/** What is expected, and where it lies in 95 of 100 futures. */
export interface Expected {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
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
