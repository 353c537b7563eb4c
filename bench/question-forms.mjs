/**
 * One form of every typed query, so that two that must give the same rows compare equal: names of periods become days,
 * defaults are filled in, and what has no order is sorted. What else counts as the same is said beside each rule.
 */
import { defineInline } from '../dist/domain/sales/query/definitions/inline.js';
import { Planner } from '../dist/domain/sales/query/planner.js';
import { localDate } from '../dist/domain/time.js';

/** Measures that are another one under a filter. */
const HELD = {
  discontinued_products: ['products', { member: 'discontinued', op: 'is', values: ['true'] }],
  late_orders: ['orders', { member: 'delivery', op: 'is', values: ['late'] }],
};
/** Ids and the names they stand for; a record is listed by either, or both. */
const NAMES = {
  product_id: 'product',
  customer_id: 'customer',
  supplier_id: 'supplier',
  employee_id: 'employee',
  category_id: 'category',
  shipper_id: 'shipper',
};
/** Country and city are those of the customer, where sales or customers are asked about. */
const PLACES = { country: 'customer_country', city: 'customer_city' };
const OF_OTHERS = /^(?:supplier|employee|product|categor|stock|reorder|discontinued|price)/;
/** Figures that are 0 where nothing was sold. */
const NOTHING = ['orders', 'quantity', 'net_sales', 'gross_sales'];
const COUNTS = new Set([
  'orders',
  'buyers',
  'purchase_count',
  'products',
  'customers',
  'lines',
  'units_in_stock',
]);

/**
 * A query whose conditions on products name them one by one: a part of their names, with or without their category,
 * holds for the same rows.
 */
export function onProducts(asked, names) {
  const query = taxable(asked);
  const filters = query.filters ?? [];
  const plain = ({ or_group: group }) => group === undefined;
  const named = filters.filter(
    (filter) => plain(filter) && filter.member === 'product' && HOLDS[filter.op] !== undefined,
  );
  if (named.length === 0) return query;
  const categories = filters.filter(
    ({ member, op, or_group: group }) => member === 'category' && op === 'is' && group === undefined,
  );
  const products = names.flatMap((index) => index.holding('product', ''));
  const held = products.filter(
    ({ value, of }) =>
      named.every(({ op, values }) =>
        values.some((each) => HOLDS[op](value.toLowerCase(), each.toLowerCase())),
      ) && categories.every(({ values }) => values.includes(of)),
  );
  if (held.length === 0) return query;
  const values = [...new Set(held.map(({ value }) => value))].sort();
  const others = filters.filter((filter) => !named.includes(filter) && !categories.includes(filter));
  return { ...query, filters: [...others, { member: 'product', op: 'is', values }] };
}

/** In the shops asked in all tax is within prices, so that what is taxed is sales without the tax. */
function taxable(query) {
  const own = (query.define ?? []).find(
    ({ plus, minus, per }) => plus?.join() === 'net_sales' && minus?.join() === 'tax' && per === undefined,
  );
  if (own === undefined) return query;
  const { define, measures, ...rest } = query;
  const others = define.filter((each) => each !== own);
  return {
    ...rest,
    ...(others.length === 0 ? {} : { define: others }),
    measures: measures.map((name) => (name === own.name ? 'taxable_value' : name)),
  };
}

const HOLDS = {
  is: (value, asked) => value === asked,
  contains: (value, asked) => value.includes(asked),
  starts_with: (value, asked) => value.startsWith(asked),
};

