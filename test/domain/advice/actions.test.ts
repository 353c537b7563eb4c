import { expect, it, onTestFinished } from 'vitest';
import type { Shop } from '../../../src/domain/open-shop.js';
import { recommendActions } from '../../../src/tools/recommend-actions.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { anotherProcess, NOON } from '../sales/shop.js';

const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
const recommend = (shop: Shop, args: object = {}) => recommendActions.execute(args, shop, call);

let keys = 0;
const key = () => {
  keys += 1;
  return { key: `action-${keys}`, payload: keys };
};

/** A shop in want of everything: a product below zero, one sold out, one above its MRP, and a customer who is late. */
async function troubled(
  table = new PlainTable(),
  patience = 60_000,
): Promise<{ shop: Shop; later: (days: number) => void }> {
  let now = NOON;
  const shop = anotherProcess(table, 'actions', () => now, {}, { patience });
  onTestFinished(() => shop.forecasts.close());
  onTestFinished(() => shop.reorders.close());
  const base = { price: 10_000, cost: 5_800, lead_time_days: 5, track_stock: true };
  await shop.books.products.putMany(
    [
      { product_id: 'tea', name: 'Tea', ...base },
      { product_id: 'rice', name: 'Rice', ...base },
      { product_id: 'soap', name: 'Soap', ...base, mrp: 9_000, stock: 90_000 },
    ],
    new Map(),
    NOON,
  );
  await shop.books.customers.putMany([{ customer_id: 'C1', name: 'Anita Rao' }], new Map(), NOON);
  await shop.inventory.adjust(
    {
      kind: 'opening',
      on: '2026-03-01',
      lines: [
        { product: 'tea', quantity: 14_000 },
        { product: 'rice', quantity: 10_000 },
      ],
    },
    key(),
  );
  for (let day = 24; day <= 30; day += 1)
    await shop.sales.record(
      {
        at: `2026-03-${day}T12:00:00+05:30`,
        tax_included: true,
        lines: [
          { product: 'tea', quantity: 2_000 },
          { product: 'rice', quantity: 2_000 },
        ],
      },
      key(),
    );
  await shop.udhaar.record(
    'C1',
    { kind: 'credit', amount: 250_000, on: '2026-02-01', due: '2026-03-01' },
    key(),
  );
  return {
    shop,
    later: (days) => {
      now = new Date(NOON.getTime() + days * 86_400_000);
    },
  };
}

it('puts one list in order of money, one line a subject, each with why and the call that does it', async () => {
  const { shop } = await troubled();
  const answer = await recommend(shop);
  expect(answer).toMatchObject({
    as_of: '2026-03-31',
    total: 4,
    has_more: false,
    actions: [
      {
        rank: 1,
        action: 'collect',
        about: 'Anita Rao',
        at_stake: 2_500,
        expected: { text: expect.stringMatching(/^Cannot tell what part is paid/) },
        call: { tool: 'get_udhaar', arguments: { customer: 'C1' } },
        alerts: ['overdue_credit:C1'],
      },
      {
        rank: 2,
        action: 'reorder',
        about: 'Tea',
        at_stake: 672,
        why: [expect.stringContaining('out of stock')],
      },
      {
        rank: 3,
        action: 'count',
        about: 'Rice',
        at_stake: 232,
        call: {
          tool: 'adjust_stock',
          arguments: { kind: 'count', lines: [{ product: 'rice', location: 'shop' }] },
          fill_in: ['lines[0].quantity: what lies there'],
        },
      },
      {
        rank: 4,
        action: 'reprice',
        about: 'Soap',
        priority: 'critical',
        call: { tool: 'save_product', arguments: { product: 'soap', price: 90 } },
      },
    ],
  });
  expect(JSON.stringify(answer)).not.toContain('null');
  const { actions: reorder } = await recommend(shop, { kinds: ['reorder'] });
  expect(reorder).toHaveLength(1);
});

it('tells what came of advice, and when it cannot', async () => {
  const { shop, later } = await troubled();
  await recommend(shop);
  // Given again within two weeks it is the same advice.
  later(1);
  await recommend(shop);
  expect(await recommend(shop, { show: 'outcomes' })).toMatchObject({
    total: 4,
    outcomes: Array.from({ length: 4 }, () => ({
      on: '2026-03-31',
      followed: 'not_yet',
      says: 'Not done yet.',
    })),
  });
  await shop.udhaar.record('C1', { kind: 'payment', amount: 100_000 }, key());
  await shop.inventory.adjust(
    { kind: 'purchase', lines: [{ product: 'tea', quantity: 50_000, unit_cost: 5_800 }] },
    key(),
  );
  await shop.inventory.adjust({ kind: 'count', lines: [{ product: 'rice', quantity: 3_000 }] }, key());
  for (const day of [2, 4, 6, 8]) {
    later(day);
    await shop.sales.record({ tax_included: true, lines: [{ product: 'tea', quantity: 3_000 }] }, key());
  }
  later(15);
  const { outcomes } = await recommend(shop, { show: 'outcomes' });
  expect(outcomes).toEqual([
    expect.objectContaining({
      action: 'collect',
      followed: 'yes',
      effect: 1_000,
      says: 'INR 1000.00 paid since, of INR 2500.00 asked for.',
    }),
    expect.objectContaining({
      action: 'count',
      followed: 'yes',
      effect: 7 * 58,
      says: 'Done: the count differed by 7 units, INR 406.00 at cost.',
    }),
    expect.objectContaining({ action: 'reorder', followed: 'yes', effect: 12 * 42 }),
    expect.objectContaining({ action: 'reprice', followed: 'no', says: 'Not done within two weeks.' }),
  ]);
  const { actions } = await recommend(shop, { kinds: ['collect', 'reprice'] });
  expect(actions).toMatchObject([
    {
      action: 'collect',
      at_stake: 1_500,
      tried_before: [
        { on: '2026-03-31', followed: 'yes', says: 'INR 1000.00 paid since, of INR 2500.00 asked for.' },
      ],
    },
    { action: 'reprice', tried_before: [{ followed: 'no' }] },
  ]);
});

