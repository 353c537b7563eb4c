import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Tool } from '../../src/catalogue/define-tool.js';
import { jsonBytes, LARGEST_PAGE } from '../../src/domain/fitting.js';
import type { Shop } from '../../src/domain/open-shop.js';
import { adjustStock } from '../../src/tools/adjust-stock.js';
import { importFile } from '../../src/tools/import-file.js';
import { pricingAdvice } from '../../src/tools/pricing-advice.js';
import { saveProduct } from '../../src/tools/save-product.js';
import { knownTeaShop, PRODUCTS, teaShop } from '../domain/pricing/shop.js';
import { anotherProcess, NOON } from '../domain/sales/shop.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';
import { clerkError } from '../support/failures.js';

const store = embeddedStore();
let keys = 0;

const Around = z.object({ expected: z.number(), low: z.number(), high: z.number() });
const Option = z.looseObject({ price: z.number(), units: Around.optional(), profit: Around.optional() });
const Row = z.looseObject({
  product_id: z.string(),
  verdict: z.string(),
  recommended: Option.optional(),
  test: Option.optional(),
  now: Option,
  what_if: Option.extend({
    breaks: z.array(z.string()).optional(),
    stock: z.record(z.string(), z.number()).optional(),
  }).optional(),
  elasticity: z.looseObject({ expected: z.number(), cannot_tell: z.string().optional() }),
  limited_by: z.array(z.string()).optional(),
  markdown: z.looseObject({ price: z.number(), brings: z.number(), brings_now: z.number() }).optional(),
  competitors: z.array(z.looseObject({ seller: z.string(), price: z.number() })).optional(),
  price_changes: z.array(z.record(z.string(), z.unknown())).optional(),
  why: z.array(z.string()),
});
const Answer = z.looseObject({
  products: z.array(Row),
  total: z.number(),
  not_advised: z.array(z.looseObject({ product_id: z.string(), problem: z.string() })).optional(),
  next_cursor: z.string().optional(),
});

function run(tool: Tool, shop: Shop, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
  keys += 1;
  const key = tool.operation === 'read' ? {} : { idempotency_key: `pricing-test-${keys}` };
  return tool.execute({ ...args, ...key }, shop, call);
}

async function advice(shop: Shop, args: Record<string, unknown>): Promise<z.infer<typeof Answer>> {
  const answer = await run(pricingAdvice, shop, args);
  expect(jsonBytes(answer)).toBeLessThanOrEqual(LARGEST_PAGE);
  return Answer.parse(answer);
}

async function one(shop: Shop, args: Record<string, unknown>): Promise<z.infer<typeof Row>> {
  const [row] = (await advice(shop, args)).products;
  if (row === undefined) throw new Error('no advice');
  return row;
}

