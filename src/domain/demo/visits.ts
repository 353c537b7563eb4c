import { elementAt, type Random, Urn } from '../random.js';
import type { SaleDraft } from '../sales/amounts.js';
import { favouritesOf, linesOf, linesWanted, pickItems, type Wishes } from './baskets.js';
import { ITEMS } from './catalogue.js';
import type { Day } from './days.js';
import { itemDemand, traffic } from './demand.js';
import { isClosed } from './festivals.js';
import { type Regular, SHIPPERS } from './people.js';
import type { Terms } from './prices.js';

/** A receipt before it has its number. */
export interface Receipt {
  readonly day: Day;
  /** Seconds after midnight, shop time. */
  readonly second: number;
  readonly draft: Omit<SaleDraft, 'sale_id' | 'number' | 'at' | 'refers_to'>;
  /** The receipt that this one takes back. */
  readonly takesBack?: Receipt;
}

const OPENING = 8 * 3_600;
export const CLOSING = 21.5 * 3_600;
const SLOT = 1_800;
/** Customers by half hour from 08:00 to 21:30: a morning round, a quiet afternoon, an evening rush. */
const BY_SLOT = [
  0.9, 1.1, 1.2, 1.3, 1.3, 1.2, 1.1, 1, 0.9, 0.7, 0.5, 0.4, 0.3, 0.3, 0.4, 0.5, 0.7, 0.9, 1.2, 1.6, 2, 2.3,
  2.4, 2.1, 1.6, 1, 0.5,
];
/** Of these some few turn out not to be known to the shop yet. */
const NAMED_SHARE = 0.4;
const BULK_SHARE = 0.4;
const CREDIT_SHARE = 0.5;
const CARD_SHARE = 0.06;

/** Every visit to the shop that ended with a receipt, day by day. */
export function visitsOver(
  days: readonly Day[],
  history: readonly Terms[],
  regulars: readonly Regular[],
  random: Random,
): Receipt[] {
  const usual = ITEMS.reduce((sum, item) => sum + item.pull, 0);
  const slots = new Urn(BY_SLOT);
  const known = regulars.map((regular) => ({ regular, favourites: favouritesOf(regular, random) }));
  const byWeekday = [0, 1, 2, 3, 4, 5, 6].map(
    (weekday) => new Urn(regulars.map((one) => one.visits * (one.weekday === weekday ? 3 : 1))),
  );

  return days.flatMap((day) => {
    if (isClosed(day)) return [];
    const demand = itemDemand(day, history);
    const wishes: Wishes = { demand, urn: new Urn(demand) };
    // More wishes are met half by more visits and half by longer receipts, so an item's own sales follow its own demand.
    const wish = Math.sqrt(wishes.urn.total / usual);
    const visits = random.poisson(traffic(day) * wish * random.between(0.88, 1.12));
    return Array.from({ length: visits }, (): Receipt => {
      const second = OPENING + slots.draw(random) * SLOT + random.int(0, SLOT - 1);
      const someone = random.chance(NAMED_SHARE)
        ? elementAt(known, elementAt(byWeekday, day.weekday).draw(random))
        : undefined;
      const visitor =
        someone !== undefined && (someone.regular.customer.since ?? '') <= day.date ? someone : undefined;
      const favourites = visitor?.favourites ?? [];
      const bulk = visitor?.regular.business === true && random.chance(BULK_SHARE);
      const picked = pickItems(linesWanted(wish, random), wishes, favourites, random);
      const channel = visitor === undefined || random.chance(0.35) ? 'counter' : visitor.regular.orders;
      return {
        day,
        second,
        draft: {
          kind: 'sale',
          ...(visitor === undefined ? {} : { customer_id: visitor.regular.customer.customer_id }),
          employee_id: cashierAt(second, day, random),
          ...(channel === 'delivery' ? { shipper_id: elementAt(SHIPPERS, 0).shipper_id } : {}),
          channel,
          payment: paymentOf(visitor?.regular, day, random),
          tax_included: true,
          round_to: 100,
          lines: linesOf(picked, bulk ? favourites : [], day, history, random),
        },
      };
    });
  });
}

function cashierAt(second: number, day: Day, random: Random): string {
  const cashier = second < 15 * 3_600 ? 'E2' : 'E3';
  const off = (cashier === 'E2' && day.weekday === 2) || (cashier === 'E3' && day.weekday === 4);
  return random.weighted([
    [off ? 'E1' : cashier, 75],
    ['E1', 13],
    ['E4', 12],
  ]);
}

function paymentOf(
  regular: Regular | undefined,
  day: Day,
  random: Random,
): 'cash' | 'upi' | 'card' | 'credit' {
  if (regular?.account === true && random.chance(CREDIT_SHARE)) return 'credit';
  const upi = Math.max(0.2, 0.66 - (0.24 * day.left) / 730);
  return random.weighted([
    ['upi', upi],
    ['card', CARD_SHARE],
    ['cash', 1 - CARD_SHARE - upi],
  ]);
}
