import type { SeriesForecast } from '../forecast/forecast-request.js';
import type { ObservedWeek } from '../forecast/history/observed-weeks.js';
import type { TradingDays } from '../forecast/history/trading-days.js';
import { type Advice, advise, type Test, type Verdict } from './advice.js';
import { type Bound, type BoundName, brokenBy, type Limits } from './bounds.js';
import type { Case, Goal } from './case.js';
import type { Learned } from './elasticity/learn.js';
import type { Ending } from './endings.js';
import { drawFutures, type Futures } from './futures.js';
import { type Expiring, expiringOf, type Markdown } from './markdown.js';
import { type MarkedDown, markedDownOf } from './marked-down.js';
import { type Option, optionAt } from './option.js';
import type { Lot, PricedProduct } from './priced-products.js';
import { type Rival, rivalsOf } from './rivals.js';
import type { PriceHistory } from './seller-prices.js';
import type { Shelf } from './shelf.js';
import type { AdvisedMarkdown } from './standing.js';
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

/** A price that was asked about. */
export interface WhatIf extends CarriedOption {
  /** Bounds that it breaks. */
  readonly breaks: readonly BoundName[];
  /** Whether it lies outside the prices ever charged, and so far outside that nothing can be told of it. */
  readonly reach: 'seen' | 'outside' | 'beyond';
}

/** All that can be said of one product's price. */
export interface ProductAdvice {
  readonly product: PricedProduct;
  /** As the advice has it; `mark_down` where stock expires first, whose price holds until then. */
  readonly verdict: Verdict | 'mark_down';
  readonly terms: Terms;
  readonly learned: Learned;
  /** Lowest and highest of the weekly prices learned from, and how many different ones, in minor units. */
  readonly seen: { readonly low: number; readonly high: number; readonly levels: number } | undefined;
  readonly history: PriceHistory;
  readonly rivals: readonly Rival[];
  readonly advice: Advice;
  readonly breakEven: number | undefined;
  readonly now: CarriedOption;
  /** Nothing while stock is marked down. */
  readonly recommended: CarriedOption | undefined;
  readonly test: (Test & CarriedOption) | undefined;
  readonly whatIf: WhatIf | undefined;
  /** Stock that will be left over when it expires, the first to expire first. */
  readonly expiring: readonly Expiring[];
  readonly markdown: Markdown | undefined;
  /** Price to go back to when the stock marked down is gone. */
  readonly after: number | undefined;
  /** The markdown that the price now still is. */
  readonly standing: MarkedDown['standing'];
  readonly shelf: Shelf | undefined;
  /** Why there are no expected units. */
  readonly unforecast: string | undefined;
  /** Why expected units come from other products. */
  readonly borrowed: string | undefined;
}

/** What is known of one product. */
export interface Known {
  readonly product: PricedProduct;
  readonly price: number;
  readonly learned: Learned;
  readonly weeks: readonly ObservedWeek[];
  readonly history: PriceHistory;
  readonly lots: readonly Lot[];
  /** The latest first. */
  readonly advised: readonly AdvisedMarkdown[];
  readonly series: SeriesForecast | undefined;
  /** Day number of the first day ahead, and the calendar from there. */
  readonly day: number;
  readonly trading: TradingDays;
  readonly digits: number;
}

const USUAL_STEP = 0.1;
const RECENT_WEEKS = 26;
/** Times the lowest and highest price seen within which demand is still told, and the share beyond which it is said. */
const REACH = 1.25;
const SLACK = 0.02;
/** Prices nearer than this, as a difference of logarithms, are one. */
const SAME_PRICE = 0.01;

