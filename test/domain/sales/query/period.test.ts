import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../../../src/domain/errors.js';
import { type PeriodRequest, resolvePeriod } from '../../../../src/domain/sales/query/period.js';
import type { ShopSettings } from '../../../../src/domain/shop.js';
import { addDays } from '../../../support/oracle/shop.js';
import { SHOP } from '../../../support/utc-shop.js';

const NAMES = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'this_fiscal_year',
  'last_fiscal_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_365_days',
] as const;
type Name = (typeof NAMES)[number];

function range(named: Name, now: string, shop: Partial<ShopSettings> = {}): string {
  const { from, to } = resolvePeriod({ named }, { ...SHOP, ...shop }, new Date(now));
  return `${from}..${to}`;
}

function refusal(request: PeriodRequest): ClerkError {
  try {
    resolvePeriod(request, SHOP, new Date('2026-03-31T12:00:00Z'));
  } catch (error) {
    if (error instanceof ClerkError) return error;
    throw error;
  }
  throw new Error('The period was taken');
}

const EVERY = (ranges: Record<Name, string>): [Name, string][] =>
  NAMES.map((named) => [named, ranges[named]]);

describe('on the leap day 29 February 2024, a Thursday', () => {
  test.each(
    EVERY({
      today: '2024-02-29..2024-02-29',
      yesterday: '2024-02-28..2024-02-28',
      this_week: '2024-02-26..2024-03-03',
      last_week: '2024-02-19..2024-02-25',
      this_month: '2024-02-01..2024-02-29',
      last_month: '2024-01-01..2024-01-31',
      this_quarter: '2024-01-01..2024-03-31',
      last_quarter: '2023-10-01..2023-12-31',
      this_year: '2024-01-01..2024-12-31',
      last_year: '2023-01-01..2023-12-31',
      this_fiscal_year: '2023-04-01..2024-03-31',
      last_fiscal_year: '2022-04-01..2023-03-31',
      last_7_days: '2024-02-23..2024-02-29',
      last_30_days: '2024-01-31..2024-02-29',
      last_90_days: '2023-12-02..2024-02-29',
      last_365_days: '2023-03-02..2024-02-29',
    }),
  )('%s is %s', (named, wanted) => {
    expect(range(named, '2024-02-29T12:00:00Z')).toBe(wanted);
  });
});

describe('on New Year 2026, a Thursday', () => {
  test.each(
    EVERY({
      today: '2026-01-01..2026-01-01',
      yesterday: '2025-12-31..2025-12-31',
      this_week: '2025-12-29..2026-01-04',
      last_week: '2025-12-22..2025-12-28',
      this_month: '2026-01-01..2026-01-31',
      last_month: '2025-12-01..2025-12-31',
      this_quarter: '2026-01-01..2026-03-31',
      last_quarter: '2025-10-01..2025-12-31',
      this_year: '2026-01-01..2026-12-31',
      last_year: '2025-01-01..2025-12-31',
      this_fiscal_year: '2025-04-01..2026-03-31',
      last_fiscal_year: '2024-04-01..2025-03-31',
      last_7_days: '2025-12-26..2026-01-01',
      last_30_days: '2025-12-03..2026-01-01',
      last_90_days: '2025-10-04..2026-01-01',
      last_365_days: '2025-01-02..2026-01-01',
    }),
  )('%s is %s', (named, wanted) => {
    expect(range(named, '2026-01-01T00:00:00Z')).toBe(wanted);
  });
});

test.each([
  ['last_month', '2025-12-31T23:59:59Z', '2025-11-01..2025-11-30'],
  ['last_quarter', '2025-12-31T23:59:59Z', '2025-07-01..2025-09-30'],
  ['last_month', '2025-03-31T12:00:00Z', '2025-02-01..2025-02-28'],
  ['last_month', '2024-03-31T12:00:00Z', '2024-02-01..2024-02-29'],
  ['last_year', '2025-02-28T12:00:00Z', '2024-01-01..2024-12-31'],
] as const)('%s at %s is %s', (named, now, wanted) => {
  expect(range(named, now)).toBe(wanted);
});

test('a week runs from Monday to Sunday', () => {
  expect(range('this_week', '2026-03-01T12:00:00Z')).toBe('2026-02-23..2026-03-01');
  expect(range('last_week', '2026-03-01T12:00:00Z')).toBe('2026-02-16..2026-02-22');
  expect(range('this_week', '2026-03-02T12:00:00Z')).toBe('2026-03-02..2026-03-08');
  expect(range('last_week', '2026-03-02T12:00:00Z')).toBe('2026-02-23..2026-03-01');
});

test.each([
  [4, '2026-03-31', '2025-04-01..2026-03-31', '2024-04-01..2025-03-31'],
  [4, '2026-04-01', '2026-04-01..2027-03-31', '2025-04-01..2026-03-31'],
  [1, '2026-01-01', '2026-01-01..2026-12-31', '2025-01-01..2025-12-31'],
  [1, '2025-12-31', '2025-01-01..2025-12-31', '2024-01-01..2024-12-31'],
  [1, '2024-02-29', '2024-01-01..2024-12-31', '2023-01-01..2023-12-31'],
  [12, '2026-11-30', '2025-12-01..2026-11-30', '2024-12-01..2025-11-30'],
  [3, '2024-02-29', '2023-03-01..2024-02-29', '2022-03-01..2023-02-28'],
])('a fiscal year from month %i, on %s', (fiscal_year_start, day, wanted, before) => {
  expect(range('this_fiscal_year', `${day}T12:00:00Z`, { fiscal_year_start })).toBe(wanted);
  expect(range('last_fiscal_year', `${day}T12:00:00Z`, { fiscal_year_start })).toBe(before);
});

