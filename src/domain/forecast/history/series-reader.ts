import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayNumber, dayOf } from '../../calendar/days.js';
import { currencyDigits } from '../../money.js';
import type { ForecastPorts, ForecastRequest } from '../forecast-request.js';
import type { ForecastInput } from '../types.js';
import { type DailyDemand, type DemandHistory, type DemandScope, demandHistory } from './demand-history.js';
import { exposureOf } from './exposure.js';
import type { Closures } from './opening-days.js';
import { stepDrivers } from './step-drivers.js';
import { type Steps, stepsOf } from './steps.js';
import { supplyGaps } from './supply-gaps.js';
import { TradingDays } from './trading-days.js';

/** A series as its books tell it, and as the statistics take it. */
export interface ReadSeries {
  readonly id: string;
  readonly daily: DailyDemand;
  readonly steps: Steps;
  /** Days without a sale that are taken for a gap in supply. */
  readonly gaps: number;
  readonly input: ForecastInput;
}

/** What is read: as a request says, up to a day that is over. */
export type Reading = Pick<ForecastRequest, 'scope' | 'counted' | 'grain' | 'horizon'> & {
  readonly last: string;
};

const NONE: ReadonlySet<number> = new Set();
/** Products that are read in one go: two years of them are rows for ten milliseconds of work. */
const PORTION = 25;
/** Series between two turns of the event loop. */
const A_TURN = 2;

/** Products in portions, each read for itself, so that no read holds up other calls; at least one portion. */
export function inPortions(ids: readonly string[]): Extract<DemandScope, { by: 'product' }>[] {
  return Array.from({ length: Math.max(1, Math.ceil(ids.length / PORTION)) }, (_, index) => ({
    by: 'product',
    ids: ids.slice(index * PORTION, (index + 1) * PORTION),
  }));
}

/**
 * Reads series of the shop's sales, puts them on the calendar of the grain, and finds what is known to move them. A product
 * that was named and never sold has an empty one.
 *
 * @param groups category of each product
 */
export async function readSeries(
  { replica, settings, soldOut }: Pick<ForecastPorts, 'replica' | 'settings' | 'soldOut'>,
  { scope, counted, grain, horizon, last }: Reading,
  groups: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<{ readonly closures: Closures; readonly series: readonly ReadSeries[] }> {
  const digits = currencyDigits(settings.currency);
  const history = await demandHistory(replica, scope, counted, { last, digits }, signal);
  const all = withUnsold(history, scope);
  const out =
    scope.by === 'product'
      ? await soldOutDays({ soldOut }, all, last, signal)
      : new Map<string, ReadonlySet<number>>();
  const trading = new TradingDays(history.closures.weekdays);
  const series: ReadSeries[] = [];
  for (const [index, daily] of all.entries()) {
    if (index % A_TURN === A_TURN - 1) await nextTurn();
    const gaps = scope.by === 'product' ? supplyGaps(daily) : NONE;
    const steps = stepsOf(daily, history, grain, new Set([...gaps, ...(out.get(daily.id) ?? NONE)]));
    const input = {
      id: daily.id,
      values: steps.values,
      period: steps.period,
      yearly: steps.yearly,
      drivers: stepDrivers(daily, steps, { grain, horizon }),
      exposure: exposureOf(grain, steps, horizon, trading),
      group: groups.get(daily.id),
    };
    series.push({ id: daily.id, daily, steps, gaps: gaps.size, input });
  }
  return { closures: history.closures, series };
}

/** Days on which products ended without stock, by product. */
export async function soldOutDays(
  { soldOut }: Pick<ForecastPorts, 'soldOut'>,
  series: readonly DailyDemand[],
  last: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  if (series.length === 0) return new Map();
  const first = dayOf(series.reduce((least, each) => Math.min(least, each.first), dayNumber(last)));
  const ids = series.map(({ id }) => id);
  const days = await soldOut(ids, first, last, signal);
  return new Map([...days].map(([id, list]) => [id, new Set(list.map(dayNumber))]));
}

/** The series of a history, and an empty one for each product that was named and has none. */
function withUnsold({ series, last }: DemandHistory, scope: DemandScope): readonly DailyDemand[] {
  if (scope.by !== 'product' || scope.ids === undefined) return series;
  const sold = new Set(series.map(({ id }) => id));
  const unsold = scope.ids
    .filter((id) => !sold.has(id))
    .map((id) => ({ id, first: dayNumber(last) + 1, values: [], prices: [], discounted: [] }));
  return [...series, ...unsold];
}