/** Works out one product. Takes some ten milliseconds. */
export function assess(known: Known, wishes: Wishes): ProductAdvice {
  const { product, price, learned, weeks, history, series, day, trading, digits } = known;
  const { cost, mrp, taxRate, taxInside } = product;
  const terms: Terms = { price, cost, mrp, taxRate, taxInside };
  const result = series?.result;
  const sold = everSold(series);
  const forecast = result?.kind === 'forecast' && sold ? result : undefined;
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
  const rivals = rivalsOf(wishes.competitors, history.sellers, terms);
  const seen = seenOf(weeks, digits);
  const limits = { ...limitsOf(wishes, rivals), reach: boundsOfReach(seen, price) };
  const shelf = shelfOf(known, wishes.days, (days) => draws?.over(stepsUntil(days)));
  const request: Case = {
    terms,
    limits,
    goal: wishes.goal,
    ending: wishes.ending,
    digits,
    response: {
      elasticity: learned.elasticity.mean,
      own: learned.told.kind === 'estimate',
      ownShare: learned.ownShare,
      noise: learned.noise,
      weeksAtPrice: weeksAt(weeks, price, digits),
    },
    futures,
    shelf,
    salvage: wishes.salvage,
  };
  const advice = advise(request);
  const carry = (option: Option): CarriedOption => ({
    ...option,
    stock:
      futures === undefined || option.outcome === undefined || shelf === undefined || shelf.units <= 0
        ? undefined
        : carried(option.price, futures, terms, shelf, wishes.days),
  });
  const otherwise = advice.recommended?.price ?? price;
  const marked = markedDownOf(known, shelf, request, advice);
  const { markdown, standing } = marked;
  const back = standing?.ended === true && markdown === undefined ? standing.back : undefined;
  const held = markdown !== undefined || standing !== undefined;
  return {
    product,
    verdict: back !== undefined ? 'change' : (marked.verdict ?? advice.verdict),
    terms,
    learned,
    seen,
    history,
    rivals,
    advice,
    breakEven: cost === undefined ? undefined : Math.ceil(priceLeaving(cost, terms)),
    now: carry(advice.now),
    recommended:
      back !== undefined
        ? carry(optionAt(back, request))
        : advice.recommended === undefined || held
          ? undefined
          : carry(advice.recommended),
    test: advice.test === undefined || held ? undefined : { ...advice.test, ...carry(advice.test) },
    whatIf: wishes.price === undefined ? undefined : whatIfAt(wishes.price, request, { advice, seen, carry }),
    expiring: shelf === undefined ? [] : expiringOf(shelf, back ?? (held ? price : otherwise)),
    markdown,
    after: marked.after,
    standing,
    shelf,
    unforecast: !sold
      ? 'it had not sold before today.'
      : result?.kind === 'refusal'
        ? result.message
        : undefined,
    borrowed: forecast?.method === 'borrowed' ? forecast.reasons[0] : undefined,
  };
}

/** Forecasts of what never sold are those of other products. */
function everSold(series: SeriesForecast | undefined): boolean {
  return series?.daily.prices.some((each) => each !== undefined) ?? false;
}

function limitsOf({ floor, goal, step }: Wishes, rivals: readonly Rival[]): Limits {
  const prices = rivals.filter(({ doubtful }) => doubtful === undefined).map(({ price }) => price);
  return {
    floor,
    neverAtLoss: goal !== 'clear_stock',
    competitors: prices.length === 0 ? undefined : { low: Math.min(...prices), high: Math.max(...prices) },
    step: step ?? USUAL_STEP,
    stepAsked: step !== undefined,
  };
}

/** What can be sold of the stock; nothing where it is not kept. Without futures it is not known what expires unsold. */
function shelfOf(
  { product: { stock }, lots, day }: Known,
  days: number,
  over: (days: number) => Futures | undefined,
): Shelf | undefined {
  if (stock === undefined) return undefined;
  const expired = lots.reduce((sum, { expires, units }) => sum + (expires < day ? units : 0), 0);
  return {
    units: Math.max(0, stock - expired),
    dated: lots.flatMap(({ expires, units }) => {
      const futures = expires < day || expires >= day + days ? undefined : over(expires + 1 - day);
      return futures === undefined ? [] : [{ by: expires, units, futures }];
    }),
  };
}

function boundsOfReach(seen: ProductAdvice['seen'], now: number): { least: number; most: number } {
  const { low, high } = seen ?? { low: now, high: now };
  return { least: low / REACH, most: high * REACH };
}

/** How far a price lies from those ever charged. */
export function reachOf(price: number, seen: ProductAdvice['seen'], now: number): WhatIf['reach'] {
  const { least, most } = boundsOfReach(seen, now);
  if (price < least || price > most) return 'beyond';
  const { low, high } = seen ?? { low: now, high: now };
  return price < low * (1 - SLACK) || price > high * (1 + SLACK) ? 'outside' : 'seen';
}

function whatIfAt(
  price: number,
  request: Case,
  {
    advice,
    seen,
    carry,
  }: Pick<ProductAdvice, 'advice' | 'seen'> & { readonly carry: (option: Option) => CarriedOption },
): WhatIf {
  const reach = reachOf(price, seen, request.terms.price);
  return {
    ...carry(optionAt(price, request)),
    breaks: brokenBy(price, boundsIn(advice)).filter((name) => name !== 'price_now'),
    reach,
  };
}

function boundsIn({ range, clash }: Advice): readonly Bound[] {
  return range?.bounds ?? clash?.bounds ?? [];
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
