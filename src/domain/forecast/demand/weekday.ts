/**
 * How much each season of a period sells against the mean, drawn to 1 by the share of its spread that chance explains
 * (James and Stein; Miller and Williams 2003). For counts with many zeros, where a fitted season would be noise.
 *
 * @param y zero or more; NaN where not observed
 * @param seasons how many of the last seasons are looked at
 * @returns indices of mean 1; `[k]` belongs to steps t with t % period = k
 */
export function shrunkIndex(y: Float64Array, period: number, seasons = 104): Float64Array {
  const index = new Float64Array(period).fill(1);
  if (period < 2) return index;
  const from = Math.max(0, y.length - seasons * period);
  const sums = new Float64Array(period);
  const squares = new Float64Array(period);
  const counts = new Float64Array(period);
  let [total, count] = [0, 0];
  for (let t = from; t < y.length; t += 1) {
    const value = y[t] ?? 0;
    if (Number.isNaN(value)) continue;
    const k = t % period;
    sums[k] = (sums[k] ?? 0) + value;
    squares[k] = (squares[k] ?? 0) + value * value;
    counts[k] = (counts[k] ?? 0) + 1;
    total += value;
    count += 1;
  }
  const mean = total / count;
  if (!(mean > 0) || counts.some((n) => n < 2)) return index;
  let [within, between] = [0, 0];
  for (let k = 0; k < period; k += 1) {
    const n = counts[k] ?? 1;
    const own = (sums[k] ?? 0) / n;
    within += (squares[k] ?? 0) - n * own * own;
    between += n * (own - mean) ** 2;
  }
  const ratio = between / (period - 1) / (within / (count - period));
  const keep = within > 0 ? Math.max(0, 1 - 1 / ratio) : 1;
  let sum = 0;
  for (let k = 0; k < period; k += 1) {
    const own = (sums[k] ?? 0) / (counts[k] ?? 1) / mean;
    index[k] = Math.max(0, 1 + keep * (own - 1));
    sum += index[k] ?? 0;
  }
  return index.map((value) => (value * period) / sum);
}
