import { ClerkError } from '../errors.js';
import { divideRounded, FINE_PER_MINOR } from '../money.js';
import { grossOf } from './amounts.js';
import type { Sale, SaleLine } from './sale.js';

const FINE = BigInt(FINE_PER_MINOR);

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
  const share = (amount: number | undefined): number =>
    Number(shareOf(amount, line, returned) - shareOf(amount, line, returned + quantity));
  // A gross that was rounded comes back in parts that add up to it: the discount takes the difference.
  const base = line.price_base_quantity;
  const odd =
    base === undefined
      ? 0n
      : grossOf({ ...line, quantity: -quantity }) -
        grossOf({ ...line, quantity: returned }) +
        grossOf({ ...line, quantity: returned + quantity });
  const discount = share(line.discount) + Number(odd);
  const tax = share(line.tax);
  return {
    ...(line.product_id === undefined ? {} : { product_id: line.product_id }),
    ...(line.description === undefined ? {} : { description: line.description }),
    quantity: -quantity,
    unit_price: line.unit_price,
    ...(base === undefined ? {} : { price_base_quantity: base }),
    ...(discount === 0 ? {} : { discount }),
    ...(tax === 0 ? {} : { tax }),
    ...(line.unit_cost === undefined ? {} : { unit_cost: line.unit_cost }),
  };
}

/** What of a line's discount or tax goes with `quantity` of it. */
function shareOf(amount: number | undefined, line: SaleLine, quantity: number): bigint {
  if (amount === undefined || quantity === 0) return 0n;
  // Imported lines may be zero or negative; they only ever come back whole.
  if (quantity === line.quantity) return BigInt(amount);
  return divideRounded(BigInt(amount) * BigInt(quantity), BigInt(line.quantity));
}

/**
 * What is given back in minor units, negative, when the quantities that have come back grow from `before` to
 * `after`; and what the rounding added, in fine units. All the parts of a sale together give back exactly what was
 * paid for its goods, and no part more than is left of it.
 */
export function givenBack(
  sale: Sale,
  before: readonly number[],
  after: readonly number[],
): { total: number; rounding: number } {
  const exact = worth(sale, after) - worth(sale, before);
  const total = payable(sale, before) - payable(sale, after);
  return { total: Number(total), rounding: Number(total * FINE + exact) };
}

/** What was paid for these quantities of a sale, in minor units. */
function payable(sale: Sale, quantities: readonly number[]): bigint {
  const whole = sale.lines.map((line) => Math.max(0, line.quantity));
  const paid = divideRounded(worth(sale, whole) + BigInt(sale.rounding ?? 0), FINE);
  // Where rounding took more off than the goods come to, the freight was all that was paid.
  const all = paid < 0n ? 0n : paid;
  if (whole.every((quantity, index) => quantity === quantities[index])) return all;
  const some = divideRounded(worth(sale, quantities), FINE);
  if (some > all) return all;
  return some;
}

/** What these quantities of a sale come to, in fine units. */
function worth(sale: Sale, quantities: readonly number[]): bigint {
  return sale.lines.reduce((sum, line, index) => {
    const quantity = quantities[index] ?? 0;
    const tax = sale.tax_included === true ? 0n : shareOf(line.tax, line, quantity);
    return sum + grossOf({ ...line, quantity }) - shareOf(line.discount, line, quantity) + tax;
  }, 0n);
}
