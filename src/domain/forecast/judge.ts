import type { Combined } from './combine.js';

/** Fewer origins than these decide nothing against the naive method. */
const LEAST_ORIGINS = 3;

/** A combination and its verdict beside the seasonal naive method. */
export interface Judged extends Combined {
  /** The naive method did better in the backtest; it stands in the combination's place. */
  readonly lost: boolean;
  /** The combination, whatever is used. */
  readonly tried: Combined;
}

/** Puts the seasonal naive method in place of a combination whose squared errors in the backtest are greater. */
export function judge(one: Combined): Judged {
  if (!loses(one)) return { ...one, lost: false, tried: one };
  const { draft } = one;
  return { draft, weights: [], ahead: draft.naiveAhead, back: draft.naiveBack, lost: true, tried: one };
}

function loses({ draft, back }: Combined): boolean {
  if (draft.constant || draft.origins < LEAST_ORIGINS) return false;
  let [own, naive] = [0, 0];
  draft.truth.forEach((actual, at) => {
    if (Number.isNaN(actual)) return;
    own += (actual - (back[at] ?? 0)) ** 2;
    naive += (actual - (draft.naiveBack[at] ?? 0)) ** 2;
  });
  return own > naive;
}
