import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../../../src/domain/errors.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { openQueries } from '../../../support/oracle/open.js';
import { randomShop } from '../../../support/oracle/shop.js';

const store = embeddedStore();
const FIRST = 3;

/** What people say, and the entries any of which would help them. */
const PHRASES: readonly (readonly [string, ...string[]])[] = [
  ['average bill', 'average_order_value'],
  ['total sales', 'net_sales'],
  ['revenue', 'net_sales'],
  ['turnover by month', 'net_sales'],
  ['best selling items', 'quantity', 'products_sold', 'product'],
  ['profit', 'margin'],
  ['profit percent', 'margin_rate'],
  ['number of orders', 'orders'],
  ['how many customers do we have', 'customers'],
  ['value of stock', 'stock_value'],
  ['out of stock', 'units_in_stock'],
  ['low stock', 'needs_reorder'],
  ['dead stock', 'last_sold_date', 'days_since_sold'],
  ['returning customers', 'repeat_buyers', 'customer_segment'],
  ['bought together', 'bought_with', 'orders_together'],
  ['delivery charge', 'freight'],
  ['late deliveries', 'late_orders', 'delivery', 'late_share'],
  ['payment method', 'payment'],
  ['customers by city', 'customer_city'],
  ['gst', 'tax', 'tax_rate'],
  ['biggest bill', 'largest_order'],
  ['vendor', 'supplier'],
  ['salesperson', 'employee'],
  ['boss', 'manager'],
  ['invoice number', 'order_id'],
  ['financial year', 'fiscal_year'],
  ['which day of the week', 'weekday'],
  ['hour of the day', 'hour_of_day'],
  ['maal', 'product'],
  ['grahak', 'customer'],
  ['munafa', 'margin'],
  ['bikri', 'net_sales'],
  ['customers who never bought', 'purchase_count'],
  ['sku', 'product_id'],
  ['basket size', 'average_order_value'],
  ['goods returned', 'refunds'],
  ['inventory value', 'stock_value'],
  ['List Price', 'price'],
  ['net_sales', 'net_sales'],
  ['customer_country', 'customer_country'],
];

describe('a search of the model', () => {
  const guide = () => openQueries(store.table(), randomShop(7)).guide;

  test.each(PHRASES)('"%s"', async (phrase, ...wanted) => {
    const first = (await guide().search(phrase)).slice(0, FIRST).map(({ name }) => name);
    expect(
      first.filter((name) => wanted.includes(name)),
      `${phrase} gave ${first.join(', ')}`,
    ).not.toEqual([]);
  });

  test.each([
    'who owes us',
    'xyzzy',
    'the of by',
    '',
    '   ',
    '%_\\',
    "'; DROP TABLE sales; --",
    '🛒🛒',
    'ग्राहक',
    'a',
    '__proto__ constructor',
    'sales '.repeat(40),
    'é'.repeat(200),
  ])('"%s" gives a list, be it empty', async (phrase) => {
    const found = await guide().search(phrase);
    expect(new Set(found).size).toBe(found.length);
    for (const { name } of found) expect(name).toEqual(expect.any(String));
  });

  test('a name that does not exist is refused with the nearest', async () => {
    const failure = await guide()
      .detail('custmer_country')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ClerkError);
    expect(failure).toMatchObject({
      code: 'invalid_input',
      field: 'name',
      valid: expect.arrayContaining(['customer_country']),
    });
    await expect(guide().detail('constructor')).rejects.toBeInstanceOf(ClerkError);
    await expect(guide().detail('')).rejects.toBeInstanceOf(ClerkError);
  });
});
