import type { AdjustLine, AdjustRequest } from '../../../src/domain/inventory/adjusting.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import type { Sale } from '../../../src/domain/sales/sale.js';
import type { ShopSettings } from '../../../src/domain/shop.js';
import type { Clock } from '../../../src/domain/time.js';
import { freshShop } from '../../support/embedded-store.js';
import { anotherProcess, shopWithProducts } from '../sales/shop.js';

let keys = 0;

export function keyed(payload: unknown = 'the same') {
  keys += 1;
  return { key: `stock-key-${keys}`, payload };
}

type Line = Partial<AdjustLine> & Pick<AdjustLine, 'quantity'>;

/** A shop with two locations, and short ways to move its stock. P1 is tea at 70.00, kept in pieces. */
export async function stockShop(table: Table, settings: Partial<ShopSettings> = {}, clock?: Clock) {
  const id = freshShop();
  const options = { stock_locations: ['counter', 'godown'], ...settings };
  const shop = await shopWithProducts(table, id, clock, options);
  return { id, ...movesOf(shop), another: () => movesOf(anotherProcess(table, id, clock, options)) };
}

function movesOf(shop: Shop) {
  const adjust = (kind: AdjustRequest['kind'], line: Line, more: Partial<AdjustRequest> = {}) =>
    shop.inventory.adjust({ kind, lines: [{ product: 'P1', ...line }], ...more }, keyed());
  const sell = (quantity: number, product = 'P1', more: object = {}): Promise<Sale> =>
    shop.sales.record(
      { lines: [{ product, quantity, unit_price: 100 }], tax_included: true, ...more },
      keyed(),
    );
  return {
    shop,
    adjust,
    sell,
    refund: (sale: Sale, quantity: number, product = 'P1') =>
      shop.sales.reverse({ refers_to: sale.sale_id, lines: [{ product, quantity }] }, keyed()),
    cancel: (sale: Sale) => shop.sales.reverse({ refers_to: sale.sale_id }, keyed()),
    /** Stock on hand and lots by location, in thousandths. */
    stock: async (product = 'P1') => shop.inventory.stock(await shop.products.find(product, 'product')),
  };
}
