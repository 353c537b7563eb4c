import { minimise } from '../numeric/nelder-mead.js';
import { forecastEts, runEts } from './filter.js';
import type { EtsModel, EtsParameters, EtsState } from './model.js';
import { parameterCount } from './model.js';

/** Bounds of R's `forecast::ets`: the usual region, phi within [0.8, 0.98]. */
const LEAST = 1e-4;
const MOST = 1 - 1e-4;
const PHI_LOW = 0.8;
const PHI_WIDTH = 0.18;
const ROUNDS = 3;

export interface EtsFit {
  readonly model: EtsModel;
  readonly parameters: EtsParameters;
  /** State after the last step of the series. */
  readonly state: EtsState;
  /** State before its first step. */
  readonly initial: EtsState;
  /** Corrected information criterion of Akaike, on the scale of R's `ets`. */
  readonly aicc: number;
  /** The optimiser's own coordinates, to start another fit from. */
  readonly point: Float64Array;
}

export interface EtsFitOptions {
  /** Evaluations of the likelihood; more find a better optimum. */
  readonly evaluations: number;
  /** Whether level and trend before the first step are estimated too, as they should be for short series. */
  readonly estimateInitial: boolean;
  /** Coordinates of an earlier fit of the same model. */
  readonly warm?: Float64Array | undefined;
}

/**
 * Maximum likelihood for one model. Where the initial states are to be estimated, the season among them is found by
 * backcasting: the fitted model runs over the series backwards, and what it ends with is where the next fit starts.
 */
export function fitEts(y: Float64Array, model: EtsModel, start: EtsState, options: EtsFitOptions): EtsFit {
  let best = fitFromState(y, model, start, options);
  if (!options.estimateInitial || model.seasonal === 'N' || options.evaluations < 100) return best;
  for (let round = 0; round < ROUNDS; round += 1) {
    const warm = Float64Array.from(best.point).fill(0.5, best.point.length - (model.trend === 'N' ? 1 : 2));
    const next = fitFromState(y, model, backcast(y, best), {
      ...options,
      evaluations: options.evaluations / 2,
      warm,
    });
    if (!(next.aicc < best.aicc - 0.05)) break;
    best = next;
  }
  return best;
}

/** The state before the first step, by running over the series from its end. */
function backcast(y: Float64Array, { model, parameters, state }: EtsFit): EtsState {
  const n = y.length;
  const { period } = model;
  const season = Float64Array.from(
    { length: period },
    (_, k) => state.season[(((n - 1 - k) % period) + period) % period] ?? 0,
  );
  const back: EtsState = { level: state.level, trend: -state.trend, season };
  runEts(Float64Array.from(y).reverse(), model, parameters, back);
  const forward = Float64Array.from(
    { length: period },
    (_, k) => back.season[(((n - 1 - k) % period) + period) % period] ?? 0,
  );
  let mean = 0;
  for (const index of forward) mean += index / period;
  const usable = model.seasonal === 'A' || mean > 0;
  return {
    level: back.level,
    trend: -back.trend,
    season: usable ? forward.map((index) => (model.seasonal === 'A' ? index - mean : index / mean)) : forward,
  };
}

function fitFromState(y: Float64Array, model: EtsModel, start: EtsState, options: EtsFitOptions): EtsFit {
  const scale = spreadOf(y);
  const work: EtsState = { level: 0, trend: 0, season: new Float64Array(model.period) };
  const smoothing =
    1 + (model.trend === 'N' ? 0 : model.trend === 'A' ? 1 : 2) + (model.seasonal === 'N' ? 0 : 1);
  const states = options.estimateInitial ? (model.trend === 'N' ? 1 : 2) : 0;
  const reset = (point: Float64Array) => {
    work.level = start.level + (states > 0 ? ((point[smoothing] ?? 0.5) - 0.5) * 4 * scale : 0);
    work.trend = start.trend + (states > 1 ? ((point[smoothing + 1] ?? 0.5) - 0.5) * 0.8 * scale : 0);
    work.season.set(start.season);
  };
  const loss = (point: Float64Array) => {
    reset(point);
    return runEts(y, model, parametersAt(point, model), work);
  };
  const point = firstPoint(model, smoothing + states);
  if (options.warm !== undefined) point.set(options.warm);
  const step = options.warm === undefined ? 0.2 : 0.06;
  const lik = minimise(loss, point, { step, evaluations: options.evaluations });
  reset(point);
  const initial = { level: work.level, trend: work.trend, season: Float64Array.from(work.season) };
  const parameters = parametersAt(point, model);
  runEts(y, model, parameters, work);
  return { model, parameters, state: work, initial, aicc: criterion(lik, y, model), point };
}

export function forecastFit(
  { model, parameters, state }: EtsFit,
  from: number,
  horizon: number,
): Float64Array {
  return forecastEts(model, parameters, state, from, horizon);
}

function criterion(lik: number, y: Float64Array, model: EtsModel): number {
  let n = 0;
  for (const value of y) if (!Number.isNaN(value)) n += 1;
  const k = parameterCount(model);
  return n - k - 1 > 0 ? lik + 2 * k + (2 * k * (k + 1)) / (n - k - 1) : Number.POSITIVE_INFINITY;
}

function firstPoint(model: EtsModel, length: number): Float64Array {
  const point = new Float64Array(length).fill(0.5);
  point[0] = 0.3;
  let next = 1;
  if (model.trend !== 'N') {
    point[next] = 0.1;
    next += 1;
  }
  if (model.trend === 'Ad') {
    point[next] = 0.9;
    next += 1;
  }
  if (model.seasonal !== 'N') point[next] = 0.1;
  return point;
}

function parametersAt(point: Float64Array, model: EtsModel): EtsParameters {
  const alpha = LEAST + (MOST - LEAST) * (point[0] ?? 0);
  let next = 1;
  let beta = 0;
  let phi = 1;
  if (model.trend !== 'N') {
    beta = alpha * (LEAST + (MOST - LEAST) * (point[next] ?? 0));
    next += 1;
  }
  if (model.trend === 'Ad') {
    phi = PHI_LOW + PHI_WIDTH * (point[next] ?? 0);
    next += 1;
  }
  const gamma = model.seasonal === 'N' ? 0 : (1 - alpha) * (LEAST + (MOST - LEAST) * (point[next] ?? 0));
  return { alpha, beta, gamma, phi };
}

function spreadOf(y: Float64Array): number {
  let [n, sum, squares] = [0, 0, 0];
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    n += 1;
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(Math.max(squares / n - (sum / n) ** 2, 0)) || 1;
}
