import { shrunkIndex } from '../demand/weekday.js';
import { fitTsb, tsb } from './croston.js';
import { fitSes } from './ses.js';

/** Steps of the moving average: eight weeks of days, two seasons of a longer one, twelve steps without one. */
function windowOf(period: number): number {
  if (period === 1) return 12;
  return period > 7 ? 2 * period : 8 * period;
}

/** Below this share of the mean an index would blow noise up when it is taken out. */
const LEAST_INDEX = 0.2;

/** Methods for demand with many zeros: each forecasts a level, which a shrunk index spreads over the season. */
export class CountMethods {
  readonly #y: Float64Array;
  readonly #index: Float64Array;
  readonly #horizon: number;

  constructor(y: Float64Array, period: number, horizon: number) {
    this.#y = y;
    this.#index = shrunkIndex(y, period);
    this.#horizon = horizon;
  }

  /** Simple exponential smoothing of what is left without the index. */
  ses(): Float64Array {
    const period = this.#index.length;
    const plain = this.#y.map((value, t) => value / Math.max(LEAST_INDEX, this.#index[t % period] ?? 1));
    return this.#spread(fitSes(plain).level);
  }

  tsb(): Float64Array {
    return this.#spread(tsb(this.#y, fitTsb(this.#y)));
  }

  movingAverage(): Float64Array {
    const steps = windowOf(this.#index.length);
    let [sum, count] = [0, 0];
    for (let t = this.#y.length - 1; t >= 0 && count < steps; t -= 1) {
      const value = this.#y[t] ?? 0;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return this.#spread(sum / count);
  }

  #spread(level: number): Float64Array {
    const from = this.#y.length;
    const period = this.#index.length;
    return Float64Array.from({ length: this.#horizon }, (_, j) =>
      Math.max(0, level * (this.#index[(from + j) % period] ?? 1)),
    );
  }
}
