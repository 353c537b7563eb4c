import { describe, expect, test } from 'vitest';
import { embeddedStore } from '../../../support/embedded-store.js';
import { explaining, type PlainSale } from './shop.js';

const store = embeddedStore();
const SALES: PlainSale[] = [
  ['2026-02-20', 'Cat litter', 1, 50],
  ['2026-03-30', 'Tea', 2, 100],
];

async function text(query: object, sales = SALES): Promise<string> {
  return (await explaining(store, sales)(query)).explanation.text;
}

const only = (product: string) => [{ member: 'product', op: 'is', values: [product] }] as const;

describe('where no record matches', () => {
  const today = { measures: ['net_sales'], period: { named: 'today' } };

  test('the answer is told with its conditions and days, and when the last sale was', async () => {
    const { explanation } = await explaining(store, SALES)({ ...today, filters: only('Cat litter') });
    expect(explanation.text).toBe(
      'No sale where product is Cat litter on 2 April 2026, so far; the last one was on 20 February 2026.',
    );
    expect(explanation.facts).toContainEqual(
      expect.objectContaining({ kind: 'last', from: '2026-02-20', value: 41, unit: 'days' }),
    );
    expect(await text({ ...today, period: { from: '2026-03-02', to: '2026-03-08' } })).toBe(
      'No sale from 2 to 8 March 2026; the last one was on 20 February 2026.',
    );
  });

  test('days before the books are told so', async () => {
    expect(await text({ ...today, period: { named: '2019' } })).toBe(
      'No sale in 2019, before the books begin, on 20 February 2026.',
    );
    expect(await text(today, [])).toBe('The books hold no sale yet.');
  });

  test('things on file are named as what they are', async () => {
    expect(await text({ dimensions: ['product'], filters: only('Milk') })).toBe(
      'No product where product is Milk.',
    );
    expect(await text({ measures: ['products'], filters: only('Milk') })).toBe(
      'Products where product is Milk: none.',
    );
  });
});

describe('a few rows are read out', () => {
  test('a day of one product as people say it', async () => {
    const words = 'Cat litter was last sold on 20 February 2026.';
    const last = { measures: ['last_order_date'], filters: only('Cat litter') };
    expect(await text(last)).toBe(words);
    expect(await text({ ...last, dimensions: ['product'] })).toBe(words);
    expect(await text({ measures: ['last_order_date'] })).toBe('Last order: 30 March 2026.');
  });

  test('values by what they are called', async () => {
    expect(await text({ dimensions: ['product', 'last_sold_date', 'discontinued'] })).toBe(
      'Cat litter: last sold 20 February 2026, discontinued no; Tea: last sold 30 March 2026, discontinued no.',
    );
    expect(await text({ dimensions: ['product'] })).toBe('The list has 2 products.');
  });

  test('the one that was chosen by its figure is named', async () => {
    const most = [{ member: 'net_sales', op: 'more_than', values: ['100'] }] as const;
    expect(await text({ measures: ['net_sales'], dimensions: ['product'], filters: most })).toBe(
      '1 product matches. Tea is the only one with ₹200.',
    );
  });
});
