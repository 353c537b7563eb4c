import type { Prompt } from './define-prompt.js';

export const morningBriefing: Prompt = {
  name: 'morning_briefing',
  title: 'Morning briefing',
  description: 'What happened yesterday and what needs attention today.',
  arguments: [],
  needs: ['query_sales'],
  wish: () => 'Brief me for the day, like a clerk who opens the shop with me.',
  steps: () => [
    {
      tool: 'query_sales',
      text: 'net_sales, orders and average_order_value of yesterday, compared with the same weekday a week before; then the five products that sold most.',
    },
    { tool: 'list_alerts', text: 'what is new or still open, critical and high first.' },
    {
      tool: 'recommend_actions',
      text: 'the five actions with most money at stake. Where it says that something is still being worked out, ask once more after some seconds.',
    },
    { tool: 'list_udhaar', text: 'who is overdue, the largest first; at most five.' },
    {
      tool: 'plan_reorder',
      text: 'totals of what has to be ordered today; its orders are among the actions, so name none twice.',
    },
  ],
  answer:
    'Tell it in at most ten short lines: sales first, then what I must do today in order of money at stake, each with its figure. Say plainly where nothing needs doing. Do nothing yet: ask me before any write.',
};
