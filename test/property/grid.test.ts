import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckDb } from '../../src/domain/ports/analytics/duckdb.js';
import type { Engine } from '../../src/domain/ports/analytics/engine.js';
import { prepareTables, takeIn } from '../../src/domain/ports/analytics/replica-tables.js';
import type { Category, Product } from '../../src/domain/products/records.js';
import { priceSale } from '../../src/domain/sales/amounts.js';
import { compile } from '../../src/domain/sales/query/compile.js';
import { DIMENSIONS } from '../../src/domain/sales/query/dimensions/index.js';
import { ENTITIES } from '../../src/domain/sales/query/entities.js';
import { MEASURES } from '../../src/domain/sales/query/measures/index.js';
import { Model } from '../../src/domain/sales/query/model.js';
import { Planner } from '../../src/domain/sales/query/planner.js';
import { record } from '../../src/domain/sales/query/records.js';
import type { QueryRequest } from '../../src/domain/sales/query/request.js';
import { PROJECTIONS } from '../../src/domain/sales/query/tables.js';
import type { Customer } from '../../src/domain/sales/records.js';
import type { Sale } from '../../src/domain/sales/sale.js';
import { SHOP } from '../support/utc-shop.js';

/** Queries checked in one run. */
const QUERIES = 600;
const NOW = new Date('2024-12-31T12:00:00Z');

const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
};

/** Numbers that look random and are the same in each run (Knuth's multiplicative hash). */
const mixed = (seed: number): number => Math.imul(seed + 1, 2_654_435_761) >>> 8;

const categories: Category[] = ['Tea', 'Rice', 'Soap'].map((name, index) => ({
  category_id: `c${index}`,
  name,
}));
const products: Product[] = Array.from({ length: 9 }, (_, index) => ({
  product_id: `p${index}`,
  name: `Product ${index}`,
  ...(index === 8 ? {} : { category_id: `c${index % 3}` }),
  price: 100 + index * 37,
}));
const customers: Customer[] = Array.from({ length: 7 }, (_, index) => ({
  customer_id: `k${index}`,
  name: `Customer ${index}`,
  country: pick(['India', 'Nepal', 'Bhutan'], index),
}));
const sales: Sale[] = Array.from({ length: 260 }, (_, index) => {
  const dice = mixed(index);
  const day = new Date(Date.UTC(2024, 0, 1 + (dice % 360))).toISOString().slice(0, 10);
  const back = dice % 17 === 0;
  return priceSale({
    sale_id: `${day.replaceAll('-', '')}-${index}`,
    kind: back ? 'refund' : 'sale',
    number: `N${index}`,
    at: `${day}T10:00:00+00:00`,
    // The last customer never buys; some sales name nobody.
    ...(dice % 5 === 0 ? {} : { customer_id: `k${dice % 6}` }),
    payment: pick(['cash', 'upi', 'card'], dice >> 3),
    lines: Array.from({ length: 1 + (dice % 4) }, (_line, at) => {
      const own = mixed(index * 31 + at);
      return {
        product_id: `p${own % 8}`,
        quantity: (back ? -1 : 1) * (500 + (own % 7) * 250),
        unit_price: 100 + (own % 9) * 13,
        discount_rate: (own % 3) * 1_250,
        unit_cost: 60,
      };
    }),
  });
});

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDb({ path: ':memory:' });
  await prepareTables(engine, PROJECTIONS, NOW);
  await engine.write(async (transaction) => {
    for (const projection of PROJECTIONS) {
      const records =
        { sale: sales, product: products, category: categories, customer: customers }[projection.type] ?? [];
      const items = records.map((each, index) => ({
        PK: projection.type,
        SK: String(index),
        type: projection.type,
        v: 1,
        body: JSON.stringify(each),
      }));
      await takeIn(transaction, projection, items, 0);
    }
  });
});
afterAll(() => engine.close());

/** One line with all that belongs to it; what a question is about, written out flat. */
interface Flat {
  readonly sale: Sale;
  readonly gross: bigint;
  readonly net: bigint;
  readonly quantity: number;
  readonly product: Product | undefined;
  readonly category: string | undefined;
  readonly customer: Customer | undefined;
}

