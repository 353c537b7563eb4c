import { adjusted, classicalSeason } from '../methods/seasonality.js';
import { isMissing } from '../numeric/series.js';
import type { EtsState, SeasonalKind } from './model.js';

/**
 * The state before the first step by the heuristic of Hyndman et al. (2008), section 2.6.1: the season from a classical
 * decomposition of the first seasons, level and trend from a line through what follows the season is taken out of.
 *
 * @param y without gaps; positive for a multiplicative season
 */
export function initialState(
  y: Float64Array,
  seasonal: SeasonalKind,
  period: number,
  trending: boolean,
): EtsState {
  let season: Float64Array = new Float64Array(1);
  let plain = y;
  if (seasonal !== 'N') {
    const found = classicalSeason(y, period, seasonal === 'A' ? 'additive' : 'multiplicative');
    plain = adjusted(y, found);
    season = found.indices;
    if (seasonal === 'M') season = season.map((index) => Math.max(index, 1e-2));
  }
  const window = Math.min(plain.length, Math.max(10, 2 * period));
  let [sumT, sumY] = [0, 0];
  for (let t = 0; t < window; t += 1) {
    sumT += t + 1;
    sumY += plain[t] ?? 0;
  }
  const [meanT, meanY] = [sumT / window, sumY / window];
  if (!trending) return { level: meanY, trend: 0, season };
  let [cross, squares] = [0, 0];
  for (let t = 0; t < window; t += 1) {
    cross += (t + 1 - meanT) * ((plain[t] ?? 0) - meanY);
    squares += (t + 1 - meanT) ** 2;
  }
  const slope = squares > 0 ? cross / squares : 0;
  const level = meanY - slope * meanT;
  // A multiplicative model needs a positive start.
  if (level <= 0 && !isMissing(plain[0]) && (plain[0] ?? 0) > 0)
    return { level: plain[0] ?? meanY, trend: 0, season };
  return { level, trend: slope, season };
}
