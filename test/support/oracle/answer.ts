import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { type Beside, besidesOf } from './comparisons.js';
import { type Bucket, bucketAfter, bucketOf, type Value } from './dimensions.js';
import {
  addBeside,
  addedColumns,
  addMovingAverage,
  type Column,
  comparedColumns,
  comparedValues,
  type Figured,
  type Joined,
} from './figures.js';
import { allOf, decimal, pairTest, type Typed, valueTest } from './filters.js';
import { Group } from './group.js';
import { bucketsOf, type Days, type Grouping, groupsOf, idOf } from './groups.js';
import { firstOfEach, inOrder, keyNames, OTHER } from './order.js';
import { Scope } from './scope.js';
import { addDays } from './shop.js';
import type { World } from './world.js';

export type Cell = string | number | boolean;
export type Row = Record<string, Cell>;

export interface Expected {
  /** Names of the columns, in order. */
  readonly columns: string[];
  readonly rows: Row[];
  readonly totals?: Row | undefined;
  /** The rows of each level, all of them. */
  readonly subtotals: Row[][];
}

/** Every row a query should give, in order, worked out row by row; undefined where its members do not go together. */
export function expected(world: World, query: QueryRequest): Row[] | undefined {
  return expectedAnswer(world, query)?.rows;
}

/** All a query should give but its drivers and its pivot, before anything is cut. */
export function expectedAnswer(world: World, query: QueryRequest): Expected | undefined {
  const scope = new Scope(world, query);
  const besides = besidesOf(query, world.shop.settings.fiscal_year_start);
  const made = figured(scope, query, besides);
  if (made === undefined) return undefined;
  const { measures = [], dimensions: _own, ...rest } = query;
  const names = keyNames(query);
  const whole = (dimensions: readonly string[], grain: QueryRequest['grain']): Row[] =>
    measures.length === 0
      ? []
      : shown(scope, besides, {
          ...rest,
          measures,
          dimensions,
          grain,
          // What is added to the answer as a whole regards filters on dimensions alone.
          filters: (query.filters ?? []).filter(({ member }) => scope.dimensions.has(member)),
          add: [],
          order_by: [],
          moving_average: undefined,
          include_empty: false,
          top: undefined,
          within: undefined,
          pivot: undefined,
        });
  const levels = Math.max(0, names.length + (query.grain === undefined ? 0 : 1) - 1);
  const fewer = query.grain === undefined ? 1 : 0;
  return {
    columns: columnsOf(scope, query, besides).map(({ name }) => name),
    rows: made.map((line) => show(line, scope, query, besides)),
    totals: query.add?.includes('totals') ? whole([], undefined)[0] : undefined,
    subtotals: query.add?.includes('subtotals')
      ? Array.from({ length: levels }, (_, level) => whole(names.slice(0, level + fewer), query.grain))
      : [],
  };
}

function shown(scope: Scope, besides: readonly Beside[], query: QueryRequest): Row[] {
  return (figured(scope, query, besides) ?? []).map((line) => show(line, scope, query, besides));
}

