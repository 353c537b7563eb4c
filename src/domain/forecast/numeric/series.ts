/** Inside the forecasting core a series is a Float64Array in which NaN means: not observed. */

export function isMissing(value: number | undefined): boolean {
  return value === undefined || Number.isNaN(value);
}

/** Quantile of sorted numbers by linear interpolation (Hyndman and Fan 1996, type 7); NaN for none. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] ?? low;
  return low + (position - below) * (high - low);
}

/** Median of the observed values; NaN when there are none. */
export function medianOf(values: Iterable<number>): number {
  return quantileOf(
    Float64Array.from(values)
      .filter((value) => !Number.isNaN(value))
      .sort(),
    0.5,
  );
}

/**
 * The series with each gap filled: by the mean of the nearest observed values of the same season before and after,
 * else by linear interpolation, else by the nearest value. For methods that need every step.
 */
export function filled(y: Float64Array, period: number): Float64Array {
  const out = Float64Array.from(y);
  for (let t = 0; t < y.length; t += 1) {
    if (!Number.isNaN(y[t] ?? 0)) continue;
    out[t] = period > 1 ? sameSeason(y, t, period) : Number.NaN;
    if (Number.isNaN(out[t] ?? 0)) out[t] = between(y, t);
  }
  return out;
}

function sameSeason(y: Float64Array, t: number, period: number): number {
  const before = nearest(y, t, -period, 3);
  const after = nearest(y, t, period, 3);
  if (before === -1 || after === -1) return y[before === -1 ? after : before] ?? Number.NaN;
  return ((y[before] ?? 0) + (y[after] ?? 0)) / 2;
}

function between(y: Float64Array, t: number): number {
  const before = nearest(y, t, -1, y.length);
  const after = nearest(y, t, 1, y.length);
  if (before === -1 || after === -1) return y[before === -1 ? after : before] ?? 0;
  const share = (t - before) / (after - before);
  return (y[before] ?? 0) * (1 - share) + (y[after] ?? 0) * share;
}

/** Index of the nearest observed value at multiples of `step`, at most `reach` of them away; -1 for none. */
function nearest(y: Float64Array, from: number, step: number, reach: number): number {
  for (let k = 1, t = from + step; k <= reach && t >= 0 && t < y.length; k += 1, t += step) {
    if (!Number.isNaN(y[t] ?? 0)) return t;
  }
  return -1;
}
