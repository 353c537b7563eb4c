import * as z from 'zod';
import { invalid } from '../errors.js';
import { divideRounded, FINE_PER_MINOR, QUANTITY_SCALE } from '../money.js';
import { inUnits, unitSize } from '../products/packs.js';
import { isTracked, type Product } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import { locationNamed } from './locations.js';
import { amountAt, isOrder, type Movement, type Stock } from './movement.js';
import type { Ordered, Receipt, Removal, Transfer } from './posting.js';
import { refused } from './refusals.js';

/** What can be done to stock other than by a sales document. */
export const ADJUST_KINDS = [
  'purchase',
  'wastage',
  'count',
  'transfer',
  'supplier_return',
  'opening',
  'order',
  'cancel_order',
] as const;

/** Most lines of one call: with two movements each, or one and a product's mark, they fit one transaction. */
export const MOST_ADJUST_LINES = 45;

/** Largest quantity of one line, in units. */
const LARGEST_LINE = 10_000_000;

export interface AdjustLine {
  /** Id or exact name. */
  readonly product: string;
  /** Thousandths of what `unit` says. */
  readonly quantity: number;
  /** The product's unit (also when absent) or its pack. */
  readonly unit?: string | undefined;
  readonly location?: string | undefined;
  readonly to_location?: string | undefined;
  readonly batch?: string | undefined;
  readonly expires?: string | undefined;
  /** Minor units for one of what `unit` says. */
  readonly unit_cost?: number | undefined;
}

export interface AdjustRequest {
  readonly kind: (typeof ADJUST_KINDS)[number];
  /** Day it counts; today when absent. */
  readonly on?: string | undefined;
  /** Id or exact name; for what is bought, ordered or sent back. */
  readonly supplier?: string | undefined;
  /** Number of the bill, delivery note or order. */
  readonly reference?: string | undefined;
  readonly note?: string | undefined;
  readonly lines: readonly AdjustLine[];
}

type Adjustment = Receipt | Removal | Transfer | Ordered;

/** What a line counts, and where. */
export interface Counted extends Pick<AdjustLine, 'batch' | 'expires'> {
  readonly product: Product;
  readonly location: string;
}

/** What a write came to, as it is remembered with its key. Quantities in thousandths, `average_cost` in fine units. */
export const Adjusted = z.object({
  kind: z.enum(ADJUST_KINDS),
  on: z.string(),
  supplier: z.string().optional(),
  lines: z.array(
    z.object({
      product_id: z.string(),
      product: z.string(),
      entry: z.int(),
      /** Change of the stock on hand. */
      quantity: z.int(),
      /** What the line came to: moved from place to place, or ordered; else the change. */
      moved: z.int(),
      location: z.string().optional(),
      to_location: z.string().optional(),
      at_location: z.int().optional(),
      on_hand: z.int(),
      on_order: z.int().optional(),
      average_cost: z.int().optional(),
      /** The ledger of this product began with it. */
      began: z.literal(true).optional(),
    }),
  ),
});
export type Adjusted = z.infer<typeof Adjusted>;

/**
 * The day an adjustment counts.
 *
 * @throws ClerkError for a day in the future, before 1900, or a count of another day than today.
 */
export function checkDay({ on, kind }: AdjustRequest, today: string): string {
  if (on === undefined) return today;
  if (on > today)
    throw invalid('on', `${on} lies in the future.`, { fix: `Send a date up to today, ${today}.` });
  if (on < '1900-01-01') throw invalid('on', `${on} lies before 1900.`, { fix: 'Check the year.' });
  if (kind === 'count' && on !== today)
    throw invalid('on', 'A count says what is there now.', {
      fix: 'Leave on out, and count again today; what went missing earlier is wastage with its day.',
    });
  return on;
}

