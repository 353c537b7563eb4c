import type { Prompt } from './define-prompt.js';

export const monthInReview: Prompt = {
  name: 'month_in_review',
  title: 'Month in review',
  description: 'A month beside the one before and the same of last year: what changed and why.',
  arguments: [
    {
      name: 'month',
      title: 'Month',
      description: 'e.g. 2026-03 or last month; default the last whole month.',
    },
  ],
  needs: ['query_sales'],
  wish: ({ month }) =>
    `Review ${month === undefined ? 'the last whole month' : `the month ${month}`} of my shop.`,
  steps: () => [
    {
      tool: 'query_sales',
      text: 'net_sales, margin, orders and customers of the month, compared with previous_period and same_period_last_year; add drivers.',
    },
    {
      tool: 'query_sales',
      text: 'by category with share and change; then the products that rose and fell most.',
    },
    { tool: 'list_udhaar', text: 'totals and ageing of what is owed.' },
    { tool: 'forecast_report', text: 'how kept forecasts turned out; where none were kept, leave it out.' },
    {
      tool: 'recommend_actions',
      text: 'show outcomes, 20 at a time with next_cursor until the advice is older than the month: what was followed, and what came of it.',
    },
  ],
  answer:
    'Write half a page for the owner: the result in one sentence, the three things that made it so with their figures, what to watch. Round for reading, but keep the sums true, and say which figures could not be had.',
};
