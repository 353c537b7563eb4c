import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';

export const removeProduct = defineTool({
  name: 'remove_product',
  toolset: 'stock',
  title: 'Remove a product',
  description:
    'Takes a product without stock off lists and new sales; past sales keep it, save_product brings it back. To stop buying but sell what is left: save_product with discontinued true.',
  operation: 'remove',
  scope: 'stock:write',
  input: z.strictObject({
    product: z.string().min(1).max(200).describe('Id or exact name.'),
  }),
  output: z.object({ outcome: z.string(), product_id: z.string(), product: z.string() }),
  run: async ({ product }, shop, { signal }, write) => {
    const { product: removed, outcome } = await shop.products.remove(product, write, signal);
    return { outcome, product_id: removed.product_id, product: removed.name };
  },
});
