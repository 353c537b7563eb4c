import { type BoundName, brokenBy, type Clash, type Limits, type Range, rangeOf } from './bounds.js';
import { type Ending, endingOf, endsSo, pricesIn } from './endings.js';
import { type Expected, expected, meanOf } from './expected.js';
import { weeksToTell } from './experiment.js';
import { type Futures, type Outcome, outcomeAt, unitsAt } from './futures.js';
import { beforeTax, earned, type Terms } from './terms.js';

export const GOALS = ['profit', 'revenue', 'volume', 'clear_stock'] as const;
export type Goal = (typeof GOALS)[number];

/** What is known of how a product's demand answers to its price. */
export interface Response {
  /** Mean elasticity, below 0. */
  readonly elasticity: number;
  /** Whether its own sales told something; else the belief is its group's, or that of goods elsewhere. */
  readonly own: boolean;
  /** Standard deviation of the logarithm of a week's units. */
  readonly noise: number;
  /** Weeks sold at about the price now. */
  readonly weeksAtPrice: number;
}

/** One product to be priced. Money in minor units, amounts in units. */
export interface Case {
  readonly terms: Terms;
  readonly limits: Limits;
  readonly goal: Goal;
  /** As now, where the caller asks for none. */
  readonly ending: Ending | undefined;
  /** Decimals of the currency. */
  readonly digits: number;
  readonly response: Response;
  /** Over the days looked at; absent where demand cannot be forecast. */
  readonly futures: Futures | undefined;
  readonly stock: number | undefined;
  /** What a unit that is left over at the end still brings, before tax. */
  readonly salvage: number;
}

/** A price with what is expected of it. */
export interface Option {
  readonly price: number;
  readonly outcome: Outcome | undefined;
  /** Profit beyond that of the price now. */
  readonly gain: Expected | undefined;
  /** Share of futures in which it earns more than the price now. */
  readonly better: number | undefined;
  /** Units may change so far, as a share, before the price earns less than the one now; absent where either earns nothing. */
  readonly breakEvenChange: number | undefined;
}

export interface Test extends Option {
  /** Absent where half a year would not be enough. */
  readonly weeks: number | undefined;
}

/**
 * `change`: to the recommended price. `keep`: no price allowed is worth the change. `mend`: the price now breaks a bound;
 * the recommended one is the nearest, or best, that keeps them. `test`: there is no optimum, or too little is known: try
 * the test price. `cannot_tell`: the product's own sales say nothing of its price. `no_price`: the bounds leave none.
 */
export type Verdict = 'change' | 'keep' | 'mend' | 'test' | 'cannot_tell' | 'no_price';

