import * as z from 'zod';
import { invalid } from '../errors.js';
import { divideRounded, FINE_PER_MINOR, QUANTITY_SCALE } from '../money.js';
import type { Product } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import { locationNamed } from './locations.js';
import type { Stock } from './movement.js';
import type { Receipt, Removal, Transfer } from './posting.js';
import { refused } from './refusals.js';

/** What can be done to stock other than by a sales document. */
export const ADJUST_KINDS = [
  'purchase',
  'wastage',
  'count',
  'transfer',
  'supplier_return',
  'opening',
] as const;

/** Most lines of one call: with a movement and a product's mark each, they fit one transaction. */
export const MOST_ADJUST_LINES = 45;

/** Largest quantity of one line, thousandths: ten million units. */
const LARGEST_LINE = 10_000_000_000;

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
  readonly reference?: string | undefined;
  readonly note?: string | undefined;
  readonly lines: readonly AdjustLine[];
}

/** What a write came to, as it is remembered with its key. Quantities in thousandths, `average_cost` in fine units. */
export const Adjusted = z.object({
  kind: z.enum(ADJUST_KINDS),
  on: z.string(),
  lines: z.array(
    z.object({
      product_id: z.string(),
      product: z.string(),
      entry: z.int(),
      /** Change of the stock on hand. */
      quantity: z.int(),
      moved: z.int(),
      location: z.string(),
      to_location: z.string().optional(),
      at_location: z.int(),
      on_hand: z.int(),
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
): Receipt | Removal | Transfer {
  const { kind } = request;
  const { batch, expires } = line;
  const location = locationNamed(line.location, settings, stock, `${field}location`);
  const size = unitSize(line, product, field);
  const quantity = quantityOf(line, size, kind, field);
  const placed = {
    location,
    quantity,
    ...(batch === undefined ? {} : { batch }),
    ...(expires === undefined ? {} : { expires }),
  };
  if (line.to_location !== undefined && kind !== 'transfer') throw notTaken(kind, field, 'to_location');
  if (line.unit_cost !== undefined && kind !== 'purchase' && kind !== 'opening')
    throw notTaken(kind, field, 'unit_cost');
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
  }
}

/**
 * How much of the product's unit one of the line's unit is, thousandths.
 *
 * @throws ClerkError `invalid_input` for another unit than the product is kept in.
 */
function unitSize({ unit: said }: AdjustLine, product: Product, field: string): number {
  if (said === undefined) return QUANTITY_SCALE;
  const { unit = 'unit', pack = 'pack', pack_size: size } = product;
  const wanted = plain(said);
  if (wanted === plain(unit) || wanted === 'unit') return QUANTITY_SCALE;
  if (size !== undefined && (wanted === plain(pack) || wanted === 'pack')) return size;
  throw invalid(`${field}unit`, `${product.name} is not kept in ${said.slice(0, 40)}.`, {
    fix:
      size === undefined
        ? 'Send the quantity in its unit; save_product sets pack and pack_size for packs of it.'
        : 'Send the quantity in one of its units.',
    valid: [unit, ...(size === undefined ? [] : [pack])],
  });
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
  const exact = BigInt(quantity) * BigInt(size);
  const scale = BigInt(QUANTITY_SCALE);
  if (exact % scale !== 0n)
    throw invalid(`${field}quantity`, 'So much of a pack is no whole thousandth of the unit.', {
      fix: 'Send the quantity in the unit itself.',
    });
  if (exact / scale > LARGEST_LINE)
    throw invalid(`${field}quantity`, 'The quantity is larger than 10,000,000.', {
      fix: 'Check the quantity and its unit.',
    });
  return Number(exact / scale);
}

/** Fine units for one of the product's unit. */
function costOf({ unit_cost: cost }: AdjustLine, size: number): number | undefined {
  if (cost === undefined) return undefined;
  return Number(divideRounded(BigInt(cost) * BigInt(FINE_PER_MINOR * QUANTITY_SCALE), BigInt(size)));
}

function notTaken(kind: string, field: string, name: string) {
  return invalid(`${field}${name}`, `A ${kind} takes no ${name}.`, { fix: 'Leave it out.' });
}

/** A unit as it is compared: without case and plural. */
function plain(unit: string): string {
  const text = unit.trim().toLowerCase();
  return text.length > 3 && text.endsWith('s') ? text.slice(0, -1) : text;
}
