import { currencyDigits } from '../../money.js';
import type { ForecastPorts } from '../forecast-request.js';
import { demandHistory } from './demand-history.js';
import { type ObservedWeek, observedWeeks } from './observed-weeks.js';
import { soldOutDays } from './series-reader.js';

/** Reads the whole weeks of what products sold up to a day, by product; those that never sold are left out. */
export async function readWeeks(
  ports: Pick<ForecastPorts, 'replica' | 'settings' | 'soldOut'>,
  ids: readonly string[],
  last: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly ObservedWeek[]>> {
  const { replica, settings } = ports;
  const at = { last, digits: currencyDigits(settings.currency) };
  const history = await demandHistory(replica, { by: 'product', ids }, 'units', at, signal);
  const soldOut = await soldOutDays(ports, history.series, last, signal);
  return new Map(
    history.series.map((daily) => [
      daily.id,
      observedWeeks(daily, history, soldOut.get(daily.id) ?? new Set()),
    ]),
  );
}
