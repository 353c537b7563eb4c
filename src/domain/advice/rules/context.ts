import { decimalText, fromUnits, QUANTITY_SCALE } from '../../money.js';
import type { CustomerFacts, ProductFacts } from '../facts/facts.js';
import type { Thresholds } from '../thresholds.js';

/** What rules know besides the subject. */
export interface Context {
  /** Day number. */
  readonly today: number;
  readonly thresholds: Thresholds;
  /** Of the shop, e.g. INR, and its decimal digits. */
  readonly currency: string;
  readonly digits: number;
  /** First day with a sale in the books. */
  readonly opened: number | undefined;
  readonly wasOpen: (day: number) => boolean;
  readonly leadDays: (product: ProductFacts) => number | undefined;
  readonly customerName: (customer: CustomerFacts) => string;
}

/** Days from order to delivery where nothing is known. */
export const ASSUMED_LEAD_DAYS = 7;
/** Days over which a loss that goes on is counted. */
export const MONTH = 30;

/** Minor units as text, e.g. `INR 42.00`; fractions of them are rounded. */
export function money(minor: number, { currency, digits }: Pick<Context, 'currency' | 'digits'>): string {
  return `${currency} ${decimalText(Math.round(minor), digits)}`;
}

/** Minor units as a figure of the answer. */
export function amount(minor: number, { digits }: Context): number {
  return fromUnits(Math.round(minor), digits);
}

/** Thousandths as text, e.g. `2.5`; exact for whole ones. */
export function units(thousandths: number): string {
  return String(Math.round(thousandths) / QUANTITY_SCALE);
}

/** A figure with two decimals or three digits, whichever is more. */
export function figure(value: number): string {
  return String(asShown(value));
}

/**
 * What {@link figure} shows of a value. Arithmetic that is shown is worked out from this, and from whole minor units, so
 * that it multiplies out.
 */
export function asShown(value: number): number {
  return Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(value * 100) / 100;
}

/** `units`, `kg`: what a product is counted in. Packs such as `500 g` are counted as units. */
export function unitOf({ record }: ProductFacts): string {
  const unit = record?.unit?.trim() ?? '';
  return unit === '' || /\d/.test(unit) || unit.length > 12 ? 'units' : unit;
}

/** Thousandths of a product with what they are counted in: `1 unit`, `2.5 kg`. */
export function counted(thousandths: number, product: ProductFacts): string {
  const unit = unitOf(product);
  return `${units(thousandths)} ${unit === 'units' && thousandths === 1_000 ? 'unit' : unit}`;
}

export function productSubject({ id, record }: ProductFacts) {
  return { type: 'product', id, name: record?.name ?? id } as const;
}

/** `3 days`, `1 day`. */
export function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}
