import { QUANTITY_SCALE } from '../money.js';
import type { Product } from '../products/records.js';
import type { Random } from '../random.js';
import { ITEMS, type Item } from './catalogue.js';
import { dateOf, dayNumber } from './days.js';
import type { CategoryId } from './shelf.js';

/** Stock that the demo shop opens with: one lot, or what lies loose. Units as in the stock ledger. */
export interface OpeningLot {
  readonly product: string;
  readonly quantity: number;
  readonly batch?: string;
  readonly expires?: string;
  readonly unit_cost: number;
}

/** Days that goods of a category keep, from the least to the most; the others keep for ever. */
const KEEPS: Partial<Record<CategoryId, readonly [number, number]>> = {
  dairy: [3, 14],
  'atta-rice': [90, 180],
  dal: [150, 270],
  'oil-ghee': [180, 300],
  masala: [240, 540],
  'tea-coffee': [240, 540],
  snacks: [90, 180],
  breakfast: [120, 300],
  beverages: [120, 270],
  sweets: [60, 180],
  'personal-care': [540, 900],
  pet: [270, 540],
};

/** Codes of goods that keep for ever in a category that does not: litter, leashes, bowls, razors. */
const NEVER = new Set(['3824', '4201', '7323', '8212', '9603']);

/** Share of lots that ran over unnoticed. */
const OVER_SHARE = 0.02;

/** What there is of each product on the evening of the last day, by lots; together as much as the products state. */
export function openingLots(products: readonly Product[], lastDay: string, random: Random): OpeningLot[] {
  return ITEMS.flatMap((item, index) => {
    const stock = products[index]?.stock ?? 0;
    return stock <= 0 ? [] : lotsOf(item, stock, dayNumber(lastDay), random);
  });
}

function lotsOf(item: Item, stock: number, today: number, random: Random): OpeningLot[] {
  const keeps = item.loose || NEVER.has(item.hsn) ? undefined : KEEPS[item.category];
  const { product_id: product, cost } = item;
  if (keeps === undefined) return [{ product, quantity: stock, unit_cost: cost }];
  const pieces = stock / QUANTITY_SCALE;
  const older = pieces < 6 ? 0 : Math.floor(pieces * random.between(0.15, 0.5));
  const life = random.int(...keeps);
  const fresh = today + Math.max(1, Math.round(life * random.between(0.6, 0.95)));
  const left = random.chance(OVER_SHARE) ? -random.int(1, 6) : Math.round(life * random.between(0.05, 0.45));
  const lots = [
    { pieces: older, expiry: today + left, cost: Math.round(cost * random.between(0.95, 1)) },
    { pieces: pieces - older, expiry: fresh, cost },
  ];
  return lots
    .filter((lot) => lot.pieces > 0)
    .map((lot) => ({
      product,
      quantity: lot.pieces * QUANTITY_SCALE,
      batch: `${item.supplier}${dateOf(lot.expiry - life)
        .slice(2, 10)
        .replaceAll('-', '')}`,
      expires: dateOf(lot.expiry),
      unit_cost: lot.cost,
    }));
}
