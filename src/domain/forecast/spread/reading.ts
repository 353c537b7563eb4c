import type { Interval } from '../types.js';

/** The distribution of one step under a group's calibration. */
export interface Reading {
  quantile(share: number): number;
  interval(level: number): readonly [low: number, high: number];
}

/** What may happen to one series. */
export interface Distribution {
  /** Variance of the level's walk a step, over the variance of the first step. */
  readonly growth: number;
  /** Quantiles of each step ahead at `SHARES`, row by step. */
  table(): Float64Array;
  /** The interval of a level for each step ahead. */
  interval(level: number): Interval;
  /** Gives the distribution and the truth of each step of the backtest to `score`. */
  backtest(score: (reading: Reading, truth: number) => void): void;
}
