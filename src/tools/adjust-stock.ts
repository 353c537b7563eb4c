import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { ADJUST_KINDS, MOST_ADJUST_LINES } from '../domain/inventory/adjusting.js';
import { amountsIn, present, quantityOf, units } from './amounts.js';

const name = (what: string) => z.string().trim().min(1).max(40).optional().describe(what);

export const adjustStock = defineTool({
  name: 'adjust_stock',
  toolset: 'stock',
  title: 'Receive, count or move stock',
  description:
    'Adds stock movements, all lines or none: goods received, wasted, counted (sets to what was counted), moved, sent back, or there at the start. Nothing is deleted: correct by a count. Sales and customer returns: record_sale. To look: list_products.',
  operation: 'append',
  scope: 'stock:write',
  input: z.strictObject({
    kind: z.enum(ADJUST_KINDS).describe('What happened.'),
    lines: z
      .array(
        z.strictObject({
          product: z.string().min(1).max(200).describe('Id or exact name.'),
          quantity: z.number().describe('Above 0 (a count: or 0), at most 3 decimals.'),
          unit: name('The product’s unit (default) or pack.'),
          location: name('Default the first.'),
          to_location: name('Where a transfer goes.'),
          batch: name('Batch number.'),
          expires_on: z.iso.date().optional().describe('E.g. 2026-12-31.'),
          unit_cost: z.number().optional().describe('Received: cost of one unit or pack.'),
        }),
      )
      .min(1)
      .max(MOST_ADJUST_LINES)
      .describe('At most 45. Without batch, what expires first goes first.'),
    on: z.iso.date().optional().describe('Day it counts, e.g. 2026-03-31; default today.'),
    reference: z.string().max(100).optional().describe('Bill number.'),
    note: z.string().max(500).optional().describe('Free text.'),
  }),
  output: z.object({
    kind: z.string(),
    on: z.string(),
    supplier: z.string().optional(),
    currency: z.string(),
    lines: z.array(z.record(z.string(), z.unknown())).describe('Stock after each.'),
  }),
  run: async ({ lines, ...request }, shop, { signal }, write) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    const adjusted = await shop.inventory.adjust(
      {
        ...request,
        lines: lines.map(({ expires_on, quantity, unit_cost, ...line }, index) => ({
          ...line,
          expires: expires_on,
          quantity: quantityOf(quantity, `lines[${index}].quantity`),
          unit_cost: amounts.money(unit_cost, `lines[${index}].unit_cost`),
        })),
      },
      write,
      signal,
    );
    return {
      kind: adjusted.kind,
      on: adjusted.on,
      ...(adjusted.supplier === undefined ? {} : { supplier: adjusted.supplier }),
      currency,
      lines: adjusted.lines.map(
        ({ quantity: _, moved, at_location, on_hand, on_order, average_cost, began, ...line }) =>
          present({
            ...line,
            quantity: moved / 1_000,
            stock_at_location: units(at_location),
            stock: on_hand / 1_000,
            on_order: units(on_order),
            average_cost: amounts.fine(average_cost),
            tracking_began: began,
          }),
      ),
    };
  },
});