function figured(scope: Scope, query: QueryRequest, besides: readonly Beside[]): Figured[] | undefined {
  const { digits } = scope.world.shop;
  const { measures = [], filters = [], grain } = query;
  const { from, to, date = 'sold' } = query.period ?? {};
  const days: Days = { from, to, date };
  const onMeasures = filters.filter(({ member }) => scope.measures.has(member));
  const onColumns = filters.filter(
    ({ member }) => !scope.measures.has(member) && !scope.dimensions.has(member),
  );
  const filtered = onMeasures.flatMap(({ member, than }) => [member, ...(than === undefined ? [] : [than])]);
  const grouping: Grouping = {
    measures: [...measures, ...filtered],
    dimensions: keyNames(query),
    filters,
    grain,
    days,
    includeEmpty: query.include_empty === true,
    contest:
      filters.some(({ member }) => !scope.dimensions.has(member)) ||
      (query.order_by ?? []).slice(0, 1).some(({ member }) => member !== grain) ||
      (query.top !== undefined && (query.within ?? []).length > 0),
  };
  const kept = query.top !== undefined && (query.within ?? []).length === 0;
  const asked: Grouping = kept ? { ...grouping, keyOf: firstOnly(scope, query, grouping) } : grouping;
  const main = groupsOf(scope, asked);
  if (main === undefined) return undefined;
  const buckets = main.flatMap(({ bucket }) => bucket ?? []);
  const others = besides.map((beside) => laidOver(scope, { ...asked, measures }, beside, buckets));
  if (others.some((other) => other === undefined)) return undefined;

  const nothing = new Group(new Map(), digits);
  const joined = new Map<string, Joined>(
    main.map(({ id, bucket, keys, group }) => [id, { id, bucket, keys, main: group, beside: [] }]),
  );
  for (const line of others.flatMap((other) => [...(other ?? new Map<string, Joined>()).values()]))
    if (!joined.has(line.id)) joined.set(line.id, { ...line, main: nothing });
  const lines = [...joined.values()].map((line): Joined & Figured => {
    const whole = { ...line, beside: others.map((other) => other?.get(line.id)?.main ?? nothing) };
    return {
      ...whole,
      values: new Map(
        measures.flatMap((name) => [...comparedValues(whole, name, scope.measure(name), besides)]),
      ),
    };
  });
  if (query.moving_average !== undefined && grain !== undefined) {
    const lead = before(scope, { ...asked, measures }, lines);
    for (const name of measures)
      addMovingAverage(
        lines,
        lead.early,
        name,
        scope.measure(name),
        query.moving_average,
        lead.starts,
        digits,
      );
  }
  const left = lines.filter(
    allOf(onMeasures, (filter) =>
      tested(
        filter,
        (name) => {
          const { kind, scale } = scope.measure(name);
          return { kind, scale: scale(digits) };
        },
        (line: Joined, name) => scope.measure(name).value(line.main),
        (name) => main.map(({ group }) => scope.measure(name).value(group)),
      ),
    ),
  );
  for (const name of measures) addBeside(left, name, scope, query);
  const columns = new Map(columnsOf(scope, query, besides).map((column) => [column.name, column]));
  const passing = left.filter(
    allOf(onColumns, (filter) =>
      tested(
        filter,
        (name) => columns.get(name) ?? { kind: 'text', scale: 0 },
        (line: Figured, name) => line.values.get(name) ?? null,
        (name) => left.map(({ values }) => values.get(name) ?? null),
      ),
    ),
  );
  return inOrder(firstOfEach(passing, scope, query), scope, query);
}

/** A filter on what a row shows. */
function tested<T>(
  filter: FilterRequest,
  typeOf: (name: string) => Typed,
  cellOf: (line: T, name: string) => Value,
  everything: (name: string) => readonly Value[],
): (line: T) => boolean {
  const { member, op, than } = filter;
  if (than === undefined) {
    const test = valueTest(filter, typeOf(member), () => everything(member));
    return (line) => test(cellOf(line, member));
  }
  const test = pairTest(op, typeOf(member), typeOf(than));
  return (line) => test(cellOf(line, member), cellOf(line, than));
}

/**
 * What a moving average looks back on: the groups of the buckets before the period, none before the shop's first
 * sale, and the starts of all buckets that count, up to the last of the rows.
 */
function before(
  scope: Scope,
  asked: Grouping,
  lines: readonly Figured[],
): { readonly early: readonly Figured[]; readonly starts: string[] } {
  const { grain = 'day', days } = asked;
  const { sales, settings } = scope.world.shop;
  const { fiscal_year_start: fiscalStart } = settings;
  const filled = lines.flatMap(({ bucket }) => bucket ?? []);
  const startsFrom = (from: string | undefined): string[] =>
    bucketsOf(grain, { from, date: days.date }, fiscalStart, filled).map(({ start }) => start);
  if (days.from === undefined) return { early: [], starts: startsFrom(undefined) };
  const start = bucketOf(grain, days.from, fiscalStart).start.slice(0, 10);
  const dates = sales.flatMap(
    (sale) =>
      ({ sold: sale.at.slice(0, 10), required: sale.required_on, shipped: sale.shipped_on })[days.date] ?? [],
  );
  const [opened] = dates.sort();
  if (opened === undefined || opened >= start) return { early: [], starts: startsFrom(days.from) };
  const groups = groupsOf(scope, {
    ...asked,
    includeEmpty: false,
    days: { from: opened, to: addDays(start, -1), date: days.date },
  });
  const early = (groups ?? []).map(({ bucket, keys, group }) => ({
    bucket,
    keys,
    values: new Map(asked.measures.map((name) => [name, scope.measure(name).value(group)])),
  }));
  return { early, starts: startsFrom(opened) };
}

