import { describe, expect, it } from 'vitest';
import { forecastOne } from '../../../../src/domain/forecast/forecast.js';
import { carriedOn } from '../../../../src/domain/forecast/spread/carry.js';
import { cumulativeQuantiles } from '../../../../src/domain/forecast/spread/paths.js';

const VALUES = Array.from({ length: 200 }, (_, t) => 20 + (t % 7) + ((t * 11) % 9));

async function forecast() {
  const made = await forecastOne({ id: 'x', values: VALUES, period: 7 }, { horizon: 28 });
  if (made.kind !== 'forecast') throw new Error(made.message);
  return made;
}

describe('a forecast carried on', () => {
  it('keeps the steps it has, and the last week’s levels after them', async () => {
    const made = await forecast();
    const { point, spread } = carriedOn(made, 100, 7);
    expect([...point.subarray(0, 28)]).toEqual([...made.point]);
    expect([...point.subarray(28, 35)]).toEqual([...made.point.subarray(21)]);
    expect([...point.subarray(91, 98)]).toEqual([...made.point.subarray(21)]);
    expect([...spread.table.subarray(0, made.spread.table.length)]).toEqual([...made.spread.table]);
    expect(carriedOn(made, 28, 7).spread).toBe(made.spread);
  });

  it('is ever less sure, of a step and of a sum', async () => {
    const made = await forecast();
    const { spread } = carriedOn(made, 365, 7);
    const width = spread.shares.length;
    const range = (step: number) =>
      (spread.table[(step + 1) * width - 1] ?? 0) - (spread.table[step * width] ?? 0);
    // The same weekday at 27, 55 and 363 days.
    expect(range(55)).toBeGreaterThan(1.1 * range(27));
    expect(range(363)).toBeGreaterThan(1.5 * range(55));
    const margin = (steps: number) => {
      const [middle = 0, high = 0] = cumulativeQuantiles(spread, [0.5, 0.95], { steps });
      return high - middle;
    };
    expect(margin(336)).toBeGreaterThan(Math.sqrt(12) * margin(28));
  });
});
