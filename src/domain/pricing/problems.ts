import type { PricedProduct } from './priced-products.js';
import { beforeTax, priceLeaving, withTax } from './terms.js';

export const PROBLEMS = ['above_mrp', 'below_cost', 'cost_above_mrp', 'no_price', 'no_cost'] as const;
export type ProblemKind = (typeof PROBLEMS)[number];

/** Something wrong with what a product is sold for. Money in minor units. */
export interface PriceProblem {
  readonly kind: ProblemKind;
  readonly product: PricedProduct;
  /** Price that would mend it, where one would. */
  readonly mend: number | undefined;
  /** Takings of the last 90 days that it touches. */
  readonly takings: number;
}

/** What is wrong with a product's price as it stands, the gravest first. */
export function problemsOf(product: PricedProduct): PriceProblem[] {
  const { price, cost, mrp, takings } = product;
  const found: { kind: ProblemKind; mend?: number }[] = [];
  if (cost !== undefined && mrp !== undefined && priceLeaving(cost, { ...product, taxInside: true }) > mrp)
    found.push({ kind: 'cost_above_mrp' });
  if (price === undefined) found.push({ kind: 'no_price' });
  else {
    if (mrp !== undefined && withTax(price, product) > mrp) found.push({ kind: 'above_mrp', mend: mrp });
    if (cost !== undefined && beforeTax(price, product) < cost)
      found.push({ kind: 'below_cost', mend: Math.ceil(priceLeaving(cost, product)) });
  }
  if (cost === undefined) found.push({ kind: 'no_cost' });
  return found.map(({ kind, mend }) => ({ kind, product, mend, takings }));
}
