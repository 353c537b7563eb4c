import { describe, expect, test } from 'vitest';
import { jsonBytes, LARGEST_PAGE } from '../../../../src/domain/fitting.js';
import type { SalesFact } from '../../../../src/domain/sales/explain/fact.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { explaining, type PlainSale } from './shop.js';

const store = embeddedStore();
const MARCH = { named: 'last_month' };

async function text(sales: readonly PlainSale[], query: object, options = {}): Promise<string> {
  return (await explaining(store, sales, options)(query)).explanation.text;
}

const kinds = (facts: readonly SalesFact[]): string[] => facts.map(({ kind }) => kind);

describe('rows', () => {
  const sales: PlainSale[] = [
    ['2026-03-01', 'Tea', 5, 100],
    ['2026-03-29', 'Rice', 3, 100],
    ['2026-03-30', 'Salt', 1, 50.5],
    ['2026-03-31', 'Oil', 1, 40],
  ];
  const query = { measures: ['net_sales'], dimensions: ['product'], period: MARCH };

  test('are told by total, the first three with their shares, and what these make together', async () => {
    const { explanation } = await explaining(store, sales)(query);
    expect(explanation.text).toBe(
      'Net sales came to ₹890.50 in March 2026, over 4 products. Tea is highest with ₹500, 56.1 % of the total; then Rice with ₹300 (33.7 %) and Salt with ₹50.50 (5.7 %). The first 3 make 95.5 % together.',
    );
    expect(explanation.by).toBe('template');
    expect(explanation.facts).toContainEqual({
      kind: 'share',
      measure: 'net_sales',
      name: 'Rice, share of net sales',
      figure: '33.7 %',
      value: 33.6889,
      unit: '%',
      of: { product: 'Rice' },
      from: '2026-03-01',
      to: '2026-03-31',
    });
  });

  test('of which one is all there is', async () => {
    expect(await text(sales.slice(0, 1), query)).toBe(
      'Net sales came to ₹500 on 1 March 2026, where the books end. Tea is the only one with ₹500.',
    );
  });

  test('that are equal share their place', async () => {
    const equal = ['A', 'B', 'C', 'D', 'E', 'F'].map((name): PlainSale => ['2026-03-01', name, 1, 10]);
    expect(await text(equal.slice(0, 2), query)).toContain('The highest is shared: A and B, with ₹10 each.');
    expect(await text(equal, query)).toContain(
      'The highest is shared: several, A among them, with ₹10 each.',
    );
  });

  test('asked for from the lowest are told so', async () => {
    const lowest = await text(sales, {
      ...query,
      order_by: [{ member: 'net_sales', direction: 'asc' }],
      limit: 2,
    });
    expect(lowest).toContain('Oil is lowest with ₹40; then Salt with ₹50.50.');
    expect(lowest).not.toContain('highest');
  });

  test('that were chosen by their figures have no total', async () => {
    const chosen = { member: 'net_sales', op: 'at_least', values: ['50'] } as const;
    expect(await text(sales, { ...query, filters: [chosen] })).toBe(
      '3 products match. Tea is highest with ₹500; then Rice with ₹300 and Salt with ₹50.50.',
    );
  });

  test('whose figures do not add up have no shares', async () => {
    const { explanation } = await explaining(store, sales)({ ...query, measures: ['average_order_value'] });
    expect(explanation.text).toContain(
      'Average order value overall: ₹222.63 in March 2026, over 4 products.',
    );
    expect(kinds(explanation.facts)).not.toContain('share');
  });

  test('below zero take part in the total, and no share is told of less than nothing', async () => {
    const back: PlainSale[] = [
      ['2026-03-01', 'Tea', 1, 100],
      ['2026-03-29', 'Rice', -3, 100],
    ];
    const told = await text(back, query);
    expect(told).toBe(
      'Net sales overall: −₹200 in March 2026, over 2 products. Tea is highest with ₹100; then Rice with −₹300.',
    );
  });

  test('of many say how few make most of it', async () => {
    const many = Array.from(
      { length: 12 },
      (_, at): PlainSale => ['2026-03-01', `P${at}`, 1, 2 ** (12 - at)],
    );
    // 4096 + 2048 + 1024 of 8190 are 87.5 %, the first two alone 75 %.
    expect(await text(many, query)).toContain(
      'The first 3 make 87.5 % together; 80 % comes from 3 of 12 products.',
    );
  });

  test('without figures are counted', async () => {
    expect(await text(sales, { dimensions: ['product'] })).toBe('The list has 4 products.');
  });

  test('name the filters they are held to', async () => {
    const filters = [{ member: 'product', op: 'is', values: ['Tea', 'Rice'] }] as const;
    expect(await text(sales, { ...query, filters })).toMatch(
      /^Net sales where product is Tea, Rice came to ₹800 /,
    );
  });
});

describe('amounts are those of the shop', () => {
  const query = { measures: ['net_sales'], period: { from: '2026-03-01', to: '2026-03-01' } };
  test.each([
    ['JPY', 'ja-JP', 1_500, '¥1,500'],
    ['JPY', 'ja-JP', 7, '¥7'],
    ['KWD', 'ar-KW', 12.345, 'KWD 12.345'],
    ['INR', 'hi-IN', 123_456.75, '₹1,23,457'],
  ])('in %s', async (currency, locale, price, shown) => {
    const { explanation } = await explaining(store, [['2026-03-01', 'Tea', 1, price]], { currency, locale })(
      query,
    );
    expect(explanation.text).toBe(`Net sales on 1 March 2026: ${shown}.`);
    expect(explanation.facts).toMatchObject([{ kind: 'figure', value: price, unit: currency }]);
  });
});

describe('an answer', () => {
  const days = Array.from({ length: 20 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`);

  test('of a later page is not explained', async () => {
    const sales = days.map((day, at): PlainSale => [day, `P${at}`, 1, at + 1]);
    const ask = explaining(store, sales);
    const query = { measures: ['net_sales'], dimensions: ['product'], limit: 5 };
    const { next_cursor: cursor } = await ask(query);
    expect(await clerkError(ask({ ...query, cursor }))).toMatchObject({
      code: 'invalid_input',
      field: 'explain',
    });
  });

  test('run again is explained as the query that it stands for', async () => {
    const ask = explaining(store, [['2026-03-01', 'Tea', 2, 10]]);
    const first = await ask({ measures: ['orders'], dimensions: ['product'], period: MARCH });
    const again = await ask({ again: first.receipt.token });
    expect(again.explanation).toEqual(first.explanation);
  });

  test('with its explanation keeps to the limit, and goes on where it was cut', async () => {
    const products = Array.from({ length: 400 }, (_, at) => `Product of a rather long name, number ${at}`);
    const sales = products.map((product, at): PlainSale => ['2026-03-01', product, 1, 500 - at]);
    const ask = explaining(store, sales);
    const query = {
      measures: ['net_sales', 'orders', 'quantity'],
      dimensions: ['product', 'order_date'],
      add: ['subtotals' as const],
      show_sql: true,
      limit: 500,
    };
    const first = await ask(query);
    expect(jsonBytes(first)).toBeLessThanOrEqual(LARGEST_PAGE);
    expect(first.has_more).toBe(true);
    expect(first.rows.map(({ net_sales: amount }) => amount)).toEqual(first.rows.map((_, at) => 500 - at));
  });
});
