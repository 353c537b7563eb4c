import { expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import type { Shop } from '../../../src/domain/open-shop.js';
import { pricingAdvice } from '../../../src/tools/pricing-advice.js';
import { recommendActions } from '../../../src/tools/recommend-actions.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { anotherProcess, NOON } from '../sales/shop.js';

const DAY = 86_400_000;
const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
const Actions = z.object({
  at_stake: z.number(),
  pending: z.number().optional(),
  actions: z.array(
    z.looseObject({
      action: z.string(),
      about: z.string(),
      at_stake: z.number().optional(),
      pending: z.boolean().optional(),
      why: z.array(z.string()),
      expected: z.looseObject({
        text: z.string(),
        price: z.number().optional(),
        amount: z.number().optional(),
      }),
      call: z.looseObject({ arguments: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
});

let keys = 0;
const key = () => {
  keys += 1;
  return { key: `markdown-${keys}`, payload: keys };
};

function opened(table: PlainTable, clock: () => Date, patience: number): Shop {
  const shop = anotherProcess(table, 'markdowns', clock, {}, { patience });
  onTestFinished(() => shop.forecasts.close());
  onTestFinished(() => shop.reorders.close());
  return shop;
}

/** A shop whose jam at 100.00, which costs 90.00 and sells two a day, expires in a week. */
async function jamShop(patience = 60_000, table = new PlainTable()) {
  let now = NOON;
  const shop = opened(table, () => now, patience);
  await shop.books.products.putMany(
    [{ product_id: 'jam', name: 'Jam', price: 10_000, cost: 9_000, track_stock: true }],
    new Map(),
    NOON,
  );
  await shop.inventory.adjust(
    {
      kind: 'purchase',
      on: '2026-02-01',
      lines: [{ product: 'jam', quantity: 160_000, unit_cost: 9_000, batch: 'B', expires: '2026-04-06' }],
    },
    key(),
  );
  const setDay = (day: number): void => {
    now = new Date(NOON.getTime() + day * DAY);
  };
  const sell = async (from: number, to: number, units: number): Promise<void> => {
    for (let day = from; day < to; day += 1) {
      setDay(day + 0.1);
      const lines = [{ product: 'jam', quantity: (units + (day % 2)) * 1_000 }];
      await shop.sales.record({ tax_included: true, lines }, key());
    }
  };
  await sell(-35, 0, 2);
  setDay(0);
  return { shop, setDay, sell };
}

async function recommend(shop: Shop, kinds: readonly string[] = ['mark_down', 'reprice']) {
  return Actions.parse(await recommendActions.execute({ kinds }, shop, call));
}

it('a markdown is kept until its day, and then put back to the price before it', async () => {
  const { shop, setDay, sell } = await jamShop();
  const { actions, at_stake } = await recommend(shop);
  expect(actions).toMatchObject([{ action: 'mark_down', about: 'Jam' }]);
  const { price = 0, amount, text } = actions[0]?.expected ?? { text: '' };
  expect([actions[0]?.at_stake, at_stake]).toEqual([amount, amount]);
  expect(text).toContain('Ask INR 100.00 again after that day.');
  expect(price).toBeLessThan(90);

  setDay(0.2);
  await shop.products.save({ product: 'jam', fields: { price: price * 100 } }, key());
  await sell(1, 3, 12);
  setDay(3);
  // Below cost as it is, it is what was advised: neither to be mended nor marked down a little more.
  const during = await recommend(shop);
  expect(during.actions.filter(({ action }) => action === 'reprice')).toEqual([]);
  const advised = await pricingAdvice.execute({ products: ['jam'] }, shop, call);
  expect(advised).toMatchObject({ products: [{ markdown: { after: 100 } }] });

  setDay(8);
  const after = await recommend(shop);
  expect(after.actions).toMatchObject([
    {
      action: 'reprice',
      about: 'Jam',
      expected: { text: expect.stringContaining('The markdown until 2026-04-06 is over'), price: 100 },
      call: { arguments: { product: 'jam', price: 100 } },
    },
  ]);
  await shop.products.save({ product: 'jam', fields: { price: 10_000 } }, key());
  expect((await recommend(shop, ['reprice'])).actions).toEqual([]);
});

it('what is still being worked out says so, and counts for nothing until it is known', async () => {
  const { shop } = await jamShop(0);
  const hasty = await recommend(shop, ['mark_down']);
  expect(hasty).toMatchObject({ at_stake: 0, pending: 1, actions: [{ action: 'mark_down', pending: true }] });
  expect(hasty.actions[0]?.at_stake).toBeUndefined();
});

it('of advice that was pending the last word is kept, be it to leave the price', async () => {
  const table = new PlainTable();
  const { shop } = await jamShop(0, table);
  await shop.books.products.putMany(
    [{ product_id: 'jam', name: 'Jam', price: 1, cost: 9_000, track_stock: true }],
    new Map([['jam', 1]]),
    NOON,
  );
  await recommend(shop, ['mark_down']);
  const patient = opened(table, () => NOON, 60_000);
  await recommend(patient, ['mark_down']);
  const later = opened(table, () => new Date(NOON.getTime() + 15 * DAY), 0);
  expect(await recommendActions.execute({ show: 'outcomes' }, later, call)).toMatchObject({
    outcomes: [
      {
        action: 'mark_down',
        expected: { text: expect.stringMatching(/^Keep the price/) },
        followed: 'yes',
        says: 'The price was kept, as advised.',
      },
    ],
  });
});

it('a delivery that was never booked is named beside stock below zero', async () => {
  const { shop, setDay, sell } = await jamShop();
  await shop.inventory.adjust({ kind: 'order', lines: [{ product: 'jam', quantity: 150_000 }] }, key());
  await sell(1, 2, 190);
  setDay(8);
  const { actions } = await recommend(shop, ['count']);
  expect(actions).toMatchObject([{ action: 'count', about: 'Jam', at_stake: 0 }]);
  expect(actions[0]?.why.at(-1)).toMatch(/150 units on order: .* may have come without being booked/);
});
