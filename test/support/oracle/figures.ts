import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import type { Beside } from './comparisons.js';
import type { Bucket, Value } from './dimensions.js';
import { emptyLast, type Typed } from './filters.js';
import { Group } from './group.js';
import { type MeasureRule, ratio } from './measures.js';
import { inOrder, keyNames, rowOrder, sameKeys, within } from './order.js';
import type { Scope } from './scope.js';

/** A column of an answer. */
export interface Column extends Typed {
  readonly name: string;
}

/** One group of an answer with its values by column. */
export interface Figured {
  readonly bucket: Bucket | undefined;
  readonly keys: readonly Value[];
  readonly values: Map<string, Value>;
}

/** A group of the period asked for, and the same group in each period beside it. */
export interface Joined {
  readonly id: string;
  readonly bucket: Bucket | undefined;
  readonly keys: readonly Value[];
  readonly main: Group;
  readonly beside: readonly Group[];
}

/** Columns of a measure and of what stands beside it because of a comparison. */
export function comparedColumns(
  name: string,
  { kind, scale }: MeasureRule,
  besides: readonly Beside[],
  digits: number,
): Column[] {
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
  { value, kind }: MeasureRule,
  besides: readonly Beside[],
): Map<string, Value> {
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
export function addedColumns(
  name: string,
  { kind, scale }: MeasureRule,
  query: QueryRequest,
  digits: number,
): Column[] {
  if (kind === 'date')
    return query.add?.includes('rank') ? [{ name: `${name}_rank`, kind: 'number', scale: 0 }] : [];
  const own = scale(digits);
  const words = {
    share: { name: `${name}_share`, kind, scale: 4 },
    running_total: { name: `${name}_running`, kind, scale: own },
    running_share: { name: `${name}_running_share`, kind, scale: 4 },
    rank: { name: `${name}_rank`, kind, scale: 0 },
  };
  return [
    ...(['share', 'running_total', 'running_share', 'rank'] as const).flatMap((word) =>
      query.add?.includes(word) ? words[word] : [],
    ),
    ...(query.moving_average === undefined
      ? []
      : [{ name: `${name}_moving_average`, kind, scale: Math.max(own, 4) }]),
  ];
}

/**
 * Puts beside each group its share, rank, running total and running share. All are taken within the columns that the
 * query names. Where it names none, shares and ranks are taken across each bucket, and running totals run along time
 * for each group; without a grain all groups are one. What does not run along time runs in the order of the rows.
 */
export function addBeside(lines: readonly Figured[], name: string, scope: Scope, query: QueryRequest): void {
  const { grain } = query;
  const number = (line: Figured): bigint | null => {
    const value = line.values.get(name);
    return typeof value === 'bigint' ? value : null;
  };
  const total = (some: readonly Figured[]): bigint | null => {
    const numbers = some.map(number).filter((value) => value !== null);
    return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0n);
  };
  const percent = (part: bigint | null, whole: bigint | null): Value =>
    part === null || whole === null ? null : ratio(part, 0, whole, 0, true);
  const named = query.within ?? [];
  const keyed = keyNames(query).length > 0;
  const timed = grain !== undefined && !named.includes(grain);
  const across = named.length > 0 ? named : grain !== undefined && keyed ? [grain] : [];
  const along = named.length > 0 ? named : timed ? keyNames(query) : [];
  const rows = timed
    ? inOrder(lines, scope, { ...query, measures: [], order_by: [] })
    : [...lines].sort(rowOrder(scope, query));
  for (const line of lines) {
    const among = lines.filter((other) => within(across, query, line, other));
    const own = number(line);
    line.values.set(`${name}_share`, percent(own, total(among)));
    const lowest = (query.order_by ?? []).some(
      ({ member, direction }) => member === name && direction === 'asc',
    );
    const cell = (other: Figured): Value => other.values.get(name) ?? null;
    const before = among.filter((other) => emptyLast(cell(other), cell(line), !lowest) < 0);
    line.values.set(`${name}_rank`, BigInt(1 + before.length));
    if (scope.measure(name).kind === 'date') continue;
    const run = rows.filter((other) => within(along, query, line, other));
    const soFar = total(run.slice(0, run.indexOf(line) + 1));
    line.values.set(`${name}_running`, soFar);
    line.values.set(`${name}_running_share`, percent(soFar, total(run)));
  }
}

/**
 * The mean over the last buckets up to each group's own, none before the first. What adds up is 0 in a bucket
 * without the group; of anything else only what there is counts.
 *
 * @param early groups of buckets before those of the lines.
 * @param starts every bucket start from the first on, in order.
 */
export function addMovingAverage(
  lines: readonly Figured[],
  early: readonly Figured[],
  name: string,
  { kind, scale, value }: MeasureRule,
  size: number,
  starts: readonly string[],
  digits: number,
): void {
  if (kind === 'date') return;
  const nothing = value(new Group(new Map(), digits));
  const up = 10n ** BigInt(Math.max(0, 4 - scale(digits)));
  for (const line of lines) {
    const own = [...early, ...lines].filter((other) => sameKeys(line, other));
    const at = starts.indexOf(line.bucket?.start ?? '');
    const window = starts.slice(Math.max(0, at - size + 1), at + 1).map((start) => {
      const found = own.find((other) => other.bucket?.start === start);
      return found === undefined ? nothing : (found.values.get(name) ?? null);
    });
    const numbers = window.filter((each) => typeof each === 'bigint');
    const sum = numbers.reduce((all, each) => all + each, 0n) * up;
    const count = BigInt(numbers.length) * 2n;
    const rounded = count === 0n ? null : ((sum < 0n ? -sum : sum) * 2n + count / 2n) / count;
    line.values.set(`${name}_moving_average`, rounded === null ? null : sum < 0n ? -rounded : rounded);
  }
}
