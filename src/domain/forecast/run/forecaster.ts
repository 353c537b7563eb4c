import type { Calibration } from '../calibration.js';
import type { Taught } from '../forecast.js';
import type { Grain, Steps } from '../history/steps.js';
import type { ForecastInput, ForecastOptions, ForecastResult } from '../types.js';
import type { PoolCall } from './pool.js';

export interface ForecasterCall extends PoolCall {
  /** Where the steps of each series lie, in the order of the inputs; absent where a model outside is not to be asked. */
  readonly calendars?: readonly Pick<Steps, 'starts' | 'ahead'>[] | undefined;
  readonly grain?: Grain | undefined;
}

/** What learns from series that belong together. */
export interface Teacher {
  /** What a shop's series teach of forecasting one like them. */
  teachShop(inputs: readonly ForecastInput[], options: ForecastOptions): Promise<Calibration>;
  /**
   * What one group of products teaches.
   *
   * @param lends under which the group is forecast, where it is to lend to new products
   */
  teachGroup(
    inputs: readonly ForecastInput[],
    options: ForecastOptions,
    lends: Calibration | undefined,
  ): Promise<Pick<Taught, 'commons' | 'lending'>>;
}

/** What makes forecasts of series: the threads of this machine, or those and a model outside. */
export interface Forecaster extends Teacher {
  /**
   * @returns one result a series, in order
   * @throws ClerkError as `forecastMany` does
   */
  run(
    inputs: readonly ForecastInput[],
    options: ForecastOptions,
    call?: ForecasterCall,
  ): Promise<ForecastResult[]>;
  close(): Promise<void>;
}
