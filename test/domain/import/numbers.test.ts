import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalEvidence, localeDecimal, parseDecimal } from '../../../src/domain/import/numbers.js';

describe('a decimal', () => {
  it.each([
    ['1234.5', 1234.5],
    ['1,234.50', 1234.5],
    ['2,00,000', 200000],
    ['12,34,567.89', 1234567.89],
    ['1 234.50', 1234.5],
    ["1'234.50", 1234.5],
    ['₹ 1,200', 1200],
    ['Rs. 500', 500],
    ['rs 500/-', 500],
    ['INR 12.50', 12.5],
    ['12.50 INR', 12.5],
    ['$5', 5],
    ['-$5', -5],
    ['$-5', -5],
    ['(1,200.00)', -1200],
    ['12.50-', -12.5],
    ['\u221212', -12],
    ['+7', 7],
    ['.5', 0.5],
    ['5.', 5],
    ['0', 0],
    ['-0', 0],
    ['-0.00', 0],
    ['18.0000', 18],
  ])('%s', (text, value) => {
    expect(parseDecimal(text, '.')).toBe(value);
  });

  it.each([
    ['1.234,50', 1234.5],
    ['1 234,50', 1234.5],
    ['2,5', 2.5],
    ['€ 1.234.567,8', 1234567.8],
    ['12', 12],
  ])('%s with a decimal comma', (text, value) => {
    expect(parseDecimal(text, ',')).toBe(value);
  });

  it.each([
    '',
    'abc',
    '1,23',
    '1,2345',
    '12,34',
    '1.2.3',
    '1,234,5',
    '--5',
    '(-5)',
    '(5',
    '1e5',
    '5 kg',
    'SKU123',
    'ABC 12',
    '12 34',
    '9999999999999999',
    '0.1000000000000000055',
    'Infinity',
    'NaN',
    '٣',
    '-',
    '.',
    '/-',
  ])('%j is none', (text) => {
    expect(parseDecimal(text, '.')).toBeUndefined();
  });

  it('comes back as it was written, in every style', () => {
    const group = (digits: string, separator: string, lakh: boolean): string => {
      const tail = digits.slice(-3);
      const head = digits.slice(0, -3);
      return head === ''
        ? tail
        : `${head.replace(lakh ? /\B(?=(\d{2})+$)/g : /\B(?=(\d{3})+$)/g, separator)}${separator}${tail}`;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
        fc.constantFrom('plain', 'western', 'lakh', 'comma'),
        fc.constantFrom('before', 'after', 'brackets'),
        (paise, style, sign) => {
          const size = String(Math.abs(paise)).padStart(3, '0');
          const whole = size.slice(0, -2);
          const mark = style === 'comma' ? ',' : '.';
          const grouped =
            style === 'plain' ? whole : group(whole, style === 'comma' ? '.' : ',', style === 'lakh');
          const amount = `${grouped}${mark}${size.slice(-2)}`;
          const text =
            paise >= 0
              ? amount
              : sign === 'before'
                ? `-${amount}`
                : sign === 'after'
                  ? `${amount}-`
                  : `(${amount})`;
          expect(parseDecimal(text, mark)).toBe(paise / 100 + 0);
        },
      ),
    );
  });
});

describe('the decimal mark', () => {
  const mark = (...cells: string[]): DecimalEvidence => {
    const evidence = new DecimalEvidence();
    for (const cell of cells) evidence.see(cell);
    return evidence;
  };

  it('shows in the cells of a column', () => {
    expect(mark('1,234.50').mark).toBe('.');
    expect(mark('1.234,50').mark).toBe(',');
    expect(mark('2,5', '1.234').mark).toBe(',');
    expect(mark('2,00,000').mark).toBe('.');
    expect(mark('1.234.567').mark).toBe(',');
    expect(mark('0.125').mark).toBe('.');
    expect(mark('Rs. 500').mark).toBeUndefined();
    expect(mark('12', '13').mark).toBeUndefined();
  });

  it('is open for what could be either', () => {
    expect(mark('1,234', '5,678')).toMatchObject({ mark: undefined, unclear: 2 });
    expect(mark('1.250')).toMatchObject({ mark: undefined, unclear: 1 });
    expect(mark('1,5', '1.5')).toMatchObject({ mixed: true, mark: undefined });
  });

  it('is known for a locale', () => {
    expect(localeDecimal('en-IN')).toBe('.');
    expect(localeDecimal('de-DE')).toBe(',');
  });
});
