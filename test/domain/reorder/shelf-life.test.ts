import { describe, expect, test } from 'vitest';
import type { Product } from '../../../src/domain/products/records.js';
import { reasonOf } from '../../../src/domain/reorder/proposal-csv.js';
import { keptOrder, saleable } from '../../../src/domain/reorder/shelf-life.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { keyed } from '../inventory/shop.js';
import { pageOf, steady, product as stocked, tradingShop } from './shop.js';

const store = embeddedStore();

const product = (id: string, more: Partial<Product> = {}): Product => stocked(id, { stock: 0, ...more });

test('what has expired is not counted on: its product is sold out and ordered', async () => {
  const shop = await tradingShop(store, [product('E')], [steady('E')]);
  await shop.inventory.adjust(
    {
      kind: 'purchase',
      on: '2026-03-28',
      lines: [{ product: 'E', quantity: 300_000, expires: '2026-03-29' }],
    },
    keyed(),
  );
  const [line] = (await pageOf(shop.reorders)).lines;
  expect(line?.onHand).toBe(300_000);
  expect(line?.product.expired).toBe(300_000);
  expect(line?.coverDays).toBe(0);
  expect(line?.lostMargin).toBeGreaterThan(0);
  expect(line?.keeping).toBeDefined();
});

test('an order that would expire unsold is not advised, or only as far as it sells in time', async () => {
  const products = [
    product('BIG', { order_multiple: 500_000, price: 1_000 }),
    product('PACK', { order_multiple: 12_000, price: 1_500 }),
    product('KEEPS', { order_multiple: 12_000 }),
  ];
  const shop = await tradingShop(
    store,
    products,
    products.map(({ product_id: id }) => steady(id)),
  );
  for (const id of ['BIG', 'PACK'])
    await shop.inventory.adjust(
      {
        kind: 'purchase',
        on: '2026-03-20',
        lines: [{ product: id, quantity: 1_000, expires: '2026-03-24' }],
      },
      keyed(),
    );
  const { lines, proposal, notes } = await pageOf(shop.reorders);
  const [big, keeps, pack] = lines;
  // Four days after its delivery about fifty are sold of five hundred.
  expect(big).toMatchObject({ order: 0, product: { shelfLife: 4 }, keeping: { wanted: 500_000 } });
  expect(big?.keeping?.waste).toBeGreaterThan(430_000);
  expect(proposal.lines[0] && reasonOf(proposal.lines[0])).toMatch(
    /^not worth an order: lots of it keep 4 days/,
  );
  expect(pack?.order).toBeGreaterThan(36_000);
  expect(pack?.order).toBeLessThanOrEqual(60_000);
  expect(pack?.keeping?.wanted).toBeGreaterThan(100_000);
  expect(keeps?.keeping).toBeUndefined();
  expect(keeps?.order).toBeGreaterThan(100_000);
  expect(notes).toEqual([expect.stringMatching(/^1 of 3 products run short .*: Product BIG\.$/)]);
  expect(proposal.ordered.lines).toBe(2);
});

describe('an order of goods that expire', () => {
  // Two a day in one future, four in the other; two days until it comes, then three to sell it.
  const futures = { paths: Float64Array.from([2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4]), count: 2, steps: 6 };

  test('sells what is asked for in its life beyond the stock before it', () => {
    expect([...saleable(futures, 0, 2, 5, 3)]).toEqual([6, 12]);
    expect([...saleable(futures, 10, 2, 5, 3)]).toEqual([0, 10]);
    expect([...saleable(futures, 0, 2, 8, 3)]).toEqual([14, 22]);
  });

  test('is bounded, then made less, then left', () => {
    const sells = Float64Array.from([6, 12]);
    const keep = (multiple: number, margin: number, cost: number) =>
      keptOrder(48_000, sells, { least: 0, multiple }, margin, cost);
    // Nine are expected to be sold: ten in packs of five, of which 8 sell and 2 are lost.
    expect(keep(5_000, 100, 100)).toEqual({
      order: 10_000,
      looked: 10_000,
      waste: 2_000,
      wasteCost: 200,
      earns: 800,
    });
    expect(keep(5_000, 10, 100)).toMatchObject({ order: 5_000, waste: 0 });
    expect(keep(24_000, 100, 100)).toMatchObject({ order: 0, looked: 24_000, waste: 15_000 });
    expect(keptOrder(48_000, sells, { least: 0, multiple: 24_000 }, undefined, 100).order).toBe(24_000);
  });
});
