import type { SeriesForecast } from '../forecast/forecast-request.js';
import type { ObservedWeek } from '../forecast/history/observed-weeks.js';
import type { TradingDays } from '../forecast/history/trading-days.js';
import { type Advice, advise, type Case, type Goal, type Option, optionAt, type Test } from './advice.js';
import { type Bound, type BoundName, brokenBy, type Limits } from './bounds.js';
import type { Learned } from './elasticity/learn.js';
import type { Ending } from './endings.js';
import { drawFutures } from './futures.js';
import { type Markdown, markdownOf } from './markdown.js';
import type { Lot, PricedProduct } from './priced-products.js';
import type { PriceHistory } from './seller-prices.js';
import { type Carried, carried } from './stock-carry.js';
import { priceLeaving, type Terms } from './terms.js';

/** What a caller wants of prices. Money in minor units of one unit sold. */
export interface Wishes {
  readonly goal: Goal;
  /** Days looked ahead. */
  readonly days: number;
  /** Price to be carried through. */
  readonly price: number | undefined;
  /** Least margin, a share from 0 to below 1. */
  readonly floor: number | undefined;
  /** Largest change, a share above 0; a tenth is assumed. */
  readonly step: number | undefined;
  readonly ending: Ending | undefined;
  /** Tax included; those on the books besides. */
  readonly competitors: readonly number[];
  /** What a leftover unit brings, before tax. */
  readonly salvage: number;
}

/** A price with what it does to the stock on hand. */
export interface CarriedOption extends Option {
  readonly stock: Carried | undefined;
}

/** All that can be said of one product's price. */
export interface ProductAdvice {
  readonly product: PricedProduct;
  readonly terms: Terms;
  readonly learned: Learned;
  /** Lowest and highest of the weekly prices learned from, and how many different ones, in minor units. */
  readonly seen: { readonly low: number; readonly high: number; readonly levels: number } | undefined;
  readonly history: PriceHistory;
  readonly advice: Advice;
  readonly breakEven: number | undefined;
  readonly now: CarriedOption;
  readonly recommended: CarriedOption | undefined;
  readonly test: (Test & CarriedOption) | undefined;
  readonly whatIf: (CarriedOption & { readonly breaks: readonly BoundName[] }) | undefined;
  readonly markdown: Markdown | undefined;
  /** Why there are no expected units. */
  readonly unforecast: string | undefined;
}

/** What is known of one product. */
export interface Known {
  readonly product: PricedProduct;
  readonly price: number;
  readonly learned: Learned;
  readonly weeks: readonly ObservedWeek[];
  readonly history: PriceHistory;
  readonly lots: readonly Lot[];
  readonly series: SeriesForecast | undefined;
  /** Day number of the first day ahead, and the calendar from there. */
  readonly day: number;
  readonly trading: TradingDays;
  readonly digits: number;
}

const USUAL_STEP = 0.1;
const RECENT_WEEKS = 26;
/** Prices nearer than this, as a difference of logarithms, are one. */
const SAME_PRICE = 0.01;

/** Works out one product. Takes some ten milliseconds. */
export function assess(known: Known, wishes: Wishes): ProductAdvice {
  const { product, price, learned, weeks, history, lots, series, day, trading, digits } = known;
  const { cost, mrp, taxRate, taxInside, stock } = product;
  const terms: Terms = { price, cost, mrp, taxRate, taxInside };
  const result = series?.result;
  const forecast = result?.kind === 'forecast' ? result : undefined;
  const stepsUntil = (days: number): number => trading.stepFrom(day + days) - trading.stepFrom(day);
  const draws =
    forecast === undefined || series === undefined
      ? undefined
      : drawFutures(
          forecast.spread,
          forecast.point.length,
          referenceOf(series, forecast.effects, price, digits),
          learned.belief,
        );
  const futures = draws?.over(stepsUntil(wishes.days));
  const prices = [...wishes.competitors, ...history.sellers.map((each) => each.price)];
  const limits: Limits = {
    floor: wishes.floor,
    neverAtLoss: wishes.goal !== 'clear_stock',
    competitors: prices.length === 0 ? undefined : { low: Math.min(...prices), high: Math.max(...prices) },
    step: wishes.step ?? USUAL_STEP,
    stepAsked: wishes.step !== undefined,
  };
  const request: Case = {
    terms,
    limits,
    goal: wishes.goal,
    ending: wishes.ending,
    digits,
    response: {
      elasticity: learned.elasticity.mean,
      own: learned.told.kind === 'estimate',
      noise: learned.noise,
      weeksAtPrice: weeksAt(weeks, price, digits),
    },
    futures,
    stock,
    salvage: wishes.salvage,
  };
  const advice = advise(request);
  const carry = (option: Option): CarriedOption => ({
    ...option,
    stock:
      futures === undefined || stock === undefined || stock <= 0
        ? undefined
        : carried(option.price, futures, terms, stock, wishes.days),
  });
  const until = day + wishes.days;
  let sum = 0;
  const expiring = lots.flatMap(({ expires, units }) => {
    if (expires < day || expires >= until || draws === undefined) return [];
    sum += units;
    return [{ by: expires, units: sum, futures: draws.over(stepsUntil(expires + 1 - day)) }];
  });
  return {
    product,
    terms,
    learned,
    seen: seenOf(weeks, digits),
    history,
    advice,
    breakEven: cost === undefined ? undefined : Math.ceil(priceLeaving(cost, terms)),
    now: carry(advice.now),
    recommended: advice.recommended === undefined ? undefined : carry(advice.recommended),
    test: advice.test === undefined ? undefined : { ...advice.test, ...carry(advice.test) },
    whatIf:
      wishes.price === undefined
        ? undefined
        : {
            ...carry(optionAt(wishes.price, request)),
            breaks: brokenBy(wishes.price, boundsIn(advice)),
          },
    markdown: markdownOf(
      expiring,
      terms,
      { ...limits, neverAtLoss: false },
      { salvage: wishes.salvage, ending: wishes.ending, digits },
    ),
    unforecast: result?.kind === 'refusal' ? result.message : undefined,
  };
}

function boundsIn({ range, clash }: Advice): readonly Bound[] {
  return range?.bounds ?? (clash === undefined ? [] : [clash.least, clash.most]);
}

/** The price that the forecast goes on with: the latest one paid where it reckons with the price, else the one now. */
function referenceOf(
  { daily }: SeriesForecast,
  effects: Readonly<Record<string, number>>,
  price: number,
  digits: number,
): number {
  const latest = daily.prices.findLast((each) => each !== undefined);
  return (effects.price ?? 0) === 0 || latest === undefined ? price : latest * 10 ** digits;
}

function weeksAt(weeks: readonly ObservedWeek[], price: number, digits: number): number {
  const near = (each: ObservedWeek): boolean =>
    Math.abs(Math.log((each.price * 10 ** digits) / price)) < SAME_PRICE;
  return weeks.slice(-RECENT_WEEKS).filter(near).length;
}

function seenOf(weeks: readonly ObservedWeek[], digits: number): ProductAdvice['seen'] {
  const prices = weeks.map(({ price }) => price * 10 ** digits).sort((a, b) => a - b);
  const [low, high] = [prices[0], prices.at(-1)];
  if (low === undefined || high === undefined) return undefined;
  let [levels, at] = [1, low];
  for (const price of prices) {
    if (Math.log(price / at) < SAME_PRICE) continue;
    levels += 1;
    at = price;
  }
  return { low: Math.round(low), high: Math.round(high), levels };
}
