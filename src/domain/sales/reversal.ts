import { ClerkError } from '../errors.js';
import { divideRounded, FINE_PER_MINOR } from '../money.js';
import { grossOf } from './amounts.js';
import type { Sale, SaleLine } from './sale.js';

export interface Reversal {
  readonly lines: SaleLine[];
  /** How much of each line of the sale has come back, this reversal included. */
  readonly quantities: number[];
}

/**
 * Everything a sale sold, taken back.
 *
 * @throws ClerkError `refused` when some of it came back before.
 */
export function reverseAll(
  sale: Sale,
  before: { readonly quantities: readonly number[]; readonly cancelled: boolean },
): Reversal {
  if (before.cancelled)
    throw new ClerkError('refused', 'This sale was cancelled before.', { field: 'refers_to' });
  if (before.quantities.some((quantity) => quantity !== 0)) {
    throw new ClerkError('refused', 'Some of this sale came back before, so it cannot be cancelled whole.', {
      field: 'refers_to',
      fix: 'Use kind refund for what is left.',
    });
  }
  return {
    lines: sale.lines.map((line) => part(line, line.quantity, 0)),
    quantities: sale.lines.map((line) => line.quantity),
  };
}

/**
 * Some quantities of a sale, taken back at the price, discount and tax they were sold at. A product that stands on
 * several lines comes back from the first line that has some left.
 *
 * @throws ClerkError `refused` when more would come back than was sold.
 */
export function reversePart(
  sale: Sale,
  before: readonly number[],
  wanted: readonly { readonly product_id: string; readonly quantity: number }[],
): Reversal {
  const quantities = sale.lines.map((_, index) => before[index] ?? 0);
  const lines: SaleLine[] = [];
  wanted.forEach(({ product_id: id, quantity }, at) => {
    let left = quantity;
    sale.lines.forEach((line, index) => {
      if (line.product_id !== id || left === 0) return;
      const returned = quantities[index] ?? 0;
      const taken = Math.min(left, line.quantity - returned);
      if (taken <= 0) return;
      lines.push(part(line, taken, returned));
      quantities[index] = returned + taken;
      left -= taken;
    });
    if (left > 0) {
      throw new ClerkError(
        'refused',
        `Only ${(quantity - left) / 1000} of this product can still come back from the sale, not ${quantity / 1000}.`,
        {
          field: `lines[${at}].quantity`,
          fix: 'Lower the quantity to what was sold and has not come back.',
        },
      );
    }
  });
  return { lines, quantities };
}

/** A line with `quantity` coming back after `returned`, its discount and tax in proportion, exact over all parts. */
function part(line: SaleLine, quantity: number, returned: number): SaleLine {
  const share = (amount: number | undefined): number => {
    if (amount === undefined) return 0;
    const upTo = (units: number): bigint =>
      divideRounded(BigInt(amount) * BigInt(units), BigInt(line.quantity));
    return Number(upTo(returned) - upTo(returned + quantity));
  };
  const discount = share(line.discount);
  const tax = share(line.tax);
  return {
    ...(line.product_id === undefined ? {} : { product_id: line.product_id }),
    ...(line.description === undefined ? {} : { description: line.description }),
    quantity: -quantity,
    unit_price: line.unit_price,
    ...(discount === 0 ? {} : { discount }),
    ...(tax === 0 ? {} : { tax }),
    ...(line.unit_cost === undefined ? {} : { unit_cost: line.unit_cost }),
  };
}

/** What is paid for lines, in minor units, halves to the even neighbour; and what the rounding added, in fine units. */
export function payable(
  lines: readonly SaleLine[],
  taxIncluded: boolean,
): { total: number; rounding: number } {
  const exact = lines.reduce(
    (sum, line) =>
      sum + grossOf(line) - BigInt(line.discount ?? 0) + (taxIncluded ? 0n : BigInt(line.tax ?? 0)),
    0n,
  );
  const total = divideRounded(exact, BigInt(FINE_PER_MINOR));
  return { total: Number(total), rounding: Number(total * BigInt(FINE_PER_MINOR) - exact) };
}
