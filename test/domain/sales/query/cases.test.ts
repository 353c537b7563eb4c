import { expect, test } from 'vitest';
import type { QueryRequest } from '../../../../src/domain/sales/query/request.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { expectedAnswer } from '../../../support/oracle/answer.js';
import { openQueries } from '../../../support/oracle/open.js';
import { randomShop } from '../../../support/oracle/shop.js';
import { World } from '../../../support/oracle/world.js';

const store = embeddedStore();
/** A shop with something of everything. */
const SHOP = randomShop(7);

type Case = readonly [says: string, query: Omit<QueryRequest, 'limit'>];

/** Queries that random ones have shown to be answered wrong. */
const CASES: readonly Case[] = [
  [
    'a measure is compared with one that is not shown',
    {
      measures: ['net_sales'],
      dimensions: ['product'],
      filters: [{ member: 'net_sales', op: 'less_than', than: 'gross_sales' }],
    },
  ],
  [
    'no month is the worst before it has begun, or before the first sale',
    {
      measures: ['net_sales'],
      grain: 'month',
      period: { from: '1999-01-01', to: '2099-12-31' },
      order_by: [{ member: 'net_sales', direction: 'asc' }],
    },
  ],
  [
    'totals and subtotals beside the first rows of each group',
    {
      measures: ['net_sales'],
      dimensions: ['category', 'product'],
      within: ['category'],
      top: 1,
      add: ['totals', 'subtotals'],
    },
  ],
  [
    'running totals of a group in a month run in the order of the rows',
    {
      measures: ['net_sales'],
      dimensions: ['product'],
      grain: 'month',
      within: ['month'],
      add: ['running_total', 'running_share'],
    },
  ],
  [
    'running totals along time within a group take what is in one month in the order of the rows',
    {
      measures: ['net_sales'],
      dimensions: ['category', 'product'],
      grain: 'month',
      within: ['category'],
      add: ['running_total'],
    },
  ],
  [
    'running totals of a second measure run in the order of the rows',
    { measures: ['net_sales', 'orders'], dimensions: ['product'], add: ['running_total'] },
  ],
  [
    'running totals by weekday run from Monday on',
    {
      measures: ['net_sales'],
      dimensions: ['weekday'],
      add: ['running_total'],
      order_by: [{ member: 'weekday', direction: 'asc' }],
    },
  ],
  [
    'the best of each month come largest first',
    { measures: ['net_sales'], dimensions: ['product'], grain: 'month', within: ['month'], top: 3 },
  ],
  [
    'groups that are weekdays come in their own order',
    { measures: ['net_sales'], dimensions: ['weekday', 'payment'], within: ['weekday'], top: 1 },
  ],
  [
    'days between orders are unknown where there is no sale',
    {
      measures: ['refunds', 'average_days_between_orders'],
      period: { from: '2024-01-01', to: '2024-01-31' },
    },
  ],
  [
    'the median of what is a difference',
    {
      define: [
        { name: 'middle_stock', aggregate: 'median', of: 'units_available' },
        { name: 'middle_days', aggregate: 'median', of: 'days_to_ship' },
        { name: 'middle_recency', aggregate: 'median', of: 'days_since_purchase' },
      ],
      measures: ['middle_stock', 'middle_days', 'middle_recency'],
    },
  ],
  [
    'money in a formula that is called a number is not shown in its smallest units',
    {
      define: [{ name: 'net_of_tax', plus: ['net_sales'], minus: ['tax'], type: 'number' }],
      measures: ['net_of_tax'],
    },
  ],
  [
    'a difference of percentages',
    {
      define: [
        { name: 'highest_rate', aggregate: 'largest', of: 'tax_rate' },
        { name: 'lowest_rate', aggregate: 'smallest', of: 'tax_rate' },
        { name: 'spread', plus: ['highest_rate'], minus: ['lowest_rate'] },
        { name: 'half_spread', plus: ['highest_rate'], minus: ['lowest_rate'], times: '0.5' },
      ],
      measures: ['spread', 'half_spread'],
    },
  ],
  [
    'a sum times a factor is 0 where there is nothing, as the sum is',
    {
      define: [{ name: 'commission', plus: ['net_sales'], times: '0.02' }],
      measures: ['commission'],
      dimensions: ['product'],
      period: { from: '2025-06-10', to: '2025-06-20' },
      compare: ['same_period_last_year', '2025-01-10..2025-05-30'],
    },
  ],
  [
    'a date of another period is held to days',
    {
      measures: ['last_order_date'],
      dimensions: ['product'],
      period: { from: '2025-07-01', to: '2025-12-31' },
      compare: ['2025-01-01..2025-06-30'],
      filters: [{ member: 'last_order_date_vs_20250101', op: 'at_most', values: ['2025-06-29'] }],
    },
  ],
  [
    'moving averages of a measure and of its average are told apart',
    { measures: ['freight', 'average_freight'], grain: 'month', moving_average: 3 },
  ],
  [
    'lines with a discount are held to it, grouped by it and compared with it',
    {
      define: [{ name: 'kind', of: 'discounted', groups: [{ label: 'Full', op: 'is', values: ['false'] }] }],
      measures: ['orders'],
      dimensions: ['kind', 'discounted'],
      filters: [
        { member: 'discounted', op: 'is', values: ['true'], or_group: 1 },
        { member: 'discounted', op: 'is_not', than: 'discontinued', or_group: 1 },
      ],
    },
  ],
  ['price realisation leaves out what has no list price', { measures: ['price_realisation'] }],
];

