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
    'Adds stock movements, all lines or none: received, wasted, counted (sets it), moved, sent back, there at the start; or ordered, until purchases take that down. Correct by a count. Sales, customer returns: record_sale. To look: list_products.',
  operation: 'append',
  scope: 'stock:write',
  input: z.strictObject({
    kind: z.enum(ADJUST_KINDS).describe('What happened.'),
    lines: z
      .array(
        z.strictObject({
          product: z.string().min(1).max(200).describe('Id or exact name.'),
          quantity: z.number().describe('Above 0 (count: or 0).'),
          unit: name('Unit (default) or pack.'),
          location: name('Default first.'),
          to_location: name('Of a transfer.'),
          batch: name('Batch number.'),
          expires_on: z.iso.date().optional().describe('E.g. 2026-12-31.'),
          unit_cost: z.number().optional().describe('Received: of one.'),
        }),
      )
      .min(1)
      .max(MOST_ADJUST_LINES)
      .describe('Without batch, first expiry goes first.'),
    on: z.iso.date().optional().describe('E.g. 2026-03-31; default today.'),
    supplier: z.string().min(1).max(200).optional().describe('Id or name.'),
    reference: z.string().max(100).optional().describe('Bill number.'),
    note: z.string().max(500).optional().describe('Free text.'),
  }),
  output: z.object({
    kind: z.string(),
    on: z.string(),
    currency: z.string(),
    lines: z.array(z.record(z.string(), z.unknown())),
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
