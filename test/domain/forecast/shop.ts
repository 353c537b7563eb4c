import { dayNumber, dayOf } from '../../../src/domain/calendar/days.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { Sale } from '../../../src/domain/sales/sale.js';

export interface Selling {
  readonly product: string;
  /** Units on a day, from its number; none where it gives 0. */
  readonly units: (day: number) => number;
  /** Minor units; may be another on another day. */
  readonly price?: number | ((day: number) => number);
}

/** Puts one receipt a day and product into a shop's books, from one day to another, as an import would. */
export async function sellDaily(
  shop: Shop,
  from: string,
  to: string,
  selling: readonly Selling[],
): Promise<void> {
  const sales: Sale[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
    const on = dayOf(day);
    for (const { product, units, price: asked = 1_000 } of selling) {
      const price = typeof asked === 'number' ? asked : asked(day);
      const quantity = units(day) * 1_000;
      if (quantity === 0) continue;
      sales.push({
        sale_id: `${on.replaceAll('-', '')}-${product}`,
        kind: 'sale',
        at: `${on}T12:00:00+05:30`,
        total: (quantity * price) / 1_000,
        lines: [{ product_id: product, quantity, unit_price: price }],
      });
    }
  }
  await shop.books.sales.putMany(sales, new Map(), new Date(`${to}T15:00:00Z`));
}
