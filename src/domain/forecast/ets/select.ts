import { filled } from '../numeric/series.js';
import type { EtsFit, EtsFitOptions } from './fit.js';
import { fitEts } from './fit.js';
import { initialState } from './initial.js';
import type { ErrorKind, EtsModel, SeasonalKind, TrendKind } from './model.js';

/** A season longer than this has too many states to be estimated (R's `ets` stops there too). */
const LONGEST_SEASON = 24;
const TRENDS: readonly TrendKind[] = ['N', 'A', 'Ad'];

export interface EtsChoice {
  readonly period: number;
  /** Whether multiplicative seasons and errors may be tried; they need positive data. */
  readonly multiplicative: boolean;
  readonly evaluations: number;
  readonly estimateInitial: boolean;
  /** Whether every model is tried, or a season first and a trend for it. */
  readonly thorough: boolean;
}

/**
 * The model of least AICc (Hyndman et al. 2008, section 7.2), without the unstable combinations and multiplicative
 * trends that R's `ets` leaves out too. Unless the choice is to be thorough, the season is chosen among models without
 * trend and then the trend.
 */
export function chooseEts(y: Float64Array, choice: EtsChoice): EtsFit {
  const full = filled(y, choice.period);
  const positive = choice.multiplicative && full.every((value) => value > 0);
  const fitted = (model: EtsModel) =>
    fitFrom(y, full, model, { evaluations: choice.evaluations, estimateInitial: choice.estimateInitial });
  const seasons: SeasonalKind[] = ['N'];
  if (choice.period > 1 && choice.period <= LONGEST_SEASON && full.length >= 2 * choice.period + 1) {
    seasons.push('A');
    if (positive) seasons.push('M');
  }
  const errors: readonly ErrorKind[] = positive ? ['A', 'M'] : ['A'];
  const models = (seasonal: SeasonalKind, trends: readonly TrendKind[]) =>
    errors.flatMap((error) =>
      error === 'A' && seasonal === 'M'
        ? []
        : trends.map((trend) => ({ error, trend, seasonal, period: seasonal === 'N' ? 1 : choice.period })),
    );
  const least = (candidates: readonly EtsModel[]) =>
    candidates.map(fitted).reduce((best, next) => (next.aicc < best.aicc ? next : best));
  if (choice.thorough) return least(seasons.flatMap((seasonal) => models(seasonal, TRENDS)));
  const flat = least(seasons.flatMap((seasonal) => models(seasonal, ['N']).slice(-1)));
  const trended = least(models(flat.model.seasonal, ['A', 'Ad']));
  return trended.aicc < flat.aicc ? trended : flat;
}

/** Fits one model from the heuristic start. */
export function fitFrom(
  y: Float64Array,
  full: Float64Array,
  model: EtsModel,
  options: EtsFitOptions,
): EtsFit {
  return fitEts(y, model, initialState(full, model.seasonal, model.period, model.trend !== 'N'), options);
}
