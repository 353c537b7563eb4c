import type { PAYMENT_KINDS } from './sale.js';

/** A line as a caller states it, in units of the books (minor units, thousandths, ten-thousandths). */
export interface LineRequest {
  /** Id, exact name or barcode. */
  readonly product: string;
  /** Thousandths of what `unit` says; `unit_price` is for one of it. */
  readonly quantity: number;
  /** The product's unit (also when absent) or its pack. */
  readonly unit?: string | undefined;
  readonly unit_price?: number | undefined;
  readonly discount?: number | undefined;
  readonly discount_rate?: number | undefined;
  readonly tax_rate?: number | undefined;
}

export interface SaleRequest {
  readonly lines: readonly LineRequest[];
  readonly number?: string | undefined;
  readonly at?: string | undefined;
  readonly customer?: string | undefined;
  readonly employee?: string | undefined;
  readonly channel?: string | undefined;
  readonly location?: string | undefined;
  readonly payment?: (typeof PAYMENT_KINDS)[number] | undefined;
  readonly discount?: number | undefined;
  readonly freight?: number | undefined;
  readonly tax_included: boolean;
  readonly round_to?: number | undefined;
  /** When a sale on credit falls due; by the customer's terms when absent. */
  readonly due?: string | undefined;
  /** Go over the customer's credit limit. */
  readonly over_limit?: boolean | undefined;
}

export interface ReversalRequest {
  readonly refers_to: string;
  readonly reason?: string | undefined;
  readonly payment?: (typeof PAYMENT_KINDS)[number] | undefined;
  /** What comes back, by product; everything when absent (a cancellation). */
  readonly lines?: readonly Pick<LineRequest, 'product' | 'quantity' | 'unit'>[] | undefined;
}
