import { describe, expect, test } from 'vitest';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { keyed, stockShop } from './shop.js';

const store = embeddedStore();
const open = (...more: [] | [Parameters<typeof stockShop>[1]]) => stockShop(store.table(), ...more);

describe('movements', () => {
  test('add up to the stock, by location and lot, numbered without a gap', async () => {
    const { adjust, stock, shop } = await open();
    await adjust('purchase', { quantity: 10_000, batch: 'B1', expires: '2026-06-30' });
    await adjust('purchase', { quantity: 6_000, location: 'Godown', batch: 'B2', expires: '2026-05-31' });
    await adjust('purchase', { quantity: 5_000 });
    await adjust('wastage', { quantity: 1_000, batch: 'B1' });
    const moved = await adjust('transfer', { quantity: 4_000, location: 'godown', to_location: 'counter' });
    expect(moved.lines[0]).toMatchObject({
      entry: 5,
      quantity: 0,
      moved: 4_000,
      at_location: 2_000,
      on_hand: 20_000,
    });
    const back = await adjust('supplier_return', { quantity: 2_000, location: 'godown' });
    expect(back.lines[0]).toMatchObject({ entry: 6, quantity: -2_000, at_location: 0, on_hand: 18_000 });
    expect(await stock()).toMatchObject({
      seq: 6,
      on_hand: 18_000,
      shelves: [
        {
          location: 'counter',
          loose: 5_000,
          lots: [
            { batch: 'B2', expires: '2026-05-31', quantity: 4_000 },
            { batch: 'B1', expires: '2026-06-30', quantity: 9_000 },
          ],
        },
      ],
    });
    const product = await shop.products.find('P1', 'product');
    const page = await shop.inventory.view(product, 4, undefined);
    expect(page.movements.map(({ movement }) => movement.seq)).toEqual([6, 5, 4, 3]);
    const rest = await shop.inventory.view(product, 4, page.cursorAfter(4));
    expect(rest.movements.map(({ movement, on_hand }) => [movement.seq, on_hand])).toEqual([
      [2, 16_000],
      [1, 10_000],
    ]);
    expect(rest.cursorAfter(4)).toBeUndefined();
    await shop.replica.sync();
    const { rows } = await shop.replica.read(
      'SELECT (SELECT sum(quantity)::BIGINT FROM stock_movements), (SELECT sum(quantity)::BIGINT FROM stock_legs)',
      [],
    );
    expect(rows).toEqual([[18_000n, 18_000n]]);
  });

  test('a count sets what is there by a movement of the difference', async () => {
    const { adjust, stock } = await open();
    await adjust('purchase', { quantity: 10_000, batch: 'B1', expires: '2026-06-30' });
    await adjust('purchase', { quantity: 10_000, batch: 'B2', expires: '2026-07-31' });
    const counted = await adjust('count', { quantity: 15_500 });
    expect(counted.lines[0]).toMatchObject({ quantity: -4_500, on_hand: 15_500 });
    expect((await stock()).shelves[0]?.lots.map(({ quantity }) => quantity)).toEqual([5_500, 10_000]);
    const one = await adjust('count', { quantity: 12_000, batch: 'B2' });
    expect(one.lines[0]).toMatchObject({ quantity: 2_000, on_hand: 17_500 });
    expect((await adjust('count', { quantity: 17_500 })).lines[0]).toMatchObject({ quantity: 0, entry: 5 });
    expect((await adjust('count', { quantity: 0 })).lines[0]).toMatchObject({
      quantity: -17_500,
      on_hand: 0,
    });
    expect((await stock()).shelves).toEqual([]);
  });

  test('several lines are all or nothing, and a product may stand on several', async () => {
    const { shop, stock } = await open();
    const lines = [
      { product: 'P1', quantity: 2_000, batch: 'B1' },
      { product: 'Tata Tea 250 g', quantity: 3_000 },
      { product: 'P2', quantity: 1_500 },
    ];
    const done = await shop.inventory.adjust({ kind: 'purchase', lines }, keyed());
    expect(done.lines.map(({ product_id, entry, on_hand }) => [product_id, entry, on_hand])).toEqual([
      ['P1', 1, 2_000],
      ['P1', 2, 5_000],
      ['P2', 1, 1_500],
    ]);
    const bad = [...lines, { product: 'P2', quantity: 1_000, location: 'attic' }];
    expect((await clerkError(shop.inventory.adjust({ kind: 'purchase', lines: bad }, keyed()))).field).toBe(
      'lines[3].location',
    );
    expect((await stock()).on_hand).toBe(5_000);
    // The first movement switched tracking on: now sales move it.
    expect((await shop.products.find('P2', 'product')).track_stock).toBe(true);
  });

  test('wastage takes what has expired, a transfer what has not', async () => {
    const { adjust, stock } = await open();
    await adjust('purchase', { quantity: 4_000, batch: 'good', expires: '2026-06-30' });
    await adjust('count', { quantity: 3_000, batch: 'over', expires: '2026-03-01' });
    await adjust('wastage', { quantity: 2_000 });
    await adjust('transfer', { quantity: 1_000, to_location: 'godown' });
    expect(
      (await stock()).shelves.map(({ lots }) => lots.map(({ batch, quantity }) => [batch, quantity])),
    ).toEqual([
      [
        ['over', 1_000],
        ['good', 3_000],
      ],
      [['good', 1_000]],
    ]);
  });

  test('packs and their cost are turned into units exactly', async () => {
    const { adjust, shop } = await open();
    await shop.products.save({ product: 'P1', fields: { pack: 'case', pack_size: 24_000 } }, keyed());
    const got = await adjust('purchase', { quantity: 2_000, unit: 'cases', unit_cost: 170_000 });
    // 1,700.00 a case of 24 is 70.8333 a piece.
    expect(got.lines[0]).toMatchObject({ quantity: 48_000, average_cost: 70_833_333 });
  });
});

