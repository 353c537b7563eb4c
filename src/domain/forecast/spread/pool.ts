import type { Combined } from '../combine.js';
import { normalQuantile } from '../numeric/normal.js';
import { quantileOf } from '../numeric/series.js';
import type { Scale } from './scale.js';
import { SHARES } from './shares.js';

/** Most errors that are sorted: more change nothing. */
const MOST = 60_000;
/** Series whose errors the assumed shape is worth in the pooled one. */
const PRIOR_SERIES = 3;
/** Excess of the assumed tails over the normal's, as of Student's t with few degrees of freedom. */
const TAIL = 0.25;

/**
 * Quantiles of the standardised errors of a group at `SHARES`: the calibration that makes stated intervals hold. Each
 * error is divided by a scale that its own origin had no part in, so that the pool carries the scale's uncertainty too.
 */
export function pooledQuantiles(group: readonly Combined[], scales: readonly Scale[]): number[] {
  const pool: number[] = [];
  const total = group.reduce((sum, { draft }) => sum + draft.truth.length, 0);
  const stride = Math.max(1, Math.ceil(total / MOST));
  let seen = 0;
  let series = 0;
  group.forEach(({ draft, back }, i) => {
    const scale = scales[i];
    if (scale === undefined || draft.origins < 2) return;
    series += 1;
    for (let at = 0; at < draft.truth.length; at += 1) {
      seen += 1;
      const error = (draft.truth[at] ?? 0) - (back[at] ?? 0);
      const variance = scale.back[at] ?? 0;
      if (seen % stride === 0 && variance > 0 && !Number.isNaN(error)) pool.push(error / Math.sqrt(variance));
    }
  });
  const sorted = Float64Array.from(pool).sort();
  const trust = sorted.length === 0 ? 0 : series / (series + PRIOR_SERIES);
  return SHARES.map((share) => {
    const z = normalQuantile(share);
    const assumed = z * (1 + (TAIL * (z * z + 1)) / 4);
    return trust === 0 ? assumed : trust * quantileOf(sorted, share) + (1 - trust) * assumed;
  });
}
