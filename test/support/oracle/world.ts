import type { Category, Product, Supplier } from '../../../src/domain/products/records.js';
import type { Customer, Employee, Shipper, Territory } from '../../../src/domain/sales/records.js';
import type { Sale, SaleLine } from '../../../src/domain/sales/sale.js';
import type { PlainShop } from './shop.js';
import { type Held, heldOf } from './stock.js';

/** One row of a population with everything that belongs to it. */
export interface Bundle {
  readonly line?: SaleLine | undefined;
  readonly sale?: Sale | undefined;
  readonly product?: Product | undefined;
  readonly category?: Category | undefined;
  readonly supplier?: Supplier | undefined;
  readonly customer?: Customer | undefined;
  readonly employee?: Employee | undefined;
  readonly manager?: Employee | undefined;
  readonly shipper?: Shipper | undefined;
  readonly territory?: Territory | undefined;
  readonly partner?: Product | undefined;
  /** Where the customer of a sale is; or the supplier or employee, where there is no sale. */
  readonly country?: string | undefined;
  readonly city?: string | undefined;
  /** What there is of the product. */
  readonly held?: Held | undefined;
  /** Of the two rows of a pair, the one that stands for both. */
  readonly once?: boolean;
}
export type Part = Exclude<keyof Bundle, 'once' | 'held'>;

/** What can be counted; each row of a population has at most one of every part it reaches. */
export type Population =
  | 'country'
  | 'city'
  | 'category'
  | 'supplier'
  | 'shipper'
  | 'customer'
  | 'employee'
  | 'product'
  | 'territory'
  | 'sale'
  | 'line'
  | 'pair';

const PLACE: readonly Part[] = ['country', 'city'];
const OF_A_SALE: readonly Part[] = ['sale', 'customer', 'employee', 'manager', 'shipper', ...PLACE];
const OF_A_PRODUCT: readonly Part[] = ['product', 'category', 'supplier', ...PLACE];

/** Smallest first: a list of records is a list of the first of these that has all it asks for. */
export const REACH: Readonly<Record<Population, readonly Part[]>> = {
  country: ['country'],
  city: ['city'],
  category: ['category'],
  supplier: ['supplier', ...PLACE],
  shipper: ['shipper'],
  customer: ['customer', ...PLACE],
  employee: ['employee', 'manager', ...PLACE],
  product: OF_A_PRODUCT,
  territory: ['territory', 'employee', 'manager', ...PLACE],
  sale: OF_A_SALE,
  line: ['line', ...OF_A_SALE, ...OF_A_PRODUCT],
  pair: ['partner', ...OF_A_SALE, ...OF_A_PRODUCT],
};
export const POPULATIONS: readonly Population[] = [
  'country',
  'city',
  'category',
  'supplier',
  'shipper',
  'customer',
  'employee',
  'product',
  'territory',
  'sale',
  'line',
  'pair',
];

export function reaches(population: Population, needed: readonly Part[]): boolean {
  return needed.every((part) => REACH[population].includes(part));
}

/** First and last sale, and how many. */
export interface History {
  readonly first: string;
  readonly last: string;
  readonly sales: number;
}

/** A sale among those of its customer: which one, and the day of the one before. */
export interface Turn {
  readonly nth: number;
  readonly before?: string | undefined;
}

interface Histories {
  readonly customers: ReadonlyMap<string, History>;
  readonly products: ReadonlyMap<string, History>;
}

/** A shop with its references followed. */
export class World {
  readonly shop: PlainShop;
  readonly #histories = new Map<string, Histories>();
  readonly #stock = new Map<string, Held>();
  #turns: ReadonlyMap<string, Turn> | undefined;
  readonly #rows = new Map<Population, readonly Bundle[]>();

  constructor(shop: PlainShop) {
    this.shop = shop;
  }

  /** What customers and products have behind them on a day. */
  histories(day: string): Histories {
    const known = this.#histories.get(day);
    if (known !== undefined) return known;
    const sold = this.shop.sales.filter(({ kind, at }) => kind === 'sale' && at.slice(0, 10) <= day);
    const made = {
      customers: historyOf(sold, (sale) => [sale.customer_id]),
      products: historyOf(sold, (sale) => sale.lines.map((line) => line.product_id)),
    };
    this.#histories.set(day, made);
    return made;
  }

