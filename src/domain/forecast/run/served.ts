import { dayNumber } from '../../calendar/days.js';
import type {
  CalendarSeries,
  ForecastingFailure,
  ForecastingPort,
  ServedDistribution,
} from '../../ports/forecasting/forecasting.js';
import { FAILURE_WORDS } from '../../ports/upstream.js';
import { coherent } from '../coherent.js';
import type { Grain, Steps } from '../history/steps.js';
import { SHARES } from '../spread/shares.js';
import type { Forecast, ForecastInput, ForecastOptions, ForecastResult } from '../types.js';
import type { Forecaster, ForecasterCall, Teacher } from './forecaster.js';

/** A model outside, and the one grain that it was trained for. */
export interface ServedModel {
  readonly port: ForecastingPort;
  readonly grain: Grain;
}

/**
 * Forecasts twice: here, and by a model outside whose mean and quantiles then stand in the place of ours. Class,
 * backtest, effects and how steps hang together remain ours, as does the whole forecast where the model fails.
 */
export class ServedForecaster implements Forecaster {
  readonly #local: Forecaster;
  readonly #model: ServedModel;

  constructor(local: Forecaster, model: ServedModel) {
    this.#local = local;
    this.#model = model;
  }

  async run(
    inputs: readonly ForecastInput[],
    options: ForecastOptions,
    call: ForecasterCall = {},
  ): Promise<ForecastResult[]> {
    const { calendars, grain, signal, onProgress } = call;
    const { horizon } = options;
    if (calendars === undefined || grain === undefined) return this.#local.run(inputs, options, call);
    if (grain !== this.#model.grain) {
      const reason = `The SageMaker endpoint serves steps of a ${this.#model.grain}; this is by the methods here.`;
      return (await this.#local.run(inputs, options, call)).map((result) => withReason(result, reason));
    }
    const total = inputs.length * 2;
    const results = await this.#local.run(inputs, options, {
      ...call,
      onProgress: (done, _, message) => onProgress?.(done, total, message),
    });
    const asked = inputs.flatMap((input, index) => {
      const [local, steps] = [results[index], calendars[index]];
      return local?.kind === 'forecast' && steps !== undefined
        ? [{ index, local, ...onCalendar(input, steps, grain, horizon) }]
        : [];
    });
    const furthest = Math.max(0, ...asked.map(({ places }) => places.at(-1) ?? 0));
    const served = await this.#model.port.forecast(
      asked.map(({ series }) => series),
      { steps: furthest + 1, shares: SHARES },
      {
        signal,
        onProgress: (done) => onProgress?.(inputs.length + done, total, 'asking the SageMaker endpoint'),
      },
    );
    asked.forEach(({ index, local, places }, at) => {
      const one = served[at] ?? 'other_count';
      results[index] = typeof one === 'string' ? withReason(local, failed(one)) : byModel(local, one, places);
    });
    return results;
  }

  teachShop(...given: Parameters<Teacher['teachShop']>): ReturnType<Teacher['teachShop']> {
    return this.#local.teachShop(...given);
  }

  teachGroup(...given: Parameters<Teacher['teachGroup']>): ReturnType<Teacher['teachGroup']> {
    return this.#local.teachGroup(...given);
  }

  async close(): Promise<void> {
    await Promise.all([this.#local.close(), this.#model.port.close()]);
  }
}

/**
 * A series with every day of the calendar, also those that our own steps leave out because the shop never opens on
 * them, and where each step ahead then lies.
 */
function onCalendar(
  { values }: ForecastInput,
  { starts, ahead }: Pick<Steps, 'starts' | 'ahead'>,
  grain: Grain,
  horizon: number,
): { readonly series: CalendarSeries; readonly places: readonly number[] } {
  const next = ahead(1);
  const start = starts[0] ?? next;
  const known = values.map((value) => (value === undefined ? undefined : Math.max(0, value)));
  const coming = Array.from({ length: horizon }, (_, step) => step);
  if (grain !== 'day') return { series: { start, values: known }, places: coming };
  const days = new Array<number | undefined>(dayNumber(next) - dayNumber(start)).fill(undefined);
  starts.forEach((on, step) => {
    days[dayNumber(on) - dayNumber(start)] = known[step];
  });
  return {
    series: { start, values: days },
    places: coming.map((step) => dayNumber(ahead(step + 1)) - dayNumber(next)),
  };
}

function byModel(local: Forecast, served: ServedDistribution, places: readonly number[]): Forecast {
  const width = SHARES.length;
  const table = new Float64Array(places.length * width);
  places.forEach((place, step) => {
    const row = Float64Array.from(served.quantiles, (steps) => Math.max(0, steps[place] ?? 0)).sort();
    table.set(row, step * width);
  });
  const at = (share: number): Float64Array =>
    Float64Array.from(places, (_, step) => table[step * width + SHARES.indexOf(share)] ?? 0);
  const byServed: Forecast = {
    ...local,
    point: Float64Array.from(places, (place) => Math.max(0, served.mean[place] ?? 0)),
    interval80: { low: at(0.1), high: at(0.9) },
    interval95: { low: at(0.025), high: at(0.975) },
    spread: { ...local.spread, shares: SHARES, table },
    method: 'sagemaker',
    weights: {},
    reasons: [
      'The steps ahead are the SageMaker endpoint’s. Class, effects and backtest are of the methods here, as follows.',
      ...local.reasons,
    ],
  };
  return coherent(byServed, places.length);
}

function failed(failure: ForecastingFailure): string {
  const words: Readonly<Record<ForecastingFailure, string>> = {
    ...FAILURE_WORDS,
    other_count: 'answered for another number of series than it was sent',
    too_short: 'does not look so far ahead',
  };
  return `The SageMaker endpoint ${words[failure]}; this is by the methods here.`;
}

function withReason(result: ForecastResult, reason: string): ForecastResult {
  return result.kind === 'forecast' ? { ...result, reasons: [...result.reasons, reason] } : result;
}
