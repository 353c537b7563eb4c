/** Fewest values of which the test can call a clear step a step at 5 %. */
const FEWEST = 11;
/** How likely by chance a break may be that is told of. */
const SIGNIFICANT = 0.05;

/** Where the level of a series changes, if it does. */
export interface Break {
  /** Index of the first value of the new level. */
  readonly at: number;
  /** How likely chance alone gives as large a difference of ranks, 0 to 1. */
  readonly p: number;
}

/**
 * Looks for one change in the level of a series: the test of Pettitt, "A Non-Parametric Approach to the Change-Point
 * Problem", Applied Statistics 28(2), 1979. U(t) = 2 x (sum of the first t mid-ranks) - t (n + 1); the break comes
 * after the t of the largest |U| = K, and p is about 2 exp(-6 K^2 / (n^3 + n^2)). It asks nothing of the
 * distribution, but takes the values as independent: a steady trend or a season can pass for a break.
 *
 * @returns the break; `none` where there is no clear one; undefined for a series too short to tell.
 */
export function levelBreak(values: readonly number[]): Break | 'none' | undefined {
  const n = values.length;
  if (n < FEWEST) return undefined;
  const ranks = midRanks(values);
  let [at, largest, u] = [0, 0, 0];
  ranks.slice(0, -1).forEach((rank, index) => {
    u += 2 * rank - (n + 1);
    if (Math.abs(u) > largest) [at, largest] = [index + 1, Math.abs(u)];
  });
  const p = Math.min(1, 2 * Math.exp((-6 * largest ** 2) / (n ** 3 + n ** 2)));
  return p < SIGNIFICANT ? { at, p } : 'none';
}

/** Ranks from 1; equal values share the mean of theirs. */
function midRanks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const last = new Map(sorted.map((value, index) => [value, index + 1]));
  const first = new Map(sorted.map((value, index): [number, number] => [value, index + 1]).reverse());
  return values.map((value) => ((first.get(value) ?? 0) + (last.get(value) ?? 0)) / 2);
}
