import { divideRounded } from '../../money.js';

/** Sales of one product in two periods: fine units and thousandths. */
export interface ProductChange {
  readonly product: string;
  readonly salesBefore: bigint;
  readonly salesAfter: bigint;
  readonly unitsBefore: bigint;
  readonly unitsAfter: bigint;
}

/** Why sales changed, in fine units; the parts add up to `change` exactly. */
export interface ChangeParts {
  readonly change: bigint;
  /** More or fewer units in all, at the mix and prices of before. */
  readonly volume: bigint;
  /** Dearer or cheaper products taking a larger share of the units. */
  readonly mix: bigint;
  /** Other prices realised for the same products. */
  readonly price: bigint;
  /** Products sold only after, less those sold only before, beyond what volume explains. */
  readonly range: bigint;
}

/**
 * Splits a change of sales into volume, mix, price and range.
 *
 * Price, volume and mix as in the sales variance analysis of management accounting (Horngren, Datar and Rajan,
 * *Cost Accounting: A Managerial Emphasis*, 14th ed., ch. 14): volume = (Q1 - Q0) x average price before; price =
 * sum over products sold in both of q1 x (p1 - p0); range = sales after of products that are new, less sales before
 * of products that went, both less what volume gives them; mix = all that is left. Volume is rounded once, price and
 * range once a product, half to even, and mix takes the remainder, so that the parts add up exactly.
 */
export function splitChange(products: readonly ProductChange[]): ChangeParts {
  const sum = (of: (product: ProductChange) => bigint): bigint =>
    products.reduce((total, product) => total + of(product), 0n);
  const before = sum((product) => product.salesBefore);
  const after = sum((product) => product.salesAfter);
  const unitsBefore = sum((product) => product.unitsBefore);
  const unitsAfter = sum((product) => product.unitsAfter);
  const change = after - before;
  if (unitsBefore <= 0n) return { change, volume: 0n, mix: 0n, price: 0n, range: change };

  const volume = divide(before * (unitsAfter - unitsBefore), unitsBefore);
  let price = 0n;
  let range = 0n;
  for (const { salesBefore, salesAfter, unitsBefore: q0, unitsAfter: q1 } of products) {
    if (q0 > 0n && q1 > 0n) price += salesAfter - divide(salesBefore * q1, q0);
    else if (q0 <= 0n) range += salesAfter - divide(before * q1, unitsBefore);
    else range += divide(before * q0, unitsBefore) - salesBefore;
  }
  return { change, volume, price, range, mix: change - volume - price - range };
}

function divide(numerator: bigint, denominator: bigint): bigint {
  return denominator < 0n ? divideRounded(-numerator, -denominator) : divideRounded(numerator, denominator);
}
