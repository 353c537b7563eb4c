import { expect, it } from 'vitest';
import type { Shop } from '../../../src/domain/open-shop.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { anotherProcess, NOON } from '../sales/shop.js';

/** A shop of so many products, each in stock and sold once. */
async function shopOf(products: number): Promise<Shop> {
  const shop = anotherProcess(new PlainTable(), `of-${products}`, () => NOON);
  const ids = Array.from({ length: products }, (_, index) => `P${index}`);
  await shop.books.products.putMany(
    ids.map((id) => ({
      product_id: id,
      name: id,
      price: 5_000,
      cost: 3_000,
      stock: 5_000,
      track_stock: true,
    })),
    new Map(),
    new Date(NOON.getTime() - 3_600_000),
  );
  await shop.books.sales.putMany(
    ids.map((id) => ({
      sale_id: `20260330-${id}`,
      kind: 'sale',
      at: '2026-03-30T12:00:00+05:30',
      total: 5_000,
      lines: [{ product_id: id, quantity: 1_000, unit_price: 5_000 }],
    })),
    new Map(),
    new Date(NOON.getTime() - 3_600_000),
  );
  await shop.alerts.refresh();
  return shop;
}

/** Rows that one refresh reads from the replica, by statement. */
async function readBy(shop: Shop, work: () => Promise<unknown>): Promise<number[]> {
  const rows: number[] = [];
  const { replica } = shop;
  const read = replica.read.bind(replica);
  replica.read = async (...args) => {
    const answer = await read(...args);
    rows.push(answer.rows.length);
    return answer;
  };
  await work();
  replica.read = read;
  return rows;
}

it('reads as much after one sale in a shop of 300 products as in one of 3, and nothing when nothing changed', async () => {
  const read = await Promise.all(
    [3, 300].map(async (products) => {
      const shop = await shopOf(products);
      await shop.sales.record(
        { tax_included: true, lines: [{ product: 'P1', quantity: 1_000 }] },
        { key: 'one more', payload: {} },
      );
      const after = await readBy(shop, () => shop.alerts.refresh());
      return { after, idle: await readBy(shop, () => shop.alerts.refresh()) };
    }),
  );
  const [small, large] = read;
  expect(large?.after).toEqual(small?.after);
  expect(Math.max(...(large?.after ?? []))).toBeLessThanOrEqual(3);
  expect(large?.idle).toEqual([]);
});

it('sees what a repeated import wrote anew', async () => {
  const shop = await shopOf(3);
  const sold = (): number | undefined => shop.alerts.facts.products.get('P1')?.sold.get(20_542);
  expect(sold()).toBe(1_000);
  await shop.books.sales.putMany(
    [
      {
        sale_id: '20260330-P1',
        kind: 'sale',
        at: '2026-03-30T12:00:00+05:30',
        total: 20_000,
        lines: [{ product_id: 'P1', quantity: 4_000, unit_price: 5_000 }],
      },
    ],
    new Map([['20260330-P1', 1]]),
    NOON,
  );
  await shop.alerts.refresh();
  expect(sold()).toBe(4_000);
  expect(shop.alerts.facts.products.size).toBe(3);
});
