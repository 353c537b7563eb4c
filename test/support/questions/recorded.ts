/** Questions, each with a call as a model makes it of them: names of the model, all else in the words of the question. */
export const RECORDED: readonly (readonly [question: string, call: object])[] = [
  ['net sales last month', { measures: ['net_sales'], period: 'last month' }],
  [
    'How many units of tata tea 250 g did we sell this month?',
    {
      measures: ['quantity'],
      filters: [{ member: 'product', op: 'is', values: ['tata tea 250 g'] }],
      period: 'this month',
    },
  ],
  [
    'net sales by product in FY 2025-26',
    { measures: ['net_sales'], dimensions: ['product'], period: 'FY 2025-26' },
  ],
  ['orders by month this year', { measures: ['orders'], grain: 'month', period: 'this year' }],
  [
    'top 3 products by net sales this month',
    {
      measures: ['net_sales'],
      dimensions: ['product'],
      period: 'this month',
      order_by: [{ member: 'net_sales', direction: 'desc' }],
      limit: '3',
    },
  ],
  ['number of orders yesterday', { measures: ['orders'], period: 'yesterday' }],
  [
    'net sales of basmti rice last 30 days',
    {
      measures: ['net_sales'],
      filters: [{ member: 'product', op: 'is', values: ['basmti rice'] }],
      period: 'last 30 days',
    },
  ],
  [
    'customers with net sales over 1.5 lakh this year',
    {
      measures: ['net_sales'],
      dimensions: ['customer'],
      filters: [
        { member: 'net_sales', op: 'more_than', values: ['1.5 lakh'] },
        { member: 'customer', op: 'is_not_empty' },
      ],
      period: 'this year',
    },
  ],
  [
    'net sales excluding Gift Box in March 2026',
    {
      measures: ['net_sales'],
      filters: [{ member: 'product', op: 'is_not', values: ['Gift Box'] }],
      period: 'March 2026',
    },
  ],
  [
    'net sales to Anita Rao',
    { measures: ['net_sales'], filters: [{ member: 'customer', op: 'is', values: ['anita rao'] }] },
  ],
];
