import * as z from 'zod';

const id = z.string().min(1).max(100);
const text = z.string().max(500);
const date = z.iso.date();

/** A sale, or a later document that takes all (cancellation) or part (refund) of one back. */
export const SALE_KINDS = ['sale', 'refund', 'cancellation'] as const;
export const PAYMENT_KINDS = ['cash', 'upi', 'card', 'bank', 'credit', 'other'] as const;

/** Most lines one document may have: keeps a sale well under the 400 KB a DynamoDB item may hold. */
export const MOST_LINES = 1_500;

/** Prices may be stated for up to this many units, so that one may be four digits finer than the currency. */
export const LARGEST_PRICE_BASE = 10_000;

/**
 * One line as it was charged. `quantity` in thousandths and negative where goods came back; `unit_price` and
 * `unit_cost` in minor units; `discount` and `tax` in fine units (see money.ts), with the sign of the quantity.
 * Gross is quantity x unit_price / price_base_quantity and is not stored.
 */
export const SaleLine = z.object({
  product_id: id.optional(),
  /** What the document called it, kept where the product is unknown or was called otherwise. */
  description: text.optional(),
  quantity: z.int(),
  unit_price: z.int().nonnegative(),
  /** Whole units that `unit_price` is for (EN 16931, BT-149 item price base quantity); absent means one. */
  price_base_quantity: z.int().min(2).max(LARGEST_PRICE_BASE).optional(),
  discount: z.int().optional(),
  tax: z.int().optional(),
  unit_cost: z.int().nonnegative().optional(),
  /** Why an imported line is kept though it looks odd, e.g. `postage`, `adjustment`, `negative quantity`. */
  mark: text.optional(),
});
export type SaleLine = z.infer<typeof SaleLine>;

/**
 * A sales document. Written once, never changed: a mistake is taken back by a refund or a cancellation.
 * Money is in minor units; `at` is the moment of sale with the shop's UTC offset (RFC 3339).
 */
export const Sale = z.object({
  /** `<yyyymmdd>-<suffix>`: the date is the shop's own, so an id alone leads to the item. */
  sale_id: z.string().regex(/^\d{8}-.{1,80}$/),
  kind: z.enum(SALE_KINDS),
  /** Number printed on the receipt or invoice. */
  number: text.optional(),
  at: z.string(),
  customer_id: id.optional(),
  employee_id: id.optional(),
  shipper_id: id.optional(),
  channel: text.optional(),
  location: text.optional(),
  payment: z.enum(PAYMENT_KINDS).optional(),
  /** The entry of the customer's credit book that was written with this document. */
  credit_entry: z.int().positive().optional(),
  /**
   * The stock movements that were written with this document: for each product its number, what was left at that
   * place, and how much of it had expired. Thousandths.
   */
  stock: z
    .array(
      z.object({
        product_id: id,
        seq: z.int().positive(),
        left: z.int(),
        expired: z.int().positive().optional(),
      }),
    )
    .optional(),
  /** The sale that a refund or cancellation takes back. */
  refers_to: z.string().optional(),
  reason: text.optional(),
  required_on: date.optional(),
  shipped_on: date.optional(),
  ship_name: text.optional(),
  ship_address: text.optional(),
  ship_city: text.optional(),
  ship_region: text.optional(),
  ship_postal_code: text.optional(),
  ship_country: text.optional(),
  freight: z.int().optional(),
  /** Whether unit prices already hold the tax (usual in Indian retail) or it is added on top. */
  tax_included: z.boolean().optional(),
  /** What was added to reach a payable amount, in fine units. */
  rounding: z.int().optional(),
  /** What the customer pays: lines net of discount, tax where it is added on top, freight, rounding. */
  total: z.int(),
  lines: z.array(SaleLine).min(1).max(MOST_LINES),
  source: text.optional(),
});
export type Sale = z.infer<typeof Sale>;

/** A document as its writer is told of it. */
export const Recorded = Sale.extend({
  /** What should be looked into, though it was written. Not part of the document. */
  warnings: z.array(z.string()).optional(),
});
export type Recorded = z.infer<typeof Recorded>;
