import { expect, it, onTestFinished } from 'vitest';
import type { Shop } from '../../../src/domain/open-shop.js';
import { recommendActions } from '../../../src/tools/recommend-actions.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { anotherProcess, NOON } from '../sales/shop.js';

const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
const recommend = (shop: Shop, args: object = {}) => recommendActions.execute(args, shop, call);

interface Listed {
  about: string;
  at_stake: number;
  call: { arguments: { lines: { quantity: number }[] } };
}

let keys = 0;
const key = () => {
  keys += 1;
  return { key: `order-${keys}`, payload: keys };
};

/** A shop that sells two a day of tea, which is sold out, and of oil, of which eleven are left. */
async function shopOfTwo(): Promise<{ shop: Shop; later: (days: number) => void }> {
  let now = NOON;
  const shop = anotherProcess(new PlainTable(), 'orders', () => now, {}, { patience: 60_000 });
  onTestFinished(() => shop.forecasts.close());
  onTestFinished(() => shop.reorders.close());
  const base = { price: 10_000, cost: 5_800, lead_time_days: 5, track_stock: true };
  await shop.books.products.putMany(
    [
      { product_id: 'tea', name: 'Tea', ...base },
      { product_id: 'oil', name: 'Oil', ...base },
    ],
    new Map(),
    NOON,
  );
  const stock = [
    { product: 'tea', quantity: 14_000 },
    { product: 'oil', quantity: 25_000 },
  ];
  await shop.inventory.adjust({ kind: 'opening', on: '2026-03-01', lines: stock }, key());
  for (let day = 24; day <= 30; day += 1)
    await shop.sales.record(
      {
        at: `2026-03-${day}T12:00:00+05:30`,
        tax_included: true,
        lines: stock.map(({ product }) => ({ product, quantity: 2_000 })),
      },
      key(),
    );
  return {
    shop,
    later: (days) => {
      now = new Date(NOON.getTime() + days * 86_400_000);
    },
  };
}

it('counts an order once when it comes, and not at all when it is cancelled', async () => {
  const { shop, later } = await shopOfTwo();
  await recommend(shop, { kinds: ['reorder'] });
  later(0.01);
  const move = (kind: 'order' | 'purchase' | 'cancel_order', quantity: number) =>
    shop.inventory.adjust({ kind, lines: [{ product: 'tea', quantity }] }, key());
  const outcome = async () => {
    const { outcomes } = await recommend(shop, { show: 'outcomes', kinds: ['reorder'] });
    return (outcomes as Listed[]).filter(({ about }) => about === 'Tea');
  };
  await move('order', 25_000);
  await move('cancel_order', 25_000);
  expect(await outcome()).toMatchObject([{ followed: 'not_yet' }]);
  await move('order', 25_000);
  expect(await outcome()).toMatchObject([
    { followed: 'yes', says: expect.stringContaining('Done: 25 units') },
  ]);
  await move('purchase', 25_000);
  expect(await outcome()).toMatchObject([
    { followed: 'yes', says: expect.stringContaining('Done: 25 units') },
  ]);
});

it('lists the orders of the plan that no alert calls for, until they are made', async () => {
  const { shop, later } = await shopOfTwo();
  // Eleven left at two a day, five days until supply: just enough for an alert not to speak.
  const { actions } = await recommend(shop, { kinds: ['reorder'] });
  const oil = (list: unknown) => (list as Listed[]).find(({ about }) => about === 'Oil');
  const found = oil(actions);
  expect(found).toMatchObject({
    alerts: [],
    at_stake: expect.any(Number),
    why: [
      expect.stringMatching(
        /^11 units of Oil are at or below the reorder point of \d+ units; it is expected/,
      ),
    ],
    call: { tool: 'adjust_stock', arguments: { kind: 'order', lines: [{ product: 'oil' }] } },
  });
  expect(found?.at_stake).toBeGreaterThan(0);
  later(0.01);
  const [line] = found?.call.arguments.lines ?? [];
  await shop.inventory.adjust(
    { kind: 'order', lines: [{ product: 'oil', quantity: (line?.quantity ?? 0) * 1_000 }] },
    key(),
  );
  expect(oil((await recommend(shop, { kinds: ['reorder'] })).actions)).toBeUndefined();
});
