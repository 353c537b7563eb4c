import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastMany, forecastOne } from '../../../src/domain/forecast/forecast.js';
import type { Forecast, ForecastInput } from '../../../src/domain/forecast/types.js';

const HORIZON = 7;
/** Cases of each property: a forecast with its backtest takes some milliseconds. */
const RUNS = 40;

/** Histories of every kind: dense, sparse, with gaps. */
const history = fc
  .record({
    days: fc.integer({ min: 8, max: 150 }),
    level: fc.integer({ min: 1, max: 60 }),
    zeros: fc.constantFrom(0, 0, 0.3, 0.7),
    gaps: fc.constantFrom(0, 0, 0.1),
    noise: fc.infiniteStream(fc.integer({ min: 0, max: 999 })),
  })
  .map(({ days, level, zeros, gaps, noise }) =>
    Array.from({ length: days }, (_, t) => {
      const [chance = 0, size = 0] = [...noise.take(2)].map((value) => value / 1000);
      if (t > 0 && chance < gaps) return undefined;
      return t > 0 && chance > 1 - zeros ? 0 : Math.round(level * (0.5 + size) * (1 + (t % 7) / 10)) + 1;
    }),
  );

function input(values: readonly (number | undefined)[]): ForecastInput {
  return { id: 'any', values, period: 7 };
}

async function forecastOf(values: readonly (number | undefined)[]): Promise<Forecast | undefined> {
  const result = await forecastOne(input(values), { horizon: HORIZON });
  return result.kind === 'forecast' ? result : undefined;
}

describe('every forecast', () => {
  it('lies in its intervals, which are nested and never below zero', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (values) => {
        const forecast = await forecastOf(values);
        if (forecast === undefined) return;
        const { point, interval80, interval95, spread } = forecast;
        for (let j = 0; j < HORIZON; j += 1) {
          const row = [interval95.low[j], interval80.low[j], interval80.high[j], interval95.high[j]].map(
            (v) => v ?? -1,
          );
          expect([...row].sort((a, b) => a - b)).toEqual(row);
          expect(row[0]).toBeGreaterThanOrEqual(0);
          expect(point[j]).toBeGreaterThanOrEqual(interval80.low[j] ?? 0);
          expect(point[j]).toBeLessThanOrEqual(interval80.high[j] ?? 0);
          const quantiles = [...spread.table.slice(j * spread.shares.length, (j + 1) * spread.shares.length)];
          expect([...quantiles].sort((a, b) => a - b)).toEqual(quantiles);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same in every run', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (values) => {
        expect(await forecastOf(values)).toEqual(await forecastOf(values));
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('grows with the unit it is counted in', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.constantFrom(10, 1000), async (values, factor) => {
        const [small, large] = [
          await forecastOf(values),
          await forecastOf(values.map((v) => v && v * factor)),
        ];
        small?.point.forEach((value, j) => {
          expect(Math.abs((large?.point[j] ?? 0) / factor - value)).toBeLessThan(0.05 * value + 0.05);
        });
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it('knows nothing of the days before the first that was observed', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 30 }), async (values, before) => {
        const later = await forecastOf([...Array.from({ length: before }, () => undefined), ...values]);
        expect(later).toEqual(await forecastOf(values));
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it('does not change another’s place or name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 2, maxLength: 4 }), async (many) => {
        const inputs = many.map((values, i) => ({ ...input(values), id: `p${i}` }));
        const results = await forecastMany(inputs, { horizon: HORIZON });
        expect(results.map(({ id }) => id)).toEqual(inputs.map(({ id }) => id));
        expect(structuredClone(results)).toEqual(results);
      }),
      { numRuns: RUNS / 4 },
    );
  });
});
