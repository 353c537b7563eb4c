import type { InlineDefinition } from '../../../src/domain/sales/query/definitions/definition.js';
import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import { type DimensionRule, smallestPopulation, type Value } from './dimensions.js';
import { allOf, dimensionTest, type Known, partsOf, valueTest } from './filters.js';
import type { Group } from './group.js';
import { four, type MeasureRule, median, over, percentile, ratio, type Scan } from './measures.js';
import type { Bundle, Part } from './world.js';

/** What definitions are made of. */
export interface Members extends Known {
  readonly measure: (name: string) => MeasureRule;
}

/** A grouping: each value has the label of the first group it falls in; what is empty stays empty. */
export function groupingRule(
  known: Known,
  { of = '', groups = [], otherwise = 'other' }: InlineDefinition,
): DimensionRule {
  const base = known.dimension(of);
  const { digits } = known.world.shop;
  const everything = (): Value[] =>
    known.world
      .rows(smallestPopulation(base.needs) ?? 'line')
      .map((row) => base.value(row, known.world, known.asOf));
  const tests = groups.map(({ label, op, values }) => ({
    label,
    holds: valueTest({ member: of, op, values }, { kind: base.kind, scale: base.scale(digits) }, everything),
  }));
  return {
    needs: base.needs,
    kind: 'text',
    scale: () => 0,
    value: (row, world, asOf) => {
      const value = base.value(row, world, asOf);
      return value === null ? null : (tests.find(({ holds }) => holds(value))?.label ?? otherwise);
    },
  };
}

export function definedMeasure(members: Members, definition: InlineDefinition): MeasureRule {
  const { measure, plus, filters = [] } = definition;
  const base =
    measure !== undefined
      ? members.measure(measure)
      : plus !== undefined
        ? formula(members, definition)
        : aggregated(members, definition);
  return filters.length === 0 ? base : held(members, base, filters);
}

/** A measure over the rows that pass filters; who bought something is told by all there ever was. */
function held(known: Known, base: MeasureRule, filters: readonly FilterRequest[]): MeasureRule {
  const parts: Part[] = filters.flatMap((filter) => partsOf(known, filter));
  const passes = allOf(filters, (filter) => dimensionTest(known, filter, {}));
  return {
    ...base,
    scans: (needed) =>
      base.scans([...needed, ...parts])?.map(
        ({ population, passes: others = () => true }): Scan => ({
          population,
          passes: (row: Bundle) => passes(row) && others(row),
        }),
      ),
    value: (group) => base.value(group.only(parts, passes)),
  };
}

/** (plus - minus) x times / per; what a part does not know counts as 0. */
function formula(
  { measure, world }: Members,
  { plus = [], minus = [], per = [], times, type }: InlineDefinition,
): MeasureRule {
  const { digits } = world.shop;
  const parts = [...plus, ...minus, ...per].map(measure);
  const sum = (names: readonly string[], group: Group): bigint =>
    names.reduce((total, name) => {
      const value = measure(name).value(group);
      return typeof value === 'bigint' ? total + value : total;
    }, 0n);
  const [above] = plus.map(measure);
  const [below] = per.map(measure);
  const aboveScale = above?.scale(digits) ?? 0;
  const [, decimals = ''] = (times ?? '').split('.');
  const factor = BigInt((times ?? '1').replace('.', ''));
  const divided = per.length > 0 || times !== undefined;
  return {
    kind: 'number',
    scale: divided ? four : () => aboveScale,
    scans: (needed) => {
      const all = parts.map((part) => part.scans(needed));
      return all.some((scans) => scans === undefined) ? undefined : all.flatMap((scans) => scans ?? []);
    },
    value: (group) => {
      const value = (sum(plus, group) - sum(minus, group)) * factor;
      if (!divided) return value;
      const whole = per.length === 0 ? 1n : sum(per, group);
      return ratio(value, aboveScale + decimals.length, whole, below?.scale(digits) ?? 0, type === 'percent');
    },
  };
}

/** One figure from the values of a dimension, over the fewest rows that have it; of documents only sales count. */
function aggregated(known: Known, { aggregate = 'sum', of = '' }: InlineDefinition): MeasureRule {
  const base = known.dimension(of);
  const { world, asOf } = known;
  const population = smallestPopulation(base.needs) ?? 'line';
  const ofSales = population === 'sale' || population === 'line';
  const valuesIn = (group: Group): Value[] =>
    group
      .rows(population)
      .filter(({ sale }) => !ofSales || sale?.kind === 'sale')
      .map((row) => base.value(row, world, asOf))
      .filter((value) => value !== null);
  const amounts = base.scale(world.shop.digits);
  // Money is shown in fine units, whatever it is kept in.
  const scale = base.money === true ? world.shop.digits + 4 : amounts;
  const up = 10n ** BigInt(scale - amounts);
  const numbersIn = (group: Group): bigint[] =>
    valuesIn(group).flatMap((value) => (typeof value === 'bigint' ? [value * up] : []));
  const total = (numbers: readonly bigint[]): bigint => numbers.reduce((sum, value) => sum + value, 0n);
  const rule = (value: (group: Group) => Value, own: () => number = () => scale): MeasureRule => ({
    kind: 'number',
    scans: over(population),
    scale: own,
    value,
  });
  switch (aggregate) {
    case 'count_distinct':
      return rule(
        (group) => BigInt(new Set(valuesIn(group)).size),
        () => 0,
      );
    case 'sum':
      return rule((group) => total(numbersIn(group)));
    case 'average':
      return rule((group) => ratio(total(numbersIn(group)), scale, BigInt(numbersIn(group).length), 0), four);
    case 'median':
      return rule((group) => median(numbersIn(group), scale), four);
    case 'p90':
      return rule((group) => percentile(numbersIn(group), 90));
    case 'p95':
      return rule((group) => percentile(numbersIn(group), 95));
    default: {
      const first = (group: Group): Value => {
        const sorted = valuesIn(group).sort((a, b) => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1));
        const value = (aggregate === 'smallest' ? sorted[0] : sorted.at(-1)) ?? null;
        return typeof value === 'bigint' ? value * up : value;
      };
      return { ...rule(first), kind: base.kind === 'date' ? 'date' : 'number' };
    }
  }
}
