import { HOME } from './home.js';
import { PACKAGED } from './packaged.js';
import type { Shelf, Traits } from './shelf.js';
import { STAPLES } from './staples.js';

/** One product of the demo shop with what drives its demand. */
export interface Item extends Omit<Shelf, 'items' | 'price'>, Traits {
  readonly product_id: string;
  readonly name: string;
  readonly unit: string;
  readonly hsn: string;
  /** Sold by weight. */
  readonly loose: boolean;
  readonly barcode?: string;
  /** On the last day, tax included, in paise. */
  readonly price: number;
  /** On the last day, before tax, in paise. */
  readonly cost: number;
  readonly mrp?: number;
  /** Ten-thousandths, before and after the cut of 22 September 2025. */
  readonly taxRates: readonly [before: number, after: number];
  readonly priceMoves: Shelf['price'];
  /** How many of 100 average receipts hold it. */
  readonly pull: number;
}

/** Everything the demo shop sells or sold, in the order of its shelves. */
export const ITEMS: readonly Item[] = [...STAPLES, ...PACKAGED, ...HOME]
  .flatMap((shelf) => shelf.items.map((row) => ({ shelf, row })))
  .map(({ shelf: { items: _, price: priceMoves, ...shelf }, row }, index) => {
    const [name, unit, hsn, gst, mrp, price, margin, pull, traits] = row;
    const [before, after] = typeof gst === 'number' ? [gst, gst] : gst;
    const loose = unit === 'kg';
    return {
      ...shelf,
      ...traits,
      product_id: `P${String(index + 1).padStart(3, '0')}`,
      // One name may come in several sizes; on a bill and in a question the size tells them apart.
      name: /^\d/.test(unit)
        ? `${name} ${unit.replace(/ (?:pack|bag|bottle|pouch|jar|box|tin)$/, '')}`
        : name,
      unit,
      hsn,
      loose,
      ...(loose
        ? {}
        : { barcode: ean13(`8900${shelf.supplier.slice(1)}${String(index + 1).padStart(6, '0')}`) }),
      price: price * 100,
      cost: Math.round((price * 100 * (1 - margin / 100)) / (1 + after / 100)),
      ...(mrp === 0 ? {} : { mrp: mrp * 100 }),
      taxRates: [before * 100, after * 100],
      priceMoves,
      pull,
    };
  });

/** Adds the GS1 check digit to twelve digits: weights 1 and 3 in turn, up to the next ten. */
function ean13(twelve: string): string {
  const sum = [...twelve].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
