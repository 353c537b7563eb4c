import * as z from 'zod';

/** Where something stands on a page, in pixels of the page as read. */
export const Place = z.object({
  page: z.int(),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
});
export type Place = Readonly<z.infer<typeof Place>>;

/** What one check of the bill's own arithmetic or form is called. */
export const CHECKS = [
  'cash_less_change',
  'items_sum',
  'parts_sum',
  'rounds',
  'repeated',
  'quantity_times_rate',
  'check_digit',
  'halves_equal',
  'labelled',
  'engine',
] as const;
export type Check = (typeof CHECKS)[number];
const Checks = z.array(z.enum(CHECKS)).readonly();

/**
 * One field as read: its value, the text on the paper, how likely the value is right (0 to 1), where it stands, the
 * checks it passed, and why a person should look, where one should.
 */
function field<T extends z.ZodType>(value: T) {
  return z.object({
    value,
    text: z.string(),
    confidence: z.number(),
    place: Place.optional(),
    checks: Checks,
    review: z.string().optional(),
  });
}
const TextField = field(z.string());
/** In minor units. */
const SumField = field(z.int());

export interface Field<T> {
  readonly value: T;
  readonly text: string;
  readonly confidence: number;
  readonly place?: Place | undefined;
  readonly checks: readonly Check[];
  readonly review?: string | undefined;
}

/** One line of goods. Quantities in thousandths, money in minor units, rates of tax in ten-thousandths. */
const BillItem = z.object({
  name: z.string(),
  hsn: z.string().optional(),
  quantity: z.int().optional(),
  unit: z.string().optional(),
  rate: z.int().optional(),
  discount: z.int().optional(),
  taxRate: z.int().optional(),
  amount: z.int(),
  confidence: z.number(),
  place: Place,
  checks: Checks,
  review: z.string().optional(),
});
export type BillItem = Readonly<z.infer<typeof BillItem>>;

export const TAX_KINDS = ['cgst', 'sgst', 'igst', 'cess', 'tax'] as const;
/** A tax; its rate in ten-thousandths: 2.5 % is 250. */
const BillTax = z.object({ kind: z.enum(TAX_KINDS), rate: z.int().optional(), amount: SumField });
export type BillTax = Readonly<z.infer<typeof BillTax>>;

/** A bill as understood; what could not be found is absent. Money in minor units, days ISO 8601. */
export const Bill = z.object({
  vendor: TextField.optional(),
  address: TextField.optional(),
  vendorGstin: TextField.optional(),
  buyerGstin: TextField.optional(),
  billNumber: TextField.optional(),
  date: TextField.optional(),
  /** ISO 4217. */
  currency: TextField.optional(),
  items: z.array(BillItem).readonly(),
  subtotal: SumField.optional(),
  discount: SumField.optional(),
  taxes: z.array(BillTax).readonly(),
  rounding: SumField.optional(),
  total: SumField.optional(),
  paid: SumField.optional(),
  change: SumField.optional(),
});
export type Bill = Readonly<z.infer<typeof Bill>>;

/** Longest base64 text of a bill, in characters: 2.8 MiB of file. */
export const LONGEST_BASE64 = 3_900_000;

/** From here on a total counts as sure: its own arithmetic bears it out. */
export const SURE = 0.95;
