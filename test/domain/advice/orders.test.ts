import { expect, it, onTestFinished } from 'vitest';
import { PLAN } from '../../../src/domain/advice/actions/ordering.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import { listAlerts } from '../../../src/tools/list-alerts.js';
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

it('lists outcomes and actions page by page', async () => {
  const { shop } = await shopOfTwo();
  await recommend(shop);
  for (const show of ['outcomes', 'actions']) {
    const first = await recommend(shop, { show, limit: 1 });
    expect(first).toMatchObject({ total: 2, has_more: true, next_cursor: expect.any(String) });
    const last = await recommend(shop, { show, limit: 1, cursor: first.next_cursor });
    expect(last).toMatchObject({ total: 2, has_more: false });
    expect(last).not.toHaveProperty('next_cursor');
    const names = [first[show], last[show]].flatMap((rows) => (rows as Listed[]).map(({ about }) => about));
    expect(names.sort()).toEqual(['Oil', 'Tea']);
    await expect(
      recommend(shop, { show, kinds: ['reorder'], limit: 1, cursor: first.next_cursor }),
    ).rejects.toThrow('cursor');
  }
});

it('stock is dead that last sold long ago, though it was only now taken into the books', async () => {
  const { shop } = await shopOfTwo();
  await shop.books.products.putMany(
    [
      { product_id: 'ghee', name: 'Ghee', price: 10_000, cost: 5_800 },
      { product_id: 'new', name: 'New', price: 10_000, cost: 5_800 },
    ],
    new Map(),
    NOON,
  );
  const lines = [{ product: 'ghee', quantity: 5_000 }];
  await shop.sales.record({ at: '2025-11-01T12:00:00+05:30', tax_included: true, lines }, key());
  await shop.inventory.adjust(
    { kind: 'opening', lines: [...lines, { product: 'new', quantity: 5_000 }] },
    key(),
  );
  const { alerts } = await listAlerts.execute({ kinds: ['dead_stock'] }, shop, call);
  expect(alerts).toMatchObject([{ about: 'Ghee' }]);
  const page = await shop.reorders.plan({ ...PLAN, show: 'dead', limit: 10 });
  if ('reached' in page) throw new Error(page.reached.message);
  expect(page.proposal.dead.lines + page.unforecast.filter(({ dead }) => dead).length).toBe(1);
});
