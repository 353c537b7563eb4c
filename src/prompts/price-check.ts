import type { Prompt } from './define-prompt.js';

export const priceCheck: Prompt = {
  name: 'price_check',
  title: 'Price check',
  description: 'Whether prices are right: margin, MRP, what customers do when a price moves.',
  arguments: [
    { name: 'product', title: 'Product or category', description: 'Leave empty for the whole shop.' },
  ],
  needs: ['pricing_advice'],
  wish: ({ product }) => `Check ${product === undefined ? 'my prices' : `the prices of ${product}`}.`,
  steps: ({ product }) => [
    { tool: 'list_alerts', text: 'negative margins and prices above MRP: these first.' },
    ...(product === undefined
      ? [
          {
            tool: 'query_sales',
            text: 'margin by product of the last 90 days, the 20 with most margin: there most is at stake.',
          },
          {
            tool: 'pricing_advice',
            text: 'margins, bounds and advice for profit of those and of the alerts, ten products a call; name where it cannot tell. Stop there, and say how many products were not looked at.',
          },
        ]
      : [
          {
            tool: 'pricing_advice',
            text: 'margins, bounds and advice for profit, of a category the first three pages, by next_cursor; name where it cannot tell, and how many were not looked at.',
          },
          { tool: 'query_sales', text: 'what the products in question sold in the last 90 days.' },
        ]),
  ],
  answer:
    'List what to change first: product, price now, price advised, what it should bring with its interval, and the bound that held. Keep apart what is certain (below cost, above MRP) from what is estimated. Change no price before I say so.',
};
