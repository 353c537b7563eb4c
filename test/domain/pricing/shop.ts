import { onTestFinished } from 'vitest';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import type { Product } from '../../../src/domain/products/records.js';
import { freshShop } from '../../support/embedded-store.js';
import { sellDaily } from '../forecast/shop.js';
import { anotherProcess, NOON } from '../sales/shop.js';

export const PRODUCTS: readonly Product[] = [
  {
    product_id: 'tea',
    name: 'Tea 250 g',
    category_id: 'hot',
    price: 10_000,
    cost: 5_400,
    mrp: 12_000,
    tax_rate: 500,
    stock: 900_000,
  },
  { product_id: 'coffee', name: 'Coffee 100 g', category_id: 'hot', price: 20_000, cost: 15_000 },
  { product_id: 'still', name: 'Cocoa 200 g', category_id: 'hot', price: 15_000, cost: 11_000 },
  { product_id: 'over', name: 'Green Tea', category_id: 'hot', price: 13_000, cost: 8_000, mrp: 12_000 },
  { product_id: 'dear', name: 'White Tea', category_id: 'hot', price: 13_000, cost: 14_000, mrp: 12_000 },
  { product_id: 'bare', name: 'Mate', category_id: 'hot' },
];

/** The price of a week: it moves often, and by up to 12 % either way. */
const moving = (price: number) => (day: number) =>
  Math.round(price * (1 + 0.03 * ((Math.floor((day + 3) / 7) * 5) % 9) - 0.12));

/** About `level` a day at the usual price, with an elasticity of -3 and some coming and going. */
const responding = (product: string, price: number, level: number) => ({
  product,
  price: moving(price),
  units: (day: number) =>
    Math.round(level * (moving(price)(day) / price) ** -3 * (0.9 + 0.025 * ((day * 7) % 9))),
});

let filled: string | undefined;

/** Eight months of sales up to 30 March 2026; the clock stands at noon of the 31st. A shop of its own, to be written to. */
export async function teaShop(table: Table): Promise<Shop> {
  const shop = opened(table, freshShop());
  await shop.books.categories.putMany([{ category_id: 'hot', name: 'Hot drinks' }], new Map(), NOON);
  await shop.books.products.putMany(PRODUCTS, new Map(), NOON);
  await sellDaily(shop, '2025-08-01', '2026-03-30', [
    responding('tea', 10_000, 30),
    responding('coffee', 20_000, 12),
    { product: 'still', price: 15_000, units: (day) => 9 + ((day * 5) % 4) },
    { product: 'over', price: 13_000, units: (day) => 4 + (day % 3) },
  ]);
  return shop;
}

/** The same, one for all tests of a file that only read. */
export async function knownTeaShop(table: Table): Promise<Shop> {
  if (filled !== undefined) return opened(table, filled);
  const shop = await teaShop(table);
  filled = shop.settings.shop_id;
  return shop;
}

function opened(table: Table, id: string): Shop {
  const shop = anotherProcess(table, id);
  onTestFinished(() => shop.forecasts.close());
  return shop;
}
