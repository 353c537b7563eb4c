import { QUANTITY_SCALE } from '../money.js';
import type { Product } from '../products/records.js';
import type { Random } from '../random.js';
import type { Sale } from '../sales/sale.js';
import { ITEMS, type Item } from './catalogue.js';
import type { Day } from './days.js';
import type { Terms } from './prices.js';
import { SUPPLIERS } from './suppliers.js';

const LOOK_BACK_DAYS = 60;
/** Pieces in a case, by the price of one in paise. */
const CASES = [
  [30_000, 4],
  [10_000, 12],
  [3_000, 24],
] as const;
/** Loose goods of this price a kilogram, in paise, come in small sacks. */
const LOOSE_DEAR = 30_000;
const DEAD_STOCK = 14 * QUANTITY_SCALE;

/** The products as they stand on the evening of the last day, stock in line with what sold lately. */
export function productsAtEnd(
  days: readonly Day[],
  history: readonly Terms[],
  sales: readonly Sale[],
  random: Random,
): Product[] {
  const lookBack = days.slice(-LOOK_BACK_DAYS);
  const from = lookBack[0]?.date ?? '';
  const sold = new Map<string, number>();
  for (const { at, lines } of sales) {
    if (at < from) continue;
    for (const { product_id: id = '', quantity } of lines) sold.set(id, (sold.get(id) ?? 0) + quantity);
  }
  return ITEMS.map((item, index) => ({
    product_id: item.product_id,
    name: item.name,
    category_id: item.category,
    supplier_id: item.supplier,
    unit: item.unit,
    price: item.price,
    cost: item.cost,
    ...(item.mrp === undefined ? {} : { mrp: item.mrp }),
    tax_rate: history[index]?.taxRate.at(-1) ?? item.taxRates[1],
    hsn: item.hsn,
    ...(item.barcode === undefined ? {} : { barcode: item.barcode }),
    ...packOf(item),
    ...stockOf(item, (sold.get(item.product_id) ?? 0) / lookBack.length, random),
    discontinued: item.discontinued ?? false,
  }));
}

/** Packed goods are bought by the case, loose ones by the sack; dear ones in smaller cases. */
function packOf(item: Item): Pick<Product, 'pack' | 'pack_size' | 'min_order' | 'order_multiple'> {
  const units = item.loose
    ? item.price >= LOOSE_DEAR
      ? 5
      : 25
    : (CASES.find(([price]) => item.price >= price)?.[1] ?? 48);
  const size = units * QUANTITY_SCALE;
  return { pack: item.loose ? 'sack' : 'case', pack_size: size, min_order: size, order_multiple: size };
}

/**
 * A few items are short and most of those on order; an item that no longer sells lies there. The owner sets levels for loose
 * goods and what is sold off, and leaves the rest to be worked out.
 */
function stockOf(
  item: Item,
  soldADay: number,
  random: Random,
): Pick<Product, 'stock' | 'on_order' | 'reorder_level'> {
  if (item.until !== undefined) {
    return {
      stock: item.discontinued ? 0 : DEAD_STOCK,
      on_order: 0,
      reorder_level: item.discontinued ? 0 : 2 * QUANTITY_SCALE,
    };
  }
  const leadTime = SUPPLIERS.find((supplier) => supplier.supplier_id === item.supplier)?.lead_time_days ?? 1;
  const step = item.loose ? QUANTITY_SCALE / 4 : QUANTITY_SCALE;
  const reorder = Math.max(2 * step, upTo(step, soldADay * 2 * leadTime));
  const short = random.chance(0.09);
  const stock = short
    ? upTo(step, reorder * random.between(-0.3, 0.8))
    : reorder + upTo(step, soldADay * random.between(0.5, 3 * leadTime) + step);
  const ordered =
    short && random.chance(0.6) ? upTo(step, Math.max(reorder * 2, soldADay * 4 * leadTime)) : 0;
  return {
    stock: Math.max(0, stock),
    on_order: ordered,
    ...(item.loose ? { reorder_level: reorder } : {}),
  };
}

function upTo(step: number, quantity: number): number {
  return Math.ceil(quantity / step) * step;
}
