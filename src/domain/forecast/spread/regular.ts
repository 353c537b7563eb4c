import type { Combined } from '../combine.js';
import type { Interval } from '../types.js';
import { commonLevel } from './level.js';
import { pooledQuantiles } from './pool.js';
import type { Distribution, Reading } from './reading.js';
import { type Scale, type ScaleLore, scaleLore, scaleOf } from './scale.js';
import { SHARES, shareAt } from './shares.js';

/** What a group of regular series tells of their errors. */
export interface RegularLore {
  readonly scale: ScaleLore;
  /** Quantiles of the standardised errors at `SHARES`. */
  readonly quantiles: readonly number[];
  readonly level: number;
}

export function regularLore(group: readonly Combined[]): RegularLore {
  const scale = scaleLore(group);
  const scales = group.map((one) => scaleOf(one, scale));
  return {
    scale,
    quantiles: pooledQuantiles(group, scales),
    level: commonLevel(
      group,
      scales.map(({ growth }) => growth),
    ),
  };
}

/** The distribution of a regular series: its own point and scale, the group's shape. */
export class RegularSpread implements Distribution {
  readonly #one: Combined;
  readonly #scale: Scale;
  readonly #quantiles: readonly number[];

  constructor(one: Combined, { scale, quantiles }: RegularLore) {
    this.#one = one;
    this.#scale = scaleOf(one, scale);
    this.#quantiles = quantiles;
  }

  get growth(): number {
    return this.#scale.growth;
  }

  table(): Float64Array {
    const { ahead, draft } = this.#one;
    const table = new Float64Array(ahead.length * SHARES.length);
    ahead.forEach((point, j) => {
      const deviation = Math.sqrt(this.#scale.ahead[j] ?? 0);
      this.#quantiles.forEach((z, s) => {
        const value = point + z * deviation;
        table[j * SHARES.length + s] = draft.signed ? value : Math.max(0, value);
      });
    });
    return table;
  }

  interval(level: number): Interval {
    const table = this.table();
    const tail = (1 - level) / 2;
    const column = (share: number) =>
      this.#one.ahead.map((_, j) => table[j * SHARES.length + shareAt(share)] ?? 0);
    return { low: column(tail), high: column(1 - tail) };
  }

  backtest(score: (reading: Reading, truth: number) => void): void {
    const { draft, back } = this.#one;
    const { truth, signed } = draft;
    for (let at = 0; at < truth.length; at += 1) {
      const actual = truth[at] ?? 0;
      if (Number.isNaN(actual)) continue;
      const point = back[at] ?? 0;
      const deviation = Math.sqrt(this.#scale.back[at] ?? 0);
      const quantile = (share: number) => {
        const value = point + deviation * (this.#quantiles[shareAt(share)] ?? 0);
        return signed ? value : Math.max(0, value);
      };
      const interval = (level: number) => {
        const tail = (1 - level) / 2;
        return [Math.min(point, quantile(tail)), Math.max(point, quantile(1 - tail))] as const;
      };
      score({ quantile, interval }, actual);
    }
  }
}
