import type { Futures } from './futures.js';

/** Some units of the stock that have to be sold by a day. */
export interface Dated {
  /** Day number of the last day of sale. */
  readonly by: number;
  readonly units: number;
  /** What sells up to then at the price now, in each future. */
  readonly futures: Futures;
}

/** What can be sold of the stock from the first day on, expired lots left out. */
export interface Shelf {
  readonly units: number;
  /** What of it expires within the days looked at, the first to expire first. */
  readonly dated: readonly Dated[];
}

/** What becomes of a shelf at a price, in each future. */
export interface RunDown {
  readonly sold: Float64Array;
  /** At the end, what expired on the way included. */
  readonly left: Float64Array;
  /** Of that, what expired. */
  readonly expired: Float64Array;
  /** Share of futures in which more is asked for than there is. */
  readonly shortShare: number;
}

/**
 * Sells a shelf, what expires first first. What expires unsold is gone as if it had been taken off the shelf that day.
 *
 * @param futures over all days looked at; those of the dated units are their beginnings
 */
export function runDown(price: number, futures: Futures, { units: stock, dated }: Shelf): RunDown {
  const { reference, units, elasticities } = futures;
  const log = Math.log(price / reference);
  const sold = new Float64Array(units.length);
  const left = new Float64Array(units.length);
  const expired = new Float64Array(units.length);
  let short = 0;
  for (let path = 0; path < units.length; path += 1) {
    const wanted = units[path] ?? 0;
    const factor = Math.exp(log * (elasticities[path] ?? 0));
    let gone = 0;
    let due = 0;
    let asked = 0;
    let lost = 0;
    for (const lot of dated) {
      const until = (lot.futures.units[path] ?? 0) * factor;
      due = Math.min(stock, due + lot.units);
      gone = Math.min(stock, gone + Math.max(0, until - asked));
      asked = Math.max(asked, until);
      const over = Math.max(0, due - gone);
      lost += over;
      gone += over;
    }
    const rest = Math.max(0, wanted * factor - asked);
    if (gone + rest > stock) short += 1;
    const went = Math.min(stock, gone + rest) - lost;
    sold[path] = went;
    left[path] = stock - went;
    expired[path] = lost;
  }
  return { sold, left, expired, shortShare: short / units.length };
}
