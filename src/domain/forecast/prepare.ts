import { invalid } from '../errors.js';
import type { ForecastInput, ForecastOptions, Refusal } from './types.js';

/** Longest horizon in steps. */
export const LONGEST_HORIZON = 90;
/** Observed steps without which no forecast is made. */
const LEAST_OBSERVED = 6;

export interface Prepared {
  /** From the first observed step on; NaN where not observed. */
  readonly y: Float64Array;
  /** Steps cut from the front, none of them observed. */
  readonly skipped: number;
  /** Steps on which more came back than was sold. */
  readonly negative: number;
  readonly observed: number;
  readonly constant: boolean;
}

/** @throws ClerkError `invalid_input` naming the option at fault. */
export function checkOptions({ horizon, tested = horizon, origins = 6 }: ForecastOptions): void {
  for (const [field, steps] of [
    ['horizon', horizon],
    ['tested', tested],
  ] as const) {
    if (Number.isInteger(steps) && steps >= 1 && steps <= LONGEST_HORIZON) continue;
    throw invalid(
      field,
      `The ${field} is a whole number of steps from 1 to ${LONGEST_HORIZON}, not ${steps}.`,
      {
        fix: 'Ask for fewer steps, or for a coarser grain (weeks or months).',
      },
    );
  }
  if (!Number.isInteger(origins) || origins < 1 || origins > 24) {
    throw invalid('origins', `The backtest has from 1 to 24 origins, not ${origins}.`);
  }
}

/**
 * A history ready for the methods, or why there can be none.
 *
 * @throws ClerkError `invalid_input` for values that are no amounts, periods and drivers that do not fit
 */
export function prepare(input: ForecastInput, options: ForecastOptions): Prepared | Refusal {
  checkSeason(input);
  const values = Float64Array.from(input.values, (value, t) => amount(value, t, input.id));
  checkDrivers(input, options.horizon);
  const first = values.findIndex((value) => !Number.isNaN(value));
  const y = values.subarray(first === -1 ? values.length : first);
  let [negative, observed, sold] = [0, 0, 0];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let t = 0; t < y.length; t += 1) {
    const value = y[t] ?? 0;
    if (Number.isNaN(value)) continue;
    observed += 1;
    if (value < 0) {
      negative += 1;
      if (options.signed !== true) y[t] = 0;
    }
    if (y[t] !== 0) sold += 1;
    least = Math.min(least, y[t] ?? 0);
    most = Math.max(most, y[t] ?? 0);
  }
  if (observed === 0) {
    return {
      kind: 'refusal',
      id: input.id,
      reason: 'never_sold',
      message: `It was never sold, so there is no demand to forecast from; ${LEAST_OBSERVED} observed steps are needed at least.`,
      fix: 'Sell it first, or give it a category of which three products sell: a new product borrows from it.',
    };
  }
  if (observed < LEAST_OBSERVED) {
    return {
      kind: 'refusal',
      id: input.id,
      reason: 'too_little_history',
      message: `There ${observed === 1 ? 'is 1 observed step' : `are ${observed} observed steps`}; a forecast needs ${LEAST_OBSERVED} at least.`,
      fix: `Wait for ${LEAST_OBSERVED - observed} more, or give it a category of which three products sell: a new product borrows from it.`,
    };
  }
  if (sold === 0) {
    return {
      kind: 'refusal',
      id: input.id,
      reason: 'never_sold',
      message: `Nothing was sold in ${observed} observed steps, so there is no demand to forecast.`,
      fix: 'Wait for a first sale; mark days without stock as not observed if there was no stock.',
    };
  }
  return { y, skipped: values.length - y.length, negative, observed, constant: least === most };
}

/** Whether a series is too short for a forecast of its own, so that it may borrow one. */
export function isNew({ values }: Pick<ForecastInput, 'values'>): boolean {
  return values.filter((value) => value !== undefined).length < LEAST_OBSERVED;
}

function amount(value: number | undefined, t: number, id: string): number {
  if (value === undefined) return Number.NaN;
  if (!Number.isFinite(value)) {
    throw invalid(`values[${t}]`, `Step ${t} of ${id} is ${value}; amounts are finite numbers.`, {
      fix: 'Leave the step undefined if it was not observed.',
    });
  }
  return value;
}

function checkSeason({ id, period, yearly }: ForecastInput): void {
  for (const [field, steps] of [
    ['period', period],
    ['yearly', yearly ?? 1],
  ] as const) {
    if (!Number.isInteger(steps) || steps < 1 || steps > 400) {
      throw invalid(field, `The ${field} of ${id} is a whole number of steps from 1 to 400, not ${steps}.`);
    }
  }
}

function checkDrivers({ id, values, drivers = [], exposure }: ForecastInput, horizon: number): void {
  if (
    exposure !== undefined &&
    (exposure.length < values.length + horizon || !exposure.every((part) => part > 0))
  )
    throw invalid(
      'exposure',
      `The exposure of ${id} is a number above 0 for each step of history and horizon.`,
    );
  for (const { name, kind, values: known } of drivers) {
    const field = `drivers.${name}`;
    if (known.length < values.length + horizon) {
      throw invalid(
        field,
        `${name} of ${id} is known for ${known.length} steps; it must be for at least ${values.length + horizon}.`,
        { fix: 'Give one number for each step of the history and of the horizon.' },
      );
    }
    const bad = known.findIndex((value) => !Number.isFinite(value) || (kind === 'price' && value <= 0));
    if (bad !== -1)
      throw invalid(field, `${name} of ${id} is ${known[bad]} at step ${bad}, which is no ${kind}.`);
  }
}
