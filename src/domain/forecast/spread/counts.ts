import type { Combined } from '../combine.js';
import { quantileOf } from '../numeric/series.js';
import type { Interval } from '../types.js';
import type { CountCdf } from './count-distribution.js';
import { countQuantile, mixed, nearestCount, negativeBinomial, tilted } from './count-distribution.js';
import { SHARES } from './shares.js';

/** Origins of backtest that the group's dispersion is worth. */
const PRIOR_ORIGINS = 2;
/** Series whose agreement the stated probabilities are worth in their recalibration. */
const PRIOR_SERIES = 10;
const LONGEST_EMPIRICAL = 400;

/** The distributions of a group of zero-heavy series, calibrated together. */
export class CountSpreads {
  readonly #group: readonly Combined[];
  readonly #dispersions: readonly { ahead: number; without: readonly number[] }[];
  readonly #histograms: readonly Float64Array[];
  /** Where a stated share is really found, by share. */
  readonly #calibrated: (share: number) => number;

  constructor(group: readonly Combined[]) {
    this.#group = group;
    this.#dispersions = dispersionsOf(group);
    this.#histograms = group.map(({ draft }) => histogram(draft.recent, draft.unit));
    this.#calibrated = this.#calibration();
  }

  /** Quantiles of each step ahead at `SHARES`, row by step. */
  table(i: number): Float64Array {
    const one = this.#group[i];
    if (one === undefined) return new Float64Array(0);
    const { unit } = one.draft;
    const table = new Float64Array(one.ahead.length * SHARES.length);
    this.#each(i, (cdf, j) => {
      SHARES.forEach((share, s) => {
        table[j * SHARES.length + s] = unit * countQuantile(cdf, this.#calibrated(share));
      });
    });
    return table;
  }

  /** Mean over the backtest of what `score` makes of a distribution and the truth. */
  backtest(i: number, score: (cdf: Reading, truth: number, at: number) => void): void {
    const one = this.#group[i];
    if (one === undefined) return;
    const { truth, unit, horizon } = one.draft;
    const known = new Map<string, Reading>();
    for (let at = 0; at < truth.length; at += 1) {
      const actual = truth[at] ?? 0;
      if (Number.isNaN(actual)) continue;
      const k = Math.floor(at / horizon);
      const mean = one.back[at] ?? 0;
      const key = `${k} ${mean}`;
      const reading =
        known.get(key) ?? this.#reading(this.#cdf(i, mean, this.#dispersions[i]?.without[k] ?? 1), unit);
      known.set(key, reading);
      score(reading, actual, at);
    }
  }

  /** The interval of a level for each step ahead. */
  interval(i: number, level: number): Interval {
    const one = this.#group[i];
    const low = new Float64Array(one?.ahead.length ?? 0);
    const high = new Float64Array(low.length);
    this.#each(i, (cdf, j) => {
      const [from, to] = this.#reading(cdf, one?.draft.unit ?? 1).interval(level);
      const point = one?.ahead[j] ?? 0;
      // What is expected of a rare seller is more than its usual day, which is none.
      low[j] = Math.min(from, point);
      high[j] = Math.max(to, point);
    });
    return { low, high };
  }

  #reading(cdf: CountCdf, unit: number): Reading {
    return {
      quantile: (share) => unit * countQuantile(cdf, this.#calibrated(share)),
      interval: (level) => {
        const tail = (1 - level) / 2;
        const low = countQuantile(cdf, this.#calibrated(tail));
        // Where nothing is the usual case the interval begins there, and the whole level lies below its upper end.
        // A high level is one to rely on: there it holds at least what it states.
        const find = level > 0.9 ? countQuantile : nearestCount;
        const high = find(cdf, this.#calibrated(low === 0 ? level : 1 - tail));
        return [unit * low, unit * Math.max(low, high)];
      },
    };
  }

  #each(i: number, visit: (cdf: CountCdf, j: number) => void): void {
    const one = this.#group[i];
    const known = new Map<number, CountCdf>();
    one?.ahead.forEach((mean, j) => {
      const cdf = known.get(mean) ?? this.#cdf(i, mean, this.#dispersions[i]?.ahead ?? 1);
      known.set(mean, cdf);
      visit(cdf, j);
    });
  }

  #cdf(i: number, mean: number, dispersion: number): CountCdf {
    const unit = this.#group[i]?.draft.unit ?? 1;
    const parametric = negativeBinomial(mean / unit, (dispersion * mean) / unit / unit);
    const counts = this.#histograms[i];
    return counts === undefined || counts.length < 2
      ? parametric
      : mixed(parametric, tilted(counts, mean / unit));
  }

  /** From the probability integral transforms of the backtest, a step of the distribution taken at its middle parts. */
  #calibration(): (share: number) => number {
    const found: number[] = [];
    this.#group.forEach(({ draft }, i) => {
      const known = new Map<string, CountCdf>();
      for (let at = 0; at < draft.truth.length; at += 1) {
        const actual = draft.truth[at] ?? 0;
        if (Number.isNaN(actual)) continue;
        const k = Math.floor(at / draft.horizon);
        const mean = this.#group[i]?.back[at] ?? 0;
        const key = `${k} ${mean}`;
        const cdf = known.get(key) ?? this.#cdf(i, mean, this.#dispersions[i]?.without[k] ?? 1);
        known.set(key, cdf);
        const units = Math.round(actual / draft.unit);
        const below = units === 0 ? 0 : (cdf[units - 1] ?? 1);
        // Golden ratio steps spread the transform evenly over the jump, the same in every run.
        const part = (at * 0.618033988749895) % 1;
        found.push(below + part * ((cdf[units] ?? 1) - below));
      }
    });
    if (found.length === 0) return (share) => share;
    const sorted = Float64Array.from(found).sort();
    const trust = this.#group.length / (this.#group.length + PRIOR_SERIES);
    return (share) => (1 - trust) * share + trust * quantileOf(sorted, share);
  }
}

