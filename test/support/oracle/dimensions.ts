import type { Product } from '../../../src/domain/products/records.js';
import type { Employee, Territory } from '../../../src/domain/sales/records.js';
import { netOf } from './amounts.js';
import { addDays, daysBetween } from './shop.js';
import {
  type Bundle,
  type History,
  type Part,
  POPULATIONS,
  type Population,
  reaches,
  type World,
} from './world.js';

/** A value in whole units; what it is a multiple of is told by the scale beside it. */
export type Value = string | boolean | bigint | null;
export type Kind = 'text' | 'boolean' | 'date' | 'number';

export interface DimensionRule {
  readonly needs: readonly Part[];
  readonly kind: Kind;
  /** Decimals of a number, by those of the currency. */
  readonly scale: (digits: number) => number;
  readonly value: (row: Bundle, world: World, asOf: string) => Value;
  readonly money?: true;
  /** All values there are, in the order they come in; by their bytes where absent. */
  readonly order?: readonly string[];
}

type Raw = string | boolean | number | bigint | null | undefined;

const rule =
  (kind: Kind, scale: (digits: number) => number = () => 0) =>
  (needs: readonly Part[], read: (row: Bundle, world: World, asOf: string) => Raw): DimensionRule => ({
    needs,
    kind,
    scale,
    value: (row, world, asOf) => {
      const raw = read(row, world, asOf);
      return raw === undefined || raw === null ? null : typeof raw === 'number' ? BigInt(raw) : raw;
    },
  });
const text = rule('text');
const flag = rule('boolean');
const date = rule('date');
const whole = rule('number');
const amount =
  (scale: (digits: number) => number) =>
  (...given: Parameters<typeof whole>): DimensionRule => ({
    ...rule('number', scale)(...given),
    money: true,
  });
const money = amount((digits) => digits);
const fine = amount((digits) => digits + 4);
const quantity = rule('number', () => 3);
const percent = rule('number', () => 2);

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const day = ({ sale }: Bundle): string | undefined => sale?.at.slice(0, 10);
const fullName = (employee: Employee | undefined): string | undefined =>
  employee === undefined
    ? undefined
    : [employee.first_name, employee.last_name].filter((part) => part !== undefined).join(' ');
const bought = ({ customer }: Bundle, world: World, asOf: string): History | undefined =>
  world.histories(asOf).customers.get(customer?.customer_id ?? '');
const sold = ({ product }: Bundle, world: World, asOf: string): History | undefined =>
  world.histories(asOf).products.get(product?.product_id ?? '');
const covered = ({ employee }: Bundle, { shop }: World): Territory[] =>
  shop.territories.filter(({ territory_id: id }) => employee?.territory_ids?.includes(id) === true);
const available = ({ held }: Bundle): number | undefined =>
  held?.units === undefined ? undefined : held.units + (held.onOrder ?? 0);
const below = (product: Product | undefined, units: number | undefined): boolean | undefined => {
  if (product === undefined || product.discontinued === true || product.removed === true)
    return product && false;
  const { reorder_level: level } = product;
  return units === undefined || level === undefined ? undefined : units < level;
};
const fullYears = (from: string | undefined, to: string | undefined): number | undefined => {
  if (from === undefined || to === undefined) return undefined;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
};
const monthNumber = (of: string): number => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));

type Placed = 'supplier' | 'customer' | 'employee';

function placed(part: Placed): Record<string, DimensionRule> {
  return {
    [`${part}_address`]: text([part], (row) => row[part]?.address),
    [`${part}_city`]: text([part], (row) => row[part]?.city),
    [`${part}_region`]: text([part], (row) => row[part]?.region),
    [`${part}_postal_code`]: text([part], (row) => row[part]?.postal_code),
    [`${part}_country`]: text([part], (row) => row[part]?.country),
  };
}

function contacted(part: 'supplier' | 'customer'): Record<string, DimensionRule> {
  return {
    [`${part}_contact`]: text([part], (row) => row[part]?.contact),
    [`${part}_contact_title`]: text([part], (row) => row[part]?.contact_title),
    [`${part}_phone`]: text([part], (row) => row[part]?.phone),
    [`${part}_fax`]: text([part], (row) => row[part]?.fax),
  };
}

