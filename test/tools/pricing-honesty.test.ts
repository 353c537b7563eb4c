import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import type { Tool } from '../../src/catalogue/define-tool.js';
import type { Shop } from '../../src/domain/open-shop.js';
import { adjustStock } from '../../src/tools/adjust-stock.js';
import { importFile } from '../../src/tools/import-file.js';
import { pricingAdvice } from '../../src/tools/pricing-advice.js';
import { saveProduct } from '../../src/tools/save-product.js';
import { sellDaily } from '../domain/forecast/shop.js';
import { teaShop } from '../domain/pricing/shop.js';
import { anotherProcess, NOON } from '../domain/sales/shop.js';
import { embeddedStore } from '../support/embedded-store.js';
import { clerkError } from '../support/failures.js';

const store = embeddedStore();
let keys = 0;
let filled: string | undefined;
let shop: Shop;

const Around = z.object({ expected: z.number() });
const Row = z.looseObject({
  verdict: z.string(),
  price: z.number(),
  cost: z.number().optional(),
  cost_from: z.string().optional(),
  now: z.looseObject({ units: Around.optional(), stock: z.record(z.string(), z.number()).optional() }),
  recommended: z.looseObject({ price: z.number() }).optional(),
  test: z.looseObject({ price: z.number() }).optional(),
  what_if: z.looseObject({ units: Around.optional(), prices_seen: z.string().optional() }).optional(),
  markdown: z
    .looseObject({ price: z.number(), after: z.number(), by: z.string(), left_now: Around })
    .optional(),
  competitors: z.array(z.record(z.string(), z.unknown())).optional(),
  price_changes: z.array(z.record(z.string(), z.unknown())).optional(),
  why: z.array(z.string()),
});

function run(tool: Tool, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
  keys += 1;
  const key = tool.operation === 'read' ? {} : { idempotency_key: `honesty-${keys}` };
  return tool.execute({ ...args, ...key }, shop, call);
}

async function advice(product: string, args: Record<string, unknown> = {}): Promise<z.infer<typeof Row>> {
  const answer = await run(pricingAdvice, { products: [product], ...args });
  const [row] = z.object({ products: z.array(Row) }).parse(answer).products;
  if (row === undefined) throw new Error('no advice');
  return row;
}

function receive(product: string, quantity: number, more: object): Promise<unknown> {
  return run(adjustStock, { kind: 'purchase', lines: [{ product, quantity, ...more }] });
}

const file = (kind: string, content: string) => run(importFile, { kind, dry_run: false, content });
const notesOf = (answer: unknown): string =>
  z
    .object({ notes: z.array(z.string()) })
    .parse(answer)
    .notes.join(' ');
const badOf = (answer: unknown) =>
  z.object({ bad_rows: z.object({ first: z.array(z.object({ reason: z.string() })) }) }).parse(answer)
    .bad_rows.first;

/** One shop for all tests, each with a process of its own. */
async function open(): Promise<void> {
  if (filled !== undefined) {
    shop = anotherProcess(store.table(), filled);
    onTestFinished(() => shop.forecasts.close());
    return;
  }
  shop = await teaShop(store.table());
  filled = shop.settings.shop_id;
  const base = { category_id: 'hot', price: 30_000, cost: 20_000, stock: 60_000 };
  await shop.books.products.putMany(
    [
      { product_id: 'dead', name: 'Dead Tea', ...base },
      { product_id: 'N7', name: 'Oolong', ...base },
      { product_id: 'nought', name: 'Chicory', ...base, price: 0, cost: 1_000 },
    ],
    new Map(),
    NOON,
  );
  await sellDaily(shop, '2026-01-01', '2026-03-30', [
    { product: 'nought', price: 2_000, units: (day) => 3 + (day % 2) },
  ]);
  await sellDaily(shop, '2026-03-28', '2026-03-30', [{ product: 'N7', price: 30_000, units: () => 2 }]);
}

