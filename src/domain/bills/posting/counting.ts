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
  ...spellings('bundle', 'bdl bdls bundles'),
  ...spellings('crate', 'crates'),
  ...spellings('dozen', 'doz dz dozens'),
};
const MEASURED = new Set(['kg', 'g', 'l', 'ml', 'm']);
const OUTER = new Set(['case', 'box', 'bag', 'crate', 'bale', 'bundle', 'pack']);
/** Outers that hold several units of whatever is in them: a bag or a pack may be the unit itself. */
const WHOLESALE = new Set(['case', 'box', 'crate', 'bale', 'bundle']);
/** How many of the second the first comes to. */
const MEASURES: readonly (readonly [large: string, small: string, times: number])[] = [
  ['kg', 'g', 1_000],
  ['l', 'ml', 1_000],
];
/** A cost less than so many times off may be that of one unit. */
const NEAR_COST = 2;

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
 * kept in, or in cases whose content nobody said, or the unit asked for is unknown.
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
    const measured = measuredIn(word, plainUnit(product.unit ?? 'piece'));
    if (measured !== undefined) return { size: measured, packs: false, by };
    return word === 'dozen' ? { size: DOZEN, packs: false, by } : undefined;
  };
  if (asked !== undefined) return named(asked, 'asked');
  const clear = printed === undefined ? undefined : named(printed, 'printed');
  if (clear !== undefined && (clear.packs || size === undefined || product.unit !== undefined)) return clear;
  const usual = product.last_cost ?? (product.cost ?? product.price ?? 0) * FINE_PER_MINOR;
  const off = cost !== undefined && cost > 0 && usual > 0 ? Math.log(cost / usual) : undefined;
  const outer =
    printed !== undefined &&
    WHOLESALE.has(plainUnit(printed)) &&
    (off === undefined || Math.abs(off) >= Math.log(NEAR_COST));
  // What was learned of pieces does not hold for a case that costs like one.
  if (learned !== undefined && (learned || !outer)) return learned ? packed('alias') : single('alias');
  if (printed !== undefined && product.unit !== undefined && MEASURED.has(plainUnit(printed)))
    return undefined;
  if (size === undefined) return outer ? undefined : (clear ?? single('unit'));
  if (off !== undefined) {
    const offPacked = off - Math.log(size / QUANTITY_SCALE);
    return Math.abs(offPacked) < Math.abs(off) ? packed('cost') : single('cost');
  }
  return printed !== undefined && OUTER.has(plainUnit(printed)) ? packed('printed') : single('unit');
}

/** How many thousandths of one measure another is; undefined where they measure different things. */
function measuredIn(word: string, unit: string): number | undefined {
  for (const [large, small, times] of MEASURES) {
    if (word === large && unit === small) return QUANTITY_SCALE * times;
    if (word === small && unit === large) return QUANTITY_SCALE / times;
  }
  return undefined;
}

/**
 * What one of a line's own unit costs, in fine units: the rate less the line's discount, else the amount by the
 * quantity. Where a person counted the goods in another unit than the bill, the line's money by that quantity.
 * As printed: with or without the taxes and discounts that the bill states below.
 *
 * @param asked The quantity that a person said, thousandths of `unit`, where one is said.
 */
export function costOnBill(
  { rate, discount = 0, amount, quantity: printed, unit: printedUnit }: BillItem,
  asked: number | undefined,
  unit?: string,
): number | undefined {
  const quantity = printed ?? asked;
  if (quantity === undefined || quantity <= 0) return rate === undefined ? undefined : rate * FINE_PER_MINOR;
  const net =
    rate === undefined
      ? BigInt(amount) * BigInt(QUANTITY_SCALE)
      : BigInt(quantity) * BigInt(rate) - BigInt(discount) * BigInt(QUANTITY_SCALE);
  if (net < 0n) return undefined;
  const recounted =
    asked !== undefined && unit !== undefined && asked !== printed && !isSameUnit(unit, printedUnit);
  return Number(divideRounded(net * BigInt(FINE_PER_MINOR), BigInt(recounted ? asked : quantity)));
}

function isSameUnit(unit: string, printed: string | undefined): boolean {
  return printed !== undefined && plainUnit(unit) === plainUnit(printed);
}

/** What a new product is kept in: what a person counts it in, else the measure or outer that the bill counts in. */
export function unitOfNew(asked: string | undefined, printed: string | undefined): string | undefined {
  if (asked !== undefined) return plainUnit(asked);
  const unit = plainUnit(printed ?? '');
  return MEASURED.has(unit) || WHOLESALE.has(unit) ? unit : undefined;
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
