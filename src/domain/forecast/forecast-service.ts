import { dayNumber, dayOf } from '../calendar/days.js';
import { ClerkError, invalid } from '../errors.js';
import { type Caller, LongRuns, type Outcome } from '../long-runs.js';
import { currencyDigits } from '../money.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { Repository } from '../ports/store/repository.js';
import type { Category, Product } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import { type ForecastReport, type ReportRequest, reportForecasts } from './forecast-report.js';
import {
  type Counted,
  type DailyDemand,
  type DemandHistory,
  type DemandScope,
  demandHistory,
} from './history/demand-history.js';
import { type ObservedWeek, observedWeeks } from './history/observed-weeks.js';
import { stepDrivers } from './history/step-drivers.js';
import { type Grain, MOST_AHEAD, type Steps, stepsOf } from './history/steps.js';
import { supplyGaps } from './history/supply-gaps.js';
import { keep } from './kept/keeping.js';
import type { KeptForecast } from './kept/kept-forecast.js';
import type { Forecaster } from './run/forecaster.js';
import type { PoolCall } from './run/pool.js';
import type { ForecastInput, ForecastResult } from './types.js';

/** Days without a sale after which the books count as closed: their last day is then the end of the history. */
const STALE_DAYS = 14;

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
  readonly history: DemandHistory;
  readonly series: readonly SeriesForecast[];
}

/** A product that has sold on fewer days than this is forecast together with others of its category. */
const NEW_PRODUCT_DAYS = 60;
/** Most products of a category that a new one learns from. */
const MOST_SIBLINGS = 50;
/** Series a batch needs of one group to learn from; in order of group they stand together. */
const NONE: ReadonlySet<number> = new Set();

/**
 * Forecasts demand from the shop's own sales: reads the history, puts it on the calendar of the grain with what is
 * known to move it, and leaves the statistics to the pool.
 */
