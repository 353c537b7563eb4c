import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { type Beside, besideOf } from './comparisons.js';
import { type Bucket, bucketAfter, bucketOf, dimensionRule, type Value } from './dimensions.js';
import {
  addBeside,
  addedColumns,
  addMovingAverage,
  type Column,
  comparedColumns,
  comparedValues,
  type Figured,
  firstWithin,
  inOrder,
  type Joined,
  keyNames,
  OTHER,
} from './figures.js';
import { allOf, decimal, valueTest } from './filters.js';
import { bucketsOf, type Days, type Grouping, groupsOf, idOf } from './groups.js';
import { Group, MEASURE_RULES, measureRule } from './measures.js';
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
  const besides = besidesOf(world, query);
  const made = figured(world, query, besides);
  if (made === undefined) return undefined;
  const { measures = [], dimensions: _own, ...rest } = query;
  const names = keyNames(query);
  const whole = (dimensions: readonly string[], grain: QueryRequest['grain']): Row[] =>
    measures.length === 0
      ? []
      : shown(world, besides, {
          ...rest,
          measures,
          dimensions,
          grain,
          // What is added to the answer as a whole does not regard filters on measures.
          filters: (query.filters ?? []).filter(({ member }) => !MEASURE_RULES.has(member)),
          add: [],
          order_by: [],
          moving_average: undefined,
          include_empty: false,
          top: undefined,
          within: [],
          pivot: undefined,
        });
  const levels = Math.max(0, names.length + (query.grain === undefined ? 0 : 1) - 1);
  const fewer = query.grain === undefined ? 1 : 0;
  return {
    columns: columnsOf(world, query, besides).map(({ name }) => name),
    rows: made.map((line) => show(line, world, query, besides)),
    totals: query.add?.includes('totals') ? whole([], undefined)[0] : undefined,
    subtotals: query.add?.includes('subtotals')
      ? Array.from({ length: levels }, (_, level) => whole(names.slice(0, level + fewer), query.grain))
      : [],
  };
}

function shown(world: World, besides: readonly Beside[], query: QueryRequest): Row[] {
  return (figured(world, query, besides) ?? []).map((line) => show(line, world, query, besides));
}

function figured(world: World, query: QueryRequest, besides: readonly Beside[]): Figured[] | undefined {
  const { digits, today } = world.shop;
  const { measures = [], filters = [], grain } = query;
  const { from, to, date = 'sold' } = query.period ?? {};
  const days: Days = { from, to, date };
  const names = keyNames(query);
  const onMeasures = filters.filter(({ member }) => MEASURE_RULES.has(member));
  const grouping: Grouping = {
    measures: [...measures, ...onMeasures.map(({ member }) => member)],
    dimensions: names,
    filters,
    grain,
    days,
    bought: { from, to },
    asOf: to ?? today,
    includeEmpty: query.include_empty === true,
  };
  const asked: Grouping =
    query.top === undefined || (query.within ?? []).length > 0
      ? grouping
      : { ...grouping, keyOf: firstOnly(world, query, grouping) };
  const main = groupsOf(world, asked);
  if (main === undefined) return undefined;
  const others = besides.map((beside) => laidOver(world, { ...asked, measures }, beside));
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
      values: new Map(measures.flatMap((name) => [...comparedValues(whole, name, besides)])),
    };
  });
  if (query.moving_average !== undefined && grain !== undefined) {
    const lead = leadOf(world, query, asked);
    for (const name of measures)
      addMovingAverage(
        lines,
        lead.lines,
        name,
        query.moving_average,
        starts(world, query, lines, lead.first),
        digits,
      );
  }
  const kept = lines.filter(
    allOf(onMeasures, (filter) => {
      const { value, kind, scale } = measureRule(filter.member);
      const test = valueTest(filter, kind, Math.max(0, scale(digits)), () =>
        main.map(({ group }) => value(group)),
      );
      return (line: Joined) => test(value(line.main));
    }),
  );
  for (const name of measures) addBeside(kept, name, query);
  return inOrder(firstWithin(kept, query), query);
}

/** Every bucket start from the first of the shop or of the period, whichever is earlier, to the last of the rows. */
function starts(
  world: World,
  { grain = 'day', period }: QueryRequest,
  lines: readonly Figured[],
  first: string | undefined,
): string[] {
  const { fiscal_year_start: fiscalStart } = world.shop.settings;
  const filled = lines.flatMap(({ bucket }) => bucket ?? []);
  const early =
    first === undefined || period?.from === undefined ? [] : [bucketOf(grain, first, fiscalStart)];
  const own = period?.from === undefined ? [] : [bucketOf(grain, period.from, fiscalStart)];
  return bucketsOf(grain, { date: 'sold' }, fiscalStart, [...early, ...own, ...filled]).map(
    ({ start }) => start,
  );
}

