import { minimise } from '../numeric/nelder-mead.js';

const MOST_THETA = 20;

export interface OptimisedTheta {
  readonly point: Float64Array;
  readonly forecast: Float64Array;
}

/**
 * The dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016, International Journal
 * of Forecasting 32, 1151-1161): level, smoothing and theta by least squares of the one-step errors, the regression
 * line brought up to date at every step.
 *
 * @param y without season and gaps, two steps or more
 * @param warm the optimiser's coordinates of an earlier fit
 */
export function optimisedTheta(
  y: Float64Array,
  horizon: number,
  { warm, evaluations = 120 }: { warm?: Float64Array | undefined; evaluations?: number } = {},
): OptimisedTheta {
  const first = y[0] ?? 0;
  let scale = 0;
  for (const value of y) scale += Math.abs(value - first) / y.length;
  const end = { level: 0, mean: 0, slope: 0 };
  const at = (point: Float64Array) => ({
    initial: first + ((point[0] ?? 0.5) - 0.5) * 8 * scale,
    alpha: 0.001 + 0.998 * (point[1] ?? 0.5),
    theta: 1 + (MOST_THETA - 1) * (point[2] ?? 0) ** 2,
  });
  const loss = (point: Float64Array) => {
    const { initial, alpha, theta } = at(point);
    return run(y, initial, alpha, theta, end);
  };
  const point = Float64Array.of(0.5, 0.5, 0.23);
  if (warm !== undefined) point.set(warm);
  minimise(loss, point, { evaluations, step: warm === undefined ? 0.2 : 0.06 });
  loss(point);
  const { alpha, theta } = at(point);
  return { point, forecast: extend(y.length, horizon, alpha, theta, end) };
}

interface End {
  level: number;
  mean: number;
  slope: number;
}

function run(y: Float64Array, initial: number, alpha: number, theta: number, end: End): number {
  const weight = 1 - 1 / theta;
  let level = initial;
  let mean = 0;
  let slope = 0;
  let decay = 1;
  let loss = 0;
  for (let t = 0; t < y.length; t += 1) {
    const value = y[t] ?? 0;
    // Line through the first t values: intercept `mean - slope (t + 1) / 2`.
    const line = mean - (slope * (t + 1)) / 2;
    const next = decay * (1 - alpha);
    const mu = t === 0 ? level : level + weight * (decay * line + ((1 - next) / alpha) * slope);
    const error = value - mu;
    if (t > 0) loss += error * error;
    level += alpha * (value - level);
    slope = t === 0 ? 0 : ((t - 1) * slope + (6 / (t + 1)) * (value - mean)) / (t + 2);
    mean += (value - mean) / (t + 1);
    decay = next;
  }
  end.level = level;
  end.mean = mean;
  end.slope = slope;
  return loss;
}

/** Later steps take their own forecasts for observations. */
function extend(n: number, horizon: number, alpha: number, theta: number, end: End): Float64Array {
  const weight = 1 - 1 / theta;
  let { level, mean, slope } = end;
  let decay = (1 - alpha) ** n;
  return Float64Array.from({ length: horizon }, (_, j) => {
    const t = n + j;
    const line = mean - (slope * (t + 1)) / 2;
    const next = decay * (1 - alpha);
    const mu = level + weight * (decay * line + ((1 - next) / alpha) * slope);
    level += alpha * (mu - level);
    slope = ((t - 1) * slope + (6 / (t + 1)) * (mu - mean)) / (t + 2);
    mean += (mu - mean) / (t + 1);
    decay = next;
    return mu;
  });
}