describe('stock', () => {
  test('that expires is left over in every figure, and what has expired is not sold', async () => {
    await open();
    await run(adjustStock, {
      kind: 'purchase',
      on: '2026-03-10',
      lines: [{ product: 'coffee', quantity: 30, unit_cost: 160, batch: 'C0', expires_on: '2026-03-20' }],
    });
    await receive('coffee', 400, { unit_cost: 160, batch: 'C1', expires_on: '2026-04-05' });
    const { now, verdict, markdown, recommended, why, cost, cost_from } = await advice('coffee', {
      goal: 'clear_stock',
      margin_floor_percent: 1,
      max_change_percent: 5,
    });
    const { sold = 0, left = 0, cash = 0 } = now.stock ?? {};
    // 12 a day for six days of the 400; the other 30 have gone off already.
    expect(sold).toBeGreaterThan(40);
    expect(sold).toBeLessThan(110);
    expect(sold + left).toBeCloseTo(400, 0);
    expect(cash).toBeCloseTo(sold * 200, -2);
    expect(now.stock?.expires_unsold).toBeCloseTo(left, 0);
    expect(why.join(' ')).toContain('30.0 of them expired');
    // One price, and the day to end it.
    expect([verdict, recommended, markdown?.price]).toEqual(['mark_down', undefined, 190]);
    expect(why.join(' ')).toContain('Ask 190 until 2026-04-05, then 200');
    // What stock cost on average, as alerts have it; the product was saved with 150.
    expect([cost, cost_from]).toEqual([160, 'average']);
    expect(why.join(' ')).toContain('less cost 160 (moving average of the stock)');
  });

  test('that is marked down has one price now, and one to go back to', async () => {
    await open();
    await receive('tea', 700, { unit_cost: 54, batch: 'B1', expires_on: '2026-04-10' });
    const { verdict, markdown, recommended, test: tried, why } = await advice('tea');
    expect([verdict, recommended, tried]).toEqual(['mark_down', undefined, undefined]);
    // What others might earn does not come into it: the price now is what it is compared with.
    expect(markdown?.after).toBe(100);
    const clearing = await advice('tea', { goal: 'clear_stock' });
    expect(clearing.markdown).toEqual(markdown);
    expect(why.join(' ')).toContain(`Ask ${markdown?.price} until 2026-04-10, then 100`);
    // Once the price is down the answer is to leave it there, and what it was before is not forgotten.
    await file('prices', 'product,price,from\ntea,100,2026-01-05\n');
    await run(saveProduct, { product: 'tea', price: markdown?.price });
    const marked = await advice('tea');
    expect([marked.verdict, marked.recommended, marked.test]).toEqual(['keep', undefined, undefined]);
    expect(marked.markdown).toMatchObject({ price: markdown?.price, after: 100 });
    expect(marked.why.join(' ')).toContain(`Keep ${markdown?.price} until 2026-04-10, then 100`);
    await run(saveProduct, { product: 'tea', price: 100 });
  });
});

test('of what never sold nothing is expected, and a price of 0 is none', async () => {
  await open();
  for (const goal of ['profit', 'clear_stock']) {
    const row = await advice('dead', { goal });
    expect(row).toMatchObject({ verdict: 'cannot_tell' });
    expect([row.now.units, row.test, row.recommended]).toEqual([undefined, undefined, undefined]);
    expect(row.why.join(' ')).toContain('it had not sold before today');
  }
  expect((await advice('N7')).why.join(' ')).toMatch(/The units expected are not its own: .*borrowed from/);
  const error = await clerkError(run(saveProduct, { product: 'tea', price: 0 }));
  expect(error).toMatchObject({ field: 'price', fix: expect.stringContaining('discount') });
  expect((await advice('nought')).price).toBe(20);
});

test('a what-if is put into words: what the law forbids first, with a warning where nothing was ever charged', async () => {
  await open();
  const unlawful = await advice('tea', { price: 130 });
  expect(unlawful.why[0]).toBe('130 may not be asked: with tax it is above the MRP of 120.');
  expect(unlawful.why.join(' ')).not.toContain('At 130');
  expect((await advice('tea', { price: 95 })).why.join(' ')).toMatch(/At 95 \(-5\.0 %\): \d/);
  const outside = await advice('tea', { price: 80 });
  expect(outside.what_if?.prices_seen).toBe('outside');
  expect(outside.why.join(' ')).toContain('It was only charged 88 to 112: beyond that this is a guess');
  const beyond = await advice('tea', { price: 1, goal: 'clear_stock', salvage: 900 });
  expect([beyond.what_if?.prices_seen, beyond.what_if?.units]).toEqual(['beyond', undefined]);
  expect(beyond.why[0]).toContain('1 loses on every unit');
  expect(beyond.why.join(' ')).toContain('what sells at 1 cannot be told');
  expect(beyond.why.at(-1)).toContain('A leftover is said to bring 900, no less than a sale');
});

