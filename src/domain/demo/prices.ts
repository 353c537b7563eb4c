import type { Random } from '../random.js';
import { ITEMS, type Item } from './catalogue.js';
import { type Day, dayNumber } from './days.js';

/** The day India cut most of its goods and services tax rates (56th GST Council). */
const TAX_CUT = dayNumber('2025-09-22');

/** Coin prices stay: the maker changes the grams, not the price. */
const COIN_PRICE = 1_000;

/** Offers that start on a day, on average. */
const OFFERS_A_DAY = 0.18;

/** One item's terms, by day of the history. */
export interface Terms {
  /** Paise, tax included, before any offer. */
  readonly price: Int32Array;
  /** Paise, before tax. */
  readonly cost: Int32Array;
  /** Offer in ten-thousandths of the price. */
  readonly offer: Int32Array;
  readonly taxRate: Int32Array;
}

/** Prices, costs and offers of every item of the catalogue over the days, ending at the catalogue's figures. */
export function priceHistory(days: readonly Day[], random: Random): Terms[] {
  const history = ITEMS.map((item) => itemTerms(item, days, random));
  for (const { index: start } of days) if (random.chance(OFFERS_A_DAY)) runOffer(history, start, random);
  return history;
}

function itemTerms(item: Item, days: readonly Day[], random: Random): Terms {
  const levels = priceLevels(item, days, random);
  const costLag = random.int(2, 14);
  const terms: Terms = {
    price: new Int32Array(days.length),
    cost: new Int32Array(days.length),
    offer: new Int32Array(days.length),
    taxRate: new Int32Array(days.length),
  };
  const [before, after] = item.taxRates;
  for (const { number, index, left } of days) {
    const taxRate = number < TAX_CUT ? before : after;
    const taxed = (item.price * (levels[index] ?? 1) * (10_000 + taxRate)) / (10_000 + after);
    terms.taxRate[index] = taxRate;
    terms.price[index] = item.price <= COIN_PRICE ? item.price : Math.round(taxed / 100) * 100;
    const relief = item.squeezed !== undefined && left > item.squeezed ? 0.9 : 1;
    terms.cost[index] = Math.round(
      item.cost * relief * (levels[Math.min(index + costLag, days.length - 1)] ?? 1),
    );
  }
  return terms;
}

/** Price as a share of the last day's, built backwards from it so that the history ends at the catalogue. */
function priceLevels(item: Item, days: readonly Day[], random: Random): Float64Array {
  const levels = new Float64Array(days.length).fill(1);
  if (item.price <= COIN_PRICE) return levels;
  const gap = () => (item.priceMoves === 'market' ? random.int(18, 55) : random.int(110, 280));
  let level = 1;
  let untilChange = random.int(10, item.priceMoves === 'market' ? 45 : 200);
  for (let index = days.length - 1; index >= 0; index -= 1) {
    const left = days.length - 1 - index;
    if (left > untilChange) {
      level =
        item.priceMoves === 'market'
          ? (1 - left / 12_000) * random.between(0.87, 1.1)
          : level / random.between(1.02, 1.06);
      untilChange = left + gap();
    }
    levels[index] = level;
  }
  return levels;
}

/** Puts one to three items of one shelf on offer for a week or so. */
function runOffer(history: readonly Terms[], start: number, random: Random): void {
  const first = random.pick(ITEMS.flatMap((item, index) => (item.offers ? [{ item, index }] : [])));
  const rate = random.pick([500, 1_000, 1_500]);
  const end = start + random.int(6, 10);
  const after = first.index + random.int(1, 3);
  for (let index = first.index; index < after; index += 1) {
    if (ITEMS[index]?.category === first.item.category) history[index]?.offer.fill(rate, start, end);
  }
}
