import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../../../src/domain/calendar/days.js';
import { forecastOne } from '../../../../src/domain/forecast/forecast.js';
import { exposureOf } from '../../../../src/domain/forecast/history/exposure.js';
import { stepsOf } from '../../../../src/domain/forecast/history/steps.js';
import { TradingDays } from '../../../../src/domain/forecast/history/trading-days.js';

const FIRST = dayNumber('2024-01-01');
const SUNDAYS = new Set([7]);

/** Two years and a month of a shop that sells ten on each trading day and never opens on Sundays. */
function months(closed: ReadonlySet<number>) {
  const trading = new TradingDays(closed);
  const length = dayNumber('2026-01-31') - FIRST + 1;
  const values = Array.from({ length }, (_, day) => (trading.trades(FIRST + day) ? 10 : undefined));
  const series = { id: 'P', first: FIRST, values, prices: [], discounted: [] };
  const closures = { days: new Set<number>(), weekdays: closed };
  const steps = stepsOf(series, { last: '2026-01-31', closures, series: [series] }, 'month', new Set());
  return { steps, exposure: exposureOf('month', steps, 6, trading) };
}

describe('the length of a month', () => {
  test('is its trading days, over those of a usual one', () => {
    const { exposure } = months(SUNDAYS);
    // 27 trading days in January 2024, 24 in February 2026; 26.09 in a usual month.
    expect(exposure?.[0]).toBeCloseTo(27 / 26.09, 3);
    expect(exposure?.[25]).toBeCloseTo(24 / 26.09, 3);
    expect(exposure).toHaveLength(31);
    expect(exposureOf('week', months(SUNDAYS).steps, 6, new TradingDays(SUNDAYS))).toBeUndefined();
  });

  test.each([[new Set<number>()], [SUNDAYS]])(
    'makes the forecast of one with closed days %j',
    async (closed) => {
      const { steps, exposure } = months(closed);
      const input = { id: 'P', values: steps.values, period: steps.period };
      const made = await forecastOne({ ...input, exposure }, { horizon: 6 });
      if (made.kind !== 'forecast') throw new Error(made.message);
      const trading = new TradingDays(closed);
      made.point.forEach((value, step) => {
        const [from, until] = [steps.ahead(step + 1), steps.ahead(step + 2)].map(dayNumber);
        const days = trading.stepFrom(until ?? 0) - trading.stepFrom(from ?? 0);
        expect(Math.abs(value - 10 * days)).toBeLessThan(2);
      });
    },
  );
});
