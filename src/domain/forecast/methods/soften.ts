import { medianOf } from '../numeric/series.js';
import type { Season } from './seasonality.js';
import { adjusted, reseason } from './seasonality.js';

/** Deviations from the running median this many times the usual one are outliers. */
const LIMIT = 6;
const HALF = 3;
/** In a shorter history a season or a turn may look like a spike. */
const LEAST = 60;
const LEAST_SEASONS = 10;
/** Median absolute deviation to standard deviation of a normal. */
const MAD_TO_SD = 1.4826;

/**
 * A history for training in which single spikes are drawn back to the edge of what is usual for it. Only what stands
 * alone is drawn back: a shift of the level, which the running median follows, stays. The last steps stay too, for
 * what follows them is not known yet.
 *
 * @param y NaN where not observed; the truth that forecasts are scored by is never softened
 */
export function soften(y: Float64Array, period: number, season: Season | undefined): Float64Array {
  if (y.length < Math.max(LEAST, LEAST_SEASONS * period)) return y;
  const level = season === undefined ? y : adjusted(y, season);
  // Where all is positive, a spike is one against the level of its time.
  const relative = level.every((value) => !(value <= 0));
  const plain = relative ? level.map(Math.log) : level;
  const off = new Float64Array(y.length);
  const centres = new Float64Array(y.length);
  const window = new Float64Array(2 * HALF + 1);
  for (let t = 0; t < y.length; t += 1) {
    const centre = middleAround(plain, t, window);
    centres[t] = centre;
    off[t] = Math.abs((plain[t] ?? 0) - centre);
  }
  const usual = MAD_TO_SD * medianOf(off);
  if (!(usual > 0)) return y;
  let touched = false;
  const out = plain.map((value, t) => {
    if (t >= y.length - HALF || !((off[t] ?? 0) > LIMIT * usual)) return value;
    touched = true;
    const centre = centres[t] ?? 0;
    return centre + Math.sign(value - centre) * LIMIT * usual;
  });
  if (!touched) return y;
  const softened = relative ? out.map(Math.exp) : out;
  return season === undefined ? softened : reseason(softened, season, 0);
}

/** Median of the observed values within HALF steps, sorted by insertion into `window`: this runs at every step. */
function middleAround(y: Float64Array, t: number, window: Float64Array): number {
  let count = 0;
  const last = Math.min(y.length - 1, t + HALF);
  for (let k = Math.max(0, t - HALF); k <= last; k += 1) {
    const value = y[k] ?? 0;
    if (Number.isNaN(value)) continue;
    let at = count;
    for (; at > 0 && (window[at - 1] ?? 0) > value; at -= 1) window[at] = window[at - 1] ?? 0;
    window[at] = value;
    count += 1;
  }
  const middle = count >> 1;
  const high = window[middle] ?? 0;
  return count % 2 === 1 ? high : (high + (window[middle - 1] ?? 0)) / 2;
}
