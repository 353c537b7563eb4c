import type { UpstreamFailure } from '../upstream.js';

/** One series as a model outside is sent it: every step of its calendar, without a gap. */
export interface CalendarSeries {
  /** Day on which the first step begins, yyyy-mm-dd. */
  readonly start: string;
  /** Oldest first; nothing where it is not known. */
  readonly values: readonly (number | undefined)[];
}

/** What a model outside expects of one series: step by step from the one after the last that it was sent. */
export interface ServedDistribution {
  readonly mean: readonly number[];
  /** By share, in the order asked for: step by step. Neither sorted nor bounded. */
  readonly quantiles: readonly (readonly number[])[];
}

/** Why there is none: a service that fails, or one that answers something else. */
export type ForecastingFailure = UpstreamFailure | 'other_count' | 'too_short';

export interface ForecastingRequest {
  /** Least number of steps ahead. */
  readonly steps: number;
  /** Probabilities, rising. */
  readonly shares: readonly number[];
}

export interface ForecastingCall {
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of series answered or given up so far. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** A forecasting model outside Munshi. */
export interface ForecastingPort {
  /**
   * One entry a series, in order. A failure of the service is a result, not an error.
   *
   * @throws ClerkError `cancelled`
   */
  forecast(
    series: readonly CalendarSeries[],
    request: ForecastingRequest,
    call?: ForecastingCall,
  ): Promise<readonly (ServedDistribution | ForecastingFailure)[]>;
  close(): Promise<void>;
}
