import { describe, expect, it } from 'vitest';
import { forecastMany, forecastOne } from '../../../src/domain/forecast/forecast.js';
import type { Forecast, ForecastInput, ForecastResult } from '../../../src/domain/forecast/types.js';
import { randomFrom } from '../../../src/domain/random.js';

const WEEK = [0.7, 0.8, 0.9, 1, 1.1, 1.5, 1];

/** Two years of days with a weekday pattern, a slow drift and noise. */
function shop(seed: number, days = 400, level = 40): number[] {
  const random = randomFrom(seed, 1);
  return Array.from({ length: days }, (_, t) =>
    Math.round(level * (1 + t / 2000) * (WEEK[t % 7] ?? 1) * random.between(0.85, 1.15)),
  );
}

/** A slow seller. */
function slow(seed: number, days = 400, rate = 0.4): number[] {
  const random = randomFrom(seed, 2);
  return Array.from({ length: days }, () => random.poisson(rate));
}

function input(
  id: string,
  values: readonly (number | undefined)[],
  more: Partial<ForecastInput> = {},
): ForecastInput {
  return { id, values, period: 7, ...more };
}

function forecastIn(result: ForecastResult | undefined): Forecast {
  if (result?.kind !== 'forecast') throw new Error(`No forecast: ${JSON.stringify(result)}`);
  return result;
}

describe('a forecast', () => {
  it('follows the weekday pattern and beats the seasonal naive method', async () => {
    const forecast = forecastIn(await forecastOne(input('tea', shop(1)), { horizon: 14 }));
    expect(forecast.method).toBe('combination');
    expect(forecast.demand).toBe('smooth');
    expect(forecast.backtest?.rmsse).toBeLessThan(forecast.backtest?.naive.rmsse ?? 0);
    const [first] = [...forecast.point].sort((a, b) => b - a);
    const day = forecast.point.indexOf(first ?? 0);
    expect((400 + day) % 7).toBe(5);
  });

  it('gives whole units at the ends of a slow seller’s intervals', async () => {
    const results = await forecastMany(
      [1, 2, 3, 4].map((seed) => input(`slow ${seed}`, slow(seed))),
      { horizon: 7 },
    );
    for (const result of results) {
      const { interval80, interval95, point, demand } = forecastIn(result);
      expect(demand).toBe('intermittent');
      expect([...interval95.high].every(Number.isInteger)).toBe(true);
      expect([...interval80.low]).toEqual([0, 0, 0, 0, 0, 0, 0]);
      point.forEach((value) => {
        expect(value).toBeGreaterThan(0.2);
      });
    }
  });
});

describe('a short history', () => {
  it('shows no season until it has been seen twice', async () => {
    const days = shop(3, 13);
    const flat = forecastIn(await forecastOne(input('new', days), { horizon: 7 }));
    const steps = [...flat.point].slice(1).map((value, j) => value - (flat.point[j] ?? 0));
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(1);
    const seen = forecastIn(await forecastOne(input('known', shop(3, 42)), { horizon: 7 }));
    expect(Math.max(...seen.point) / Math.min(...seen.point)).toBeGreaterThan(1.3);
  });

  it('learns nothing from days out of stock', async () => {
    const days = shop(5, 210);
    const out = days.map((value, t) => (t >= 120 && t < 135 ? undefined : value));
    const zeros = days.map((value, t) => (t >= 120 && t < 135 ? 0 : value));
    const mean = async (values: readonly (number | undefined)[]) => {
      const { point } = forecastIn(await forecastOne(input('tea', values), { horizon: 7 }));
      return point.reduce((sum, value) => sum + value, 0) / 7;
    };
    const truth = await mean(days);
    expect(Math.abs((await mean(out)) / truth - 1)).toBeLessThan(0.02);
    expect(Math.abs((await mean(zeros)) / truth - 1)).toBeGreaterThan(0.001);
  });
});
