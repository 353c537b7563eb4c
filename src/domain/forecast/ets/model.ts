/** Additive, multiplicative. */
export type ErrorKind = 'A' | 'M';
/** None, additive, additive damped. */
export type TrendKind = 'N' | 'A' | 'Ad';
/** None, additive, multiplicative. */
export type SeasonalKind = 'N' | 'A' | 'M';

/** One model of the taxonomy of Hyndman et al. (2008), Forecasting with Exponential Smoothing, table 2.2. */
export interface EtsModel {
  readonly error: ErrorKind;
  readonly trend: TrendKind;
  readonly seasonal: SeasonalKind;
  /** Steps in a season; 1 without one. */
  readonly period: number;
}

/** Smoothing parameters as in Hyndman et al. (2008): beta is at most alpha, gamma at most 1 - alpha. */
export interface EtsParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** The unobserved state. `season[t % period]` belongs to step t of the series. */
export interface EtsState {
  level: number;
  trend: number;
  season: Float64Array;
}

/** How many numbers are estimated: parameters, initial states (seasons add up to a constant) and the variance. */
export function parameterCount({ trend, seasonal, period }: EtsModel): number {
  const ofTrend = trend === 'N' ? 0 : trend === 'A' ? 2 : 3;
  return 3 + ofTrend + (seasonal === 'N' ? 0 : period);
}

/** `ETS(A,Ad,N)`, say. */
export function nameOf({ error, trend, seasonal }: EtsModel): string {
  return `ETS(${error},${trend},${seasonal})`;
}
