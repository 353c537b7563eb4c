import { expect, test } from 'vitest';
import { plainDecimal } from '../../../../src/domain/sales/query/amount-text.js';

test.each([
  ['INR', '₹1,00,000', '100000'],
  ['INR', 'Rs.1,000/-', '1000'],
  ['INR', 're 1', '1'],
  ['INR', '-₹5.50', '-5.50'],
  ['INR', '1000 rs', '1000'],
  ['USD', '$1,000.25', '1000.25'],
  ['USD', 'USD 7', '7'],
  ['CAD', '$7', '7'],
  ['CAD', 'CA$7', '7'],
  ['JPY', '¥1,000', '1000'],
  ['EUR', '€ 12', '12'],
  ['KWD', 'KWD 1.125', '1.125'],
  [undefined, ' 1,000 ', '1000'],
  [undefined, '-3', '-3'],
  [undefined, '123456789012345.123456', '123456789012345.123456'],
])('in %s, %s is %s', (currency, text, wanted) => {
  expect(plainDecimal(text, currency)).toBe(wanted);
});

test.each([
  ['INR', '$5'],
  ['USD', 'Rs 5'],
  ['USD', 'C$5'],
  [undefined, '₹5'],
  ['INR', ''],
  ['INR', '₹'],
  ['INR', '/-'],
  ['INR', '1,2'],
  ['INR', ',100'],
  ['INR', '1,000,0'],
  ['INR', '1.000,00'],
  ['INR', '5 5'],
  ['INR', '5.'],
  ['INR', '.5'],
  ['INR', '₹-₹5'],
  ['INR', '1234567890123456'],
  ['INR', '0.1234567'],
  ['INR', 'NaN'],
  ['INR', 'Infinity'],
])('in %s, "%s" is no amount', (currency, text) => {
  expect(plainDecimal(text, currency)).toBeUndefined();
});
