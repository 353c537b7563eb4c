import { describe, expect, test } from 'vitest';
import { findDate } from '../../../src/domain/bills/bill-date.js';
import { labelOf } from '../../../src/domain/bills/labels.js';
import { parseNumeral } from '../../../src/domain/bills/numerals.js';
import { toRows } from '../../../src/domain/bills/rows.js';
import { pageOf } from '../../support/bills/page.js';

describe('numbers as bills write them', () => {
  test.each([
    ['1,23,456.00', 12_345_600],
    ['12,34,567', 123_456_700],
    ['1,234.5', 123_450],
    ['Rs.500/-', 50_000],
    ['₹1,000', 100_000],
    ['RM9.75', 975],
    ['(1.20)', -120],
    ['5.00-', -500],
    ['9-00', 900],
    ['12,50', 1_250],
    ['1.234.50', 123_450],
    ['I2.5O', 1_250],
    ['S8.20', 820],
    ['.50', 50],
    ['7.90SR', 790],
    ['1.125', 113],
  ])('%s', (text, value) => {
    expect(parseNumeral(text)?.value).toBe(value);
  });

  test.each(['Total', '14/03/2025', '18:22', '27AAPFU0939F1ZV', '1,2', '--', 'SOS', '1.2.3', '12ab34'])(
    '%s is none',
    (text) => {
      expect(parseNumeral(text)).toBeUndefined();
    },
  );
});

describe('labels', () => {
  test.each([
    ['Grand Total', 'grand_total'],
    ['TOTAL PAYABLE (RM)', 'grand_total'],
    ['Nett Total', 'grand_total'],
    ['Total (Excl. GST)', 'subtotal'],
    ['Total Incl. GST@6%', 'total_inclusive'],
    ['GST @6% included in total', 'tax'],
    ['TOTAL INCLUDES 6% GST', 'tax'],
    ['Sub-Total', 'subtotal'],
    ['Total Qty', 'count'],
    ['Round Off', 'rounding'],
    ['Rounded Total', 'grand_total'],
    ['T0TAL', 'total'],
    ['TOTAI', 'total'],
    ['CGST @ 2.5%', 'cgst'],
    ['You Saved', 'saving'],
    ['Cash', 'paid'],
    ['Change', 'change'],
    ['Taxable Value', 'taxable'],
    ['Total Payable', 'grand_total'],
    ['Discount', 'discount'],
    ['Cashier', 'other'],
    ['Exchange within 7 days', 'other'],
    ['Jumlah', 'total'],
    ['Notebook 200 pages', undefined],
  ])('%s', (text, label) => {
    expect(labelOf(text)).toBe(label);
  });
});

describe('days', () => {
  const dayOf = (...lines: string[]) =>
    findDate(toRows(pageOf(lines.map((line) => [[0, line]]))), { today: '2026-03-31', order: 'dmy' })?.value;

  test.each([
    ['25/12/20188:13:39PM', '2018-12-25'],
    ['02/03/1805:16 PM', '2018-03-02'],
    ['17-04-1614:02', '2016-04-17'],
    ['ORD #18 -REG #19- 21/03/2018', '2018-03-21'],
    ['0ct 3,2016', '2016-10-03'],
    ['02/JAN/2017', '2017-01-02'],
    ['05 MAR 2018', '2018-03-05'],
    ['2016/05/01', '2016-05-01'],
    ['06-0ct-2025', '2025-10-06'],
    ['07.03.25', '2025-03-07'],
  ])('%s', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  test('the day of the bill is told from others on it', () => {
    expect(dayOf('Date: 14/03/2025', 'Due date: 13/04/2025')).toBe('2025-03-14');
    expect(dayOf('Exp date: 01/01/2026', 'Invoice date: 14/03/2025')).toBe('2025-03-14');
  });

  test('a day to come, or that does not exist, is none', () => {
    expect(dayOf('14/03/2027')).toBeUndefined();
    expect(dayOf('31/02/2025')).toBeUndefined();
  });
});
