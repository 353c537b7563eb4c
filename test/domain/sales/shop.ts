import { onTestFinished } from 'vitest';
import { openShop, type Shop, type ShopPorts } from '../../../src/domain/open-shop.js';
import { openDuckDb } from '../../../src/domain/ports/analytics/duckdb.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import { ShopSettings } from '../../../src/domain/shop.js';
import type { Clock } from '../../../src/domain/time.js';

/** Noon of 31 March 2026 in the shop. */
export const NOON = new Date('2026-03-31T06:30:00Z');

/** A shop in Kolkata with four products, whose clock stands at {@link NOON}; closed when the test is over. */
export async function shopWithProducts(
  table: Table,
  id: string,
  clock?: Clock,
  more: Partial<ShopSettings> = {},
  ports: Partial<ShopPorts> = {},
): Promise<Shop> {
  const shop = anotherProcess(table, id, clock, more, ports);
  await shop.books.products.putMany(
    [
      { product_id: 'P1', name: 'Tata Tea 250 g', price: 10_000, cost: 7_000, tax_rate: 500 },
      { product_id: 'P2', name: 'Basmati Rice', unit: 'kg', price: 9_990, tax_rate: 1_800 },
      { product_id: 'P3', name: 'Loose Sugar', unit: 'kg', price: 4_510 },
      { product_id: 'P4', name: 'Gift Box' },
      { product_id: 'P5', name: 'Twin', price: 100 },
      { product_id: 'P6', name: 'twin', price: 200 },
    ],
    new Map(),
    NOON,
  );
  await shop.books.customers.putMany([{ customer_id: 'C1', name: 'Anita Rao' }], new Map(), NOON);
  await shop.books.employees.putMany(
    [{ employee_id: 'E1', first_name: 'Ravi', last_name: 'Kumar' }],
    new Map(),
    NOON,
  );
  return shop;
}

/** The same shop as another server sees it. */
export function anotherProcess(
  table: Table,
  id: string,
  clock: Clock = () => NOON,
  more: Partial<ShopSettings> = {},
  ports: Partial<ShopPorts> = {},
): Shop {
  const settings = ShopSettings.parse({
    shop_id: id,
    name: 'Test Stores',
    currency: 'INR',
    time_zone: 'Asia/Kolkata',
    fiscal_year_start: 4,
    locale: 'en-IN',
    ...more,
  });
  const shop = openShop(settings, {
    table,
    openEngine: (file) => openDuckDb({ path: file }),
    replicaDir: undefined,
    overlap: 2_000,
    files: undefined,
    clock,
    ...ports,
  });
  onTestFinished(() => shop.replica.close());
  return shop;
}