export class ForecastService {
  readonly #ports: ForecastPorts;
  readonly #runs = new LongRuns<Forecasts>({
    cancelled: {
      message: 'The forecast was cancelled before it finished.',
      fix: 'Call again to begin anew.',
    },
    begun: 'the history is being read',
  });

  constructor(ports: ForecastPorts) {
    this.#ports = ports;
  }

  /**
   * One forecast a series, in order of id; a product that was named and never sold has one too, if its category tells.
   *
   * @throws ClerkError `invalid_input` for a horizon that the grain does not reach, or a last day that is not over;
   * `not_found` where the shop has sold nothing at all.
   */
  async forecast(request: ForecastRequest, call: PoolCall = {}): Promise<Forecasts> {
    const { replica, settings, forecaster } = this.#ports;
    const { scope, counted, grain, horizon } = request;
    checkHorizon(horizon, grain);
    await replica.sync(call.signal);
    const last = await this.#last(request.last, call.signal);
    const digits = currencyDigits(settings.currency);
    const history = await demandHistory(replica, scope, counted, { last, digits }, call.signal);
    const wanted = withUnsold(history, scope);
    const groups = scope.by === 'product' ? await this.#groups(call.signal) : new Map<string, string>();
    const siblings = await this.#siblings(wanted, groups, request, { last, digits }, call.signal);
    const all = [...wanted, ...siblings].sort(byGroup(groups));
    const soldOut = scope.by === 'product' ? await this.#soldOut(all, last, call.signal) : new Map();
    const made = all.map((daily) => {
      const gaps = scope.by === 'product' ? supplyGaps(daily) : NONE;
      const missing = new Set([...gaps, ...(soldOut.get(daily.id) ?? NONE)]);
      const steps = stepsOf(daily, history, grain, missing);
      return {
        id: daily.id,
        daily,
        steps,
        gaps: gaps.size,
        input: inputOf(daily, steps, horizon, groups.get(daily.id)),
      };
    });
    const asked = new Set(wanted.map(({ id }) => id));
    const calendars =
      request.backtestOnly === true
        ? undefined
        : made.map(({ id, steps }) => (asked.has(id) ? steps : undefined));
    const results = await forecaster.run(
      made.map(({ input }) => input),
      horizon,
      { ...call, grain, calendars },
    );
    const series = made.flatMap(({ id, daily, steps, gaps }, index) => {
      const result = results[index];
      return result === undefined || !asked.has(id) ? [] : [{ id, daily, steps, gaps, result }];
    });
    series.sort((a, b) => (a.id < b.id ? -1 : 1));
    if (request.keep === true && this.#ports.kept !== undefined)
      await keep(this.#ports.kept, { ...request, last }, series, this.#ports.clock(), call.signal);
    return { last, stale: dayNumber(this.today()) - dayNumber(last) > STALE_DAYS, history, series };
  }

  /**
   * {@link forecast} of so many series that it may outlast its call: then how far it has come, and the same request
   * waits for it again.
   */
  forecastAtLength(request: ForecastRequest, call: Caller = {}): Promise<Outcome<Forecasts>> {
    const name = JSON.stringify([request, this.today()]);
    return this.#runs.run({ name, hash: '' }, (context) => this.forecast(request, context), call);
  }

  /**
   * How kept forecasts turned out.
   *
   * @throws ClerkError `not_found` where the shop has sold nothing at all.
   */
  async report(request: Omit<ReportRequest, 'last'>, signal?: AbortSignal): Promise<ForecastReport> {
    await this.#ports.replica.sync(signal);
    return reportForecasts(this.#ports, { ...request, last: await this.#last(undefined, signal) }, signal);
  }

  /**
   * Whole weeks of what products sold, as far as they can be learned from, by product; those that never sold are left out.
   *
   * @throws ClerkError `not_found` where the shop has sold nothing at all.
   */
  async weeks(
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly ObservedWeek[]>> {
    const { replica, settings } = this.#ports;
    await replica.sync(signal);
    const at = {
      last: await this.#last(undefined, signal),
      digits: currencyDigits(settings.currency),
    };
    const history = await demandHistory(replica, { by: 'product', ids }, 'units', at, signal);
    const soldOut = await this.#soldOut(history.series, at.last, signal);
    return new Map(
      history.series.map((daily) => [daily.id, observedWeeks(daily, history, soldOut.get(daily.id) ?? NONE)]),
    );
  }

  /** Names of series, in their order. */
  async names(
    series: readonly { readonly by: DemandScope['by']; readonly id: string }[],
    signal?: AbortSignal,
  ): Promise<string[]> {
    const { rows } = await this.#ports.replica.read(
      `SELECT 'product ' || product_id, name FROM products WHERE product_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))
      UNION ALL SELECT 'category ' || category_id, name FROM categories`,
      [JSON.stringify(series.map(({ id }) => id))],
      signal,
    );
    const names = new Map(rows.map(([key, name]) => [String(key), String(name)]));
    return series.map(({ by, id }) =>
      by === 'shop' ? this.#ports.settings.name : (names.get(`${by} ${id}`) ?? id),
    );
  }

  /** A product by id or exact name. */
  product(idOrName: string, field: string, signal?: AbortSignal): Promise<Product> {
    return this.#ports.lookup.product(idOrName, field, signal);
  }

  /** A category by id or exact name. */
  category(idOrName: string, field: string, signal?: AbortSignal): Promise<Category> {
    return this.#ports.lookup.category(idOrName, field, signal);
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.#runs.close();
    await this.#ports.forecaster.close();
  }

  /** Today in the shop. */
  today(): string {
    return localDate(this.#ports.clock(), this.#ports.settings.time_zone);
  }

  async #last(asked: string | undefined, signal: AbortSignal | undefined): Promise<string> {
    const yesterday = dayOf(dayNumber(this.today()) - 1);
    if (asked !== undefined) {
      if (asked > yesterday)
        throw invalid('as_of', `${asked} is not over yet.`, { fix: `Send a day up to ${yesterday}.` });
      return asked;
    }
    const { rows } = await this.#ports.replica.read(
      "SELECT strftime(max(sold_on), '%Y-%m-%d') FROM sales WHERE kind = 'sale' AND sold_on <= $1::DATE",
      [yesterday],
      signal,
    );
    const latest = rows[0]?.[0];
    if (typeof latest !== 'string')
      throw new ClerkError(
        'not_found',
        'The shop has no sales up to yesterday, so there is no demand to forecast.',
        {
          fix: 'Record sales with record_sale or bring in past ones with import_file.',
        },
      );
    return dayNumber(yesterday) - dayNumber(latest) > STALE_DAYS ? latest : yesterday;
  }

  /** Category of each product. */
  async #groups(signal: AbortSignal | undefined): Promise<Map<string, string>> {
    const { rows } = await this.#ports.replica.read(
      'SELECT product_id, category_id FROM products WHERE category_id IS NOT NULL',
      [],
      signal,
    );
    return new Map(rows.map(([id, category]) => [String(id), String(category)]));
  }

  /** Other products of the categories of new ones. */
  async #siblings(
    wanted: readonly DailyDemand[],
    groups: ReadonlyMap<string, string>,
    { scope, counted }: ForecastRequest,
    at: { readonly last: string; readonly digits: number },
    signal: AbortSignal | undefined,
  ): Promise<readonly DailyDemand[]> {
    if (scope.by !== 'product' || scope.ids === undefined) return [];
    const known = new Set(wanted.map(({ id }) => id));
    const fresh = new Set(
      wanted
        .filter(({ values }) => values.filter((value) => value !== undefined).length < NEW_PRODUCT_DAYS)
        .flatMap(({ id }) => groups.get(id) ?? []),
    );
    const ids = [...groups].flatMap(([id, group]) => (fresh.has(group) && !known.has(id) ? [id] : []));
    if (ids.length === 0) return [];
    const scoped = { by: 'product', ids: ids.slice(0, MOST_SIBLINGS) } as const;
    return (await demandHistory(this.#ports.replica, scoped, counted, at, signal)).series;
  }

  async #soldOut(
    series: readonly DailyDemand[],
    last: string,
    signal: AbortSignal | undefined,
  ): Promise<Map<string, ReadonlySet<number>>> {
    if (series.length === 0) return new Map();
    const first = dayOf(Math.min(...series.map((each) => each.first), dayNumber(last)));
    const ids = series.map(({ id }) => id);
    const found = await this.#ports.soldOut(ids, first, last, signal);
    return new Map([...found].map(([id, days]) => [id, new Set(days.map(dayNumber))]));
  }
}

function checkHorizon(horizon: number, grain: Grain): void {
  const most = MOST_AHEAD[grain];
  if (Number.isInteger(horizon) && horizon >= 1 && horizon <= most) return;
  throw invalid('horizon', `The horizon is a whole number of ${grain}s from 1 to ${most}, not ${horizon}.`, {
    fix: grain === 'day' ? 'Ask for weeks or months to look further ahead.' : `Ask for up to ${most}.`,
  });
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

function byGroup(groups: ReadonlyMap<string, string>): (a: DailyDemand, b: DailyDemand) => number {
  const place = ({ id }: DailyDemand): string => `${groups.get(id) ?? ''}\u0000${id}`;
  return (a, b) => (place(a) < place(b) ? -1 : 1);
}

function inputOf(
  daily: DailyDemand,
  steps: Steps,
  horizon: number,
  group: string | undefined,
): ForecastInput {
  return {
    id: daily.id,
    values: steps.values,
    period: steps.period,
    yearly: steps.yearly,
    drivers: stepDrivers(daily, steps, horizon),
    group,
  };
}
