import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import { dimensionRule, type Kind, smallest, type Value } from './dimensions.js';
import type { Bundle, World } from './world.js';

type Test = (value: Value) => boolean;

/** All must hold; those of one `or_group` are alternatives. */
export function allOf<T>(
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

export function dimensionTest(
  world: World,
  filter: FilterRequest,
  asOf: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): (row: Bundle) => boolean {
  const { value, kind, scale, needs } = dimensionRule(filter.member);
  if (filter.op === 'bought' || filter.op === 'never_bought') {
    const wanted = valueTest({ ...filter, op: 'is' }, kind, scale(world.shop.digits), () => []);
    const buyers = new Set(
      world
        .rows('line')
        .filter(({ sale }) => {
          const day = sale?.at.slice(0, 10) ?? '';
          return (
            sale?.kind === 'sale' && (from === undefined || day >= from) && (to === undefined || day <= to)
          );
        })
        .filter((row) => wanted(value(row, world, asOf)))
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
export function valueTest(
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
export function compare(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (a === b || a === null || b === null) return 0;
  return a < b ? -1 : 1;
}

export function emptyLast(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return descending ? compare(b, a) : compare(a, b);
}
