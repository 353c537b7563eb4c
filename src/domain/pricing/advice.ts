import { type BoundName, brokenBy, type Clash, isFirm, type Limits, type Range, rangeOf } from './bounds.js';
import type { Case } from './case.js';
import { type Ending, endingOf, endsSo, pricesIn } from './endings.js';
import { meanOf } from './expected.js';
import { weeksToTell } from './experiment.js';
import type { Futures } from './futures.js';
import { isTold, type Option, optionAt, worthAt } from './option.js';
import { earned } from './terms.js';

export interface Test extends Option {
  /** Absent where half a year would not be enough. */
  readonly weeks: number | undefined;
}

/**
 * `change`: to the recommended price. `keep`: no price allowed is worth the change. `mend`: the price now breaks the
 * MRP, the margin floor or break-even; the recommended one is the best that keeps them. `test`: a price is likely better, but not surely: try it. `cannot_tell`:
 * the product's own sales say nothing of its price. `no_price`: the bounds leave none.
 */
export type Verdict = 'change' | 'keep' | 'mend' | 'test' | 'cannot_tell' | 'no_price';

/**
 * Why a price that promises more is not advised outright. `others`: what is believed of the product comes from others.
 * `no_best`: more would be earned the dearer it is, which no product keeps to. `chance`: too likely it is worse.
 */
export type Doubt = 'others' | 'no_best' | 'chance';

export interface Advice {
  readonly verdict: Verdict;
  readonly now: Option;
  readonly recommended: Option | undefined;
  /** The price that would keep to competitors, where it earns too little to be advised. */
  readonly against: Option | undefined;
  readonly test: Test | undefined;
  readonly doubt: Doubt | undefined;
  /** Bounds without which another price would have been advised. */
  readonly bit: readonly BoundName[];
  /** Bounds that the price now breaks. */
  readonly broken: readonly BoundName[];
  readonly range: Range | undefined;
  readonly clash: Clash | undefined;
}

/** An improvement smaller than this share of what is earned now is not worth new labels. */
const WORTHWHILE = 0.005;
/** Share of futures in which a price must be better to be advised outright. */
const SURE = 0.7;
/** Share in which it must be better to be tried, where the trial shows whether it is. */
const EVEN = 0.5;
/** Share of the belief that a product's own sales must make up for a price to be advised outright. */
const OWN_ENOUGH = 0.1;

/**
 * What to ask for a product: the price within the bounds that serves the goal best on average over all futures
 * (constant-elasticity demand; Hanssens, Parsons and Schultz 2001, 3.4). It is advised outright where the product's own
 * sales bear it out. At an elasticity of 1 or less profit and revenue rise with every rise of the price and have no
 * optimum; a step to be tested is all that can be said.
 */
export function advise(product: Case): Advice {
  const { terms, goal, digits, futures, response, shelf } = product;
  const range = rangeOf(terms, limitsOf(product));
  const none = {
    recommended: undefined,
    against: undefined,
    test: undefined,
    doubt: undefined,
    bit: [] as const,
  };
  const now = optionAt(terms.price, product);
  if ('least' in range)
    return { ...none, verdict: 'no_price', now, broken: [], range: undefined, clash: range };
  const ending = product.ending ?? endingOf(terms.price, digits);
  const within = pricesIn(range.low, range.high, ending, digits);
  const prices = range.lowestOnly === true ? within.slice(0, 1) : within;
  const worth = worthOf(product);
  const broken = brokenBy(terms.price, range.bounds).filter((name) => name !== 'largest_step');
  // Too dear and nothing known of its own demand, or of demand out there: no farther down than need be.
  const mends = broken.some(isFirm);
  const end = Math.min(range.high, Math.max(range.low, terms.price));
  const nearest = mends && ((!response.own && terms.price > range.high) || !isTold(end, product));
  const best = bestOf(prices, terms.price, nearest ? () => undefined : worth);
  const about = { ...none, now, broken, range, clash: undefined };
  const recommended = optionAt(best, product);
  const bit = bitOf(best, prices, range, ending, digits, worth);
  if (mends && best !== terms.price)
    return { ...about, verdict: 'mend', recommended, bit: bit.length > 0 ? bit : broken };
  if (goal === 'clear_stock' && shelf !== undefined && shelf.units <= 0) return { ...about, verdict: 'keep' };
  const value = worth(terms.price);
  if (futures === undefined || value === undefined || now.outcome === undefined)
    return { ...about, verdict: 'cannot_tell' };
  const asked = product.ending !== undefined && !endsSo(terms.price, product.ending, digits);
  const worthwhile = (worth(best) ?? 0) - value > WORTHWHILE * Math.abs(value);
  const still = response.own ? 'keep' : 'cannot_tell';
  const against = broken.length > 0 && best !== terms.price ? recommended : undefined;
  if (best === terms.price || !(worthwhile || asked)) return { ...about, verdict: still, bit, against };
  const doubt = doubtOf(recommended, product, futures);
  if (doubt === undefined || (asked && !worthwhile && response.own))
    return { ...about, verdict: 'change', recommended, bit };
  const test = { ...recommended, weeks: weeksFor(best, product) };
  if ((test.better ?? 0) < (test.weeks === undefined ? SURE : EVEN))
    return { ...about, verdict: still, bit, against };
  return { ...about, verdict: response.own ? 'test' : 'cannot_tell', test, doubt, bit };
}

