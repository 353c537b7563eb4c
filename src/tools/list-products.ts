import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { jsonBytes, LARGEST_PAGE, rowsThatFit } from '../domain/fitting.js';
import { PRODUCT_SORTS, SHOWN } from '../domain/inventory/product-list.js';
import type { Shop } from '../domain/open-shop.js';
import { type Amounts, amountsIn, present, units } from './amounts.js';
import { productView } from './product-view.js';

/** For rows, in bytes; the rest is for totals and cursor. */
const ROOM = LARGEST_PAGE - 1_000;

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
    totals: z.object({ products: z.int(), stock_value: z.number() }).optional(),
    product: Row.optional(),
    stock: Row.optional(),
    movements: z.array(Row).optional(),
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
  const { rows, totals, cursorAfter } = await shop.inventory.list(input, signal);
  const money = (minor: number | undefined): number | undefined =>
    minor === undefined ? undefined : shown(minor);
  const more = (quantity: number): number | undefined => (quantity === 0 ? undefined : units(quantity));
  const products = rows.map((row) =>
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
      below_zero:
        row.below_zero.length === 0
          ? undefined
          : row.below_zero.map(({ location, quantity }) => ({ location, quantity: quantity / 1_000 })),
      on_order: more(row.on_order),
      expired_stock: more(row.expired),
      expiring_stock: input.show === 'expiring' ? more(row.expiring) : undefined,
      stock_value: money(row.value),
      reorder_level: units(row.reorder_level),
      next_expiry_on: row.next_expiry,
      discontinued: row.discontinued ? true : undefined,
    }),
  );
  const fit = rowsThatFit(products, ROOM);
  const next = cursorAfter(Math.max(1, fit));
  return {
    products: products.slice(0, fit),
    totals: { products: totals.products, stock_value: shown(totals.value) },
    ...pageEnd(next),
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
  const { stock, movements, cursorAfter } = view;
  const suppliers = await shop.products.supplierNames(
    movements.flatMap(({ movement: { supplier_id: id } }) => id ?? []),
    signal,
  );
  const depth = {
    product: productView(product, groups, amounts),
    stock: present({
      tracked: view.tracked,
      on_hand: stock.on_hand / 1_000,
      value: view.value === undefined ? undefined : amounts.shown(view.value),
      on_order: units(stock.on_order),
      average_cost: amounts.fine(stock.average_cost),
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
  };
  const rows = movements.map(({ movement, on_hand }) =>
    present({
      entry: movement.seq,
      kind: movement.kind,
      on: movement.on,
      quantity: movement.quantity / 1_000,
      ordered: units(movement.ordered),
      stock_after: on_hand / 1_000,
      unit_cost: amounts.fine(movement.unit_cost),
      sale_id: movement.sale_id,
      supplier: suppliers.get(movement.supplier_id ?? '') ?? movement.supplier_id,
      reference: movement.reference,
      places: movement.legs.map(({ location, batch, expires, quantity }) =>
        present({ location, batch, expires_on: expires, quantity: quantity / 1_000 }),
      ),
    }),
  );
  const notes = movements.map(({ movement: { seq, note } }) =>
    note === undefined ? {} : { [`entry ${seq}`]: note },
  );
  const fit = rowsThatFit(
    rows.map((row, index) => [row, notes[index]]),
    ROOM - jsonBytes(depth),
  );
  const untrusted: Record<string, string> = Object.assign({}, ...notes.slice(0, fit));
  return {
    ...depth,
    movements: rows.slice(0, fit),
    ...(Object.keys(untrusted).length === 0 ? {} : { untrusted }),
    ...pageEnd(cursorAfter(Math.max(1, fit))),
  };
}

function pageEnd(next: string | undefined): { has_more: boolean; next_cursor?: string } {
  return next === undefined ? { has_more: false } : { has_more: true, next_cursor: next };
}
