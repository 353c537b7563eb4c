import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../../../src/domain/calendar/days.js';
import type { DailyDemand } from '../../../../src/domain/forecast/history/demand-history.js';
import { stepDrivers } from '../../../../src/domain/forecast/history/step-drivers.js';
import { type Grain, stepsOf } from '../../../../src/domain/forecast/history/steps.js';

/** Thirty days from 1 October 2026, looked at from their end. */
function october(part: Partial<DailyDemand>, horizon = 3, grain: 'day' | 'week' = 'day', price?: number) {
  const series: DailyDemand = {
    id: 'P',
    first: dayNumber('2026-10-01'),
    values: new Array<number>(30).fill(5),
    prices: new Array<undefined>(30).fill(undefined),
    discounted: new Array<number>(30).fill(0),
    ...part,
  };
  const closures = { days: new Set<number>(), weekdays: new Set<number>() };
  const steps = stepsOf(series, { last: '2026-10-30', closures, series: [series] }, grain, new Set());
  return Object.fromEntries(
    stepDrivers(series, steps, { grain, horizon, ...(price === undefined ? {} : { price }) }).map(
      ({ name, kind, values }) => [name, { kind, values }],
    ),
  );
}

/** Festivals of a series that sold every day from one day to another. */
function festivals(
  from: string,
  to: string,
  grain: Grain,
  horizon: number,
): Record<string, readonly number[]> {
  const length = dayNumber(to) - dayNumber(from) + 1;
  const series: DailyDemand = {
    id: 'P',
    first: dayNumber(from),
    values: new Array<number>(length).fill(5),
    prices: [],
    discounted: [],
  };
  const closures = { days: new Set<number>(), weekdays: new Set<number>() };
  const steps = stepsOf(series, { last: to, closures, series: [series] }, grain, new Set());
  return Object.fromEntries(
    stepDrivers(series, steps, { grain, horizon }).map(({ name, values }) => [name, values]),
  );
}

describe('what moves demand', () => {
  test('is the price where it changed: carried over days without a sale, the latest ahead', () => {
    const prices = new Array<number | undefined>(30).fill(undefined);
    prices[2] = 10;
    prices[10] = 12;
    expect(october({ prices }).price).toEqual({
      kind: 'price',
      values: [...new Array(10).fill(10), ...new Array(20).fill(12), 12, 12, 12],
    });
    expect(october({ prices }, 2, 'day', 9).price?.values.slice(-3)).toEqual([12, 9, 9]);
  });

  test('is no price that stayed the same, unless it is to change', () => {
    const prices = new Array<number | undefined>(30).fill(10);
    expect(october({ prices }).price).toBeUndefined();
    expect(october({ prices }, 1, 'day', 11).price?.values.slice(-2)).toEqual([10, 11]);
    expect(october({}).price).toBeUndefined();
  });

  test('is a discount, of which there is none ahead', () => {
    const discounted = new Array<number>(30).fill(0);
    discounted[29] = 0.2;
    expect(october({ discounted }).discount).toEqual({
      kind: 'flag',
      values: [...new Array(29).fill(0), 0.2, 0, 0, 0],
    });
  });

  test('is a festival that the history holds twice, in the ten days up to it, and again ahead', () => {
    // Dussehra on 2 October 2025 and 20 October 2026; Diwali on 20 October 2025 and ahead, on 8 November.
    const found = festivals('2025-09-23', '2026-10-30', 'day', 12);
    expect(Object.keys(found)).toEqual(['dussehra']);
    expect(found.dussehra).toEqual([
      ...new Array(10).fill(1),
      ...new Array(373).fill(0),
      ...new Array(10).fill(1),
      ...new Array(22).fill(0),
    ]);
    // One day later the history begins within the shopping days of 2025.
    expect(festivals('2025-09-24', '2026-10-30', 'day', 12)).toEqual({});
    expect(Object.keys(festivals('2025-09-23', '2026-11-08', 'day', 1))).toEqual(['diwali', 'dussehra']);
  });

  test('counts in a week by the share of its days', () => {
    // Weeks of 12 and 19 October 2026; shopping days from the 11th to the 20th.
    expect(festivals('2025-09-22', '2026-10-25', 'week', 1).dussehra?.slice(-4)).toEqual([
      1 / 7,
      1,
      2 / 7,
      0,
    ]);
  });

  test('is in months a festival seen three times that moves between them, no Christmas', () => {
    const three = Object.keys(festivals('2022-01-01', '2024-12-31', 'month', 3));
    expect(three).toContain('diwali');
    expect(three).not.toContain('christmas');
    expect(three).not.toContain('new year');
    expect(festivals('2023-01-01', '2024-12-31', 'month', 3)).toEqual({});
  });
});
