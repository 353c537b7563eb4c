import { brokenBy, type Limits, rangeOf } from './bounds.js';
import { type Ending, endingOf, pricesIn } from './endings.js';
import { type Expected, expected, meanOf } from './expected.js';
import { type Futures, unitsAt } from './futures.js';
import { beforeTax, type Terms } from './terms.js';

/** Stock that has to be sold by a day. */
export interface Expiring {
  /** Day number of the last day of sale. */
  readonly by: number;
  /** Units that expire by then, those of earlier days included. */
  readonly units: number;
  /** What sells up to then at the price now, in each future. */
  readonly futures: Futures;
}

export interface Markdown {
  readonly by: number;
  readonly units: number;
  /** Of them left over at the price now, and at the price marked down to. */
  readonly leftNow: Expected;
  readonly price: number;
  readonly left: Expected;
  /** What the stock brings before tax at each price, leftovers at their salvage value. */
  readonly worthNow: number;
  readonly worth: number;
}

/** Lowest markdown, as a share of the price now. */
const DEEPEST = 0.2;
/** Share of a unit expected to be left over below which there is nothing to do. */
const SOME = 0.5;
/** Share by which it must bring more than the price now, to be worth new labels. */
const WORTHWHILE = 0.02;

/**
 * The price down to which to mark stock that will not sell in time: the one at which what is sold before the day and the
 * salvage of the rest bring most on average (the clearance problem of Gallego and van Ryzin 1994, Management Science 40,
 * 999-1020, with one price). What it cost is spent either way and counts for nothing. Bounds that the caller set hold.
 *
 * @param limits without an assumed floor; an assumed step does not bind
 * @param salvage what a leftover unit brings, before tax, minor units
 * @returns the first day with something left over; nothing where all will sell or no lower price brings clearly more
 */
export function markdownOf(
  expiring: readonly Expiring[],
  terms: Terms,
  limits: Limits,
  { salvage, ending, digits }: { salvage: number; ending: Ending | undefined; digits: number },
): Markdown | undefined {
  const at = expiring.find(({ units, futures }) => leftover(terms.price, units, futures).mean >= SOME);
  if (at === undefined) return undefined;
  const range = rangeOf(terms, limits.stepAsked ? limits : { ...limits, step: 1 - DEEPEST });
  if ('least' in range) return undefined;
  const { by, units, futures } = at;
  const worthOf = (price: number): number => {
    const sold = meanOf(unitsAt(price, futures).map((each) => Math.min(each, units)));
    return sold * beforeTax(price, terms) + (units - sold) * salvage;
  };
  const worthNow = worthOf(terms.price);
  let best = { price: terms.price, worth: worthNow };
  const lower = pricesIn(
    range.low,
    Math.min(range.high, terms.price - 1),
    ending ?? endingOf(terms.price, digits),
    digits,
  );
  for (const price of lower) {
    const worth = worthOf(price);
    if (brokenBy(price, range.bounds).length === 0 && worth > best.worth) best = { price, worth };
  }
  if (best.worth <= worthNow * (1 + WORTHWHILE)) return undefined;
  return {
    by,
    units,
    leftNow: leftover(terms.price, units, futures),
    left: leftover(best.price, units, futures),
    ...best,
    worthNow,
  };
}

function leftover(price: number, units: number, futures: Futures): Expected {
  return expected(unitsAt(price, futures).map((each) => Math.max(0, units - each)));
}
