/** One-sided 90 % point of the normal distribution, as the M4 benchmarks use it. */
const CRITICAL = 1.645;

/** A longer season has too few observations a step: only its first harmonics are told from chance. */
const LONGEST_RAW = 60;
const HARMONICS = 4;

/** How a season acts on the level. */
export type SeasonKind = 'additive' | 'multiplicative';

/** A season of `period` steps: `indices[t % period]` belongs to step t. */
export interface Season {
  readonly kind: SeasonKind;
  readonly indices: Float64Array;
}

/**
 * The seasonality test of the M4 benchmarks (Fiorucci et al. 2016, International Journal of Forecasting 32,
 * 1151-1161): the autocorrelation at lag `period` against Bartlett's limit, given three seasons of history.
 *
 * @param y without gaps
 */
export function isSeasonal(y: Float64Array, period: number): boolean {
  const n = y.length;
  if (period < 2 || n < 3 * period) return false;
  let mean = 0;
  for (const value of y) mean += value / n;
  let variance = 0;
  for (const value of y) variance += (value - mean) ** 2;
  if (!(variance > 0)) return false;
  let sum = 1;
  let correlation = 0;
  for (let lag = 1; lag <= period; lag += 1) {
    if (lag > 1) sum += 2 * correlation ** 2;
    let covariance = 0;
    for (let t = lag; t < n; t += 1) covariance += ((y[t] ?? 0) - mean) * ((y[t - lag] ?? 0) - mean);
    correlation = covariance / variance;
  }
  return Math.abs(correlation) > (CRITICAL / Math.sqrt(n)) * Math.sqrt(sum);
}

/**
 * Classical decomposition by a centred moving average (Kendall and Stuart 1983, The Advanced Theory of Statistics 3).
 *
 * @param y without gaps, two seasons or more; positive where the season is multiplicative
 */
export function classicalSeason(y: Float64Array, period: number, kind: SeasonKind): Season {
  const { sums, counts } = detrended(y, period, kind);
  return centred(
    kind,
    sums.map((sum, k) => sum / (counts[k] ?? 1)),
  );
}

/**
 * A season that is as strong as the history can tell: the classical indices, drawn towards no season by the share of
 * their spread that chance explains (Miller and Williams 2003, International Journal of Forecasting 19, 669-684, after
 * James and Stein). Of the two kinds the one that leaves less unexplained; none where chance explains all.
 *
 * @param y without gaps
 */
export function shrunkSeason(y: Float64Array, period: number): Season | undefined {
  if (period < 2 || y.length < 2 * period + 2) return undefined;
  const additive = shrunk(y, period, 'additive');
  if (!y.every((value) => value > 0)) return additive?.season;
  const multiplicative = shrunk(y, period, 'multiplicative');
  if (additive === undefined || multiplicative === undefined) return (additive ?? multiplicative)?.season;
  return multiplicative.left < additive.left ? multiplicative.season : additive.season;
}

function shrunk(
  y: Float64Array,
  period: number,
  kind: SeasonKind,
): { season: Season; left: number } | undefined {
  const { rests, trends, sums, counts } = detrended(y, period, kind);
  const half = Math.floor(period / 2);
  const raw = sums.map((sum, k) => sum / (counts[k] ?? 1));
  const means = period > LONGEST_RAW ? smoothed(raw, HARMONICS) : raw;
  const parameters = period > LONGEST_RAW ? 2 * HARMONICS : period - 1;
  let [within, left] = [0, 0];
  for (let t = half; t < y.length - half; t += 1) {
    const rest = (rests[t] ?? 0) - (means[t % period] ?? 0);
    within += rest * rest;
    left += (kind === 'additive' ? rest : rest * (trends[t] ?? 0)) ** 2;
  }
  const neutral = kind === 'additive' ? 0 : 1;
  let between = 0;
  for (let k = 0; k < period; k += 1) between += (counts[k] ?? 0) * ((means[k] ?? 0) - neutral) ** 2;
  const freedom = Math.max(1, y.length - 2 * half - parameters - 1);
  // Each index has a variance of its own from chance; what is beyond it is season.
  const ratio = between / parameters / (within / freedom);
  const keep = within > 0 ? Math.max(0, 1 - 1 / ratio) : 1;
  if (keep === 0) return undefined;
  return {
    season: centred(
      kind,
      means.map((mean) => neutral + keep * (mean - neutral)),
    ),
    left,
  };
}

