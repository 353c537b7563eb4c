import { throwIfCancelled } from '../errors.js';
import { classify } from './demand/classify.js';
import type { Draft, Route } from './draft.js';
import type { Effects } from './drivers/effects.js';
import { factorsOf } from './drivers/effects.js';
import { LEVEL, membersFor } from './methods/members.js';
import { seasonalNaive } from './methods/naive.js';
import { originsOf } from './methods/origins.js';
import { Memory } from './methods/regular.js';
import { soften } from './methods/soften.js';
import { View } from './methods/view.js';
import { absoluteScale, squaredScale } from './metrics.js';
import { checkOptions, prepare } from './prepare.js';
import type { ForecastInput, ForecastOptions, Refusal } from './types.js';

const ORIGINS = 6;
/** Demands that the empirical part of a zero-heavy distribution looks at: half a year of days. */
const RECENT = 182;

/**
 * Runs every method that suits a series from each rolling origin and from its end. Load the decomposition once with
 * `loadMstl` before; without it its members fall back on Theta.
 *
 * @param effects of the drivers, pooled over the group (`poolEffects`)
 * @throws ClerkError `invalid_input` as `prepare` does; `cancelled` once the signal is aborted
 */
export function makeDraft(
  input: ForecastInput,
  options: ForecastOptions,
  effects: Effects = {},
): Draft | Refusal {
  checkOptions(options);
  throwIfCancelled(options.signal);
  const prepared = prepare(input, options);
  if ('kind' in prepared) return prepared;
  const { y, skipped, negative } = prepared;
  const { horizon, tested = horizon, signed = false } = options;
  const reach = Math.max(horizon, tested);
  // A season that was not seen twice cannot be told from chance.
  const period = y.length >= 2 * input.period ? input.period : 1;
  const factors = factorsOf(input, effects).subarray(skipped);
  const base = y.map((value, t) => value / (factors[t] ?? 1));
  const classified = classify(base);
  const sparse = classified.demand === 'intermittent' || classified.demand === 'lumpy';
  const route: Route = sparse && !signed ? 'counts' : 'regular';
  const viewTo = (end: number, steps: number) => {
    const history = base.subarray(0, end);
    const view = new View(history, period, steps);
    const training = route === 'counts' ? history : soften(history, period, view.season());
    return training === history ? view : new View(training, period, steps);
  };
  const members = prepared.constant
    ? [LEVEL]
    : membersFor(route, y.length, period, input.yearly ?? 1, signed);
  const ends = originsOf(y.length, period, tested, options.origins ?? ORIGINS);
  const memory = new Memory(y.length, period);
  const back = members.map(() => new Float64Array(ends.length * tested));
  const naiveBack = new Float64Array(ends.length * tested);
  const truth = new Float64Array(ends.length * tested).fill(Number.NaN);
  ends.forEach((end, k) => {
    throwIfCancelled(options.signal);
    const view = viewTo(end, tested);
    const place = (target: Float64Array | undefined, forecast: Float64Array) => {
      for (let j = 0; j < tested; j += 1) {
        if (target !== undefined)
          target[k * tested + j] = bounded(forecast[j] ?? 0, signed) * (factors[end + j] ?? 1);
      }
    };
    members.forEach((member, i) => {
      place(back[i], member.forecast(view, memory, false));
    });
    place(naiveBack, seasonalNaive(base.subarray(0, end), period, tested));
    truth.set(y.subarray(end, Math.min(y.length, end + tested)), k * tested);
  });
  const view = viewTo(base.length, reach);
  const after = (forecast: Float64Array) =>
    forecast.map((value, j) => bounded(value, signed) * (factors[y.length + j] ?? 1));
  return {
    kind: 'draft',
    id: input.id,
    horizon,
    tested,
    route,
    signed,
    classified,
    members: members.map(({ name }) => name),
    origins: ends.length,
    back,
    naiveBack,
    truth,
    ahead: members.map((member) => after(member.forecast(view, memory, true))),
    naiveAhead: after(seasonalNaive(base, period, reach)),
    absoluteScale: absoluteScale(y, 1, true),
    squaredScale: squaredScale(y),
    noise: absoluteScale(view.plain, 1),
    recent: base.filter((value) => !Number.isNaN(value)).slice(-RECENT),
    unit: route === 'counts' ? unitOf(y) : 0,
    observed: prepared.observed,
    constant: prepared.constant,
    effects,
    reasons:
      negative === 0 ? [] : [`${negative} steps on which more came back than was sold count as no demand.`],
  };
}

function bounded(value: number, signed: boolean): number {
  return signed ? value : Math.max(0, value);
}

/** The greatest amount of which all demands are multiples; a fine grid where they are no whole numbers. */
function unitOf(y: Float64Array): number {
  let unit = 0;
  let [sum, sales] = [0, 0];
  let whole = true;
  for (const value of y) {
    if (Number.isNaN(value) || value === 0) continue;
    sum += value;
    sales += 1;
    whole &&= Number.isInteger(value);
    if (whole) unit = greatestCommonDivisor(unit, value);
  }
  return whole ? Math.max(1, unit) : sum / sales / 20;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