test.each([
  ['Asia/Kolkata', '2026-03-31T18:29:59Z', '2026-03-31'],
  ['Asia/Kolkata', '2026-03-31T18:30:00Z', '2026-04-01'],
  ['America/Los_Angeles', '2026-01-01T07:59:59Z', '2025-12-31'],
  ['Pacific/Auckland', '2025-12-31T11:00:00Z', '2026-01-01'],
  ['Asia/Kathmandu', '2024-02-28T18:15:00Z', '2024-02-29'],
])('in %s it is at %s already %s', (time_zone, now, day) => {
  expect(range('today', now, { time_zone })).toBe(`${day}..${day}`);
  expect(range('this_month', now, { time_zone }).slice(0, 7)).toBe(day.slice(0, 7));
});

describe('on any day of nine years', () => {
  const days = Array.from({ length: 480 }, (_, index) => addDays('2020-01-01', index * 7 - (index % 5)));

  test.each([
    ['today', 'yesterday'],
    ['this_week', 'last_week'],
    ['this_month', 'last_month'],
    ['this_quarter', 'last_quarter'],
    ['this_year', 'last_year'],
    ['this_fiscal_year', 'last_fiscal_year'],
  ] as const)('%s holds the day, and %s ends right before it', (current, previous) => {
    for (const day of days) {
      const [from = '', to = ''] = range(current, `${day}T12:00:00Z`).split('..');
      const [start = '', end = ''] = range(previous, `${day}T12:00:00Z`).split('..');
      expect(from <= day && day <= to, day).toBe(true);
      expect(addDays(end, 1), day).toBe(from);
      expect(start <= end, day).toBe(true);
      expect(range(previous, `${addDays(to, 1)}T12:00:00Z`), day).toBe(`${from}..${to}`);
    }
  });

  test.each([7, 30, 90, 365] as const)('the last %i days are as many, today the last of them', (size) => {
    for (const day of days)
      expect(range(`last_${size}_days`, `${day}T12:00:00Z`)).toBe(`${addDays(day, 1 - size)}..${day}`);
  });
});

describe('days that are named', () => {
  const now = new Date('2026-03-31T12:00:00Z');

  test('count with both ends, and either may be open', () => {
    expect(resolvePeriod({ from: '1997-01-01', to: '1997-01-01' }, SHOP, now)).toEqual({
      from: '1997-01-01',
      to: '1997-01-01',
      date: 'sold',
    });
    expect(resolvePeriod({ from: '1997-01-01' }, SHOP, now)).toMatchObject({
      from: '1997-01-01',
      to: undefined,
    });
    expect(resolvePeriod({ to: '2024-02-29', date: 'shipped' }, SHOP, now)).toMatchObject({
      from: undefined,
      to: '2024-02-29',
      date: 'shipped',
    });
    expect(resolvePeriod({}, SHOP, now)).toMatchObject({ from: undefined, to: undefined });
  });

  test('are refused when they are reversed, with what to do', () => {
    expect(refusal({ from: '1997-12-31', to: '1997-01-01' })).toMatchObject({
      code: 'invalid_input',
      field: 'period',
      message: expect.stringContaining('reversed'),
      fix: expect.stringContaining('Swap'),
    });
  });

  test('are refused beside a name', () => {
    expect(refusal({ named: 'today', from: '1997-01-01' })).toMatchObject({ field: 'period.named' });
    expect(refusal({ named: 'today', to: '1997-01-01' })).toMatchObject({ field: 'period.named' });
  });

  test.each([
    '1997-02-30',
    '1997-13-01',
    '1997-00-10',
    '2023-02-29',
    '1900-02-29',
    '',
    ' ',
    '1997-1-1',
    '1997/01/01',
    '01-01-1997',
    '1997-01-01T00:00:00',
    '1997-01-01[u-ca=hebrew]',
    '19970101',
    'soon',
    'NaN',
    "1997-01-01'; DROP TABLE sales; --",
    '١٩٩٧-٠١-٠١',
  ])('"%s" is no day', (text) => {
    expect(refusal({ from: text })).toMatchObject({
      code: 'invalid_input',
      field: 'period.from',
      fix: expect.stringContaining('yyyy-mm-dd'),
    });
    expect(refusal({ to: text })).toMatchObject({ field: 'period.to' });
  });
});

describe('periods in plain words', () => {
  test.each([
    ['15 Aug 2025', '2025-08-15..2025-08-15'],
    ['05/06/2025', '2025-06-05..2025-06-05'],
    ['first half of 2025', '2025-01-01..2025-06-30'],
    ['Diwali 2025', '2025-10-20..2025-10-20'],
    ['pichhle mahine', '2026-02-01..2026-02-28'],
    ['2010-11', '2010-11-01..2010-11-30'],
    ['2027', '2027-01-01..2027-12-31'],
  ])('%s', (named, wanted) => {
    const { from, to } = resolvePeriod(
      { named },
      { ...SHOP, locale: 'en-IN' },
      new Date('2026-03-31T12:00:00Z'),
    );
    expect(`${from}..${to}`).toBe(wanted);
  });

  test('without an exact meaning are refused with what to write instead', () => {
    expect(refusal({ named: 'Q2' })).toMatchObject({
      code: 'invalid_input',
      field: 'period.named',
      message: expect.stringContaining('Write Q2 2026 for the calendar year'),
    });
    expect(refusal({ named: '31 Feb 2025' }).message).toContain('There is no 31 February 2025');
    expect(refusal({ named: 'kal' }).message).toContain('Write yesterday');
  });

  test('that set one period beside another belong to compare', () => {
    expect(refusal({ named: 'same period last year' }).fix).toContain('compare: ["same_period_last_year"]');
  });
});