/** Every dimension, from what its description says. */
const RULES: Record<string, DimensionRule> = {
  order_id: text(['sale'], ({ sale }) => sale?.number ?? sale?.sale_id),
  sale_id: text(['sale'], ({ sale }) => sale?.sale_id),
  document_kind: text(['sale'], ({ sale }) => sale?.kind),
  order_date: date(['sale'], day),
  required_date: date(['sale'], ({ sale }) => sale?.required_on),
  shipped_date: date(['sale'], ({ sale }) => sale?.shipped_on),
  sold_at: text(['sale'], ({ sale }) => sale?.at.slice(0, 19)),
  weekday: {
    ...text(['sale'], (row) => WEEKDAYS[(new Date(`${day(row)}T00:00:00Z`).getUTCDay() + 6) % 7]),
    order: WEEKDAYS,
  },
  hour_of_day: whole(['sale'], ({ sale }) => Number(sale?.at.slice(11, 13))),
  channel: text(['sale'], ({ sale }) => sale?.channel),
  location: text(['sale'], ({ sale }) => sale?.location),
  payment: text(['sale'], ({ sale }) => sale?.payment),
  ship_name: text(['sale'], ({ sale }) => sale?.ship_name),
  ship_address: text(['sale'], ({ sale }) => sale?.ship_address),
  ship_city: text(['sale'], ({ sale }) => sale?.ship_city),
  ship_region: text(['sale'], ({ sale }) => sale?.ship_region),
  ship_postal_code: text(['sale'], ({ sale }) => sale?.ship_postal_code),
  ship_country: text(['sale'], ({ sale }) => sale?.ship_country),
  order_year: text(['sale'], (row) => day(row)?.slice(0, 4)),
  order_month: text(['sale'], (row) => day(row)?.slice(0, 7)),
  day_of_month: whole(['sale'], (row) => Number(day(row)?.slice(8))),
  month_end: flag(['sale'], (row) => addDays(day(row) ?? '', 1).endsWith('-01')),
  order_number_of_customer: whole(['sale'], ({ sale }, world) => world.turns().get(sale?.sale_id ?? '')?.nth),
  days_since_previous_order: whole(['sale'], (row, world) => {
    const before = world.turns().get(row.sale?.sale_id ?? '')?.before;
    return before === undefined ? undefined : daysBetween(before, day(row) ?? '');
  }),
  month_name: {
    ...text(['sale'], (row) => MONTHS[Number(day(row)?.slice(5, 7)) - 1]),
    order: MONTHS,
  },
  fiscal_year: text(['sale'], (row, { shop }) => {
    const year = Number(day(row)?.slice(0, 4));
    const first = Number(day(row)?.slice(5, 7)) < shop.settings.fiscal_year_start ? year - 1 : year;
    return fiscalLabel(first, shop.settings.fiscal_year_start);
  }),
  delivery: text(['sale'], ({ sale }) => {
    if (sale?.shipped_on === undefined) return 'not shipped';
    return sale.required_on !== undefined && sale.shipped_on > sale.required_on ? 'late' : 'on time';
  }),
  days_to_ship: whole(['sale'], (row) =>
    row.sale?.shipped_on === undefined ? undefined : daysBetween(day(row) ?? '', row.sale.shipped_on),
  ),
  order_value: fine(['sale'], ({ sale }) => sale && netOf(sale)),
  line_description: text(['line'], ({ line }) => line?.description),
  line_quantity: quantity(['line'], ({ line }) => line?.quantity),
  line_mark: text(['line'], ({ line }) => line?.mark),
  discounted: flag(['line'], ({ line }) => line && (line.discount ?? 0) !== 0),
  sold_price: money(['line'], ({ line }) => line?.unit_price),
  product_id: text(['product'], ({ product }) => product?.product_id),
  product: text(['product'], ({ product }) => product?.name),
  unit: text(['product'], ({ product }) => product?.unit),
  price: money(['product'], ({ product }) => product?.price),
  cost: money(['product'], ({ product }) => product?.cost),
  mrp: money(['product'], ({ product }) => product?.mrp),
  tax_rate: percent(['product'], ({ product }) => product?.tax_rate),
  hsn: text(['product'], ({ product }) => product?.hsn),
  barcode: text(['product'], ({ product }) => product?.barcode),
  units_in_stock: quantity(['product'], ({ held }) => held?.units),
  units_on_order: quantity(['product'], ({ held }) => held?.onOrder),
  reorder_level: quantity(['product'], ({ product }) => product?.reorder_level),
  discontinued: flag(['product'], ({ product }) =>
    product === undefined ? undefined : product.discontinued === true,
  ),
  needs_reorder: flag(['product'], ({ product, held }) => below(product, held?.units)),
  needs_reorder_after_delivery: flag(['product'], (row) => below(row.product, available(row))),
  units_available: quantity(['product'], available),
  removed: flag(['product'], ({ product }) => product && product.removed === true),
  next_expiry_date: date(['product'], ({ held }) => held?.expiry),
  category_id: text(['category'], ({ category }) => category?.category_id),
  category: text(['category'], ({ category }) => category?.name),
  category_description: text(['category'], ({ category }) => category?.description),
  supplier_id: text(['supplier'], ({ supplier }) => supplier?.supplier_id),
  supplier: text(['supplier'], ({ supplier }) => supplier?.name),
  ...contacted('supplier'),
  supplier_homepage: text(['supplier'], ({ supplier }) => supplier?.homepage),
  ...placed('supplier'),
  country: text(['country'], ({ country }) => country),
  city: text(['city'], ({ city }) => city),
  customer_id: text(['customer'], ({ customer }) => customer?.customer_id),
  customer: text(['customer'], ({ customer }) => customer?.name),
  ...contacted('customer'),
  ...placed('customer'),
  employee_id: text(['employee'], ({ employee }) => employee?.employee_id),
  employee: text(['employee'], ({ employee }) => fullName(employee)),
  employee_first_name: text(['employee'], ({ employee }) => employee?.first_name),
  employee_last_name: text(['employee'], ({ employee }) => employee?.last_name),
  employee_title: text(['employee'], ({ employee }) => employee?.title),
  employee_birth_date: date(['employee'], ({ employee }) => employee?.born_on),
  employee_hire_date: date(['employee'], ({ employee }) => employee?.hired_on),
  ...placed('employee'),
  employee_courtesy_title: text(['employee'], ({ employee }) => employee?.courtesy_title),
  employee_phone: text(['employee'], ({ employee }) => employee?.phone),
  employee_extension: text(['employee'], ({ employee }) => employee?.extension),
  employee_notes: text(['employee'], ({ employee }) => employee?.notes),
  employee_age: whole(['employee'], ({ employee }, _, asOf) => fullYears(employee?.born_on, asOf)),
  employee_age_at_hire: whole(['employee'], ({ employee }) =>
    fullYears(employee?.born_on, employee?.hired_on),
  ),
  direct_reports: whole(['employee'], ({ employee }, { shop }) =>
    employee === undefined
      ? undefined
      : shop.employees.filter(({ reports_to: to }) => to === employee.employee_id).length,
  ),
  manager: text(['manager'], ({ manager }) => fullName(manager)),
  shipper_id: text(['shipper'], ({ shipper }) => shipper?.shipper_id),
  shipper: text(['shipper'], ({ shipper }) => shipper?.name),
  shipper_phone: text(['shipper'], ({ shipper }) => shipper?.phone),
  territory_id: text(['territory'], ({ territory }) => territory?.territory_id),
  territory: text(['territory'], ({ territory }) => territory?.name),
  sales_region: text(['territory'], ({ territory }) => territory?.region),
  employee_sales_region: text(['employee'], (row, world) => {
    const regions = covered(row, world).flatMap(({ region }) => region ?? []);
    const sorted = [...new Set(regions)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return sorted.length === 0 ? undefined : sorted.join(' + ');
  }),
  territory_count: whole(['employee'], (row, world) => covered(row, world).length || undefined),
  first_purchase_date: date(['customer'], (row, world, asOf) => bought(row, world, asOf)?.first),
  last_purchase_date: date(['customer'], (row, world, asOf) => bought(row, world, asOf)?.last),
  days_since_purchase: whole(['customer'], (row, world, asOf) => {
    const last = bought(row, world, asOf)?.last;
    return last === undefined ? undefined : daysBetween(last, asOf);
  }),
  purchase_count: whole(['customer'], (row, world, asOf) =>
    row.customer === undefined ? undefined : (bought(row, world, asOf)?.sales ?? 0),
  ),
  cohort: text(['customer'], (row, world, asOf) => bought(row, world, asOf)?.first.slice(0, 7)),
  customer_segment: text(['customer', 'sale'], (row, world, asOf) => {
    const first = bought(row, world, asOf)?.first;
    if (first === undefined) return undefined;
    return day(row) === first ? 'new' : 'returning';
  }),
  months_since_first: whole(['customer', 'sale'], (row, world, asOf) => {
    const first = bought(row, world, asOf)?.first;
    return first === undefined ? undefined : monthNumber(day(row) ?? '') - monthNumber(first);
  }),
  last_sold_date: date(['product'], (row, world, asOf) => sold(row, world, asOf)?.last),
  days_since_sold: whole(['product'], (row, world, asOf) => {
    const last = sold(row, world, asOf)?.last;
    return last === undefined ? undefined : daysBetween(last, asOf);
  }),
  bought_with: text(['partner'], ({ partner }) => partner?.name),
  bought_with_id: text(['partner'], ({ partner }) => partner?.product_id),
};

export const DIMENSION_RULES: ReadonlyMap<string, DimensionRule> = new Map(Object.entries(RULES));

export function smallestPopulation(needed: readonly Part[]): Population | undefined {
  return POPULATIONS.find((each) => reaches(each, needed));
}

/** The rows of the smallest kind of record that has all of these parts; undefined where none has. */
export function smallest(needed: readonly Part[], world: World): readonly Bundle[] | undefined {
  const population = smallestPopulation(needed);
  return population === undefined ? undefined : world.rows(population);
}

/** Start of the period that a moment falls in, in an order that sorts, and what it is called. */
export interface Bucket {
  readonly start: string;
  readonly label: string;
}

export function bucketOf(grain: string, moment: string, fiscalStart: number): Bucket {
  const date = moment.slice(0, 10);
  const [year = 0, month = 0] = date.split('-').map(Number);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const two = (value: number): string => String(value).padStart(2, '0');
  switch (grain) {
    case 'hour': {
      const hour = `${date}T${moment.slice(11, 13) || '00'}:00`;
      return { start: hour, label: hour };
    }
    case 'day':
      return { start: date, label: date };
    case 'week': {
      const monday = addDays(date, -((weekday + 6) % 7));
      const thursday = addDays(monday, 3);
      const ordinal = daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday);
      return { start: monday, label: `${thursday.slice(0, 4)}-W${two(Math.floor(ordinal / 7) + 1)}` };
    }
    case 'week_sunday': {
      const sunday = addDays(date, -weekday);
      return { start: sunday, label: sunday };
    }
    case 'month':
      return { start: `${date.slice(0, 7)}-01`, label: date.slice(0, 7) };
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      return { start: `${year}-${two(quarter * 3 - 2)}-01`, label: `${year}-Q${quarter}` };
    }
    case 'year':
      return { start: `${year}-01-01`, label: String(year) };
    default: {
      const first = month < fiscalStart ? year - 1 : year;
      return { start: `${first}-${two(fiscalStart)}-01`, label: fiscalLabel(first, fiscalStart) };
    }
  }
}

/** The bucket after one. */
export function bucketAfter(grain: string, { start }: Bucket, fiscalStart: number): Bucket {
  const next =
    grain === 'hour'
      ? new Date(Date.parse(`${start}:00Z`) + 3_600_000).toISOString().slice(0, 16)
      : addDays(start, { day: 1, week: 7, week_sunday: 7, month: 31, quarter: 92 }[grain] ?? 366);
  return bucketOf(grain, next, fiscalStart);
}

/** The bucket before one. */
export function bucketBefore(grain: string, { start }: Bucket, fiscalStart: number): Bucket {
  const last =
    grain === 'hour'
      ? new Date(Date.parse(`${start}:00Z`) - 3_600_000).toISOString().slice(0, 16)
      : addDays(start, -1);
  return bucketOf(grain, last, fiscalStart);
}

function fiscalLabel(first: number, start: number): string {
  return start === 1 ? `FY${first}` : `FY${first}-${String(first + 1).slice(-2)}`;
}
