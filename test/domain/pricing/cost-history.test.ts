import { expect, test } from 'vitest';
import { priceHistories } from '../../../src/domain/pricing/seller-prices.js';
import { pricingAdvice } from '../../../src/tools/pricing-advice.js';
import { itemOf } from '../../support/bills/record.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { keyed, postingShop } from '../../support/posting/shop.js';

const store = embeddedStore();
const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };

test('what goods cost by bills and by hand is among the changes of prices, until it is taken back', async () => {
  const { shop, read, post, reverse } = await postingShop(store.table());
  const bought = async () => {
    await shop.replica.sync();
    const histories = await priceHistories(shop.replica, ['sugar', 'salt'], '2026-03-31');
    return (histories.get('sugar')?.changes ?? []).map(({ from, cost, bought: by }) => ({ from, cost, by }));
  };
  const buy = (on: string, cost: number) =>
    shop.inventory.adjust(
      { kind: 'purchase', on, lines: [{ product: 'sugar', quantity: 5_000, unit_cost: cost }] },
      keyed(),
    );
  expect(await bought()).toEqual([]);
  await buy('2026-03-20', 4_100);
  await buy('2026-03-24', 4_100);
  const bill = await read({ id: 'dearer', items: [itemOf('Sugar', 10_000, 4_350)], date: '2026-03-28' });
  await post(bill);
  const first = { from: '2026-03-20', cost: 4_100, by: true };
  const [latest, ...rest] = await bought();
  expect([latest, ...rest]).toEqual([{ from: expect.any(String), cost: 4_350, by: true }, first]);

  const answer = await pricingAdvice.execute({ products: ['sugar'] }, shop, call);
  expect(answer).toMatchObject({
    products: [
      {
        price_changes: [
          { from: latest?.from, cost: 43.5, by: 'purchase' },
          { from: '2026-03-20', cost: 41, by: 'purchase' },
        ],
      },
    ],
  });
  await reverse(bill);
  expect(await bought()).toEqual([first]);
});
