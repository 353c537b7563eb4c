import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ForecastRequest } from '../../../src/domain/forecast/forecast-request.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { anotherProcess, shopWithProducts } from '../sales/shop.js';
import { type Selling, sellDaily } from './shop.js';

const store = embeddedStore();
const WEEKLY: Selling = { product: 'P3', units: (day) => 10 + 3 * (((day + 3) % 7) % 3) + ((day * 7) % 4) };

/** Four months of steady sales up to 30 March 2026; the shop's clock stands on the 31st. */
async function trading(id: string, selling: readonly Selling[] = [WEEKLY], to = '2026-03-30'): Promise<Shop> {
  const shop = await shopWithProducts(store.table(), id);
  onTestFinished(() => shop.forecasts.close());
  await sellDaily(shop, '2025-12-01', to, selling);
  return shop;
}

const P3: ForecastRequest = {
  scope: { by: 'product', ids: ['P3'] },
  counted: 'units',
  grain: 'day',
  horizon: 14,
};

function pointOf(made: Awaited<ReturnType<Shop['forecasts']['forecast']>>, index = 0): number[] {
  const result = made.series[index]?.result;
  if (result?.kind !== 'forecast') throw new Error(result?.message ?? 'no series');
  return [...result.point];
}

describe('a forecast', () => {
  test('goes on from yesterday, with the week that the sales have', async () => {
    const shop = await trading('forecast-week');
    const made = await shop.forecasts.forecast(P3);
    expect([made.last, made.stale]).toEqual(['2026-03-30', false]);
    expect(made.series[0]?.steps.ahead(1)).toBe('2026-03-31');
    const point = pointOf(made);
    expect(point).toHaveLength(14);
    // Wednesdays and Saturdays sell most: 1 April is a Wednesday.
    expect(point[1]).toBeGreaterThan((point[0] ?? 0) + 1);
    for (const value of point) expect(value).toBeGreaterThan(8);
  });

  test('of weeks and months, of a category and the shop', async () => {
    const shop = await trading('forecast-grains');
    await shop.books.products.putMany(
      [{ product_id: 'P3', name: 'Loose Sugar', category_id: 'staples', price: 4_510 }],
      new Map([['P3', 1]]),
      new Date('2026-03-31T01:00:00Z'),
    );
    const weeks = await shop.forecasts.forecast({
      ...P3,
      scope: { by: 'category', id: 'staples' },
      grain: 'week',
      horizon: 2,
    });
    const [week = 0] = pointOf(weeks);
    expect(weeks.series[0]?.steps.ahead(1)).toBe('2026-03-30');
    expect(week).toBeGreaterThan(80);
    expect(week).toBeLessThan(115);
    const money = await shop.forecasts.forecast({
      ...P3,
      scope: { by: 'shop' },
      counted: 'revenue',
      horizon: 7,
    });
    // Ten rupees a unit.
    expect(pointOf(money).reduce((sum, value) => sum + value, 0) / 10 / week).toBeCloseTo(1, 0);
  });

  test('of old books begins after their last day, and says they are old', async () => {
    const shop = await trading('forecast-old', [WEEKLY], '2026-02-15');
    const made = await shop.forecasts.forecast(P3);
    expect([made.last, made.stale]).toEqual(['2026-02-15', true]);
    expect((await shop.forecasts.forecast({ ...P3, last: '2026-03-30' })).last).toBe('2026-03-30');
  });

  test('learns nothing from days on which a product was out of stock', async () => {
    const gone = (day: number): boolean => day >= 20_530 && day < 20_540;
    const shop = await trading('forecast-stock', [
      { ...WEEKLY, units: (day) => (gone(day) ? 0 : WEEKLY.units(day)) },
      { product: 'P1', units: () => 9 },
    ]);
    for (const kind of ['opening', 'wastage'] as const)
      await shop.inventory.adjust(
        { kind, on: '2026-03-18', lines: [{ product: 'P3', quantity: 5_000 }] },
        { key: `${kind} of P3`, payload: kind },
      );
    const [series] = (await shop.forecasts.forecast({ ...P3, last: '2026-03-28' })).series;
    expect(series?.steps.values.slice(-3)).toEqual([undefined, undefined, undefined]);
  });

  test('of a product that never sold is refused, or borrowed from its category', async () => {
    const shop = await trading('forecast-new');
    const alone = await shop.forecasts.forecast({ ...P3, scope: { by: 'product', ids: ['P4'] } });
    expect(alone.series.map(({ id, result }) => [id, result.kind])).toEqual([['P4', 'refusal']]);
    await shop.books.products.putMany(
      ['P3', 'P4'].map((id) => ({ product_id: id, name: `Sweet ${id}`, category_id: 'sweets' })),
      new Map([
        ['P3', 1],
        ['P4', 1],
      ]),
      new Date('2026-03-31T01:00:00Z'),
    );
    const borrowed = await shop.forecasts.forecast({ ...P3, scope: { by: 'product', ids: ['P4'] } });
    expect(borrowed.series.map(({ id }) => id)).toEqual(['P4']);
  });

  test.each([
    [{ horizon: 0 }, 'horizon'],
    [{ horizon: 91 }, 'horizon'],
    [{ horizon: 2.5 }, 'horizon'],
    [{ horizon: Number.NaN }, 'horizon'],
    [{ horizon: 27, grain: 'week' as const }, 'horizon'],
    [{ last: '2026-03-31' }, 'as_of'],
  ])('is refused for %j', async (part, field) => {
    const shop = await trading('forecast-refused');
    const error = await clerkError(shop.forecasts.forecast({ ...P3, ...part }));
    expect([error.code, error.field]).toEqual(['invalid_input', field]);
    expect(error.fix).toBeDefined();
  });

  test('of a shop without sales says what is missing', async () => {
    const shop = await shopWithProducts(store.table(), 'forecast-none');
    expect((await clerkError(shop.forecasts.forecast(P3))).code).toBe('not_found');
  });

  test('stops when the caller has gone', async () => {
    const shop = await trading('forecast-gone');
    const stop = new AbortController();
    const running = shop.forecasts.forecast(P3, { signal: stop.signal, onProgress: () => stop.abort() });
    expect((await clerkError(running)).code).toBe('cancelled');
  });
});

