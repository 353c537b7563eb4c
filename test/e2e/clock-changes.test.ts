import { beforeAll, describe, expect, test } from 'vitest';
import { SharedServer } from '../support/shared-server.js';

const LONDON = new SharedServer({ MUNSHI_TIME_ZONE: 'Europe/London', MUNSHI_CURRENCY: 'GBP' });
const NEW_YORK = new SharedServer({ MUNSHI_TIME_ZONE: 'America/New_York', MUNSHI_CURRENCY: 'USD' });
const DELHI = new SharedServer({ MUNSHI_TIME_ZONE: 'Asia/Kolkata', MUNSHI_FISCAL_YEAR_START: '4' });

/** Sales of one unit at 10 each, at these moments. */
async function open(server: SharedServer, moments: readonly string[]): Promise<void> {
  await server.ask('import_file', {
    kind: 'products',
    dry_run: false,
    content: 'product_id,name,price\nP1,Tea,10\n',
    idempotency_key: 'the-products-of-the-test',
  });
  for (const at of moments)
    await server.ask('record_sale', {
      lines: [{ product: 'P1', quantity: 1 }],
      at,
      idempotency_key: `sale at ${at}`,
    });
}

type Row = Record<string, unknown>;

async function rows(server: SharedServer, query: object): Promise<unknown> {
  const { rows: found } = await server.ask('query_sales', { measures: ['orders'], limit: 100, ...query });
  return found;
}

const hours = async (server: SharedServer, day: string): Promise<Record<string, unknown>> => {
  const found = await rows(server, { grain: 'hour', period: { from: day, to: day } });
  if (!Array.isArray(found)) throw new Error('no rows');
  return Object.fromEntries(
    found.filter((row: Row) => row.orders !== 0).map((row: Row) => [row.hour, row.orders]),
  );
};

describe('where the clock changes', () => {
  // London: 01:00 to 02:00 is missing on 30 March 2025 and comes twice on 26 October 2025.
  const london = () =>
    open(LONDON, [
      '2025-03-29T23:59:59',
      '2025-03-30T00:30',
      '2025-03-30T01:30',
      '2025-03-30T03:00',
      '2025-10-25T23:30:00Z',
      '2025-10-26T00:30:00Z',
      '2025-10-26T01:30:00Z',
      '2025-10-26T23:59:59Z',
      '2025-10-27T00:00:00Z',
    ]);
  // New York: 02:00 to 03:00 is missing on 9 March 2025, and 01:00 to 02:00 comes twice on 2 November 2025.
  const newYork = () =>
    open(NEW_YORK, [
      '2025-03-09T04:59:59Z',
      '2025-03-09T05:00:00Z',
      '2025-03-09T02:30',
      '2025-11-02T05:30:00Z',
      '2025-11-02T06:30:00Z',
      '2025-11-03T04:59:59Z',
      '2025-11-03T05:00:00Z',
    ]);
  beforeAll(() => Promise.all([london(), newYork()]));

  test('a sale in the missing hour is in the next one', async () => {
    expect(await hours(LONDON, '2025-03-30')).toEqual({
      '2025-03-30T00:00': 1,
      '2025-03-30T02:00': 1,
      '2025-03-30T03:00': 1,
    });
    expect(await hours(NEW_YORK, '2025-03-09')).toEqual({ '2025-03-09T00:00': 1, '2025-03-09T03:00': 1 });
  });

  test('both of the doubled hour are in one bucket', async () => {
    expect(await hours(LONDON, '2025-10-26')).toEqual({
      '2025-10-26T00:00': 1,
      '2025-10-26T01:00': 2,
      '2025-10-26T23:00': 1,
    });
    expect(await hours(NEW_YORK, '2025-11-02')).toEqual({ '2025-11-02T01:00': 2, '2025-11-02T23:00': 1 });
  });

  test('a day ends at midnight of the shop, on the days of 23 and of 25 hours', async () => {
    expect(await rows(LONDON, { grain: 'day', period: { from: '2025-03-29', to: '2025-03-31' } })).toEqual([
      { day: '2025-03-29', orders: 1 },
      { day: '2025-03-30', orders: 3 },
      { day: '2025-03-31', orders: 0 },
    ]);
    expect(await rows(LONDON, { grain: 'day', period: { from: '2025-10-25', to: '2025-10-27' } })).toEqual([
      { day: '2025-10-25', orders: 0 },
      { day: '2025-10-26', orders: 4 },
      { day: '2025-10-27', orders: 1 },
    ]);
    expect(await rows(NEW_YORK, { grain: 'day', period: { from: '2025-03-08', to: '2025-03-09' } })).toEqual([
      { day: '2025-03-08', orders: 1 },
      { day: '2025-03-09', orders: 2 },
    ]);
    expect(await rows(NEW_YORK, { grain: 'day', period: { from: '2025-11-02', to: '2025-11-03' } })).toEqual([
      { day: '2025-11-02', orders: 3 },
      { day: '2025-11-03', orders: 1 },
    ]);
  });

  test('the hours of such days still number 24, and the hour of the day is that of the clock', async () => {
    for (const day of ['2025-03-30', '2025-10-26'])
      expect(await rows(LONDON, { grain: 'hour', period: { from: day, to: day } })).toHaveLength(24);
    expect(
      await rows(LONDON, {
        dimensions: ['hour_of_day'],
        period: { from: '2025-10-26', to: '2025-10-26' },
      }),
    ).toEqual([
      { hour_of_day: 1, orders: 2 },
      { hour_of_day: 0, orders: 1 },
      { hour_of_day: 23, orders: 1 },
    ]);
  });
});

