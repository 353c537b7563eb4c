import { elementAt, type Random, Urn } from '../random.js';
import type { LineDraft } from '../sales/amounts.js';
import { ITEMS } from './catalogue.js';
import type { Day } from './days.js';
import type { Regular } from './people.js';
import type { Terms } from './prices.js';
import { type CategoryId, PORTIONS } from './shelf.js';

const FEWEST_LINES = 2;
const MOST_LINES = 6;
const USUAL_LINES = ITEMS.reduce((sum, item) => sum + item.pull, 0) / 100;
const FAVOURITES = 7;
const FAVOURITE_SHARE = 0.45;
const BULK_DISCOUNT = 300;
/** What canteens and caterers come for. */
const BULK_CATEGORIES: readonly CategoryId[] = [
  'atta-rice',
  'dal',
  'oil-ghee',
  'masala',
  'sugar-salt',
  'tea-coffee',
  'dairy',
];

/** Lines on a receipt to expect when the day's wish to buy is `wish` times the usual. */
export function linesWanted(wish: number, random: Random): number {
  const share = (USUAL_LINES * wish - FEWEST_LINES) / (MOST_LINES - FEWEST_LINES);
  let lines = FEWEST_LINES;
  for (let more = FEWEST_LINES; more < MOST_LINES; more += 1) if (random.chance(share)) lines += 1;
  return lines;
}

/** What a regular comes back for, as indices of the catalogue. */
export function favouritesOf(regular: Regular, random: Random): number[] {
  const among = (wanted: (category: CategoryId) => boolean) =>
    new Urn(ITEMS.map((item) => (wanted(item.category) ? item.pull : 0)));
  const usual = among((category) =>
    regular.business ? BULK_CATEGORIES.includes(category) : category !== 'pet',
  );
  const forPet = among((category) => category === 'pet');
  return Array.from({ length: FAVOURITES }, (_, index) =>
    (regular.petOwner && index < 2 ? forPet : usual).draw(random),
  );
}

export interface Wishes {
  readonly demand: Float64Array;
  readonly urn: Urn;
}

/** Picks that many different items, a regular's favourites more often. */
export function pickItems(
  count: number,
  wishes: Wishes,
  favourites: readonly number[],
  random: Random,
): number[] {
  const own = new Urn(favourites.map((index) => wishes.demand[index] ?? 0));
  const picked = new Set<number>();
  while (picked.size < count) {
    const fromOwn = own.total > 0 && random.chance(FAVOURITE_SHARE);
    picked.add(fromOwn ? elementAt(favourites, own.draw(random)) : wishes.urn.draw(random));
  }
  return [...picked];
}

/** Puts the picked items on lines at the day's terms, those `inBulk` by the carton. */
export function linesOf(
  picked: readonly number[],
  inBulk: readonly number[],
  day: Day,
  history: readonly Terms[],
  random: Random,
): LineDraft[] {
  return picked.map((index) => {
    const item = elementAt(ITEMS, index);
    const bulk = inBulk.includes(index);
    const terms = elementAt(history, index);
    const portion = random.weighted<number>(PORTIONS[item.portion]);
    const offer = Math.max(terms.offer[day.index] ?? 0, bulk ? BULK_DISCOUNT : 0);
    return {
      product_id: item.product_id,
      quantity: bulk ? portion * random.int(4, 10) : portion,
      unit_price: terms.price[day.index] ?? item.price,
      ...(offer === 0 ? {} : { discount_rate: offer }),
      tax_rate: terms.taxRate[day.index] ?? 0,
      unit_cost: terms.cost[day.index] ?? item.cost,
    };
  });
}
