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
    { name: 'budget', title: 'Budget', description: 'Most to spend, e.g. 25000.' },
  ],
  needs: ['plan_reorder'],
  wish: ({ supplier, budget }) =>
    `Work out what I should order now${supplier === undefined ? '' : ` from the supplier ${supplier}`}${
      budget === undefined ? '' : `, spending at most ${budget}`
    }.`,
  steps: () => [
    { tool: 'plan_reorder', text: 'lines to order; with a budget also what was cut, and why.' },
    { tool: 'plan_reorder', text: 'show dead and show expiring: what not to buy again.' },
    { tool: 'forecast_report', text: 'how good forecasts were of late, to say how far to trust the plan.' },
    { tool: 'list_products', text: 'show negative: counts to put right before ordering.' },
  ],
  answer:
    'Give one table for each supplier: product, quantity in packs, cost, days the stock lasts now. Then the total beside the budget, what was left out and what that risks. Name counts that look wrong. Order nothing.',
};
