import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelBreak } from '../../../../src/domain/sales/explain/pettitt.js';

/** U(t) by its definition: the sum over i <= t < j of sgn(x(i) - x(j)). */
function slowly(values: readonly number[]): { at: number; p: number } {
  const n = values.length;
  let [at, largest] = [0, 0];
  for (let t = 1; t < n; t += 1) {
    let u = 0;
    for (let i = 0; i < t; i += 1)
      for (let j = t; j < n; j += 1) u += Math.sign((values[i] ?? 0) - (values[j] ?? 0));
    if (Math.abs(u) > largest) [at, largest] = [t, Math.abs(u)];
  }
  return { at, p: Math.min(1, 2 * Math.exp((-6 * largest ** 2) / (n ** 3 + n ** 2))) };
}

describe('a change of level', () => {
  test('is found where it is', () => {
    const values = [10, 11, 9, 10, 12, 10, 20, 21, 19, 22, 20, 21];
    expect(levelBreak(values)).toMatchObject({ at: 6 });
    expect(levelBreak(values.toReversed())).toMatchObject({ at: 6 });
  });

  test('is none in a level series, in equal values and in one odd value', () => {
    expect(levelBreak([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6])).toBe('none');
    expect(levelBreak(Array.from({ length: 30 }, () => 7))).toBe('none');
    expect(levelBreak([5, 6, 5, 6, 500, 6, 5, 6, 5, 6, 5, 6])).toBe('none');
  });

  test('is not looked for in fewer than eleven values', () => {
    expect(levelBreak([0, 0, 0, 0, 0, 9, 9, 9, 9, 9])).toBeUndefined();
    expect(levelBreak([0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9])).toMatchObject({ at: 5 });
  });

  test('is that of the definition', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 9 }), { minLength: 11, maxLength: 40 }), (values) => {
        const wanted = slowly(values);
        const found = levelBreak(values);
        if (wanted.p >= 0.05) expect(found).toBe('none');
        else expect(found).toEqual({ at: wanted.at, p: wanted.p });
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
