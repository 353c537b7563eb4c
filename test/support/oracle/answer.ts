import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import {
  type Bucket,
  bucketAfter,
  bucketOf,
  DIMENSION_RULES,
  dimensionRule,
  type Kind,
  smallest,
  type Value,
} from './dimensions.js';
import { Group, MEASURE_RULES, measureRule } from './measures.js';
import { type Bundle, type Part, POPULATIONS, type Population, REACH, type World } from './world.js';

export type Cell = string | number | boolean;
export type Row = Record<string, Cell>;

interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly scale: number;
}

/** Values of one group of the answer, before they are shown. */
interface Line {
  readonly bucket: Bucket | undefined;
  readonly keys: readonly Value[];
  readonly group: Group;
}

type Test = (value: Value) => boolean;

/** Every row a query should give, in order, worked out row by row; undefined where its members do not go together. */
export function expected(world: World, query: QueryRequest): Row[] | undefined {
  const { digits, today } = world.shop;
  const dimensions = query.dimensions ?? [];
  const measures = query.measures ?? [];
  const filters = query.filters ?? [];
  const onMeasures = filters.filter(({ member }) => MEASURE_RULES.has(member));
  const onDimensions = filters.filter(({ member }) => DIMENSION_RULES.has(member));
  const { from, to, date = 'sold' } = query.period ?? {};
  const asOf = to ?? today;

  const needed: Part[] = [
    ...(query.grain === undefined ? [] : ['sale' as const]),
    ...dimensions.flatMap((name) => dimensionRule(name).needs),
    ...onDimensions.flatMap(({ member, op }): readonly Part[] =>
      op === 'bought' || op === 'never_bought' ? ['customer'] : dimensionRule(member).needs,
    ),
  ];
  const dated = from !== undefined || to !== undefined;
  const counted = new Set(
    [...measures, ...onMeasures.map(({ member }) => member)].flatMap((name) => measureRule(name).over),
  );
  if ([...counted].some((population) => !reaches(population, needed))) return undefined;
  if (counted.size === 0) {
    const wanted: Part[] = dated ? [...needed, 'sale'] : needed;
    const listed = POPULATIONS.find((population) => reaches(population, wanted));
    if (listed === undefined) return undefined;
    counted.add(listed);
  }

  const keeps = allOf(onDimensions, (filter) => {
    const test = dimensionTest(world, filter, asOf);
    return (row: Bundle) => test(row);
  });
  const groups = new Map<
    string,
    { bucket: Bucket | undefined; keys: Value[]; rows: Map<Population, Bundle[]> }
  >();
  const groupOf = (bucket: Bucket | undefined, keys: Value[]) => {
    const id = JSON.stringify([bucket?.start ?? null, ...keys.map((key) => [typeof key, String(key)])]);
    const known = groups.get(id) ?? { bucket, keys, rows: new Map<Population, Bundle[]>() };
    groups.set(id, known);
    return known;
  };
  for (const population of counted) {
    if (query.grain === undefined && dimensions.length === 0) groupOf(undefined, []);
    for (const row of world.rows(population)) {
      const day = {
        sold: row.sale?.at.slice(0, 10),
        required: row.sale?.required_on,
        shipped: row.sale?.shipped_on,
      }[date];
      if (reaches(population, ['sale']) && dated) {
        if (day === undefined || (from !== undefined && day < from) || (to !== undefined && day > to))
          continue;
      }
      if (query.grain !== undefined && day === undefined) continue;
      if (!keeps(row)) continue;
      const moment = query.grain === 'hour' && date === 'sold' ? row.sale?.at : day;
      const bucket =
        query.grain === undefined || moment === undefined
          ? undefined
          : bucketOf(query.grain, moment, world.shop.settings.fiscal_year_start);
      const keys = dimensions.map((name) => dimensionRule(name).value(row, world, asOf));
      const { rows } = groupOf(bucket, keys);
      rows.set(population, [...(rows.get(population) ?? []), row]);
    }
  }
  if (query.grain !== undefined && dimensions.length === 0)
    for (const bucket of buckets(
      world,
      query,
      [...groups.values()].flatMap((each) => each.bucket ?? []),
    ))
      groupOf(bucket, []);

  const lines = [...groups.values()].map(
    ({ bucket, keys, rows }): Line => ({ bucket, keys, group: new Group(rows, digits) }),
  );
  const kept = lines.filter(
    allOf(onMeasures, (filter) => {
      const { value, kind, scale } = measureRule(filter.member);
      const test = valueTest(filter, kind, Math.max(0, scale(digits)), () =>
        lines.map(({ group }) => value(group)),
      );
      return ({ group }: Line) => test(value(group));
    }),
  );
  return sorted(kept, query).map((line) => show(line, query, digits));
}

