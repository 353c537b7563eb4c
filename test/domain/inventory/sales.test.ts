import { describe, expect, test } from 'vitest';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { wiredTable } from '../../support/wired-table.js';
import { keyed, stockShop } from './shop.js';

const store = embeddedStore();
const open = (...more: [] | [Parameters<typeof stockShop>[1]]) => stockShop(store.table(), ...more);

describe('a sale', () => {
  test('takes what expires first, and what has expired last', async () => {
    const { adjust, sell, stock } = await open();
    await adjust('purchase', { quantity: 2_000, batch: 'late', expires: '2026-09-30' });
    await adjust('purchase', { quantity: 2_000, batch: 'soon', expires: '2026-04-30' });
    await adjust('purchase', { quantity: 1_000 });
    await adjust('count', { quantity: 3_000, batch: 'gone', expires: '2026-03-01' });
    const sale = await sell(3_000);
    expect(sale.stock).toEqual([{ product_id: 'P1', seq: 5, left: 5_000 }]);
    const lots = async () => (await stock()).shelves[0]?.lots.map(({ batch, quantity }) => [batch, quantity]);
    expect(await lots()).toEqual([
      ['gone', 3_000],
      ['late', 1_000],
    ]);
    const rest = await sell(4_000);
    expect(rest.stock).toEqual([{ product_id: 'P1', seq: 6, left: 1_000, expired: 2_000 }]);
    expect(await lots()).toEqual([['gone', 1_000]]);
  });

  test('goes below zero where the shop allows it, never in a lot, and what comes in makes it good', async () => {
    const { adjust, sell, stock } = await open();
    await adjust('purchase', { quantity: 2_000, batch: 'B1' });
    expect((await sell(5_000)).stock?.[0]).toMatchObject({ left: -3_000 });
    expect((await stock()).shelves).toEqual([{ location: 'counter', loose: -3_000, lots: [] }]);
    await adjust('purchase', { quantity: 10_000, batch: 'B2' });
    expect((await stock()).shelves).toEqual([
      { location: 'counter', loose: 0, lots: [{ batch: 'B2', quantity: 7_000 }] },
    ]);
  });

  test('is refused below zero where the shop says so, and nothing is written', async () => {
    const { adjust, sell, stock, shop } = await open({ negative_stock: 'refuse' });
    await adjust('purchase', { quantity: 2_000 });
    const error = await clerkError(sell(2_001));
    expect([error.code, error.field, error.message]).toEqual([
      'refused',
      'lines[0].quantity',
      'Only 2 of Tata Tea 250 g is in stock at counter, not 2.001.',
    ]);
    await shop.replica.sync();
    const { rows } = await shop.replica.read('SELECT count(*) FROM sales', []);
    expect([rows, (await stock()).seq]).toEqual([[[0n]], 1]);
    await sell(2_000);
    expect((await stock()).on_hand).toBe(0);
  });

  test('takes from the location it was made at', async () => {
    const { adjust, sell, stock } = await open();
    await adjust('purchase', { quantity: 2_000, location: 'godown' });
    await sell(500, 'P1', { location: 'GODOWN' });
    const fair = await clerkError(sell(300, 'P1', { location: 'a fair' }));
    expect([fair.field, fair.valid]).toEqual(['location', ['counter', 'godown']]);
    expect((await stock()).shelves).toEqual([{ location: 'godown', loose: 1_500, lots: [] }]);
  });

  test('moves a product once however many lines it stands on', async () => {
    const { adjust, shop, stock } = await open();
    await adjust('purchase', { quantity: 9_000 });
    const line = { product: 'P1', unit_price: 100 };
    const sale = await shop.sales.record(
      {
        lines: [
          { ...line, quantity: 1_000 },
          { ...line, quantity: 2_500 },
        ],
        tax_included: true,
      },
      keyed(),
    );
    expect(sale.stock).toEqual([{ product_id: 'P1', seq: 2, left: 5_500 }]);
    expect((await stock()).seq).toBe(2);
  });

  test('moves nothing of a product whose stock is not kept, and costs no read for it', async () => {
    const { id } = await open();
    const { table, proxy } = await wiredTable(store.endpoint());
    const { anotherProcess } = await import('../sales/shop.js');
    const shop = anotherProcess(table, id);
    proxy.clear();
    const sale = await shop.sales.record(
      { lines: [{ product: 'P1', quantity: 1_000 }], tax_included: true },
      keyed(),
    );
    expect(sale.stock).toBeUndefined();
    expect(proxy.exchanges.map(({ operation }) => operation)).toEqual([
      'GetItem',
      'GetItem',
      'TransactWriteItems',
    ]);
  });

  test('with more products than one transaction holds is refused with how many fit', async () => {
    const { shop } = await open();
    const products = Array.from({ length: 100 }, (_, index) => ({
      product_id: `M${index}`,
      name: `Many ${index}`,
      price: 100,
      track_stock: true,
    }));
    await shop.books.products.putMany(products, new Map(), new Date());
    const lines = products.map(({ product_id: product }) => ({ product, quantity: 1_000 }));
    const error = await clerkError(shop.sales.record({ lines, tax_included: true }, keyed()));
    expect([error.code, error.field]).toEqual(['too_large', 'lines']);
    expect(error.message).toContain('100 products at once; 97 fit');
    const fits = await shop.sales.record({ lines: lines.slice(0, 97), tax_included: true }, keyed());
    expect(fits.stock).toHaveLength(97);
    const back = await shop.sales.reverse({ refers_to: fits.sale_id }, keyed());
    expect(back.stock).toHaveLength(97);
  });
});

describe('goods that come back', () => {
  test('go to the batches they came from, last taken first, and a cancellation undoes the movement', async () => {
    const { adjust, sell, refund, cancel, stock } = await open();
    await adjust('purchase', { quantity: 3_000, batch: 'B1', expires: '2026-05-01' });
    await adjust('purchase', { quantity: 5_000, batch: 'B2', expires: '2026-06-01' });
    const before = (await stock()).shelves;
    const sale = await sell(4_000);
    const other = await sell(1_000);
    await refund(sale, 1_500);
    const lots = async () => (await stock()).shelves[0]?.lots.map(({ batch, quantity }) => [batch, quantity]);
    expect(await lots()).toEqual([
      ['B1', 500],
      ['B2', 4_000],
    ]);
    const rest = await refund(sale, 2_500);
    expect(rest.stock).toEqual([{ product_id: 'P1', seq: 6, left: 7_000 }]);
    await cancel(other);
    expect((await stock()).shelves).toEqual(before);
  });

  test('move nothing where the sale had moved nothing', async () => {
    const { adjust, sell, cancel, stock } = await open();
    const sale = await sell(2_000);
    await adjust('count', { quantity: 10_000 });
    await cancel(sale);
    expect(await stock()).toMatchObject({ seq: 1, on_hand: 10_000 });
  });
});

describe('tills', () => {
  test('ten of them on five servers sell the same product at once, and all succeed', async () => {
    const { adjust, stock, another, sell } = await open();
    await adjust('purchase', { quantity: 100_000, batch: 'B1' });
    const tills = Array.from({ length: 4 }, another);
    const sales = await Promise.all(
      [sell, sell, ...tills.flatMap((till) => [till.sell, till.sell])].map((each) => each(1_000)),
    );
    const numbers = sales.flatMap(({ stock: moved = [] }) => moved.map(({ seq }) => seq));
    expect(numbers.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await stock()).toMatchObject({ seq: 11, on_hand: 90_000 });
  });
});