describe('competitors’ prices', () => {
  test('that can hardly be true do not count, and are pointed out where they come in', async () => {
    await open();
    const sent = await advice('coffee', { competitor_prices: [2_050] });
    const plain = await advice('coffee');
    expect([sent.verdict, sent.recommended?.price, sent.test?.price]).toEqual([
      plain.verdict,
      plain.recommended?.price,
      plain.test?.price,
    ]);
    expect(sent.competitors).toEqual([{ seller: 'as sent', price: 2_050, not_used: 'far_from_price' }]);
    expect(sent.why.join(' ')).toContain('2050 does not count');
    const imported = await file(
      'competitor_prices',
      'product,seller,price\ntea,Big Mart,1050\ncoffee,Big Mart,20\n',
    );
    expect(notesOf(imported)).toContain('Big Mart: 1050.00 for tea is above its MRP of 120.00');
    expect(notesOf(imported)).toContain('Big Mart: 20.00 for coffee is more than three times away');
    expect((await advice('tea')).competitors).toEqual([
      { seller: 'Big Mart', price: 1_050, from: '2026-03-31', not_used: 'above_mrp' },
    ]);
  });

  test('are withdrawn by a row with an end and no price, also on the day they came', async () => {
    await open();
    await file(
      'competitor_prices',
      'product,seller,price,date\nstill,Big Mart,150,2026-03-31\nN7,Big Mart,290,2026-03-31\n',
    );
    for (const id of ['still', 'N7']) expect((await advice(id)).competitors).toHaveLength(1);
    await file('competitor_prices', 'product,seller,price,until\nstill,Big Mart,,2026-03-30\n');
    expect((await advice('still')).competitors).toBeUndefined();
    await file(
      'competitor_prices',
      'product,seller,price,date,until\nstill,Corner,150,2026-03-01,2026-03-31\n',
    );
    expect((await advice('still')).competitors).toHaveLength(1);
    const bad = await file(
      'competitor_prices',
      'product,seller,price,date,until\nstill,A,,2026-03-01,\nstill,A,150,2026-03-09,2026-03-08\nstill,Big Mart,,,2026-03-30\n',
    );
    expect(badOf(bad).map(({ reason }) => reason)).toEqual([
      'is empty; to withdraw a price state until, its last day',
      'lies before the day from when',
    ]);
  });
});

test('the shop’s own prices of before are imported with their day', async () => {
  await open();
  const imported = await file(
    'prices',
    'product,price,cost,from\nover,120,75,2025-06-01\nGreen Tea,125,,2025-09-01\nover,0,,2025-10-01\nover,131,,2026-03-31\nover,128,,\n',
  );
  expect(imported.counts).toMatchObject({ prices: { new: 2 } });
  expect(badOf(imported).map(({ reason }) => reason)).toEqual([
    'is not above 0',
    'is not before today: import kind products, or save_product',
    'is empty',
  ]);
  const slip = await file('prices', 'product,price,from\nover,12500,2025-05-01\n');
  expect(notesOf(slip)).toContain('own price: 12500.00 for over is');
  const saved = await run(saveProduct, { product: 'N7', price: 30_000 });
  expect(notesOf(saved)).toContain('more than three times away from the one before, 300.00');
  const list = await file('products', 'product_id,name,price\nover,Green Tea,0\n');
  expect(notesOf(list)).toContain('A price of 0 is no price: in 1 row none was taken.');
  const over = await advice('over');
  expect(over.price).toBe(130);
  expect(over.price_changes).toEqual([
    { from: '2025-09-01', price: 125 },
    { from: '2025-06-01', price: 120, cost: 75 },
    { from: '2025-05-01', price: 12_500 },
  ]);
});
