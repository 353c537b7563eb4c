import type { Combined } from './combine.js';

/** Fewer origins than these decide nothing against the naive method. */
const LEAST_ORIGINS = 3;
/** Origins of own backtest that the group's experience with the naive method is worth. */
const EXPERIENCE = 6;
/** Other series it takes for half of that. */
const HALF_TRUSTED = 4;

/** A combination and its verdict beside the seasonal naive method. */
export interface Judged extends Combined {
  /** The naive method is better beyond what six origins show by chance; it stands in the combination's place. */
  readonly lost: boolean;
  /** The naive method did better in the backtest, but the group tells that it was chance. */
  readonly behind: boolean;
}

/**
 * Puts the seasonal naive method in place of each combination that loses to it. A few origins err: their verdict is
 * weighed with that of the group, so that one alone is judged by its own backtest and one of many by both. Choosing by the
 * own backtest alone made forecasts worse wherever it chose.
 */
export function judge(group: readonly Combined[]): Judged[] {
  const ratios = group.map(logRatio);
  const known = ratios.filter((ratio) => ratio !== undefined);
  const sum = known.reduce((total, ratio) => total + ratio, 0);
  return group.map((one, i) => {
    const own = ratios[i];
    if (own === undefined) return { ...one, lost: false, behind: false };
    const others = known.length - 1;
    const common = others > 0 ? (sum - own) / others : 0;
    const weight = (EXPERIENCE * others) / (others + HALF_TRUSTED);
    const { draft } = one;
    if ((draft.origins * own + weight * common) / (draft.origins + weight) <= 0) {
      return { ...one, lost: false, behind: own > 0 };
    }
    return { draft, weights: [], ahead: draft.naiveAhead, back: draft.naiveBack, lost: true, behind: false };
  });
}

/** Logarithm of the combination's error over the naive method's; undefined where there is no backtest to tell. */
function logRatio({ draft, back }: Combined): number | undefined {
  if (draft.constant || draft.origins < LEAST_ORIGINS) return undefined;
  let [own, naive] = [0, 0];
  draft.truth.forEach((actual, at) => {
    if (Number.isNaN(actual)) return;
    own += (actual - (back[at] ?? 0)) ** 2;
    naive += (actual - (draft.naiveBack[at] ?? 0)) ** 2;
  });
  if (own === 0 && naive === 0) return undefined;
  return Math.max(-3, Math.min(3, 0.5 * Math.log(Math.max(own, 1e-12) / Math.max(naive, 1e-12))));
}
