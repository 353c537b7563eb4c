import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageAfter, worthOf } from '../../../src/domain/inventory/costing.js';

const thousandths = fc.integer({ min: 1, max: 10_000_000_000 });
const fine = fc.integer({ min: 0, max: 1_000_000_000_000 });

test('the worked example: 100 at 10.00, then 200 at 11.50, are 11.00 each', () => {
  expect(averageAfter(100_000, 10_000_000, 200_000, 11_500_000)).toBe(11_000_000);
});

test('the average lies between the two costs, and nearest to the exact one', () => {
  fc.assert(
    fc.property(thousandths, fine, thousandths, fine, (there, average, came, cost) => {
      const after = averageAfter(there, average, came, cost) ?? -1;
      expect(after).toBeGreaterThanOrEqual(Math.min(average, cost));
      expect(after).toBeLessThanOrEqual(Math.max(average, cost));
      const all = BigInt(there) + BigInt(came);
      const exact = BigInt(there) * BigInt(average) + BigInt(came) * BigInt(cost);
      const off = exact - BigInt(after) * all;
      expect((off < 0n ? -off : off) * 2n <= all).toBe(true);
    }),
  );
});

test('with nothing there, or owed, what came says what it costs; without a cost nothing changes', () => {
  expect(averageAfter(0, 7_000, 1_000, 9_000)).toBe(9_000);
  expect(averageAfter(-5_000, 7_000, 1_000, 9_000)).toBe(9_000);
  expect(averageAfter(5_000, undefined, 1_000, 9_000)).toBe(9_000);
  expect(averageAfter(5_000, 7_000, 1_000, undefined)).toBe(7_000);
});

test('worth is rounded once', () => {
  expect([worthOf(3_000, 70_833_333), worthOf(500, 10_000), worthOf(1_500, 10_000)]).toEqual([21_250, 0, 2]);
});
