/**
 * Minimises `loss` from `start` by the downhill simplex of Nelder and Mead (1965, The Computer Journal 7, 308-313).
 * Points outside the box [0, 1]^d are never asked for: the caller maps the box to its parameters.
 *
 * @param start changed in place to the best point found
 * @param step edge of the first simplex
 * @returns the least loss
 */
export function minimise(
  loss: (point: Float64Array) => number,
  start: Float64Array,
  { step = 0.15, evaluations = 200, tolerance = 1e-5 } = {},
): number {
  const d = start.length;
  const points: Float64Array[] = [];
  const losses: number[] = [];
  let used = 0;
  const measure = (point: Float64Array) => {
    used += 1;
    const value = loss(point);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  for (let corner = 0; corner <= d; corner += 1) {
    const point = Float64Array.from(start);
    if (corner > 0) {
      const old = point[corner - 1] ?? 0;
      point[corner - 1] = old + step > 1 ? old - step : old + step;
    }
    points.push(point);
    losses.push(measure(point));
  }
  const centre = new Float64Array(d);
  const along = (from: Float64Array, by: number) => {
    const point = new Float64Array(d);
    for (let i = 0; i < d; i += 1) {
      const c = centre[i] ?? 0;
      point[i] = Math.min(1, Math.max(0, c + by * ((from[i] ?? 0) - c)));
    }
    return point;
  };
  for (;;) {
    let [best, worst, second] = [0, 0, -1];
    for (let k = 1; k <= d; k += 1) {
      const value = losses[k] ?? 0;
      if (value < (losses[best] ?? 0)) best = k;
      if (value >= (losses[worst] ?? 0)) {
        second = worst;
        worst = k;
      } else if (second === -1 || value > (losses[second] ?? 0)) second = k;
    }
    if (second === -1) second = best;
    const bestLoss = losses[best] ?? 0;
    const worstLoss = losses[worst] ?? 0;
    const spread = worstLoss - bestLoss;
    if (used >= evaluations || spread <= tolerance * (Math.abs(bestLoss) + 1e-12)) {
      start.set(points[best] ?? start);
      return bestLoss;
    }
    centre.fill(0);
    for (let k = 0; k <= d; k += 1) {
      if (k === worst) continue;
      for (let i = 0; i < d; i += 1) centre[i] = (centre[i] ?? 0) + (points[k]?.[i] ?? 0) / d;
    }
    const from = points[worst] ?? start;
    const put = (point: Float64Array, value: number) => {
      points[worst] = point;
      losses[worst] = value;
    };
    const reflected = along(from, -1);
    const reflectedLoss = measure(reflected);
    if (reflectedLoss < bestLoss) {
      const expanded = along(from, -2);
      const expandedLoss = measure(expanded);
      if (expandedLoss < reflectedLoss) put(expanded, expandedLoss);
      else put(reflected, reflectedLoss);
      continue;
    }
    if (reflectedLoss < (losses[second] ?? 0)) {
      put(reflected, reflectedLoss);
      continue;
    }
    const contracted = along(reflectedLoss < worstLoss ? reflected : from, 0.5);
    const contractedLoss = measure(contracted);
    if (contractedLoss < Math.min(reflectedLoss, worstLoss)) {
      put(contracted, contractedLoss);
      continue;
    }
    const anchor = points[best] ?? start;
    for (let k = 0; k <= d; k += 1) {
      const point = points[k];
      if (k === best || point === undefined) continue;
      for (let i = 0; i < d; i += 1) point[i] = ((point[i] ?? 0) + (anchor[i] ?? 0)) / 2;
      losses[k] = measure(point);
    }
  }
}
