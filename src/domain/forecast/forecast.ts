import { setImmediate } from 'node:timers/promises';
import { borrowed, type Lending, lendingOf } from './borrow.js';
import { type Calibration, learn } from './calibration.js';
import type { Draft } from './draft.js';
import { estimateEffects } from './drivers/estimate.js';
import { type Commons, commonsOf, drawnEffects, type Estimated } from './drivers/pool.js';
import { finish } from './finish.js';
import { makeDraft } from './make-draft.js';
import { loadMstl } from './methods/mstl.js';
import { isNew } from './prepare.js';
import type { Forecast, ForecastInput, ForecastOptions, ForecastResult, Refusal } from './types.js';

/** Series between two turns of the event loop. */
const A_TURN = 4;

/** What is known from others before a series is forecast. Plain data, that can be posted and kept. */
export interface Taught {
  readonly calibration: Calibration;
  /** What products of a group have in common in how drivers move them. */
  readonly commons: Commons;
  /** By group: what it lends to new products. */
  readonly lending: ReadonlyMap<string, Lending>;
}

/**
 * Forecasts series that teach each other and no one else: drivers' effects, the members' weights, the intervals and new
 * products learn from all of them. Where a series' forecast must not depend on its company, use {@link forecastTaught}.
 *
 * @returns one result a series, in order: a forecast, or a refusal that says what is needed
 * @throws ClerkError `invalid_input` for a horizon outside 1 to 90, amounts that are no finite numbers, periods or
 *   drivers that do not fit; `cancelled` once the signal is aborted
 */
export async function forecastMany(
  inputs: readonly ForecastInput[],
  options: ForecastOptions,
): Promise<ForecastResult[]> {
  const estimated = inputs.map(estimatedOf);
  const made = await draftsOf(inputs, estimated, commonsOf(estimated), options);
  const calibration = learn(made.filter(isDraft));
  const results = made.map((one) => (isDraft(one) ? finish(one, calibration) : one));
  const groups = new Map<string, Forecast[]>();
  inputs.forEach(({ group }, i) => {
    const result = results[i];
    if (group !== undefined && result?.kind === 'forecast')
      groups.set(group, [...(groups.get(group) ?? []), result]);
  });
  const lending = lendings([...groups].map(([group, siblings]) => lendingOf(group, siblings)));
  return results.map((result, i) => lent(result, inputs[i], lending, options));
}

/** Forecasts each series by itself, under what was learned before: the same in any company. Throws as {@link forecastMany}. */
export async function forecastTaught(
  inputs: readonly ForecastInput[],
  options: ForecastOptions,
  { calibration, commons, lending }: Taught,
): Promise<ForecastResult[]> {
  const made = await draftsOf(inputs, inputs.map(estimatedOf), commons, options);
  return made.map((one, i) =>
    lent(isDraft(one) ? finish(one, calibration) : one, inputs[i], lending, options),
  );
}

/** What a shop's series teach of forecasting one like them. */
export async function teachShop(
  inputs: readonly ForecastInput[],
  options: ForecastOptions,
): Promise<Calibration> {
  const estimated = inputs.map(estimatedOf);
  return learn((await draftsOf(inputs, estimated, commonsOf(estimated), options)).filter(isDraft));
}

/** What one group of products teaches: how drivers move them and, where it is asked for, what they lend to new ones. */
export async function teachGroup(
  inputs: readonly ForecastInput[],
  options: ForecastOptions,
  lends: Calibration | undefined,
): Promise<Pick<Taught, 'commons' | 'lending'>> {
  const commons = commonsOf(inputs.map(estimatedOf));
  const group = inputs[0]?.group;
  if (lends === undefined || group === undefined) return { commons, lending: new Map() };
  const results = await forecastTaught(inputs, options, {
    calibration: lends,
    commons,
    lending: new Map(),
  });
  const siblings = results.filter((result) => result.kind === 'forecast');
  return { commons, lending: lendings([lendingOf(group, siblings)]) };
}

/** Forecasts one series by itself. Its intervals are calibrated on its own backtest alone. */
export async function forecastOne(input: ForecastInput, options: ForecastOptions): Promise<ForecastResult> {
  const [result] = await forecastMany([input], options);
  if (result === undefined) throw new Error('A forecast of one series has one result.');
  return result;
}

function estimatedOf(input: ForecastInput): Estimated {
  return { group: input.group, estimates: estimateEffects(input) };
}

async function draftsOf(
  inputs: readonly ForecastInput[],
  estimated: readonly Estimated[],
  commons: Commons,
  options: ForecastOptions,
): Promise<(Draft | Refusal)[]> {
  await loadMstl();
  const made: (Draft | Refusal)[] = [];
  for (const [i, input] of inputs.entries()) {
    // A turn of the event loop, so that an abort can arrive.
    if (i % A_TURN === A_TURN - 1) await setImmediate();
    const own = estimated[i];
    made.push(makeDraft(input, options, own === undefined ? {} : drawnEffects(own, commons)));
  }
  return made;
}

function isDraft(one: Draft | Refusal): one is Draft {
  return one.kind === 'draft';
}

function lendings(found: readonly (Lending | undefined)[]): Map<string, Lending> {
  return new Map(found.flatMap((lending) => (lending === undefined ? [] : [[lending.group, lending]])));
}

/** A borrowed forecast in place of a refusal for want of history, where the group has one to lend. */
function lent(
  result: ForecastResult,
  input: ForecastInput | undefined,
  lending: ReadonlyMap<string, Lending>,
  options: ForecastOptions,
): ForecastResult {
  if (result.kind === 'forecast' || input === undefined || !isNew(input)) return result;
  const found = lending.get(input.group ?? '');
  return found === undefined ? result : borrowed(input, found, options);
}
