/** The quantiles of the M5 uncertainty competition. */
export const M5_QUANTILES: readonly number[] = [0.005, 0.025, 0.165, 0.25, 0.5, 0.75, 0.835, 0.975, 0.995];

/** Mean absolute difference of observed values `lag` steps apart, on request from the first sale on; NaN where there are none. */
export function absoluteScale(y: Float64Array, lag: number, selling = false): number {
  let [sum, count] = [0, 0];
  for (let t = lag + (selling ? firstSale(y) : 0); t < y.length; t += 1) {
    const step = Math.abs((y[t] ?? 0) - (y[t - lag] ?? 0));
    if (Number.isNaN(step)) continue;
    sum += step;
    count += 1;
  }
  return sum / count;
}

/** Mean squared difference of neighbours from the first sale on: the scale of M5's RMSSE. */
export function squaredScale(y: Float64Array): number {
  let [sum, count] = [0, 0];
  for (let t = firstSale(y) + 1; t < y.length; t += 1) {
    const step = (y[t] ?? 0) - (y[t - 1] ?? 0);
    if (Number.isNaN(step)) continue;
    sum += step * step;
    count += 1;
  }
  return sum / count;
}

/** Loss of a quantile forecast (Koenker and Bassett 1978). */
export function pinball(actual: number, quantile: number, share: number): number {
  return actual >= quantile ? share * (actual - quantile) : (1 - share) * (quantile - actual);
}

/** Loss of an interval that should hold `1 - alpha` of what comes (Gneiting and Raftery 2007, equation 43). */
export function intervalScore(actual: number, low: number, high: number, alpha: number): number {
  return high - low + (2 / alpha) * (Math.max(0, low - actual) + Math.max(0, actual - high));
}

/** Symmetric absolute percentage error of one forecast, in per cent, as in M4; 0 where both are 0. */
export function symmetricError(actual: number, forecast: number): number {
  const size = Math.abs(actual) + Math.abs(forecast);
  return size === 0 ? 0 : (200 * Math.abs(actual - forecast)) / size;
}

function firstSale(y: Float64Array): number {
  const at = y.findIndex((value) => value !== 0 && !Number.isNaN(value));
  return at === -1 ? 0 : at;
}
