import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { dayNumber, dayOf } from '../../src/domain/calendar/days.js';
import { generateDemoShop } from '../../src/domain/demo/generate.js';
import { jsonBytes, LARGEST_PAGE } from '../../src/domain/fitting.js';
import type { Shop } from '../../src/domain/open-shop.js';
import { planReorder } from '../../src/tools/plan-reorder.js';
import { tradingShop } from '../domain/reorder/shop.js';
import { anotherProcess, NOON } from '../domain/sales/shop.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';
import { clerkError } from '../support/failures.js';

const store = embeddedStore();

const Line = z.looseObject({
  product_id: z.string(),
  order: z.number(),
  cost: z.number().optional(),
  on_hand: z.number(),
  on_order: z.number(),
  reorder_point: z.number(),
  calculated_reorder_point: z.number().optional(),
  order_up_to: z.number(),
  abc: z.enum(['A', 'B', 'C']),
  cut: z.string().optional(),
  wanted: z.number().optional(),
  lost_margin: z.number().optional(),
  lost_margin_cut: z.number().optional(),
  flags: z.array(z.string()).optional(),
});
const Answer = z.looseObject({
  status: z.literal('finished'),
  lines: z.array(Line),
  totals: z.looseObject({ lines: z.number(), cost: z.number(), products: z.number() }),
  suppliers: z.array(z.looseObject({ supplier: z.string(), cost: z.number() })),
  next_cursor: z.string().optional(),
});
type Answer = z.infer<typeof Answer>;

function plan(shop: Shop, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
  return planReorder.execute(args, shop, call);
}

async function answer(shop: Shop, args: Record<string, unknown>): Promise<Answer> {
  return Answer.parse(await plan(shop, args));
}

