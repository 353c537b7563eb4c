import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import type { Beside } from './comparisons.js';
import { type Bucket, type Kind, OWN_ORDER, type Value } from './dimensions.js';
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
    { name: `${name}_running_share`, kind, scale: 4 },
    { name: `${name}_rank`, kind, scale: 0 },
  ];
  const words = { share: all[0], running_total: all[1], running_share: all[2], rank: all[3] } as const;
  return [
    ...(['share', 'running_total', 'running_share', 'rank'] as const).flatMap((word) =>
      query.add?.includes(word) ? (words[word] ?? []) : [],
    ),
    ...(query.moving_average === undefined
      ? []
      : [{ name: `${name}_moving_average`, kind, scale: Math.max(own, 4) }]),
  ];
}

/**
 * Puts beside each group its share and rank among others and what it adds up to with those before it. The others are
 * those of the same values `within` names; else the groups of one bucket for shares and ranks, and the buckets of one
 * group for what adds up. That runs along time, or in the order of the rows where there is none.
 */
export function addBeside(lines: readonly Figured[], name: string, query: QueryRequest): void {
  if (measureRule(name).kind === 'date') return;
  const { grain, within = [] } = query;
  const number = (line: Figured): bigint | null => {
    const value = line.values.get(name);
    return typeof value === 'bigint' ? value : null;
  };
  const total = (some: readonly Figured[]): bigint | null => {
    const numbers = some.map(number).filter((value) => value !== null);
    return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0n);
  };
  const part = (some: bigint | null, whole: bigint | null): Value =>
    some === null || whole === null ? null : ratio(some, 0, whole, 0, true);
  const names = keyNames(query);
  const alike = (columns: readonly string[]) => (a: Figured, b: Figured) =>
    columns.every((column) => compareKeys([keyIn(a, column, query)], [keyIn(b, column, query)]) === 0);
  const timed = grain !== undefined;
  const across = alike(within.length > 0 ? within : timed && names.length > 0 ? [grain] : []);
  const along = alike(within.length > 0 ? within : timed ? names : []);
  const inTurn = [...lines].sort(
    (a, b) =>
      (timed && !within.includes(grain) ? compare(keyIn(a, grain, query), keyIn(b, grain, query)) : 0) ||
      Number(isOther(a, query)) - Number(isOther(b, query)) ||
      byRunning(a, b, name, query) ||
      byKeys(a, b, query),
  );
  for (const line of lines) {
    const own = number(line);
    const among = lines.filter((other) => across(line, other));
    const row = inTurn.filter((other) => along(line, other));
    const soFar = total(row.slice(0, row.indexOf(line) + 1));
    line.values.set(`${name}_share`, part(own, total(among)));
    line.values.set(
      `${name}_rank`,
      BigInt(1 + among.filter((other) => emptyLast(number(other), own, true) < 0).length),
    );
    line.values.set(`${name}_running`, soFar);
    line.values.set(`${name}_running_share`, part(soFar, total(row)));
  }
}

/** The order asked for, where it is one of keys and measures; else the largest first. */
function byRunning(a: Figured, b: Figured, name: string, query: QueryRequest): number {
  const { order_by: asked = [], measures = [], grain } = query;
  const known = [...keyNames(query), ...measures, ...(grain === undefined ? [] : [grain])];
  const order = asked.every(({ member }) => known.includes(member)) ? asked : [];
  for (const { member, direction } of order.length > 0
    ? order
    : [{ member: name, direction: 'desc' as const }]) {
    const place = emptyLast(sortedBy(a, member, query), sortedBy(b, member, query), direction === 'desc');
    if (place !== 0) return place;
  }
  return 0;
}

/**
 * The mean over the last buckets up to each group's own, none before the first. What adds up is 0 in a bucket
 * without the group; of anything else only what there is counts.
 *
 * @param before groups of the buckets before the period.
 * @param starts every bucket start from the first on, in order.
 */
export function addMovingAverage(
  lines: readonly Figured[],
  before: readonly Figured[],
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
      const found = [...lines, ...before].find(
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
  return query.top !== undefined && (query.within ?? []).length === 0 && keys.at(-1) === OTHER;
}

function byKeys(a: Figured, b: Figured, query: QueryRequest): number {
  const time = compare(a.bucket?.start ?? null, b.bucket?.start ?? null);
  if (time !== 0) return time;
  for (const [index, name] of keyNames(query).entries()) {
    const byNumber = name.endsWith('_id')
      ? emptyLast(numbered(a.keys[index] ?? null), numbered(b.keys[index] ?? null), false)
      : 0;
    const order = byNumber || emptyLast(sortedBy(a, name, query), sortedBy(b, name, query), false);
    if (order !== 0) return order;
  }
  return 0;
}

function keyIn(line: Figured, column: string, query: QueryRequest): Value {
  if (column === query.grain) return line.bucket?.start ?? null;
  return line.keys[keyNames(query).indexOf(column)] ?? null;
}

/** What a row is sorted by for a column: weekdays and months by their place in the week or year. */
function sortedBy(line: Figured, member: string, query: QueryRequest): Value {
  if (member !== query.grain && !keyNames(query).includes(member)) return line.values.get(member) ?? null;
  const value = keyIn(line, member, query);
  const place = OWN_ORDER[member]?.indexOf(String(value));
  return place === undefined ? value : place < 0 ? null : BigInt(place);
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
  const { grain, measures = [], within = [], order_by: asked = [] } = query;
  const [first] = measures;
  const usual =
    asked.length === 0 && grain === undefined && first !== undefined
      ? [
          ...keyNames(query)
            .filter((name) => within.includes(name))
            .map((member) => ({ member, direction: 'asc' as const })),
          { member: first, direction: 'desc' as const },
        ]
      : [];
  return [...lines].sort((a, b) => {
    if (grain === undefined && isOther(a, query) !== isOther(b, query)) return isOther(a, query) ? 1 : -1;
    for (const { member, direction } of [...asked, ...usual]) {
      const order = emptyLast(sortedBy(a, member, query), sortedBy(b, member, query), direction === 'desc');
      if (order !== 0) return order;
    }
    return byKeys(a, b, query);
  });
}

/** The first rows by the first measure within each value of some columns. */
export function firstWithin(lines: readonly Figured[], query: QueryRequest): Figured[] {
  const { top, within = [], measures: [first = ''] = [] } = query;
  if (top === undefined || within.length === 0) return [...lines];
  const ordered = [...lines].sort(
    (a, b) =>
      emptyLast(a.values.get(first) ?? null, b.values.get(first) ?? null, true) || byKeys(a, b, query),
  );
  const taken = new Map<string, number>();
  return ordered.filter((line) => {
    const group = JSON.stringify(within.map((column) => String(keyIn(line, column, query))));
    taken.set(group, (taken.get(group) ?? 0) + 1);
    return (taken.get(group) ?? 0) <= top;
  });
}
