import { type Doubtful, doubtfulAs } from '../products/doubtful-price.js';
import type { SellerPrice } from './seller-prices.js';
import { type Terms, withTax } from './terms.js';

/** What a competitor asks. Minor units, tax included. */
export interface Rival {
  readonly price: number;
  /** Absent where it was sent with the call. */
  readonly seller: string | undefined;
  readonly from: string | undefined;
  /** Absent where it counts. */
  readonly doubtful: Doubtful | undefined;
}

/** Prices of competitors, each with whether it can be true. */
export function rivalsOf(sent: readonly number[], kept: readonly SellerPrice[], terms: Terms): Rival[] {
  const own = withTax(terms.price, terms);
  return [...sent.map((price) => ({ price, seller: undefined, from: undefined })), ...kept].map((each) => ({
    ...each,
    doubtful: doubtfulAs(each.price, own, terms.mrp),
  }));
}
