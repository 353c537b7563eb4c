import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import type { Beside } from './comparisons.js';
import type { Bucket, Kind, Value } from './dimensions.js';
import { compare, emptyLast } from './filters.js';
import { Group, measureRule, ratio } from './measures.js';

/** A column of an answer. */
export interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly scale: number;
}

/** One group of an answer with its values by column. */
export interface Figured {
  readonly bucket: Bucket | undefined;
  readonly keys: readonly Value[];
  readonly values: Map<string, Value>;
}

export const OTHER = '(other)';

/** A group of the period asked for, and the same group in each period beside it. */
export interface Joined {
  readonly id: string;
  readonly bucket: Bucket | undefined;
  readonly keys: readonly Value[];
  readonly main: Group;
  readonly beside: readonly Group[];
}

/** Columns of a measure and of what stands beside it because of a comparison. */
export function comparedColumns(name: string, besides: readonly Beside[], digits: number): Column[] {
  const { kind, scale } = measureRule(name);
  const own = { kind, scale: scale(digits) };
  return [
    { name, ...own },
    ...besides.flatMap(({ name: other }) => [
      { name: `${name}_${other}`, ...own },
      ...(kind === 'date'
        ? []
        : [
            { name: `${name}_change_${other}`, ...own },
            { name: `${name}_percent_${other}`, kind, scale: 4 },
          ]),
    ]),
  ];
}

/** The values of a measure for a group and for its change against each period beside. */
export function comparedValues(
  { main, beside }: Joined,
  name: string,
  besides: readonly Beside[],
): Map<string, Value> {
  const { value, kind } = measureRule(name);
  const after = value(main);
  const values = new Map<string, Value>([[name, after]]);
  besides.forEach(({ name: other }, index) => {
    const before = value(beside[index] ?? new Group(new Map(), main.digits));
    values.set(`${name}_${other}`, before);
    if (kind === 'date') return;
    const both = typeof after === 'bigint' && typeof before === 'bigint';
    const change = both ? after - before : null;
    values.set(`${name}_change_${other}`, change);
    values.set(
      `${name}_percent_${other}`,
      both ? ratio(after - before, 0, before < 0n ? -before : before, 0, true) : null,
    );
  });
  return values;
}

/** Columns that are added beside a measure. */
export function addedColumns(name: string, query: QueryRequest, digits: number): Column[] {
  const { kind, scale } = measureRule(name);
  if (kind === 'date') return [];
  const own = scale(digits);
  const all: Column[] = [
    { name: `${name}_share`, kind, scale: 4 },
    { name: `${name}_running`, kind, scale: own },
    { name: `${name}_rank`, kind, scale: 0 },
  ];
  const words = { share: all[0], running_total: all[1], rank: all[2] } as const;
  return [
    ...(['share', 'running_total', 'rank'] as const).flatMap((word) =>
      query.add?.includes(word) ? (words[word] ?? []) : [],
    ),
    ...(query.moving_average === undefined
      ? []
      : [{ name: `${name}_moving_average`, kind, scale: Math.max(own, 4) }]),
  ];
}

/** Puts beside each group its share, running total and rank among the groups that are shown. */
export function addBeside(lines: readonly Figured[], name: string, query: QueryRequest): void {
  const { kind } = measureRule(name);
  if (kind === 'date') return;
  const timed = query.grain !== undefined;
  const number = (line: Figured): bigint | null => {
    const value = line.values.get(name);
    return typeof value === 'bigint' ? value : null;
  };
  const keyed = lines.some(({ keys }) => keys.length > 0);
  const sameTime = (a: Figured, b: Figured): boolean =>
    !timed || !keyed || a.bucket?.start === b.bucket?.start;
  const sameKeys = (a: Figured, b: Figured): boolean =>
    JSON.stringify(a.keys.map(String)) === JSON.stringify(b.keys.map(String));
  const total = (some: readonly Figured[]): bigint | null => {
    const numbers = some.map(number).filter((value) => value !== null);
    return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0n);
  };
  const largestFirst = [...lines].sort(
    (a, b) =>
      Number(isOther(a, query)) - Number(isOther(b, query)) ||
      emptyLast(number(a), number(b), true) ||
      byKeys(a, b, query),
  );
  for (const line of lines) {
    const own = number(line);
    const among = lines.filter((other) => sameTime(line, other));
    const whole = total(among);
    line.values.set(`${name}_share`, own === null || whole === null ? null : ratio(own, 0, whole, 0, true));
    line.values.set(
      `${name}_rank`,
      BigInt(1 + among.filter((other) => emptyLast(number(other), own, true) < 0).length),
    );
    line.values.set(
      `${name}_running`,
      total(
        timed
          ? lines.filter(
              (other) => sameKeys(line, other) && (other.bucket?.start ?? '') <= (line.bucket?.start ?? ''),
            )
          : largestFirst.slice(0, largestFirst.indexOf(line) + 1),
      ),
    );
  }
}

