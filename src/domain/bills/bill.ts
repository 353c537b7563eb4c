/** Where something stands on a page, in pixels of the page as read. */
export interface Place {
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What one check of the bill's own arithmetic or form is called. */
export type Check =
  | 'cash_less_change'
  | 'items_sum'
  | 'parts_sum'
  | 'rounds'
  | 'repeated'
  | 'quantity_times_rate'
  | 'check_digit'
  | 'halves_equal'
  | 'rate_of_taxable'
  | 'labelled'
  | 'engine';

/** One field as read. */
export interface Field<T> {
  readonly value: T;
  /** As it stands on the paper. */
  readonly text: string;
  /** How likely the value is right, from 0 to 1. */
  readonly confidence: number;
  readonly place?: Place | undefined;
  readonly checks: readonly Check[];
  /** Why a person should look; absent where none need. */
  readonly review?: string | undefined;
}

/** One line of goods. Quantities in thousandths, money in minor units, rates in ten-thousandths. */
export interface BillItem {
  readonly name: string;
  readonly hsn?: string | undefined;
  readonly quantity?: number | undefined;
  readonly unit?: string | undefined;
  readonly rate?: number | undefined;
  readonly discount?: number | undefined;
  readonly taxRate?: number | undefined;
  readonly amount: number;
  readonly confidence: number;
  readonly place: Place;
  readonly checks: readonly Check[];
  readonly review?: string | undefined;
}

export type TaxKind = 'cgst' | 'sgst' | 'igst' | 'cess' | 'tax';

export interface BillTax {
  readonly kind: TaxKind;
  /** In ten-thousandths: 2.5 % is 250. */
  readonly rate?: number | undefined;
  /** In minor units. */
  readonly amount: Field<number>;
}

/** A bill as understood; what could not be found is absent. Money in minor units. */
export interface Bill {
  readonly vendor?: Field<string> | undefined;
  readonly address?: Field<string> | undefined;
  readonly vendorGstin?: Field<string> | undefined;
  readonly buyerGstin?: Field<string> | undefined;
  readonly billNumber?: Field<string> | undefined;
  /** ISO 8601 day. */
  readonly date?: Field<string> | undefined;
  /** ISO 4217. */
  readonly currency?: Field<string> | undefined;
  readonly items: readonly BillItem[];
  readonly subtotal?: Field<number> | undefined;
  readonly discount?: Field<number> | undefined;
  readonly taxes: readonly BillTax[];
  readonly rounding?: Field<number> | undefined;
  readonly total?: Field<number> | undefined;
  readonly paid?: Field<number> | undefined;
  readonly change?: Field<number> | undefined;
}

/** From here on a total counts as sure: its own arithmetic bears it out. */
export const SURE = 0.95;