describe('where February has 29 days and the fiscal year starts in April', () => {
  beforeAll(() =>
    open(DELHI, [
      '2023-02-28T10:00',
      '2023-03-01T10:00',
      '2023-03-31T23:59:59',
      '2023-04-01T00:00',
      '2024-02-28T10:00',
      '2024-02-29T10:00',
      '2024-02-29T11:00',
      '2024-03-01T10:00',
      '2024-03-31T23:59:59',
      '2024-04-01T00:00:00',
      '2025-02-28T10:00',
    ]),
  );
  const lastYear = (from: string, to: string) =>
    rows(DELHI, { period: { from, to }, compare: ['same_period_last_year'] });

  test('the 29th of February is set beside the 28th, a whole February beside a whole one', async () => {
    expect(await lastYear('2024-02-29', '2024-02-29')).toMatchObject([{ orders: 2, orders_last_year: 1 }]);
    expect(await lastYear('2024-02-01', '2024-02-29')).toMatchObject([{ orders: 3, orders_last_year: 1 }]);
    expect(await lastYear('2025-02-01', '2025-02-28')).toMatchObject([{ orders: 1, orders_last_year: 3 }]);
    expect(await lastYear('2025-02-28', '2025-02-28')).toMatchObject([{ orders: 1, orders_last_year: 1 }]);
    expect(await lastYear('2024-02-29', '2024-03-01')).toMatchObject([{ orders: 3, orders_last_year: 2 }]);
  });

  test('by day, the year before is laid over day by day', async () => {
    expect(
      await rows(DELHI, {
        grain: 'day',
        period: { from: '2024-02-28', to: '2024-03-01' },
        compare: ['same_period_last_year'],
      }),
    ).toMatchObject([
      { day: '2024-02-28', orders: 1, orders_last_year: 1 },
      { day: '2024-02-29', orders: 2, orders_last_year: 1 },
      { day: '2024-03-01', orders: 1, orders_last_year: 0 },
    ]);
  });

  test('the 29th is a day, and part of its week, month and quarter', async () => {
    const period = { from: '2024-02-26', to: '2024-03-03' };
    expect(await rows(DELHI, { grain: 'week', period })).toEqual([{ week: '2024-W09', orders: 4 }]);
    expect(await rows(DELHI, { grain: 'month', period })).toEqual([
      { month: '2024-02', orders: 3 },
      { month: '2024-03', orders: 1 },
    ]);
    expect(
      await rows(DELHI, { grain: 'day', period: { from: '2023-02-27', to: '2023-03-02' } }),
    ).toHaveLength(4);
    expect(await rows(DELHI, { grain: 'day', period })).toHaveLength(7);
  });

  test('a fiscal year runs from April to March, named by both years', async () => {
    expect(await rows(DELHI, { grain: 'fiscal_year' })).toEqual([
      { fiscal_year: 'FY2022-23', orders: 3 },
      { fiscal_year: 'FY2023-24', orders: 6 },
      { fiscal_year: 'FY2024-25', orders: 2 },
    ]);
    expect(await rows(DELHI, { dimensions: ['fiscal_year'] })).toEqual([
      { fiscal_year: 'FY2023-24', orders: 6 },
      { fiscal_year: 'FY2022-23', orders: 3 },
      { fiscal_year: 'FY2024-25', orders: 2 },
    ]);
    expect(await rows(DELHI, { period: { named: 'FY 2023-24' } })).toEqual([{ orders: 6 }]);
    expect(
      await rows(DELHI, {
        grain: 'fiscal_year',
        period: { from: '2024-04-01', to: '2025-03-31' },
        compare: ['same_period_last_year'],
      }),
    ).toMatchObject([{ fiscal_year: 'FY2024-25', orders: 2, orders_last_year: 6 }]);
  });
});
