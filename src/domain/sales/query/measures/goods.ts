import type { Measure } from '../model.js';
import { SALES_ONLY } from './sql.js';

/** How products sell, alone and together. */
export const GOODS: readonly Measure[] = [
  {
    name: 'sell_through',
    label: 'Sell-through',
    type: 'percent',
    description: 'Units sold as a share of units sold and in stock.',
    over: {},
    formula: { plus: ['quantity'], per: ['quantity', 'stock_units'] },
  },
  {
    name: 'orders_together',
    label: 'Orders together',
    type: 'count',
    description: 'Sales that hold both product and bought_with.',
    synonyms: ['bought together', 'pairs'],
    over: { pairs: `count(DISTINCT r.record_key) ${SALES_ONLY}` },
  },
];
