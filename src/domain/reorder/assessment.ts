import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayNumber, dayOf } from '../calendar/days.js';
import { throwIfCancelled } from '../errors.js';
import type { ForecastService } from '../forecast/forecast-service.js';
import { TradingDays } from '../forecast/history/trading-days.js';
import type { Refusal } from '../forecast/types.js';
import type { RunContext } from '../long-runs.js';
import type { Replica } from '../ports/analytics/replica.js';
import {
  type Aims,
  assess,
  DEFAULT_LEAD_DAYS,
  expiringOf,
  FARTHEST_DAYS,
  isDead,
  type Line,
  reachOf,
} from './assess.js';
import { type Abc, abcClasses } from './classes.js';
import { firstSale, type Stocked, stockedProducts, yearValues } from './stocked.js';

/** Products that a note names. */
const MOST_NAMED = 5;

/** Which products are planned, by id; all where none is named. */
export interface PlanScope {
  readonly products?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly supplier?: string | undefined;
}

/** A product that cannot be forecast, and what would be needed. */
export interface Unforecast {
  readonly product: Stocked;
  readonly refusal: Pick<Refusal, 'reason' | 'message' | 'fix'>;
  readonly dead: boolean;
  readonly expiring: Line['expiring'];
}

/** Every product in scope with what should be done about it. */
export interface Assessment {
  /** Last day of the sales learned from, yyyy-mm-dd. */
  readonly last: string;
  /** Whether the books end long before today. */
  readonly stale: boolean;
  readonly lines: readonly Line[];
  readonly unforecast: readonly Unforecast[];
  readonly classes: ReadonlyMap<string, Abc>;
  readonly classesBy: 'margin' | 'revenue';
  readonly notTracked: number;
  readonly discontinued: number;
}

export interface AssessmentPorts {
  readonly forecasts: Pick<ForecastService, 'forecast' | 'today'>;
  readonly replica: Pick<Replica, 'read'>;
}

/**
 * Forecasts the products in scope and works out each one. Forecasts run in threads of their own, and between products
 * other calls are answered.
 *
 * @throws ClerkError as `ForecastService.forecast` does.
 */
export async function assessAll(
  { forecasts, replica }: AssessmentPorts,
  scope: PlanScope,
  aims: Aims,
  { signal, onProgress }: RunContext,
): Promise<Assessment> {
  const inScope = (await stockedProducts(replica, forecasts.today(), signal)).filter((product) =>
    isIn(product, scope),
  );
  const tracked = inScope.filter(({ onHand }) => onHand !== undefined);
  // What is sold off still expires and lies there.
  const kept = tracked.filter(({ discontinued, onHand = 0 }) => !discontinued || onHand > 0);
  const made = await forecasts.forecast(
    {
      scope: { by: 'product', ids: kept.map(({ product_id: id }) => id) },
      counted: 'units',
      grain: 'day',
      horizon: horizonOf(kept, aims),
    },
    { signal, onProgress },
  );
  const { last, closures } = made;
  const planned = {
    day: dayNumber(last) + 1,
    trading: new TradingDays(closures.weekdays),
    opened: (await firstSale(replica, signal)) ?? dayNumber(last),
  };
  const byId = new Map(kept.map((product) => [product.product_id, product]));
  const lines: Line[] = [];
  const unforecast: Unforecast[] = [];
  for (const [index, series] of made.series.entries()) {
    throwIfCancelled(signal);
    await nextTurn();
    onProgress(index, made.series.length, 'working out orders');
    const product = byId.get(series.id);
    if (product === undefined) continue;
    const { result } = series;
    if (result.kind === 'forecast') lines.push(await assess(product, series, result, aims, planned));
    else
      unforecast.push({
        product,
        refusal: result,
        dead: isDead(product, planned),
        expiring: expiringOf(product, () => 0, planned.day),
      });
  }
  const value = await yearValues(replica, last, signal);
  return {
    last,
    stale: made.stale,
    lines,
    unforecast,
    classes: abcClasses(value.values),
    classesBy: value.by,
    notTracked: inScope.length - tracked.length,
    discontinued: tracked.filter(({ discontinued }) => discontinued).length,
  };
}

/** What a reader of the plan should know about it. */
export function notesOf({ last, stale, lines, unforecast }: Assessment, coverDays: number): string[] {
  const assumed = lines.filter(({ lead }) => lead.assumed).length;
  const beyond = lines.filter(({ lead }) => lead.beyond).length;
  const borrowed = lines.filter(({ forecast }) => forecast === 'borrowed').length;
  const short = lines.filter(({ forecast }) => forecast === 'short').length;
  const byHand = lines.filter(({ calculatedPoint }) => calculatedPoint !== undefined).length;
  const all = [...lines, ...unforecast].map(({ product }) => product);
  const count = all.length;
  const below = all.filter(({ onHand = 0 }) => onHand < 0).length;
  const first = dayOf(dayNumber(last) + 1);
  const spoils = lines.filter(({ keeping }) => keeping?.order === 0).map(({ product }) => product.name);
  return [
    ...(stale ? [`The latest sale is of ${last}: the plan is for ${first}.`] : []),
    ...(assumed > 0
      ? [
          `No lead time is known for ${assumed} of ${count} products: ${DEFAULT_LEAD_DAYS} days are assumed. Set lead_time_days with save_product.`,
        ]
      : []),
    ...(byHand > 0
      ? [
          `The reorder level set by hand stands in place of the calculated one for ${byHand} of ${count} products, flagged level_by_hand: service_level does not move it.`,
        ]
      : []),
    ...(beyond > 0
      ? [
          `Lead time and ${coverDays} days of cover go beyond the ${FARTHEST_DAYS} days that are forecast for ${beyond} of ${count} products, flagged beyond_forecast: from there on demand is taken to stay as it is, ever less surely.`,
        ]
      : []),
    ...(borrowed > 0
      ? [
          `${borrowed} of ${count} products are too new for a forecast of their own, flagged forecast_borrowed: it is their category’s.`,
        ]
      : []),
    ...(short > 0
      ? [
          `${short} of ${count} products have a short history, flagged short_history: their levels are widened for it.`,
        ]
      : []),
    ...(spoils.length > 0
      ? [
          `${spoils.length} of ${count} products run short and are not worth an order, as more of it would expire than pays; show all says why: ${spoils.slice(0, MOST_NAMED).join(', ')}${spoils.length > MOST_NAMED ? ' ...' : ''}.`,
        ]
      : []),
    ...(below > 0
      ? [`Stock is negative for ${below} of ${count} products: count them with adjust_stock first.`]
      : []),
  ];
}

function isIn({ product_id: id, category_id, supplier_id }: Stocked, scope: PlanScope): boolean {
  const { products, category, supplier } = scope;
  return (
    (products === undefined || products.includes(id)) &&
    (category === undefined || category === category_id) &&
    (supplier === undefined || supplier === supplier_id)
  );
}

function horizonOf(products: readonly Stocked[], aims: Aims): number {
  const days = products.map((product) => reachOf(product, aims));
  return Math.min(
    FARTHEST_DAYS,
    days.reduce((most, each) => Math.max(most, each), 1),
  );
}
