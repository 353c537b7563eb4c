import { divideRounded, FINE_PER_MINOR, QUANTITY_SCALE } from '../../money.js';
import { plainUnit as plain } from '../../products/packs.js';
import type { BillItem } from '../bill.js';
import type { ShelfProduct } from './shelf.js';

const DOZEN = 12 * QUANTITY_SCALE;

/** Words for units on bills, by what they come to. */
const UNITS: Readonly<Record<string, string>> = {
  ...spellings('kg', 'kgs kilo kilos kilogram'),
  ...spellings('g', 'gm gms gram grams'),
  ...spellings('l', 'lt ltr ltrs litre litres liter'),
  ...spellings('ml', 'mls'),
  ...spellings('m', 'mtr mtrs metre metres meter'),
  ...spellings('piece', 'pc pcs pieces nos no unit units each ea'),
  ...spellings('packet', 'pkt pkts packets'),
  ...spellings('bottle', 'btl btls bottles'),
  ...spellings('case', 'cs cases ctn ctns carton cartons'),
  ...spellings('box', 'bx boxes'),
  ...spellings('bag', 'bags'),
  ...spellings('dozen', 'doz dz dozens'),
};
const MEASURED = new Set(['kg', 'g', 'l', 'ml', 'm']);
const OUTER = new Set(['case', 'box', 'bag', 'crate', 'bale', 'bundle', 'pack']);

/** How a bill counts a product. */
export interface Unit {
  /** How much of the product's unit one is, thousandths. */
  readonly size: number;
  readonly packs: boolean;
  readonly by: 'asked' | 'printed' | 'alias' | 'cost' | 'unit';
}

/**
 * What one of a line's unit is of the product's: as asked; as printed where that is its unit or pack; as learned;
 * else by whether the cost is nearer to that of a pack. Undefined where it counts in a measure that the product is not
 * kept in, or the unit asked for is unknown.
 *
 * @param cost What one of the line's unit costs, in fine units.
 */
export function unitOf(
  product: ShelfProduct,
  asked: string | undefined,
  printed: string | undefined,
  learned: boolean | undefined,
  cost: number | undefined,
): Unit | undefined {
  const { pack_size: size } = product;
  const single = (by: Unit['by']): Unit => ({ size: QUANTITY_SCALE, packs: false, by });
  const packed = (by: Unit['by']): Unit | undefined =>
    size === undefined ? undefined : { size, packs: true, by };
  const named = (said: string, by: Unit['by']): Unit | undefined => {
    const word = plainUnit(said);
    if (
      size !== undefined &&
      (word === plainUnit(product.pack ?? 'pack') || (by === 'asked' && word === 'pack'))
    )
      return packed(by);
    if (word === plainUnit(product.unit ?? 'piece') || (by === 'asked' && said.toLowerCase() === 'unit'))
      return single(by);
    return word === 'dozen' ? { size: DOZEN, packs: false, by } : undefined;
  };
  if (asked !== undefined) return named(asked, 'asked');
  const clear = printed === undefined ? undefined : named(printed, 'printed');
  if (clear !== undefined && (clear.packs || size === undefined || product.unit !== undefined)) return clear;
  if (learned !== undefined) return learned ? packed('alias') : single('alias');
  if (printed !== undefined && product.unit !== undefined && MEASURED.has(plainUnit(printed)))
    return undefined;
  if (size === undefined) return clear ?? single('unit');
  const usual = product.last_cost ?? (product.cost ?? product.price ?? 0) * FINE_PER_MINOR;
  if (cost !== undefined && cost > 0 && usual > 0) {
    const off = Math.log(cost / usual);
    const offPacked = off - Math.log(size / QUANTITY_SCALE);
    return Math.abs(offPacked) < Math.abs(off) ? packed('cost') : single('cost');
  }
  return printed !== undefined && OUTER.has(plainUnit(printed)) ? packed('printed') : single('unit');
}

/**
 * What one of a line's own unit costs, in fine units: the rate less the line's discount, else the amount by the
 * quantity. Without the taxes that the bill adds below.
 */
export function costOnBill(
  { rate, discount = 0, amount, quantity: printed }: BillItem,
  asked: number | undefined,
): number | undefined {
  const quantity = printed ?? asked;
  if (quantity === undefined || quantity <= 0) return rate === undefined ? undefined : rate * FINE_PER_MINOR;
  const net =
    rate === undefined
      ? BigInt(amount) * BigInt(QUANTITY_SCALE)
      : BigInt(quantity) * BigInt(rate) - BigInt(discount) * BigInt(QUANTITY_SCALE);
  if (net < 0n) return undefined;
  return Number(divideRounded(net * BigInt(FINE_PER_MINOR), BigInt(quantity)));
}

/** Kilograms, litres or another measure, where a bill counts in one. */
export function measureOf(printed: string | undefined): string | undefined {
  const unit = plainUnit(printed ?? '');
  return MEASURED.has(unit) ? unit : undefined;
}

/** A unit as it is compared. */
function plainUnit(unit: string): string {
  const text = unit.trim().toLowerCase().replace(/\.$/, '');
  const known = Object.hasOwn(UNITS, text) ? UNITS[text] : undefined;
  return known ?? plain(text);
}

function spellings(unit: string, others: string): Record<string, string> {
  return Object.fromEntries([unit, ...others.split(' ')].map((word) => [word, unit]));
}
