import type { Draft } from './draft.js';
import { finishDrafts } from './finish.js';
import { makeDraft } from './make-draft.js';
import { loadMstl } from './methods/mstl.js';
import type { ForecastInput, ForecastOptions, ForecastResult, Refusal } from './types.js';

/**
 * Forecasts series that belong together: one shop's products at one grain. Drivers' effects, the members' weights, the
 * intervals and new products learn from the group.
 *
 * For many series, `makeDraft` can run in workers and `finishDrafts` once over all of them: this does the same in turn.
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
  const made = inputs.map((input) => makeDraft(input, options));
  const drafts = made.filter((one): one is Draft => one.kind === 'draft');
  const forecasts = new Map(finishDrafts(drafts).map((forecast, i) => [drafts[i], forecast]));
  return made.flatMap((one): (ForecastResult | Refusal)[] => {
    if (one.kind === 'refusal') return [one];
    const forecast = forecasts.get(one);
    return forecast === undefined ? [] : [forecast];
  });
}

/** Forecasts one series by itself. Its intervals are calibrated on its own backtest alone. */
export async function forecastOne(input: ForecastInput, options: ForecastOptions): Promise<ForecastResult> {
  const [result] = await forecastMany([input], options);
  if (result === undefined) throw new Error('A forecast of one series has one result.');
  return result;
}
