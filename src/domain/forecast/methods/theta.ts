import { fitSes } from './ses.js';

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000, International Journal of Forecasting 16, 521-530) as the M4
 * benchmarks run it: the mean of the regression line on time (theta = 0) and simple exponential smoothing of the line
 * with doubled curvature (theta = 2). Hyndman and Billah (2003, IJF 19, 287-290) show it to be simple exponential
 * smoothing with a drift of half the line's slope.
 *
 * @param y without its season; gaps are left out of both lines
 */
export function theta(y: Float64Array, horizon: number): Float64Array {
  const { at } = trendLine(y);
  const curved = y.map((value, t) => 2 * value - at(t));
  const { level } = fitSes(curved);
  return Float64Array.from({ length: horizon }, (_, j) => (at(y.length + j) + level) / 2);
}

/** The least-squares line through what was observed. */
export function trendLine(y: Float64Array): { at: (t: number) => number; slope: number } {
  let [n, sumT, sumY] = [0, 0, 0];
  for (let t = 0; t < y.length; t += 1) {
    const value = y[t] ?? 0;
    if (Number.isNaN(value)) continue;
    n += 1;
    sumT += t;
    sumY += value;
  }
  const [meanT, meanY] = [sumT / n, sumY / n];
  let [cross, squares] = [0, 0];
  for (let t = 0; t < y.length; t += 1) {
    const value = y[t] ?? 0;
    if (Number.isNaN(value)) continue;
    cross += (t - meanT) * (value - meanY);
    squares += (t - meanT) ** 2;
  }
  const slope = squares > 0 ? cross / squares : 0;
  return { at: (t) => meanY + slope * (t - meanT), slope };
}
