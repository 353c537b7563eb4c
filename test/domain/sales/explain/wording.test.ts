import { describe, expect, test } from 'vitest';
import { bucketOf } from '../../../../src/domain/sales/explain/bucket.js';
import { less, percentOf, sumOf } from '../../../../src/domain/sales/explain/exact.js';
import {
  daysWords,
  nameWords,
  pluralOf,
  Wording,
  within,
} from '../../../../src/domain/sales/explain/wording.js';
import { GRAINS } from '../../../../src/domain/sales/query/model.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const money = (currency: string, locale: string, value: number): string =>
  plain(new Wording({ currency, locale }).figure(value, 'money'));

describe('amounts', () => {
  test.each([
    ['INR', 'en-IN', 1234567.89, '₹12,34,568'],
    ['INR', 'hi-IN', 999.5, '₹999.50'],
    ['INR', 'en-IN', 226, '₹226'],
    ['INR', 'en-IN', -0.05, '−₹0.05'],
    ['INR', 'en-IN', -0, '₹0'],
    ['JPY', 'ja-JP', 1234567, '¥1,234,567'],
    ['JPY', 'ja-JP', 500, '¥500'],
    ['KWD', 'ar-KW', 12.345, 'KWD 12.345'],
    ['KWD', 'ar-KW', 12345.678, 'KWD 12,346'],
    ['EUR', 'de-DE', 1234567.5, '€1,234,568'],
    ['CHF', 'de-CH', 999.5, 'CHF 999.50'],
    ['USD', 'en-US', 1000, '$1,000'],
  ])('%s in %s: %d is %s', (currency, locale, value, shown) => {
    expect(money(currency, locale, value)).toBe(shown);
  });

  test('are told with their sign, and percentages in points', () => {
    const wording = new Wording({ currency: 'INR', locale: 'en-IN' });
    expect(wording.signed(-1500, 'money')).toBe('−₹1,500');
    expect(wording.signed(0.27, 'percent')).toBe('+0.27 points');
    expect([0, 0.004, 0.04, 12.345, 100].map((share) => wording.percent(share))).toEqual([
      '0 %',
      '0.004 %',
      '0.04 %',
      '12.3 %',
      '100 %',
    ]);
    expect([1, 3.25].map((days) => wording.figure(days, 'days'))).toEqual(['1 day', '3.3 days']);
    expect([12_345, 2.5].map((units) => wording.figure(units, 'quantity'))).toEqual(['12,345', '2.5']);
  });
});

test('sums and differences are exact where floats are not', () => {
  expect(sumOf([0.1, 0.2])).toBe(0.3);
  expect(less(0.3, 0.1)).toBe(0.2);
  expect(sumOf([900_000_000.123456, -0.000001])).toBe(900_000_000.123455);
  expect(sumOf([])).toBe(0);
  expect([percentOf(1, 3), percentOf(1, 0), percentOf(-1, 8)]).toEqual([33.3333, undefined, -12.5]);
});

test.each([
  [{ from: '2026-10-01', to: '2026-10-31' }, 'in October 2026'],
  [{ from: '2026-01-01', to: '2026-12-31' }, 'in 2026'],
  [{ from: '2026-03-01', to: '2026-03-01' }, 'on 1 March 2026'],
  [{ from: '2026-11-01', to: '2026-11-22' }, 'from 1 to 22 November 2026'],
  [{ from: '2026-01-05', to: '2026-11-22' }, 'from 5 January to 22 November 2026'],
  [{ from: '2025-12-05', to: '2026-01-22' }, 'from 5 December 2025 to 22 January 2026'],
  [{ from: '2025-04-01', to: '2026-03-31' }, 'from April 2025 to March 2026'],
  [{ from: '2026-01-01', to: '2026-03-31' }, 'from January to March 2026'],
  [{ from: '2026-04-01' }, 'since 1 April 2026'],
  [{ to: '2026-04-01' }, 'up to 1 April 2026'],
  [{}, ''],
])('%j is %s', (days, words) => {
  expect(daysWords(days)).toBe(words);
});

test.each([
  ['hour', '2026-03-01T14:00', '2026-03-01', '2026-03-01', '14:00 on 1 March 2026'],
  ['day', '2026-03-01', '2026-03-01', '2026-03-01', '1 March 2026'],
  ['week', '2026-W01', '2025-12-29', '2026-01-04', 'the week of 29 December 2025'],
  ['week', '2020-W53', '2020-12-28', '2021-01-03', 'the week of 28 December 2020'],
  ['week_sunday', '2026-03-01', '2026-03-01', '2026-03-07', 'the week of 1 March 2026'],
  ['month', '2024-02', '2024-02-01', '2024-02-29', 'February 2024'],
  ['quarter', '2026-Q4', '2026-10-01', '2026-12-31', 'Q4 2026'],
  ['year', '2026', '2026-01-01', '2026-12-31', '2026'],
  ['fiscal_year', 'FY2025-26', '2025-04-01', '2026-03-31', 'FY 2025-26'],
] as const)('the %s %s', (grain, label, from, to, words) => {
  expect(GRAINS).toContain(grain);
  expect(bucketOf(label, grain, 4)).toEqual({ from, to, words });
});

test('labels within a sentence, and of several', () => {
  expect(['Net sales', 'MRP', 'HSN code'].map(within)).toEqual(['net sales', 'MRP', 'HSN code']);
  expect(
    ['Category', 'Product', 'Customer city', 'Weekday', 'Product id', 'Day of the month', 'MRP'].map(
      pluralOf,
    ),
  ).toEqual(['categories', 'products', 'customer cities', 'weekdays', 'rows', 'rows', 'rows']);
});

test('names are told on one line, without marks that are not seen, and not at length', () => {
  expect(nameWords('Tea\n\u202e\u0000 500 g')).toBe('Tea 500 g');
  expect(nameWords('x'.repeat(100))).toHaveLength(60);
});
