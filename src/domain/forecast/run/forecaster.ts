import type { Grain, Steps } from '../history/steps.js';
import type { ForecastInput, ForecastResult } from '../types.js';
import type { PoolCall } from './pool.js';

export interface ForecasterCall extends PoolCall {
  /** Where the steps of each series lie, in the order of the inputs; nothing for one that only teaches the others. */
  readonly calendars?: readonly (Pick<Steps, 'starts' | 'ahead'> | undefined)[] | undefined;
  readonly grain?: Grain | undefined;
}

/** What makes forecasts of series: the threads of this machine, or those and a model outside. */
export interface Forecaster {
  /**
   * @returns one result a series, in order
   * @throws ClerkError as `forecastMany` does
   */
  run(inputs: readonly ForecastInput[], horizon: number, call?: ForecasterCall): Promise<ForecastResult[]>;
  close(): Promise<void>;
}
