import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import { type DimensionRule, type Kind, smallest, type Value } from './dimensions.js';
import type { Bundle, Part, World } from './world.js';

/** What filters on dimensions are read with: the shop, the day the answer speaks of, and the dimensions there are. */
export interface Known {
  readonly world: World;
  readonly asOf: string;
  readonly dimension: (name: string) => DimensionRule;
}

/** Days, both included; an end that is absent is open. */
export interface Span {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A value with what it is and its decimals. */
export interface Typed {
  readonly kind: Kind;
  readonly scale: number;
}

const FACTOR_DIGITS = 4;

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

/** What a row must have for a filter to be tried on it. */
export function partsOf(known: Known, { member, op, than }: FilterRequest): readonly Part[] {
  if (op === 'bought' || op === 'never_bought') return ['customer'];
  return [member, ...(than === undefined ? [] : [than])].flatMap((name) => known.dimension(name).needs);
}

/**
 * @param span when customers bought, where a filter does not say it itself.
 * @param among the records that have these parts, over which an average is taken; all where absent.
 */
export function dimensionTest(
  known: Known,
  filter: FilterRequest,
  span: Span,
  among: (needs: readonly Part[]) => readonly Bundle[] = (needs) => smallest(needs, known.world) ?? [],
): (row: Bundle) => boolean {
  const { world, asOf } = known;
  const { digits } = world.shop;
  const { value, kind, scale, needs } = known.dimension(filter.member);
  if (filter.op === 'bought' || filter.op === 'never_bought') {
    const wanted = valueTest({ ...filter, op: 'is' }, { kind, scale: scale(digits) }, () => []);
    const { from = '', to = '9999' } = filter.period === undefined ? span : namedSpan(filter.period);
    const within = (day: string): boolean => day >= from && day <= to;
    const buyers = new Set(
      world
        .rows('line')
        .filter(
          (row) =>
            row.sale?.kind === 'sale' && within(row.sale.at.slice(0, 10)) && wanted(value(row, world, asOf)),
        )
        .map(({ sale }) => sale?.customer_id),
    );
    return ({ customer }) =>
      customer !== undefined && buyers.has(customer.customer_id) === (filter.op === 'bought');
  }
  if (filter.than !== undefined) {
    const other = known.dimension(filter.than);
    const test = pairTest(
      filter.op,
      { kind, scale: scale(digits) },
      { kind: other.kind, scale: other.scale(digits) },
    );
    return (row) => test(value(row, world, asOf), other.value(row, world, asOf));
  }
  const test = valueTest(filter, { kind, scale: scale(digits) }, () =>
    among(needs).map((row) => value(row, world, asOf)),
  );
  return (row) => test(value(row, world, asOf));
}

/** The days of `2025`, `2025-06`, `2025-06-01..2025-07-15` or `all`. */
function namedSpan(name: string): Span {
  if (name === 'all') return {};
  const [from = '', to = from] = name.split('..');
  return { from, to: `${to}-99`.slice(0, 10) };
}

/** Whether two values stand as a filter says; nothing stands to what is empty but that it is not the same. */
export function pairTest(
  op: FilterRequest['op'],
  left: Typed,
  right: Typed,
): (a: Value, b: Value) => boolean {
  const scale = Math.max(left.scale, right.scale);
  const same = (value: Value, own: Typed): Value =>
    typeof value === 'bigint' ? value * 10n ** BigInt(scale - own.scale) : folded(value, own.kind);
  return (a, b) => {
    const [one, other] = [same(a, left), same(b, right)];
    if (op === 'is_not') return one !== other;
    return one !== null && other !== null && ordered(op, compare(one, other));
  };
}

function folded(value: Value, kind: Kind): Value {
  return typeof value === 'string' && kind === 'text' ? value.toLowerCase() : value;
}

/** Whether what compares so (below 0, 0, above 0) stands as a filter says. */
function ordered(op: FilterRequest['op'], order: number): boolean {
  switch (op) {
    case 'is':
      return order === 0;
    case 'more_than':
      return order > 0;
    case 'at_least':
      return order >= 0;
    case 'less_than':
      return order < 0;
    case 'at_most':
      return order <= 0;
    default:
      throw new Error(`The oracle does not compare by ${op}`);
  }
}

/** Whether a value passes a filter; `everything` gives the values an average is taken over. */
export function valueTest(
  filter: FilterRequest,
  { kind, scale }: Typed,
  everything: () => readonly Value[],
): Test {
  const wanted = (filter.values ?? []).map((text) => read(text, kind, scale));
  const [first = null, second = null] = wanted;
  const low = (value: Value): string => String(folded(value, kind));
  const among = (value: Value): boolean => wanted.some((each) => each === folded(value, kind));
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
      return present((value) => wanted.some((each) => low(value).includes(String(each))));
    case 'starts_with':
      return present((value) => wanted.some((each) => low(value).startsWith(String(each))));
    case 'is_empty':
      return (value) => value === null || value === '';
    case 'is_not_empty':
      return (value) => value !== null && value !== '';
    case 'more_than':
    case 'at_least':
    case 'less_than':
    case 'at_most':
      return present((value) => ordered(filter.op, compare(value, first)));
    case 'between':
      return present((value) => compare(value, first) >= 0 && compare(value, second) <= 0);
    case 'above_average':
    case 'below_average': {
      const numbers = everything().filter((value) => typeof value === 'bigint');
      const total = numbers.reduce((sum, value) => sum + value, 0n);
      const [factor = '1'] = filter.values ?? [];
      const mean = total * units(factor, FACTOR_DIGITS);
      const size = BigInt(numbers.length) * 10n ** BigInt(FACTOR_DIGITS);
      return present(
        (value) =>
          typeof value === 'bigint' &&
          (filter.op === 'above_average' ? value * size > mean : value * size < mean),
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
