import { describe, expect, test } from 'vitest';
import { isDead } from '../../../src/domain/reorder/assess.js';
import { abcClasses, xyzClass } from '../../../src/domain/reorder/classes.js';
import { atRisk } from '../../../src/domain/reorder/expiry.js';
import { outlookOf } from '../../../src/domain/reorder/outlook.js';
import type { Stocked } from '../../../src/domain/reorder/stocked.js';

describe('ABC classes', () => {
  test('are 80 and 95 % of the value; who carries it over the border is above it', () => {
    const values = new Map([
      ['fifty', 50],
      ['twenty-four', 24],
      ['twelve', 12],
      ['ten', 10],
      ['four', 4],
      ['none', 0],
      ['loss', -20],
    ]);
    expect(Object.fromEntries(abcClasses(values))).toEqual({
      fifty: 'A',
      'twenty-four': 'A',
      twelve: 'A',
      ten: 'B',
      four: 'C',
      none: 'C',
      loss: 'C',
    });
  });

  test('of a shop that earned nothing are all C', () => {
    expect([...abcClasses(new Map([['a', 0]])).values()]).toEqual(['C']);
  });
});

describe('XYZ classes', () => {
  const weeks = (...sums: number[]) => sums.flatMap((sum) => [sum, 0, 0, 0, 0, 0, 0]);

  // Deviation over mean by hand: 5 of 10 is 0.5, 10 of 10 is 1.
  test.each([
    [[10, 10, 10, 10], 'X'],
    [[6, 14, 6, 14], 'X'],
    [[5, 15, 5, 15], 'Y'],
    [[1, 19, 1, 19], 'Y'],
    [[0, 20, 0, 20], 'Z'],
    [[0, 0, 0, 40], 'Z'],
    [[10, 10, 10], undefined],
    [[0, 0, 0, 0], undefined],
  ])('of weeks %j is %s', (sums, expected) => {
    expect(xyzClass(weeks(...sums))).toBe(expected);
  });

  test('look at 52 whole weeks back from the end, a closed day counting as nothing sold', () => {
    const old = Array.from({ length: 70 }, (_, day) => (day % 14 === 0 ? 100 : 0));
    const recent = Array.from({ length: 364 }, (_, day) => (day % 7 === 6 ? undefined : 3));
    expect(xyzClass([...old, ...recent])).toBe('X');
    expect(xyzClass([1, ...recent.slice(-28)])).toBe('X');
  });
});

describe('stock on hand', () => {
  const futures = {
    // Of ten futures one sells 5 a day, the others 1.
    paths: Float64Array.from({ length: 30 }, (_, at) => (at < 3 ? 5 : 1)),
    count: 10,
    steps: 3,
  };
  const point = Float64Array.from([2, 2, 2]);

  test.each([
    // on hand, gone by the end of step, in one future of ten by the end of step
    [5, 2, 0],
    [6, 2, 1],
    [8, 3, 1],
    [9, 4, 1],
    [16, 7, undefined],
    [0, 0, 0],
    [-4, 0, 0],
  ])('of %i lasts to step %s, or step %s', (onHand, gone, goneEarly) => {
    expect(outlookOf(onHand, point, futures, 100)).toEqual({ gone, goneEarly });
  });

  test('of what hardly sells lasts beyond what is said', () => {
    expect(outlookOf(1_000, point, futures, 365).gone).toBeUndefined();
    expect(outlookOf(1, Float64Array.from([0, 0]), futures, 365).gone).toBeUndefined();
  });

  test('is dead when it neither sold nor came in for 90 days, in books that go back as far', () => {
    const stocked = (more: Partial<Stocked>): Stocked => ({ ...EMPTY, onHand: 1_000, ...more });
    const at = { day: 1_000, opened: 500 };
    expect(isDead(stocked({ lastSold: 909 }), at)).toBe(true);
    expect(isDead(stocked({ lastSold: 910 }), at)).toBe(false);
    expect(isDead(stocked({ lastSold: 600, lastBought: 950 }), at)).toBe(false);
    expect(isDead(stocked({}), at)).toBe(true);
    expect(isDead(stocked({ began: 990 }), at)).toBe(false);
    expect(isDead(stocked({ lastSold: 909, began: 990 }), at)).toBe(true);
    expect(isDead(stocked({ onHand: 0 }), at)).toBe(false);
    expect(isDead(stocked({}), { day: 1_000, opened: 950 })).toBe(false);
  });
});

describe('stock that expires', () => {
  /** Two a day from day 100 on. */
  const sells = (day: number): number => Math.max(0, (day - 99) * 2);

  test('is left over where more lies there than sells first expired first out', () => {
    const lots = [
      { expires: 109, quantity: 25 },
      { expires: 104, quantity: 4 },
    ];
    // Ten days sell 20: the 4 go first, 16 of the 25 after them.
    expect(atRisk(lots, sells, 190)).toEqual({ units: 9, first: 109 });
    expect(atRisk(lots, sells, 105)).toBeUndefined();
  });

  test('frees what it did not take for the lots after it, and is lost if it has expired', () => {
    const lots = [
      { expires: 99, quantity: 3 },
      { expires: 104, quantity: 10 },
      { expires: 109, quantity: 10 },
    ];
    expect(atRisk(lots, sells, 190)).toEqual({ units: 3, first: 99 });
  });
});

const EMPTY: Stocked = {
  product_id: 'P1',
  name: 'P1',
  category_id: undefined,
  supplier_id: undefined,
  supplier: undefined,
  unit: undefined,
  price: undefined,
  taxRate: 0,
  cost: undefined,
  onHand: undefined,
  expired: 0,
  onOrder: 0,
  reorderLevel: undefined,
  packSize: undefined,
  minOrder: undefined,
  orderMultiple: undefined,
  leadTime: undefined,
  discontinued: false,
  lots: [],
  shelfLife: undefined,
  lastSold: undefined,
  lastBought: undefined,
  began: undefined,
};