/** The form of a query in a shop on a day, as text. */
export function canonical(known, settings, now, named) {
  const query = withOwnNames(named);
  const model = defineInline(known, query.define ?? []);
  const today = localDate(now, settings.time_zone);
  const plan = new Planner(model, settings, now).plan(neverAtAll(query), 0);
  const others = [...(query.measures ?? []), ...(query.dimensions ?? [])].some((name) =>
    OF_OTHERS.test(name),
  );
  const place = (name) => (others ? name : (PLACES[name] ?? name));
  const listed = plan.dimensions.map(({ name }) => place(name));
  const dimensions = listed.map((name) => NAMES[name] ?? name);
  const filters = plan.filters.map((filter) => formOf({ ...filter, member: place(filter.member) }));
  const measures = plan.measures.map(({ name }) => name);
  const [leading] = measures;
  for (const [at, name] of measures.entries()) {
    const held = HELD[name];
    if (held === undefined) continue;
    measures[at] = held[0];
    filters.push(formOf(held[1]));
  }
  const first = plan.order.some(({ member }) => member === leading) ? leading : measures[0];
  // A figure or attribute that is filtered on is shown, or not: the rows are the same.
  for (const { member } of filters) {
    if (dimensions.length + (plan.grain === undefined ? 0 : 1) === 0) continue;
    if (model.measure(member) !== undefined) measures.push(member);
    else if (measures.length === 0 && isFigure(model, member)) dimensions.push(member);
    else if (measures.length === 0 && member === 'needs_reorder')
      dimensions.push('units_in_stock', 'reorder_level');
  }
  // A list of customers held to what is on their sales is those who bought it.
  const onlyCustomers = measures.length === 0 && dimensions.every((name) => name === 'customer');
  const held = filters
    .map((filter) =>
      onlyCustomers && filter.op === 'is' && isGoods(filter.member)
        ? { ...filter, op: 'bought', days: [plan.period.from ?? '', plan.period.to ?? ''] }
        : filter,
    )
    // Rows without a name are no answer to "which" or "who".
    .filter(({ member, op }) => !(op === 'is_not_empty' && dimensions.includes(member)));
  // What a filter holds to one value says nothing in a column.
  const fixed = held
    .filter(({ op, values }) => op === 'is' && values.length === 1)
    .map(({ member }) => member);
  const free = dimensions.filter((name) => !fixed.includes(name));
  const shown = free.length + measures.length === 0 ? dimensions : free;
  const order = orderOf(plan, first, shown);
  const total = shown.length === 0 && plan.grain === undefined;
  return JSON.stringify({
    define: query.define ?? [],
    measures: [...new Set(measures)].sort(),
    dimensions: [...new Set(shown)].sort(),
    filters: [...new Set(held.map((filter) => JSON.stringify(filter)))].sort(),
    period: [plan.period.from ?? '', untilToday(plan.period.to, today), plan.period.date],
    grain: plan.grain ?? '',
    compare: plan.compare
      .map(({ period, buckets }) => [period.from, period.to, buckets ?? false].join(' '))
      .sort(),
    added: [...plan.added, ...(query.add ?? []).filter((each) => !plan.added.includes(each))].sort(),
    moving: plan.movingAverage ?? 0,
    empty: plan.includeEmpty,
    top: plan.top ?? plan.topWithin ?? 0,
    within: [...plan.within].map(place).sort(),
    pivot: query.pivot ?? '',
    order: total ? [] : order,
    limit: total ? 0 : plan.limit,
  });
}

/** Names that a query gives to what it defines are free. */
function withOwnNames(query) {
  const names = (query.define ?? []).map(({ name }) => name);
  const free = (value) => {
    if (Array.isArray(value)) return value.map(free);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, free(each)]));
    return names.includes(value) ? `defined_${names.indexOf(value) + 1}` : value;
  };
  return names.length === 0 ? query : free(query);
}

/** Sales after today there are none. */
function untilToday(to, today) {
  return to === undefined || to >= today ? '' : to;
}

/** What never sold and who never bought, of all time, however it is said. */
function neverAtAll(query) {
  const { measures = [], dimensions = [], filters = [], period, include_empty: empty } = query;
  const ever = period === undefined || period.named === 'all';
  const none = filters.find(
    ({ op, values = [], member }) => op === 'is' && Number(values[0]) === 0 && NOTHING.includes(member),
  );
  const [thing] = dimensions.filter((name) => name === 'product' || name === 'customer');
  if (!ever || thing === undefined) return query;
  const never =
    thing === 'product'
      ? { member: 'last_sold_date', op: 'is_empty' }
      : { member: 'purchase_count', op: 'is', values: ['0'] };
  const same = (filter) =>
    (empty === true && filter === none) ||
    (thing === 'customer' &&
      filter.member === 'last_purchase_date' &&
      filter.op === 'is_empty' &&
      filter.or_group === undefined);
  if (!filters.some(same)) return query;
  const { include_empty: _, ...rest } = query;
  return {
    ...rest,
    measures: measures.filter((name) => !NOTHING.includes(name)),
    filters: filters.map((filter) => (same(filter) ? never : filter)),
  };
}

function formOf({ member, op, values = [], than, days, or_group: group }) {
  const numbers = values.map((value) =>
    /^-?[\d.]+$/.test(value) ? String(Number(value)) : value.toLowerCase(),
  );
  const form = {
    member,
    op,
    values: op === 'between' ? numbers : numbers.sort(),
    ...(than ? { than } : {}),
    ...(group ? { group } : {}),
  };
  if (days !== undefined) form.days = [days.from ?? '', days.to ?? ''];
  const [value] = form.values;
  // Of whole numbers more than 5 is at least 6.
  if (COUNTS.has(member) && op === 'more_than')
    return { ...form, op: 'at_least', values: [String(Number(value) + 1)] };
  if (COUNTS.has(member) && op === 'less_than')
    return { ...form, op: 'at_most', values: [String(Number(value) - 1)] };
  // Nothing in stock, be it none or less than none.
  if (member === 'units_in_stock' && op === 'is' && value === '0') return { ...form, op: 'at_most' };
  return form;
}

function orderOf(plan, first, dimensions) {
  const asked = plan.order.map(({ member, descending }) => `${member} ${descending ? 'desc' : 'asc'}`);
  const usual = plan.grain !== undefined || first === undefined ? [] : [`${first} desc`];
  if (asked.length === 0) return usual;
  // A list comes in the order of its names anyway.
  return first === undefined && asked.length === 1 && asked[0] === `${dimensions[0]} asc` ? [] : asked;
}

function isFigure(model, name) {
  const type = model.dimension(name)?.type;
  return ['count', 'number', 'quantity', 'money', 'percent', 'days', 'date'].includes(type);
}

function isGoods(member) {
  return ['product', 'category', 'supplier'].includes(member);
}
