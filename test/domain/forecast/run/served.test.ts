import { describe, expect, onTestFinished, test } from 'vitest';
import { dayNumber, dayOf } from '../../../../src/domain/calendar/days.js';
import { forecastMany, teachGroup, teachShop } from '../../../../src/domain/forecast/forecast.js';
import { stepsOf } from '../../../../src/domain/forecast/history/steps.js';
import type { Forecaster } from '../../../../src/domain/forecast/run/forecaster.js';
import { ServedForecaster } from '../../../../src/domain/forecast/run/served.js';
import { SHARES } from '../../../../src/domain/forecast/spread/shares.js';
import type { Forecast, ForecastInput, ForecastResult } from '../../../../src/domain/forecast/types.js';
import { SageMakerForecasts } from '../../../../src/domain/ports/forecasting/sagemaker.js';
import { awsServer, SECRET, type Turn } from '../../../support/aws-server.js';

const local: Forecaster = {
  run: forecastMany,
  teachShop,
  teachGroup,
  close: async () => undefined,
};
const HORIZON = 7;
const FIRST = dayNumber('2026-01-01');

/** Three months of a shop that never opens on Sundays; the last day is a Saturday. */
const daily = {
  id: 'P1',
  first: FIRST,
  values: Array.from({ length: 87 }, (_, day) => 10 + ((FIRST + day) % 7)),
  prices: [],
  discounted: [],
};
const history = {
  last: '2026-03-28',
  closures: { days: new Set<number>(), weekdays: new Set([7]) },
  series: [daily],
};
const steps = stepsOf(daily, history, 'day', new Set());
const input: ForecastInput = { id: 'P1', values: steps.values, period: steps.period };

function forecaster(deadline?: number): ServedForecaster {
  const served = new ServedForecaster(local, {
    port: new SageMakerForecasts('demand-1', deadline),
    grain: 'day',
  });
  onTestFinished(() => served.close());
  return served;
}

function forecastOf(result: ForecastResult | undefined): Forecast {
  if (result?.kind !== 'forecast') throw new Error(result?.message ?? 'no result');
  return result;
}

/** Quantiles upside down and partly below 0; the mean counts the days from 0. */
const answer = (days: number): Turn => ({
  kind: 'answer',
  body: {
    predictions: [
      {
        mean: Array.from({ length: days }, (_, day) => day - 1),
        quantiles: Object.fromEntries(
          SHARES.map((share) => [String(share), Array.from({ length: days }, () => 10 - 20 * share)]),
        ),
      },
    ],
  },
});

describe('a model outside', () => {
  test('is sent every day of the calendar, and its steps are put on ours', async () => {
    const server = await awsServer('SAGEMAKER_RUNTIME', () => answer(10));
    const progress: [number, number][] = [];
    const [result] = await forecaster().run(
      [input],
      { horizon: HORIZON },
      {
        grain: 'day',
        calendars: [steps],
        onProgress: (done, total) => progress.push([done, total]),
      },
    );
    const target = Array.from({ length: 88 }, (_, day) =>
      (FIRST + day) % 7 === dayNumber('2026-03-29') % 7 ? 'NaN' : daily.values[day],
    );
    expect(dayOf(FIRST + 87)).toBe('2026-03-29');
    expect(server.requests[0]?.body).toMatchObject({ instances: [{ start: '2026-01-01 00:00:00', target }] });
    const forecast = forecastOf(result);
    expect(forecast.method).toBe('sagemaker');
    // Monday to Saturday, and the Monday after the Sunday between; what is below 0 is 0.
    expect([...forecast.point]).toEqual([0, 0, 1, 2, 3, 4, 6]);
    const row = [...forecast.spread.table.slice(0, SHARES.length)];
    expect(row).toEqual(row.toSorted((a, b) => a - b));
    expect(row[0]).toBe(0);
    expect(forecast.interval80.low[0]).toBe(0);
    expect(forecast.interval80.high[0]).toBeCloseTo(8);
    expect(forecast.interval95.high[6]).toBeCloseTo(9.5);
    expect(progress.at(-1)).toEqual([2, 2]);
    const [own] = await local.run([input], { horizon: HORIZON });
    const { backtest, demand, spread, reasons } = forecastOf(own);
    expect(forecast).toMatchObject({ backtest, demand });
    expect(forecast.spread).toMatchObject({ level: spread.level, drift: spread.drift });
    expect(forecast.reasons).toEqual([expect.stringContaining('SageMaker'), ...reasons]);
  });

  test.each([
    ['throttles', { kind: 'error', status: 400, type: 'ThrottlingException' }, 'too many requests'],
    ['is silent', { kind: 'hang' }, 'did not answer in time'],
    ['says something else', { kind: 'raw', text: 'NaN' }, 'does not keep to its format'],
    ['answers for no series', { kind: 'answer', body: { predictions: [] } }, 'another number of series'],
    ['stops short', answer(7), 'does not look so far ahead'],
  ] as const)('that %s leaves the forecast of this machine, with the reason', async (_, turn, reason) => {
    await awsServer('SAGEMAKER_RUNTIME', () => turn);
    const served = forecaster(turn.kind === 'hang' ? 500 : undefined);
    const [result] = await served.run([input], { horizon: HORIZON }, { grain: 'day', calendars: [steps] });
    const [own] = await local.run([input], { horizon: HORIZON });
    const { reasons, ...rest } = forecastOf(result);
    const { reasons: ours, ...expected } = forecastOf(own);
    expect(rest).toEqual(expected);
    expect(reasons).toEqual([...ours, expect.stringContaining(reason)]);
    expect(reasons.join()).not.toContain(SECRET);
  });

  test('is not asked for a backtest, for refused series, and for another grain', async () => {
    const server = await awsServer('SAGEMAKER_RUNTIME', () => answer(10));
    const short: ForecastInput = { id: 'P2', values: [1, 2], period: 1 };
    await forecaster().run([input], { horizon: HORIZON }, { grain: 'day' });
    const [made] = await forecaster().run(
      [short],
      { horizon: HORIZON },
      { grain: 'day', calendars: [steps] },
    );
    expect(made?.kind).toBe('refusal');
    const [week] = await forecaster().run([input], { horizon: 4 }, { grain: 'week', calendars: [steps] });
    expect(forecastOf(week).reasons.at(-1)).toContain('serves steps of a day');
    expect(server.requests).toEqual([]);
  });
});
