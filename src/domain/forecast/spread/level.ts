import type { Combined } from '../combine.js';

/** Origins that the group's share is worth beside the series' own. */
const PRIOR_ORIGINS = 12;
const MOST = 0.95;
/** A variance told by few origins is that of a heavier tail: of Student's t with 8 to 9 degrees of freedom to a normal's. */
const WIDER = 1.3;
/** The share where no series tells. */
const USUAL = 0.1;

/** What a group tells of how far the errors of a horizon hang together, as {@link levelShare} takes it. */
export function commonLevel(group: readonly Combined[], growths: readonly number[]): number {
  let [sum, weight] = [0, 0];
  group.forEach((one, i) => {
    const { share, trials } = ownLevel(one, growths[i] ?? 0);
    if (share === undefined) return;
    sum += trials * Math.min(MOST, share);
    weight += trials;
  });
  return weight > 0 ? sum / weight : USUAL;
}

/**
 * How far the errors of a horizon hang together: the correlation of any two steps that makes the errors' sum as wide as
 * it was found at the rolling origins. What a quantile of demand over a lead time rests on.
 *
 * @param growth of the error variance a step ahead, over that of the first step
 */
export function levelShare(one: Combined, growth: number, common: number): number {
  const { share, trials } = ownLevel(one, growth);
  const drawn =
    share === undefined ? common : (trials * share + PRIOR_ORIGINS * common) / (trials + PRIOR_ORIGINS);
  return Math.min(MOST, Math.max(0, WIDER * drawn));
}

function ownLevel(
  { draft, back }: Combined,
  growth: number,
): { readonly share: number | undefined; readonly trials: number } {
  const { tested: h, origins, truth } = draft;
  let [together, apart, trials] = [0, 0, 0];
  for (let k = 0; k < origins; k += 1) {
    let [sum, squares, complete] = [0, 0, true];
    for (let at = k * h; at < (k + 1) * h; at += 1) {
      const error = (truth[at] ?? 0) - (back[at] ?? 0);
      if (Number.isNaN(error)) complete = false;
      sum += error;
      squares += error * error;
    }
    if (!complete) continue;
    together += sum * sum;
    apart += squares;
    trials += 1;
  }
  const walk = (growth * (h - 1) * h * (2 * h - 1)) / 6;
  const variance = h + (growth * h * (h - 1)) / 2;
  const ratio = apart > 0 ? together / apart : Number.NaN;
  const share = h > 1 ? (ratio * variance - h - walk) / (h * h - h) : 0;
  return { share: Number.isNaN(share) ? undefined : share, trials };
}
