import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../../src/domain/forecast/numeric/normal.js';
import { negativeBinomial, tilted } from '../../../../src/domain/forecast/spread/count-distribution.js';
import {
  cumulativeDemand,
  cumulativeQuantiles,
  quantileAt,
  samplePaths,
} from '../../../../src/domain/forecast/spread/paths.js';
import { SHARES } from '../../../../src/domain/forecast/spread/shares.js';
import type { Spread } from '../../../../src/domain/forecast/types.js';

const STEPS = 10;

/** Normal steps of mean 100 and deviation 10. */
function normalSpread(level: number, drift = 0): Spread {
  const table = Float64Array.from({ length: STEPS * SHARES.length }, (_, at) => {
    const step = Math.floor(at / SHARES.length);
    return 100 + 10 * Math.sqrt(1 + drift * step) * normalQuantile(SHARES[at % SHARES.length] ?? 0.5);
  });
  return { shares: SHARES, table, unit: 0, level, drift };
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe('sample paths', () => {
  it('give each step its own distribution', () => {
    const spread = normalSpread(0.3);
    const count = 4000;
    const paths = samplePaths(spread, { count, seed: 3 });
    for (const step of [0, 9]) {
      const sorted = Float64Array.from({ length: count }, (_, p) => paths[p * STEPS + step] ?? 0).sort();
      for (const share of [0.1, 0.5, 0.9]) {
        expect(
          Math.abs((sorted[Math.floor(share * count)] ?? 0) - quantileAt(spread, step, share)),
        ).toBeLessThan(0.8);
      }
    }
  });

  it('add up as widely as the steps hang together', () => {
    const options = { count: 4000 };
    // Independent steps: 10 sqrt(10). Half common: 10 sqrt(10 + 90 / 2). Wholly a walk: more than that.
    expect(deviation(cumulativeDemand(normalSpread(0), options))).toBeCloseTo(31.6, -0.5);
    expect(deviation(cumulativeDemand(normalSpread(0.5), options))).toBeCloseTo(74.2, -0.7);
    expect(deviation(cumulativeDemand(normalSpread(0, 1), options))).toBeGreaterThan(150);
  });

  it('give a lead time less than the sum of the steps’ quantiles', () => {
    const spread = normalSpread(0.2);
    const [high = 0] = cumulativeQuantiles(spread, [0.95], { steps: 5 });
    expect(high).toBeGreaterThan(500);
    expect(high).toBeLessThan(5 * quantileAt(spread, 0, 0.95));
  });

  it('are the same for the same seed', () => {
    expect(samplePaths(normalSpread(0.4), { seed: 9 })).toEqual(samplePaths(normalSpread(0.4), { seed: 9 }));
    expect(samplePaths(normalSpread(0.4), { seed: 9 })).not.toEqual(
      samplePaths(normalSpread(0.4), { seed: 8 }),
    );
  });

  it('refuse a lead time beyond the horizon', () => {
    expect(() => samplePaths(normalSpread(0), { steps: 11 })).toThrow('reaches 10 steps');
    expect(() => samplePaths(normalSpread(0), { steps: 0 })).toThrow('reaches 10 steps');
  });
});

describe('distributions of counts', () => {
  it('have the negative binomial’s probabilities: R, pnbinom(0:4, size = 2, mu = 3)', () => {
    const cdf = negativeBinomial(3, 3 + 9 / 2);
    [0.16, 0.352, 0.5248, 0.66304, 0.76672].forEach((probability, i) => {
      expect(cdf[i]).toBeCloseTo(probability, 10);
    });
  });

  it('are Poisson’s where the variance is no more than the mean', () => {
    expect(negativeBinomial(2, 1)[0]).toBeCloseTo(Math.exp(-2), 5);
  });

  it('move what was seen to the forecast’s mean and add no amount', () => {
    const cdf = tilted(Float64Array.of(60, 0, 30, 0, 10), 1.5);
    const at = (i: number) => (cdf[i] ?? 0) - (i === 0 ? 0 : (cdf[i - 1] ?? 0));
    expect(2 * at(2) + 4 * at(4)).toBeCloseTo(1.5, 4);
    expect(at(1)).toBeCloseTo(0, 12);
    expect(at(3)).toBeCloseTo(0, 12);
  });
});
