import { setMaxListeners } from 'node:events';
import { dayNumber, dayOf } from '../calendar/days.js';
import { ClerkError, invalid } from '../errors.js';
import { type Caller, LongRuns, type Outcome } from '../long-runs.js';
import type { Category, Product } from '../products/records.js';
import { localDate } from '../time.js';
import { type ForecastReport, type ReportRequest, reportForecasts } from './forecast-report.js';
import type { ForecastPorts, ForecastRequest, Forecasts, SeriesForecast } from './forecast-request.js';
import type { DemandScope } from './history/demand-history.js';
import type { ObservedWeek } from './history/observed-weeks.js';
import type { Closures } from './history/opening-days.js';
import { inPortions, readSeries } from './history/series-reader.js';
import { type Grain, MOST_AHEAD, TESTED } from './history/steps.js';
import { readWeeks } from './history/week-reader.js';
import { keep } from './kept/keeping.js';
import type { PoolCall } from './run/pool.js';
import { Teaching } from './teaching.js';

/** Days without a sale after which the books count as closed: their last day is then the end of the history. */
const STALE_DAYS = 14;
/** How many portions of products are read and forecast at once. */
const AT_ONCE = 4;

/**
 * Forecasts demand from the shop's own sales: reads the history, puts it on the calendar of the grain with what is
 * known to move it, and leaves the statistics to the pool.
 */
export class ForecastService {
  readonly #ports: ForecastPorts;
  readonly #teaching: Teaching;
  readonly #runs = new LongRuns<Forecasts>({
    cancelled: {
      message: 'The forecast was cancelled before it finished.',
      fix: 'Call again to begin anew.',
    },
    begun: 'the history is being read',
  });

  constructor(ports: ForecastPorts) {
    this.#ports = ports;
    this.#teaching = new Teaching(ports);
  }

  /**
   * One forecast a series, in order of id; a product that was named and never sold has one too, if its category tells.
   *
   * @throws ClerkError `invalid_input` for a horizon that the grain does not reach, or a last day that is not over;
   * `not_found` where the shop has sold nothing at all.
   */
  async forecast(request: ForecastRequest, call: PoolCall = {}): Promise<Forecasts> {
    const { replica, kept, clock } = this.#ports;
    const { grain, horizon } = request;
    checkHorizon(horizon, grain);
    await replica.sync(call.signal);
    const last = await this.#last(request.last, call.signal);
    const { closures, series } = await this.#portions({ ...request, last }, call);
    series.sort((a, b) => (a.id < b.id ? -1 : 1));
    if (request.keep === true && kept !== undefined)
      await keep(kept, { ...request, last }, series, clock(), call.signal);
    const stale = dayNumber(this.today()) - dayNumber(last) > STALE_DAYS;
    return { last, stale, closures, series };
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
    await this.#ports.replica.sync(signal);
    return readWeeks(this.#ports, ids, await this.#last(undefined, signal), signal);
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

  /** Many products in portions, so that no read holds up other calls. */
  async #portions(
    request: ForecastRequest & { readonly last: string },
    { signal, onProgress }: PoolCall,
  ): Promise<{ closures: Closures; series: SeriesForecast[] }> {
    const { scope, last } = request;
    const groups = scope.by === 'product' ? await this.#groups(signal) : new Map<string, string>();
    const scopes =
      scope.by === 'product' ? inPortions(scope.ids ?? (await this.#sold(last, signal))) : [scope];
    const total = scopes.reduce(
      (sum, each) => sum + (each.by === 'product' ? (each.ids?.length ?? 0) : 1),
      0,
    );
    // Each portion listens to it.
    if (signal !== undefined) setMaxListeners(0, signal);
    const reached = scopes.map(() => 0);
    const series: SeriesForecast[] = [];
    let closures: Closures = { days: new Set(), weekdays: new Set() };
    const waiting = scopes.entries();
    const work = async (): Promise<void> => {
      for (const [index, part] of waiting) {
        const told = (done: number, _: number, message: string): void => {
          reached[index] = done;
          onProgress?.(
            reached.reduce((sum, each) => sum + each, 0),
            total,
            message,
          );
        };
        const made = await this.#portion({ ...request, scope: part }, groups, { signal, onProgress: told });
        closures = made.closures;
        series.push(...made.series);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { closures, series };
  }

  async #portion(
    request: ForecastRequest & { readonly last: string },
    groups: ReadonlyMap<string, string>,
    call: PoolCall,
  ): Promise<{ closures: Closures; series: SeriesForecast[] }> {
    const { scope, grain, horizon, backtestOnly } = request;
    const { closures, series } = await readSeries(this.#ports, request, groups, call.signal);
    const taught = scope.by === 'product' ? await this.#teaching.taught(series, request, groups) : undefined;
    const results = await this.#ports.forecaster.run(
      series.map(({ input }) => input),
      { horizon, tested: TESTED[grain] },
      {
        ...call,
        taught,
        grain,
        ...(backtestOnly === true ? {} : { calendars: series.map(({ steps }) => steps) }),
      },
    );
    return {
      closures,
      series: series.flatMap(({ id, daily, steps, gaps }, index) => {
        const result = results[index];
        return result === undefined ? [] : [{ id, daily, steps, gaps, result }];
      }),
    };
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

  /** Every product that ever sold. */
  async #sold(last: string, signal: AbortSignal | undefined): Promise<string[]> {
    const { rows } = await this.#ports.replica.read(
      `SELECT DISTINCT l.product_id FROM lines l JOIN sales s USING (record_key)
       WHERE s.sold_on <= $1::DATE AND l.product_id IS NOT NULL ORDER BY 1`,
      [last],
      signal,
    );
    return rows.map(([id]) => String(id));
  }
}

function checkHorizon(horizon: number, grain: Grain): void {
  const most = MOST_AHEAD[grain];
  if (Number.isInteger(horizon) && horizon >= 1 && horizon <= most) return;
  throw invalid('horizon', `The horizon is a whole number of ${grain}s from 1 to ${most}, not ${horizon}.`, {
    fix: grain === 'day' ? 'Ask for weeks or months to look further ahead.' : `Ask for up to ${most}.`,
  });
}
