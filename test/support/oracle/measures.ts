import type { Sale } from '../../../src/domain/sales/sale.js';
import { type Amounts, FINE_PER_MINOR_THOUSANDTH, netOf } from './amounts.js';
import type { Value } from './dimensions.js';
import type { Group } from './group.js';
import { daysBetween } from './shop.js';
import { type Bundle, type Part, type Population, reaches } from './world.js';

/** Rows that a measure counts. */
export interface Scan {
  readonly population: Population;
  /** Only these rows; all where absent. */
  readonly passes?: (row: Bundle) => boolean;
}

export interface MeasureRule {
  /** What is counted where rows must reach these parts; undefined where that cannot be. */
  readonly scans: (needed: readonly Part[]) => readonly Scan[] | undefined;
  readonly kind: 'number' | 'date';
  readonly scale: (digits: number) => number;
  readonly value: (group: Group) => Value;
}

/** Rows of all of these populations are counted. */
export const over =
  (...populations: readonly Population[]): MeasureRule['scans'] =>
  (needed) =>
    populations.every((population) => reaches(population, needed))
      ? populations.map((population) => ({ population }))
      : undefined;

const FINE = 4;
export const fine = (digits: number): number => digits + FINE;
export const four = (): number => 4;
const none = (): number => 0;
const thousandths = (): number => 3;

const sum = <T>(items: readonly T[], of: (item: T) => bigint): bigint =>
  items.reduce((total, item) => total + of(item), 0n);
const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];
const known = <T>(items: readonly (T | undefined)[]): T[] =>
  items.flatMap((item) => (item === undefined ? [] : [item]));
const minor = (amount: number | undefined): bigint => BigInt(amount ?? 0) * 10_000n;
const dayOf = (sale: Sale): string => sale.at.slice(0, 10);

/** Over divided by per to four decimals, half away from zero; empty where nothing is divided by. */
export function ratio(
  over: bigint,
  overScale: number,
  per: bigint,
  perScale: number,
  percent = false,
): Value {
  if (per === 0n) return null;
  const numerator = over * 10n ** BigInt(perScale + 4) * (percent ? 100n : 1n);
  const denominator = per * 10n ** BigInt(overScale);
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  const rounded = (size(numerator) * 2n + size(denominator)) / (size(denominator) * 2n);
  return numerator < 0n === denominator < 0n ? rounded : -rounded;
}

const count = (population: Population, of: (group: Group) => number): MeasureRule => ({
  scans: over(population),
  kind: 'number',
  scale: none,
  value: (group) => BigInt(of(group)),
});
const amount = (population: 'line' | 'sale' | 'product', value: (group: Group) => Value): MeasureRule => ({
  scans: over(population),
  kind: 'number',
  scale: fine,
  value,
});
const share = (population: Population, value: (group: Group) => Value): MeasureRule => ({
  scans: over(population),
  kind: 'number',
  scale: four,
  value,
});
const onDay = (pick: (days: string[]) => string | undefined): MeasureRule => ({
  scans: over('line'),
  kind: 'date',
  scale: none,
  value: (group) => pick(group.sales('line').map(dayOf).sort()) ?? null,
});

/** The value that at least this share of all do not exceed, and no smaller one. */
export function percentile(values: readonly bigint[], hundredths: number): Value {
  return ordered(values)[Math.ceil((values.length * hundredths) / 100) - 1] ?? null;
}

/** The mean of the middle two, or of the middle one twice. */
export function median(values: readonly bigint[], scale: number): Value {
  const sorted = ordered(values);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : ratio(low + high, scale, 2n, 0);
}

