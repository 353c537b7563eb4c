import { describe, expect, it } from 'vitest';
import { classify } from '../../../../src/domain/forecast/demand/classify.js';
import { shrunkIndex } from '../../../../src/domain/forecast/demand/weekday.js';

describe('the class of demand (Syntetos, Boylan and Croston 2005)', () => {
  it.each([
    ['smooth', [5, 6, 5, 4, 5, 6]],
    ['erratic', [1, 20, 2, 15, 1, 30]],
    ['intermittent', [5, 0, 0, 5, 0, 4]],
    ['lumpy', [1, 0, 0, 30, 0, 2]],
  ] as const)('is %s', (demand, values) => {
    expect(classify(Float64Array.of(...values)).demand).toBe(demand);
  });

  it('counts steps from sale to sale and leaves gaps out', () => {
    const { adi, cv2 } = classify(Float64Array.of(2, 0, Number.NaN, 4, 0, 0));
    expect(adi).toBe(5 / 2);
    expect(cv2).toBeCloseTo(1 / 9, 12);
  });
});

describe('the weekday index', () => {
  it('is the weekdays’ own where they differ beyond doubt, about a mean of 1', () => {
    const y = Float64Array.from({ length: 140 }, (_, t) => (t % 7 === 5 ? 16 : 2));
    const index = shrunkIndex(y, 7);
    expect(index[5]).toBeCloseTo(4, 1);
    expect(index.reduce((a, b) => a + b, 0)).toBeCloseTo(7, 10);
  });

  it('is 1 where chance explains the differences', () => {
    const y = Float64Array.from({ length: 70 }, (_, t) => (t * t * 13) % 5);
    for (const value of shrunkIndex(y, 7)) expect(Math.abs(value - 1)).toBeLessThan(0.25);
    expect([...shrunkIndex(new Float64Array(3), 7)]).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });
});
