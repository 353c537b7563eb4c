export interface Stop {
  readonly question: string;
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

/** What the demo asks: each a question a shopkeeper has, and the call an agent makes of it. */
const QUESTIONS: readonly Stop[] = [
  {
    question: 'How did we do over the last 30 days?',
    tool: 'query_sales',
    args: {
      measures: ['net_sales', 'orders', 'average_order_value', 'margin_rate'],
      period: { named: 'last_30_days' },
    },
  },
  {
    question: 'Month by month, this fiscal year?',
    tool: 'query_sales',
    args: { measures: ['net_sales', 'orders'], grain: 'month', period: { named: 'this_fiscal_year' } },
  },
  {
    question: 'Which products bring the most, and what do they earn?',
    tool: 'query_sales',
    args: { measures: ['net_sales', 'quantity', 'margin_rate'], dimensions: ['product'], limit: 5 },
  },
  {
    question: 'On which weekdays are we busiest?',
    tool: 'query_sales',
    args: {
      measures: ['orders', 'net_sales'],
      dimensions: ['weekday'],
      order_by: [{ member: 'orders', direction: 'desc' }],
    },
  },
  {
    question: 'How do people pay nowadays?',
    tool: 'query_sales',
    args: {
      measures: ['amount_payable', 'orders'],
      dimensions: ['payment'],
      period: { named: 'last_90_days' },
    },
  },
  {
    question: 'Who are the five best customers of the last year?',
    tool: 'query_sales',
    args: {
      measures: ['net_sales', 'orders', 'last_order_date'],
      dimensions: ['customer'],
      filters: [{ member: 'customer', op: 'is_not_empty' }],
      period: { named: 'last_365_days' },
      limit: 5,
    },
  },
  {
    question: 'What must be ordered again?',
    tool: 'query_sales',
    args: {
      dimensions: ['product', 'supplier', 'units_in_stock', 'reorder_level'],
      filters: [{ member: 'needs_reorder', op: 'is', values: ['true'] }],
      limit: 5,
    },
  },
  {
    question: 'What expires within a week?',
    tool: 'list_products',
    args: { show: 'expiring', expiring_days: 7, sort: 'expiry', limit: 5 },
  },
  {
    question: 'How much money lies in the pet corner?',
    tool: 'list_products',
    args: { category: 'pet', sort: 'value', limit: 5 },
  },
  {
    question: 'What does the pet corner sell?',
    tool: 'query_sales',
    args: {
      measures: ['net_sales', 'quantity'],
      dimensions: ['category', 'product'],
      filters: [{ member: 'category', op: 'contains', values: ['pet'] }],
      limit: 5,
    },
  },
  { question: 'What can I ask about profit?', tool: 'describe_data', args: { search: 'profit', limit: 3 } },
];

/** The questions, then a sale and a purchase that are recorded once however often the tour is taken on a day. */
export function tourOf(today: string): readonly Stop[] {
  const number = `TOUR-${today}`;
  return [
    ...QUESTIONS,
    {
      question: 'Sold just now, paid by UPI: two packs of cat food and half a kilo of sugar. Write it down.',
      tool: 'record_sale',
      args: {
        lines: [
          { product: 'Manimau Cat Food Pouch Tuna 85 g', quantity: 2 },
          { product: 'Sugar (loose)', quantity: 0.5 },
        ],
        number,
        payment: 'upi',
        round_to: 1,
        idempotency_key: `demo-tour-${today}`,
      },
    },
    {
      question: 'Ten cases of that cat food came in, at 800 a case. Put them on the shelf.',
      tool: 'adjust_stock',
      args: {
        kind: 'purchase',
        lines: [{ product: 'Manimau Cat Food Pouch Tuna 85 g', quantity: 10, unit: 'case', unit_cost: 800 }],
        reference: number,
        idempotency_key: `demo-tour-stock-${today}`,
      },
    },
    {
      question: 'And what is left of it now?',
      tool: 'list_products',
      args: { search: 'cat food tuna' },
    },
    {
      question: 'Is it in the books?',
      tool: 'query_sales',
      args: {
        measures: ['quantity', 'net_sales'],
        dimensions: ['order_id', 'product', 'payment'],
        filters: [{ member: 'order_id', op: 'is', values: [number] }],
      },
    },
  ];
}
