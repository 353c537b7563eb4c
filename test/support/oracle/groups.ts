import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import type { Grain, PeriodDate } from '../../../src/domain/sales/query/model.js';
import { type Bucket, bucketAfter, bucketOf, smallestPopulation, type Value } from './dimensions.js';
import { allOf, dimensionTest, partsOf, type Span } from './filters.js';
import { Group } from './group.js';
import type { Scan } from './measures.js';
import type { Scope } from './scope.js';
import { type Bundle, type Part, type Population, reaches } from './world.js';

/** Days with both ends, either of which may be open. */
export interface Days extends Span {
  readonly date: PeriodDate;
}

/** What rows are put into groups by, and which rows. */
export interface Grouping {
  readonly measures: readonly string[];
  readonly dimensions: readonly string[];
  readonly filters: readonly FilterRequest[];
  readonly grain?: Grain | undefined;
  readonly days: Days;
  readonly includeEmpty: boolean;
  /** What a key is shown as, where groups are put together. */
  readonly keyOf?: ((value: Value) => Value) | undefined;
  /** Whether groups are ranked by a figure or held to one. */
  readonly contest?: boolean;
}

/** One group of an answer. */
export interface Line {
  readonly id: string;
  readonly bucket: Bucket | undefined;
  readonly keys: readonly Value[];
  readonly group: Group;
}

export function idOf(bucket: Bucket | undefined, keys: readonly Value[]): string {
  return JSON.stringify([bucket?.start ?? null, ...keys.map((key) => [typeof key, String(key)])]);
}

/** The groups that rows fall into, one by one; undefined where members do not go together. */
export function groupsOf(scope: Scope, asked: Grouping): Line[] | undefined {
  const { measures, dimensions, grain, days, keyOf = (value: Value) => value } = asked;
  const { world, asOf, span } = scope;
  const { digits, settings } = world.shop;
  const rules = dimensions.map(scope.dimension);
  const onDimensions = asked.filters.filter(({ member }) => scope.dimensions.has(member));
  const ofKeys: Part[] = rules.flatMap(({ needs }) => needs);
  const needed: Part[] = [
    ...(grain === undefined ? [] : ['sale' as const]),
    ...ofKeys,
    ...onDimensions.flatMap((filter) => partsOf(scope, filter)),
  ];
  const { from = '', to = '9999' } = days;
  const dated = days.from !== undefined || days.to !== undefined;
  const counted = measures.map((name) => scope.measure(name).scans(needed));
  if (counted.some((scans) => scans === undefined)) return undefined;
  const scans: Scan[] = counted.flatMap((each) => each ?? []);
  if (scans.length === 0) {
    const listed = smallestPopulation(dated ? [...needed, 'sale'] : needed);
    if (listed === undefined) return undefined;
    scans.push({ population: listed });
  }

  const groups = new Map<string, { bucket?: Bucket; keys: Value[]; rows: Map<Population, Bundle[]> }>();
  const groupOf = (bucket: Bucket | undefined, keys: Value[]) => {
    const id = idOf(bucket, keys);
    const known = groups.get(id) ?? {
      ...(bucket && { bucket }),
      keys,
      rows: new Map<Population, Bundle[]>(),
    };
    groups.set(id, known);
    return known;
  };
  const keysOf = (row: Bundle): Value[] => rules.map(({ value }) => keyOf(value(row, world, asOf)));
  const passes = allOf(onDimensions, (filter) =>
    dimensionTest(scope, filter, span, (needs) => averaged(scope, needs, onDimensions)),
  );
  const once = pairsOnce(asked);
  if (grain === undefined && dimensions.length === 0) groupOf(undefined, []);
  for (const population of new Set(scans.map((scan) => scan.population))) {
    const wanted = scans.filter((scan) => scan.population === population);
    for (const row of world.rows(population)) {
      const day = dayOf(row, days.date);
      if (reaches(population, ['sale']) && dated && (day === undefined || day < from || day > to)) continue;
      if (grain !== undefined && day === undefined) continue;
      if (once && row.once === false) continue;
      if (!passes(row) || !wanted.some((scan) => scan.passes?.(row) ?? true)) continue;
      const moment = grain === 'hour' && days.date === 'sold' ? row.sale?.at : day;
      const bucket =
        grain === undefined || moment === undefined
          ? undefined
          : bucketOf(grain, moment, settings.fiscal_year_start);
      const { rows } = groupOf(bucket, keysOf(row));
      rows.set(population, [...(rows.get(population) ?? []), row]);
    }
  }
  if (grain !== undefined && dimensions.length === 0 && measures.length > 0) {
    const filled = [...groups.values()].flatMap(({ bucket }) => bucket ?? []);
    const begun = world
      .rows('sale')
      .flatMap((row) => dayOf(row, 'sold') ?? [])
      .sort()[0];
    const [first, last] = [begun ?? '', world.shop.today].map((day) =>
      day === '' ? '' : bucketOf(grain, `${day}T23:59:59`, settings.fiscal_year_start).start,
    );
    for (const bucket of bucketsOf(grain, days, settings.fiscal_year_start, filled))
      if (asked.contest !== true || (bucket.start >= (first ?? '') && bucket.start <= (last ?? '')))
        groupOf(bucket, []);
  }
  if (asked.includeEmpty && grain === undefined && dimensions.length > 0)
    for (const row of onFile(scope, ofKeys, onDimensions)) groupOf(undefined, keysOf(row));

  return [...groups].map(([id, { bucket, keys, rows }]) => ({
    id,
    bucket,
    keys,
    group: new Group(rows, digits, needed),
  }));
}

