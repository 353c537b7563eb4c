import type { Pet } from '../pets/records.js';
import type { Category, Product, Supplier } from '../products/records.js';
import { elementAt, randomFrom } from '../random.js';
import type { Customer, Employee, Shipper } from '../sales/records.js';
import type { Sale } from '../sales/sale.js';
import { type CreditEntry, creditAccounts } from './credit.js';
import { daysUntil } from './days.js';
import { type OpeningLot, openingLots } from './lots.js';
import { makeEmployees, makeRegulars, SHIPPERS } from './people.js';
import { generatePets } from './pets.js';
import { priceHistory } from './prices.js';
import { numbered, takeBacks } from './receipts.js';
import { CATEGORIES } from './shelf.js';
import { productsAtEnd } from './stock.js';
import { SUPPLIERS } from './suppliers.js';
import { visitsOver } from './visits.js';

/** Animals of the pet corner, those that were sold included. */
const PETS = 60;

/** The records of the demo shop; units as in the records themselves (paise, thousandths, ten-thousandths). */
export interface DemoShop {
  readonly categories: readonly Category[];
  readonly suppliers: readonly Supplier[];
  readonly products: readonly Product[];
  readonly customers: readonly Customer[];
  readonly employees: readonly Employee[];
  readonly shippers: readonly Shipper[];
  /** What the stock ledger opens with. */
  readonly lots: readonly OpeningLot[];
  readonly pets: readonly Pet[];
  /** In order of time. */
  readonly sales: readonly Sale[];
  /** Credit accounts, by customer. */
  readonly credit: ReadonlyMap<string, readonly CreditEntry[]>;
}

export interface DemoOptions {
  readonly seed: number;
  /** `yyyy-mm-dd`; the last day with sales. */
  readonly lastDay: string;
  /** Length of the history, two years unless set. */
  readonly days?: number;
}

/**
 * An invented kirana shop with a pet corner in Pune: what it sells, whom it knows and what it sold. The same
 * options give the same shop, byte for byte. Product prices and costs are those of the last day; costs are
 * before tax (input credit taken). Festivals are known for 2023 to 2028.
 *
 * @throws ClerkError `invalid_input` when `lastDay` is no date or `days` no positive whole number.
 */
export function generateDemoShop(options: DemoOptions): DemoShop {
  const { seed, lastDay, days: count = 730 } = options;
  const days = daysUntil(lastDay, count);
  const history = priceHistory(days, randomFrom(seed, 1));
  const regulars = makeRegulars(lastDay, randomFrom(seed, 2));
  const visits = visitsOver(days, history, regulars, randomFrom(seed, 3));
  const sales = numbered([...visits, ...takeBacks(visits, days, randomFrom(seed, 4))]);
  const products = productsAtEnd(days, history, sales, randomFrom(seed, 5));
  return {
    categories: CATEGORIES,
    suppliers: SUPPLIERS,
    products,
    lots: openingLots(products, lastDay, randomFrom(seed, 6)),
    customers: regulars.map(({ customer }) => customer),
    employees: makeEmployees(elementAt(days, 0).date),
    shippers: SHIPPERS,
    pets: generatePets(randomFrom(seed, 7), lastDay, PETS),
    sales,
    credit: creditAccounts(sales, lastDay),
  };
}
