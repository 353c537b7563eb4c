import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { DIMENSIONS } from '../../../../src/domain/sales/query/dimensions/index.js';
import { ENTITIES } from '../../../../src/domain/sales/query/entities.js';
import { GuideIndex } from '../../../../src/domain/sales/query/guide-index.js';
import { MEASURES } from '../../../../src/domain/sales/query/measures/index.js';
import { Model } from '../../../../src/domain/sales/query/model.js';

const FIRST = 3;

/** Written before the search was; its constants were chosen on them. */
const FIRST_SET: readonly (readonly [string, ...string[]])[] = [
  ['how much money we took in', 'net_sales', 'amount_payable', 'gross_sales'],
  ['sales before any reductions', 'gross_sales'],
  ['total rebates handed out', 'discount'],
  ['how deep were the price cuts in percent', 'discount_rate', 'discounted_share'],
  ['GST charged to buyers', 'tax'],
  ['cost of sending goods', 'freight', 'average_freight', 'freight_rate'],
  ['what people had to pay in the end', 'amount_payable'],
  ['pieces that left the shop', 'quantity'],
  ['how many invoices were written', 'orders'],
  ['rows on the bills', 'lines', 'lines_per_order'],
  ['goods people brought back', 'refunds'],
  ['orders that were called off', 'cancellations'],
  ['typical size of a bill', 'median_order_value', 'average_order_value', 'order_value'],
  ['mean basket value', 'average_order_value'],
  ['price per piece actually achieved', 'average_price', 'price_realisation'],
  ['what is left after purchase cost', 'margin', 'margin_rate'],
  ['profitability in percent', 'margin_rate'],
  ['number of people who purchased', 'buyers'],
  ['customers coming back', 'repeat_buyers', 'repeat_rate', 'customer_segment'],
  ['people who bought only one time', 'one_time_buyers'],
  ['how long between two purchases', 'average_days_between_orders', 'days_since_previous_order'],
  ['time until goods are sent', 'average_days_to_ship', 'days_to_ship'],
  ['shipments after the promised date', 'late_orders', 'late_share', 'delivery'],
  ['customers registered with us', 'customers', 'customer'],
  ['articles we carry', 'products', 'product', 'lines'],
  ['products no longer offered', 'discontinued_products', 'discontinued', 'discontinued_share'],
  ['catalogue price average', 'average_list_price', 'price'],
  ['ordered but not yet arrived from vendors', 'stock_on_order', 'units_on_order'],
  ['quantity left on the shelf', 'stock_units', 'units_in_stock'],
  ['money bound in inventory', 'stock_at_cost', 'stock_value'],
  ['which goods ran out', 'out_of_stock', 'units_in_stock', 'needs_reorder'],
  ['biggest single sale', 'largest_order'],
  ['products on an average bill', 'lines_per_order', 'units_per_order'],
  ['group by day of the week', 'weekday'],
  ['at which hour do people buy', 'hour_of_day'],
  ['by financial year', 'fiscal_year'],
  ['cash or card or UPI', 'payment'],
  ['counter or home delivery', 'channel'],
  ['which branch sold it', 'location'],
  ['destination country of the parcel', 'ship_country'],
  ['town of the client', 'customer_city', 'city'],
  ['nation where the vendor sits', 'supplier_country', 'country'],
  ['who made the sale', 'employee'],
  ['head of the employee', 'manager', 'direct_reports'],
  ['role of the staff member', 'employee_title'],
  ['joining day of staff', 'employee_hire_date'],
  ['delivery firm', 'shipper', 'shippers', 'supplier'],
  ['maximum retail price', 'mrp'],
  ['buying price of one unit', 'cost', 'cost_of_goods'],
  ['when stock should be ordered again', 'reorder_level', 'needs_reorder'],
  ['items about to expire', 'next_expiry_date'],
  ['not sold for a long time', 'days_since_sold', 'last_sold_date'],
  ['customers who have gone quiet', 'days_since_purchase', 'last_purchase_date'],
  ['first time versus returning buyers', 'customer_segment', 'repeat_buyers', 'cohort'],
  ['goods bought on the same receipt', 'bought_with', 'orders_together', 'pairs'],
  ['compare with the year before', 'compare'],
  ['contribution of each to the whole', 'share'],
  ['smooth the monthly figures', 'moving_average'],
  ['reasons why revenue moved', 'drivers'],
  ['cumulated sum over the year', 'running_total'],
];

