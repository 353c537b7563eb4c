import { ClerkError, invalid } from '../errors.js';
import type { Known } from './alike.js';
import { isGtinSound } from './gtin.js';
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

/** A product with what was stated laid over it, and what was to be emptied taken away. */
export function laidOver(product: Product, fields: ProductFields, clear: readonly string[]): Product {
  const emptied = new Set<string>();
  for (const name of clear) {
    const known = CLEARABLE.find((each) => each === name);
    if (known === undefined)
      throw invalid('clear', `"${name.slice(0, 40)}" cannot be emptied.`, {
        fix: 'Name fields that can.',
        valid: CLEARABLE,
      });
    for (const field of EMPTIES[known]) emptied.add(field);
  }
  const stated = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const left = Object.fromEntries(Object.entries(product).filter(([field]) => !emptied.has(field)));
  return { ...left, ...stated, product_id: product.product_id, name: fields.name ?? product.name };
}

/** @throws ClerkError for what no product can be. */
export function checkProduct(product: Product, { fields, above_mrp: above }: SaveRequest): void {
  const { price, cost, mrp, barcode, pack, pack_size: size } = product;
  if (barcode !== undefined && !isGtinSound(barcode))
    throw invalid('barcode', 'The check digit of the barcode is wrong.', {
      fix: 'Read it again; a code of the shop’s own must not have 8, 12, 13 or 14 digits.',
    });
  if (fields.hsn !== undefined && !/^\d{2}(?:\d{2}){0,4}$/.test(fields.hsn))
    throw invalid('hsn', 'An HSN or SAC code has 2, 4, 6, 8 or 10 digits.', { fix: 'Send e.g. 0902.' });
  if (pack !== undefined && size === undefined)
    throw invalid('pack_size', 'A pack needs how much of the unit it holds.', {
      fix: 'Send pack_size, e.g. 24 for a case of 24 pieces.',
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
