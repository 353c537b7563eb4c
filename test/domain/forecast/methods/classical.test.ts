import { describe, expect, it } from 'vitest';
import { croston, fitTsb, sba, tsb } from '../../../../src/domain/forecast/methods/croston.js';
import { naive, seasonalNaive } from '../../../../src/domain/forecast/methods/naive.js';
import { optimisedTheta } from '../../../../src/domain/forecast/methods/optimised-theta.js';
import {
  adjusted,
  classicalSeason,
  isSeasonal,
  reseason,
  shrunkSeason,
  testedSeason,
} from '../../../../src/domain/forecast/methods/seasonality.js';
import { fitSes } from '../../../../src/domain/forecast/methods/ses.js';
import { theta, trendLine } from '../../../../src/domain/forecast/methods/theta.js';

const QUARTERS = Float64Array.of(
  ...[52, 61, 70, 58, 55, 66, 74, 60, 59, 70, 81, 66, 63, 73, 84, 70, 66, 79, 90, 74, 71, 83, 95, 79],
);

/** Monthly sales of a pharmaceutical: Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2018), 12.2. */
const PRODUCT_C = Float64Array.of(
  ...[0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0],
  ...[0, 7, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0],
);

describe('the Croston family', () => {
  it('gives the book’s example: sizes of 2.750 every 2.793 months at a smoothing of 0.1', () => {
    const forecast = croston(PRODUCT_C, { alpha: 0.1, beta: 0.1 });
    // R's forecast::croston(y, alpha = 0.1) (forecast 8.20) has more digits.
    expect(forecast).toBeCloseTo(0.984596521358, 11);
  });

  it('takes off half the smoothing for its bias (Syntetos and Boylan 2005)', () => {
    expect(sba(PRODUCT_C, { alpha: 0.1, beta: 0.1 })).toBeCloseTo(0.95 * 0.984596521358, 11);
  });

  it('updates the probability at every step (Teunter, Syntetos and Babai 2011), worked by hand', () => {
    // Start: size 4, probability 1/2. Demand 6: size 4.4, probability 0.6. None: 0.48. Demand 2: 3.92, 0.584. None: 0.4672.
    const options = { alpha: 0.2, beta: 0.2 };
    expect(tsb(Float64Array.of(6, 0, 2, 0), options)).toBeCloseTo(3.92 * 0.4672, 12);
  });

  it('falls while nothing is sold where Croston’s method stands still', () => {
    const dying = Float64Array.from([...PRODUCT_C, ...Array.from({ length: 24 }, () => 0)]);
    const options = { alpha: 0.1, beta: 0.1 };
    expect(croston(dying, options)).toBe(croston(PRODUCT_C, options));
    expect(tsb(dying, options)).toBeLessThan(0.2 * tsb(PRODUCT_C, options));
  });

  it('leaves gaps out', () => {
    const gaps = Float64Array.from([...PRODUCT_C].flatMap((value) => [value, Number.NaN]));
    expect(croston(gaps, { alpha: 0.1, beta: 0.1 })).toBe(croston(PRODUCT_C, { alpha: 0.1, beta: 0.1 }));
    expect(fitTsb(gaps)).toEqual(fitTsb(PRODUCT_C));
  });
});

describe('simple exponential smoothing', () => {
  it('finds the optimum of R: ses(q, h = 1), forecast 8.20', () => {
    const { alpha, initial, level } = fitSes(QUARTERS);
    expect(alpha).toBeCloseTo(0.2873, 3);
    expect(initial).toBeCloseTo(60.206, 1);
    expect(level).toBeCloseTo(81.4324, 2);
  });
});

describe('Theta', () => {
  it('is simple exponential smoothing with a drift of half the slope (Hyndman and Billah 2003)', () => {
    // Millions of air passengers in Australia, 1990 to 2004 (Hyndman and Athanasopoulos 2018, 7.2).
    const passengers = Float64Array.of(
      ...[
        17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39,
        41.6,
      ],
    );
    const forecast = theta(passengers, 3);
    const { slope } = trendLine(passengers);
    expect((forecast[2] ?? 0) - (forecast[1] ?? 0)).toBeCloseTo(slope / 2, 10);
    // R 4.2.2, forecast 8.20: (predict(lm(y ~ t)) + ses(2 * y - fitted(lm(y ~ t)))$mean) / 2.
    [42.3323022154, 43.0645522154, 43.7968022154].forEach((value, j) => {
      expect(forecast[j]).toBeCloseTo(value, 2);
    });
    expect(slope / 2).toBeCloseTo(0.73225, 10);
  });

  it('carries a straight line on, standard or optimised', () => {
    const line = Float64Array.from({ length: 30 }, (_, t) => 5 + 2 * t);
    expect(optimisedTheta(line, 3).forecast[2]).toBeCloseTo(5 + 2 * 32, 0);
    // The standard one halves the slope from the level on.
    expect(theta(line, 3)[2]).toBeGreaterThan(63);
  });
});

describe('the season', () => {
  it('is that of R’s decompose', () => {
    const multiplicative = classicalSeason(QUARTERS, 4, 'multiplicative');
    [0.881721143254, 1.02575479945, 1.156175658931, 0.936348398366].forEach((index, k) => {
      expect(multiplicative.indices[k]).toBeCloseTo(index, 11);
    });
    const additive = classicalSeason(QUARTERS, 4, 'additive');
    [-8.35625, 1.89375, 10.84375, -4.38125].forEach((index, k) => {
      expect(additive.indices[k]).toBeCloseTo(index, 10);
    });
    const odd = classicalSeason(QUARTERS.subarray(0, 21), 7, 'additive');
    [4.142857143, -5.857142857, -2.928571429, 5.142857143, -5.5, -2.142857143, 7.142857143].forEach(
      (index, k) => {
        expect(odd.indices[k]).toBeCloseTo(index, 8);
      },
    );
  });

  it('passes the test by its autocorrelation only with three seasons of history', () => {
    // R: acf(q)$acf[5] is 0.673.
    expect(isSeasonal(QUARTERS, 4)).toBe(true);
    expect(isSeasonal(QUARTERS.subarray(0, 11), 4)).toBe(false);
    expect(isSeasonal(QUARTERS, 1)).toBe(false);
    expect(isSeasonal(new Float64Array(24).fill(3), 4)).toBe(false);
  });

  it('comes off and goes on again', () => {
    const season = testedSeason(QUARTERS, 4);
    if (season === undefined) throw new Error('These quarters have a season.');
    const there = adjusted(QUARTERS, season);
    reseason(there, season, 0).forEach((value, t) => {
      expect(value).toBeCloseTo(QUARTERS[t] ?? 0, 10);
    });
  });

  it('shrinks to nothing where there is none', () => {
    const flat = Float64Array.from({ length: 70 }, (_, t) => 10 + ((t * 37) % 11));
    const found = shrunkSeason(flat, 7);
    for (const index of found?.indices ?? [])
      expect(Math.abs(index - (found?.kind === 'additive' ? 0 : 1))).toBeLessThan(1);
    expect(shrunkSeason(QUARTERS, 4)?.kind).toBe('multiplicative');
  });
});

describe('the naive methods', () => {
  it('repeat the last value or the last season, over gaps', () => {
    const y = Float64Array.of(1, 2, 3, 4, 5, Number.NaN);
    expect([...naive(y, 2)]).toEqual([5, 5]);
    expect([...seasonalNaive(y, 3, 4)]).toEqual([4, 5, 3, 4]);
    expect([...seasonalNaive(y, 1, 2)]).toEqual([5, 5]);
  });
});
