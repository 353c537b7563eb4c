import type { Replica } from '../ports/analytics/replica.js';
import type { Repository } from '../ports/store/repository.js';
import type { Category, Product } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import type { Clock } from '../time.js';
import type { Counted, DailyDemand, DemandScope } from './history/demand-history.js';
import type { Closures } from './history/opening-days.js';
import type { Grain, Steps } from './history/steps.js';
import type { KeptForecast } from './kept/kept-forecast.js';
import type { Forecaster } from './run/forecaster.js';
import type { ForecastResult } from './types.js';

export interface ForecastPorts {
  readonly replica: Pick<Replica, 'sync' | 'read'>;
  /** Where forecasts are kept to be compared with what came; absent where nothing may be written. */
  readonly kept: Repository<KeptForecast> | undefined;
  readonly forecaster: Forecaster;
  /** Days on which products ended without stock, by product. */
  readonly soldOut: (
    productIds: readonly string[],
    from: string,
    to: string,
    signal?: AbortSignal,
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly lookup: {
    /** @throws ClerkError `invalid_input` naming `field`. */
    product(idOrName: string, field: string, signal?: AbortSignal): Promise<Product>;
    /** @throws ClerkError `invalid_input` naming `field`. */
    category(idOrName: string, field: string, signal?: AbortSignal): Promise<Category>;
  };
  readonly settings: ShopSettings;
  readonly clock: Clock;
}

export interface ForecastRequest {
  readonly scope: DemandScope;
  readonly counted: Counted;
  readonly grain: Grain;
  /** Steps ahead. */
  readonly horizon: number;
  /** Last day of the history; yesterday, or the last day of books that are no longer kept, when absent. */
  readonly last?: string | undefined;
  /** Only how the methods here did before is asked for: a model outside is not. */
  readonly backtestOnly?: boolean | undefined;
  /** Whether to keep what is forecast. */
  readonly keep?: boolean | undefined;
}

/** One series with its history and what is expected of it. */
export interface SeriesForecast {
  readonly id: string;
  readonly daily: DailyDemand;
  readonly steps: Steps;
  /** Days without a sale that are taken for a gap in supply. */
  readonly gaps: number;
  readonly result: ForecastResult;
}

export interface Forecasts {
  /** Last day of the history. */
  readonly last: string;
  /** Whether that is long past: the books are no longer kept. */
  readonly stale: boolean;
  readonly closures: Closures;
  /** In order of id. */
  readonly series: readonly SeriesForecast[];
}