describe('pricing_advice', () => {
  test('of a product whose price moved: an elasticity near the true one, and arithmetic that adds up', async () => {
    const shop = await knownTeaShop(store.table());
    const row = await one(shop, { products: ['Tea 250 g'], max_change_percent: 25, price: 90, days: 14 });
    expect(row.elasticity.expected).toBeGreaterThan(-3.6);
    expect(row.elasticity.expected).toBeLessThan(-2.4);
    expect(row).toMatchObject({ price: 100, unit_profit: 41.24, margin_percent: 43.3, markup_percent: 76.4 });
    expect(row).toMatchObject({ break_even: 56.7, mrp: 120, verdict: 'change' });
    // 54 x 1.05 x 3 / 2 = 85.05 at an elasticity of -3.
    expect(row.recommended?.price).toBeGreaterThan(78);
    expect(row.recommended?.price).toBeLessThan(97);
    const { price = 0, units, profit } = row.recommended ?? {};
    expect(profit?.expected).toBeCloseTo((units?.expected ?? 0) * (price / 1.05 - 54), -2);
    expect(row.why.join(' ')).toContain(
      '100 holds 5 % tax, 95.24 without it; less cost 54 (as saved) that leaves 41.24',
    );
    const what = row.what_if;
    expect(what?.units?.expected).toBeCloseTo(
      (row.now.units?.expected ?? 0) * 0.9 ** row.elasticity.expected,
      -1,
    );
    expect(what?.stock?.cover_days).toBeCloseTo((900 / (what?.units?.expected ?? 1)) * 14, -1);
    expect(what?.stock?.cash).toBeCloseTo((what?.stock?.sold ?? 0) * 90, -2);
    expect((await one(shop, { products: ['tea'], price: 130 })).what_if?.breaks).toEqual([
      'mrp',
      'largest_step',
    ]);
  });

  test('of a price that never varied: it cannot tell, says why, and offers a test', async () => {
    const row = await one(await knownTeaShop(store.table()), { products: ['still'] });
    expect(row).toMatchObject({ verdict: 'cannot_tell', elasticity: { cannot_tell: 'price_never_varied' } });
    expect(row.recommended).toBeUndefined();
    expect(row.test).toMatchObject({ weeks: expect.any(Number) });
    expect(row.why[1]).toContain('Its price never varied');
    expect(row.why[1]).toContain('Going by 2 products of Hot drinks');
  });

  test('of a whole shop: the best sold first, page by page, and what cannot be advised on beside it', async () => {
    const shop = await knownTeaShop(store.table());
    const first = await advice(shop, { limit: 2 });
    expect([first.total, first.products.map((row) => row.product_id)]).toEqual([6, ['tea', 'coffee']]);
    const rest = await advice(shop, { limit: 2, cursor: first.next_cursor });
    expect(rest.products.map((row) => row.product_id)).toEqual(['still', 'over']);
    expect(rest.products[1]).toMatchObject({ verdict: 'mend', recommended: { price: 120 } });
    const last = await advice(shop, { limit: 2, cursor: rest.next_cursor });
    expect(last).toMatchObject({ products: [], has_more: false });
    expect(last.not_advised?.map(({ product_id, problem }) => [product_id, problem])).toEqual([
      ['bare', 'no_price'],
      ['dear', 'cost_above_mrp'],
    ]);
    await expect(
      clerkError(run(pricingAdvice, shop, { limit: 3, cursor: `${first.next_cursor}x` })),
    ).resolves.toMatchObject({
      field: 'cursor',
    });
  });

  test('of stock that expires: marked down, and the sum is right', async () => {
    const shop = await teaShop(store.table());
    await run(adjustStock, shop, {
      kind: 'count',
      lines: [{ product: 'tea', quantity: 700, batch: 'B1', expires_on: '2026-04-10' }],
    });
    const row = await one(shop, { products: ['tea'] });
    expect(row.markdown).toMatchObject({ by: '2026-04-10', units: 700 });
    expect(row.markdown?.price).toBeLessThan(100);
    expect(row.markdown?.brings).toBeGreaterThan((row.markdown?.brings_now ?? 0) * 1.02);
    expect(row.why.at(-2)).toContain('700 units expire by 2026-04-10');
  });

  test('in a shop that has sold nothing: margin and break-even, and no figure that nobody can know', async () => {
    const shop = anotherProcess(store.table(), freshShop());
    await shop.books.products.putMany(PRODUCTS.slice(0, 1), new Map(), NOON);
    const row = await one(shop, { products: ['tea'] });
    expect(row).toMatchObject({ verdict: 'cannot_tell', break_even: 56.7, now: { price: 100 } });
    expect(row.now.units).toBeUndefined();
    expect((await advice(anotherProcess(store.table(), freshShop()), {})).hint).toContain('list_products');
  });
});

describe('prices of others, and of before', () => {
  const file = (rows: string, more: object = {}) => ({
    kind: 'competitor_prices',
    dry_run: false,
    content: `product,competitor,price,date,currency\n${rows}`,
    ...more,
  });

  test('competitors’ prices are imported from a day on, and bound the advice', async () => {
    const shop = await teaShop(store.table());
    const rows =
      'Tea 250 g,Big Mart,92,2026-01-05,INR\nTea 250 g,Big Mart,96,2026-03-01,\ntea 250 G,Corner,99,2026-03-02,inr\nTea 250 g,Old,50,2025-12-01,INR\n';
    const imported = await run(importFile, shop, file(rows));
    expect(imported.counts).toEqual({
      competitor_prices: { new: 4, updated: 0, unchanged: 0, conflicting: 0 },
    });
    const again = await run(importFile, shop, file(rows));
    expect(again.counts).toEqual({
      competitor_prices: { new: 0, updated: 0, unchanged: 4, conflicting: 0 },
    });
    const row = await one(shop, { products: ['tea'], goal: 'revenue', max_change_percent: 50 });
    expect(row.competitors).toEqual([
      { seller: 'Corner', price: 99, from: '2026-03-02' },
      { seller: 'Big Mart', price: 96, from: '2026-03-01' },
    ]);
    // Lowest less 5 %: 91.20.
    expect([row.recommended?.price, row.limited_by]).toEqual([92, ['competitors']]);
    const sent = await one(shop, { products: ['coffee'], competitor_prices: [205], goal: 'revenue' });
    expect(sent.recommended?.price).toBe(195);
  });

  test('rows of unknown products, other currencies, no price and days to come are bad', async () => {
    const shop = await teaShop(store.table());
    const imported = await run(
      importFile,
      shop,
      file(
        'Tea 250 g,A,90,2026-03-01,USD\nNo such,A,90,2026-03-01,\nTea 250 g,A,0,2026-03-01,\nTea 250 g,A,90,2026-05-01,\nTea 250 g,,90,2026-03-01,\nTea 250 g,A,90,2026-03-01,\n',
      ),
    );
    const bad = z
      .object({ total: z.number(), first: z.array(z.object({ line: z.number(), reason: z.string() })) })
      .parse(imported.bad_rows);
    expect(bad.first.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "is not the shop's: convert the price to INR"],
      [3, 'no product has this id or name'],
      [4, 'is not above 0'],
      [5, 'lies in the future'],
      [6, 'is empty'],
    ]);
    expect(imported.counts).toMatchObject({ competitor_prices: { new: 1 } });
  });

  test('what a product is saved or imported with is kept with its day', async () => {
    const shop = await teaShop(store.table());
    await run(saveProduct, shop, { product: 'tea', price: 104 });
    await run(saveProduct, shop, { product: 'tea', price: 106 });
    await run(saveProduct, shop, { product: 'tea', unit: 'pack' });
    await run(importFile, shop, {
      kind: 'products',
      dry_run: false,
      content: 'product_id,name,price,cost\ncoffee,Coffee 100 g,210,150\nstill,Cocoa 200 g,150,110\n',
    });
    expect((await one(shop, { products: ['tea'] })).price_changes).toEqual([
      { from: '2026-03-31', price: 106, cost: 54 },
    ]);
    expect((await one(shop, { products: ['coffee'] })).price_changes).toEqual([
      { from: '2026-03-31', price: 210, cost: 150 },
    ]);
    expect((await one(shop, { products: ['still'] })).price_changes).toBeUndefined();
  });
});