/** The first groups of the only dimension keep their keys; all others become "(other)". */
function firstOnly(scope: Scope, query: QueryRequest, grouping: Grouping): (value: Value) => Value {
  const [asked] = query.order_by ?? [];
  const ordered = (query.measures ?? []).find((name) => name === asked?.member);
  const measure = ordered ?? query.measures?.[0] ?? '';
  const [dimension = ''] = grouping.dimensions;
  const groups = groupsOf(scope, {
    ...grouping,
    measures: [measure],
    grain: undefined,
    includeEmpty: false,
  });
  const lines = (groups ?? []).map(({ bucket, keys, group }) => ({
    bucket,
    keys,
    values: new Map([[measure, scope.measure(measure).value(group)]]),
  }));
  const first = inOrder(lines, scope, {
    measures: [measure],
    dimensions: grouping.dimensions,
    ...(ordered === undefined || asked === undefined ? {} : { order_by: [asked] }),
    limit: 1,
  })
    .map(({ keys: [key = null] }) => key)
    .filter((key) => key !== null)
    .slice(0, query.top);
  const scale = scope.dimension(dimension).scale(scope.world.shop.digits);
  return (value) => {
    if (value === null || !first.includes(value)) return OTHER;
    return typeof value === 'bigint' ? shortest(decimal(value, scale)) : String(value);
  };
}

function shortest(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * The groups of a period beside, each moved by whole buckets: so that both periods start together, or to the next
 * bucket where each stands beside the one before. What is moved out of the period is left out.
 *
 * @param filled buckets of the period asked for.
 */
function laidOver(
  scope: Scope,
  asked: Grouping,
  { days, buckets }: Beside,
  filled: readonly Bucket[],
): Map<string, Joined> | undefined {
  const groups = groupsOf(scope, { ...asked, days });
  if (groups === undefined) return undefined;
  const { grain } = asked;
  const { fiscal_year_start: fiscalStart } = scope.world.shop.settings;
  const shift = (): ((bucket: Bucket) => Bucket | undefined) => {
    if (grain === undefined) return (bucket) => bucket;
    if (buckets === true) {
      const all = bucketsOf(grain, asked.days, fiscalStart, filled);
      const [low, high] = [all[0]?.start ?? '', all.at(-1)?.start ?? ''];
      return (bucket) => {
        const next = bucketAfter(grain, bucket, fiscalStart);
        return next.start > high || (asked.days.from !== undefined && next.start < low) ? undefined : next;
      };
    }
    const theirs = bucketsOf(grain, days, fiscalStart).map(({ start }) => start);
    const ours: Bucket[] = [];
    for (let bucket = bucketOf(grain, asked.days.from ?? '', fiscalStart); ours.length < theirs.length; ) {
      ours.push(bucket);
      bucket = bucketAfter(grain, bucket, fiscalStart);
    }
    return ({ start }) => ours[theirs.indexOf(start)];
  };
  const moveOf = shift();
  return new Map(
    groups.flatMap(({ bucket, keys, group }) => {
      const moved = bucket && moveOf(bucket);
      if (bucket !== undefined && moved === undefined) return [];
      const id = idOf(moved, keys);
      return [[id, { id, bucket: moved, keys, main: group, beside: [] }] as const];
    }),
  );
}

/** The columns of an answer, in order. */
export function columnsOf(
  scope: Scope,
  query: QueryRequest,
  besides: readonly Beside[] = besidesOf(query, scope.world.shop.settings.fiscal_year_start),
): Column[] {
  const { digits } = scope.world.shop;
  return [
    ...(query.grain === undefined ? [] : [{ name: query.grain, kind: 'text' as const, scale: 0 }]),
    ...keyNames(query).map((name) => {
      const { kind, scale } = scope.dimension(name);
      return { name, kind, scale: scale(digits) };
    }),
    ...(query.measures ?? []).flatMap((name) => [
      ...comparedColumns(name, scope.measure(name), besides, digits),
      ...addedColumns(name, scope.measure(name), query, digits),
    ]),
  ];
}

function show(
  { bucket, keys, values }: Figured,
  scope: Scope,
  query: QueryRequest,
  besides: readonly Beside[],
): Row {
  const row: Row = {};
  const names = keyNames(query);
  for (const { name, scale } of columnsOf(scope, query, besides)) {
    const key = names.indexOf(name);
    const value =
      name === query.grain
        ? (bucket?.label ?? null)
        : key >= 0
          ? (keys[key] ?? null)
          : (values.get(name) ?? null);
    if (value !== null) row[name] = typeof value === 'bigint' ? Number(decimal(value, scale)) : value;
  }
  return row;
}
