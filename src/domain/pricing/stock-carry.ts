import { meanOf } from './expected.js';
import { type Futures, unitsAt } from './futures.js';
import { runDown, type Shelf } from './shelf.js';
import { type Terms, withTax } from './terms.js';

/** What a price does to the stock that can be sold. Money in minor units. */
export interface Carried {
  /** Days until it is gone at what is expected to sell. */
  readonly coverDays: number | undefined;
  /** Expected units of it sold over the days looked at, and what they bring with tax. */
  readonly sold: number;
  readonly cash: number;
  /** At the end, what expired on the way included. */
  readonly left: number;
  /** Of that, what expired. */
  readonly expired: number;
  /** Money tied up in what is left, at cost. */
  readonly tiedUp: number | undefined;
  /** Share of futures in which more is asked for than there is. */
  readonly shortShare: number;
}

/** @param days that the futures reach over */
export function carried(price: number, futures: Futures, terms: Terms, shelf: Shelf, days: number): Carried {
  const mean = meanOf(unitsAt(price, futures));
  const run = runDown(price, futures, shelf);
  const [sold, left] = [meanOf(run.sold), meanOf(run.left)];
  return {
    coverDays: mean > 0 ? (shelf.units / mean) * days : undefined,
    sold,
    cash: sold * withTax(price, terms),
    left,
    expired: meanOf(run.expired),
    tiedUp: terms.cost === undefined ? undefined : left * terms.cost,
    shortShare: run.shortShare,
  };
}
