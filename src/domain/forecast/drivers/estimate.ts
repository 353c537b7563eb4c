import { classicalSeason } from '../methods/seasonality.js';
import { filled } from '../numeric/series.js';
import type { ForecastInput } from '../types.js';
import { readings } from './effects.js';

/** What one product's history says about one driver. */
export interface Estimate {
  readonly name: string;
  readonly effect: number;
  /** Of the estimate; infinite where the driver never moved. */
  readonly variance: number;
}

/** Steps each side of the moving level that demand is compared with, in seasons. */
const REACH = 4;
/** Penalty on squared effects: a normal prior about no effect, this wide. */
const PRIOR_DEVIATION = 3;
const ROUNDS = 12;

/**
 * The effects of a product's drivers by Poisson regression of its demand on them, about the level and season of the time
 * (quasi-likelihood: Wedderburn 1974, Biometrika 61, 439-447), so that days without a sale count. The variances are
 * widened by the dispersion found. Only as far as the drivers explain it is a change of demand theirs: the level about
 * them moves slowly.
 *
 * @returns one estimate a driver, in order
 */
export function estimateEffects(input: ForecastInput): Estimate[] {
  const { drivers = [], values, period, exposure } = input;
  if (drivers.length === 0) return [];
  const y = Float64Array.from(values, (value, t) =>
    value === undefined ? Number.NaN : Math.max(0, value) / (exposure?.[t] ?? 1),
  );
  const columns = drivers.map((driver) => readings(driver, values.length).subarray(0, values.length));
  const size = drivers.length;
  // Most drivers stand still on most days: what they would add there is nothing.
  const moving = Array.from(y, (_, t) =>
    columns.flatMap((column, d) => ((column[t] ?? 0) === 0 ? [] : [{ d, x: column[t] ?? 0 }])),
  );
  let effects: Float64Array = new Float64Array(size);
  let inverse: Float64Array = new Float64Array(size * size);
  let dispersion = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const lift = y.map((_, t) =>
      Math.exp((moving[t] ?? []).reduce((sum, { d, x }) => sum + (effects[d] ?? 0) * x, 0)),
    );
    const base = baseline(y, lift, period);
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    let [pearson, seen] = [0, 0];
    for (let t = 0; t < y.length; t += 1) {
      const value = y[t] ?? 0;
      const mean = (base[t] ?? 0) * (lift[t] ?? 1);
      if (Number.isNaN(value) || !(mean > 0)) continue;
      pearson += (value - mean) ** 2 / mean;
      seen += 1;
      const here = moving[t] ?? [];
      for (const { d: a, x } of here) {
        gradient[a] = (gradient[a] ?? 0) + x * (value - mean);
        for (const { d: b, x: other } of here)
          information[a * size + b] = (information[a * size + b] ?? 0) + x * other * mean;
      }
    }
    dispersion = Math.max(pearson / Math.max(1, seen - size), 1e-6);
    for (let a = 0; a < size; a += 1) {
      const penalty = dispersion / PRIOR_DEVIATION ** 2;
      gradient[a] = (gradient[a] ?? 0) - penalty * (effects[a] ?? 0);
      information[a * size + a] = (information[a * size + a] ?? 0) + penalty;
    }
    inverse = inverted(information, size);
    let moved = 0;
    effects = effects.map((effect, a) => {
      let step = 0;
      for (let b = 0; b < size; b += 1) step += (inverse[a * size + b] ?? 0) * (gradient[b] ?? 0);
      step = Math.min(1, Math.max(-1, step));
      moved = Math.max(moved, Math.abs(step));
      return effect + step;
    });
    if (moved < 1e-4) break;
  }
  return drivers.map(({ name }, a) => {
    const column = columns[a] ?? new Float64Array(0);
    const still = column.every((value) => value === column[0]);
    return {
      name,
      effect: still ? 0 : (effects[a] ?? 0),
      variance: still ? Number.POSITIVE_INFINITY : dispersion * (inverse[a * size + a] ?? 0),
    };
  });
}

/** Level and season of demand as they would be without the drivers: a centred mean about each step. */
function baseline(y: Float64Array, lift: Float64Array, period: number): Float64Array {
  const plain = filled(
    y.map((value, t) => value / (lift[t] ?? 1)),
    period,
  );
  const season =
    period > 1 && y.length >= 3 * period && y.length > 2 * REACH * period
      ? classicalSeason(plain, period, 'additive').indices
      : new Float64Array(1);
  const reach = Math.max(4, REACH * period);
  const sums = new Float64Array(y.length + 1);
  const weights = new Float64Array(y.length + 1);
  for (let t = 0; t < y.length; t += 1) {
    const missing = Number.isNaN(y[t] ?? 0);
    sums[t + 1] =
      (sums[t] ?? 0) + (missing ? 0 : (y[t] ?? 0) - (season[t % season.length] ?? 0) * (lift[t] ?? 1));
    weights[t + 1] = (weights[t] ?? 0) + (missing ? 0 : (lift[t] ?? 1));
  }
  return y.map((_, t) => {
    const [from, to] = [Math.max(0, t - reach), Math.min(y.length, t + reach + 1)];
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    const weight = (weights[to] ?? 0) - (weights[from] ?? 0);
    return Math.max(0, (weight > 0 ? sum / weight : 0) + (season[t % season.length] ?? 0));
  });
}

/** Inverse of a small symmetric positive definite matrix by Gauss and Jordan. */
function inverted(matrix: Float64Array, size: number): Float64Array {
  const left = Float64Array.from(matrix);
  const right = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) right[i * size + i] = 1;
  for (let i = 0; i < size; i += 1) {
    const pivot = Math.max(left[i * size + i] ?? 0, 1e-12);
    for (let c = 0; c < size; c += 1) {
      left[i * size + c] = (left[i * size + c] ?? 0) / pivot;
      right[i * size + c] = (right[i * size + c] ?? 0) / pivot;
    }
    for (let r = 0; r < size; r += 1) {
      if (r === i) continue;
      const factor = left[r * size + i] ?? 0;
      for (let c = 0; c < size; c += 1) {
        left[r * size + c] = (left[r * size + c] ?? 0) - factor * (left[i * size + c] ?? 0);
        right[r * size + c] = (right[r * size + c] ?? 0) - factor * (right[i * size + c] ?? 0);
      }
    }
  }
  return right;
}
