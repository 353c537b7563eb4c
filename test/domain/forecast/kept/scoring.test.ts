import { describe, expect, test } from 'vitest';
import type { Steps } from '../../../../src/domain/forecast/history/steps.js';
import { type KeptForecast, keptId } from '../../../../src/domain/forecast/kept/kept-forecast.js';
import { EMPTY, plus, realised, tallyOf, valued } from '../../../../src/domain/forecast/kept/scoring.js';

const day = (index: number): string => `2026-03-${String(index).padStart(2, '0')}`;

/** What was sold from 1 March on, a season of two days. */
function sold(...values: (number | undefined)[]): Steps {
  return {
    starts: values.map((_, index) => day(index + 1)),
    values,
    ahead: () => '',
    period: 2,
    yearly: undefined,
  };
}

function kept(from: number, point: number[], half = 1): KeptForecast {
  const key = { last: day(from - 1), grain: 'day', counted: 'units', by: 'product', series_id: 'P' } as const;
  const shifted = (by: number): number[] => point.map((value) => value + by);
  return {
    forecast_id: keptId(key),
    ...key,
    method: 'combination',
    starts: point.map((_, index) => day(from + index)),
    point,
    low80: shifted(-half),
    high80: shifted(half),
    low95: shifted(-2 * half),
    high95: shifted(2 * half),
  };
}

describe('a forecast that was given', () => {
  test('is compared step by step, and with the season before it', () => {
    // Sold 10 and 20 in turn, then 12, 24, 16; forecast 11, 20, 12.
    const tally = tallyOf(kept(5, [11, 20, 12]), sold(10, 20, 10, 20, 12, 24, 16));
    if (tally === undefined) throw new Error('nothing is known');
    expect(tally).toEqual({
      forecasts: 1,
      steps: 3,
      actual: 52,
      error: -1 - 4 - 4,
      absolute: 9,
      inside80: 1,
      inside95: 1,
      // Naive: 10, 20, 10.
      compared: { actual: 52, absolute: 9, naive: 2 + 4 + 6 },
    });
    expect(realised(tally)).toEqual({
      forecasts: 1,
      steps: 3,
      wape: 9 / 52,
      bias: -9 / 52,
      inside80: 1 / 3,
      inside95: 1 / 3,
      naive_wape: 12 / 52,
      value_added: 1 - 9 / 12,
    });
  });

  test('counts only the steps that are over and known', () => {
    expect(tallyOf(kept(5, [10, 10, 10, 10]), sold(10, 20, 10, 20, undefined, 9))?.steps).toBe(1);
    expect(tallyOf(kept(5, [10]), sold(10, 20, 10, 20))).toBeUndefined();
  });

  test('is not compared with a naive forecast that there is not', () => {
    const tally = tallyOf(kept(3, [5, 5]), sold(undefined, 4, 6, 6));
    expect(tally?.compared).toEqual({ actual: 6, absolute: 1, naive: 2 });
    expect(tally?.absolute).toBe(2);
  });

  test('of nothing sold has no relative error', () => {
    const tally = tallyOf(kept(3, [0, 0]), sold(0, 0, 0, 0)) ?? EMPTY;
    expect(realised(tally)).toMatchObject({ wape: undefined, bias: undefined, value_added: undefined });
  });

  test('adds up with others in money', () => {
    const kilos = tallyOf(kept(3, [5, 5]), sold(4, 4, 4, 4)) ?? EMPTY;
    const cases = tallyOf(kept(3, [1, 1]), sold(2, 2, 2, 2)) ?? EMPTY;
    const both = plus(valued(kilos, 10), valued(cases, 100));
    expect(both).toMatchObject({ forecasts: 2, actual: 80 + 400, error: 20 - 200, absolute: 220 });
    expect(both.compared).toEqual({ actual: 480, absolute: 220, naive: 0 });
  });
});
