import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import type { Bucket, Value } from './dimensions.js';
import { compare, emptyLast } from './filters.js';
import type { Scope } from './scope.js';

export const OTHER = '(other)';

/** What a row is sorted by. */
interface Sorted {
  readonly bucket: Bucket | undefined;
  readonly keys: readonly Value[];
  readonly values: ReadonlyMap<string, Value>;
}
type Order = (a: Sorted, b: Sorted) => number;

/** The dimensions that groups are made by: the pivot comes last where it is no other. */
export function keyNames({ dimensions = [], pivot }: QueryRequest): string[] {
  return [...dimensions, ...(pivot === undefined || dimensions.includes(pivot) ? [] : [pivot])];
}

/** The larger first, what is empty last. */
export function first(a: Value, b: Value): number {
  return emptyLast(a, b, true);
}

export function sameKeys(a: Pick<Sorted, 'keys'>, b: Pick<Sorted, 'keys'>): boolean {
  return JSON.stringify(a.keys.map(typed)) === JSON.stringify(b.keys.map(typed));
}

/** Whether two rows have the same values in all of these columns. */
export function within(columns: readonly string[], query: QueryRequest, a: Sorted, b: Sorted): boolean {
  const names = keyNames(query);
  const value = (row: Sorted, name: string): string =>
    name === query.grain ? (row.bucket?.start ?? '') : typed(row.keys[names.indexOf(name)] ?? null);
  return columns.every((name) => value(a, name) === value(b, name));
}

function typed(value: Value): string {
  return `${typeof value} ${value}`;
}

function isOther({ keys }: Sorted, { top, within: groups = [] }: QueryRequest): boolean {
  return top !== undefined && groups.length === 0 && keys.at(-1) === OTHER;
}

/** By one key: ids that are numbers as numbers, what has an order of its own in that. */
function byKey(scope: Scope, query: QueryRequest, name: string): Order {
  if (name === query.grain) return (a, b) => compare(a.bucket?.start ?? null, b.bucket?.start ?? null);
  const at = keyNames(query).indexOf(name);
  return (a, b) => {
    const [left = null, right = null] = [a.keys[at], b.keys[at]];
    const byNumber = name.endsWith('_id') ? emptyLast(numbered(left), numbered(right), false) : 0;
    return byNumber || emptyLast(placed(scope, name, left), placed(scope, name, right), false);
  };
}

function placed(scope: Scope, name: string, value: Value): Value {
  const { order } = scope.dimension(name);
  if (order === undefined) return value;
  const place = order.indexOf(String(value));
  return place < 0 ? null : BigInt(place);
}

function numbered(value: Value): Value {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : null;
}

function byKeys(scope: Scope, query: QueryRequest): Order[] {
  return [...(query.grain === undefined ? [] : [query.grain]), ...keyNames(query)].map((name) =>
    byKey(scope, query, name),
  );
}

const chain =
  (orders: readonly Order[]): Order =>
  (a, b) =>
    orders.reduce((order, next) => order || next(a, b), 0);

const otherLast =
  (query: QueryRequest): Order =>
  (a, b) =>
    Number(isOther(a, query)) - Number(isOther(b, query));

/** By what the caller asked for. */
function asAsked(scope: Scope, query: QueryRequest): Order[] {
  const names = keyNames(query);
  return (query.order_by ?? []).map(({ member, direction }): Order => {
    const at = names.indexOf(member);
    const value = ({ bucket, keys, values }: Sorted): Value => {
      if (member === query.grain) return bucket?.start ?? null;
      return at < 0 ? (values.get(member) ?? null) : placed(scope, member, keys[at] ?? null);
    };
    return (a, b) => emptyLast(value(a), value(b), direction === 'desc');
  });
}

/** The largest of the first measure first. */
function bySize({ measures: [name] = [] }: QueryRequest): Order[] {
  return name === undefined ? [] : [(a, b) => first(a.values.get(name) ?? null, b.values.get(name) ?? null)];
}

/**
 * The order that running totals run in where they do not run along time: as the rows come, as far as that is by keys
 * and measures.
 */
export function rowOrder(scope: Scope, query: QueryRequest): Order {
  const { measures = [], order_by: asked = [], grain } = query;
  const plain = [...keyNames(query), ...(grain === undefined ? [] : [grain]), ...measures];
  const followed = asked.length > 0 && asked.every(({ member }) => plain.includes(member));
  return chain([
    ...(grain === undefined ? [otherLast(query)] : []),
    ...(followed ? asAsked(scope, query) : bySize(query)),
    ...byKeys(scope, query),
  ]);
}

/**
 * As asked; else by time, or the largest first, within the columns that the query looks at apart; "(other)" last; ties
 * by the keys.
 */
export function inOrder<T extends Sorted>(lines: readonly T[], scope: Scope, query: QueryRequest): T[] {
  const { grain, measures = [], within: apart = [], order_by: asked = [] } = query;
  const columns = [...(grain === undefined ? [] : [grain]), ...keyNames(query)];
  const bySizeOf = grain === undefined || apart.includes(grain);
  const usual =
    asked.length > 0 || measures.length === 0 || !bySizeOf
      ? []
      : [
          ...columns.filter((name) => apart.includes(name)).map((name) => byKey(scope, query, name)),
          ...bySize(query),
        ];
  return [...lines].sort(
    chain([
      ...(grain === undefined ? [otherLast(query)] : []),
      ...asAsked(scope, query),
      ...usual,
      ...byKeys(scope, query),
    ]),
  );
}

/** The first rows, as asked or by the first measure, of each group that the query looks at apart. */
export function firstOfEach<T extends Sorted>(lines: readonly T[], scope: Scope, query: QueryRequest): T[] {
  const { top, within: apart = [] } = query;
  if (top === undefined || apart.length === 0) return [...lines];
  const { order_by: asked = [] } = query;
  const order = asked.length > 0 ? asAsked(scope, query) : bySize(query);
  const sorted = [...lines].sort(chain([...order, ...byKeys(scope, query)]));
  return sorted.filter(
    (line, at) => sorted.slice(0, at).filter((other) => within(apart, query, line, other)).length < top,
  );
}
