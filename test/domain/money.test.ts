import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import { currencyDigits, divideRounded, fromUnits, LARGEST_AMOUNT, toUnits } from '../../src/domain/money.js';

function refusal(value: number, digits: number): ClerkError {
  try {
    toUnits(value, digits, 'price');
  } catch (error) {
    if (error instanceof ClerkError) return error;
    throw error;
  }
  throw new Error(`${value} was taken`);
}

describe('a decimal', () => {
  test('becomes whole units and back without losing anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), fc.integer({ min: 0, max: 4 }), (units, digits) => {
        const decimal = Number(`${units}e-${digits}`);
        fc.pre(Math.abs(decimal) <= LARGEST_AMOUNT && !Object.is(decimal, -0));
        expect(toUnits(decimal, digits, 'price')).toBe(units);
        expect(fromUnits(units, digits)).toBe(decimal);
        expect(fromUnits(BigInt(units), digits)).toBe(decimal);
      }),
    );
  });

  test.each([
    [0.07, 2, 7],
    [1.15, 2, 115],
    [4.35, 2, 435],
    [8.41, 2, 841],
    [1_000_000_000, 2, 100_000_000_000],
    [0.1 + 0.2 - 0.2, 2, 10],
  ])('%d with %i decimals', (value, digits, wanted) => {
    if (value === Number(value.toFixed(digits))) expect(toUnits(value, digits, 'price')).toBe(wanted);
    else expect(refusal(value, digits).code).toBe('invalid_input');
  });

  test.each([
    [Number.NaN, 2, 'finite'],
    [Number.POSITIVE_INFINITY, 2, 'finite'],
    [-0, 2, 'Negative zero'],
    [1.005, 2, '2 decimals'],
    [0.5, 0, '0 decimals'],
    [0.1 + 0.2, 2, '2 decimals'],
    [5e-324, 2, '2 decimals'],
    [LARGEST_AMOUNT + 1, 2, 'larger'],
    [-LARGEST_AMOUNT - 1, 2, 'larger'],
    [2 ** 53, 0, 'larger'],
  ])('%d with %i decimals is refused: %s', (value, digits, because) => {
    const error = refusal(value, digits);
    expect(error).toMatchObject({ code: 'invalid_input', field: 'price', fix: expect.any(String) });
    expect(error.message).toContain(because);
  });
});

test('sums far beyond 2^53 are shown as the nearest number', () => {
  expect(fromUnits(123_456_789_012_345_678_901_234n, 6)).toBe(Number('123456789012345678.901234'));
  expect(fromUnits(-1n, 6)).toBe(-0.000001);
  expect(fromUnits(0n, 6)).toBe(0);
  expect(fromUnits(5n, 0)).toBe(5);
});

test.each([
  [5n, 2n, 2n],
  [7n, 2n, 4n],
  [-5n, 2n, -2n],
  [-7n, 2n, -4n],
  [10n, 4n, 2n],
  [11n, 4n, 3n],
  [0n, 7n, 0n],
  [10n ** 30n + 1n, 2n, 5n * 10n ** 29n],
])('%s / %s is %s, halves to even', (numerator, denominator, wanted) => {
  expect(divideRounded(numerator, denominator)).toBe(wanted);
});

test.each([
  ['INR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['USD', 2],
])('%s has %i decimals', (currency, digits) => {
  expect(currencyDigits(currency)).toBe(digits);
});
