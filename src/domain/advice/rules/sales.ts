import { dayOf } from '../../calendar/days.js';
import { QUANTITY_SCALE } from '../../money.js';
import type { Finding } from '../alerts/finding.js';
import { costOf, type ForecastDay, gainOf, onHandOf, type ProductFacts } from '../facts/facts.js';
import { asShown, type Context, days, figure, MONTH, money, productSubject, unitOf } from './context.js';
import { expiredOf } from './stock.js';

/** Days for which an unusual day is news. */
const NEWS_DAYS = 7;
/** Days running outside the interval, on the same side, that are as unusual as one day far outside. */
const RUNNING = 3;
/** Least difference to the forecast, in units. */
const LEAST_UNITS = 2;

/** Days that sold far more, or far less, than the forecast kept for them allows. */
export function unusualSales(product: ProductFacts, context: Context): Finding[] {
  const { today } = context;
  if (product.record?.removed !== false) return [];
  const onHand = onHandOf(product);
  const sellable = onHand === undefined ? 1 : onHand - expiredOf(product, today);
  const findings: Finding[] = [];
  // A day that is not over can be too busy, but not yet too quiet.
  const up = latestUnusual(product, today, 1, context);
  if (up !== undefined) findings.push(tell(product, up, 1, context));
  const down = sellable <= 0 ? undefined : latestUnusual(product, today - 1, -1, context);
  if (down !== undefined) findings.push(tell(product, down, -1, context));
  return findings;
}

type Side = 1 | -1;

function latestUnusual(
  product: ProductFacts,
  last: number,
  side: Side,
  context: Context,
): number | undefined {
  for (let day = last; day > context.today - 1 - NEWS_DAYS; day -= 1)
    if (isUnusual(product, day, side, context)) return day;
  return undefined;
}

function isUnusual(product: ProductFacts, day: number, side: Side, context: Context): boolean {
  const far = widthsOut(product, day, side, context);
  if (far === undefined || far <= 1) return false;
  if (far > context.thresholds.unusual_widths) return true;
  let running = 1;
  for (let before = day - 1; running < RUNNING && day - before <= 7; before -= 1) {
    if (!context.wasOpen(before)) continue;
    if ((widthsOut(product, before, side, context) ?? 0) <= 1) return false;
    running += 1;
  }
  return running === RUNNING;
}

/** How far a day lies from its forecast, where 1 is at the bound of the interval; undefined where that is not known. */
function widthsOut(product: ProductFacts, day: number, side: Side, context: Context): number | undefined {
  const forecast = product.forecasts.get(day);
  if (forecast === undefined || !context.wasOpen(day)) return undefined;
  const off = side * (soldOn(product, day) - forecast.point);
  const width = side === 1 ? forecast.high - forecast.point : forecast.point - forecast.low;
  if (off < LEAST_UNITS || width <= 0) return undefined;
  // Where the interval reaches down to nothing, selling nothing is not unusual.
  if (side === -1 && forecast.low <= 0) return undefined;
  return off / width;
}

function soldOn({ sold }: ProductFacts, day: number): number {
  return Math.max(0, sold.get(day) ?? 0) / QUANTITY_SCALE;
}

