import { dayNumber } from '../calendar/days.js';
import type { SeriesForecast } from '../forecast/forecast-request.js';
import type { TradingDays } from '../forecast/history/trading-days.js';
import { carriedOn } from '../forecast/spread/carry.js';
import { SHORT_HISTORY } from '../forecast/spread/short-history.js';
import type { Forecast } from '../forecast/types.js';
import { QUANTITY_SCALE, RATE_SCALE } from '../money.js';
import { type Xyz, xyzClass } from './classes.js';
import { type AtRisk, atRisk } from './expiry.js';
import { LASTING_DAYS, outlookOf } from './outlook.js';
import {
  expectedShortage,
  type Futures,
  futuresOf,
  levelsOf,
  orderCost,
  orderQuantity,
  type Spans,
  type Terms,
} from './policy.js';
import { type Keeping, keptOrder, saleable } from './shelf-life.js';
import type { Stocked } from './stocked.js';

/** Farthest that demand is forecast, in days; beyond, the forecast is carried on at its last level. */
export const FARTHEST_DAYS = 90;
/** Days ahead that every product is looked at, however soon its order comes. */
const LOOKED_AT_DAYS = 28;
/** Days without a sale after which stock counts as dead. */
export const DEAD_DAYS = 90;
/** Lead time where neither product nor supplier has one. */
export const DEFAULT_LEAD_DAYS = 7;

/** What a plan aims at. */
export interface Aims {
  /** Share of orders that should come before the stock is gone, 0.5 to below 1. */
  readonly service: number;
  /** Days that an order is to last. */
  readonly coverDays: number;
}

/** The day that is planned for, with the calendar around it. */
export interface Planned {
  /** Day number of the first day ahead. */
  readonly day: number;
  readonly trading: TradingDays;
  /** First day with a sale in the shop's books. */
  readonly opened: number;
}

export interface LeadTime {
  readonly days: number;
  readonly assumed: boolean;
  /** Whether it and the cover go beyond what is forecast. */
  readonly beyond: boolean;
}

/** What should be done about one product. Money in minor units, amounts in thousandths, days as day numbers. */
export interface Line {
  readonly product: Stocked;
  readonly onHand: number;
  readonly lead: LeadTime;
  /** Whether its demand is borrowed from its category, and whether it rests on a short history. */
  readonly forecast: 'own' | 'borrowed' | 'short';
  readonly reorderPoint: number;
  /** What the reorder point would be by the forecast, where it was set by hand. */
  readonly calculatedPoint: number | undefined;
  readonly safetyStock: number;
  readonly orderUpTo: number;
  readonly order: number;
  /** What would be ordered of goods that keep, and what becomes of such an order; set where shelf life changes it. */
  readonly keeping: (Keeping & { readonly wanted: number }) | undefined;
  readonly terms: Terms;
  readonly cost: number | undefined;
  /** Margin lost in the days that an order would cover, if it is not made. */
  readonly lostMargin: number | undefined;
  /** Calendar days; absent where the stock lasts longer than a year. */
  readonly coverDays: number | undefined;
  readonly goneOn: number | undefined;
  readonly goneEarlyOn: number | undefined;
  readonly xyz: Xyz | undefined;
  readonly dead: boolean;
  readonly expiring: (AtRisk & { readonly value: number | undefined }) | undefined;
}

export function leadTimeOf({ leadTime }: Stocked, coverDays: number): LeadTime {
  const days = leadTime ?? DEFAULT_LEAD_DAYS;
  return { days, assumed: leadTime === undefined, beyond: days + coverDays + 1 > FARTHEST_DAYS };
}

/** Days ahead that a product is planned over. */
export function reachOf(product: Stocked, { coverDays }: Pick<Aims, 'coverDays'>): number {
  return Math.max(LOOKED_AT_DAYS, leadTimeOf(product, coverDays).days + coverDays + 1);
}

