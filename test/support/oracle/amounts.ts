import type { Sale } from '../../../src/domain/sales/sale.js';
import type { Bundle } from './world.js';

/** Amounts of a line in fine units; its quantity in thousandths. */
export interface Amounts {
  readonly gross: bigint;
  readonly discount: bigint;
  readonly net: bigint;
  readonly tax: bigint;
  readonly taxInside: bigint;
  readonly cost: bigint | undefined;
  readonly quantity: bigint;
  /** At the current price of the product. */
  readonly list: bigint | undefined;
}

export const FINE_PER_MINOR_THOUSANDTH = 10n;

export function amountsOf({ line, sale, product }: Bundle): Amounts | undefined {
  if (line === undefined || sale === undefined) return undefined;
  const quantity = BigInt(line.quantity);
  const at = (price: number): bigint => quantity * BigInt(price) * FINE_PER_MINOR_THOUSANDTH;
  const gross = at(line.unit_price);
  const discount = BigInt(line.discount ?? 0);
  const tax = BigInt(line.tax ?? 0);
  return {
    gross,
    discount,
    net: gross - discount,
    tax,
    taxInside: sale.tax_included === true ? tax : 0n,
    cost: line.unit_cost === undefined ? undefined : at(line.unit_cost),
    quantity,
    list: product?.price === undefined ? undefined : at(product.price),
  };
}

export function netOf(sale: Sale): bigint {
  return sale.lines.reduce((sum, line) => sum + (amountsOf({ line, sale })?.net ?? 0n), 0n);
}