const flat: Flat[] = sales.flatMap((sale) =>
  sale.lines.map((line): Flat => {
    const product = products.find(({ product_id: id }) => id === line.product_id);
    const gross = BigInt(line.unit_price) * BigInt(line.quantity) * 10n;
    return {
      sale,
      gross,
      net: gross - BigInt(line.discount ?? 0),
      quantity: line.quantity,
      product,
      category: categories.find(({ category_id: id }) => id === product?.category_id)?.name,
      customer: customers.find(({ customer_id: id }) => id === sale.customer_id),
    };
  }),
);

const dimensionOf: Record<string, (row: Flat) => string | undefined> = {
  product: (row) => row.product?.name,
  category: (row) => row.category,
  customer: (row) => row.customer?.name,
  customer_country: (row) => row.customer?.country,
  payment: (row) => row.sale.payment,
  order_id: (row) => row.sale.number,
  order_month: (row) => row.sale.at.slice(0, 7),
  document_kind: (row) => row.sale.kind,
};

const soldLines = (rows: readonly Flat[]): Flat[] => rows.filter(({ sale }) => sale.kind === 'sale');
const orderCount = (rows: readonly Flat[]): number =>
  new Set(rows.filter(({ sale }) => sale.kind === 'sale').map(({ sale }) => sale.sale_id)).size;
const sum = (rows: readonly Flat[], of: (row: Flat) => bigint): bigint =>
  rows.reduce((total, row) => total + of(row), 0n);

/** `over / per` to four decimals, half away from zero. */
function ratio(over: bigint, per: bigint): number | undefined {
  if (per === 0n) return undefined;
  const negative = over < 0n !== per < 0n;
  const [a, b] = [over < 0n ? -over : over, per < 0n ? -per : per];
  const units = Number((2n * a * 10_000n + b) / (2n * b));
  return (negative && units !== 0 ? -units : units) / 10_000;
}

const measureOf: Record<string, (rows: readonly Flat[]) => number | undefined> = {
  net_sales: (rows) => Number(sum(rows, ({ net }) => net)) / 1e6,
  gross_sales: (rows) => Number(sum(rows, ({ gross }) => gross)) / 1e6,
  discount: (rows) => Number(sum(rows, ({ gross, net }) => gross - net)) / 1e6,
  quantity: (rows) => rows.reduce((total, { quantity }) => total + quantity, 0) / 1_000,
  orders: orderCount,
  lines: (rows) => soldLines(rows).length,
  buyers: (rows) =>
    new Set(rows.flatMap(({ sale }) => (sale.kind === 'sale' ? (sale.customer_id ?? []) : []))).size,
  products_sold: (rows) =>
    new Set(rows.flatMap(({ sale, product }) => (sale.kind === 'sale' ? (product?.product_id ?? []) : [])))
      .size,
  average_order_value: (rows) =>
    ratio(
      sum(rows, ({ net }) => net),
      BigInt(orderCount(rows)) * 1_000_000n,
    ),
  discount_rate: (rows) =>
    ratio(
      sum(rows, ({ gross, net }) => gross - net) * 100n,
      sum(rows, ({ gross }) => gross),
    ),
  lines_per_order: (rows) => ratio(BigInt(soldLines(rows).length), BigInt(orderCount(rows))),
};

const query = fc.record({
  measures: fc.uniqueArray(fc.constantFrom(...Object.keys(measureOf)), { minLength: 1, maxLength: 4 }),
  dimensions: fc.uniqueArray(fc.constantFrom(...Object.keys(dimensionOf)), { maxLength: 3 }),
  filters: fc.uniqueArray(
    fc.record({
      member: fc.constantFrom(...Object.keys(dimensionOf)),
      op: fc.constantFrom(
        'is' as const,
        'is_not' as const,
        'contains' as const,
        'is_empty' as const,
        'is_not_empty' as const,
      ),
      values: fc.uniqueArray(
        fc.constantFrom(
          'Product 1',
          'product 3',
          'Tea',
          'Soap',
          'Customer 2',
          'India',
          'cash',
          'UPI',
          'N17',
          '2024-03',
          'sale',
          'o',
        ),
        { minLength: 1, maxLength: 3 },
      ),
      or_group: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined, freq: 2 }),
    }),
    { maxLength: 3, selector: ({ member, op }) => `${member} ${op}` },
  ),
  days: fc.option(fc.tuple(fc.integer({ min: 0, max: 360 }), fc.integer({ min: 0, max: 200 })), {
    nil: undefined,
  }),
});

