import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../../src/domain/words/periods/index.js';
import { PERIOD_NAMES } from '../../../../src/domain/words/periods/names.js';

/** Saturday 21 November 2026; the fiscal year starts in April. */
function read(text: string, today = '2026-11-21', fiscalStart = 4): string | undefined {
  const read = readPeriod(text, { today: Temporal.PlainDate.from(today), fiscalStart });
  return read && 'value' in read ? `${read.value.first ?? ''}..${read.value.last ?? ''}` : undefined;
}

describe('words for a period', () => {
  test.each([
    ['today', '2026-11-21..2026-11-21'],
    ['Yesterday', '2026-11-20..2026-11-20'],
    ['this week', '2026-11-16..2026-11-22'],
    ['current_month', '2026-11-01..2026-11-30'],
    ['previous month', '2026-10-01..2026-10-31'],
    ['last quarter', '2026-07-01..2026-09-30'],
    ['last fiscal quarter', '2026-07-01..2026-09-30'],
    ['this financial year', '2026-04-01..2027-03-31'],
    ['last_fiscal_year', '2025-04-01..2026-03-31'],
    ['last 30 days', '2026-10-23..2026-11-21'],
    ['last 1 day', '2026-11-21..2026-11-21'],
    ['last 2 weeks', '2026-11-02..2026-11-15'],
    ['last_6_months', '2026-05-01..2026-10-31'],
    ['last 12 months', '2025-11-01..2026-10-31'],
    ['last 4 quarters', '2025-10-01..2026-09-30'],
    ['last 2 fiscal years', '2024-04-01..2026-03-31'],
    ['ytd', '2026-01-01..2026-11-21'],
    ['year to date', '2026-01-01..2026-11-21'],
    ['MTD', '2026-11-01..2026-11-21'],
    ['quarter_to_date', '2026-10-01..2026-11-21'],
    ['week to date', '2026-11-16..2026-11-21'],
    ['fytd', '2026-04-01..2026-11-21'],
    ['2024', '2024-01-01..2024-12-31'],
    ['2024-02', '2024-02-01..2024-02-29'],
    ['2024-02-29', '2024-02-29..2024-02-29'],
    ['2026-Q1', '2026-01-01..2026-03-31'],
    ['Q4 2025', '2025-10-01..2025-12-31'],
    ['2026-W01', '2025-12-29..2026-01-04'],
    ['2020-W53', '2020-12-28..2021-01-03'],
    ['March 2026', '2026-03-01..2026-03-31'],
    ['sept 2025', '2025-09-01..2025-09-30'],
    ['2025 Dec', '2025-12-01..2025-12-31'],
    ['FY 2025-26', '2025-04-01..2026-03-31'],
    ['FY2025-2026', '2025-04-01..2026-03-31'],
    ['fy 25-26', '2025-04-01..2026-03-31'],
    ['FY26', '2025-04-01..2026-03-31'],
    ['FY2026', '2025-04-01..2026-03-31'],
    ['FY 1999-00', '1999-04-01..2000-03-31'],
    ['FY26 Q2', '2025-07-01..2025-09-30'],
    ['Q4 FY 2025-26', '2026-01-01..2026-03-31'],
    ['since 2025-04-01', '2025-04-01..'],
    ['since April 2025', '2025-04-01..'],
    ['from last month', '2026-10-01..'],
    ['until 2025', '..2025-12-31'],
    ['before FY 2025-26', '..2025-03-31'],
    ['after 2025-12-25', '2025-12-26..'],
    ['between 2025-01 and 2025-03', '2025-01-01..2025-03-31'],
    ['2024..2025', '2024-01-01..2025-12-31'],
    ['Jan 2025 to March 2025', '2025-01-01..2025-03-31'],
    ['2025-01-05..2025-02-06', '2025-01-05..2025-02-06'],
    ['all', '..'],
  ])('%s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  test('a year that starts in January needs no second number', () => {
    expect(read('FY2025', '2026-11-21', 1)).toBe('2025-01-01..2025-12-31');
    expect(read('this fiscal year', '2026-11-21', 1)).toBe('2026-01-01..2026-12-31');
  });

  test('on 31 March the fiscal year and quarter end', () => {
    expect(read('fytd', '2026-03-31')).toBe('2025-04-01..2026-03-31');
    expect(read('this fiscal quarter', '2026-03-31')).toBe('2026-01-01..2026-03-31');
    expect(read('last month', '2026-03-31')).toBe('2026-02-01..2026-02-28');
  });

  test.each([
    'soon',
    '',
    'last 0 days',
    'last 5000 days',
    'last months',
    'FY 2025-27',
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '2026-13',
    '2026-02-30',
    'Q5 2026',
    'since',
    'since soon',
    'between 2025 and',
    'last 99999999999 years',
    `since ${'since '.repeat(50)}2025`,
  ])('%j is not understood', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('every name that is offered is understood', () => {
    for (const name of PERIOD_NAMES) expect(read(name), name).toBeDefined();
  });
});
