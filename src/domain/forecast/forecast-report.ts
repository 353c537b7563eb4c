import { dayNumber } from '../calendar/days.js';
import { currencyDigits } from '../money.js';
import type { SqlValue } from '../ports/analytics/engine.js';
import { classify, type DemandClass } from './demand/classify.js';
import type { ForecastPorts } from './forecast-request.js';
import { type Counted, type DemandScope, demandHistory } from './history/demand-history.js';
import { type Grain, type Steps, stepsOf } from './history/steps.js';
import { KeptForecast } from './kept/kept-forecast.js';
import {
  EMPTY,
  meanPrice,
  plus,
  type Realised,
  realised,
  type Tally,
  tallyOf,
  valued,
} from './kept/scoring.js';

export interface ReportRequest {
  readonly grain: Grain;
  /** Of one product or category; of all that was forecast when absent. */
  readonly by?: DemandScope['by'] | undefined;
  readonly series?: readonly string[] | undefined;
  /** Forecasts that learned up to a day from here on, yyyy-mm-dd. */
  readonly from?: string | undefined;
  /** Last day that is over. */
  readonly last: string;
}

/** How the forecasts of one series turned out. */
export interface SeriesScore extends Realised {
  readonly by: KeptForecast['by'];
  readonly id: string;
  readonly counted: Counted;
  /** Sum of absolute errors in major units of the currency. */
  readonly error_value: number;
}

export interface ForecastReport {
  /** Over all series, errors in money; nothing while no step of any forecast is over. */
  readonly summary: Realised | undefined;
  /** The same of the products of each class of demand. */
  readonly byDemand: Readonly<Partial<Record<DemandClass, Realised>>>;
  /** Worst first, by absolute error in money. */
  readonly series: readonly SeriesScore[];
  /** Forecasts of which nothing has come yet. */
  readonly waiting: number;
}

/** Compares the forecasts that were kept with what was sold since. */
export async function reportForecasts(
  { replica, settings, soldOut }: Pick<ForecastPorts, 'replica' | 'settings' | 'soldOut'>,
  request: ReportRequest,
  signal?: AbortSignal,
): Promise<ForecastReport> {
  const kept = await keptForecasts(replica, request, signal);
  const digits = currencyDigits(settings.currency);
  const scores: { score: SeriesScore; money: Tally; demand: DemandClass | undefined }[] = [];
  let waiting = 0;
  for (const { scope, counted, forecasts } of bySeries(kept)) {
    const history = await demandHistory(replica, scope, counted, { last: request.last, digits }, signal);
    const ids = history.series.map(({ id }) => id);
    const out = scope.by === 'product' ? await soldOut(ids, '1970-01-01', request.last, signal) : new Map();
    const series = new Map(history.series.map((daily) => [daily.id, daily]));
    for (const [id, ofOne] of forecasts) {
      const daily = series.get(id);
      if (daily === undefined) {
        waiting += ofOne.length;
        continue;
      }
      const steps = stepsOf(daily, history, request.grain, new Set((out.get(id) ?? []).map(dayNumber)));
      const tallies = ofOne.map((each) => tallyOf(each, steps));
      const known = tallies.filter((each) => each !== undefined);
      waiting += tallies.length - known.length;
      if (known.length === 0) continue;
      const tally = known.reduce(plus);
      const money = counted === 'revenue' ? tally : valued(tally, meanPrice(daily));
      scores.push({
        money,
        demand: scope.by === 'product' ? demandOf(steps) : undefined,
        score: { by: scope.by, id, counted, ...realised(tally), error_value: money.absolute },
      });
    }
  }
  scores.sort((a, b) => b.money.absolute - a.money.absolute);
  return {
    byDemand: Object.fromEntries(
      [...grouped(scores, ({ demand }) => demand)].flatMap(([demand, ofClass]) =>
        demand === undefined
          ? []
          : [[demand, realised(ofClass.map(({ money }) => money).reduce(plus, EMPTY))]],
      ),
    ),
    summary: scores.length === 0 ? undefined : realised(scores.map(({ money }) => money).reduce(plus, EMPTY)),
    series: scores.map(({ score }) => score),
    waiting,
  };
}

function demandOf({ values }: Steps): DemandClass {
  return classify(Float64Array.from(values, (value) => value ?? Number.NaN)).demand;
}

async function keptForecasts(
  replica: Pick<ForecastPorts['replica'], 'read'>,
  { grain, by, series, from, last }: ReportRequest,
  signal: AbortSignal | undefined,
): Promise<KeptForecast[]> {
  const values: SqlValue[] = [grain, last];
  const bind = (value: SqlValue): string => `$${values.push(value)}`;
  const conditions = [
    'grain = $1',
    'learned_until <= $2::DATE',
    ...(from === undefined ? [] : [`learned_until >= ${bind(from)}::DATE`]),
    ...(by === undefined ? [] : [`scope = ${bind(by)}`]),
    ...(series === undefined
      ? []
      : [`series_id IN (SELECT unnest(from_json(${bind(JSON.stringify(series))}, '["VARCHAR"]')))`]),
  ];
  const { rows } = await replica.read(
    `SELECT body FROM kept_forecasts WHERE ${conditions.join(' AND ')} ORDER BY forecast_id`,
    values,
    signal,
  );
  return rows.map(([body]) => KeptForecast.parse(JSON.parse(String(body))));
}

interface Gathered {
  readonly scope: DemandScope;
  readonly counted: Counted;
  readonly forecasts: ReadonlyMap<string, readonly KeptForecast[]>;
}

/** Forecasts whose actual demand one reading of the history gives: all products, each category, the shop. */
function bySeries(kept: readonly KeptForecast[]): Gathered[] {
  const groups = grouped(kept, ({ by, counted, series_id: id }) =>
    by === 'category' ? `${counted} category ${id}` : `${counted} ${by}`,
  );
  return [...groups.values()].flatMap((forecasts) => {
    const [first] = forecasts;
    if (first === undefined) return [];
    const { by, counted, series_id: id } = first;
    const ofSeries = grouped(forecasts, (each) => each.series_id);
    const scope: DemandScope =
      by === 'category' ? { by, id } : by === 'shop' ? { by } : { by, ids: [...ofSeries.keys()] };
    return [{ scope, counted, forecasts: ofSeries }];
  });
}

function grouped<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
