import type { Repository } from '../../ports/store/repository.js';
import type { Counted, DemandScope } from '../history/demand-history.js';
import type { Grain, Steps } from '../history/steps.js';
import type { Forecast, ForecastResult } from '../types.js';
import { type KeptForecast, keptId } from './kept-forecast.js';

interface Made {
  readonly scope: DemandScope;
  readonly counted: Counted;
  readonly grain: Grain;
  readonly last: string;
}

/**
 * Keeps what was forecast, to be compared with what comes. What is kept for a series and a last day stays as it was
 * first given, unless the new one reaches further.
 */
export async function keep(
  shelf: Pick<Repository<KeptForecast>, 'getMany' | 'putMany'>,
  made: Made,
  series: readonly { readonly id: string; readonly steps: Steps; readonly result: ForecastResult }[],
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const records = series.flatMap(({ id, steps, result }) =>
    result.kind === 'forecast' ? [recordOf(made, id, steps, result)] : [],
  );
  const stored = await shelf.getMany(
    records.map((record) => record.forecast_id),
    signal,
  );
  const further = records.filter(
    ({ forecast_id: id, starts }) => starts.length > (stored.get(id)?.record.starts.length ?? 0),
  );
  if (further.length === 0) return;
  const versions = new Map([...stored].map(([id, { version }]) => [id, version]));
  await shelf.putMany(further, versions, now, signal);
}

function recordOf(made: Made, id: string, { ahead }: Steps, forecast: Forecast): KeptForecast {
  const { counted, grain, last, scope } = made;
  const key = { last, grain, counted, by: scope.by, series_id: id };
  return {
    forecast_id: keptId(key),
    ...key,
    method: forecast.method,
    starts: [...forecast.point].map((_, index) => ahead(index + 1)),
    point: rounded(forecast.point),
    low80: rounded(forecast.interval80.low),
    high80: rounded(forecast.interval80.high),
    low95: rounded(forecast.interval95.low),
    high95: rounded(forecast.interval95.high),
  };
}

function rounded(values: Iterable<number>): number[] {
  return Array.from(values, (value) => Math.round(value * 1_000) / 1_000);
}
