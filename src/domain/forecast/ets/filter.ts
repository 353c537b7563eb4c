import type { EtsModel, EtsParameters, EtsState } from './model.js';

/**
 * Runs a model over a series and leaves `state` as it is after the last step.
 *
 * The recursions are those of Hyndman et al. (2008), tables 2.2 and 2.3. Written by the plain error e = y - mu they are
 * the same for additive and multiplicative errors; only the likelihood differs. A gap moves the level along the trend
 * and teaches nothing.
 *
 * @returns minus twice the log likelihood but for a constant, `n log(sum e^2) + 2 sum log|r|` (equation 5.3), as R's
 *   `forecast::ets` counts it; infinity where the model breaks down (a forecast that is not positive under
 *   multiplicative parts)
 */
export function runEts(y: Float64Array, model: EtsModel, p: EtsParameters, state: EtsState): number {
  const { alpha, beta, gamma } = p;
  const phi = model.trend === 'Ad' ? p.phi : 1;
  const hasTrend = model.trend !== 'N';
  const { seasonal, period } = model;
  const relative = model.error === 'M';
  const { season } = state;
  let level = state.level;
  let trend = hasTrend ? state.trend : 0;
  let squares = 0;
  let product = 1;
  let logs = 0;
  let count = 0;
  let position = 0;
  for (let t = 0; t < y.length; t += 1) {
    const value = y[t] ?? 0;
    const slope = phi * trend;
    const base = level + slope;
    let mu = base;
    let index = 0;
    if (seasonal === 'A') {
      index = season[position] ?? 0;
      mu = base + index;
    } else if (seasonal === 'M') {
      index = season[position] ?? 1;
      mu = base * index;
    }
    if (Number.isNaN(value)) {
      level = base;
      trend = slope;
    } else {
      const error = value - mu;
      count += 1;
      if (relative) {
        if (!(mu > 0)) return Number.POSITIVE_INFINITY;
        const share = error / mu;
        squares += share * share;
        product *= mu;
        if (product > 1e200 || product < 1e-200) {
          logs += Math.log(product);
          product = 1;
        }
      } else squares += error * error;
      if (seasonal === 'M') {
        if (!(index > 0 && base > 0)) return Number.POSITIVE_INFINITY;
        const pull = error / index;
        level = base + alpha * pull;
        trend = slope + beta * pull;
        season[position] = index + (gamma * error) / base;
      } else {
        level = base + alpha * error;
        trend = slope + beta * error;
        if (seasonal === 'A') season[position] = index + gamma * error;
      }
    }
    position = position + 1 === period ? 0 : position + 1;
  }
  state.level = level;
  state.trend = trend;
  const total = count * Math.log(Math.max(squares, 1e-300)) + 2 * (logs + Math.log(product));
  return Number.isNaN(total) ? Number.POSITIVE_INFINITY : total;
}

/** The point forecasts from a state after `from` steps. */
export function forecastEts(
  model: EtsModel,
  { phi }: EtsParameters,
  { level, trend, season }: EtsState,
  from: number,
  horizon: number,
): Float64Array {
  const damping = model.trend === 'Ad' ? phi : 1;
  let sum = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, j) => {
    power *= damping;
    sum += power;
    const base = level + (model.trend === 'N' ? 0 : sum * trend);
    const index = season[(from + j) % model.period] ?? 0;
    if (model.seasonal === 'A') return base + index;
    return model.seasonal === 'M' ? base * index : base;
  });
}
