import { invalid } from '../errors.js';
import { LARGEST_AMOUNT, QUANTITY_SCALE } from '../money.js';
import type { Product } from './records.js';

/**
 * How much of a product's unit one of what is said is, thousandths: 1000 for the unit itself (also when nothing is
 * said), the pack's size for its pack.
 *
 * @throws ClerkError `invalid_input` naming `field` for another unit than the product is kept in.
 */
export function unitSize(said: string | undefined, product: Product, field: string): number {
  if (said === undefined) return QUANTITY_SCALE;
  const { unit = 'unit', pack = 'pack', pack_size: size } = product;
  const wanted = plainUnit(said);
  if (wanted === plainUnit(unit) || wanted === 'unit') return QUANTITY_SCALE;
  if (size !== undefined && (wanted === plainUnit(pack) || wanted === 'pack')) return size;
  throw invalid(field, `${product.name} is not kept in ${said.slice(0, 40)}.`, {
    fix:
      size === undefined
        ? 'Send the quantity in its unit; save_product sets pack and pack_size for packs of it.'
        : 'Send the quantity in one of its units.',
    valid: [unit, ...(size === undefined ? [] : [pack])],
  });
}

/**
 * So many of what is `size` large, in thousandths of the unit.
 *
 * @param largest Most that it may come to, in units.
 * @throws ClerkError `invalid_input` naming `field` where that is more, or no whole thousandth.
 */
export function inUnits(quantity: number, size: number, field: string, largest = LARGEST_AMOUNT): number {
  const exact = BigInt(quantity) * BigInt(size);
  const scale = BigInt(QUANTITY_SCALE);
  if (exact % scale !== 0n)
    throw invalid(field, 'So much of a pack is no whole thousandth of the unit.', {
      fix: 'Send the quantity in the unit itself.',
    });
  if (exact / scale > BigInt(largest * QUANTITY_SCALE))
    throw invalid(field, `The quantity is larger than ${largest.toLocaleString('en')}.`, {
      fix: 'Check the quantity and its unit.',
    });
  return Number(exact / scale);
}

/** A unit as it is compared: without case and plural. */
export function plainUnit(unit: string): string {
  const text = unit.trim().toLowerCase();
  return text.length > 3 && text.endsWith('s') ? text.slice(0, -1) : text;
}
