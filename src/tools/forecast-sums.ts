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

/** The first steps together: quantiles of steps do not add up, so they are read off paths. */
export function summed({ point, spread }: Forecast, steps: number): z.input<typeof Summed> {
  const [low95 = 0, low80 = 0, high80 = 0, high95 = 0] = cumulativeQuantiles(spread, LEVELS, { steps });
  const value = point.slice(0, steps).reduce((sum, each) => sum + each, 0);
  return {
    steps,
    value: rounded(value),
    low80: rounded(low80),
    high80: rounded(high80),
    low95: rounded(low95),
    high95: rounded(high95),
  };
}

/** An amount as it is shown. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
