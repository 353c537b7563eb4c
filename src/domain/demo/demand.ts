import { ITEMS, type Item } from './catalogue.js';
import type { Day } from './days.js';
import { festivalLift } from './festivals.js';
import type { Terms } from './prices.js';
import { seasonOn } from './seasons.js';

/** Receipts on an average day. */
const RECEIPTS_A_DAY = 12.3;
const GROWTH_A_YEAR = 0.07;
const BY_WEEKDAY = [1.32, 0.88, 0.86, 0.88, 0.92, 1.02, 1.24];
const DAYS_TO_CATCH_ON = 30;

/** How many of 100 average receipts would hold each item, at the day's season, festivals, payday and prices. */
export function itemDemand(day: Day, history: readonly Terms[]): Float64Array {
  const festivals = festivalLift(day);
  return Float64Array.from(ITEMS, (item, index) => {
    const age = item.from === undefined ? Number.POSITIVE_INFINITY : item.from - day.left;
    if (age < 0 || (item.until !== undefined && day.left < item.until)) return 0;
    const known = Math.min(1, (age + 5) / DAYS_TO_CATCH_ON);
    const season = item.season === undefined ? 1 : seasonOn(item.season, day);
    const payday = item.monthly === undefined ? 1 : monthlyShopping(day);
    const festival = festivals.get(item.category) ?? 1;
    return item.pull * known * season * payday * festival * priceResponse(item, day, history[index]);
  });
}

/** Constant own-price elasticity against the last day's price. */
function priceResponse(item: Item, day: Day, terms: Terms | undefined): number {
  const asked =
    ((terms?.price[day.index] ?? item.price) * (10_000 - (terms?.offer[day.index] ?? 0))) / 10_000;
  return asked === item.price ? 1 : (asked / item.price) ** item.elasticity;
}

/** The month's grocery list is bought when the salary is in. */
function monthlyShopping(day: Day): number {
  if (day.dayOfMonth <= 7) return 1.35;
  return day.dayOfMonth <= 20 ? 0.95 : 0.85;
}

/** Receipts to expect on a day: weekday, payday and slow growth. */
export function traffic(day: Day): number {
  const payday = day.dayOfMonth <= 7 ? 1.12 : day.dayOfMonth <= 22 ? 1 : 0.92;
  return (
    RECEIPTS_A_DAY * (BY_WEEKDAY[day.weekday] ?? 1) * payday * (1 - (GROWTH_A_YEAR * (day.left - 365)) / 365)
  );
}
