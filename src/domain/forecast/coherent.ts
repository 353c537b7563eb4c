import type { Forecast, Interval } from './types.js';

/**
 * A forecast of the first steps whose figures agree: at each step the 95 % interval holds the 80 % one, and that the
 * point. What is expected of a rare or dying seller can be more than its usual day, which is none, or less.
 */
export function coherent(forecast: Forecast, steps: number): Forecast {
  const { spread } = forecast;
  const point = forecast.point.slice(0, steps);
  const interval80 = widened(forecast.interval80, { low: point, high: point });
  return {
    ...forecast,
    point,
    interval80,
    interval95: widened(forecast.interval95, interval80),
    spread: { ...spread, table: spread.table.slice(0, steps * spread.shares.length) },
  };
}

/** Wide enough to hold another; as long as that. */
function widened(outer: Interval, inner: Interval): Interval {
  return {
    low: inner.low.map((value, j) => Math.min(value, outer.low[j] ?? value)),
    high: inner.high.map((value, j) => Math.max(value, outer.high[j] ?? value)),
  };
}