function tell(product: ProductFacts, day: number, side: Side, context: Context): Finding {
  const forecast: ForecastDay = product.forecasts.get(day) ?? { last: day, point: 0, low: 0, high: 0 };
  const sold = soldOn(product, day);
  const off = asShown(Math.abs(sold - forecast.point));
  const margin = gainOf(product);
  const worth = margin === undefined ? undefined : margin * off;
  const unit = unitOf(product);
  const on = dayOf(day);
  return {
    kind: side === 1 ? 'sales_spike' : 'sales_drop',
    subject: productSubject(product),
    raises: true,
    cause: on,
    size: 0,
    says: `${product.record?.name} sold ${figure(sold)} ${unit} on ${on}; ${figure(forecast.point)} were forecast, with 95 % between ${figure(forecast.low)} and ${figure(forecast.high)}.`,
    risk: worth,
    arithmetic:
      margin === undefined
        ? 'price or cost is not known'
        : `${off} ${unit} ${side === 1 ? 'more' : 'fewer'} than forecast x ${money(margin, context)} a unit margin = ${money(worth ?? 0, context)}${side === 1 ? ' a day, if it goes on and stock runs out' : ' missed that day, and each day like it'}`,
    since: day,
    evidence: {
      on,
      sold,
      forecast: forecast.point,
      low95: forecast.low,
      high95: forecast.high,
      forecast_made_from_sales_to: dayOf(forecast.last),
    },
    next: {
      tool: 'query_sales',
      arguments: {
        measures: ['quantity'],
        grain: 'day',
        period: { from: dayOf(day - 13), to: dayOf(Math.min(day + 7, context.today)) },
        filters: [{ member: 'product_id', op: 'is', values: [product.id] }],
      },
    },
  };
}

/** Days with a forecast that a bias is looked for in, and how many of them are needed. */
const BIAS_DAYS = 28;
const LEAST_BIAS_DAYS = 14;
/** Mean error over its standard error from which on it is no chance. */
const SURE = 4;
/** An alert of bias that was raised ends below this share of what raises one. */
const EASED = 0.6;

/**
 * Forecasts that missed in one direction: the mean error of four weeks is far from zero, by its standard error, and a
 * good part of what sold. After the tracking signal of R. G. Brown (*Statistical Forecasting for Inventory Control*,
 * 1959), with the standard error in place of the mean absolute deviation, so that its limit does not depend on the
 * number of days.
 */
export function forecastBias(product: ProductFacts, context: Context): Finding[] {
  const { today, thresholds } = context;
  if (product.record?.removed !== false || product.record.discontinued) return [];
  const onHand = onHandOf(product);
  if (onHand !== undefined && onHand <= 0) return [];
  const errors: number[] = [];
  let sold = 0;
  for (let day = today - BIAS_DAYS; day < today; day += 1) {
    const forecast = product.forecasts.get(day);
    if (forecast === undefined || !context.wasOpen(day)) continue;
    errors.push(forecast.point - soldOn(product, day));
    sold += soldOn(product, day);
  }
  if (errors.length < LEAST_BIAS_DAYS) return [];
  const mean = errors.reduce((sum, each) => sum + each, 0) / errors.length;
  const variance = errors.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (errors.length - 1);
  const signal = Math.abs(mean) / Math.max(Math.sqrt(variance / errors.length), 1e-9);
  const share = Math.abs(mean) / Math.max(sold / errors.length, 1e-9);
  const least = thresholds.bias_percent / 100;
  if (Math.abs(mean) < 0.05 || signal < SURE * EASED || share < least * EASED) return [];
  const over = mean > 0;
  const off = asShown(Math.abs(mean));
  const worth = over ? costOf(product) : gainOf(product);
  const risk = worth === undefined ? undefined : off * MONTH * Math.round(worth);
  return [
    {
      kind: 'forecast_bias',
      subject: productSubject(product),
      raises: signal >= SURE && share >= least,
      cause: over ? 'too high' : 'too low',
      size: 0,
      says: `Forecasts of ${product.record.name} were ${over ? 'too high' : 'too low'} by ${off} a day over ${days(errors.length)}; it sold ${figure(sold / errors.length)} a day.`,
      risk,
      arithmetic:
        worth === undefined || risk === undefined
          ? 'price or cost is not known'
          : `${off} a day off x ${MONTH} days x ${money(worth, context)} ${over ? 'cost, bought too much' : 'a unit margin, bought too little'} = ${money(risk, context)}`,
      since: today - BIAS_DAYS,
      evidence: {
        days: errors.length,
        mean_error: Number(figure(mean)),
        sold_a_day: Number(figure(sold / errors.length)),
        percent_off: Math.round(Math.min(share, 99) * 100),
      },
      next: { tool: 'generate_forecast', arguments: { products: [product.id], horizon: 14 } },
    },
  ];
}
