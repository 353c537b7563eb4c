import { beforeAll, describe, expect, test } from 'vitest';
import { ask, fillOdd, notes, refusal } from '../support/odd-shop.js';
import { SharedServer } from '../support/shared-server.js';

const munshi = new SharedServer({ MUNSHI_LOG_LEVEL: 'error' });
const other = new SharedServer({ MUNSHI_LOG_LEVEL: 'error', MUNSHI_SHOP: 'second' });
beforeAll(() => Promise.all([fillOdd(munshi), fillOdd(other)]));

describe('what can hold for nothing', () => {
  test('filters that contradict each other give nothing, and say what would help', async () => {
    const filters = [
      { member: 'category', op: 'is', values: ['Odd'] },
      { member: 'category', op: 'is', values: ['Even'] },
    ];
    const listed = await ask(munshi, { measures: ['net_sales'], dimensions: ['product'], filters });
    expect(listed).toMatchObject({ rows: [], row_count: 0, has_more: false });
    expect(listed.hint).toMatch(/Sales run from 2025-03-\d\d to 2025-11-\d\d.*fewer filters/);
    const total = await ask(munshi, { measures: ['net_sales', 'average_price'], filters });
    expect(total.rows).toEqual([{ net_sales: 0 }]);
    expect(total.hint).toContain('fewer filters');
  });

  test('a filter on a figure that nothing reaches', async () => {
    const told = await ask(munshi, {
      measures: ['orders'],
      dimensions: ['product'],
      filters: [{ member: 'orders', op: 'more_than', values: ['1,00,000'] }],
    });
    expect(told).toMatchObject({ rows: [], row_count: 0 });
  });

  test('a period before the first sale', async () => {
    const period = { from: '1999-01-01', to: '1999-03-31' };
    const listed = await ask(munshi, { measures: ['orders'], dimensions: ['customer'], period });
    expect(listed).toMatchObject({ rows: [], hint: expect.stringContaining('Sales run from 2025') });
    const months = await ask(munshi, { measures: ['orders', 'average_order_value'], grain: 'month', period });
    expect(months.rows).toEqual(['1999-01', '1999-02', '1999-03'].map((month) => ({ month, orders: 0 })));
    expect(months.hint).toContain('Sales run from 2025');
  });

  test('a ratio by zero is empty, not 0 and no error', async () => {
    const told = await ask(munshi, {
      measures: ['average_order_value', 'margin_rate', 'discount_rate', 'late_share', 'orders'],
      period: { from: '1999-01-01', to: '1999-01-31' },
      compare: ['previous_period'],
      add: ['share', 'rank', 'totals'],
    });
    expect(told.rows).toEqual([
      {
        orders: 0,
        orders_previous: 0,
        orders_change_previous: 0,
        ...Object.fromEntries(
          ['average_order_value', 'margin_rate', 'discount_rate', 'late_share', 'orders'].map((name) => [
            `${name}_rank`,
            1,
          ]),
        ),
      },
    ]);
  });
});

describe('periods that do not match', () => {
  test('a comparison of unequal lengths is made, and said', async () => {
    const told = await ask(munshi, {
      measures: ['orders'],
      grain: 'month',
      period: { from: '2025-03-01', to: '2025-04-30' },
      compare: ['2025-05-01..2025-09-30'],
    });
    expect(notes(told)).toMatch(/differ in length: 61 days, and 153/);
    expect(told.rows.map(({ month }) => month)).toEqual([
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
      '2025-07',
    ]);
    const same = await ask(munshi, {
      measures: ['orders'],
      period: { from: '2025-03-01', to: '2025-03-10' },
      compare: ['previous_period'],
    });
    expect(notes(same)).not.toContain('differ');
  });

  test('two comparisons that start together have names of their own; the same one twice is refused', async () => {
    const query = { measures: ['orders'], period: { from: '2025-03-01', to: '2025-04-30' } };
    const told = await ask(munshi, {
      ...query,
      compare: ['2025-05-01..2025-05-31', '2025-05-01..2025-06-30'],
    });
    expect(told.columns.map(({ name }) => name)).toContain('orders_vs_20250501_20250630');
    const twice = await refusal(munshi, { ...query, compare: ['previous_period', 'previous_period'] });
    expect(twice).toMatchObject({ code: 'invalid_input', field: 'compare[1]' });
  });

  test('a grain finer than the dates is answered, and said', async () => {
    const told = await ask(munshi, {
      measures: ['orders'],
      grain: 'hour',
      period: { from: '2025-03-01', to: '2025-03-01', date: 'shipped' },
      limit: 100,
    });
    expect(told.rows).toHaveLength(24);
    expect(notes(told)).toContain('no time of day');
  });

  test('a grain that is a dimension too is refused', async () => {
    const query = { measures: ['orders'], dimensions: ['fiscal_year'], grain: 'fiscal_year' };
    expect(await refusal(munshi, query)).toMatchObject({ code: 'invalid_input', field: 'grain' });
  });
});

