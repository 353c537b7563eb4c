import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import type { Grain, PeriodDate } from '../../../src/domain/sales/query/model.js';
import {
  type Bucket,
  bucketAfter,
  bucketOf,
  DIMENSION_RULES,
  dimensionRule,
  type Value,
} from './dimensions.js';
import { allOf, dimensionTest } from './filters.js';
import { Group, measureRule } from './measures.js';
import { type Bundle, type Part, POPULATIONS, type Population, REACH, type World } from './world.js';

/** Days with both ends, either of which may be open. */
export interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly date: PeriodDate;
}

/** What rows are put into groups by, and which rows. */
export interface Grouping {
  readonly measures: readonly string[];
  readonly dimensions: readonly string[];
  readonly filters: readonly FilterRequest[];
  readonly grain?: Grain | undefined;
  readonly days: Days;
  /** When customers who bought something did so. */
  readonly bought: Pick<Days, 'from' | 'to'>;
  /** The day the answer speaks of. */
  readonly asOf: string;
  readonly includeEmpty: boolean;
  /** What a key is shown as, where groups are put together. */
  readonly keyOf?: ((value: Value) => Value) | undefined;
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
export function groupsOf(world: World, asked: Grouping): Line[] | undefined {
  const { measures, dimensions, grain, days, asOf, keyOf = (value: Value) => value } = asked;
  const { digits, settings } = world.shop;
  const onDimensions = asked.filters.filter(({ member }) => DIMENSION_RULES.has(member));
  const ofKeys: Part[] = dimensions.flatMap((name) => dimensionRule(name).needs);
  const needed: Part[] = [
    ...(grain === undefined ? [] : ['sale' as const]),
    ...ofKeys,
    ...onDimensions.flatMap(needsOf),
  ];
  const { from, to } = days;
  const dated = from !== undefined || to !== undefined;
  const counted = new Set(
    measures.flatMap((name) => {
      const { over, or } = measureRule(name);
      return or !== undefined && over.some((population) => !reaches(population, needed)) ? [or] : over;
    }),
  );
  if ([...counted].some((population) => !reaches(population, needed))) return undefined;
  if (counted.size === 0) {
    const wanted: Part[] = dated ? [...needed, 'sale'] : needed;
    const listed = POPULATIONS.find((population) => reaches(population, wanted));
    if (listed === undefined) return undefined;
    counted.add(listed);
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
  const keysOf = (row: Bundle): Value[] =>
    dimensions.map((name) => keyOf(dimensionRule(name).value(row, world, asOf)));
  const passes = allOf(onDimensions, (filter) => dimensionTest(world, filter, asOf, asked.bought));
  const once = pairsOnce(dimensions, onDimensions);
  for (const population of counted) {
    if (grain === undefined && dimensions.length === 0) groupOf(undefined, []);
    for (const row of world.rows(population)) {
      const day = dayOf(row, days.date);
      if (reaches(population, ['sale']) && dated) {
        if (day === undefined || (from !== undefined && day < from) || (to !== undefined && day > to))
          continue;
      }
      if (grain !== undefined && day === undefined) continue;
      if (!passes(row)) continue;
      if (population === 'pair' && once && !inFirstOrder(row)) continue;
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
    for (const bucket of bucketsOf(grain, days, settings.fiscal_year_start, filled)) groupOf(bucket, []);
  }
  if (asked.includeEmpty && grain === undefined && dimensions.length > 0)
    for (const row of onFile(world, ofKeys, onDimensions, asked)) groupOf(undefined, keysOf(row));

  return [...groups].map(([id, { bucket, keys, rows }]) => ({
    id,
    bucket,
    keys,
    group: new Group(rows, digits),
  }));
}

/** A list of pairs shows each once, unless it is held to a product and so shows what goes with that one. */
function pairsOnce(dimensions: readonly string[], filters: readonly FilterRequest[]): boolean {
  const one = (...names: string[]): boolean => dimensions.some((name) => names.includes(name));
  const products = ['product', 'product_id', 'bought_with', 'bought_with_id'];
  return (
    one('product', 'product_id') &&
    one('bought_with', 'bought_with_id') &&
    !filters.some(({ member }) => products.includes(member))
  );
}

function inFirstOrder({ productId = '', partnerId = '' }: Bundle): boolean {
  return Buffer.compare(Buffer.from(productId), Buffer.from(partnerId)) < 0;
}

function needsOf({ member, op }: FilterRequest): readonly Part[] {
  return op === 'bought' || op === 'never_bought' ? ['customer'] : dimensionRule(member).needs;
}

function reaches(population: Population, needed: readonly Part[]): boolean {
  return needed.every((part) => REACH[population].includes(part));
}

function dayOf({ sale }: Bundle, date: PeriodDate): string | undefined {
  return { sold: sale?.at.slice(0, 10), required: sale?.required_on, shipped: sale?.shipped_on }[date];
}

/** The records of these parts that are there without any sale, limited by what can be told of them. */
function onFile(
  world: World,
  parts: readonly Part[],
  filters: readonly FilterRequest[],
  { asOf, bought }: Grouping,
): readonly Bundle[] {
  const population = POPULATIONS.find((each) => reaches(each, parts));
  if (population === undefined || reaches(population, ['sale'])) return [];
  const told = (filter: FilterRequest): boolean => reaches(population, needsOf(filter));
  const known = filters.filter(
    (filter) =>
      told(filter) &&
      (filter.or_group === undefined ||
        filters.filter(({ or_group: group }) => group === filter.or_group).every(told)),
  );
  return world.rows(population).filter(allOf(known, (filter) => dimensionTest(world, filter, asOf, bought)));
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
