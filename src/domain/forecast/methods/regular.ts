import type { EtsFit } from '../ets/fit.js';
import { forecastFit } from '../ets/fit.js';
import { chooseEts, fitFrom } from '../ets/select.js';
import { mstl } from './mstl.js';
import { optimisedTheta } from './optimised-theta.js';
import type { View } from './view.js';

/** What a method remembers from one origin to the next: where its search ended. */
export class Memory {
  /** Whether the whole history is short, so that its start matters. */
  readonly short: boolean;
  ets: EtsFit | undefined;
  damped: EtsFit | undefined;
  readonly theta = new Map<number, Float64Array>();

  constructor(length: number) {
    this.short = length < SHORT;
  }
}

const SHORT = 200;
const LONGEST = 600;

export function etsOf(view: View, memory: Memory, anew: boolean): Float64Array {
  const y = view.y.length > LONGEST ? view.y.subarray(view.y.length - LONGEST) : view.y;
  const { short } = memory;
  if (memory.ets === undefined || anew) {
    memory.ets = chooseEts(y, {
      period: view.period,
      multiplicative: true,
      evaluations: short ? 250 : 120,
      estimateInitial: short,
      thorough: short,
    });
  } else {
    const full = view.full.subarray(view.full.length - y.length);
    memory.ets = fitFrom(y, full, memory.ets.model, {
      evaluations: 40,
      estimateInitial: short,
      warm: memory.ets.point,
    });
  }
  return forecastFit(memory.ets, y.length, view.horizon);
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

export function mstlOf(view: View, period: number): Float64Array | undefined {
  return mstl(view.full, [period], view.horizon);
}
