import type { Measure } from '../model.js';
import { SALES_ONLY } from './sql.js';

/** How much was sold, on how many documents and lines. */
export const VOLUME: readonly Measure[] = [
  {
    name: 'quantity',
    label: 'Quantity sold',
    type: 'quantity',
    description: 'Units sold, refunds taken off.',
    synonyms: ['units', 'units sold', 'volume', 'qty', 'pieces', 'best selling', 'best sellers'],
    over: { sales: 'sum(s.quantity)', lines: 'sum(l.quantity)' },
  },
  {
    name: 'orders',
    label: 'Orders',
    type: 'count',
    description: 'Number of sales (refunds and cancellations are separate).',
    synonyms: [
      'number of orders',
      'order count',
      'sales count',
      'transactions',
      'receipts',
      'bills',
      'frequent',
      'invoices',
    ],
    over: { sales: `count(*) ${SALES_ONLY}`, lines: `count(DISTINCT l.record_key) ${SALES_ONLY}` },
  },
  {
    name: 'lines',
    label: 'Lines',
    type: 'count',
    description: 'Number of lines on sales; refunds and cancellations are apart.',
    synonyms: ['line items'],
    over: { sales: `sum(s.line_count) ${SALES_ONLY}`, lines: `count(*) ${SALES_ONLY}` },
  },
  {
    name: 'discounted_lines',
    label: 'Discounted lines',
    type: 'count',
    description: 'Number of lines of sales with a discount.',
    over: { lines: "count(*) FILTER (WHERE s.kind = 'sale' AND l.discount_fine <> 0)" },
  },
  {
    name: 'discounted_share',
    label: 'Discounted share',
    type: 'percent',
    description: 'Lines with a discount as a share of lines.',
    synonyms: ['share of lines discounted'],
    over: {},
    formula: { plus: ['discounted_lines'], per: ['lines'] },
  },
  {
    name: 'refunds',
    label: 'Refunds',
    type: 'count',
    description: 'Number of refund documents.',
    synonyms: ['returns', 'returned', 'goods returned'],
    over: { sales: "count(*) FILTER (WHERE s.kind = 'refund')" },
  },
  {
    name: 'cancellations',
    label: 'Cancellations',
    type: 'count',
    description: 'Number of cancelled sales.',
    synonyms: ['cancelled orders'],
    over: { sales: "count(*) FILTER (WHERE s.kind = 'cancellation')" },
  },
];
