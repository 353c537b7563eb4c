import type { Classified } from './demand/classify.js';

/** Which family of methods a history calls for. */
export type Route = 'regular' | 'counts';

/**
 * One series' own part of the work: what every method says from the rolling origins and from the end. Plain data, so
 * that it can be made in a worker and posted; `learn` calibrates on drafts, `finish` makes a forecast of one.
 */
export interface Draft {
  readonly kind: 'draft';
  readonly id: string;
  /** Steps asked for. */
  readonly horizon: number;
  /** Steps that the backtest looks ahead from each origin, whatever was asked for. */
  readonly tested: number;
  readonly route: Route;
  readonly signed: boolean;
  readonly classified: Classified;
  readonly members: readonly string[];
  /** Number of rolling origins. */
  readonly origins: number;
  /** By member: origin by origin, step by step. */
  readonly back: readonly Float64Array[];
  readonly naiveBack: Float64Array;
  /** What came, in the same order; NaN where it is not known. */
  readonly truth: Float64Array;
  /** By member: the steps ahead, as many as are tested or asked for. */
  readonly ahead: readonly Float64Array[];
  readonly naiveAhead: Float64Array;
  /** Mean absolute and mean squared one-step difference of the history from its first sale on. */
  readonly absoluteScale: number;
  readonly squaredScale: number;
  /** Usual size of a one-step change once the season is out. */
  readonly noise: number;
  /** The last observed demands without the drivers' effects, for zero-heavy series. */
  readonly recent: Float64Array;
  readonly unit: number;
  readonly observed: number;
  readonly constant: boolean;
  readonly effects: Readonly<Record<string, number>>;
  readonly reasons: readonly string[];
}
