import { describe, expect, test } from 'vitest';
import { embeddedStore } from '../../../support/embedded-store.js';
import { explaining, type PlainSale } from './shop.js';

const store = embeddedStore();
const MARCH = { named: 'last_month' };
const customers = { Tea: 'Asha', Rice: 'Bilal' };
const SALES: PlainSale[] = [
  ['2026-03-01', 'Tea', 2, 100],
  ['2026-03-30', 'Rice', 1, 100],
  ['2026-03-30T18:20', 'Salt', 1, 500],
];

async function text(query: object, sales = SALES, options = {}): Promise<string> {
  return (await explaining(store, sales, { customers, ...options })({ period: MARCH, ...query })).explanation
    .text;
}

describe('sales without a customer', () => {
  test.each([[['customer']], [['customer_id', 'customer']]])('are no customer of %j', async (dimensions) => {
    expect(await text({ measures: ['net_sales'], dimensions })).toBe(
      'Net sales came to ₹800 in March 2026, over 2 customers; ₹500 without a customer. Asha is highest with ₹200, 25 % of the total; then Bilal with ₹100 (12.5 %).',
    );
  });

  test('do not match a condition on customers', async () => {
    const filters = [{ member: 'net_sales', op: 'more_than', values: ['150'] }] as const;
    expect(await text({ measures: ['net_sales'], dimensions: ['customer'], filters })).toBe(
      '1 customer matches. Asha is the only one with ₹200.',
    );
  });

  test('are told apart where there is nothing else', async () => {
    const query = { measures: ['net_sales'], dimensions: ['employee'] };
    expect(await text(query)).toBe('Net sales came to ₹800 in March 2026; ₹800 without an employee.');
    const filters = [{ member: 'net_sales', op: 'more_than', values: ['150'] }] as const;
    expect(await text({ ...query, filters })).toBe('No employee matches.');
  });

  test('do not count among those that make most', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `P${at}`);
    const sales = names.map((name, at): PlainSale => ['2026-03-01', name, 1, 2 ** (12 - at)]);
    expect(
      await text(
        { measures: ['net_sales'], dimensions: ['customer'] },
        [...sales, ['2026-03-30', 'Salt', 1, 9_000]],
        {
          customers: Object.fromEntries(names.map((name) => [name, `Customer ${name}`])),
        },
      ),
    ).toContain('80 % of what has a customer comes from 3 of 12 customers.');
  });
});

describe('rows', () => {
  test('of hours are told as hours', async () => {
    expect(await text({ measures: ['net_sales'], dimensions: ['hour_of_day'] })).toContain(
      'over 2 hours. 18:00 to 18:59 is highest with ₹500, 62.5 % of the total; then 10:00 to 10:59 with ₹300',
    );
  });

  test('all below zero are told from the lowest', async () => {
    const back: PlainSale[] = [
      ['2026-03-01', 'Tea', -1, 100],
      ['2026-03-30', 'Rice', -3, 100],
    ];
    expect(await text({ measures: ['net_sales'], dimensions: ['product'] }, back)).toContain(
      'Rice is furthest below zero with −₹300; then Tea with −₹100.',
    );
  });

  test('that were never sold are not what most comes from', async () => {
    const filters = [{ member: 'product', op: 'is_not', values: ['Salt'] }] as const;
    const sales: PlainSale[] = [...SALES, ['2026-04-01', 'Milk', 1, 10]];
    expect(
      await text({ measures: ['net_sales'], dimensions: ['product'], include_empty: true, filters }, sales),
    ).toContain('came to ₹300 in March 2026, over 2 of 3 products.');
  });

  test('of a cohort table are not compared by their size', async () => {
    expect(await text({ measures: ['buyers'], dimensions: ['cohort', 'months_since_first'] })).not.toContain(
      'highest',
    );
  });

  test('of several units are said to be so', async () => {
    const query = { measures: ['quantity'], dimensions: ['product'] };
    const units = { Tea: 'kg', Rice: 'packet', Salt: 'packet' };
    expect(await text(query, SALES, { units })).toMatch(/^Quantity sold \(of mixed units\) came to 4 /);
    expect(await text(query, SALES, { units: { ...units, Tea: 'packet' } })).toMatch(
      /^Quantity sold came to 4 /,
    );
  });

  test('of one rank are named', async () => {
    const best = [{ member: 'quantity_rank', op: 'is', values: ['1'] }] as const;
    const query = { measures: ['quantity'], dimensions: ['product'], add: ['rank'], filters: best };
    expect(await text(query)).toBe('1 product matches. Tea is the only one with 2.');
  });
});
