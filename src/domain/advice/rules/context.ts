import { decimalText, fromUnits, QUANTITY_SCALE } from '../../money.js';
import type { CustomerFacts, ProductFacts } from '../facts/facts.js';
import type { Thresholds } from '../thresholds.js';

/** What rules know besides the subject. */
export interface Context {
  /** Day number. */
  readonly today: number;
  readonly thresholds: Thresholds;
  /** Decimal digits of the currency. */
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

/** Minor units as text, e.g. `42.00`; fractions of them are rounded. */
export function money(minor: number, { digits }: Context): string {
  return decimalText(Math.round(minor), digits);
}

/** Minor units as a figure of the answer. */
export function amount(minor: number, { digits }: Context): number {
  return fromUnits(Math.round(minor), digits);
}

/** Thousandths as text, e.g. `2.5`. */
export function units(thousandths: number): string {
  return figure(thousandths / QUANTITY_SCALE);
}

/** A figure with at most two decimals. */
export function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
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