/** What lies before the period, from the first sale of the shop on: averages at its start look back to it. */
function leadOf(
  world: World,
  { period, measures = [], grain = 'day' }: QueryRequest,
  asked: Grouping,
): { readonly lines: Figured[]; readonly first: string | undefined } {
  const { date = 'sold', from } = period ?? {};
  const { fiscal_year_start: fiscalStart } = world.shop.settings;
  const [first] = world
    .rows('sale')
    .flatMap(
      ({ sale }) =>
        ({ sold: sale?.at.slice(0, 10), required: sale?.required_on, shipped: sale?.shipped_on })[date] ?? [],
    )
    .sort();
  if (from === undefined || first === undefined) return { lines: [], first };
  const end = addDays(bucketOf(grain, from, fiscalStart).start.slice(0, 10), -1);
  if (end < first) return { lines: [], first };
  const groups =
    groupsOf(world, {
      ...asked,
      measures,
      days: { from: bucketOf(grain, first, fiscalStart).start.slice(0, 10), to: end, date },
      includeEmpty: false,
    }) ?? [];
  return {
    first,
    lines: groups.map(({ bucket, keys, group }) => ({
      bucket,
      keys,
      values: new Map(measures.map((name) => [name, measureRule(name).value(group)])),
    })),
  };
}

/** The first groups of the only dimension keep their keys; all others become "(other)". */
function firstOnly(world: World, query: QueryRequest, grouping: Grouping): (value: Value) => Value {
  const [measure = ''] = query.measures ?? [];
  const [dimension = ''] = grouping.dimensions;
  const groups = groupsOf(world, {
    ...grouping,
    measures: [measure],
    filters: grouping.filters,
    grain: undefined,
    includeEmpty: false,
  });
  const lines = (groups ?? []).map(({ bucket, keys, group }) => ({
    bucket,
    keys,
    values: new Map([[measure, measureRule(measure).value(group)]]),
  }));
  const first = inOrder(lines, { measures: [measure], dimensions: grouping.dimensions, limit: 1 })
    .map(({ keys: [key = null] }) => key)
    .filter((key) => key !== null)
    .slice(0, query.top);
  const { scale } = dimensionRule(dimension);
  return (value) => {
    if (value === null || !first.includes(value)) return OTHER;
    return typeof value === 'bigint'
      ? String(Number(decimal(value, scale(world.shop.digits))))
      : String(value);
  };
}

/** The groups of a period beside, each moved by whole buckets so that both periods start together. */
function laidOver(world: World, asked: Grouping, { days, shifted }: Beside): Map<string, Joined> | undefined {
  const groups = groupsOf(world, { ...asked, days });
  if (groups === undefined) return undefined;
  const { grain } = asked;
  const { fiscal_year_start: fiscalStart } = world.shop.settings;
  const theirs = grain === undefined ? [] : bucketsOf(grain, days, fiscalStart).map(({ start }) => start);
  const ours: Bucket[] = [];
  for (
    let bucket = bucketOf(grain ?? 'day', asked.days.from ?? '', fiscalStart);
    ours.length < theirs.length;
  ) {
    ours.push(bucket);
    bucket = bucketAfter(grain ?? 'day', bucket, fiscalStart);
  }
  const own = grain === undefined ? [] : bucketsOf(grain, asked.days, fiscalStart).map(({ start }) => start);
  return new Map(
    groups.flatMap(({ bucket, keys, group }) => {
      const moved =
        bucket === undefined || grain === undefined
          ? undefined
          : shifted
            ? bucketAfter(grain, bucket, fiscalStart)
            : ours[theirs.indexOf(bucket.start)];
      if (shifted && moved !== undefined && !own.includes(moved.start)) return [];
      const id = idOf(moved, keys);
      return [[id, { id, bucket: moved, keys, main: group, beside: [] }] as const];
    }),
  );
}

function besidesOf(world: World, { compare = [], period, grain }: QueryRequest): Beside[] {
  const days: Days = { from: period?.from, to: period?.to, date: period?.date ?? 'sold' };
  const fiscalStart = world.shop.settings.fiscal_year_start;
  return compare.map((text) => besideOf(text, days, { grain, fiscalStart }));
}

function columnsOf(world: World, query: QueryRequest, besides: readonly Beside[]): Column[] {
  const { digits } = world.shop;
  return [
    ...(query.grain === undefined ? [] : [{ name: query.grain, kind: 'text' as const, scale: 0 }]),
    ...keyNames(query).map((name) => {
      const { kind, scale } = dimensionRule(name);
      return { name, kind, scale: scale(digits) };
    }),
    ...(query.measures ?? []).flatMap((name) => [
      ...comparedColumns(name, besides, digits),
      ...addedColumns(name, query, digits),
    ]),
  ];
}

function show(
  { bucket, keys, values }: Figured,
  world: World,
  query: QueryRequest,
  besides: readonly Beside[],
): Row {
  const row: Row = {};
  const names = keyNames(query);
  for (const { name, scale } of columnsOf(world, query, besides)) {
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
