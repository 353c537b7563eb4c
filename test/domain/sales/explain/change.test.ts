import { describe, expect, test } from 'vitest';
import { embeddedStore } from '../../../support/embedded-store.js';
import { explaining, type PlainSale } from './shop.js';

const store = embeddedStore();
const categories = { Tea: 'Drinks', Coffee: 'Drinks', Rice: 'Food', Salt: 'Food' };
const SALES: PlainSale[] = [
  ['2026-01-02', 'Tea', 1, 1],
  ['2026-02-02', 'Tea', 10, 10],
  ['2026-02-20', 'Rice', 10, 20],
  ['2026-03-02', 'Tea', 14, 10],
  ['2026-03-05', 'Rice', 9, 22],
  ['2026-03-29', 'Coffee', 1, 30],
];

async function explained(query: object, sales = SALES, now = '2026-04-02T06:30:00Z') {
  return explaining(store, sales, { categories, now })(query);
}

describe('a single figure', () => {
  test('is set beside the time before of the same length', async () => {
    const { explanation } = await explained({
      measures: ['net_sales', 'orders'],
      period: { named: 'last_month' },
    });
    // 140 + 198 + 30 against 100 + 200.
    expect(explanation.text).toBe(
      'Net sales came to ₹368 in March 2026: ₹68 (22.7 %) more than in February 2026 (₹300). Orders: 3, 1 (50 %) more.',
    );
    expect(explanation.facts.filter(({ measure }) => measure === 'net_sales')).toMatchObject([
      { kind: 'figure', value: 368, from: '2026-03-01', to: '2026-03-31' },
      { kind: 'figure', value: 300, from: '2026-02-01', to: '2026-02-28' },
      { kind: 'change', value: 68, unit: 'INR' },
    ]);
  });

  test('stands alone where the books do not reach back as far', async () => {
    const { explanation } = await explained({
      measures: ['net_sales'],
      period: { from: '2026-01', to: '2026-02' },
    });
    expect(explanation.text).toBe(
      'Net sales from January to February 2026, in books that begin on 2 January 2026: ₹301.',
    );
    const all = await explained({ measures: ['net_sales'] });
    expect(all.explanation.text).toBe('Net sales since the first sale, on 2 January 2026: ₹669.');
  });

  test('that is the same as before says so', async () => {
    const { explanation } = await explained(
      { measures: ['orders'], period: { from: '2026-03-02', to: '2026-03-02' } },
      [...SALES, ['2026-03-01', 'Tea', 1, 1]],
    );
    expect(explanation.text).toBe('Orders came to 1 on 2 March 2026: as much as on 1 March 2026 (1).');
  });

  test('of a month that is not over is set beside the same part of the one before', async () => {
    const { explanation } = await explained(
      { measures: ['net_sales'], period: { named: 'this_month' }, compare: ['last_month'] },
      [...SALES.slice(0, -1), ['2026-03-08', 'Coffee', 1, 30]],
      '2026-03-10T06:30:00Z',
    );
    expect(explanation.text).toContain(
      'Net sales came to ₹368 from 1 to 10 March 2026, so far: ₹268 (268 %) more than at the same point before, from 1 to 10 February 2026, up to 12:00 (₹100); the row shows ₹68 (22.7 %) more than the whole, in February 2026 (₹300).',
    );
  });

  test('of what is on file now has no days', async () => {
    const { explanation } = await explained({ measures: ['products'], period: { named: 'last_month' } });
    expect(explanation.text).toBe('Products: 3.');
  });
});

describe('a change that was asked for', () => {
  const query = { measures: ['net_sales'], period: { named: 'last_month' }, compare: ['previous_period'] };

  test('is told with what moved it: the exact parts, and the categories', async () => {
    const { explanation, drivers } = await explained({ ...query, add: ['drivers'] });
    expect(explanation.text).toContain('By category: up most Drinks (+₹70); down most Food (−₹2).');
    const parts = explanation.facts.filter(({ kind }) => kind === 'driver');
    expect(parts.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual(
      [drivers?.volume, drivers?.mix, drivers?.price, drivers?.range]
        .filter((value) => typeof value === 'number' && value !== 0)
        .toSorted((a, b) => Number(a) - Number(b)),
    );
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(68, 4);
    expect(explanation.text).toMatch(/What moved it: .*units sold \+₹60/);
  });

  test('is told by the dimension asked for', async () => {
    const { explanation } = await explained({ ...query, dimensions: ['product'] });
    expect(explanation.text).toContain(
      'By product: up most Tea (+₹40) and Coffee (+₹30); down most Rice (−₹2).',
    );
    expect(explanation.facts).toContainEqual(
      expect.objectContaining({ kind: 'row_change', of: { product: 'Rice' }, value: -2 }),
    );
  });

  test('is told by product where there is one category', async () => {
    const only = SALES.filter(([, product]) => product !== 'Rice');
    const { explanation } = await explained(query, only);
    expect(explanation.text).toContain('By product: up most Tea (+₹40) and Coffee (+₹30).');
  });

  test('beside days before the books has no difference', async () => {
    const { explanation } = await explained({ ...query, compare: ['2025'] });
    expect(explanation.text).toBe(
      'Net sales came to ₹368 in March 2026; there is nothing in 2025 to set beside it: the books begin on 2 January 2026.',
    );
    expect(explanation.facts.map(({ kind }) => kind)).not.toContain('change');
  });

  test('beside days that the books hold in part has no percentage and no parts', async () => {
    const { explanation } = await explained({ ...query, compare: ['2026-01-01..2026-01-31'] });
    expect(explanation.text).toBe(
      'Net sales came to ₹368 in March 2026; in January 2026, in books that begin on 2 January 2026, to ₹1.',
    );
  });

  test('of a rate is told in points', async () => {
    const { explanation } = await explained({
      measures: ['share_of_tea'],
      define: [
        { name: 'tea', measure: 'net_sales', filters: [{ member: 'product', op: 'is', values: ['Tea'] }] },
        { name: 'share_of_tea', plus: ['tea'], per: ['net_sales'], type: 'percent' },
      ],
      period: query.period,
      compare: query.compare,
    }).catch((error: unknown) => ({ explanation: { text: String(error) } }));
    expect(explanation.text).toContain('points');
  });
});
