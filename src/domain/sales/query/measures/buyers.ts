import type { Measure } from '../model.js';
import { SALES_ONLY } from './sql.js';

/** Who bought, what and when. */
export const BUYERS: readonly Measure[] = [
  {
    name: 'buyers',
    label: 'Buyers',
    type: 'count',
    description: 'Number of different customers who bought.',
    synonyms: ['active customers', 'customers who bought'],
    over: {
      sales: `count(DISTINCT s.customer_id) ${SALES_ONLY}`,
      lines: `count(DISTINCT s.customer_id) ${SALES_ONLY}`,
    },
  },
  {
    name: 'products_sold',
    label: 'Products sold',
    type: 'count',
    description: 'Number of different products sold.',
    synonyms: ['distinct products'],
    over: { lines: `count(DISTINCT l.product_id) ${SALES_ONLY}` },
  },
  {
    name: 'first_order_date',
    label: 'First order',
    type: 'date',
    description: 'Day of the first sale.',
    synonyms: ['first purchase', 'earliest order'],
    over: { sales: `min(s.sold_on) ${SALES_ONLY}`, lines: `min(s.sold_on) ${SALES_ONLY}` },
  },
  {
    name: 'last_order_date',
    label: 'Last order',
    type: 'date',
    description: 'Day of the latest sale.',
    synonyms: ['last purchase', 'latest order', 'most recent order', 'recently'],
    over: { sales: `max(s.sold_on) ${SALES_ONLY}`, lines: `max(s.sold_on) ${SALES_ONLY}` },
  },
];

/** Who buys again. */
export const LOYALTY: readonly Measure[] = [
  {
    name: 'sales_per_buyer',
    label: 'Sales per buyer',
    type: 'money',
    description: 'Net sales for each customer who bought.',
    synonyms: ['customer value'],
    over: {},
    formula: { plus: ['net_sales'], per: ['buyers'] },
  },
  {
    name: 'repeat_buyers',
    label: 'Repeat buyers',
    type: 'count',
    description: 'Customers with two sales or more among those looked at.',
    synonyms: ['returning customers', 'loyal customers'],
    over: {
      sales: `len(list_filter(map_values(histogram(s.customer_id) ${SALES_ONLY}), times -> times > 1))`,
    },
  },
  {
    name: 'repeat_rate',
    label: 'Repeat rate',
    type: 'percent',
    description: 'Repeat buyers as a share of buyers.',
    synonyms: ['retention'],
    over: {},
    formula: { plus: ['repeat_buyers'], per: ['buyers'] },
  },
  {
    name: 'one_time_buyers',
    label: 'One-time buyers',
    type: 'count',
    description: 'Customers with exactly one sale among those looked at.',
    synonyms: ['bought once', 'single purchase'],
    over: {
      sales: `len(list_filter(map_values(histogram(s.customer_id) ${SALES_ONLY}), times -> times = 1))`,
    },
  },
  {
    name: 'average_days_between_orders',
    label: 'Average days between orders',
    type: 'days',
    description:
      'Days from the first sale to the last, for each sale after the first; by customer it is how often one buys.',
    synonyms: ['purchase interval', 'order frequency', 'how often'],
    over: { sales: `(max(s.sold_on) ${SALES_ONLY} - min(s.sold_on) ${SALES_ONLY})` },
    per: { sales: `greatest(count(*) ${SALES_ONLY} - 1, 0)` },
  },
];
