import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../../src/domain/calendar/days.js';
import {
  type Counted,
  type DemandScope,
  demandHistory,
} from '../../../../src/domain/forecast/history/demand-history.js';
import type { Shop } from '../../../../src/domain/open-shop.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { shopWithProducts } from '../../sales/shop.js';

const store = embeddedStore();
let keys = 0;

function keyed() {
  keys += 1;
  return { key: `history-key-${keys}`, payload: keys };
}

async function sell(shop: Shop, on: string, product: string, quantity: number, discountRate?: number) {
  return shop.sales.record(
    {
      lines: [{ product, quantity: quantity * 1_000, discount_rate: discountRate }],
      at: `${on}T11:00`,
      tax_included: false,
    },
    keyed(),
  );
}

async function read(shop: Shop, scope: DemandScope, counted: Counted = 'units', last = '2026-03-30') {
  await shop.replica.sync();
  const { series } = await demandHistory(shop.replica, scope, counted, { last, digits: 2 });
  return Object.fromEntries(series.map(({ id, first, values }) => [id, [dayOf(first), ...values]]));
}

describe('the history of demand', () => {
  test('has a value for every day from the first sale on, by product, category and shop', async () => {
    const shop = await shopWithProducts(store.table(), 'history-days');
    await shop.books.products.putMany(
      [{ product_id: 'P7', name: 'Green Tea', price: 5_000, category_id: 'tea' }],
      new Map(),
      new Date('2026-03-01T00:00:00Z'),
    );
    await sell(shop, '2026-03-26', 'P7', 3);
    await sell(shop, '2026-03-28', 'P7', 1);
    await sell(shop, '2026-03-28', 'P7', 1.5);
    await sell(shop, '2026-03-29', 'P3', 2);
    await sell(shop, '2026-03-31', 'P3', 9);
    expect(await read(shop, { by: 'product' })).toEqual({
      P3: ['2026-03-29', 2, 0],
      P7: ['2026-03-26', 3, 0, 2.5, 0, 0],
    });
    expect(await read(shop, { by: 'product', ids: ['P3'] })).toEqual({ P3: ['2026-03-29', 2, 0] });
    expect(await read(shop, { by: 'product', ids: [] })).toEqual({});
    expect(await read(shop, { by: 'category', id: 'tea' })).toEqual({ tea: ['2026-03-26', 3, 0, 2.5, 0, 0] });
    expect(await read(shop, { by: 'shop' }, 'revenue')).toEqual({
      shop: ['2026-03-26', 150, 0, 125, 90.2, 0],
    });
    expect(await read(shop, { by: 'shop' }, 'units', '2026-03-27')).toEqual({ shop: ['2026-03-26', 3, 0] });
  });

  test('takes what came back from the day it was sold on', async () => {
    const shop = await shopWithProducts(store.table(), 'history-returns');
    const voided = await sell(shop, '2026-03-25', 'P3', 4);
    await sell(shop, '2026-03-25', 'P3', 1);
    const returned = await sell(shop, '2026-03-26', 'P3', 5);
    await shop.sales.reverse({ refers_to: voided.sale_id }, keyed());
    await shop.sales.reverse(
      { refers_to: returned.sale_id, lines: [{ product: 'P3', quantity: 2_000 }] },
      keyed(),
    );
    // Both came back on the 31st.
    expect(await read(shop, { by: 'product' }, 'units', '2026-03-31')).toEqual({
      P3: ['2026-03-25', 1, 3, 0, 0, 0, 0, 0],
    });
    expect(await read(shop, { by: 'product' })).toEqual({ P3: ['2026-03-25', 5, 5, 0, 0, 0, 0] });
  });

  test('knows the price of a day and how much was sold at a discount', async () => {
    const shop = await shopWithProducts(store.table(), 'history-prices');
    await sell(shop, '2026-03-28', 'P3', 2);
    await sell(shop, '2026-03-30', 'P3', 2, 1_000);
    await shop.replica.sync();
    const { series } = await demandHistory(shop.replica, { by: 'product' }, 'units', {
      last: '2026-03-30',
      digits: 2,
    });
    expect(series[0]?.prices).toEqual([45.1, undefined, 40.59]);
    expect(series[0]?.discounted).toEqual([0, 0, 0.1]);
  });

  test('leaves out the days on which a busy shop was closed', async () => {
    const shop = await shopWithProducts(store.table(), 'history-closed');
    const sales = ['2026-03-27', '2026-03-28', '2026-03-30'].flatMap((on) =>
      Array.from({ length: 8 }, () => sell(shop, on, 'P3', 1)),
    );
    await Promise.all(sales);
    expect(await read(shop, { by: 'product' })).toEqual({ P3: ['2026-03-27', 8, 8, undefined, 8] });
  });

  test('of a shop that sold nothing is empty', async () => {
    const shop = await shopWithProducts(store.table(), 'history-none');
    expect(await read(shop, { by: 'product' })).toEqual({});
  });
});