/** Written after it, of which only the number found was looked at. */
const SECOND_SET: readonly (readonly [string, ...string[]])[] = [
  ['earnings after cost', 'margin'],
  ['number of receipts', 'orders'],
  ['volume sold', 'quantity'],
  ['shipping fees', 'freight'],
  ['mode of payment', 'payment'],
  ['postcode of the buyer', 'customer_postal_code'],
  ['contact person at the vendor', 'supplier_contact'],
  ['how old are employees', 'employee_age', 'employee_birth_date'],
  ['phone number of the courier', 'shipper_phone'],
  ['share of late shipments', 'late_share'],
  ['typical bill amount', 'median_order_value', 'average_order_value'],
  ['most expensive purchase', 'largest_order', 'highest_list_price'],
  ['dearest product price', 'highest_list_price', 'price'],
  ['cheapest item on the list', 'lowest_list_price', 'price'],
  ['number of vendors', 'suppliers'],
  ['beats covered by salesmen', 'territory', 'territory_count', 'territories'],
  ['goods category', 'category'],
  ['pack size of the product', 'unit'],
  ['bar code', 'barcode'],
  ['hsn code of goods', 'hsn'],
  ['percentage of tax on the item', 'tax_rate'],
  ['was the line discounted', 'discounted', 'discounted_lines', 'discounted_share'],
  ['due date of delivery', 'required_date'],
  ['date of dispatch', 'shipped_date'],
  ['month of the first purchase', 'cohort', 'first_purchase_date', 'months_since_first'],
  ['frequency of buying', 'average_days_between_orders', 'orders', 'purchase_count'],
  ['stock below zero', 'below_zero_stock'],
  ['sell through rate', 'sell_through'],
  ['inventory worth at list price', 'stock_value', 'list_value'],
  ['place in the ranking', 'rank'],
  ['pareto eighty twenty', 'running_total'],
  ['cross tabulation', 'pivot'],
  ['rows without any sales', 'include_empty'],
  ['last day of the month', 'month_end'],
  ['number of customers per seller', 'customers', 'buyers', 'employee'],
  ['refunded documents', 'refunds'],
  ['who supplies it', 'supplier', 'suppliers'],
  ['spend per customer', 'sales_per_buyer'],
  ['lost customers', 'days_since_purchase', 'last_purchase_date'],
  ['dead inventory', 'days_since_sold', 'last_sold_date'],
];

/** The search was built on these: 125 phrases written before its words, then 80 and 50 to see what it missed. */
const BUILT_ON = readFileSync(new URL('phrases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): readonly [string, ...string[]] => {
    const { search, entry } = z
      .object({ search: z.string(), entry: z.array(z.string()).min(1) })
      .parse(JSON.parse(line));
    return [search, ...entry];
  });

const model = new Model(ENTITIES, DIMENSIONS, MEASURES);
const index = new GuideIndex({ model, definitions: [], questions: [], unfit: [] });

test.each([
  { set: FIRST_SET, least: 57 },
  { set: SECOND_SET, least: 38 },
  { set: BUILT_ON, least: 243 },
])(
  'the right entry is among the first three for $least or more of $set.length paraphrases',
  ({ set, least }) => {
    const missed = set.filter(([phrase, ...wanted]) =>
      index
        .search(phrase)
        .slice(0, FIRST)
        .every(({ name }) => !wanted.includes(name)),
    );
    expect(set.length - missed.length, JSON.stringify(missed)).toBeGreaterThanOrEqual(least);
  },
);

test('every name that the sets want is in the model', () => {
  const known = new Set(index.entries.map(({ name }) => name));
  for (const [, ...wanted] of [...FIRST_SET, ...SECOND_SET, ...BUILT_ON])
    for (const name of wanted) expect(known).toContain(name);
});
