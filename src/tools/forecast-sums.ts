import * as z from 'zod';
import { cumulativeQuantiles } from '../domain/forecast/spread/paths.js';
import type { Forecast } from '../domain/forecast/types.js';

const LEVELS = [0.025, 0.1, 0.9, 0.975] as const;

/** Several steps of a forecast together. */
export const Summed = z.object({
  steps: z.int(),
  value: z.number(),
  low80: z.number(),
  high80: z.number(),
  low95: z.number(),
  high95: z.number(),
});

/**
 * The first steps together. Quantiles of steps do not add up, so they are read off paths; one step is as it was forecast.
 * The sum lies in its intervals, as each step does in its own.
 */
export function summed(
  { point, interval80, interval95, spread }: Forecast,
  steps: number,
): z.input<typeof Summed> {
  const value = point.subarray(0, steps).reduce((sum, each) => sum + each, 0);
  const [low95 = 0, low80 = 0, high80 = 0, high95 = 0] =
    steps === 1
      ? [interval95.low[0], interval80.low[0], interval80.high[0], interval95.high[0]]
      : cumulativeQuantiles(spread, LEVELS, { steps });
  return {
    steps,
    value: rounded(value),
    low80: rounded(Math.min(low80, value)),
    high80: rounded(Math.max(high80, value)),
    low95: rounded(Math.min(low95, low80, value)),
    high95: rounded(Math.max(high95, high80, value)),
  };
}

/** An amount as it is shown. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
