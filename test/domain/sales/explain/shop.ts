import type { SalesExplanation } from '../../../../src/domain/sales/explain/explainer.js';
import type { QueryAnswer } from '../../../../src/domain/sales/query/answer.js';
import type { QueryRequest } from '../../../../src/domain/sales/query/request.js';
import type { Sale } from '../../../../src/domain/sales/sale.js';
import type { TestStore } from '../../../support/embedded-store.js';
import { openQueries } from '../../../support/oracle/open.js';

/** One sale, or what came back of one: the day (at ten) or the local time `yyyy-mm-ddThh:mm`, the product, how many, and the price in major units. */
export type PlainSale = readonly [day: string, product: string, quantity: number, price: number];

interface Options {
  readonly currency?: string;
  readonly locale?: string;
  /** UTC. */
  readonly now?: string;
  /** Category of each product; products are called as their id. */
  readonly categories?: Readonly<Record<string, string>>;
  /** Customer of the sales of each product; customers are called as their id. */
  readonly customers?: Readonly<Record<string, string>>;
  /** Unit of each product. */
  readonly units?: Readonly<Record<string, string>>;
}

type Explained = QueryAnswer & { readonly explanation: SalesExplanation };

/** A shop of these sales, and what it says to a query that is to be explained. */
export function explaining(
  store: TestStore,
  sales: readonly PlainSale[],
  {
    currency = 'INR',
    locale = 'en-IN',
    now = '2026-04-02T06:30:00Z',
    categories = {},
    customers = {},
    units = {},
  }: Options = {},
): (query: QueryRequest) => Promise<Explained> {
  const products = [...new Set(sales.map(([, product]) => product))];
  const names = [...new Set(Object.values(categories))];
  const digits = { JPY: 0, KWD: 3 }[currency] ?? 2;
  const { queries, explainer } = openQueries(store.table(), {
    settings: {
      shop_id: 'explained',
      name: 'Explained',
      currency,
      time_zone: 'Asia/Kolkata',
      fiscal_year_start: 4,
      locale,
    },
    digits,
    now: new Date(now),
    today: now.slice(0, 10),
    sales: sales.map(([day, product_id, quantity, price], index): Sale => {
      const unit_price = Math.round(price * 10 ** digits);
      return {
        sale_id: `${day.slice(0, 10).replaceAll('-', '')}-${index}`,
        kind: quantity < 0 ? 'refund' : 'sale',
        at: `${day.length > 10 ? day : `${day}T10:00`}:00+05:30`,
        ...(quantity < 0 ? { refers_to: '20260101-0' } : {}),
        ...(customers[product_id] === undefined ? {} : { customer_id: customers[product_id] }),
        total: quantity * unit_price,
        lines: [{ product_id, quantity: quantity * 1_000, unit_price }],
      };
    }),
    products: products.map((product_id) => {
      const category_id = categories[product_id];
      const unit = units[product_id];
      return {
        product_id,
        name: product_id,
        ...(category_id === undefined ? {} : { category_id }),
        ...(unit === undefined ? {} : { unit }),
      };
    }),
    categories: names.map((name) => ({ category_id: name, name })),
    suppliers: [],
    customers: [...new Set(Object.values(customers))].map((name) => ({ customer_id: name, name })),
    employees: [],
    territories: [],
    shippers: [],
    movements: [],
  });
  return async (query) => {
    const answered = await explainer.explain(query, await queries.run(query));
    const { explanation } = answered;
    return {
      ...answered,
      explanation: { ...explanation, text: explanation.text.replaceAll('\u00a0', ' ') },
    };
  };
}
