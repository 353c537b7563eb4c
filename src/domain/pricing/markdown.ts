import { type Limits, rangeOf } from './bounds.js';
import { type Ending, endingOf, pricesIn } from './endings.js';
import { type Expected, expected, meanOf } from './expected.js';
import { type Futures, unitsAt } from './futures.js';
import { isTold } from './option.js';
import type { Shelf } from './shelf.js';
import { beforeTax, type Terms } from './terms.js';

/** Stock that will not all sell by its last day. */
export interface Expiring {
  /** Day number of the last day of sale. */
  readonly by: number;
  /** Units that expire by then, those of earlier days included. */
  readonly units: number;
  /** Other units on the shelf, which are sold at the same price once those are gone. */
  readonly fresh: number;
  /** What sells up to then, in each future. */
  readonly futures: Futures;
  /** How much of the units is left over then. */
  readonly left: Expected;
}

export interface Markdown {
  readonly by: number;
  readonly units: number;
  /** Of them left over at the price now, and at the price marked down to. */
  readonly leftNow: Expected;
  readonly price: number;
  readonly left: Expected;
  /** What comes in up to the day, before tax, at each of the two: see `markdownOf`. */
  readonly worthNow: number;
  readonly worth: number;
}

/** Lowest markdown, as a share of the price now. */
const DEEPEST = 0.2;
/** Share of a unit expected to be left over below which there is nothing to do. */
const SOME = 0.5;
/** Share by which it must bring more than the price now, to be worth new labels. */
const WORTHWHILE = 0.02;

/** The days by which something of a shelf will be left over at a price, the first one first. */
export function expiringOf(shelf: Shelf, price: number): Expiring[] {
  return datedOf(shelf, price).filter(({ left }) => left.mean >= SOME);
}

/** The days by which something of a shelf expires, left over or not. */
export function datedOf({ units: stock, dated }: Shelf, price: number): Expiring[] {
  let units = 0;
  return dated.map(({ by, units: more, futures }) => {
    units = Math.min(stock, units + more);
    return { by, units, fresh: stock - units, futures, left: leftover(price, units, futures) };
  });
}

/** Whether some is left over in nearly all futures. */
export function cannotClear({ left }: Expiring): boolean {
  return left.low >= SOME;
}

/**
 * The price down to which to mark stock that will not sell in time, never above the price now: the one at which what is sold before the day and the
 * salvage of the rest bring most on average (the clearance problem of Gallego and van Ryzin 1994, Management Science 40,
 * 999-1020, with one price). What it cost is spent either way and counts for nothing; fresh units that sell at the lower
 * price too count with what they earn over their cost, as they need not be sold now. Bounds that the caller set hold.
 *
 * @param limits an assumed step does not bind
 * @param salvage what a leftover unit brings, before tax, minor units
 * @returns nothing where no lower price brings clearly more
 */
export function markdownOf(
  expiring: Expiring,
  terms: Terms,
  limits: Limits,
  { salvage, ending, digits }: { salvage: number; ending: Ending | undefined; digits: number },
): Markdown | undefined {
  const { by, units, futures, left: leftNow } = expiring;
  const range = rangeOf(terms, {
    ...limits,
    neverAtLoss: false,
    neverUp: true,
    step: limits.stepAsked ? limits.step : 1 - DEEPEST,
  });
  if ('least' in range || !isTold(terms.price, { limits })) return undefined;
  const worthOf = worthUntil(expiring, terms, salvage);
  const worthNow = worthOf(terms.price);
  let best = { price: terms.price, worth: worthNow };
  const allowed = pricesIn(range.low, range.high, ending ?? endingOf(terms.price, digits), digits);
  for (const price of allowed) {
    if (price >= terms.price) continue;
    const worth = worthOf(price);
    if (worth > best.worth) best = { price, worth };
  }
  if (best.worth - worthNow <= WORTHWHILE * Math.abs(worthNow)) return undefined;
  return { by, units, leftNow, left: leftover(best.price, units, futures), ...best, worthNow };
}

/** What a markdown that stands comes to when it is left as it is. */
export function heldAt(expiring: Expiring, terms: Terms, salvage: number): Markdown {
  const { by, units, left } = expiring;
  const worth = worthUntil(expiring, terms, salvage)(terms.price);
  return { by, units, leftNow: left, left, price: terms.price, worth, worthNow: worth };
}

/** What comes in up to the day at a price, before tax. */
function worthUntil(
  { units, fresh, futures }: Expiring,
  terms: Terms,
  salvage: number,
): (price: number) => number {
  const replaced = terms.cost ?? beforeTax(terms.price, terms);
  return (price) => {
    const net = beforeTax(price, terms);
    return meanOf(
      unitsAt(price, futures).map((wanted) => {
        const sold = Math.min(wanted, units);
        return (
          sold * net +
          (units - sold) * salvage +
          Math.min(fresh, Math.max(0, wanted - units)) * (net - replaced)
        );
      }),
    );
  };
}

function leftover(price: number, units: number, futures: Futures): Expected {
  return expected(unitsAt(price, futures).map((each) => Math.max(0, units - each)));
}
