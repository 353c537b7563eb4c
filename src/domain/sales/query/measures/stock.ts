import type { Measure } from '../model.js';

const NEEDS = { needs: ['stock'] } as const;

/** What is in stock now. */
export const STOCK: readonly Measure[] = [
  {
    name: 'stock_units',
    label: 'Stock',
    type: 'quantity',
    description: 'Units in stock over products.',
    synonyms: ['inventory', 'units in stock'],
    over: { products: 'sum(st.on_hand)' },
    ...NEEDS,
  },
  {
    name: 'stock_value',
    label: 'Stock value',
    type: 'money',
    description: 'Units in stock x list price.',
    synonyms: ['inventory value'],
    over: { products: 'sum(st.on_hand * p.price) * 10' },
    ...NEEDS,
  },
  {
    name: 'stock_at_cost',
    label: 'Stock at cost',
    type: 'money',
    description:
      'Units in stock x their cost on the moving average, where it is known and stock is above zero.',
    synonyms: ['stock value at cost', 'money in stock', 'capital tied up'],
    mayBeUnknown: true,
    over: {
      products:
        'sum((greatest(st.on_hand, 0)::HUGEINT * st.unit_cost + 500) // 1000) FILTER (WHERE st.on_hand IS NOT NULL)',
    },
    ...NEEDS,
  },
  {
    name: 'out_of_stock',
    label: 'Products out of stock',
    type: 'count',
    description: 'Products still sold of which nothing is in stock.',
    synonyms: ['stock-outs', 'empty shelves'],
    over: {
      products:
        'count(*) FILTER (WHERE st.on_hand <= 0 AND p.discontinued IS NOT TRUE AND p.removed IS NOT TRUE)',
    },
    ...NEEDS,
  },
  {
    name: 'below_zero_stock',
    label: 'Products below zero',
    type: 'count',
    description: 'Products of which more was sold than the books say came in.',
    synonyms: ['negative stock'],
    over: { products: 'count(*) FILTER (WHERE st.on_hand < 0)' },
    ...NEEDS,
  },
];