/** What a line asks for, in the units of the ledger. */
export function changeOf(
  request: AdjustRequest,
  line: AdjustLine,
  product: Product,
  stock: Stock,
  settings: ShopSettings,
  field: string,
): Adjustment {
  const { kind } = request;
  const { batch, expires } = line;
  if (isOrder(kind)) {
    const { location, unit_cost } = line;
    for (const [name, value] of Object.entries({ location, batch, expires_on: expires, unit_cost }))
      if (value !== undefined) throw notTaken(kind, field, name);
  }
  if (line.to_location !== undefined && kind !== 'transfer') throw notTaken(kind, field, 'to_location');
  if (line.unit_cost !== undefined && kind !== 'purchase' && kind !== 'opening')
    throw notTaken(kind, field, 'unit_cost');
  const location = locationNamed(line.location, settings, stock, `${field}location`);
  const size = unitSize(line.unit, product, `${field}unit`);
  const quantity = quantityOf(line, size, kind, field);
  const placed = {
    location,
    quantity,
    ...(batch === undefined ? {} : { batch }),
    ...(expires === undefined ? {} : { expires }),
  };
  switch (kind) {
    case 'transfer':
      if (line.to_location === undefined)
        throw invalid(`${field}to_location`, 'A transfer needs the location the goods go to.', {
          fix: 'Send to_location.',
        });
      return { kind, ...placed, to: locationNamed(line.to_location, settings, stock, `${field}to_location`) };
    case 'opening':
    case 'purchase':
      if (kind === 'opening' && stock.seq > 0 && stock.opening !== true)
        throw refused(
          `${field}product`,
          `The stock of ${product.name} has been kept before.`,
          'Use kind count to set it to what is there.',
        );
      return { kind, ...placed, unit_cost: costOf(line, size) };
    case 'wastage':
    case 'supplier_return':
    case 'count':
      return { kind, ...placed };
    case 'order':
    case 'cancel_order':
      if (!isTracked(product))
        throw refused(
          `${field}product`,
          `The stock of ${product.name} is not kept yet, so that nobody would see what is on order.`,
          'First say what is there with kind count (0 if nothing is), or save_product with track_stock true.',
        );
      return { kind, quantity };
  }
}

/**
 * A count sets what is there, so that of two of the same goods the first would be lost.
 *
 * @throws ClerkError `invalid_input` naming the second.
 */
export function checkCounts(counts: readonly Counted[]): void {
  const may = (one: string | undefined, other: string | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  const isSame = (one: Counted, other: Counted): boolean =>
    one.product.product_id === other.product.product_id &&
    one.location === other.location &&
    may(one.batch, other.batch) &&
    may(one.expires, other.expires);
  for (const [index, count] of counts.entries()) {
    const first = counts.findIndex((other) => isSame(other, count));
    if (first < index)
      throw invalid(
        `lines[${index}].product`,
        `${count.product.name} at ${count.location} is counted by lines[${first}] already; this would overwrite it.`,
        { fix: 'Add the two up to one line, or name another batch in each.' },
      );
  }
}

/** How much a line came to, and where. */
export function placesOf(
  change: Adjustment,
  movement: Movement,
  stock: Stock,
): Pick<Adjusted['lines'][number], 'moved' | 'location' | 'to_location' | 'at_location'> {
  switch (change.kind) {
    case 'order':
    case 'cancel_order':
      return { moved: movement.ordered ?? 0 };
    case 'transfer':
      return {
        moved: change.quantity,
        location: change.location,
        to_location: change.to,
        at_location: amountAt(stock, change.location),
      };
    default:
      return {
        moved: movement.quantity,
        location: change.location,
        at_location: amountAt(stock, change.location),
      };
  }
}

/** @throws ClerkError `invalid_input` for a supplier of what has none. */
export function checkSupplier({ kind, supplier }: AdjustRequest): void {
  const bought = kind === 'purchase' || kind === 'supplier_return' || isOrder(kind);
  if (supplier !== undefined && !bought) throw notTaken(kind, '', 'supplier');
}

function quantityOf(
  { quantity }: AdjustLine,
  size: number,
  kind: AdjustRequest['kind'],
  field: string,
): number {
  if (quantity < 0 || (quantity === 0 && kind !== 'count'))
    throw invalid(`${field}quantity`, 'The quantity is not more than 0.', {
      fix: 'Send how much, e.g. 12; kind says which way it goes.',
    });
  return inUnits(quantity, size, `${field}quantity`, LARGEST_LINE);
}

/** Fine units for one of the product's unit. */
function costOf({ unit_cost: cost }: AdjustLine, size: number): number | undefined {
  if (cost === undefined) return undefined;
  return Number(divideRounded(BigInt(cost) * BigInt(FINE_PER_MINOR * QUANTITY_SCALE), BigInt(size)));
}

function notTaken(kind: string, field: string, name: string) {
  return invalid(`${field}${name}`, `Kind ${kind} takes no ${name}.`, { fix: 'Leave it out.' });
}