export function ordered(values: readonly bigint[]): bigint[] {
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function costed(group: Group): (Amounts & { readonly cost: bigint })[] {
  return group.lines.flatMap(({ cost, ...rest }) => (cost === undefined ? [] : [{ ...rest, cost }]));
}

const margin = (group: Group): bigint =>
  sum(costed(group), ({ net, taxInside, cost }) => net - taxInside - cost);
const buyers = (group: Group, from: 'line' | 'sale'): string[] =>
  distinct(known(group.sales(from).map(({ customer_id: id }) => id)));
const boughtTimes = (group: Group, fits: (times: number) => boolean): string[] => {
  const ids = known(group.sales('sale').map(({ customer_id: id }) => id));
  return distinct(ids).filter((id) => fits(ids.filter((other) => other === id).length));
};
const repeatBuyers = (group: Group): string[] => boughtTimes(group, (times) => times > 1);
const late = ({ required_on: required, shipped_on: shipped }: Sale): boolean =>
  required !== undefined && shipped !== undefined && shipped > required;
const listPrices = (group: Group): bigint[] =>
  ordered(known(group.rows('product').map(({ product }) => product?.price)).map((price) => minor(price)));
const listValue = (group: Group): bigint => sum(group.lines, ({ list = 0n }) => list);
const discountedLines = (group: Group): Bundle[] =>
  soldLines(group).filter(({ line }) => (line?.discount ?? 0) !== 0);
const stock = (group: Group): bigint => sum(group.rows('product'), ({ held }) => BigInt(held?.units ?? 0));

const soldLines = (group: Group): Bundle[] => group.rows('line').filter(({ sale }) => sale?.kind === 'sale');

/** Every measure, from what its description says. */
const RULES: Record<string, MeasureRule> = {
  net_sales: amount('line', ({ lines }) => sum(lines, ({ net }) => net)),
  gross_sales: amount('line', ({ lines }) => sum(lines, ({ gross }) => gross)),
  discount: amount('line', ({ lines }) => sum(lines, ({ discount }) => discount)),
  discount_rate: share('line', ({ lines }) =>
    ratio(
      sum(lines, ({ discount }) => discount),
      0,
      sum(lines, ({ gross }) => gross),
      0,
      true,
    ),
  ),
  tax: amount('line', ({ lines }) => sum(lines, ({ tax }) => tax)),
  taxable_value: amount('line', ({ lines }) => sum(lines, ({ net, taxInside }) => net - taxInside)),
  freight: amount('sale', (group) => sum(group.documents('sale'), ({ freight }) => minor(freight))),
  average_freight: share('sale', (group) =>
    ratio(
      sum(group.documents('sale'), ({ freight }) => minor(freight)),
      fine(group.digits),
      BigInt(group.sales('sale').length),
      0,
    ),
  ),
  freight_rate: share('sale', (group) =>
    ratio(
      sum(group.documents('sale'), ({ freight }) => minor(freight)),
      0,
      sum(group.documents('sale'), netOf),
      0,
      true,
    ),
  ),
  amount_payable: amount('sale', (group) => sum(group.documents('sale'), ({ total }) => minor(total))),
  quantity: {
    scans: over('line'),
    kind: 'number',
    scale: thousandths,
    value: ({ lines }) => sum(lines, ({ quantity }) => quantity),
  },
  orders: count('line', (group) => group.sales('line').length),
  lines: count('line', (group) => soldLines(group).length),
  discounted_lines: count('line', (group) => discountedLines(group).length),
  discounted_share: share('line', (group) =>
    ratio(BigInt(discountedLines(group).length), 0, BigInt(soldLines(group).length), 0, true),
  ),
  refunds: count('sale', (group) => group.documents('sale').filter(({ kind }) => kind === 'refund').length),
  cancellations: count(
    'sale',
    (group) => group.documents('sale').filter(({ kind }) => kind === 'cancellation').length,
  ),
  average_order_value: share('line', (group) =>
    ratio(
      sum(group.lines, ({ net }) => net),
      fine(group.digits),
      BigInt(group.sales('line').length),
      0,
    ),
  ),
  average_price: share('line', (group) =>
    ratio(
      sum(group.lines, ({ net }) => net),
      fine(group.digits),
      sum(group.lines, ({ quantity }) => quantity),
      3,
    ),
  ),
  list_value: amount('line', listValue),
  price_realisation: share('line', (group) =>
    ratio(
      sum(group.lines, ({ net, list }) => (list === undefined ? 0n : net)),
      0,
      listValue(group),
      0,
      true,
    ),
  ),
  cost_of_goods: amount('line', (group) =>
    costed(group).length === 0 ? null : sum(costed(group), ({ cost }) => cost),
  ),
  margin: amount('line', (group) => (costed(group).length === 0 ? null : margin(group))),
  margin_rate: share('line', (group) =>
    ratio(
      margin(group),
      0,
      sum(costed(group), ({ net, taxInside }) => net - taxInside),
      0,
      true,
    ),
  ),
  buyers: count('line', (group) => buyers(group, 'line').length),
  products_sold: count(
    'line',
    (group) =>
      distinct(
        known(
          group.rows('line').map(({ sale, line }) => (sale?.kind === 'sale' ? line?.product_id : undefined)),
        ),
      ).length,
  ),
  first_order_date: onDay((days) => days[0]),
  last_order_date: onDay((days) => days.at(-1)),
  average_days_to_ship: share('sale', (group) => {
    const days = group
      .sales('sale')
      .flatMap((sale) => (sale.shipped_on === undefined ? [] : [daysBetween(dayOf(sale), sale.shipped_on)]));
    return ratio(sum(days, BigInt), 0, BigInt(days.length), 0);
  }),
  late_orders: count('sale', (group) => group.sales('sale').filter(late).length),
  late_share: share('sale', (group) =>
    ratio(
      BigInt(group.sales('sale').filter(late).length),
      0,
      BigInt(
        group
          .sales('sale')
          .filter(
            ({ shipped_on: shipped, required_on: required }) =>
              shipped !== undefined && required !== undefined,
          ).length,
      ),
      0,
      true,
    ),
  ),
  customers: count('customer', (group) => group.rows('customer').length),
  products: count('product', (group) => group.rows('product').length),
  discontinued_products: count(
    'product',
    (group) => group.rows('product').filter(({ product }) => product?.discontinued === true).length,
  ),
  discontinued_share: share('product', (group) =>
    ratio(
      BigInt(group.rows('product').filter(({ product }) => product?.discontinued === true).length),
      0,
      BigInt(group.rows('product').length),
      0,
      true,
    ),
  ),
  average_list_price: share('product', (group) => {
    const prices = known(group.rows('product').map(({ product }) => product?.price));
    return ratio(sum(prices, BigInt), group.digits, BigInt(prices.length), 0);
  }),
  lowest_list_price: amount('product', (group) => listPrices(group)[0] ?? null),
  highest_list_price: amount('product', (group) => listPrices(group).at(-1) ?? null),
  stock_units: { scans: over('product'), kind: 'number', scale: thousandths, value: stock },
  stock_on_order: {
    scans: over('product'),
    kind: 'number',
    scale: thousandths,
    value: (group) => sum(group.rows('product'), ({ held }) => BigInt(held?.onOrder ?? 0)),
  },
  stock_value: {
    scans: over('product'),
    kind: 'number',
    scale: fine,
    value: (group) =>
      sum(
        group.rows('product'),
        ({ product, held }) =>
          BigInt(held?.units ?? 0) * BigInt(product?.price ?? 0) * FINE_PER_MINOR_THOUSANDTH,
      ),
  },
  stock_at_cost: amount('product', (group) => {
    const known = group
      .rows('product')
      .flatMap(({ held }) =>
        held?.units === undefined || held.cost === undefined
          ? []
          : [(BigInt(Math.max(0, held.units)) * BigInt(held.cost) + 500n) / 1_000n],
      );
    return known.length === 0 ? null : sum(known, (worth) => worth);
  }),
  out_of_stock: count(
    'product',
    (group) =>
      group
        .rows('product')
        .filter(
          ({ product, held }) =>
            held?.units !== undefined &&
            held.units <= 0 &&
            product?.discontinued !== true &&
            product?.removed !== true,
        ).length,
  ),
  below_zero_stock: count(
    'product',
    (group) => group.rows('product').filter(({ held }) => (held?.units ?? 0) < 0).length,
  ),
  suppliers: count('supplier', (group) => group.rows('supplier').length),
  categories: count('category', (group) => group.rows('category').length),
  employees: {
    scans: (needed) => over('employee')(needed) ?? over('territory')(needed),
    kind: 'number',
    scale: none,
    value: (group) =>
      BigInt(
        distinct(
          known(
            group
              .rows(reaches('employee', group.needed) ? 'employee' : 'territory')
              .map(({ employee }) => employee?.employee_id),
          ),
        ).length,
      ),
  },
  shippers: count('shipper', (group) => group.rows('shipper').length),
  territories: count(
    'territory',
    (group) => distinct(group.rows('territory').map(({ territory }) => territory?.territory_id)).length,
  ),
  median_order_value: share('sale', (group) => median(group.sales('sale').map(netOf), fine(group.digits))),
  p90_order_value: amount('sale', (group) => percentile(group.sales('sale').map(netOf), 90)),
  largest_order: amount('sale', (group) => ordered(group.sales('sale').map(netOf)).at(-1) ?? null),
  smallest_order: amount('sale', (group) => ordered(group.sales('sale').map(netOf))[0] ?? null),
  units_per_order: share('line', (group) =>
    ratio(
      sum(group.lines, ({ quantity }) => quantity),
      3,
      BigInt(group.sales('line').length),
      0,
    ),
  ),
  lines_per_order: share('line', (group) =>
    ratio(BigInt(soldLines(group).length), 0, BigInt(group.sales('line').length), 0),
  ),
  sales_per_buyer: share('line', (group) =>
    ratio(
      sum(group.lines, ({ net }) => net),
      fine(group.digits),
      BigInt(buyers(group, 'line').length),
      0,
    ),
  ),
  repeat_buyers: count('sale', (group) => repeatBuyers(group).length),
  repeat_rate: share('sale', (group) =>
    ratio(BigInt(repeatBuyers(group).length), 0, BigInt(buyers(group, 'sale').length), 0, true),
  ),
  one_time_buyers: count('sale', (group) => boughtTimes(group, (times) => times === 1).length),
  average_days_between_orders: share('sale', (group) => {
    const days = group.sales('sale').map(dayOf).sort();
    const [first = '', last = ''] = [days[0], days.at(-1)];
    return days.length < 2 ? null : ratio(BigInt(daysBetween(first, last)), 0, BigInt(days.length - 1), 0);
  }),
  sell_through: {
    scans: over('line', 'product'),
    kind: 'number',
    scale: four,
    value: (group) => {
      const units = sum(group.lines, ({ quantity }) => quantity);
      return ratio(units, 3, units + stock(group), 3, true);
    },
  },
  orders_together: count(
    'pair',
    (group) =>
      distinct(group.rows('pair').flatMap(({ sale }) => (sale?.kind === 'sale' ? [sale] : []))).length,
  ),
};

export const MEASURE_RULES: ReadonlyMap<string, MeasureRule> = new Map(Object.entries(RULES));
