import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf } from '../../../../src/domain/calendar/days.js';
import type { DailyDemand, DemandHistory } from '../../../../src/domain/forecast/history/demand-history.js';
import { type Grain, stepsOf } from '../../../../src/domain/forecast/history/steps.js';
import { TradingDays } from '../../../../src/domain/forecast/history/trading-days.js';

/** A shop closed on some weekdays and dates, which sells `1 + day of the week` on the others. */
function shop(first: string, last: string, weekdays: number[] = [], dates: string[] = []) {
  const from = dayNumber(first);
  const closed = new Set(dates.map(dayNumber));
  const values = Array.from({ length: dayNumber(last) - from + 1 }, (_, index) =>
    closed.has(from + index) ? undefined : 1 + ((from + index + 3) % 7),
  );
  for (const [index] of values.entries())
    if (weekdays.includes(((from + index + 3) % 7) + 1)) {
      values[index] = undefined;
      closed.add(from + index);
    }
  const series: DailyDemand = { id: 'P', first: from, values, prices: [], discounted: [] };
  const history: DemandHistory = {
    last,
    closures: { days: closed, weekdays: new Set(weekdays) },
    series: [series],
  };
  return (grain: Grain, soldOut: string[] = []) => {
    const {
      starts,
      values: steps,
      ahead,
      period,
    } = stepsOf(series, history, grain, new Set(soldOut.map(dayNumber)));
    return { steps: starts.map((start, index) => [start.slice(5), steps[index]]), ahead, period };
  };
}

describe('trading days', () => {
  test('are numbered without the weekdays that are never kept, and back', () => {
    const trading = new TradingDays(new Set([7]));
    for (let day = -20; day < 40; day += 1) {
      const step = trading.stepFrom(day);
      expect(trading.dayOf(step)).toBe(trading.trades(day) ? day : day + 1);
      expect(trading.stepFrom(day + 1) - step).toBe(trading.trades(day) ? 1 : 0);
    }
    expect(trading.perWeek).toBe(6);
  });

  test('of a shop that seems never to open are all days', () => {
    expect(new TradingDays(new Set([1, 2, 3, 4, 5, 6, 7])).perWeek).toBe(7);
  });
});

describe('days', () => {
  test('have no Sundays where the shop never opens on them; a holiday and a day out of stock are unknown', () => {
    const { steps, ahead, period } = shop(
      '2026-03-05',
      '2026-03-11',
      [7],
      ['2026-03-06'],
    )('day', ['2026-03-10']);
    expect(period).toBe(6);
    expect(steps).toEqual([
      ['03-05', 4],
      ['03-06', undefined],
      ['03-07', 6],
      ['03-09', 1],
      ['03-10', undefined],
      ['03-11', 3],
    ]);
    expect([1, 2, 3, 4, 5].map(ahead)).toEqual([
      '2026-03-12',
      '2026-03-13',
      '2026-03-14',
      '2026-03-16',
      '2026-03-17',
    ]);
  });
});

describe('weeks', () => {
  test('are whole ones, and the first ahead is the one after them', () => {
    const { steps, ahead } = shop('2026-03-04', '2026-03-24')('week');
    expect(steps).toEqual([
      ['03-09', 28],
      ['03-16', 28],
    ]);
    expect([ahead(1), ahead(2)]).toEqual(['2026-03-23', '2026-03-30']);
  });

  test('count a closed day as nothing sold, and make up for days out of stock where half is known', () => {
    expect(shop('2026-03-09', '2026-03-15', [], ['2026-03-13'])('week').steps).toEqual([['03-09', 23]]);
    const soldOut = ['2026-03-09', '2026-03-10', '2026-03-11'];
    expect(shop('2026-03-09', '2026-03-15')('week', soldOut).steps).toEqual([['03-09', (22 * 7) / 4]]);
    expect(shop('2026-03-09', '2026-03-15')('week', [...soldOut, '2026-03-12']).steps).toEqual([
      ['03-09', undefined],
    ]);
  });
});

describe('months', () => {
  test('are whole ones over the ends of years', () => {
    const { steps, ahead, period } = shop('2025-11-20', '2026-02-27')('month');
    expect(steps.map(([start]) => start)).toEqual(['12-01', '01-01']);
    expect([1, 2, 12].map(ahead)).toEqual(['2026-02-01', '2026-03-01', '2027-01-01']);
    expect(period).toBe(12);
  });

  test('begin with the first sale where that is the first of a month', () => {
    expect(shop('2026-01-01', '2026-01-31')('month').steps).toHaveLength(1);
    expect(dayOf(dayNumber('2026-01-01'))).toBe('2026-01-01');
  });
});
