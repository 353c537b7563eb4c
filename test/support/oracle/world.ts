import type { Category, Product, Supplier } from '../../../src/domain/products/records.js';
import type { Customer, Employee, Shipper, Territory } from '../../../src/domain/sales/records.js';
import type { Sale, SaleLine } from '../../../src/domain/sales/sale.js';
import type { PlainShop } from './shop.js';

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
  /** Of the two rows of a pair, the one that stands for both. */
  readonly once?: boolean;
}
export type Part = Exclude<keyof Bundle, 'once'>;

/** What can be counted; each row of a population has at most one of every part it reaches. */
export type Population =
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

const OF_A_SALE: readonly Part[] = ['sale', 'customer', 'employee', 'manager', 'shipper'];
const OF_A_PRODUCT: readonly Part[] = ['product', 'category', 'supplier'];

/** Smallest first: a list of records is a list of the first of these that has all it asks for. */
export const REACH: Readonly<Record<Population, readonly Part[]>> = {
  category: ['category'],
  supplier: ['supplier'],
  shipper: ['shipper'],
  customer: ['customer'],
  employee: ['employee', 'manager'],
  product: OF_A_PRODUCT,
  territory: ['territory', 'employee', 'manager'],
  sale: OF_A_SALE,
  line: ['line', ...OF_A_SALE, ...OF_A_PRODUCT],
  pair: ['partner', ...OF_A_SALE, ...OF_A_PRODUCT],
};
export const POPULATIONS: readonly Population[] = [
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

interface Histories {
  readonly customers: ReadonlyMap<string, History>;
  readonly products: ReadonlyMap<string, History>;
}

/** A shop with its references followed. */
export class World {
  readonly shop: PlainShop;
  readonly #histories = new Map<string, Histories>();
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

  rows(population: Population): readonly Bundle[] {
    const known = this.#rows.get(population) ?? this.#make(population);
    this.#rows.set(population, known);
    return known;
  }

  #make(population: Population): Bundle[] {
    const { shop } = this;
    switch (population) {
      case 'category':
        return shop.categories.map((category) => ({ category }));
      case 'supplier':
        return shop.suppliers.map((supplier) => ({ supplier }));
      case 'shipper':
        return shop.shippers.map((shipper) => ({ shipper }));
      case 'customer':
        return shop.customers.map((customer) => ({ customer }));
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
          sale.lines.map((line) => ({ line, ...this.#sale(sale), ...this.#product(line.product_id) })),
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
                ...this.#sale(sale),
                ...this.#product(id),
                partner: this.#product(other).product,
                once: id < other,
              })),
          );
        });
    }
  }

  #sale(sale: Sale): Bundle {
    return {
      sale,
      ...this.#employee(sale.employee_id),
      customer: this.shop.customers.find(({ customer_id }) => customer_id === sale.customer_id),
      shipper: this.shop.shippers.find(({ shipper_id }) => shipper_id === sale.shipper_id),
    };
  }

  #product(id: string | undefined): Bundle {
    const product = this.shop.products.find(({ product_id }) => product_id === id);
    return {
      product,
      category: this.shop.categories.find(
        ({ category_id }) => product !== undefined && category_id === product.category_id,
      ),
      supplier: this.shop.suppliers.find(
        ({ supplier_id }) => product !== undefined && supplier_id === product.supplier_id,
      ),
    };
  }

  #employee(id: string | undefined): Bundle {
    const employee = this.shop.employees.find(({ employee_id }) => employee_id === id);
    return {
      employee,
      manager: this.shop.employees.find(
        ({ employee_id }) => employee !== undefined && employee_id === employee.reports_to,
      ),
    };
  }
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
