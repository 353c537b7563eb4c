import { expect, test } from 'vitest';
import { markOf } from '../../../src/domain/import/marks.js';

test.each([
  ['POST', 'POSTAGE', 'postage'],
  ['POST', undefined, 'postage'],
  ['M', 'Manual', 'adjustment'],
  ['D', 'Discount', 'discount'],
  ['BANK CHARGES', 'Bank Charges', 'charge'],
  ['CRUK', 'CRUK Commission', 'charge'],
  ['gift_0001_20', undefined, 'voucher'],
  ['V1', 'Dotcomgiftshop Gift Voucher £20.00', 'voucher'],
  ['22423', 'REGENCY CAKESTAND 3 TIER', undefined],
  ['M', undefined, undefined],
  ['84029', 'Postage 5', undefined],
])('a line coded %s and called %s is marked %s', (code, name, mark) => {
  expect(markOf(code, name)).toBe(mark);
});
