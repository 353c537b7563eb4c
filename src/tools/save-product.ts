import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { CLEARABLE } from '../domain/products/saving.js';
import { amountsIn, countOf } from './amounts.js';
import { productView } from './product-view.js';

const name = (what: string) => z.string().trim().min(1).max(200).optional().describe(what);
const decimal = (what: string) => z.number().optional().describe(what);

export const saveProduct = defineTool({
  name: 'save_product',
  toolset: 'stock',
  title: 'Save a product',
  description:
    'Makes a product, changes the fields sent of one, or brings back a removed one. Stock: adjust_stock. To look: list_products. Many: import_file.',
  operation: 'update',
  scope: 'stock:write',
  input: z.strictObject({
    product: name('Id or exact name; absent: a new one.'),
    name: name('Needed for a new one.'),
    category: name('Id or name; made if new.'),
    supplier: name('Id or name; made if new.'),
    unit: z.string().trim().min(1).max(40).optional().describe('E.g. piece, kg.'),
    pack: z.string().trim().min(1).max(40).optional().describe('Larger pack, e.g. case.'),
    pack_size: decimal('Units in a pack, e.g. 24.'),
    price: decimal('Of one unit.'),
    cost: decimal('Of one unit.'),
    mrp: decimal('Printed maximum price.'),
    tax_percent: decimal('E.g. 18.'),
    hsn: z.string().max(10).optional().describe('HSN or SAC code.'),
    barcode: z.string().trim().min(1).max(40).optional().describe('GTIN or own.'),
    lead_time_days: z.int().min(0).max(365).optional().describe('Up to 365.'),
    supplier_lead_days: z.int().min(0).max(365).optional().describe('Its default for all, up to 365.'),
    min_order: decimal('Least to order.'),
    order_multiple: decimal('Of orders, in units.'),
    reorder_level: decimal('Order at or below it; 0: as computed.'),
    track_stock: z.boolean().optional().describe('Sales move its stock.'),
    discontinued: z.boolean().optional().describe('Not bought any more.'),
    clear: z
      .array(z.string().max(40))
      .max(CLEARABLE.length)
      .optional()
      .describe('Up to 14 fields to empty, e.g. mrp.'),
    above_mrp: z.boolean().optional().describe('Price above MRP is meant.'),
    although_alike: z.boolean().optional().describe('Though one alike exists.'),
  }),
  output: z.object({
    outcome: z.string(),
    currency: z.string(),
    product: z.record(z.string(), z.unknown()),
    notes: z.array(z.string()),
  }),
  run: async (input, shop, { signal }, write) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    const positive = (value: number | undefined, field: string): number | undefined => {
      const units = countOf(value, field);
      if (units === 0)
        throw invalid(field, 'This cannot be 0.', { fix: 'Leave it out, or name it in clear.' });
      return units;
    };
    const {
      product,
      category,
      supplier,
      supplier_lead_days,
      clear,
      above_mrp,
      although_alike,
      tax_percent,
      ...rest
    } = input;
    const saved = await shop.products.save(
      {
        product,
        category,
        supplier,
        supplier_lead_days,
        clear,
        above_mrp,
        although_alike,
        fields: {
          ...rest,
          price: amounts.money(rest.price, 'price'),
          cost: amounts.money(rest.cost, 'cost'),
          mrp: amounts.money(rest.mrp, 'mrp'),
          tax_rate: amounts.percent(tax_percent, 'tax_percent'),
          pack_size: positive(rest.pack_size, 'pack_size'),
          min_order: countOf(rest.min_order, 'min_order'),
          order_multiple: positive(rest.order_multiple, 'order_multiple'),
          reorder_level: countOf(rest.reorder_level, 'reorder_level'),
        },
      },
      write,
      signal,
    );
    return {
      outcome: saved.outcome,
      currency,
      product: productView(saved.product, saved, amounts),
      notes: [
        ...saved.made.map(
          ({ kind, name: made, near }) =>
            `The ${kind} ${JSON.stringify(made)} is new.${near.length === 0 ? '' : ` There also is ${near.map((each) => JSON.stringify(each)).join(', ')}.`}`,
        ),
        ...(saved.notes ?? []),
      ],
    };
  },
});