/** Works out one product from its forecast, letting other work between. Costs some milliseconds. */
export async function assess(
  product: Stocked,
  { daily, steps }: SeriesForecast,
  forecast: Forecast,
  aims: Aims,
  planned: Planned,
): Promise<Line> {
  const onHand = product.onHand ?? 0;
  const sellable = onHand - product.expired;
  const lead = leadTimeOf(product, aims.coverDays);
  const spans = spansOf(lead.days, aims.coverDays, planned);
  const horizon = stepsIn(reachOf(product, aims), planned);
  const { spread, ...carried } = carriedOn(forecast, horizon, steps.period);
  const point = carried.point.subarray(0, horizon);
  const futures = await futuresOf(spread, horizon);
  const grain = grainOf(daily.values);
  const levels = levelsOf(futures, spread.unit, spans, aims.service);
  const expected = sumOf(point, spans.review, spans.cover);
  const byHand = product.reorderLevel !== undefined && product.reorderLevel > 0;
  const calculated = {
    reorderPoint: Math.round((levels.reorderPoint * QUANTITY_SCALE) / grain) * grain,
    orderUpTo: Math.ceil((levels.orderUpTo * QUANTITY_SCALE) / grain) * grain,
  };
  const wanted = byHand ? handLevels(product.reorderLevel ?? 0, calculated.orderUpTo, expected) : calculated;
  const terms = termsOf(product, grain);
  const position = sellable + product.onOrder;
  const unitMargin = marginOf(product);
  const wish = product.discontinued ? 0 : orderQuantity(position, wanted, terms);
  const keeping =
    wish === 0 ? undefined : keepingOf(wish, { product, futures, point, spans, terms, unitMargin, planned });
  const outlook = outlookOf(
    sellable / QUANTITY_SCALE,
    point,
    futures,
    Math.round((LASTING_DAYS / 7) * planned.trading.perWeek),
  );
  const goneOn = outlook.gone === undefined ? undefined : dayNumber(steps.ahead(outlook.gone + 1));
  const order = keeping?.order ?? wish;
  return {
    product,
    onHand,
    lead,
    forecast:
      forecast.method === 'borrowed' ? 'borrowed' : forecast.observed < SHORT_HISTORY ? 'short' : 'own',
    ...wanted,
    calculatedPoint: byHand ? calculated.reorderPoint : undefined,
    safetyStock:
      wanted.reorderPoint - Math.round((levels.reorderPoint - levels.safetyStock) * QUANTITY_SCALE),
    order,
    keeping,
    terms,
    cost: product.cost === undefined ? undefined : orderCost(order, product.cost),
    lostMargin:
      unitMargin === undefined || product.discontinued
        ? undefined
        : Math.round(unitMargin * expectedShortage(futures, spans, position / QUANTITY_SCALE)),
    coverDays: goneOn === undefined ? undefined : sellable <= 0 ? 0 : goneOn - planned.day + 1,
    goneOn,
    goneEarlyOn: outlook.goneEarly === undefined ? undefined : dayNumber(steps.ahead(outlook.goneEarly + 1)),
    xyz: xyzClass(daily.values),
    dead: isDead(product, planned),
    expiring: expiringOf(product, (day) => soldUntil(point, day, planned), planned.day),
  };
}

/** On hand, and neither sold (or, of what never sold, taken into the books) nor bought for 90 days in books that go back as far. */
export function isDead(
  { onHand = 0, lastSold, lastBought, began }: Stocked,
  { day, opened }: Pick<Planned, 'day' | 'opened'>,
): boolean {
  const since = day - DEAD_DAYS;
  return (
    onHand > 0 && opened < since && (lastSold ?? began ?? opened) < since && (lastBought ?? opened) < since
  );
}

/** Stock that expires within 90 days and will not be sold by then. */
export function expiringOf(
  { lots, cost }: Stocked,
  sells: (day: number) => number,
  day: number,
): Line['expiring'] {
  const found = atRisk(lots, sells, day + FARTHEST_DAYS);
  if (found === undefined) return undefined;
  return {
    ...found,
    value: cost === undefined ? undefined : orderCost(found.units * QUANTITY_SCALE, cost),
  };
}