describe('too much', () => {
  test('fifty dimensions are refused with the most there may be', async () => {
    const told = await refusal(munshi, { measures: ['orders'], dimensions: Array(50).fill('product') });
    expect(told).toMatchObject({ code: 'invalid_input', field: 'dimensions' });
    expect(told.message + told.fix).toContain('10');
  });

  const wide = ['net_sales', 'quantity', 'orders', 'gross_sales', 'tax', 'average_price'];
  const period = { from: '2025-03-01', to: '2025-11-30' };

  test('rows that do not fit are left for the cursor, and all of them come, once', async () => {
    const query = {
      measures: wide,
      dimensions: ['customer', 'product'],
      period,
      add: ['share', 'rank', 'running_total', 'subtotals', 'totals'],
      limit: 500,
    };
    const seen: unknown[] = [];
    let told = await ask(munshi, query);
    const { row_count: count } = told;
    expect(told.has_more).toBe(true);
    expect(notes(told)).toMatch(/Only \d+ of \d+ subtotals are given/);
    for (; ; told = await ask(munshi, { ...query, cursor: told.next_cursor })) {
      expect(told.rows.length).toBeGreaterThan(0);
      seen.push(...told.rows.map((row) => JSON.stringify([row.customer, row.product])));
      if (told.next_cursor === undefined) break;
    }
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
  });

  test('long filters and SQL are cut in the receipt', async () => {
    const values = Array.from({ length: 5 }, (_, at) => `${at}${'ओ'.repeat(190)}`);
    const filters = Array.from({ length: 20 }, () => ({ member: 'customer', op: 'is_not', values }));
    const told = await ask(munshi, {
      measures: wide,
      dimensions: ['customer'],
      filters,
      compare: ['previous_period', '2025-01-01..2025-01-31'],
      period,
      show_sql: true,
      limit: 500,
    });
    expect(told.rows.length).toBeGreaterThan(0);
    expect(told.receipt.filters).toHaveLength(20);
    expect(notes(told)).toMatch(/The SQL is cut/);
  });

  test('columns beyond all measure are refused with how to narrow', async () => {
    const measures =
      'average_order_value median_order_value p90_order_value smallest_order largest_order average_days_to_ship amount_payable average_freight units_per_order sales_per_buyer cancellations repeat_buyers'.split(
        ' ',
      );
    const compare = ['same_period_last_year', '2025-01-01..2025-01-31', '2025-01-01..2025-02-28'];
    const told = await refusal(munshi, {
      measures,
      dimensions: ['customer'],
      period,
      compare,
      add: ['share', 'rank', 'running_total'],
    });
    expect(told).toMatchObject({ code: 'too_large', fix: expect.stringContaining('fewer') });
  });

  test('a pivot keeps the largest values and names the others', async () => {
    const told = await ask(munshi, {
      measures: ['net_sales'],
      dimensions: ['category'],
      pivot: 'customer',
      limit: 20,
    });
    const all = await ask(munshi, { measures: ['net_sales'], dimensions: ['customer'], limit: 500 });
    const shown = told.columns.slice(1).map(({ name }) => name.replace('net_sales:', ''));
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.length).toBeLessThan(40);
    expect(shown).toEqual(all.rows.slice(0, shown.length).map(({ customer }) => customer));
    expect(notes(told)).toMatch(
      /customer has 40 values; the \d+ largest have columns, the others do not: Customer/,
    );
    for (const row of told.rows)
      expect(told.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(row)));
  });

  test('a pivot without a figure is refused', async () => {
    expect(await refusal(munshi, { dimensions: ['product'], pivot: 'category' })).toMatchObject({
      field: 'pivot',
    });
  });
});

describe('cursors', () => {
  const query = { measures: ['net_sales'], dimensions: ['product'], limit: 3 };

  test('of another shop are refused, though the question is the same', async () => {
    const { next_cursor: theirs } = await ask(other, query);
    const { next_cursor: ours } = await ask(munshi, query);
    expect(theirs).toEqual(expect.any(String));
    expect(theirs).not.toBe(ours);
    expect(await refusal(munshi, { ...query, cursor: theirs })).toMatchObject({
      code: 'invalid_input',
      field: 'cursor',
    });
    expect((await ask(munshi, { ...query, cursor: ours })).rows).toHaveLength(3);
  });

  test('with any one character changed are refused', async () => {
    const { next_cursor: cursor = '' } = await ask(munshi, query);
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      expect((await refusal(munshi, { ...query, cursor: changed })).field, changed).toBe('cursor');
    }
  });
});