  /** Where each sale to a known customer stands among those to that customer. */
  turns(): ReadonlyMap<string, Turn> {
    if (this.#turns !== undefined) return this.#turns;
    const turns = new Map<string, Turn>();
    const last = new Map<string, { nth: number; day: string }>();
    const inTime = [...this.shop.sales].sort((a, b) => {
      const [left, right] = [a.at.slice(0, 19), b.at.slice(0, 19)];
      if (left !== right) return left < right ? -1 : 1;
      return Buffer.compare(Buffer.from(a.sale_id), Buffer.from(b.sale_id));
    });
    for (const { kind, customer_id: customer, sale_id: id, at } of inTime) {
      if (kind !== 'sale' || customer === undefined) continue;
      const known = last.get(customer);
      const nth = (known?.nth ?? 0) + 1;
      turns.set(id, { nth, before: known?.day });
      last.set(customer, { nth, day: at.slice(0, 10) });
    }
    this.#turns = turns;
    return turns;
  }

  rows(population: Population): readonly Bundle[] {
    const known = this.#rows.get(population) ?? this.#make(population);
    this.#rows.set(population, known);
    return known;
  }

  #make(population: Population): Bundle[] {
    const { shop } = this;
    switch (population) {
      case 'country':
      case 'city': {
        const all = [...shop.customers, ...shop.suppliers, ...shop.employees];
        return [...new Set(all.flatMap((someone) => someone[population] ?? []))].map((name) => ({
          [population]: name,
        }));
      }
      case 'category':
        return shop.categories.map((category) => ({ category }));
      case 'supplier':
        return shop.suppliers.map((supplier) => ({ supplier, ...placeOf(supplier) }));
      case 'shipper':
        return shop.shippers.map((shipper) => ({ shipper }));
      case 'customer':
        return shop.customers.map((customer) => ({ customer, ...placeOf(customer) }));
      case 'employee':
        return shop.employees.map(({ employee_id }) => this.#employee(employee_id));
      case 'product':
        return shop.products.map(({ product_id }) => this.#product(product_id));
      case 'territory':
        return shop.territories.flatMap((territory) => {
          const covering = shop.employees.filter(({ territory_ids: ids = [] }) =>
            ids.includes(territory.territory_id),
          );
          return covering.length === 0
            ? [{ territory }]
            : covering.map(({ employee_id }) => ({ territory, ...this.#employee(employee_id) }));
        });
      case 'sale':
        return shop.sales.map((sale) => this.#sale(sale));
      case 'line':
        return shop.sales.flatMap((sale) =>
          sale.lines.map((line) => ({ line, ...this.#product(line.product_id), ...this.#sale(sale) })),
        );
      case 'pair':
        return shop.sales.flatMap((sale) => {
          const ids = [
            ...new Set(sale.lines.flatMap(({ product_id: id }) => (id === undefined ? [] : [id]))),
          ];
          return ids.flatMap((id) =>
            ids
              .filter((other) => other !== id)
              .map((other) => ({
                ...this.#product(id),
                ...this.#sale(sale),
                partner: this.#product(other).product,
                once: id < other,
              })),
          );
        });
    }
  }

  #sale(sale: Sale): Bundle {
    const customer = this.shop.customers.find(({ customer_id }) => customer_id === sale.customer_id);
    return {
      sale,
      ...this.#employee(sale.employee_id),
      customer,
      ...placeOf(customer),
      shipper: this.shop.shippers.find(({ shipper_id }) => shipper_id === sale.shipper_id),
    };
  }

  #product(id: string | undefined): Bundle {
    const product = this.shop.products.find(({ product_id }) => product_id === id);
    const supplier = this.shop.suppliers.find(
      ({ supplier_id }) => product !== undefined && supplier_id === product.supplier_id,
    );
    return {
      product,
      held: product && this.#held(product),
      supplier,
      ...placeOf(supplier),
      category: this.shop.categories.find(
        ({ category_id }) => product !== undefined && category_id === product.category_id,
      ),
    };
  }

  #held(product: Product): Held {
    const known = this.#stock.get(product.product_id) ?? heldOf(product, this.shop);
    this.#stock.set(product.product_id, known);
    return known;
  }

  #employee(id: string | undefined): Bundle {
    const employee = this.shop.employees.find(({ employee_id }) => employee_id === id);
    return {
      employee,
      ...placeOf(employee),
      manager: this.shop.employees.find(
        ({ employee_id }) => employee !== undefined && employee_id === employee.reports_to,
      ),
    };
  }
}

function placeOf(
  someone: { readonly country?: string | undefined; readonly city?: string | undefined } | undefined,
) {
  return { country: someone?.country, city: someone?.city };
}

function historyOf(
  sold: readonly Sale[],
  keysOf: (sale: Sale) => readonly (string | undefined)[],
): Map<string, History> {
  const histories = new Map<string, History>();
  for (const sale of [...sold].sort((a, b) => a.at.localeCompare(b.at))) {
    const day = sale.at.slice(0, 10);
    for (const key of new Set(keysOf(sale))) {
      if (key === undefined) continue;
      const { first, sales } = histories.get(key) ?? { first: day, sales: 0 };
      histories.set(key, { first, last: day, sales: sales + 1 });
    }
  }
  return histories;
}
