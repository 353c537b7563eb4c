import type { Measure } from '../model.js';
import { SALES_ONLY } from './sql.js';

/** Mean prices, and what is left of them after cost. */
export const PRICES: readonly Measure[] = [
  {
    name: 'average_order_value',
    label: 'Average order value',
    type: 'money',
    description: 'Net sales for each sale.',
    synonyms: ['aov', 'average bill', 'basket size', 'ticket size', 'average sale'],
    over: { sales: 'sum(s.net_fine)', lines: 'sum(l.net_fine)' },
    per: { sales: `count(*) ${SALES_ONLY}`, lines: `count(DISTINCT l.record_key) ${SALES_ONLY}` },
  },
  {
    name: 'average_price',
    label: 'Average price',
    type: 'money',
    description: 'Net sales for each unit sold.',
    synonyms: ['price realised'],
    over: { sales: 'sum(s.net_fine) * 1000', lines: 'sum(l.net_fine) * 1000' },
    per: { sales: 'sum(s.quantity)', lines: 'sum(l.quantity)' },
  },
  {
    name: 'list_value',
    label: 'List value',
    type: 'money',
    description: 'Quantity x current list price of the product, refunds taken off, where it has a price.',
    synonyms: ['value at list price'],
    over: { lines: 'sum(l.quantity * p.price) * 10' },
    needs: ['products'],
  },
  {
    name: 'price_realisation',
    label: 'Price realisation',
    type: 'percent',
    description:
      'Net sales as a share of list value, where the product has a list price: what is charged against it.',
    synonyms: ['price charged against list price', 'realised price'],
    over: { lines: 'sum(l.net_fine) FILTER (WHERE p.price IS NOT NULL)' },
    per: { lines: 'sum(l.quantity * p.price) * 10' },
    needs: ['products'],
  },
  {
    name: 'cost_of_goods',
    label: 'Cost of goods',
    type: 'money',
    description: 'Purchase cost of what was sold, where it is known.',
    synonyms: ['cogs'],
    mayBeUnknown: true,
    over: { sales: 'sum(s.cost_fine)', lines: 'sum(l.cost_fine)' },
  },
  {
    name: 'margin',
    label: 'Gross margin',
    type: 'money',
    description: 'Net sales without the tax inside prices, less cost, over lines whose cost is known.',
    synonyms: ['profit', 'gross profit', 'munafa', 'earnings'],
    mayBeUnknown: true,
    over: {
      lines: 'sum(l.net_fine - l.tax_inside_fine - l.cost_fine) FILTER (WHERE l.cost_fine IS NOT NULL)',
    },
  },
  {
    name: 'margin_rate',
    label: 'Margin rate',
    type: 'percent',
    description:
      'Gross margin as a share of net sales without the tax inside prices, over lines whose cost is known.',
    synonyms: ['margin percent', 'profit percent'],
    over: {
      lines: 'sum(l.net_fine - l.tax_inside_fine - l.cost_fine) FILTER (WHERE l.cost_fine IS NOT NULL)',
    },
    per: { lines: 'sum(l.net_fine - l.tax_inside_fine) FILTER (WHERE l.cost_fine IS NOT NULL)' },
  },
];