/**
 * The mean over the last buckets up to each group's own, none before the first. What adds up is 0 in a bucket
 * without the group; of anything else only what there is counts.
 *
 * @param starts every bucket start from the first on, in order.
 */
export function addMovingAverage(
  lines: readonly Figured[],
  name: string,
  size: number,
  starts: readonly string[],
  digits: number,
): void {
  const { kind, scale, value } = measureRule(name);
  if (kind === 'date') return;
  const nothing = value(new Group(new Map(), digits));
  const up = 10n ** BigInt(Math.max(0, 4 - scale(digits)));
  for (const line of lines) {
    const at = starts.indexOf(line.bucket?.start ?? '');
    const window = starts.slice(Math.max(0, at - size + 1), at + 1).map((start) => {
      const found = lines.find(
        (other) => other.bucket?.start === start && compareKeys(other.keys, line.keys) === 0,
      );
      return found === undefined ? nothing : (found.values.get(name) ?? null);
    });
    const numbers = window.filter((each) => typeof each === 'bigint');
    const sum = numbers.reduce((all, each) => all + each, 0n) * up;
    const count = BigInt(numbers.length) * 2n;
    const rounded = count === 0n ? null : ((sum < 0n ? -sum : sum) * 2n + count / 2n) / count;
    line.values.set(`${name}_moving_average`, rounded === null ? null : sum < 0n ? -rounded : rounded);
  }
}

function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  return JSON.stringify(a.map(String)) === JSON.stringify(b.map(String)) ? 0 : 1;
}

function isOther({ keys }: Figured, query: QueryRequest): boolean {
  return query.top !== undefined && keys.at(-1) === OTHER;
}

function byKeys(a: Figured, b: Figured, query: QueryRequest): number {
  const names = keyNames(query);
  for (const [index, name] of names.entries()) {
    const [left = null, right = null] = [a.keys[index], b.keys[index]];
    const byNumber = name.endsWith('_id') ? emptyLast(numbered(left), numbered(right), false) : 0;
    const order = byNumber || emptyLast(left, right, false);
    if (order !== 0) return order;
  }
  return 0;
}

function numbered(value: Value): Value {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : null;
}

/** The dimensions that groups are made by: the pivot comes last where it is no other. */
export function keyNames({ dimensions = [], pivot }: QueryRequest): string[] {
  return [...dimensions, ...(pivot === undefined || dimensions.includes(pivot) ? [] : [pivot])];
}

/** As asked; else by time, or the largest first; "(other)" last; ties by the keys. */
export function inOrder(lines: readonly Figured[], query: QueryRequest): Figured[] {
  const { grain, measures = [] } = query;
  const names = keyNames(query);
  const valueIn = (line: Figured, member: string): Value => {
    if (member === grain) return line.bucket?.start ?? null;
    const key = names.indexOf(member);
    return key >= 0 ? (line.keys[key] ?? null) : (line.values.get(member) ?? null);
  };
  const asked = query.order_by ?? [];
  const [first] = measures;
  const usual =
    asked.length === 0 && grain === undefined && first !== undefined
      ? [{ member: first, direction: 'desc' as const }]
      : [];
  return [...lines].sort((a, b) => {
    if (grain === undefined && isOther(a, query) !== isOther(b, query)) return isOther(a, query) ? 1 : -1;
    for (const { member, direction } of [...asked, ...usual]) {
      const order = emptyLast(valueIn(a, member), valueIn(b, member), direction === 'desc');
      if (order !== 0) return order;
    }
    return compare(a.bucket?.start ?? null, b.bucket?.start ?? null) || byKeys(a, b, query);
  });
}
