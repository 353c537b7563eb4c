import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { besidesOf } from './comparisons.js';
import { groupsOf } from './groups.js';
import { Scope } from './scope.js';
import type { World } from './world.js';

/** An exact quotient. */
export interface Fraction {
  readonly over: bigint;
  readonly per: bigint;
}

/** Sales in fine units and units in thousandths of one product, before and after. */
export interface Change {
  readonly s0: bigint;
  readonly s1: bigint;
  readonly q0: bigint;
  readonly q1: bigint;
}

export interface Drivers {
  readonly change: bigint;
  readonly volume: Fraction;
  readonly mix: Fraction;
  readonly price: Fraction;
  readonly range: Fraction;
  readonly products: readonly Change[];
}

const ZERO: Fraction = { over: 0n, per: 1n };
const whole = (over: bigint): Fraction => ({ over, per: 1n });
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.per + b.over * a.per,
  per: a.per * b.per,
});
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, per: b.per });
const sum = (parts: readonly Fraction[]): Fraction => parts.reduce(plus, ZERO);

/**
 * Why sales changed, exactly, product by product. With p a product's mean price and P that of all before:
 * volume = (Q1 - Q0) P; price = q1 (p1 - p0) over what sold both times; range = s1 - q1 P over what did not sell
 * before, and q0 P - s0 over what sold only before. Mix is put together from below, not as a remainder:
 * (q1 - q0)(p0 - P) over what sold both times, and what the others leave once volume and range are taken.
 */
export function changeParts(products: readonly Change[]): Drivers {
  const total = (of: (product: Change) => bigint): bigint =>
    products.reduce((all, each) => all + of(each), 0n);
  const [before, after] = [total(({ s0 }) => s0), total(({ s1 }) => s1)];
  const [unitsBefore, unitsAfter] = [total(({ q0 }) => q0), total(({ q1 }) => q1)];
  const change = after - before;
  if (unitsBefore <= 0n)
    return { change, volume: ZERO, mix: ZERO, price: ZERO, range: whole(change), products };
  const at = (units: bigint): Fraction => ({ over: before * units, per: unitsBefore });
  const both = products.filter(({ q0, q1 }) => q0 > 0n && q1 > 0n);
  const came = products.filter(({ q0 }) => q0 <= 0n);
  const went = products.filter(({ q0, q1 }) => q0 > 0n && q1 <= 0n);
  const atOldPrice = ({ s0, q0 }: Change, units: bigint): Fraction => ({ over: s0 * units, per: q0 });
  return {
    change,
    volume: at(unitsAfter - unitsBefore),
    price: sum(both.map((each) => minus(whole(each.s1), atOldPrice(each, each.q1)))),
    range: plus(
      sum(came.map(({ s1, q1 }) => minus(whole(s1), at(q1)))),
      sum(went.map(({ s0, q0 }) => minus(at(q0), whole(s0)))),
    ),
    mix: sum([
      ...both.map((each) => minus(atOldPrice(each, each.q1 - each.q0), at(each.q1 - each.q0))),
      ...came.map(({ s0, q0 }) => minus(at(q0), whole(s0))),
      ...went.map(({ s1, q1 }) => minus(whole(s1), at(q1))),
    ]),
    products,
  };
}

/** The drivers a query should give; undefined where its filters do not go with products' sales. */
export function driversOf(world: World, query: QueryRequest): Drivers | undefined {
  const { from, to, date = 'sold' } = query.period ?? {};
  const scope = new Scope(world, query);
  const [beside] = besidesOf(query, world.shop.settings.fiscal_year_start);
  if (beside === undefined) throw new Error('Drivers need a period to compare with');
  const sides = [beside.days, { from, to, date }].map((days) =>
    groupsOf(scope, {
      measures: ['net_sales', 'quantity'],
      dimensions: ['product_id'],
      filters: (query.filters ?? []).filter(({ member }) => scope.dimensions.has(member)),
      days,
      includeEmpty: false,
    }),
  );
  if (sides.some((side) => side === undefined)) return undefined;
  const amounts = sides.map(
    (side = []) =>
      new Map(
        side.map(({ id, group }) => [
          id,
          {
            sales: group.lines.reduce((all, { net }) => all + net, 0n),
            units: group.lines.reduce((all, { quantity }) => all + quantity, 0n),
          },
        ]),
      ),
  );
  const [then, now] = amounts;
  const ids = new Set(amounts.flatMap((side) => [...side.keys()]));
  return changeParts(
    [...ids].map((id) => ({
      s0: then?.get(id)?.sales ?? 0n,
      s1: now?.get(id)?.sales ?? 0n,
      q0: then?.get(id)?.units ?? 0n,
      q1: now?.get(id)?.units ?? 0n,
    })),
  );
}

/** How far a whole number is from a fraction, in thousandths, rounded up. */
export function thousandthsApart(value: bigint, { over, per }: Fraction): number {
  const apart = value * per - over;
  const size = (number: bigint): bigint => (number < 0n ? -number : number);
  return Number((size(apart) * 1_000n + size(per) - 1n) / size(per));
}
