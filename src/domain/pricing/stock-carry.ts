import { meanOf } from './expected.js';
import { type Futures, unitsAt } from './futures.js';
import { type Terms, withTax } from './terms.js';

/** What a price does to the stock on hand. Money in minor units. */
export interface Carried {
  /** Days until it is gone at what is expected to sell. */
  readonly coverDays: number | undefined;
  /** Expected units of it sold over the days looked at, and what they bring with tax. */
  readonly sold: number;
  readonly cash: number;
  readonly left: number;
  /** Money tied up in what is left, at cost. */
  readonly tiedUp: number | undefined;
  /** Share of futures in which more is asked for than there is. */
  readonly shortShare: number;
}

/** @param days that the futures reach over */
export function carried(price: number, futures: Futures, terms: Terms, stock: number, days: number): Carried {
  const units = unitsAt(price, futures);
  const mean = meanOf(units);
  const sold = meanOf(units.map((each) => Math.min(each, stock)));
  const left = stock - sold;
  return {
    coverDays: mean > 0 ? (stock / mean) * days : undefined,
    sold,
    cash: sold * withTax(price, terms),
    left,
    tiedUp: terms.cost === undefined ? undefined : left * terms.cost,
    shortShare: units.filter((each) => each > stock).length / units.length,
  };
}
