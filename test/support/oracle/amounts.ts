import type { Sale } from '../../../src/domain/sales/sale.js';
import type { Bundle } from './world.js';

/** Amounts of one line in fine units; its quantity in thousandths. */
export interface Amounts {
  readonly gross: bigint;
  readonly discount: bigint;
  readonly net: bigint;
  readonly tax: bigint;
  readonly taxInside: bigint;
  readonly cost: bigint | undefined;
  readonly quantity: bigint;
}

/** Price in minor units times quantity in thousandths, to fine units. */
export const FINE_PER_MINOR_THOUSANDTH = 10n;

export function amountsOf({ line, sale }: Pick<Bundle, 'line' | 'sale'>): Amounts | undefined {
  if (line === undefined || sale === undefined) return undefined;
  const quantity = BigInt(line.quantity);
  const gross = quantity * BigInt(line.unit_price) * FINE_PER_MINOR_THOUSANDTH;
  const discount = BigInt(line.discount ?? 0);
  const tax = BigInt(line.tax ?? 0);
  return {
    gross,
    discount,
    net: gross - discount,
    tax,
    taxInside: sale.tax_included === true ? tax : 0n,
    cost:
      line.unit_cost === undefined
        ? undefined
        : quantity * BigInt(line.unit_cost) * FINE_PER_MINOR_THOUSANDTH,
    quantity,
  };
}

/** Net value of a document in fine units. */
export function netOf(sale: Sale): bigint {
  return sale.lines.reduce((sum, line) => sum + (amountsOf({ line, sale })?.net ?? 0n), 0n);
}