describe('what a file stated as stock', () => {
  const stated = async (stock: number) => {
    const opened = await open();
    await opened.shop.books.products.putMany(
      [{ product_id: 'P9', name: 'Stated', price: 1_000, cost: 600, stock }],
      new Map(),
      new Date(),
    );
    return opened;
  };

  test('is the stock until something moves, and is brought forward by the first movement', async () => {
    const { sell, stock } = await stated(20_000);
    expect(await stock('P9')).toMatchObject({ seq: 0, on_hand: 20_000 });
    const sale = await sell(3_000, 'P9');
    expect(sale.stock).toEqual([{ product_id: 'P9', seq: 2, left: 17_000 }]);
    expect(await stock('P9')).toMatchObject({ seq: 2, on_hand: 17_000, average_cost: 6_000_000 });
  });

  test('is replaced by an opening, and without meaning once the ledger has begun', async () => {
    const { adjust, stock, shop } = await stated(20_000);
    await adjust('opening', { product: 'P9', quantity: 5_000, batch: 'A' });
    await adjust('opening', { product: 'P9', quantity: 7_000, batch: 'B' });
    await adjust('wastage', { product: 'P9', quantity: 1_000, batch: 'A' });
    expect((await stock('P9')).on_hand).toBe(11_000);
    const again = await clerkError(adjust('opening', { product: 'P9', quantity: 1_000 }));
    expect([again.code, again.field]).toEqual(['refused', 'lines[0].product']);
    expect(
      (
        await shop.inventory.list({
          show: 'all',
          search: 'stated',
          expiring_days: 30,
          sort: 'name',
          limit: 5,
        })
      ).rows[0],
    ).toMatchObject({ on_hand: 11_000, value: 6_600 });
  });
});

describe('cost', () => {
  test('is a moving weighted average that issues leave as it is', async () => {
    const { adjust, sell, stock } = await open();
    await adjust('purchase', { quantity: 10_000, unit_cost: 7_000 });
    await adjust('purchase', { quantity: 30_000, unit_cost: 8_000 });
    // (10 x 70 + 30 x 80) / 40
    expect((await stock()).average_cost).toBe(77_500_000);
    const sale = await sell(5_000);
    expect(sale.lines[0]?.unit_cost).toBe(7_750);
    expect((await stock()).average_cost).toBe(77_500_000);
    await sell(40_000);
    expect((await stock()).on_hand).toBe(-5_000);
    await adjust('purchase', { quantity: 10_000, unit_cost: 9_000 });
    expect(await stock()).toMatchObject({ average_cost: 90_000_000, on_hand: 5_000 });
  });
});

describe('the same key', () => {
  test('moves once, however often it is sent', async () => {
    const { shop, stock } = await open();
    const request = { kind: 'purchase' as const, lines: [{ product: 'P1', quantity: 4_000 }] };
    const write = { key: 'the-very-same', payload: request };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => shop.inventory.adjust(request, write)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stock()).toMatchObject({ seq: 1, on_hand: 4_000 });
    const other = { ...write, payload: { ...request, note: 'another' } };
    expect((await clerkError(shop.inventory.adjust(request, other))).code).toBe('conflict');
  });
});

test('two counts of the same goods in one call are refused, of different batches not', async () => {
  const { shop, stock } = await open();
  const count = (...lines: Partial<Parameters<typeof shop.inventory.adjust>[0]['lines'][number]>[]) =>
    shop.inventory.adjust(
      { kind: 'count', lines: lines.map((line) => ({ product: 'P1', quantity: 1_000, ...line })) },
      keyed(),
    );
  const twice = await clerkError(count({}, { product: 'P2' }, { product: 'Tata Tea 250 g' }));
  expect([twice.field, twice.message]).toEqual([
    'lines[2].product',
    'Tata Tea 250 g at counter is counted by lines[0] already; this would overwrite it.',
  ]);
  expect((await clerkError(count({ batch: 'A' }, {}))).field).toBe('lines[1].product');
  expect((await clerkError(count({ batch: 'A' }, { expires: '2027-01-01' }))).field).toBe('lines[1].product');
  await count({ batch: 'A' }, { batch: 'B' }, { location: 'godown' });
  expect((await stock()).on_hand).toBe(3_000);
});