function reaches(population: Population, needed: readonly Part[]): boolean {
  return needed.every((part) => REACH[population].includes(part));
}

/** All must hold; those of one `or_group` are alternatives. */
function allOf<T>(
  filters: readonly FilterRequest[],
  testOf: (filter: FilterRequest) => (item: T) => boolean,
): (item: T) => boolean {
  const tests = filters.map((filter, index) => ({
    test: testOf(filter),
    of: filter.or_group ?? `alone ${index}`,
  }));
  const alternatives = [...new Set(tests.map(({ of }) => of))].map((of) =>
    tests.filter((each) => each.of === of).map(({ test }) => test),
  );
  return (item) => alternatives.every((any) => any.some((test) => test(item)));
}

function dimensionTest(world: World, filter: FilterRequest, asOf: string): (row: Bundle) => boolean {
  const { value, kind, scale, needs } = dimensionRule(filter.member);
  if (filter.op === 'bought' || filter.op === 'never_bought') {
    const wanted = valueTest({ ...filter, op: 'is' }, kind, scale(world.shop.digits), () => []);
    const buyers = new Set(
      world
        .rows('line')
        .filter((row) => row.sale?.kind === 'sale' && wanted(value(row, world, asOf)))
        .map(({ sale }) => sale?.customer_id),
    );
    return ({ customer }) =>
      customer !== undefined && buyers.has(customer.customer_id) === (filter.op === 'bought');
  }
  const test = valueTest(filter, kind, scale(world.shop.digits), () =>
    (smallest(needs, world) ?? []).map((row) => value(row, world, asOf)),
  );
  return (row) => test(value(row, world, asOf));
}

/** Whether a value passes a filter; `everything` gives the values an average is taken over. */
function valueTest(
  filter: FilterRequest,
  kind: Kind,
  scale: number,
  everything: () => readonly Value[],
): Test {
  const wanted = (filter.values ?? []).map((text) => read(text, kind, scale));
  const [first = null, second = null] = wanted;
  const folded = (value: Value): Value =>
    typeof value === 'string' && kind === 'text' ? value.toLowerCase() : value;
  const among = (value: Value): boolean => wanted.some((each) => each === folded(value));
  const present =
    (test: Test): Test =>
    (value) =>
      value !== null && test(value);
  switch (filter.op) {
    case 'is':
      return present(among);
    case 'is_not':
      return (value) => value === null || !among(value);
    case 'contains':
      return present((value) => wanted.some((each) => String(folded(value)).includes(String(each))));
    case 'starts_with':
      return present((value) => wanted.some((each) => String(folded(value)).startsWith(String(each))));
    case 'is_empty':
      return (value) => value === null || value === '';
    case 'is_not_empty':
      return (value) => value !== null && value !== '';
    case 'more_than':
      return present((value) => compare(value, first) > 0);
    case 'at_least':
      return present((value) => compare(value, first) >= 0);
    case 'less_than':
      return present((value) => compare(value, first) < 0);
    case 'at_most':
      return present((value) => compare(value, first) <= 0);
    case 'between':
      return present((value) => compare(value, first) >= 0 && compare(value, second) <= 0);
    case 'above_average':
    case 'below_average': {
      const numbers = everything().filter((value) => typeof value === 'bigint');
      const total = numbers.reduce((sum, value) => sum + value, 0n);
      const size = BigInt(numbers.length);
      return present(
        (value) =>
          typeof value === 'bigint' &&
          (filter.op === 'above_average' ? value * size > total : value * size < total),
      );
    }
    default:
      throw new Error(`The oracle does not filter by ${filter.op}`);
  }
}