export interface Advice {
  readonly verdict: Verdict;
  readonly now: Option;
  readonly recommended: Option | undefined;
  readonly test: Test | undefined;
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

/**
 * What to ask for a product: the price within the bounds that serves the goal best on average over all futures
 * (constant-elasticity demand; Hanssens, Parsons and Schultz 2001, 3.4). At an elasticity of 1 or less profit and revenue
 * rise with every rise of the price and have no optimum; a step to be tested is all that can be said.
 */
export function advise(product: Case): Advice {
  const { terms, limits, goal, digits, futures, response } = product;
  const range = rangeOf(terms, limits);
  const none = { recommended: undefined, test: undefined, bit: [] as const };
  const now = optionAt(terms.price, product);
  if ('least' in range)
    return { ...none, verdict: 'no_price', now, broken: [], range: undefined, clash: range };
  const ending = product.ending ?? endingOf(terms.price, digits);
  const allowed = pricesIn(range.low, range.high, ending, digits);
  const lower = goal === 'clear_stock' ? allowed.filter((price) => price <= terms.price) : allowed;
  const prices = lower.length > 0 ? lower : allowed;
  const broken = brokenBy(terms.price, range.bounds);
  const about = { now, broken, range, clash: undefined };
  const nearest = prices.reduce(
    (best, price) => (distance(price, terms) < distance(best, terms) ? price : best),
    prices[0] ?? range.low,
  );
  const clears = goal === 'clear_stock';
  const known = futures !== undefined && response.own && !(clears && !(product.stock ?? 0));
  const endless = (goal === 'profit' || goal === 'revenue') && response.elasticity >= -1;
  const blind = goal === 'profit' && terms.cost === undefined;
  if (!known || endless || blind) {
    if (broken.length > 0)
      return { ...about, ...none, verdict: 'mend', recommended: optionAt(nearest, product), bit: broken };
    if (clears && product.stock !== undefined && product.stock <= 0)
      return { ...about, ...none, verdict: 'keep' };
    const test = blind ? undefined : testOf(prices, product, ending);
    if (test === undefined)
      return { ...about, ...none, verdict: endless && known && !blind ? 'keep' : 'cannot_tell' };
    return { ...about, ...none, verdict: endless && known ? 'test' : 'cannot_tell', ...test };
  }
  const worth = (price: number): number => worthOf(price, product, futures);
  const best = prices.reduce(
    ({ price, value }, each) => {
      const found = worth(each);
      return found > value ? { price: each, value: found } : { price, value };
    },
    { price: nearest, value: worth(nearest) },
  );
  const recommended = optionAt(best.price, product);
  const bit = limitsOf(best.price, prices, range, ending, digits, (price) => worth(price) > best.value);
  if (broken.length > 0) return { ...about, ...none, verdict: 'mend', recommended, bit };
  const value = worth(terms.price);
  const asked = product.ending !== undefined && !endsSo(terms.price, product.ending, digits);
  const worthwhile = best.value - value > WORTHWHILE * Math.abs(value);
  if (!asked && (best.price === terms.price || !worthwhile))
    return { ...about, ...none, verdict: 'keep', bit };
  if (!asked && goal === 'profit' && (recommended.better ?? 1) < SURE)
    return {
      ...about,
      ...none,
      verdict: 'test',
      test: { ...recommended, weeks: weeksFor(best.price, product) },
      bit,
    };
  return { ...about, ...none, verdict: 'change', recommended, bit };
}

/** A price with all that is expected of it. */
export function optionAt(price: number, { terms, futures }: Case): Option {
  const [mine, before] = [earned(price, terms), earned(terms.price, terms)];
  const known = futures !== undefined && mine !== undefined && before !== undefined;
  const gains = known
    ? differences(
        unitsAt(price, futures).map((units) => units * mine),
        unitsAt(terms.price, futures).map((units) => units * before),
      )
    : undefined;
  return {
    price,
    outcome: futures === undefined ? undefined : outcomeAt(price, futures, terms),
    gain: gains === undefined ? undefined : expected(gains),
    better:
      gains === undefined || price === terms.price
        ? undefined
        : gains.filter((gain) => gain > 0).length / gains.length,
    breakEvenChange:
      mine === undefined || before === undefined || mine <= 0 || before <= 0 || price === terms.price
        ? undefined
        : before / mine - 1,
  };
}

/** What a price is worth to the goal, on average over the futures. */
function worthOf(price: number, { goal, terms, stock = 0, salvage }: Case, futures: Futures): number {
  const units = unitsAt(price, futures);
  switch (goal) {
    case 'volume':
      return meanOf(units);
    case 'revenue':
      return meanOf(units) * beforeTax(price, terms);
    case 'profit':
      return meanOf(units) * (earned(price, terms) ?? 0);
    case 'clear_stock': {
      const net = beforeTax(price, terms) - salvage;
      return salvage * stock + net * meanOf(units.map((each) => Math.min(each, stock)));
    }
  }
}

/**
 * The farthest allowed price in the direction that promises more, and how long to try it. Nothing where there is no room, or
 * where no test would show anything and the price is not likely better; stock that is to go may be tried to be sold all the same.
 */
function testOf(
  prices: readonly number[],
  product: Case,
  ending: Ending,
): { test: Test; bit: readonly BoundName[] } | undefined {
  const { terms, goal, limits, response, digits } = product;
  const { price, cost } = terms;
  const mean = response.elasticity;
  const lower = goal === 'volume' || goal === 'clear_stock';
  const optimum = mean < -1 && cost !== undefined ? (cost * mean) / (1 + mean) : Number.POSITIVE_INFINITY;
  const up = !lower && (goal === 'revenue' ? mean >= -1 : beforeTax(price, terms) < optimum);
  const [lowest, highest] = [prices[0] ?? price, prices.at(-1) ?? price];
  const chosen = up ? highest : lowest;
  if (up ? chosen <= price : chosen >= price) return undefined;
  const range = rangeOf(terms, limits);
  const bit =
    'least' in range
      ? []
      : limitsOf(chosen, prices, range, ending, digits, (next) => next > chosen === chosen > price);
  const test = { ...optionAt(chosen, product), weeks: weeksFor(chosen, product) };
  const shows = test.weeks !== undefined || (test.better ?? 0) >= SURE || goal === 'clear_stock';
  return shows ? { test, bit } : undefined;
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
function limitsOf(
  price: number,
  prices: readonly number[],
  { low, high, bounds }: Range,
  ending: Ending,
  digits: number,
  better: (price: number) => boolean,
): BoundName[] {
  const reach = 10 * 10 ** digits;
  const above = price === prices.at(-1) ? pricesIn(high + 1, high + reach, ending, digits)[0] : undefined;
  const below =
    price === prices[0] ? pricesIn(Math.max(1, low - reach), low - 1, ending, digits).at(-1) : undefined;
  return [above, below].flatMap((next) => (next !== undefined && better(next) ? brokenBy(next, bounds) : []));
}

function differences(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value - (b[index] ?? 0));
}

function distance(price: number, terms: Terms): number {
  return Math.abs(price - terms.price);
}
