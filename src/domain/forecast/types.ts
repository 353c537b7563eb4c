import type { DemandClass } from './demand/classify.js';

/** Something known for every step of the history and of the horizon that moves demand. */
export interface Driver {
  /** `price`, `promotion`, `diwali`: drivers of one name are pooled over a group. */
  readonly name: string;
  /** A `price` acts by its logarithm, so that its effect is an elasticity; a `flag` (0 to 1) as it is. */
  readonly kind: 'price' | 'flag';
  /** One number a step of the history, then one a step of the horizon. Prices are above 0. */
  readonly values: readonly number[];
}

/** One product's demand on a regular calendar. */
export interface ForecastInput {
  readonly id: string;
  /**
   * Units a step, oldest first, one entry for every step of the calendar. `undefined`: not observed (closed, or out of
   * stock), which is not zero. Negative values (returns of earlier sales) count as no demand and are reported.
   */
  readonly values: readonly (number | undefined)[];
  /** Steps in a season: 7 for days, 12 for months, 4 for quarters; 1 for none. */
  readonly period: number;
  /** Steps in a year where that is another season than `period`: 52 for weeks, 365 for days. Used as far as it helps. */
  readonly yearly?: number | undefined;
  readonly drivers?: readonly Driver[] | undefined;
  /**
   * How much of a usual step each step of the history and of the horizon is, above 0: a month of 24 trading days is
   * longer than one of 27. 1 where nothing is said.
   */
  readonly exposure?: readonly number[] | undefined;
  /** Products that sell alike, a category say: effects are pooled within it and new products borrow from it. */
  readonly group?: string | undefined;
}

export interface ForecastOptions {
  /** Steps ahead, 1 to 90. */
  readonly horizon: number;
  /**
   * Steps that the backtest looks ahead, 1 to 90; the horizon where nothing is said. Weights and intervals come from the
   * backtest, so that a step's forecast is the same for every horizon where this is.
   */
  readonly tested?: number | undefined;
  /** Rolling origins of the backtest; 6 where nothing is said. */
  readonly origins?: number | undefined;
  /** Whether the values can be negative by nature (profit, say). Demand cannot: false where nothing is said. */
  readonly signed?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Interval {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How wrong a forecast was at the rolling origins. */
export interface Accuracy {
  /** Sum of absolute errors over sum of demand; undefined where nothing was sold. */
  readonly wape: number | undefined;
  /** Root mean squared error over that of the one-step naive forecast in the history (M5). */
  readonly rmsse: number;
  /** Sum of errors (forecast less demand) over sum of demand; undefined where nothing was sold. */
  readonly bias: number | undefined;
}

export interface Backtest extends Accuracy {
  /** Origins and steps that were scored. */
  readonly origins: number;
  readonly steps: number;
  /** Share of steps inside the intervals. */
  readonly coverage80: number;
  readonly coverage95: number;
  /** Mean pinball loss over M5's nine quantiles, scaled by the history's mean absolute step. */
  readonly pinball: number;
  /** The same steps by the seasonal naive method. */
  readonly naive: Accuracy;
  /** The same steps by the combination of methods; where that lost, another than what is used. */
  readonly combination: Accuracy;
}

/**
 * What may happen, as plain data: quantiles of each step and how the steps hang together. Read it with `quantileAt`,
 * `samplePaths` and `cumulativeQuantiles`.
 */
export interface Spread {
  /** Probabilities of the columns, rising. */
  readonly shares: readonly number[];
  /** Row by step: the quantile at each share. */
  readonly table: Float64Array;
  /** Demand comes in multiples of this; 0 for any amount. */
  readonly unit: number;
  /** Correlation of the errors of any two steps that comes from not knowing the level, from 0 to 1. */
  readonly level: number;
  /** Variance of the level's walk a step, over the variance of the first step. */
  readonly drift: number;
}

export interface Forecast {
  readonly kind: 'forecast';
  readonly id: string;
  /** Expected units a step. */
  readonly point: Float64Array;
  readonly interval80: Interval;
  readonly interval95: Interval;
  readonly spread: Spread;
  /** `combination`, `seasonal_naive`, `constant` or `borrowed`; `sagemaker` where a model outside served it. */
  readonly method: MethodName;
  /** Members of the combination with their shares. */
  readonly weights: Readonly<Record<string, number>>;
  /** Why this method, in short sentences for the reader. */
  readonly reasons: readonly string[];
  /** Observed steps of its own history. */
  readonly observed: number;
  readonly demand: DemandClass;
  readonly adi: number;
  readonly cv2: number;
  /** Effects of the drivers: an elasticity for a price, else the change of the logarithm of demand. */
  readonly effects: Readonly<Record<string, number>>;
  /** Absent where the history is too short for one. */
  readonly backtest: Backtest | undefined;
}

export type MethodName = 'combination' | 'seasonal_naive' | 'constant' | 'borrowed' | 'sagemaker';

/** Why there is no honest forecast, and what would be needed. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly id: string;
  readonly reason: 'too_little_history' | 'never_sold';
  readonly message: string;
  readonly fix: string;
}

export type ForecastResult = Forecast | Refusal;
