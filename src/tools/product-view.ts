import type { Product } from '../domain/products/records.js';
import { type Amounts, present, units } from './amounts.js';

/** A product as people read it. */
export function productView(
  product: Product,
  groups: {
    readonly category?: string | undefined;
    readonly supplier?: string | undefined;
    readonly lead_time_days?: number | undefined;
  },
  { shown }: Amounts,
): Record<string, unknown> {
  const money = (minor: number | undefined): number | undefined =>
    minor === undefined ? undefined : shown(minor);
  return present({
    product_id: product.product_id,
    name: product.name,
    category: groups.category ?? product.category_id,
    supplier: groups.supplier ?? product.supplier_id,
    unit: product.unit,
    pack: product.pack,
    pack_size: units(product.pack_size),
    price: money(product.price),
    cost: money(product.cost),
    mrp: money(product.mrp),
    tax_percent: product.tax_rate === undefined ? undefined : product.tax_rate / 100,
    hsn: product.hsn,
    barcode: product.barcode,
    lead_time_days: product.lead_time_days ?? groups.lead_time_days,
    min_order: units(product.min_order),
    order_multiple: units(product.order_multiple),
    reorder_level: units(product.reorder_level),
    track_stock: product.track_stock,
    discontinued: product.discontinued,
    removed: product.removed,
  });
}
