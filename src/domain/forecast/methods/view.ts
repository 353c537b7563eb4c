import { filled } from '../numeric/series.js';
import type { Season } from './seasonality.js';
import { adjusted, reseason, shrunkSeason } from './seasonality.js';

/** A history up to one origin, with what the methods share: gaps filled, season found, season taken out. */
export class View {
  /** NaN where nothing was observed. */
  readonly y: Float64Array;
  readonly full: Float64Array;
  readonly period: number;
  readonly horizon: number;
  readonly positive: boolean;
  readonly #seasons = new Map<number, Season | undefined>();

  constructor(y: Float64Array, period: number, horizon: number) {
    this.y = y;
    this.full = y.some(Number.isNaN) ? filled(y, period) : y;
    this.period = period;
    this.horizon = horizon;
    this.positive = this.full.every((value) => value > 0);
  }

  get length(): number {
    return this.y.length;
  }

  /** The season of so many steps as far as the history shows it. */
  season(period = this.period): Season | undefined {
    if (!this.#seasons.has(period)) this.#seasons.set(period, shrunkSeason(this.full, period));
    return this.#seasons.get(period);
  }

  /** The series without its season; NaN where nothing was observed. */
  get plain(): Float64Array {
    const season = this.season();
    return season === undefined ? this.y : adjusted(this.y, season);
  }

  /** The last steps only. */
  last(steps: number): View {
    const from = this.length - steps;
    return from <= 0 ? this : new View(this.y.subarray(from), this.period, this.horizon);
  }

  /** Forecasts the series without its season and puts the season back. */
  deseasonalised(
    forecast: (y: Float64Array, full: Float64Array) => Float64Array,
    season = this.season(),
  ): Float64Array {
    if (season === undefined) return forecast(this.y, this.full);
    const full = adjusted(this.full, season);
    const plain = this.full === this.y ? full : adjusted(this.y, season);
    return reseason(forecast(plain, full), season, this.length);
  }
}
