import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectedShortage,
  type Futures,
  levelsOf,
  orderCost,
  orderQuantity,
  type Spans,
} from '../../../src/domain/reorder/policy.js';
import { seeded } from '../../support/seeded.js';

const SPANS: Spans = { lead: 3, review: 4, cover: 8 };

function futures(count: number, steps: number, demand: (path: number, step: number) => number): Futures {
  const paths = Float64Array.from({ length: count * steps }, (_, at) =>
    demand(Math.floor(at / steps), at % steps),
  );
  return { paths, count, steps };
}

describe('levels', () => {
  test('of demand that never varies are sums; half of all orders see one of a pair gone already', () => {
    const levels = levelsOf(
      futures(400, 8, () => 2),
      1,
      SPANS,
      0.95,
    );
    // Three days of two, one below the level in half of the cases; eight days of two.
    expect(levels.reorderPoint).toBe(7);
    expect(levels.safetyStock).toBeCloseTo(0.5, 1);
    expect(levels.orderUpTo).toBe(16);
  });

  test('of single units sold need no stock for the sale that reaches the level', () => {
    const single = futures(1_000, 8, (path, step) => ((path >> step) & 1) as 0 | 1);
    // Sums of three fair coins: 3 in one of eight.
    expect(levelsOf(single, 1, SPANS, 0.85).reorderPoint).toBe(2);
    expect(levelsOf(single, 1, SPANS, 0.9).reorderPoint).toBe(3);
  });

  test('are as exact probabilities have them, for Poisson demand', () => {
    const [count, mean, lead] = [20_000, 1.3, 7];
    const random = seeded(1);
    const drawn = futures(count, 15, () => {
      let units = 0;
      for (let left = random(); left > Math.exp(-mean); left *= random()) units += 1;
      return units;
    });
    // Demand of the lead time, Poisson; what falls below the level, P(D > u) / E(D): summed by convolution.
    const ahead = poisson(mean * lead);
    const day = poisson(mean);
    const below = day.map((_, u) => day.slice(u + 1).reduce((sum, p) => sum + p, 0) / mean);
    const both = ahead.map((_, n) =>
      below.slice(0, n + 1).reduce((sum, p, u) => sum + p * (ahead[n - u] ?? 0), 0),
    );
    const exact = (share: number): number => {
      let sum = 0;
      return both.findIndex((p) => {
        sum += p;
        return sum >= share;
      });
    };
    for (const share of [0.8, 0.9, 0.95, 0.99])
      expect(levelsOf(drawn, 1, { lead, review: 8, cover: 15 }, share).reorderPoint).toBe(exact(share));
  });

  test('of no demand, and of a lead time without a trading day, are 0', () => {
    const none = futures(10, 2, () => 0);
    const zero = { reorderPoint: 0, safetyStock: 0, orderUpTo: 0 };
    expect(levelsOf(none, 1, { lead: 1, review: 2, cover: 2 }, 0.95)).toEqual(zero);
    expect(levelsOf(none, 0, { lead: 0, review: 0, cover: 0 }, 0.95)).toEqual(zero);
  });

  test('never fall as the service level rises', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 80, maxLength: 400 }),
        fc.boolean(),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (demand, whole, one, other) => {
          const count = Math.floor(demand.length / 8);
          const drawn = futures(count, 8, (path, step) => demand[path * 8 + step] ?? 0);
          const [low, high] = [Math.min(one, other), Math.max(one, other)].map((share) =>
            levelsOf(drawn, whole ? 1 : 0, SPANS, share),
          );
          expect(high?.reorderPoint).toBeGreaterThanOrEqual(low?.reorderPoint ?? 0);
          expect(high?.orderUpTo).toBeGreaterThanOrEqual(low?.orderUpTo ?? 0);
          expect(low?.orderUpTo).toBeGreaterThanOrEqual(low?.reorderPoint ?? 0);
        },
      ),
    );
  });
});

function poisson(mean: number): number[] {
  const chances = [Math.exp(-mean)];
  for (let n = 1; n < 60; n += 1) chances.push(((chances[n - 1] ?? 0) * mean) / n);
  return chances;
}

describe('the shortage while an order could be there', () => {
  const two = futures(2, 4, (path) => (path === 0 ? 3 : 0));

  test('leaves out what is short before it comes', () => {
    // 5 are gone after two days, one short; then six more are asked for, in one future of two.
    expect(expectedShortage(two, { lead: 2, review: 3, cover: 4 }, 5)).toBe(3);
    expect(expectedShortage(two, { lead: 2, review: 3, cover: 4 }, 8)).toBe(2);
    expect(expectedShortage(two, { lead: 2, review: 3, cover: 4 }, 12)).toBe(0);
  });

  test('of an order at once is all that is asked for', () => {
    expect(expectedShortage(two, { lead: 0, review: 1, cover: 4 }, -5)).toBe(6);
  });

  test('is nothing where the order comes after all that is forecast', () => {
    expect(expectedShortage(two, { lead: 4, review: 4, cover: 4 }, 0)).toBe(0);
  });
});

describe('an order', () => {
  test.each([
    // position, s, S, least, multiple, order
    [6, 5, 20, 0, 1, 0],
    [5, 5, 20, 0, 1, 15],
    [4, 5, 20, 0, 12, 24],
    [4, 5, 20, 30, 1, 30],
    [4, 5, 20, 30, 12, 36],
    [-3, 5, 20, 0, 1, 23],
    [5, 5, 5, 10, 1, 0],
    [0, 0, 0, 10, 1, 0],
  ])('at %i with s %i, S %i, least %i and multiple %i is %i', (position, s, S, least, multiple, order) => {
    expect(orderQuantity(position, { reorderPoint: s, orderUpTo: S }, { least, multiple })).toBe(order);
  });

  test('is never negative, a whole multiple, at least the least, and brings the position to S', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50_000, max: 200_000 }),
        fc.nat(100_000),
        fc.nat(100_000),
        fc.nat(60_000),
        fc.constantFrom(1, 250, 1_000, 12_000, 7_001),
        (position, reorderPoint, more, least, multiple) => {
          const orderUpTo = reorderPoint + more;
          const order = orderQuantity(position, { reorderPoint, orderUpTo }, { least, multiple });
          expect(order).toBeGreaterThanOrEqual(0);
          expect(order % multiple).toBe(0);
          if (order > 0) expect(order).toBeGreaterThanOrEqual(least);
          if (position > reorderPoint) expect(order).toBe(0);
          else expect(position + order).toBeGreaterThanOrEqual(orderUpTo);
        },
      ),
    );
  });

  test('costs its quantity at the unit’s cost, rounded to minor units', () => {
    expect(orderCost(1_500, 333)).toBe(500);
    expect(orderCost(250, 1)).toBe(0);
  });
});
