import type { EtsFit } from '../ets/fit.js';
import { forecastFit } from '../ets/fit.js';
import { chooseEts, fitFrom } from '../ets/select.js';
import { mstl } from './mstl.js';
import { optimisedTheta } from './optimised-theta.js';
import { adjusted, reseason } from './seasonality.js';
import { View } from './view.js';

/** What a method remembers from one origin to the next: where its search ended. */
export class Memory {
  /** Whether the whole history is short, so that its start matters. */
  readonly short: boolean;
  ets: EtsFit | undefined;
  started: EtsFit | undefined;
  damped: EtsFit | undefined;
  readonly theta = new Map<number, Float64Array>();

  constructor(length: number, period: number) {
    this.short = length < SHORT && period !== DAYS_IN_WEEK;
  }
}

const SHORT = 200;
/** Days are many and noisy: how they began matters little. */
const DAYS_IN_WEEK = 7;
const LONGEST = 600;

/** Exponential smoothing by AICc; for a short history with its initial states estimated. */
export function etsOf(view: View, memory: Memory, anew: boolean): Float64Array {
  const { fit, forecast } = smoothed(view, memory.ets, memory.short, anew);
  memory.ets = fit;
  return forecast;
}

/** The same from the heuristic start, which chooses other models and errs elsewhere. */
export function startedEtsOf(view: View, memory: Memory, anew: boolean): Float64Array {
  const { fit, forecast } = smoothed(view, memory.started, false, anew);
  memory.started = fit;
  return forecast;
}

function smoothed(view: View, known: EtsFit | undefined, thorough: boolean, anew: boolean) {
  const y = view.y.length > LONGEST ? view.y.subarray(view.y.length - LONGEST) : view.y;

  const fit =
    known === undefined || anew
      ? chooseEts(y, {
          period: view.period,
          multiplicative: true,
          evaluations: thorough ? 250 : 120,
          estimateInitial: thorough,
          thorough,
        })
      : fitFrom(y, view.full.subarray(view.full.length - y.length), known.model, {
          evaluations: 40,
          estimateInitial: thorough,
          warm: known.point,
        });
  return { fit, forecast: forecastFit(fit, y.length, view.horizon) };
}

export function dampedOf(view: View, memory: Memory): Float64Array {
  return view.deseasonalised((y, full) => {
    const warm = memory.damped?.point;
    memory.damped = fitFrom(
      y,
      full,
      { error: 'A', trend: 'Ad', seasonal: 'N', period: 1 },
      { evaluations: warm ? 50 : 150, estimateInitial: memory.short, warm },
    );
    return forecastFit(memory.damped, y.length, view.horizon);
  });
}

export function optimisedThetaOf(view: View, memory: Memory, period = view.period): Float64Array {
  return view.deseasonalised((_, full) => {
    const warm = memory.theta.get(period);
    const fit = optimisedTheta(full, view.horizon, { warm, evaluations: warm ? 50 : 120 });
    memory.theta.set(period, fit.point);
    return fit.forecast;
  }, view.season(period));
}

/** Theta once the season of the year is taken out; it comes back on the forecast. */
export function yearlyThetaOf(view: View, memory: Memory, yearly: number): Float64Array {
  const season = view.season(yearly);
  if (season === undefined || view.period === 1) return optimisedThetaOf(view, memory, yearly);
  const within = new View(adjusted(view.y, season), view.period, view.horizon);
  return reseason(optimisedThetaOf(within, memory), season, view.length);
}

export function mstlOf(view: View, period: number): Float64Array | undefined {
  return mstl(view.full, [period], view.horizon);
}
