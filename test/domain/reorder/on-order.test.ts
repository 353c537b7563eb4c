import { expect, test } from 'vitest';
import { embeddedStore } from '../../support/embedded-store.js';
import { keyed } from '../inventory/shop.js';
import { pageOf, steady, tradingShop } from './shop.js';

const store = embeddedStore();

test('what is ordered is not ordered again, until it has come or was cancelled', async () => {
  const milk = { product_id: 'M', name: 'Milk', supplier_id: 'near', price: 1_180, cost: 800, stock: 20_000 };
  const shop = await tradingShop(store, [milk], [steady('M')]);
  const planned = async () => {
    const [line] = (await pageOf(shop.reorders)).lines;
    return [(line?.order ?? 0) > 0, line?.product.onOrder];
  };
  const move = (kind: 'order' | 'cancel_order' | 'purchase' | 'wastage', quantity: number) =>
    shop.inventory.adjust({ kind, lines: [{ product: 'M', quantity }] }, keyed());
  expect(await planned()).toEqual([true, 0]);
  await move('order', 150_000);
  expect(await planned()).toEqual([false, 150_000]);
  await move('cancel_order', 150_000);
  expect(await planned()).toEqual([true, 0]);
  await move('order', 150_000);
  await move('purchase', 150_000);
  await move('wastage', 150_000);
  expect(await planned()).toEqual([true, 0]);
});