it('has the figure of the plan at stake, and nothing once it is ordered', async () => {
  const { shop, later } = await troubled();
  const plan = await shop.reorders.plan({
    products: ['tea'],
    service: 0.95,
    coverDays: 7,
    show: 'all',
    limit: 1,
    csv: false,
  });
  const [line] = 'reached' in plan ? [] : plan.lines;
  const order = (line?.order ?? 0) / 1_000;
  const { actions } = await recommend(shop, { kinds: ['reorder'] });
  expect(actions).toMatchObject([
    {
      action: 'reorder',
      at_stake: (line?.lostMargin ?? 0) / 100,
      expected: {
        text: expect.stringMatching(
          new RegExp(`^Order ${order} units for INR \\d+\\.\\d\\d, enough for about \\d+ days at 2 a day\\.`),
        ),
        amount: (line?.lostMargin ?? 0) / 100,
      },
      call: { arguments: { kind: 'order', lines: [{ product: 'tea', quantity: order }] } },
    },
  ]);
  later(0.01);
  await shop.inventory.adjust({ kind: 'order', lines: [{ product: 'tea', quantity: order * 1_000 }] }, key());
  expect(await recommend(shop, { kinds: ['reorder'] })).toMatchObject({
    total: 0,
    at_stake: 0,
    hint: expect.stringMatching(/^No open alert calls for reorder\. There are \d others: leave kinds out\.$/),
  });
  const chase = await recommend(shop, { kinds: ['chase'] });
  expect(chase).toMatchObject({
    at_stake: 0,
    actions: [
      {
        action: 'chase',
        at_stake: 0,
        why: [
          expect.stringContaining('out of stock'),
          `${order} units on order: ordered on 2026-03-31, expected on 2026-04-05.`,
        ],
        tried_before: [
          { followed: 'yes', says: expect.stringMatching(`^Done: ${order} units ordered or bought`) },
        ],
      },
    ],
  });
});

it('of goods that expired what is lost is told apart from what is at stake', async () => {
  const { shop } = await troubled();
  await shop.inventory.adjust(
    {
      kind: 'purchase',
      on: '2026-03-20',
      lines: [{ product: 'soap', quantity: 10_000, batch: 'B', expires: '2026-03-30' }],
    },
    key(),
  );
  const { at_stake, already_lost, actions } = await recommend(shop, { kinds: ['discard'] });
  expect({ at_stake, already_lost }).toEqual({ at_stake: 0, already_lost: 580 });
  expect(actions).toMatchObject([{ action: 'discard', at_stake: 0, already_lost: 580 }]);
});

it('calls nothing that is not served', async () => {
  const { shop } = await troubled();
  const narrow: Shop = { ...shop, serves: (tool) => tool === 'get_udhaar' };
  for (const { actions } of [await recommend(narrow)])
    expect(actions).toMatchObject([
      { action: 'collect', call: { tool: 'get_udhaar' } },
      { action: 'reorder', to_do: expect.stringContaining('not serve') },
      { action: 'count', to_do: expect.stringContaining('Record it in the stock books.') },
      { action: 'reprice', to_do: expect.stringContaining('Set the price.') },
    ]);
});

it('keeps what was last said of advice before it was followed', async () => {
  const table = new PlainTable();
  const { shop: hasty } = await troubled(table, 0);
  const tea = { action: 'reorder', about: 'Tea' };
  expect(await recommend(hasty, { kinds: ['reorder'] })).toMatchObject({
    actions: [{ ...tea, expected: { text: expect.stringMatching(/^The order is still being worked out/) } }],
  });
  const patient = anotherProcess(table, 'actions', () => NOON, {}, { patience: 60_000 });
  onTestFinished(() => patient.forecasts.close());
  onTestFinished(() => patient.reorders.close());
  const { actions } = await recommend(patient, { kinds: ['reorder'] });
  const [{ expected }] = actions as [{ expected: { text: string; amount: number } }];
  expect(expected.text).toMatch(/^Order \d+ units/);
  expect(await recommend(patient, { show: 'outcomes' })).toMatchObject({
    total: 1,
    outcomes: [{ ...tea, expected, followed: 'not_yet' }],
  });
});

it('puts last what no price saves, and says so', async () => {
  const { shop } = await troubled();
  // There is no lower price than that.
  await shop.books.products.putMany(
    [{ product_id: 'jam', name: 'Jam', price: 1, cost: 5_800, track_stock: true }],
    new Map(),
    NOON,
  );
  await shop.inventory.adjust(
    {
      kind: 'opening',
      lines: [{ product: 'jam', quantity: 40_000, batch: 'B', expires: '2026-04-02' }],
    },
    key(),
  );
  const { actions } = await recommend(shop, { kinds: ['reorder', 'mark_down'] });
  expect(actions).toMatchObject([
    { action: 'reorder' },
    {
      action: 'mark_down',
      at_stake: 0,
      why: [
        expect.stringMatching(/expires on 2026-04-02/),
        'No lower price that is allowed is expected to bring more for it.',
      ],
    },
  ]);
});