/** A distribution under the group's calibration. */
export interface Reading {
  quantile(share: number): number;
  interval(level: number): readonly [low: number, high: number];
}

/** Variance over mean of what comes about what was forecast, drawn to the group's. */
function dispersionsOf(group: readonly Combined[]): { ahead: number; without: number[] }[] {
  const sums = group.map(({ draft, back }) =>
    Array.from({ length: draft.origins }, (_, k) => {
      let [squares, means] = [0, 0];
      for (let at = k * draft.horizon; at < (k + 1) * draft.horizon; at += 1) {
        const error = (draft.truth[at] ?? 0) - (back[at] ?? 0);
        if (Number.isNaN(error)) continue;
        squares += error * error;
        means += back[at] ?? 0;
      }
      return { squares, means };
    }),
  );
  const ofRecent = group.map(({ draft }) => recentDispersion(draft.recent));
  const ratios = sums.flatMap((rows, i) => {
    const [squares, means] = total(rows, -1);
    const recent = ofRecent[i] ?? 0;
    return squares > 0 && means > 0 && recent > 0 ? [Math.log(squares / means / recent)] : [];
  });
  const factor = ratios.length === 0 ? 1.1 : Math.exp(ratios.reduce((a, b) => a + b, 0) / ratios.length);
  return group.map((_, i) => {
    const rows = sums[i] ?? [];
    const prior = factor * (ofRecent[i] ?? 1);
    const drawn = (without: number) => {
      const [squares, means] = total(rows, without);
      const trials = rows.length - (without === -1 ? 0 : 1);
      const own = means > 0 && squares > 0 ? squares / means : prior;
      return (trials * own + PRIOR_ORIGINS * prior) / (trials + PRIOR_ORIGINS);
    };
    return { ahead: drawn(-1), without: rows.map((__, k) => drawn(k)) };
  });
}

function total(rows: readonly { squares: number; means: number }[], without: number): [number, number] {
  let [squares, means] = [0, 0];
  rows.forEach((row, k) => {
    if (k === without) return;
    squares += row.squares;
    means += row.means;
  });
  return [squares, means];
}

function recentDispersion(recent: Float64Array): number {
  const n = recent.length;
  let [sum, squares] = [0, 0];
  for (const value of recent) {
    sum += value;
    squares += value * value;
  }
  return sum > 0 ? Math.max((squares - (sum * sum) / n) / sum, 1e-3) : 1;
}

function histogram(recent: Float64Array, unit: number): Float64Array {
  const units = recent.map((value) => Math.min(LONGEST_EMPIRICAL, Math.round(value / unit)));
  const counts = new Float64Array(units.reduce((most, value) => Math.max(most, value), 0) + 1);
  for (const value of units) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
