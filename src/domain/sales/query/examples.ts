import type { QueryRequest } from './request.js';

/** A question people ask, and the query that answers it. */
export interface QueryExample {
  readonly question: string;
  readonly query: Partial<QueryRequest>;
}

/** Examples for agents; a test runs every one of them. */
export const EXAMPLES: readonly QueryExample[] = [
  {
    question: 'What did we sell last month?',
    query: { measures: ['net_sales', 'orders', 'average_order_value'], period: { named: 'last_month' } },
  },
  {
    question: 'Which products bring the most revenue?',
    query: { measures: ['net_sales', 'quantity'], dimensions: ['product'], limit: 10 },
  },
  {
    question: 'Who are our ten best customers?',
    query: {
      measures: ['net_sales', 'orders'],
      dimensions: ['customer'],
      filters: [{ member: 'customer', op: 'is_not_empty' }],
      limit: 10,
    },
  },
  {
    question: 'Sales by month in 1997',
    query: { measures: ['net_sales'], grain: 'month', period: { from: '1997-01-01', to: '1997-12-31' } },
  },
  {
    question: 'Which categories earn the best margin?',
    query: { measures: ['margin', 'margin_rate'], dimensions: ['category'] },
  },
  {
    question: 'On which weekday do we sell most?',
    query: { measures: ['net_sales', 'orders'], dimensions: ['weekday'] },
  },
  {
    question: 'Which products are below their reorder level?',
    query: {
      dimensions: ['product', 'units_in_stock', 'reorder_level'],
      filters: [{ member: 'needs_reorder', op: 'is', values: ['true'] }],
    },
  },
  {
    question: 'How much comes in by UPI and how much in cash?',
    query: { measures: ['amount_payable', 'orders'], dimensions: ['payment'] },
  },
  {
    question: 'How many products does each supplier provide?',
    query: { measures: ['products'], dimensions: ['supplier'] },
  },
  {
    question: 'The five dearest products',
    query: { dimensions: ['product', 'price'], order_by: [{ member: 'price', direction: 'desc' }], limit: 5 },
  },
];
