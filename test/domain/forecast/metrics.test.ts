import { describe, expect, it } from 'vitest';
import {
  absoluteScale,
  intervalScore,
  pinball,
  squaredScale,
  symmetricError,
} from '../../../src/domain/forecast/metrics.js';

describe('the measures, worked by hand', () => {
  it('scale by the history’s own steps, over gaps and from the first sale on', () => {
    const y = Float64Array.of(0, 0, 4, 6, Number.NaN, 5, 1);
    expect(absoluteScale(y, 1, true)).toBe((2 + 4) / 2);
    expect(absoluteScale(y, 1)).toBe((0 + 4 + 2 + 4) / 4);
    expect(absoluteScale(y, 2)).toBe((4 + 6 + 1) / 3);
    expect(squaredScale(y)).toBe((4 + 16) / 2);
  });

  it('charge a quantile by the side it errs on', () => {
    expect(pinball(10, 8, 0.9)).toBeCloseTo(1.8, 12);
    expect(pinball(8, 10, 0.9)).toBeCloseTo(0.2, 12);
  });

  it('charge an interval for its width and forty times what misses it', () => {
    expect(intervalScore(5, 2, 8, 0.05)).toBe(6);
    expect(intervalScore(9, 2, 8, 0.05)).toBeCloseTo(46, 12);
    expect(intervalScore(1, 2, 8, 0.05)).toBeCloseTo(46, 12);
  });

  it('measure M4’s symmetric error, nothing for nothing', () => {
    expect(symmetricError(100, 50)).toBeCloseTo(66.6667, 4);
    expect(symmetricError(0, 0)).toBe(0);
  });
});
