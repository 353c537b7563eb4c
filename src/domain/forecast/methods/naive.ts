import { isMissing } from '../numeric/series.js';

/** The last observed value, for every step (the random walk's forecast). */
export function naive(y: Float64Array, horizon: number): Float64Array {
  let last = y.length - 1;
  while (last > 0 && isMissing(y[last])) last -= 1;
  return new Float64Array(horizon).fill(y[last] ?? 0);
}

/** The last observed value of the same season; the last value of all where the season was never observed. */
export function seasonalNaive(y: Float64Array, period: number, horizon: number): Float64Array {
  const out = naive(y, horizon);
  if (period < 2) return out;
  for (let j = 0; j < horizon; j += 1) {
    let t = y.length + j;
    do t -= period;
    while (t >= 0 && (t >= y.length || isMissing(y[t])));
    if (t >= 0) out[j] = y[t] ?? 0;
  }
  return out;
}
