import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { PRODUCT_SORTS, SHOWN } from '../domain/inventory/product-list.js';
import type { Shop } from '../domain/open-shop.js';
import { type Amounts, amountsIn, present } from './amounts.js';
import { productView } from './product-view.js';

const name = (what: string) => z.string().min(1).max(200).optional().describe(what);

const Input = z.strictObject({
  product: name('Id or exact name: one in depth, with batches and movements.'),
  search: name('Words in name, id or barcode.'),
  show: z
    .enum(SHOWN)
    .default('all')
    .describe('Default all; low: below reorder level; not_tracked: no stock kept.'),
  category: name('Id or name.'),
  supplier: name('Id or name.'),
  barcode: z.string().min(1).max(40).optional().describe('Exact.'),
  location: name('What lies there.'),
  expiring_days: z.int().min(0).max(3_650).default(30).describe('For show expiring; 0 to 3650, default 30.'),
  sort: z.enum(PRODUCT_SORTS).default('name').describe('Default name.'),
  limit: z.int().min(1).max(100).default(20).describe('Most rows, up to 100.'),
  cursor: z.string().max(100).optional().describe('next_cursor of the same request.'),
});
type Input = z.output<typeof Input>;

const Row = z.record(z.string(), z.unknown());

export const listProducts = defineTool({
  name: 'list_products',
  toolset: 'stock',
  title: 'List products and stock',
  description:
    'Products with stock on hand now, value at cost, next expiry; what is low, out, below zero or expiring; or one product in depth. What sold: query_sales. To change: save_product, adjust_stock.',
  operation: 'read',
  scope: 'stock:read',
  input: Input,
  output: z.object({
    currency: z.string(),
    as_of: z.string(),
    products: z.array(Row).optional(),
    totals: z
      .object({ products: z.int(), stock_value: z.number() })
      .optional()
      .describe('Of all that match.'),
    product: Row.optional(),
    stock: Row.optional(),
    movements: z.array(Row).optional().describe('Newest first.'),
    untrusted: z.record(z.string(), z.string()).optional().describe('Notes, by movement.'),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
    hint: z.string().optional(),
  }),
  run: async (input, shop, { signal }) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    if (input.product !== undefined) refuseFilters(input);
    const answer = await (input.product === undefined
      ? list(input, shop, amounts, signal)
      : inDepth(input.product, input, shop, amounts, signal));
    return { currency, as_of: shop.inventory.today(), ...answer };
  },
});

/** One product is not looked for: what narrows a list says nothing of it. */
function refuseFilters({ search, category, supplier, barcode, location }: Input): void {
  for (const [field, value] of Object.entries({ search, category, supplier, barcode, location }))
    if (value !== undefined)
      throw invalid(field, `With product, ${field} says nothing.`, {
        fix: 'Leave product out to list what fits, or the other out.',
      });
}

async function list({ product: _, ...input }: Input, shop: Shop, { shown }: Amounts, signal: AbortSignal) {
  const { rows, totals, next_cursor } = await shop.inventory.list(input, signal);
  const money = (minor: number | undefined): number | undefined =>
    minor === undefined ? undefined : shown(minor);
  const units = (quantity: number | undefined): number | undefined =>
    quantity === undefined ? undefined : quantity / 1_000;
  return {
    products: rows.map((row) =>
      present({
        product_id: row.product_id,
        product: row.name,
        category: row.category,
        supplier: row.supplier,
        unit: row.unit,
        barcode: row.barcode,
        price: money(row.price),
        mrp: money(row.mrp),
        stock: units(row.on_hand),
        stock_value: money(row.value),
        reorder_level: units(row.reorder_level),
        next_expiry_on: row.next_expiry,
        discontinued: row.discontinued ? true : undefined,
      }),
    ),
    totals: { products: totals.products, stock_value: shown(totals.value) },
    has_more: next_cursor !== undefined,
    ...(next_cursor === undefined ? {} : { next_cursor }),
    ...(rows.length === 0
      ? { hint: 'No product matches; try show all without filters, or save_product to make one.' }
      : {}),
  };
}

async function inDepth(
  named: string,
  { limit, cursor }: Input,
  shop: Shop,
  amounts: Amounts,
  signal: AbortSignal,
) {
  const product = await shop.products.find(named, 'product', signal);
  const [groups, view] = await Promise.all([
    shop.products.groupsOf(product),
    shop.inventory.view(product, limit, cursor, signal),
  ]);
  const { stock, movements, next_cursor } = view;
  const cost = (fine: number | undefined): number | undefined =>
    fine === undefined ? undefined : amounts.shown(fine) / 10_000;
  return {
    product: productView(product, groups, amounts),
    stock: present({
      tracked: view.tracked,
      on_hand: stock.on_hand / 1_000,
      value: view.value === undefined ? undefined : amounts.shown(view.value),
      average_cost: cost(stock.average_cost),
      locations: stock.shelves.map(({ location, loose, lots }) =>
        present({
          location,
          quantity: lots.reduce((sum, lot) => sum + lot.quantity, loose) / 1_000,
          without_batch: lots.length === 0 ? undefined : loose / 1_000,
          batches:
            lots.length === 0
              ? undefined
              : lots.map(({ batch, expires, quantity }) =>
                  present({ batch, expires_on: expires, quantity: quantity / 1_000 }),
                ),
        }),
      ),
    }),
    movements: movements.map(({ movement, on_hand }) =>
      present({
        entry: movement.seq,
        kind: movement.kind,
        on: movement.on,
        quantity: movement.quantity / 1_000,
        stock_after: on_hand / 1_000,
        unit_cost: cost(movement.unit_cost),
        sale_id: movement.sale_id,
        reference: movement.reference,
        places: movement.legs.map(({ location, batch, expires, quantity }) =>
          present({ location, batch, expires_on: expires, quantity: quantity / 1_000 }),
        ),
      }),
    ),
    ...(movements.some(({ movement }) => movement.note !== undefined)
      ? {
          untrusted: Object.fromEntries(
            movements.flatMap(({ movement: { seq, note } }) =>
              note === undefined ? [] : [[`entry ${seq}`, note]],
            ),
          ),
        }
      : {}),
    has_more: next_cursor !== undefined,
    ...(next_cursor === undefined ? {} : { next_cursor }),
  };
}
