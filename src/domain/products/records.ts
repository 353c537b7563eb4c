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
  stock: z.int().optional(),
  on_order: z.int().optional(),
  reorder_level: z.int().optional(),
  discontinued: z.boolean().optional(),
});
export type Product = z.infer<typeof Product>;
