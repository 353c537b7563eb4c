import { expect, test } from 'vitest';
import { resolveComparison } from '../../../../src/domain/sales/query/comparison.js';
import { type PeriodRequest, resolvePeriod } from '../../../../src/domain/sales/query/period.js';
import { SHOP } from '../../../support/utc-shop.js';

function compared(text: string, request: PeriodRequest, today: string): string {
  const now = new Date(`${today}T12:00:00Z`);
  const { name, period } = resolveComparison(
    text,
    resolvePeriod(request, SHOP, now),
    undefined,
    'compare[0]',
    SHOP,
    now,
  );
  return `${name} ${period.from}..${period.to}`;
}

test.each([
  ['previous_period', { named: 'mtd' }, '2026-11-21', 'previous 2026-10-01..2026-10-21'],
  ['previous_period', { named: 'mtd' }, '2026-03-31', 'previous 2026-02-01..2026-02-28'],
  ['previous_period', { named: 'fytd' }, '2026-11-21', 'previous 2025-04-01..2025-11-21'],
  ['previous_period', { named: 'last month' }, '2026-11-21', 'previous 2026-09-01..2026-09-30'],
  ['previous_period', { named: 'last 30 days' }, '2026-11-21', 'previous 2026-09-23..2026-10-22'],
  ['same_period_last_year', { named: 'ytd' }, '2024-02-29', 'last_year 2023-01-01..2023-02-28'],
  [
    'same_period_last_year',
    { from: '2025-02-01', to: '2025-02-28' },
    '2026-11-21',
    'last_year 2024-02-01..2024-02-29',
  ],
  [
    'same_period_last_year',
    { from: '2025-02-28', to: '2025-02-28' },
    '2026-11-21',
    'last_year 2024-02-28..2024-02-28',
  ],
  [
    'same_period_last_year',
    { from: '2024-02-29', to: '2024-02-29' },
    '2026-11-21',
    'last_year 2023-02-28..2023-02-28',
  ],
  ['2024', { named: '2025' }, '2026-11-21', 'vs_20240101 2024-01-01..2024-12-31'],
  ['FY 2024-25', { named: 'FY26' }, '2026-11-21', 'vs_20240401 2024-04-01..2025-03-31'],
  [
    '2024-01-01..2024-01-31',
    { from: '2025-01-01', to: '2025-01-31' },
    '2026-11-21',
    'vs_20240101 2024-01-01..2024-01-31',
  ],
])('%s of %j on %s', (text, request, today, wanted) => {
  expect(compared(text, request, today)).toBe(wanted);
});

test.each([
  ['since 2024', { named: '2025' }],
  ['soon', { named: '2025' }],
  ['2024-02-30..2024-03-01', { named: '2025' }],
  ['2025..2024', { named: '2025' }],
  ['previous_period', { named: 'since 2025' }],
])('%s of %j is refused by name', (text, request) => {
  expect(() => compared(text, request, '2026-11-21')).toThrow(
    expect.objectContaining({ code: 'invalid_input', field: 'compare[0]' }),
  );
});
