import type { Measure } from '../model.js';
import { medianOf, SALES_ONLY } from './sql.js';

/** How large sales are. */
export const ORDER_SIZE: readonly Measure[] = [
  {
    name: 'median_order_value',
    label: 'Median order value',
    type: 'money',
    description: 'Net value that half of the sales stay under; of an even number the mean of the middle two.',
    synonyms: ['typical bill'],
    over: { sales: medianOf('s.net_fine', SALES_ONLY).over },
    per: { sales: medianOf('s.net_fine', SALES_ONLY).per },
  },
  {
    name: 'p90_order_value',
    label: '90th percentile of order value',
    type: 'money',
    description: 'Net value that nine in ten sales stay under.',
    mayBeUnknown: true,
    over: { sales: `quantile_disc(s.net_fine, 0.9) ${SALES_ONLY}` },
  },
  {
    name: 'largest_order',
    label: 'Largest order',
    type: 'money',
    description: 'Net value of the largest sale.',
    synonyms: ['biggest bill', 'maximum order'],
    mayBeUnknown: true,
    over: { sales: `max(s.net_fine) ${SALES_ONLY}` },
  },
  {
    name: 'smallest_order',
    label: 'Smallest order',
    type: 'money',
    description: 'Net value of the smallest sale.',
    mayBeUnknown: true,
    over: { sales: `min(s.net_fine) ${SALES_ONLY}` },
  },
  {
    name: 'units_per_order',
    label: 'Units per order',
    type: 'quantity',
    description: 'Units sold for each sale.',
    synonyms: ['basket units'],
    over: {},
    formula: { plus: ['quantity'], per: ['orders'] },
  },
  {
    name: 'lines_per_order',
    label: 'Lines per order',
    type: 'number',
    description: 'Lines for each sale.',
    over: {},
    formula: { plus: ['lines'], per: ['orders'] },
  },
];