/** What shelf life leaves of an order, where the lots bought before had a date, and the order or part of it would expire. */
function keepingOf(
  wanted: number,
  {
    product,
    futures,
    point,
    spans,
    terms,
    unitMargin,
    planned,
  }: {
    readonly product: Stocked;
    readonly futures: Futures;
    readonly point: Float64Array;
    readonly spans: Spans;
    readonly terms: Terms;
    readonly unitMargin: number | undefined;
    readonly planned: Planned;
  },
): Line['keeping'] {
  const { shelfLife, lots, expired, onHand = 0, onOrder, cost } = product;
  if (shelfLife === undefined) return undefined;
  const lead = leadTimeOf(product, 0).days;
  const until = planned.day + lead + shelfLife;
  const lost = atRisk(lots, (day) => soldUntil(point, day, planned), until)?.units ?? 0;
  const before = (onHand + onOrder) / QUANTITY_SCALE - Math.max(lost, expired / QUANTITY_SCALE);
  const end = stepsIn(lead + shelfLife + 1, planned);
  const mean = sumOf(point, 0, point.length) / Math.max(1, point.length);
  const kept = keptOrder(wanted, saleable(futures, before, spans.lead, end, mean), terms, unitMargin, cost);
  return kept.order === wanted && kept.waste === 0 ? undefined : { ...kept, wanted };
}

function spansOf(leadDays: number, coverDays: number, planned: Planned): Spans {
  const [lead, review, cover] = [leadDays, leadDays + 1, leadDays + coverDays + 1].map((days) =>
    stepsIn(days, planned),
  );
  return { lead: lead ?? 0, review: review ?? 0, cover: cover ?? 0 };
}

/** Trading days in so many calendar days from the first one ahead. */
function stepsIn(days: number, { day, trading }: Planned): number {
  return trading.stepFrom(day + days) - trading.stepFrom(day);
}

/** A level set by hand: an order then lasts the cover days above it too. */
function handLevels(
  reorderPoint: number,
  orderUpTo: number,
  expected: number,
): { reorderPoint: number; orderUpTo: number } {
  const least = reorderPoint + Math.ceil(expected) * QUANTITY_SCALE;
  return { reorderPoint, orderUpTo: Math.max(orderUpTo, least) };
}

/** Thousandths of which all amounts sold are multiples, as far as they divide a unit: 1000 for whole pieces. */
function grainOf(values: readonly (number | undefined)[]): number {
  let grain = QUANTITY_SCALE;
  for (const value of values) {
    let [a, b] = [grain, Math.round((value ?? 0) * QUANTITY_SCALE)];
    while (b !== 0) [a, b] = [b, a % b];
    grain = a;
  }
  return grain;
}

function termsOf({ minOrder = 0, orderMultiple, packSize }: Stocked, grain: number): Terms {
  return { least: minOrder, multiple: orderMultiple ?? packSize ?? grain };
}

/** Margin of a unit in minor units: its price less the tax in it, less its cost. Never below 0. */
function marginOf({ price, taxRate, cost }: Stocked): number | undefined {
  if (price === undefined || cost === undefined) return undefined;
  return Math.max(0, (price * RATE_SCALE) / (RATE_SCALE + taxRate) - cost);
}

function sumOf(point: Float64Array, from: number, until: number): number {
  return point.subarray(from, until).reduce((sum, value) => sum + value, 0);
}

/** Expected units up to the end of a day, beyond the forecast at its mean. */
function soldUntil(point: Float64Array, day: number, { day: first, trading }: Planned): number {
  const steps = Math.max(0, trading.stepFrom(day + 1) - trading.stepFrom(first));
  const sum = sumOf(point, 0, Math.min(steps, point.length));
  return steps <= point.length ? sum : (sum / point.length) * steps;
}