describe('what cannot be', () => {
  test.each([
    [{ products: ['tea'], price: 0 }, 'price', 'above 0'],
    [{ products: ['tea'], price: -5 }, 'price', 'above 0'],
    [{ products: ['tea', 'coffee'], price: 5 }, 'price', 'one product'],
    [{ competitor_prices: [5] }, 'competitor_prices', 'one product'],
    [{ products: ['tea'], competitor_prices: [5, -1] }, 'competitor_prices[1]', 'above 0'],
    [{ products: ['tea'], competitor_prices: [5], currency: 'USD' }, 'currency', 'INR, not in USD'],
    [{ margin_floor_percent: 100 }, 'margin_floor_percent', 'never reaches 100'],
    [{ margin_floor_percent: -1 }, 'margin_floor_percent', 'negative'],
    [{ max_change_percent: 0 }, 'max_change_percent', 'above 0'],
    [{ max_change_percent: 95 }, 'max_change_percent', 'at most 90'],
    [{ goal: 'fame' }, 'goal', 'not accepted'],
    [{ products: ['dear'] }, 'products', 'costs more than its MRP'],
    [{ products: ['bare'] }, 'products', 'no price'],
    [{ products: ['nobody'] }, 'products[0]', 'no product'],
    [{ salvage: -1 }, 'salvage', 'negative'],
  ])('%j is refused with cause and fix', async (args, field, cause) => {
    const error = await clerkError(run(pricingAdvice, await shared(), args));
    expect(error).toMatchObject({ field, message: expect.stringContaining(cause), fix: expect.any(String) });
  });

  test('a cost above the MRP is not saved', async () => {
    const error = await clerkError(
      run(saveProduct, await knownTeaShop(store.table()), { product: 'tea', cost: 130 }),
    );
    expect(error).toMatchObject({ code: 'refused', field: 'cost' });
  });

  test('in a currency without decimals no price ends in .99', async () => {
    const shop = anotherProcess(store.table(), freshShop(), undefined, { currency: 'JPY' });
    const error = await clerkError(run(pricingAdvice, shop, { ending: '.99' }));
    expect(error).toMatchObject({ field: 'ending' });
  });
});

test('the problems of a shop’s prices, for alerts', async () => {
  const problems = await (await knownTeaShop(store.table())).pricing.problems();
  expect(problems.map(({ kind, product, mend }) => [product.product_id, kind, mend])).toEqual([
    ['over', 'above_mrp', 12_000],
    ['bare', 'no_price', undefined],
    ['bare', 'no_cost', undefined],
    ['dear', 'cost_above_mrp', undefined],
    ['dear', 'above_mrp', 12_000],
    ['dear', 'below_cost', 14_000],
  ]);
});

async function shared(): Promise<Shop> {
  const shop = anotherProcess(store.table(), freshShop());
  await shop.books.products.putMany(PRODUCTS, new Map(), NOON);
  return shop;
}
