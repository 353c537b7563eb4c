import type { Prompt } from './define-prompt.js';

export const reorderPlan: Prompt = {
  name: 'reorder_plan',
  title: 'Reorder plan',
  description: 'What to order, from whom, within a budget.',
  arguments: [
    {
      name: 'supplier',
      title: 'Supplier',
      description: 'Only from this one.',
    },
    { name: 'budget', title: 'Budget', description: 'Most to spend, e.g. 25000.', amount: true },
  ],
  needs: ['plan_reorder'],
  wish: ({ supplier, budget }) =>
    `Work out what I should order now${supplier === undefined ? '' : ` from the supplier ${supplier}`}${
      budget === undefined ? '' : `, spending at most ${budget}`
    }.`,
  steps: () => [
    {
      tool: 'plan_reorder',
      text: 'lines to order, page by page with next_cursor until has_more is false; with a budget also show cut: what was cut, and why. Notes name what runs short and is not worth an order.',
    },
    { tool: 'plan_reorder', text: 'show dead and show expiring: what not to buy again.' },
    {
      tool: 'forecast_report',
      text: 'how good kept forecasts were of late. Plans keep none: where it is empty, say that it cannot be told how far to trust the plan, and go on.',
    },
    { tool: 'list_products', text: 'show negative: counts to put right before ordering.' },
  ],
  answer:
    'Give one table for each supplier: product, quantity in packs, cost, days the stock lasts now. Then the total beside the budget, what was left out and what that risks. Name counts that look wrong. Order nothing.',
};
