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
  steps: () => [
    { tool: 'pricing_advice', text: 'margins, bounds and advice for profit; name where it cannot tell.' },
    { tool: 'list_alerts', text: 'negative margins and prices above MRP.' },
    { tool: 'query_sales', text: 'what the products in question sold in the last 90 days.' },
  ],
  answer:
    'List what to change first: product, price now, price advised, what it should bring with its interval, and the bound that held. Keep apart what is certain (below cost, above MRP) from what is estimated. Change no price before I say so.',
};
