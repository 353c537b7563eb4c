import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastTaught, teachShop } from '../../src/domain/forecast/forecast.js';
import type { Forecast, ForecastInput } from '../../src/domain/forecast/types.js';
import { summed } from '../../src/tools/forecast-sums.js';

const HORIZON = 7;

function input(values: readonly number[]): ForecastInput {
  return { id: 'any', values, period: 7 };
}

/** Steady sellers, whose errors the others are calibrated on. */
const teachers = [1, 2, 3, 4, 5].map((k) =>
  input(Array.from({ length: 120 }, (_, t) => 5 * k + (t % 7) + ((t * 7 * k) % 5))),
);

/** Histories that sell for a while, more or less often, and then hardly or not at all. */
const dying = fc
  .record({
    days: fc.integer({ min: 10, max: 150 }),
    silent: fc.integer({ min: 0, max: 60 }),
    every: fc.integer({ min: 1, max: 9 }),
    sizes: fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
    part: fc.constantFrom(1, 0.125),
  })
  .map(({ days, silent, every, sizes, part }) => [
    ...[...sizes.take(days)].map((size, t) => (t % every === 0 ? size * part : 0)),
    ...new Array<number>(silent).fill(0),
  ]);

async function forecastOf(values: readonly number[]): Promise<Forecast> {
  const taught = {
    calibration: await teachShop(teachers, { horizon: HORIZON }),
    commons: new Map(),
    lending: new Map(),
  };
  const [result] = await forecastTaught([input(values)], { horizon: HORIZON, tested: HORIZON }, taught);
  if (result?.kind !== 'forecast') throw new Error(result?.message);
  return result;
}

describe('the figures of a forecast agree', () => {
  it('at each step and in every sum, of what sells and of what dies', async () => {
    await fc.assert(
      fc.asyncProperty(dying, async (values) => {
        const forecast = await forecastOf(values);
        const { point, interval80, interval95 } = forecast;
        point.forEach((value, j) => {
          const row = [
            0,
            interval95.low[j],
            interval80.low[j],
            value,
            interval80.high[j],
            interval95.high[j],
          ];
          expect(row.toSorted((a = 0, b = 0) => a - b)).toEqual(row);
        });
        for (const steps of [1, 2, HORIZON]) {
          const { value, low80, high80, low95, high95 } = summed(forecast, steps);
          const row = [0, low95, low80, value, high80, high95];
          expect(row.toSorted((a, b) => a - b)).toEqual(row);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of one step and of a sum of one', async () => {
    const forecast = await forecastOf(Array.from({ length: 80 }, (_, t) => (t % 3 === 0 ? 2 + (t % 4) : 0)));
    const { low80, high80, low95, high95 } = summed(forecast, 1);
    expect([low95, low80, high80, high95]).toEqual(
      [
        forecast.interval95.low,
        forecast.interval80.low,
        forecast.interval80.high,
        forecast.interval95.high,
      ].map((each) => Math.round((each[0] ?? 0) * 100) / 100),
    );
  });
});
