import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import { amountsIn } from '../../src/tools/amounts.js';
import { correctionOf } from '../../src/tools/bill-corrections.js';

const read = (text: string) => {
  const found = correctionOf(text, 'lines[0]', amountsIn('INR'));
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
};

describe('a correction of a line', () => {
  test.each([
    ['3', { line: 3 }],
    [' 3 skip ', { line: 3, skip: true }],
    ['12 product=new: Tata Salt 1 kg', { line: 12, product: 'new: Tata Salt 1 kg' }],
    [
      '1 product=Oil a=b 5 l quantity=2.5 unit=case unit_cost=540.25 batch=B 7 expires=2026-12-31',
      {
        line: 1,
        product: 'Oil a=b 5 l',
        quantity: 2_500,
        unit: 'case',
        unit_cost: 54_025,
        batch: 'B 7',
        expires: '2026-12-31',
      },
    ],
    ['3 product=P7, quantity=2;', { line: 3, product: 'P7', quantity: 2_000 }],
    ['0 quantity=1', { line: 0, quantity: 1_000 }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ['', 'lines[0]'],
    ['product=P7', 'lines[0]'],
    ['99999 skip', 'lines[0]'],
    ['1 skipp', 'lines[0]'],
    ['1 price=4', 'lines[0]'],
    ['1 __proto__=4', 'lines[0]'],
    ['1 product=new: Tata Salt qty=2', 'lines[0]'],
    ['1 product=new: Tata Salt, Price =2', 'lines[0]'],
    ['1 unit=case unit cost=540', 'lines[0]'],
    ['1 quantity=2 quantity=3', 'lines[0]'],
    ['1 quantity=1e12', 'lines[0].quantity'],
    ['1 quantity=1000000000000', 'lines[0].quantity'],
    ['1 quantity=NaN', 'lines[0].quantity'],
    ['1 quantity=0.0001', 'lines[0].quantity'],
    ['1 quantity=-0', 'lines[0].quantity'],
    ['1 unit_cost=-5', 'lines[0].unit_cost'],
    ['1 unit_cost=5.005', 'lines[0].unit_cost'],
    ['1 expires=31-12-2026', 'lines[0].expires'],
    ['1 expires=2026-02-30', 'lines[0].expires'],
  ])('is refused: %s', (text, field) => {
    let caught: unknown;
    try {
      read(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ClerkError);
    expect(caught).toMatchObject({ code: 'invalid_input', field });
  });
});