/** Stock that is to go is never made dearer. */
function limitsOf({ limits, goal }: Case): Limits {
  return goal === 'clear_stock' ? { ...limits, neverUp: true } : limits;
}

/**
 * What a price is worth to the goal, on average over the futures. Where demand cannot be forecast, what one unit at the
 * price now would become by the mean elasticity: enough to compare prices that all keep the bounds.
 */
function worthOf(product: Case): (price: number) => number | undefined {
  const { futures, goal, terms, response } = product;
  const guess: Futures = {
    reference: terms.price,
    units: Float64Array.of(1),
    elasticities: Float64Array.of(response.elasticity),
  };
  const basis = futures ?? (goal === 'clear_stock' ? undefined : guess);
  const known = new Map<number, number | undefined>();
  return (price) => {
    if (known.has(price)) return known.get(price);
    const each = basis === undefined ? undefined : worthAt(price, product, basis);
    const mean = each === undefined ? undefined : meanOf(each);
    known.set(price, mean);
    return mean;
  };
}

/** The price worth most; of equals, and where nothing can be told, the one nearest to the price now. */
function bestOf(
  prices: readonly number[],
  now: number,
  worth: (price: number) => number | undefined,
): number {
  const apart = (price: number): number => Math.abs(price - now);
  let best = prices.reduce((near, price) => (apart(price) < apart(near) ? price : near), prices[0] ?? now);
  for (const price of prices) {
    if ((worth(price) ?? 0) > (worth(best) ?? 0)) best = price;
  }
  return best;
}

function doubtOf({ better }: Option, { goal, response }: Case, { elasticities }: Futures): Doubt | undefined {
  if (!response.own || response.ownShare < OWN_ENOUGH) return 'others';
  const endless = elasticities.filter((each) => each >= -1).length / elasticities.length;
  if ((goal === 'profit' || goal === 'revenue') && endless > 1 - SURE) return 'no_best';
  return (better ?? 1) < SURE ? 'chance' : undefined;
}

/** Weeks until it shows whether units change by as much as would undo the gain: of profit, or of what is taken in. */
function weeksFor(price: number, { terms, response, goal }: Case): number | undefined {
  const [mine, before] = [earned(price, terms), earned(terms.price, terms)];
  const byProfit = goal === 'profit' || goal === 'volume';
  const ratio =
    byProfit && mine !== undefined && before !== undefined && mine > 0 && before > 0
      ? before / mine
      : terms.price / price;
  return weeksToTell(Math.abs(Math.log(ratio)), response.noise, Math.max(1, response.weeksAtPrice));
}

/** Bounds but for which the next price beyond would have been better. */
function bitOf(
  price: number,
  prices: readonly number[],
  { low, high, bounds }: Range,
  ending: Ending,
  digits: number,
  worth: (price: number) => number | undefined,
): BoundName[] {
  const reach = 10 * 10 ** digits;
  const above = price === prices.at(-1) ? pricesIn(high + 1, high + reach, ending, digits)[0] : undefined;
  const below =
    price === prices[0] ? pricesIn(Math.max(1, low - reach), low - 1, ending, digits).at(-1) : undefined;
  const value = worth(price) ?? 0;
  return [above, below].flatMap((next) =>
    next !== undefined && (worth(next) ?? 0) > value
      ? brokenBy(next, bounds).filter((name) => name !== 'price_now')
      : [],
  );
}
