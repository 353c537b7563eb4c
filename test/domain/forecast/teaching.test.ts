import { describe, expect, onTestFinished, test } from 'vitest';
import type { ForecastRequest } from '../../../src/domain/forecast/forecast-request.js';
import type { Forecast } from '../../../src/domain/forecast/types.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { anotherProcess, NOON } from '../sales/shop.js';
import { type Selling, sellDaily } from './shop.js';

const store = embeddedStore();
const IDS = Array.from({ length: 8 }, (_, i) => `S${i}`);
/** Sells more or less, with a week; the last two of ten every few days. */
const SELLING: readonly Selling[] = IDS.map((product, i) => ({
  product,
  units: (day) => {
    const size = 3 + i + ((day * (3 + i)) % 5) + (day % 7 === i ? 4 : 0);
    return i < 6 || day % (i - 2) === 0 ? size : 0;
  },
}));
/** Sold a lot in December, and never since. */
const DEAD: Selling = {
  product: 'dead',
  units: (day) => (day < 20_440 ? (day % 2) * 500 : 0),
};

async function shopOf(selling: readonly Selling[]): Promise<Shop> {
  const shop = anotherProcess(store.table(), freshShop());
  onTestFinished(() => shop.forecasts.close());
  await shop.books.products.putMany(
    [...selling.map(({ product }) => product), 'new'].map((id) => ({
      product_id: id,
      name: `Product ${id}`,
      category_id: 'all',
    })),
    new Map(),
    NOON,
  );
  await sellDaily(shop, '2025-12-01', '2026-03-30', selling);
  return shop;
}

async function forecasts(
  shop: Shop,
  ids: readonly string[] | undefined,
  more: Partial<ForecastRequest> = {},
): Promise<Map<string, Forecast>> {
  const { series } = await shop.forecasts.forecast({
    scope: { by: 'product', ids },
    counted: 'units',
    grain: 'day',
    horizon: 14,
    ...more,
  });
  return new Map(
    series.map(({ id, result }) => {
      if (result.kind !== 'forecast') throw new Error(`${id}: ${result.message}`);
      return [id, result];
    }),
  );
}

function firstStep({ point, interval80, interval95 }: Forecast) {
  return [point, interval80.low, interval80.high, interval95.low, interval95.high].map(([value]) => value);
}

describe('a product’s forecast of one day', () => {
  test('is the same alone, with others, in the whole shop and of another server', async () => {
    const shop = await shopOf([...SELLING, DEAD]);
    const all = await forecasts(shop, undefined);
    expect(all.size).toBe(9);
    for (const id of ['S0', 'S7', 'dead']) {
      expect((await forecasts(shop, [id])).get(id)).toEqual(all.get(id));
      expect((await forecasts(shop, [id, 'S3', 'new'])).get(id)).toEqual(all.get(id));
    }
    const other = anotherProcess(store.table(), shop.settings.shop_id);
    onTestFinished(() => other.forecasts.close());
    expect((await forecasts(other, ['S7'])).get('S7')).toEqual(all.get('S7'));
  });

  test('begins alike for every horizon', async () => {
    const shop = await shopOf(SELLING);
    for (const [grain, long] of [
      ['day', 90],
      ['week', 26],
    ] as const) {
      const near = await forecasts(shop, ['S1', 'S7'], { grain, horizon: 1 });
      const far = await forecasts(shop, ['S1', 'S7'], { grain, horizon: long });
      for (const [id, forecast] of near) {
        const other = far.get(id);
        expect(firstStep(forecast)).toEqual(other === undefined ? undefined : firstStep(other));
        expect(forecast.backtest).toEqual(other?.backtest);
      }
    }
  });

  test('does not change with a dead product in the shop', async () => {
    const [without, among] = [await shopOf(SELLING), await shopOf([...SELLING, DEAD])];
    const [alone, beside] = [await forecasts(without, ['S2', 'S6']), await forecasts(among, ['S2', 'S6'])];
    expect(beside).toEqual(alone);
  });

  test('learns from sales that come in later', async () => {
    const shop = await shopOf(SELLING.slice(0, 2));
    const before = (await forecasts(shop, ['S1'])).get('S1');
    await sellDaily(shop, '2025-12-01', '2026-03-30', SELLING.slice(2));
    const after = (await forecasts(shop, ['S1'])).get('S1');
    expect(after?.interval80).not.toEqual(before?.interval80);
  });
});
