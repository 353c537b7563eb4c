import type { Forecast } from '../types.js';

/**
 * A forecast carried on beyond its horizon: its last season again and again, so its last level, with deviations that grow
 * as those of a random walk do, with the square root of time at least.
 *
 * @param season steps in a season
 * @returns the first `steps` steps; as it is where it reaches that far
 */
export function carriedOn(
  { point, spread }: Pick<Forecast, 'point' | 'spread'>,
  steps: number,
  season: number,
): Pick<Forecast, 'point' | 'spread'> {
  const known = point.length;
  if (steps <= known) return { point, spread };
  const width = spread.shares.length;
  const back = Math.min(season, known);
  const source = (step: number) => (step < known ? step : known - back + ((step - known) % back));
  const drift = Math.max(spread.drift, 1 / known);
  const longer = Float64Array.from({ length: steps }, (_, step) => point[source(step)] ?? 0);
  const table = Float64Array.from({ length: steps * width }, (_, cell) => {
    const step = Math.floor(cell / width);
    const from = source(step);
    const value = spread.table[from * width + (cell % width)] ?? 0;
    if (from === step) return value;
    const middle = point[from] ?? 0;
    const growth = Math.sqrt((1 + drift * step) / (1 + drift * from));
    return Math.max(0, middle + growth * (value - middle));
  });
  return { point: longer, spread: { ...spread, table, drift } };
}
