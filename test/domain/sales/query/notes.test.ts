import { describe, expect, test } from 'vitest';
import type { QueryRequest } from '../../../../src/domain/sales/query/request.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { Clerk } from './clerk.js';

const store = embeddedStore();

describe('a part of a period beside a whole one is told of', () => {
  // The clock of the shop stands at noon of Tuesday 31 March 2026; a day later April has just begun.
  const told = async (query: Omit<QueryRequest, 'measures'>, days = 1): Promise<string> => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1);
    clerk.wait(days * 24 * 60);
    const { receipt } = await clerk.ask({ measures: ['net_sales'], ...query });
    return (receipt.notes ?? []).filter((note) => /after today|up to/.test(note)).join();
  };

  test('where the period goes on after today', async () => {
    const query = { period: { named: 'this_month' }, compare: ['previous_period'] };
    expect(await told(query)).toContain('goes on after today, 2026-04-01');
    expect(await told({ ...query, compare: ['same_period_last_year'] })).toContain('month_to_date');
    expect(await told(query, 0)).toBe('');
    expect(await told({ ...query, period: { named: 'month_to_date' } })).toBe('');
    expect(await told({ ...query, period: { named: 'last_month' } })).toBe('');
    expect(await told({ period: { named: 'this_month' } })).toBe('');
    expect(await told({ ...query, period: { from: '2026-06-01', to: '2026-06-30' } })).toBe('');
    expect(await told({ ...query, period: { named: 'this_month', date: 'required' } })).toBe('');
  });

  test.each([
    ['month', '2026-01', 'today', 'The last month is counted up to 2026-04-01 only'],
    ['month', '2026-01', '2026-03', ''],
    ['month', '2026-01', '2026-03-15', 'The last month is counted up to 2026-03-15 only'],
    ['quarter', '2025', '2026', 'The last quarter is counted up to 2026-04-01 only'],
    ['fiscal_year', '2024-04', '2026-03', ''],
    ['year', '2024', '2025', ''],
    ['week', '2026-01', '2026-03-29', ''],
    ['week_sunday', '2026-01', '2026-03-29', 'The last week_sunday is counted up to 2026-03-29'],
    ['day', '2026-03-25', 'today', ''],
  ] as const)('where the last %s of %s to %s stands beside the one before', async (grain, from, to, note) => {
    const query = { grain, period: { from, to }, compare: ['previous_bucket'] };
    const notes = await told(query);
    if (note === '') expect(notes).toBe('');
    else expect(notes).toContain(note);
  });
});

test('a measure may be compared with one that is not shown', async () => {
  const clerk = await Clerk.open(store);
  await clerk.sell('P1', 2);
  await clerk.sell('P3', 1);
  const query: QueryRequest = { measures: ['net_sales'], dimensions: ['product'] };
  const filters = [{ member: 'net_sales', op: 'more_than', than: 'margin' }] as const;
  expect((await clerk.ask({ ...query, filters })).rows).toEqual([
    { product: 'Tata Tea 250 g', net_sales: 200 },
  ]);
});
