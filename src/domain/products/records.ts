import * as z from 'zod';

const id = z.string().min(1).max(100);
const text = z.string().max(500);
const minor = z.int();

/** A category of goods. */
export const Category = z.object({ category_id: id, name: text, description: text.optional() });
export type Category = z.infer<typeof Category>;

/** A firm the shop buys from. */
export const Supplier = z.object({
  supplier_id: id,
  name: text,
  contact: text.optional(),
  contact_title: text.optional(),
  phone: text.optional(),
  fax: text.optional(),
  homepage: text.optional(),
  address: text.optional(),
  city: text.optional(),
  region: text.optional(),
  postal_code: text.optional(),
  country: text.optional(),
  lead_time_days: z.int().nonnegative().optional(),
});
export type Supplier = z.infer<typeof Supplier>;

/** A thing the shop sells. Money in minor units, quantities in thousandths of the unit, rates in ten-thousandths. */
export const Product = z.object({
  product_id: id,
  name: text,
  category_id: id.optional(),
  supplier_id: id.optional(),
  /** What one unit is: piece, kg, 500 g pack. */
  unit: text.optional(),
  price: minor.nonnegative().optional(),
  cost: minor.nonnegative().optional(),
  /** Maximum retail price printed on the pack (India). */
  mrp: minor.nonnegative().optional(),
  tax_rate: z.int().min(0).max(10_000).optional(),
  hsn: text.optional(),
  barcode: text.optional(),
  /** What a larger pack is called that it is bought in, e.g. case, and how much of the unit it holds. */
  pack: text.optional(),
  pack_size: z.int().positive().optional(),
  /** Days from order to delivery, where it differs from the supplier's. */
  lead_time_days: z.int().nonnegative().optional(),
  /** Least that can be ordered. */
  min_order: z.int().nonnegative().optional(),
  /** Orders are whole multiples of this. */
  order_multiple: z.int().positive().optional(),
  /** Stock as a file stated it. What the stock ledger begins from; without meaning once it has begun. */
  stock: z.int().optional(),
  on_order: z.int().optional(),
  /** Stock at which to order again, where it was set by hand. */
  reorder_level: z.int().optional(),
  /** Whether sales move its stock; where absent, they do if `stock` is stated. */
  track_stock: z.boolean().optional(),
  discontinued: z.boolean().optional(),
  /** No longer to be found or sold; kept so that past sales have their name. */
  removed: z.literal(true).optional(),
});
export type Product = z.infer<typeof Product>;

/** Whether sales move the stock of a product. */
export function isTracked({ track_stock: track, stock }: Product): boolean {
  return track ?? stock !== undefined;
}