describe('what was forecast', () => {
  test('is kept as it was first given, and scored once days have passed', async () => {
    const shop = await trading('forecast-kept');
    const asked = { ...P3, last: '2026-03-16', keep: true };
    const first = await shop.forecasts.forecast({ ...asked, horizon: 7 });
    await shop.forecasts.forecast({ ...asked, horizon: 3 });
    const { summary, series, waiting } = await shop.forecasts.report({ grain: 'day' });
    expect(waiting).toBe(0);
    expect(series).toMatchObject([{ id: 'P3', by: 'product', counted: 'units', forecasts: 1, steps: 7 }]);
    const actual = [17, 18, 19, 20, 21, 22, 23].map((day) => WEEKLY.units(20_513 + day - 1));
    const error = pointOf(first).reduce(
      (sum, value, index) => sum + Math.abs(value - (actual[index] ?? 0)),
      0,
    );
    expect(summary?.wape).toBeCloseTo(error / actual.reduce((sum, value) => sum + value, 0), 3);
    expect(series[0]?.error_value).toBeCloseTo(error * 10, 0);
  });

  test('is known to another server, and waits while nothing has come', async () => {
    const shop = await trading('forecast-waits');
    await shop.forecasts.forecast({ ...P3, keep: true });
    // The store's index shows what another server wrote a little later.
    await delay(400);
    const other = anotherProcess(store.table(), 'forecast-waits');
    onTestFinished(() => other.forecasts.close());
    expect(await other.forecasts.report({ grain: 'day' })).toEqual({
      summary: undefined,
      byDemand: {},
      series: [],
      waiting: 1,
    });
  });
});