/** All lines over all pages. */
async function allLines(shop: Shop, args: Record<string, unknown>): Promise<Answer['lines']> {
  const lines: Answer['lines'] = [];
  let cursor: string | undefined;
  do {
    const page = await answer(shop, { ...args, limit: 25, ...(cursor === undefined ? {} : { cursor }) });
    lines.push(...page.lines);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return lines;
}

/** Five months of the demo shop up to the day before the clock's. */
async function demoShop(): Promise<Shop> {
  const shop = anotherProcess(store.table(), freshShop());
  onTestFinished(() => shop.forecasts.close());
  const demo = generateDemoShop({ seed: 1, lastDay: '2026-03-30', days: 150 });
  const none = new Map<string, number>();
  const { books } = shop;
  await Promise.all([
    books.categories.putMany(demo.categories, none, NOON),
    books.suppliers.putMany(demo.suppliers, none, NOON),
    books.products.putMany(demo.products, none, NOON),
    books.customers.putMany(demo.customers, none, NOON),
  ]);
  await books.sales.putMany(demo.sales, none, NOON);
  return shop;
}

describe('plan_reorder', () => {
  test('of the demo shop: every order follows the policy, and the money adds up', async () => {
    const shop = await demoShop();
    const first = await answer(shop, {});
    const orders = await allLines(shop, {});
    expect(orders).toHaveLength(first.totals.lines);
    expect(orders.length).toBeGreaterThan(5);
    for (const line of orders) {
      expect(line.on_hand + line.on_order).toBeLessThanOrEqual(line.reorder_point);
      expect(line.on_hand + line.on_order + line.order).toBeGreaterThanOrEqual(line.order_up_to);
    }
    const cost = orders.reduce((sum, line) => sum + (line.cost ?? 0), 0);
    expect(first.totals.cost).toBeCloseTo(cost, 2);
    expect(first.suppliers.reduce((sum, each) => sum + each.cost, 0)).toBeCloseTo(cost, 2);
    const all = await allLines(shop, { show: 'all' });
    expect(all).toHaveLength(first.totals.products);
    expect(new Set(all.map(({ abc }) => abc))).toEqual(new Set(['A', 'B', 'C']));

    // Levels are set by hand for loose goods alone, and those lines say so.
    for (const line of all)
      expect(line.flags?.includes('level_by_hand') ?? false).toBe(
        line.calculated_reorder_point !== undefined,
      );
    const byHand = all.filter((line) => line.calculated_reorder_point !== undefined).length;
    expect(byHand).toBeGreaterThan(0);
    expect(byHand).toBeLessThan(all.length / 3);

    const budget = Math.floor(cost / 3);
    const cut = await answer(shop, { budget, show: 'cut' });
    expect(cut.totals.cost).toBeLessThanOrEqual(budget);
    expect(cut.totals.cost).toBeGreaterThan(budget / 2);
    expect(cut.lines.length).toBeGreaterThan(0);
    for (const line of cut.lines) {
      expect(line.cut).toMatch(/^over budget: ranks \d+(st|nd|rd|th) of \d+ by margin saved for its money/);
      expect(line.order).toBeLessThan(line.wanted ?? 0);
      // What is left saves its part of the margin, the rest is told apart.
      const whole = orders.find(({ product_id: id }) => id === line.product_id)?.lost_margin ?? 0;
      expect((line.lost_margin ?? 0) + (line.lost_margin_cut ?? 0)).toBeCloseTo(whole, 2);
      expect(line.lost_margin ?? 0).toBeCloseTo((whole * line.order) / (line.wanted ?? 1), 1);
    }

    const calculated = (lines: Answer['lines']) =>
      new Map(lines.map((line) => [line.product_id, line.calculated_reorder_point ?? line.reorder_point]));
    const higher = calculated(await allLines(shop, { show: 'all', service_level: 0.99 }));
    for (const [id, point] of calculated(all)) expect(higher.get(id)).toBeGreaterThanOrEqual(point);
  }, 120_000);

  test('with nothing to order says what could not be looked at', async () => {
    const shop = await tradingShop(
      store,
      [
        { product_id: 'K1', name: 'Kept', supplier_id: 'near', stock: 900_000 },
        { product_id: 'K2', name: 'Never sold', supplier_id: 'near', stock: 5_000 },
        { product_id: 'K3', name: 'Not counted', supplier_id: 'near' },
      ],
      ['K1', 'K3'].map((product) => ({ product, units: () => 2 })),
    );
    const { hint, ...about } = await plan(shop, {});
    expect(about).toMatchObject({ as_of: shop.alerts.today(), learned_to: dayBefore(shop.alerts.today()) });
    expect(hint).toBe(
      'Nothing needs to be ordered of what could be planned; 1 cannot be forecast (without_forecast), the stock of 1 is not kept: look at those yourself.',
    );
    expect((await plan(shop, { products: ['K2'] })).hint).toBe(
      'No product could be planned: 1 cannot be forecast (without_forecast).',
    );
    expect((await plan(shop, { products: ['K1'] })).hint).toBe(
      'Nothing needs to be ordered; show all tells how long the stock lasts.',
    );
  });

  test('cuts a page of long lines to what an answer holds, and goes on after them', async () => {
    const products = Array.from({ length: 25 }, (_, index) => ({
      product_id: `L${10 + index}`,
      name: `${'लंबा नाम '.repeat(40)}${index}`,
      supplier_id: 'near',
      stock: 1_000,
    }));
    const shop = await tradingShop(
      store,
      products,
      products.map(({ product_id: product }) => ({ product, units: () => 2 })),
    );
    const first = await plan(shop, { show: 'all', limit: 25, csv: false });
    expect(jsonBytes(first)).toBeLessThanOrEqual(LARGEST_PAGE);
    expect(jsonBytes(first)).toBeGreaterThan(LARGEST_PAGE - 2_000);
    expect(Answer.parse(first).lines.length).toBeLessThan(25);
    const ids = (await allLines(shop, { show: 'all' })).map(({ product_id: id }) => id);
    expect(ids.toSorted()).toEqual(products.map(({ product_id: id }) => id));
  });

  test.each([
    [{ service_level: 1 }, 'service_level', 'at most 0.999'],
    [{ service_level: 0 }, 'service_level', '0.95'],
    [{ service_level: 95 }, 'service_level', '0.95 for 95 %'],
    [{ service_level: Number.NaN }, 'service_level', ''],
    [{ service_level: 'high' }, 'service_level', ''],
    [{ budget: -1 }, 'budget', '0 or more'],
    [{ budget: Number.POSITIVE_INFINITY }, 'budget', ''],
    [{ budget: 0.001 }, 'budget', 'decimals'],
    [{ cover_days: 0 }, 'cover_days', ''],
    [{ cover_days: 61 }, 'cover_days', ''],
    [{ limit: 26 }, 'limit', ''],
    [{ as_of: '2026-03-01' }, 'as_of', ''],
    [{ products: [''] }, 'products[0]', ''],
    [{ supplier: 'Nobody' }, 'supplier', ''],
    [{ cursor: 'made-up' }, 'cursor', ''],
    [{ show: 'everything' }, 'show', ''],
    [{ suplier: 'x' }, 'suplier', ''],
  ])('refuses %j', async (args, field, fix) => {
    const shop = anotherProcess(store.table(), freshShop());
    const error = await clerkError(plan(shop, args));
    expect([error.code, error.field]).toEqual(['invalid_input', field]);
    expect(error.fix ?? '').toContain(fix);
  });
});

function dayBefore(day: string): string {
  return dayOf(dayNumber(day) - 1);
}