test.each(CASES)('%s', async (_, asked) => {
  const query = { ...asked, limit: 500 };
  const { queries } = openQueries(store.table(), SHOP);
  const { rows, totals, subtotals = [] } = await queries.run(query);
  const wanted = expectedAnswer(new World(SHOP), query);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(wanted?.rows);
  expect(totals).toEqual(wanted?.totals);
  expect(subtotals).toEqual(wanted?.subtotals.flat());
});

test.each(['k0', 'o0', 'order', 'end', 'n0'])('a measure may be called %s', async (name) => {
  const { queries } = openQueries(store.table(), SHOP);
  const sum = await queries.run({ measures: ['orders'], dimensions: ['payment'], limit: 20 });
  const { rows } = await queries.run({
    define: [{ name, plus: ['orders'] }],
    measures: [name],
    dimensions: ['payment'],
    filters: [{ member: name, op: 'at_least', values: ['0'] }],
    order_by: [{ member: name, direction: 'desc' }],
    limit: 20,
  });
  expect(rows.map((row) => row[name])).toEqual(sum.rows.map(({ orders }) => orders));
});

test('weekdays are columns in their own order', async () => {
  const { queries } = openQueries(store.table(), SHOP);
  const { columns } = await queries.run({ measures: ['orders'], pivot: 'weekday', limit: 20 });
  const days = columns.map(({ name }) => name.replace('orders:', ''));
  expect(days.slice(0, 3)).toEqual(['Monday', 'Tuesday', 'Wednesday']);
});

test('what is exactly so many times the average is neither above nor below', async () => {
  const products = [55, 45].map((price) => ({ product_id: `p${price}`, name: `${price}`, price }));
  const { queries } = openQueries(store.table(), { ...SHOP, products });
  for (const op of ['above_average', 'below_average'] as const) {
    const filters = [{ member: 'price', op, values: ['1.1'] }];
    const { rows } = await queries.run({ dimensions: ['product'], filters, limit: 20 });
    expect(rows, op).toEqual(op === 'above_average' ? [] : [{ product: '45' }]);
  }
});

test('a measure that is called like a column that is added is refused with it', async () => {
  const { queries } = openQueries(store.table(), SHOP);
  const query: QueryRequest = {
    define: [{ name: 'net_sales_share', plus: ['orders'] }],
    measures: ['net_sales', 'net_sales_share'],
    limit: 1,
  };
  await expect(queries.run(query)).resolves.toMatchObject({ row_count: 1 });
  await expect(queries.run({ ...query, add: ['share'] })).rejects.toMatchObject({
    code: 'invalid_input',
    field: 'measures',
  });
});
