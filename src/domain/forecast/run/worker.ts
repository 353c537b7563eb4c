import { forecastMany } from '../forecast.js';
import type { ForecastInput, ForecastResult } from '../types.js';

/** What a worker is sent. */
export interface Batch {
  readonly inputs: readonly ForecastInput[];
  readonly horizon: number;
}

/** Forecasts one batch of series, in a thread of its own. */
export default function forecastBatch({ inputs, horizon }: Batch): Promise<ForecastResult[]> {
  return forecastMany(inputs, { horizon });
}
