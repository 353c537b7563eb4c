import type { Case } from './case.js';
import { type Expected, expected } from './expected.js';
import { type Futures, type Outcome, outcomeAt, unitsAt } from './futures.js';
import { runDown } from './shelf.js';
import { beforeTax, earned } from './terms.js';

/** A price with what is expected of it. */
export interface Option {
  readonly price: number;
  readonly outcome: Outcome | undefined;
  /** Profit beyond that of the price now. */
  readonly gain: Expected | undefined;
  /** Share of futures in which it serves the goal better than the price now. */
  readonly better: number | undefined;
  /** Units may change so far, as a share, before the price earns less than the one now; absent where either earns nothing. */
  readonly breakEvenChange: number | undefined;
}

/** A price with all that is expected of it. */
export function optionAt(price: number, product: Case): Option {
  const { terms } = product;
  const futures = isTold(price, product) ? product.futures : undefined;
  const [mine, before] = [earned(price, terms), earned(terms.price, terms)];
  const none = { price, outcome: undefined, gain: undefined, better: undefined };
  return {
    ...none,
    ...(futures === undefined
      ? {}
      : {
          outcome: outcomeAt(price, futures, terms),
          gain:
            mine === undefined || before === undefined || !isTold(terms.price, product)
              ? undefined
              : expected(
                  differences(
                    unitsAt(price, futures).map((units) => units * mine),
                    unitsAt(terms.price, futures).map((units) => units * before),
                  ),
                ),
          better:
            price === terms.price || !isTold(terms.price, product)
              ? undefined
              : betterShare(price, product, futures),
        }),
    breakEvenChange:
      mine === undefined || before === undefined || mine <= 0 || before <= 0 || price === terms.price
        ? undefined
        : before / mine - 1,
  };
}

/** Whether a price is so near to those ever charged that what sells at it is told. */
export function isTold(price: number, { limits: { reach } }: Pick<Case, 'limits'>): boolean {
  return reach === undefined || (price >= reach.least && price <= reach.most);
}

/** What a price is worth to the goal, in each future; nothing where that cannot be told. */
export function worthAt(
  price: number,
  { goal, terms, shelf, salvage }: Case,
  futures: Futures,
): Float64Array | undefined {
  switch (goal) {
    case 'volume':
      return unitsAt(price, futures);
    case 'revenue':
      return scaled(unitsAt(price, futures), beforeTax(price, terms));
    case 'profit': {
      const mine = earned(price, terms);
      return mine === undefined ? undefined : scaled(unitsAt(price, futures), mine);
    }
    case 'clear_stock': {
      if (shelf === undefined) return undefined;
      const net = beforeTax(price, terms);
      const { sold, left } = runDown(price, futures, shelf);
      for (let path = 0; path < sold.length; path += 1)
        sold[path] = (sold[path] ?? 0) * net + (left[path] ?? 0) * salvage;
      return sold;
    }
  }
}

function scaled(values: Float64Array, by: number): Float64Array {
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) * by;
  return values;
}

function betterShare(price: number, product: Case, futures: Futures): number | undefined {
  const [then, now] = [worthAt(price, product, futures), worthAt(product.terms.price, product, futures)];
  if (then === undefined || now === undefined) return undefined;
  return differences(then, now).filter((gain) => gain > 0).length / then.length;
}

function differences(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value - (b[index] ?? 0));
}
