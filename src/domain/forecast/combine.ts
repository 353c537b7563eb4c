import type { Draft } from './draft.js';

/** How sharply a combination prefers the member with the smaller error, once the backtest is long. */
const SHARPNESS = 3;
/** Origins of backtest that the group's experience is worth. */
const EXPERIENCE = 2;

/** A draft with its members combined. */
export interface Combined {
  readonly draft: Draft;
  /** By member, for the steps ahead. They add up to 1. */
  readonly weights: readonly number[];
  readonly ahead: Float64Array;
  /** The combination at each origin, under weights that the origin itself had no part in. */
  readonly back: Float64Array;
}

/** By route and member: mean logarithm of its error over that of the others, over a group. */
export type Experience = ReadonlyMap<string, number>;

/** What a group of drafts teaches about the members. */
export function experienceOf(drafts: readonly Draft[]): Experience {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const draft of drafts) {
    const losses = draft.members.map((_, i) => lossOf(draft, i, -1));
    if (losses.length === 0 || losses.some((loss) => !(loss > 0))) continue;
    const usual = losses.reduce((sum, loss) => sum + Math.log(loss), 0) / losses.length;
    draft.members.forEach((name, i) => {
      const key = `${draft.route} ${name}`;
      const entry = sums.get(key) ?? { sum: 0, count: 0 };
      entry.sum += (Math.log(losses[i] ?? 1) - usual) / 2;
      entry.count += 1;
      sums.set(key, entry);
    });
  }
  // One series alone teaches nothing that its own backtest does not.
  return new Map(
    [...sums].map(([key, { sum, count }]) => [key, (sum / count) * ((count - 1) / (count + 4))]),
  );
}

/**
 * The members' mean under weights that fall with the power of their backtest error (Bates and Granger 1969, Operational
 * Research Quarterly 20, 451-468), drawn to the group's experience where the backtest is short.
 */
export function combine(draft: Draft, experience: Experience): Combined {
  const { members, origins, tested } = draft;
  const ahead = new Float64Array(draft.naiveAhead.length);
  const weights = weightsOf(draft, experience, -1);
  members.forEach((_, i) => {
    add(ahead, draft.ahead[i], weights[i] ?? 0, 0, ahead.length, 0);
  });
  const back = new Float64Array(origins * tested);
  for (let k = 0; k < origins; k += 1) {
    const others =
      origins > 1 ? weightsOf(draft, experience, k) : weightsOf({ ...draft, origins: 0 }, experience, -1);
    members.forEach((_, i) => {
      add(back, draft.back[i], others[i] ?? 0, k * tested, tested, k * tested);
    });
  }
  return { draft, weights, ahead, back };
}

function weightsOf(draft: Draft, experience: Experience, without: number): number[] {
  const trials = draft.origins - (without === -1 ? 0 : 1);
  const trust = trials / (trials + EXPERIENCE);
  const scores = draft.members.map((name, i) => {
    const own = trials > 0 ? Math.log(Math.max(lossOf(draft, i, without), Number.MIN_VALUE)) / 2 : 0;
    return -SHARPNESS * (trust * own + (1 - trust) * (experience.get(`${draft.route} ${name}`) ?? 0));
  });
  const most = Math.max(...scores);
  const raw = scores.map((score) => Math.exp(score - most));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
}

/** Mean squared error of a member over the origins but one. */
function lossOf({ back, truth, origins, tested }: Draft, member: number, without: number): number {
  const forecast = back[member];
  let [sum, count] = [0, 0];
  for (let k = 0; k < origins; k += 1) {
    if (k === without) continue;
    for (let at = k * tested; at < (k + 1) * tested; at += 1) {
      const error = (truth[at] ?? 0) - (forecast?.[at] ?? 0);
      if (Number.isNaN(error)) continue;
      sum += error * error;
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}

function add(
  target: Float64Array,
  source: Float64Array | undefined,
  weight: number,
  at: number,
  count: number,
  from: number,
) {
  for (let j = 0; j < count; j += 1)
    target[at + j] = (target[at + j] ?? 0) + weight * (source?.[from + j] ?? 0);
}