/** The first harmonics of a season about its mean (Fourier). */
function smoothed(indices: Float64Array, harmonics: number): Float64Array {
  const period = indices.length;
  let mean = 0;
  for (const index of indices) mean += index / period;
  const out = new Float64Array(period).fill(mean);
  for (let h = 1; h <= harmonics; h += 1) {
    let [a, b] = [0, 0];
    indices.forEach((index, k) => {
      a += ((2 * index) / period) * Math.cos((2 * Math.PI * h * k) / period);
      b += ((2 * index) / period) * Math.sin((2 * Math.PI * h * k) / period);
    });
    for (let k = 0; k < period; k += 1) {
      const angle = (2 * Math.PI * h * k) / period;
      out[k] = (out[k] ?? 0) + a * Math.cos(angle) + b * Math.sin(angle);
    }
  }
  return out;
}

/** What is left of each step once the moving average is taken out, and its sums by season. */
function detrended(y: Float64Array, period: number, kind: SeasonKind) {
  const n = y.length;
  const half = Math.floor(period / 2);
  const even = period % 2 === 0;
  const rests = new Float64Array(n);
  const trends = new Float64Array(n);
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  let window = 0;
  for (let t = even ? 1 : 0; t < period; t += 1) window += y[t] ?? 0;
  for (let t = half; t < n - half; t += 1) {
    const first = y[t - half] ?? 0;
    const last = y[t + half] ?? 0;
    // An even window weighs its two ends by half.
    if (t > half) window += even ? (y[t + half - 1] ?? 0) - first : last - (y[t - half - 1] ?? 0);
    const trend = (even ? window + (first + last) / 2 : window) / period;
    const rest = kind === 'additive' ? (y[t] ?? 0) - trend : (y[t] ?? 0) / trend;
    rests[t] = rest;
    trends[t] = trend;
    sums[t % period] = (sums[t % period] ?? 0) + rest;
    counts[t % period] = (counts[t % period] ?? 0) + 1;
  }
  return { rests, trends, sums, counts };
}

function centred(kind: SeasonKind, indices: Float64Array): Season {
  let mean = 0;
  for (const index of indices) mean += index / indices.length;
  return { kind, indices: indices.map((index) => (kind === 'additive' ? index - mean : index / mean)) };
}

/** The series without its season. */
export function adjusted(y: Float64Array, { kind, indices }: Season): Float64Array {
  const period = indices.length;
  return y.map((value, t) => {
    const index = indices[t % period] ?? 0;
    return kind === 'additive' ? value - index : value / index;
  });
}

/** Puts the season back on forecasts that begin at step `from`; changes them in place. */
export function reseason(forecast: Float64Array, { kind, indices }: Season, from: number): Float64Array {
  const period = indices.length;
  for (let j = 0; j < forecast.length; j += 1) {
    const index = indices[(from + j) % period] ?? 0;
    const value = forecast[j] ?? 0;
    forecast[j] = kind === 'additive' ? value + index : value * index;
  }
  return forecast;
}

/** The season the M4 benchmarks remove: multiplicative, and only where the test finds one; additive where a value is not positive. */
export function testedSeason(y: Float64Array, period: number): Season | undefined {
  if (!isSeasonal(y, period)) return undefined;
  const season = classicalSeason(y, period, y.every((value) => value > 0) ? 'multiplicative' : 'additive');
  return season.kind === 'additive' || season.indices.every((index) => index > 0)
    ? season
    : classicalSeason(y, period, 'additive');
}