type Query = typeof query extends fc.Arbitrary<infer Q> ? Q : never;

function passes(row: Flat, filter: Query['filters'][number]): boolean {
  const value = dimensionOf[filter.member]?.(row)?.toLowerCase();
  const values = filter.values.map((each) => each.toLowerCase());
  switch (filter.op) {
    case 'is':
      return value !== undefined && values.includes(value);
    case 'is_not':
      return value === undefined || !values.includes(value);
    case 'contains':
      return value !== undefined && values.some((each) => value.includes(each));
    case 'is_empty':
      return value === undefined;
    case 'is_not_empty':
      return value !== undefined;
  }
}

/** The answer by plain loops over the flat rows. */
function expected(asked: Query, period: { from?: string; to?: string }): string[] {
  const groups = new Map<number | string, Query['filters']>();
  asked.filters.forEach((filter, index) => {
    const key = filter.or_group ?? `alone ${index}`;
    groups.set(key, [...(groups.get(key) ?? []), filter]);
  });
  const rows = flat.filter((row) => {
    const day = row.sale.at.slice(0, 10);
    if ((period.from !== undefined && day < period.from) || (period.to !== undefined && day > period.to))
      return false;
    return [...groups.values()].every((any) => any.some((filter) => passes(row, filter)));
  });
  const byKey = new Map<string, Flat[]>();
  if (asked.dimensions.length === 0) byKey.set('[]', rows);
  for (const row of asked.dimensions.length === 0 ? [] : rows) {
    const key = JSON.stringify(asked.dimensions.map((name) => dimensionOf[name]?.(row) ?? null));
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return [...byKey]
    .map(([key, own]) => {
      const values: unknown[] = JSON.parse(key);
      const cells: Record<string, unknown> = Object.fromEntries(
        asked.dimensions.map((name, index) => [name, values[index] ?? undefined]),
      );
      for (const name of asked.measures) cells[name] = measureOf[name]?.(own);
      return JSON.stringify(cells);
    })
    .sort();
}

test('typed queries give what plain loops over the rows give', async () => {
  const model = new Model(ENTITIES, DIMENSIONS, MEASURES);
  const planner = new Planner(model, SHOP, NOW);
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const start = asked.days === undefined ? undefined : new Date(Date.UTC(2024, 0, 1 + asked.days[0]));
      const end =
        asked.days === undefined || start === undefined
          ? undefined
          : new Date(start.getTime() + asked.days[1] * 86_400_000);
      const period = { from: start?.toISOString().slice(0, 10), to: end?.toISOString().slice(0, 10) };
      const filters = asked.filters.map((filter) => ({
        ...filter,
        values: filter.op.endsWith('_empty') ? undefined : filter.values,
      }));
      const request: QueryRequest = {
        measures: asked.measures,
        dimensions: asked.dimensions,
        filters,
        period,
        limit: 100_000,
      };
      const plan = planner.plan(request, 0);
      const { sql, values, columns } = compile(model, plan, planner.setting(plan));
      const { rows } = await engine.read(sql, values);
      const names = [...asked.dimensions, ...asked.measures];
      const ours = rows.map((row) => {
        const cells = record(row, columns);
        return JSON.stringify(Object.fromEntries(names.map((name) => [name, cells[name]])));
      });
      expect(ours.sort()).toEqual(expected(asked, period));
    }),
    { numRuns: QUERIES, seed: 7 },
  );
}, 300_000);
