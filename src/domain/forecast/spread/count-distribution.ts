/** A distribution on 0, unit, 2 unit, ...: `cdf[i]` is the probability of at most i units. */
export type CountCdf = Float64Array;

/** Probability left beyond the last entry. */
const REST = 1e-4;
const LONGEST = 4000;

/**
 * Negative binomial by mean and variance, as of a Poisson demand whose rate is a gamma variate (Greenwood and Yule 1920;
 * Snyder, Ord and Beaumont 2012, International Journal of Forecasting 28, 485-496, for intermittent demand). Poisson
 * where the variance is not above the mean.
 */
export function negativeBinomial(mean: number, variance: number): CountCdf {
  if (!(mean > 0)) return Float64Array.of(1);
  const spread = Math.max(variance / mean, 1 + 1e-6);
  const size = mean / (spread - 1);
  const odds = (spread - 1) / spread;
  const cdf: number[] = [];
  let probability = Math.exp(-size * Math.log(spread));
  let sum = probability;
  cdf.push(sum);
  for (let k = 1; sum < 1 - REST && k < LONGEST; k += 1) {
    probability *= ((size + k - 1) / k) * odds;
    sum += probability;
    cdf.push(Math.min(1, sum));
  }
  return Float64Array.from(cdf);
}

/**
 * What was sold lately, weighed so that its mean is the forecast: exponential tilting (Esscher 1932), which moves the
 * mean and invents no amount that was never sold. The nearest reachable mean where the forecast is beyond all of them.
 *
 * @param counts how many of the last steps sold i units
 */
export function tilted(counts: Float64Array, mean: number): CountCdf {
  const top = counts.length - 1;
  let [low, high] = [-8, 8];
  const meanAt = (tilt: number) => {
    let [sum, weights] = [0, 0];
    for (let i = 0; i <= top; i += 1) {
      const weight = (counts[i] ?? 0) * Math.exp((tilt * (i - top)) / Math.max(1, top));
      sum += weight * i;
      weights += weight;
    }
    return sum / weights;
  };
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (meanAt(middle) < mean) low = middle;
    else high = middle;
  }
  const cdf = new Float64Array(top + 1);
  let sum = 0;
  for (let i = 0; i <= top; i += 1) {
    sum += (counts[i] ?? 0) * Math.exp((low * (i - top)) / Math.max(1, top));
    cdf[i] = sum;
  }
  return cdf.map((value) => value / sum);
}

/** Half of each: the parametric tail with the steps that this product is seen to sell by. */
export function mixed(a: CountCdf, b: CountCdf): CountCdf {
  const length = Math.max(a.length, b.length);
  return Float64Array.from({ length }, (_, i) => ((a[i] ?? 1) + (b[i] ?? 1)) / 2);
}

/** The least i with at least that much probability at or below. */
export function countQuantile(cdf: CountCdf, share: number): number {
  let [low, high] = [0, cdf.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cdf[middle] ?? 1) >= share) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The i whose probability at or below is nearest to a share: over many products intervals by it hold what they state. */
export function nearestCount(cdf: CountCdf, share: number): number {
  const above = countQuantile(cdf, share);
  if (above === 0) return 0;
  return share - (cdf[above - 1] ?? 0) < (cdf[above] ?? 1) - share ? above - 1 : above;
}
