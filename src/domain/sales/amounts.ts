import { ClerkError } from '../errors.js';
import { divideRounded, FINE_PER_MINOR, QUANTITY_SCALE, RATE_SCALE } from '../money.js';
import { priceInNumbers } from './plain-amounts.js';
import type { Sale, SaleLine } from './sale.js';

/** A line as it was agreed, before its amounts are worked out. Units as in {@link SaleLine}. */
export interface LineDraft {
  readonly product_id?: string | undefined;
  readonly description?: string | undefined;
  readonly quantity: number;
  readonly unit_price: number;
  readonly price_base_quantity?: number | undefined;
  /** Share of the gross taken off, in ten-thousandths. */
  readonly discount_rate?: number | undefined;
  /** Amount taken off the line, in minor units, beside any `discount_rate`. */
  readonly discount?: number | undefined;
  /** Tax on the net, in ten-thousandths. */
  readonly tax_rate?: number | undefined;
  readonly unit_cost?: number | undefined;
  readonly mark?: string | undefined;
}

export interface SaleDraft extends Omit<Sale, 'lines' | 'total' | 'rounding'> {
  readonly lines: readonly LineDraft[];
  /** Amount taken off the whole document, in minor units; spread over the lines by their net. */
  readonly discount?: number | undefined;
  /** The payable total is a multiple of this many minor units (100 for whole rupees); default 1. */
  readonly round_to?: number | undefined;
}

const FINE_PER_STEP = BigInt(FINE_PER_MINOR / QUANTITY_SCALE);
const RATE = BigInt(RATE_SCALE);

/**
 * Quantity x unit price / price base quantity, in fine units. Exact for a base up to 10, and for whole units up to a
 * base of 10,000; otherwise rounded once, halves to the even neighbour.
 */
export function grossOf(line: {
  readonly quantity: number;
  readonly unit_price: number;
  readonly price_base_quantity?: number | undefined;
}): bigint {
  const gross = BigInt(line.unit_price) * BigInt(line.quantity) * FINE_PER_STEP;
  return line.price_base_quantity === undefined
    ? gross
    : divideRounded(gross, BigInt(line.price_base_quantity));
}

/**
 * Works out every amount of a document. Discounts come off the gross; a document discount is spread over the
 * lines by their net, largest remainder first, so that it adds up exactly; tax is taken on what is left, inside
 * the price or on top of it; only the total is rounded.
 *
 * @throws ClerkError `invalid_input` when a discount is larger than what it is taken off, or an amount is too
 * large to be kept exactly.
 */
export function priceSale(draft: SaleDraft): Sale {
  return priceInNumbers(draft) ?? priceInBigInts(draft);
}

/** {@link priceSale} for amounts of any size. */
export function priceInBigInts(draft: SaleDraft): Sale {
  const { lines: drafts, discount, round_to: roundTo, ...document } = draft;
  const nets = drafts.map((line, index) => netBeforeDocument(line, index));
  const rates = drafts.map((line) => line.tax_rate ?? 0);
  const shares = spread(BigInt(discount ?? 0) * BigInt(FINE_PER_MINOR), nets, rates);

  let exact = BigInt(document.freight ?? 0) * BigInt(FINE_PER_MINOR);
  const lines = drafts.map((line, index): SaleLine => {
    const net = (nets[index] ?? 0n) - (shares[index] ?? 0n);
    const rate = BigInt(line.tax_rate ?? 0);
    const tax = document.tax_included
      ? divideRounded(net * rate, RATE + rate)
      : divideRounded(net * rate, RATE);
    exact += document.tax_included ? net : net + tax;
    const taken = grossOf(line) - net;
    return {
      ...(line.product_id === undefined ? {} : { product_id: line.product_id }),
      ...(line.description === undefined ? {} : { description: line.description }),
      quantity: line.quantity,
      unit_price: line.unit_price,
      ...(line.price_base_quantity === undefined ? {} : { price_base_quantity: line.price_base_quantity }),
      ...(taken === 0n ? {} : { discount: safe(taken, index) }),
      ...(tax === 0n ? {} : { tax: safe(tax, index) }),
      ...(line.unit_cost === undefined ? {} : { unit_cost: line.unit_cost }),
      ...(line.mark === undefined ? {} : { mark: line.mark }),
    };
  });

  const step = BigInt(roundTo ?? 1);
  const total = divideRounded(exact, BigInt(FINE_PER_MINOR) * step) * step;
  const rounding = total * BigInt(FINE_PER_MINOR) - exact;
  return {
    ...document,
    ...(rounding === 0n ? {} : { rounding: Number(rounding) }),
    total: safe(total, 0),
    lines,
  };
}

function netBeforeDocument(line: LineDraft, index: number): bigint {
  const gross = grossOf(line);
  const sign = gross < 0n ? -1n : 1n;
  const byRate = divideRounded(gross * BigInt(line.discount_rate ?? 0), RATE);
  const off = byRate + sign * BigInt(line.discount ?? 0) * BigInt(FINE_PER_MINOR);
  if (sign * off > sign * gross) {
    throw new ClerkError('invalid_input', 'The discount is larger than the line.', {
      field: `lines[${index}].discount`,
      fix: 'Lower the discount to at most quantity x unit_price.',
    });
  }
  return gross - off;
}

/**
 * Splits `amount` over `weights` in whole parts that add up to it (largest remainder method). Equal remainders go
 * by `rates` and weight, so that the order of the lines never changes the tax.
 */
function spread(amount: bigint, weights: readonly bigint[], rates: readonly number[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  if (amount === 0n) return weights.map(() => 0n);
  const size = whole < 0n ? -whole : whole;
  if (amount > size) {
    throw new ClerkError('invalid_input', 'The discount is larger than the document.', {
      field: 'discount',
      fix: 'Lower the discount to at most the sum of the lines.',
    });
  }
  const signed = whole < 0n ? -amount : amount;
  const parts = weights.map((weight) => (signed * weight) / whole);
  let left = signed - parts.reduce((sum, part) => sum + part, 0n);
  const unit = left < 0n ? -1n : 1n;
  const order = weights
    .map((weight, index) => ({
      index,
      weight,
      rate: rates[index] ?? 0,
      rest: abs((signed * weight) % whole),
    }))
    .sort((a, b) => compare(b.rest, a.rest) || compare(a.rate, b.rate) || compare(a.weight, b.weight));
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + unit;
    left -= unit;
  }
  return parts;
}

function compare<T extends number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function safe(value: bigint, index: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new ClerkError('invalid_input', 'The amount is too large to be kept exactly.', {
      field: `lines[${index}]`,
      fix: 'Split the document.',
    });
  }
  return number;
}
