import type { Combined } from '../combine.js';
import { medianOf, quantileOf } from '../numeric/series.js';
import type { Interval } from '../types.js';
import type { CountCdf } from './count-distribution.js';
import { countQuantile, mixed, nearestCount, negativeBinomial, tilted } from './count-distribution.js';
import { commonLevel } from './level.js';
import type { Distribution, Reading } from './reading.js';
import { SHARES, shareAt } from './shares.js';
import { shortWidening } from './short-history.js';

/** Origins of backtest that the group's dispersion is worth. */
const PRIOR_ORIGINS = 2;
/** Series whose agreement the stated probabilities are worth in their recalibration. */
const PRIOR_SERIES = 10;
/** The dispersion's ratio where no series tells. */
const USUAL_DISPERSION = 1.1;
const LONGEST_EMPIRICAL = 400;

/** What a group of zero-heavy series tells of their demand. */
export interface CountLore {
  /** Usual dispersion about a forecast, over that of the recent demand. */
  readonly dispersion: number;
  /** Where each of `SHARES` is really found. */
  readonly found: readonly number[];
  readonly level: number;
}

export function countLore(group: readonly Combined[]): CountLore {
  const dispersion = commonDispersion(group);
  const plain = group.map((one) => new CountSpread(one, { dispersion, found: SHARES, level: 0 }));
  const sorted = Float64Array.from(plain.flatMap((spread) => spread.transforms())).sort();
  const trust = sorted.length === 0 ? 0 : group.length / (group.length + PRIOR_SERIES);
  return {
    dispersion,
    found: SHARES.map((share) =>
      trust === 0 ? share : (1 - trust) * share + trust * quantileOf(sorted, share),
    ),
    level: commonLevel(
      group,
      group.map(() => 0),
    ),
  };
}

/** The distribution of a zero-heavy series: negative binomial mixed with what was sold, as the group calibrates it. */
export class CountSpread implements Distribution {
  readonly growth = 0;
  readonly #one: Combined;
  readonly #dispersion: { readonly ahead: number; readonly without: readonly number[] };
  readonly #histogram: Float64Array;
  readonly #found: readonly number[];

  constructor(one: Combined, { dispersion, found }: CountLore) {
    this.#one = one;
    this.#dispersion = dispersionOf(one, dispersion);
    this.#histogram = histogram(one.draft.recent, one.draft.unit);
    this.#found = found;
  }

  table(): Float64Array {
    const { ahead, draft } = this.#one;
    const table = new Float64Array(ahead.length * SHARES.length);
    this.#each((cdf, j) => {
      this.#found.forEach((share, s) => {
        table[j * SHARES.length + s] = draft.unit * countQuantile(cdf, share);
      });
    });
    return table;
  }

  interval(level: number): Interval {
    const low = new Float64Array(this.#one.ahead.length);
    const high = new Float64Array(low.length);
    this.#each((cdf, j) => {
      [low[j] = 0, high[j] = 0] = this.#reading(cdf).interval(level);
    });
    return { low, high };
  }

  backtest(score: (reading: Reading, truth: number) => void): void {
    this.#walk((cdf, actual) => score(this.#reading(cdf), actual));
  }

  /** Probability integral transforms of the backtest, a step of the distribution taken at its middle parts. */
  transforms(): number[] {
    const found: number[] = [];
    this.#walk((cdf, actual, at) => {
      const units = Math.round(actual / this.#one.draft.unit);
      const below = units === 0 ? 0 : (cdf[units - 1] ?? 1);
      // Golden ratio steps spread the transform evenly over the jump, the same in every run.
      const part = (at * 0.618033988749895) % 1;
      found.push(below + part * ((cdf[units] ?? 1) - below));
    });
    return found;
  }

  #walk(visit: (cdf: CountCdf, actual: number, at: number) => void): void {
    const { draft, back } = this.#one;
    const known = new Map<string, CountCdf>();
    for (let at = 0; at < draft.truth.length; at += 1) {
      const actual = draft.truth[at] ?? 0;
      if (Number.isNaN(actual)) continue;
      const k = Math.floor(at / draft.tested);
      const mean = back[at] ?? 0;
      const key = `${k} ${mean}`;
      const cdf = known.get(key) ?? this.#cdf(mean, this.#dispersion.without[k] ?? 1);
      known.set(key, cdf);
      visit(cdf, actual, at);
    }
  }

  #reading(cdf: CountCdf): Reading {
    const { unit } = this.#one.draft;
    const at = (share: number) => this.#found[shareAt(share)] ?? share;
    return {
      quantile: (share) => unit * countQuantile(cdf, at(share)),
      interval: (level) => {
        const tail = (1 - level) / 2;
        const low = countQuantile(cdf, at(tail));
        // Where nothing is the usual case the interval begins there, and the whole level lies below its upper end.
        // A high level is one to rely on: there it holds at least what it states.
        const find = level > 0.9 ? countQuantile : nearestCount;
        const high = find(cdf, at(low === 0 ? level : 1 - tail));
        return [unit * low, unit * Math.max(low, high)];
      },
    };
  }

  #each(visit: (cdf: CountCdf, j: number) => void): void {
    const known = new Map<number, CountCdf>();
    this.#one.ahead.forEach((mean, j) => {
      const cdf = known.get(mean) ?? this.#cdf(mean, this.#dispersion.ahead);
      known.set(mean, cdf);
      visit(cdf, j);
    });
  }

  #cdf(mean: number, dispersion: number): CountCdf {
    const { unit } = this.#one.draft;
    const parametric = negativeBinomial(mean / unit, (dispersion * mean) / unit / unit);
    return this.#histogram.length < 2 ? parametric : mixed(parametric, tilted(this.#histogram, mean / unit));
  }
}

/** Squared errors and forecasts of each origin. */
function sumsOf({ draft, back }: Combined): { squares: number; means: number }[] {
  const { tested, origins, truth } = draft;
  return Array.from({ length: origins }, (_, k) => {
    let [squares, means] = [0, 0];
    for (let at = k * tested; at < (k + 1) * tested; at += 1) {
      const error = (truth[at] ?? 0) - (back[at] ?? 0);
      if (Number.isNaN(error)) continue;
      squares += error * error;
      means += back[at] ?? 0;
    }
    return { squares, means };
  });
}

function commonDispersion(group: readonly Combined[]): number {
  const logs = group.flatMap((one) => {
    const [squares, means] = total(sumsOf(one), -1);
    const recent = recentDispersion(one.draft.recent);
    return squares > 0 && means > 0 && recent > 0 ? [Math.log(squares / means / recent)] : [];
  });
  return logs.length === 0 ? USUAL_DISPERSION : Math.exp(medianOf(logs));
}

/** Variance over mean of what comes about what was forecast, drawn to the group's. */
function dispersionOf(one: Combined, common: number): { ahead: number; without: number[] } {
  const rows = sumsOf(one);
  const prior = common * recentDispersion(one.draft.recent);
  const drawn = (without: number) => {
    const [squares, means] = total(rows, without);
    const trials = rows.length - (without === -1 ? 0 : 1);
    const own = means > 0 && squares > 0 ? squares / means : prior;
    return (trials * own + PRIOR_ORIGINS * prior) / (trials + PRIOR_ORIGINS);
  };
  return { ahead: drawn(-1) * shortWidening(one.draft.observed), without: rows.map((_, k) => drawn(k)) };
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
