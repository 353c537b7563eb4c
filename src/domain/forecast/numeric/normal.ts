const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / ROOT_TWO_PI;
}

/** Distribution function of the standard normal, to 1e-15 (Marsaglia 2004, Journal of Statistical Software 11(4)). */
export function normalCdf(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  if (Math.abs(z) > 6) {
    // Far out the series cancels; the tail's continued fraction does not.
    const x = Math.abs(z);
    let fraction = 0;
    for (let k = 40; k > 0; k -= 1) fraction = k / (x + fraction);
    const tail = normalDensity(x) / (x + fraction);
    return z < 0 ? tail : 1 - tail;
  }
  let sum = z;
  let term = z;
  for (let k = 3, before = 0; sum !== before; k += 2) {
    before = sum;
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}

/**
 * Quantile of the standard normal: a rational first guess (Abramowitz and Stegun 1964, 26.2.23), then Newton's steps.
 *
 * @param share above 0 and below 1
 */
export function normalQuantile(share: number): number {
  const tail = Math.min(share, 1 - share);
  const t = Math.sqrt(-2 * Math.log(tail));
  let z = -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
  for (let k = 0; k < 3; k += 1) z -= (normalCdf(z) - tail) / normalDensity(z);
  return share < 0.5 ? z : -z;
}
