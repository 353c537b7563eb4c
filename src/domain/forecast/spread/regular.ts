import type { Combined } from '../combine.js';
import type { Interval } from '../types.js';
import type { Reading } from './counts.js';
import { pooledQuantiles } from './pool.js';
import type { Scale } from './scale.js';
import { scalesOf } from './scale.js';
import { SHARES } from './shares.js';

/** The distributions of a group of regular series: point and scale of each, one shape for all. */
export class RegularSpreads {
  readonly #group: readonly Combined[];
  readonly #quantiles: readonly number[];
  readonly scales: readonly Scale[];

  constructor(group: readonly Combined[]) {
    this.#group = group;
    this.scales = scalesOf(group);
    this.#quantiles = pooledQuantiles(group, this.scales);
  }

  table(i: number): Float64Array {
    const one = this.#group[i];
    const scale = this.scales[i];
    if (one === undefined || scale === undefined) return new Float64Array(0);
    const table = new Float64Array(one.ahead.length * SHARES.length);
    one.ahead.forEach((point, j) => {
      const deviation = Math.sqrt(scale.ahead[j] ?? 0);
      this.#quantiles.forEach((z, s) => {
        const value = point + z * deviation;
        table[j * SHARES.length + s] = one.draft.signed ? value : Math.max(0, value);
      });
    });
    return table;
  }

  interval(i: number, level: number): Interval {
    const table = this.table(i);
    const tail = (1 - level) / 2;
    const column = (share: number, inside: (value: number, point: number) => number) => {
      const s = SHARES.findIndex((known) => Math.abs(known - share) < 1e-9);
      return Float64Array.from(this.#group[i]?.ahead ?? [], (point, j) =>
        inside(table[j * SHARES.length + s] ?? point, point),
      );
    };
    return { low: column(tail, Math.min), high: column(1 - tail, Math.max) };
  }

  backtest(i: number, score: (reading: Reading, truth: number, at: number) => void): void {
    const one = this.#group[i];
    const scale = this.scales[i];
    if (one === undefined || scale === undefined) return;
    const { truth, signed } = one.draft;
    for (let at = 0; at < truth.length; at += 1) {
      const actual = truth[at] ?? 0;
      if (Number.isNaN(actual)) continue;
      const point = one.back[at] ?? 0;
      const deviation = Math.sqrt(scale.back[at] ?? 0);
      const quantile = (share: number) => {
        const value = point + deviation * (this.#quantiles[SHARES.indexOf(share)] ?? 0);
        return signed ? value : Math.max(0, value);
      };
      const interval = (level: number) => {
        const tail = SHARES.findIndex((share) => Math.abs(share - (1 - level) / 2) < 1e-9);
        const low = point + deviation * (this.#quantiles[tail] ?? 0);
        const high = point + deviation * (this.#quantiles[SHARES.length - 1 - tail] ?? 0);
        return [signed ? low : Math.max(0, low), high] as const;
      };
      score({ quantile, interval }, actual, at);
    }
  }
}