function read(text: string, kind: Kind, scale: number): Value {
  if (kind === 'text') return text.toLowerCase();
  if (kind === 'boolean') return text === 'true';
  return kind === 'date' ? text : units(text, scale);
}

/** A decimal as a whole number of `10^-scale`. */
function units(text: string, scale: number): bigint {
  const [, sign = '', before = '', after = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return BigInt(`${sign}${before}${after.padEnd(scale, '0').slice(0, scale)}`);
}

/** Whole units as the decimal they stand for. */
export function decimal(value: bigint, scale: number): string {
  const text = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const point = text.length - scale;
  return `${value < 0n ? '-' : ''}${text.slice(0, point)}${scale === 0 ? '' : `.${text.slice(point)}`}`;
}

/** Text by its bytes, false before true, numbers by size. */
function compare(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (a === b || a === null || b === null) return 0;
  return a < b ? -1 : 1;
}

function emptyLast(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return descending ? compare(b, a) : compare(a, b);
}

function sorted(lines: readonly Line[], query: QueryRequest): Line[] {
  const { grain, dimensions = [], measures = [] } = query;
  const valueIn = (line: Line, member: string): Value => {
    if (member === grain) return line.bucket?.start ?? null;
    const key = dimensions.indexOf(member);
    return key >= 0 ? (line.keys[key] ?? null) : measureRule(member).value(line.group);
  };
  const asked = query.order_by ?? [];
  const [first] = measures;
  const usual =
    asked.length === 0 && grain === undefined && first !== undefined
      ? [{ member: first, direction: 'desc' as const }]
      : [];
  const keys = [...(grain === undefined ? [] : [grain]), ...dimensions];
  return [...lines].sort((a, b) => {
    for (const { member, direction } of [...asked, ...usual]) {
      const order = emptyLast(valueIn(a, member), valueIn(b, member), direction === 'desc');
      if (order !== 0) return order;
    }
    for (const key of keys) {
      const [left, right] = [valueIn(a, key), valueIn(b, key)];
      const byNumber = key.endsWith('_id') ? emptyLast(numbered(left), numbered(right), false) : 0;
      const order = byNumber === 0 ? emptyLast(left, right, false) : byNumber;
      if (order !== 0) return order;
    }
    return 0;
  });
}

function numbered(value: Value): Value {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : null;
}

/** Every bucket of the period, or from the first to the last that holds something where an end is open. */
function buckets(world: World, query: QueryRequest, filled: readonly Bucket[]): Bucket[] {
  const { grain = 'day', period } = query;
  const { fiscal_year_start: fiscalStart } = world.shop.settings;
  const starts = filled.map(({ start }) => start).sort();
  const low = period?.from === undefined ? starts[0] : bucketOf(grain, period.from, fiscalStart).start;
  const high =
    period?.to === undefined ? starts.at(-1) : bucketOf(grain, `${period.to}T23:59:59`, fiscalStart).start;
  if (low === undefined || high === undefined) return [];
  const all: Bucket[] = [];
  for (
    let next = bucketOf(grain, low, fiscalStart);
    next.start <= high;
    next = bucketAfter(grain, next, fiscalStart)
  )
    all.push(next);
  return all;
}

function show({ bucket, keys, group }: Line, query: QueryRequest, digits: number): Row {
  const row: Row = {};
  const put = ({ name, scale }: Column, value: Value): void => {
    if (value !== null) row[name] = typeof value === 'bigint' ? Number(decimal(value, scale)) : value;
  };
  if (query.grain !== undefined && bucket !== undefined) row[query.grain] = bucket.label;
  (query.dimensions ?? []).forEach((name, index) => {
    const { kind, scale } = dimensionRule(name);
    put({ name, kind, scale: scale(digits) }, keys[index] ?? null);
  });
  for (const name of query.measures ?? []) {
    const { kind, scale, value } = measureRule(name);
    put({ name, kind, scale: scale(digits) }, value(group));
  }
  return row;
}
