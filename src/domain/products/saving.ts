import { ClerkError, invalid } from '../errors.js';
import { currencyDigits, decimalText } from '../money.js';
import type { Known } from './alike.js';
import { doubtfulAs } from './doubtful-price.js';
import { isGtinSound } from './gtin.js';
import { plainUnit } from './packs.js';
import type { Product } from './records.js';

/** What can be stated of a product beside its category and supplier, in the units of its record. */
export type ProductFields = Partial<
  Omit<Product, 'product_id' | 'category_id' | 'supplier_id' | 'stock' | 'on_order' | 'removed'>
>;

export interface SaveRequest {
  /** Id or exact name of a product there is; a new one is made where it is absent. */
  readonly product?: string | undefined;
  readonly fields: ProductFields;
  /** Id or name; made where there is none. */
  readonly category?: string | undefined;
  readonly supplier?: string | undefined;
  /** Days from order to delivery of the supplier. */
  readonly supplier_lead_days?: number | undefined;
  /** Fields to empty. */
  readonly clear?: readonly string[] | undefined;
  /** A price above the MRP is meant. */
  readonly above_mrp?: boolean | undefined;
  /** Save although a product alike is on the books. */
  readonly although_alike?: boolean | undefined;
}

/** What may be emptied. */
export const CLEARABLE = [
  'category',
  'supplier',
  'unit',
  'price',
  'cost',
  'mrp',
  'tax_percent',
  'hsn',
  'barcode',
  'pack',
  'lead_time_days',
  'min_order',
  'order_multiple',
  'reorder_level',
] as const;

const EMPTIES: Readonly<Record<(typeof CLEARABLE)[number], readonly (keyof Product)[]>> = {
  category: ['category_id'],
  supplier: ['supplier_id'],
  unit: ['unit'],
  price: ['price'],
  cost: ['cost'],
  mrp: ['mrp'],
  tax_percent: ['tax_rate'],
  hsn: ['hsn'],
  barcode: ['barcode'],
  pack: ['pack', 'pack_size'],
  lead_time_days: ['lead_time_days'],
  min_order: ['min_order'],
  order_multiple: ['order_multiple'],
  reorder_level: ['reorder_level'],
};

/**
 * A product with what was stated laid over it, and what was to be emptied taken away.
 *
 * @throws ClerkError `invalid_input` for what cannot be emptied, or is stated at the same time.
 */
export function laidOver(product: Product, request: SaveRequest): Product {
  const { fields, clear = [], category: category_id, supplier: supplier_id } = request;
  const sent: Readonly<Record<string, unknown>> = { ...fields, category_id, supplier_id };
  const emptied = new Set<string>();
  for (const name of clear) {
    const known = CLEARABLE.find((each) => each === name);
    if (known === undefined)
      throw invalid('clear', `"${name.slice(0, 40)}" cannot be emptied.`, {
        fix: 'Name fields that can.',
        valid: CLEARABLE,
      });
    for (const field of EMPTIES[known]) {
      if (sent[field] !== undefined)
        throw invalid('clear', `${known} is emptied and stated in the same call.`, {
          fix: 'Leave it out of clear, or do not send it.',
        });
      emptied.add(field);
    }
  }
  const stated = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const left = Object.fromEntries(Object.entries(product).filter(([field]) => !emptied.has(field)));
  return { ...left, ...stated, product_id: product.product_id, name: fields.name ?? product.name };
}

/** @throws ClerkError for what no product can be. */
export function checkProduct(product: Product, { fields, above_mrp: above }: SaveRequest): void {
  const { price, cost, mrp, barcode } = product;
  if (barcode !== undefined && !isGtinSound(barcode))
    throw invalid('barcode', 'The check digit of the barcode is wrong.', {
      fix: 'Read it again; a code of the shop’s own must not have 8, 12, 13 or 14 digits.',
    });
  if (fields.hsn !== undefined && !/^\d{2}(?:\d{2}){0,4}$/.test(fields.hsn))
    throw invalid('hsn', 'An HSN or SAC code has 2, 4, 6, 8 or 10 digits.', { fix: 'Send e.g. 0902.' });
  if (fields.pack !== undefined || fields.pack_size !== undefined || fields.unit !== undefined)
    checkPack(product);
  if (fields.price === 0)
    throw invalid('price', 'A price of 0 is no price.', {
      fix: 'Send what one unit sells for. Not sold: name price in clear. Given away: a discount at the sale.',
    });
  const priced = fields.price !== undefined || fields.mrp !== undefined;
  if (priced && price !== undefined && mrp !== undefined && price > mrp && above !== true)
    throw new ClerkError('refused', 'The price is above the MRP printed on the pack.', {
      field: 'price',
      fix: 'Lower the price or correct mrp; above_mrp true if it is meant (in India it is not allowed).',
    });
  const costed = fields.cost !== undefined || fields.mrp !== undefined;
  if (costed && cost !== undefined && mrp !== undefined && cost > mrp && above !== true)
    throw new ClerkError(
      'refused',
      'The cost is above the MRP: no price that is allowed would earn anything.',
      {
        field: 'cost',
        fix: 'Correct cost or mrp (both are of one unit); above_mrp true if it is meant.',
      },
    );
}

function checkPack({ unit, pack, pack_size: size }: Product): void {
  if (pack !== undefined && size === undefined)
    throw invalid('pack_size', 'A pack needs how much of the unit it holds.', {
      fix: 'Send pack_size, e.g. 24 for a case of 24 pieces.',
    });
  if (pack === undefined && size !== undefined)
    throw invalid('pack', 'A pack size needs what the pack is called.', { fix: 'Send pack, e.g. case.' });
  if (pack !== undefined && unit !== undefined && plainUnit(pack) === plainUnit(unit))
    throw invalid(
      'pack',
      `Unit and pack are both called ${pack}: a quantity would not tell which is meant.`,
      {
        fix: 'Name the pack otherwise, e.g. case; or clear pack where there is none.',
      },
    );
}

/** What looks odd in what was sent but may be meant. */
export function oddities(
  { price, cost, mrp }: Product,
  { fields }: SaveRequest,
  currency: string,
  before: number | undefined,
): string[] {
  const isSent = fields.price !== undefined || fields.cost !== undefined;
  if (!isSent || price === undefined) return [];
  const text = (minor: number): string => decimalText(minor, currencyDigits(currency));
  const slip = fields.price !== undefined && doubtfulAs(price, before, mrp) === 'far_from_price';
  return [
    ...(slip
      ? [
          `The price, ${text(price)}, is more than three times away from the one before, ${text(before ?? 0)}: if that is a slip, save the right one.`,
        ]
      : []),
    ...(cost === undefined || cost <= price
      ? []
      : [
          `The cost, ${text(cost)}, is above the price, ${text(price)}: each unit sold loses ${text(cost - price)}. Both are of one unit, not of a pack.`,
        ]),
  ];
}

export function mayBeSame(alike: readonly Known[], wanted: string | undefined): ClerkError {
  const code = alike.some(({ barcode }) => wanted !== undefined && barcode === wanted);
  return new ClerkError(
    'conflict',
    `A product ${code ? 'with this barcode' : 'like this'} is on the books already.`,
    {
      field: code ? 'barcode' : 'name',
      fix: 'Send its id as product to change it (or bring it back), or although_alike true for another one.',
      valid: alike.map(({ product_id: id, name, removed }) => `${id}: ${name}${removed ? ' (removed)' : ''}`),
    },
  );
}