/** Where both products of a pair are listed, and neither is held to anything, a pair is one row. */
function pairsOnce({ dimensions, filters }: Grouping): boolean {
  const sides = [
    ['product', 'product_id'],
    ['bought_with', 'bought_with_id'],
  ];
  const held = filters.some(({ member }) => sides.flat().includes(member));
  return !held && sides.every((names) => dimensions.some((name) => names.includes(name)));
}

function dayOf({ sale }: Bundle, date: PeriodDate): string | undefined {
  return { sold: sale?.at.slice(0, 10), required: sale?.required_on, shipped: sale?.shipped_on }[date];
}

/** The records of these parts that are there without any sale, limited by what can be told of them. */
function onFile(scope: Scope, parts: readonly Part[], filters: readonly FilterRequest[]): readonly Bundle[] {
  const population = smallestPopulation(parts);
  return population === undefined || reaches(population, ['sale']) ? [] : toldOf(scope, population, filters);
}

/** What an average is taken over: the records in the period that the other filters leave. */
function averaged(
  scope: Scope,
  parts: readonly Part[],
  filters: readonly FilterRequest[],
): readonly Bundle[] {
  const population = smallestPopulation(parts);
  if (population === undefined) return [];
  const { from = '', to = '9999' } = scope.span;
  const dated =
    reaches(population, ['sale']) && (scope.span.from !== undefined || scope.span.to !== undefined);
  const others = filters.filter(({ op }) => !op.endsWith('average'));
  return toldOf(scope, population, others).filter((row) => {
    const day = dayOf(row, scope.date);
    return !dated || (day !== undefined && day >= from && day <= to);
  });
}

/** The records of a kind that pass the filters that can be told of them; of alternatives all or none. */
function toldOf(scope: Scope, population: Population, filters: readonly FilterRequest[]): readonly Bundle[] {
  const told = (filter: FilterRequest): boolean => reaches(population, partsOf(scope, filter));
  const known = filters.filter(
    (filter) =>
      told(filter) &&
      (filter.or_group === undefined ||
        filters.filter(({ or_group: group }) => group === filter.or_group).every(told)),
  );
  return scope.world
    .rows(population)
    .filter(allOf(known, (filter) => dimensionTest(scope, filter, scope.span)));
}

/** Every bucket of a period, or from the first to the last of those filled where an end is open. */
export function bucketsOf(
  grain: Grain,
  { from, to }: Days,
  fiscalStart: number,
  filled: readonly Bucket[] = [],
): Bucket[] {
  const starts = filled.map(({ start }) => start).sort();
  const low = from === undefined ? starts[0] : bucketOf(grain, from, fiscalStart).start;
  const high = to === undefined ? starts.at(-1) : bucketOf(grain, `${to}T23:59:59`, fiscalStart).start;
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
