import type { DailyDemand } from '../history/demand-history.js';
import type { Steps } from '../history/steps.js';
import type { KeptForecast } from './kept-forecast.js';

/** Sums from which the accuracy of any number of forecasts follows; in units or money, whatever was forecast. */
export interface Tally {
  readonly forecasts: number;
  readonly steps: number;
  readonly actual: number;
  readonly error: number;
  readonly absolute: number;
  readonly inside80: number;
  readonly inside95: number;
  /** Over the steps for which the seasonal naive method has a forecast too. */
  readonly compared: { readonly actual: number; readonly absolute: number; readonly naive: number };
}

export const EMPTY: Tally = {
  forecasts: 0,
  steps: 0,
  actual: 0,
  error: 0,
  absolute: 0,
  inside80: 0,
  inside95: 0,
  compared: { actual: 0, absolute: 0, naive: 0 },
};

/** Accuracy of forecasts that were given, once it is known what came. Shares from 0 to 1. */
export interface Realised {
  readonly forecasts: number;
  readonly steps: number;
  /** Sum of absolute errors over sum of demand (Kolassa and Schuetz 2007, Foresight 6); nothing where nothing sold. */
  readonly wape: number | undefined;
  /** Sum of errors, forecast less demand, over sum of demand. */
  readonly bias: number | undefined;
  readonly inside80: number;
  readonly inside95: number;
  /** WAPE of the seasonal naive method. */
  readonly naive_wape: number | undefined;
  /** Share of the naive method's error that was saved (forecast value added: Gilliland 2010); negative where it did better. */
  readonly value_added: number | undefined;
}

/**
 * Compares one forecast with what came. Steps that are not over, and those on which the shop was closed or the product
 * out of stock, are left out.
 *
 * @returns undefined while none of its steps is known.
 */
export function tallyOf(kept: KeptForecast, steps: Steps): Tally | undefined {
  const known = new Map(steps.starts.map((start, index) => [start, index]));
  const origin = lastBefore(steps.starts, kept.starts[0] ?? '');
  let tally = EMPTY;
  for (const [step, start] of kept.starts.entries()) {
    const index = known.get(start);
    const actual = index === undefined ? undefined : steps.values[index];
    if (actual === undefined) continue;
    const error = (kept.point[step] ?? 0) - actual;
    const naive = steps.values[origin - steps.period + 1 + (step % steps.period)];
    const within = (low: readonly number[], high: readonly number[]): number =>
      actual >= (low[step] ?? 0) && actual <= (high[step] ?? 0) ? 1 : 0;
    tally = plus(tally, {
      forecasts: 0,
      steps: 1,
      actual,
      error,
      absolute: Math.abs(error),
      inside80: within(kept.low80, kept.high80),
      inside95: within(kept.low95, kept.high95),
      compared:
        naive === undefined
          ? EMPTY.compared
          : { actual, absolute: Math.abs(error), naive: Math.abs(naive - actual) },
    });
  }
  return tally.steps === 0 ? undefined : { ...tally, forecasts: 1 };
}

export function plus(a: Tally, b: Tally): Tally {
  return {
    forecasts: a.forecasts + b.forecasts,
    steps: a.steps + b.steps,
    actual: a.actual + b.actual,
    error: a.error + b.error,
    absolute: a.absolute + b.absolute,
    inside80: a.inside80 + b.inside80,
    inside95: a.inside95 + b.inside95,
    compared: {
      actual: a.compared.actual + b.compared.actual,
      absolute: a.compared.absolute + b.compared.absolute,
      naive: a.compared.naive + b.compared.naive,
    },
  };
}

/** The same errors in money, at so much a unit, so that kilograms and pieces add up. */
export function valued(tally: Tally, price: number): Tally {
  const { compared } = tally;
  return {
    ...tally,
    actual: tally.actual * price,
    error: tally.error * price,
    absolute: tally.absolute * price,
    compared: {
      actual: compared.actual * price,
      absolute: compared.absolute * price,
      naive: compared.naive * price,
    },
  };
}

export function realised({ forecasts, steps, actual, error, absolute, ...tally }: Tally): Realised {
  const { compared } = tally;
  return {
    forecasts,
    steps,
    wape: ratio(absolute, actual),
    bias: ratio(error, actual),
    inside80: tally.inside80 / steps,
    inside95: tally.inside95 / steps,
    naive_wape: ratio(compared.naive, compared.actual),
    value_added: compared.naive > 0 ? 1 - compared.absolute / compared.naive : undefined,
  };
}

/** Mean price that a series sold at, major units; 1 where none is known. */
export function meanPrice({ prices }: DailyDemand): number {
  const known = prices.filter((price) => price !== undefined);
  return known.length === 0 ? 1 : known.reduce((sum, price) => sum + price, 0) / known.length;
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

/** Index of the last step that begins before a day; -1 where none does. */
function lastBefore(starts: readonly string[], day: string): number {
  let index = starts.length - 1;
  while (index >= 0 && (starts[index] ?? '') >= day) index -= 1;
  return index;
}
