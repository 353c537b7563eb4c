import { setImmediate } from 'node:timers/promises';
import { borrowed } from './borrow.js';
import type { Draft } from './draft.js';
import { estimateEffects } from './drivers/estimate.js';
import { poolEffects } from './drivers/pool.js';
import { finishDrafts } from './finish.js';
import { makeDraft } from './make-draft.js';
import { loadMstl } from './methods/mstl.js';
import type { Forecast, ForecastInput, ForecastOptions, ForecastResult, Refusal } from './types.js';

/** Series between two turns of the event loop. */
const A_TURN = 4;

/**
 * Forecasts series that belong together: one shop's products at one grain. Drivers' effects, the members' weights, the
 * intervals and new products learn from the group.
 *
 * For many series the same can be spread over workers: `estimateEffects` of each, `poolEffects` once, `makeDraft` of each
 * (after `loadMstl`), `settle` once. All of it is plain data that can be posted.
 *
 * @returns one result a series, in order: a forecast, or a refusal that says what is needed
 * @throws ClerkError `invalid_input` for a horizon outside 1 to 90, amounts that are no finite numbers, periods or
 *   drivers that do not fit; `cancelled` once the signal is aborted
 */
export async function forecastMany(
  inputs: readonly ForecastInput[],
  options: ForecastOptions,
): Promise<ForecastResult[]> {
  await loadMstl();
  const effects = poolEffects(
    inputs.map((input) => ({ group: input.group, estimates: estimateEffects(input) })),
  );
  const made: (Draft | Refusal)[] = [];
  for (const [i, input] of inputs.entries()) {
    // A turn of the event loop, so that an abort can arrive.
    if (i % A_TURN === A_TURN - 1) await setImmediate();
    made.push(makeDraft(input, options, effects[i]));
  }
  return settle(inputs, made, options);
}

/** Turns drafts into forecasts, and a refusal for want of history into a borrowed forecast where the group allows. */
export function settle(
  inputs: readonly ForecastInput[],
  made: readonly (Draft | Refusal)[],
  options: ForecastOptions,
): ForecastResult[] {
  const drafts = made.filter((one): one is Draft => one.kind === 'draft');
  const finished = finishDrafts(drafts);
  const forecasts = new Map(finished.map((forecast, i) => [drafts[i], forecast]));
  const groups = new Map<string, Forecast[]>();
  inputs.forEach(({ group }, i) => {
    const one = made[i];
    const forecast = one?.kind === 'draft' ? forecasts.get(one) : undefined;
    if (group !== undefined && forecast !== undefined)
      groups.set(group, [...(groups.get(group) ?? []), forecast]);
  });
  return inputs.flatMap((input, i): ForecastResult[] => {
    const one = made[i];
    if (one === undefined) return [];
    if (one.kind === 'draft') return [forecasts.get(one) ?? []].flat();
    if (one.reason !== 'too_little_history') return [one];
    return [borrowed(input, groups.get(input.group ?? '') ?? [], options) ?? one];
  });
}

/** Forecasts one series by itself. Its intervals are calibrated on its own backtest alone. */
export async function forecastOne(input: ForecastInput, options: ForecastOptions): Promise<ForecastResult> {
  const [result] = await forecastMany([input], options);
  if (result === undefined) throw new Error('A forecast of one series has one result.');
  return result;
}
