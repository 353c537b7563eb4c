import { invalid } from './errors.js';

/**
 * Money. Amounts that someone stated or paid are whole minor units (paise, cents). Amounts that follow from
 * quantity x price less a percentage are kept in *fine* units, ten-thousandths of a minor unit, so that adding
 * up a million lines loses nothing; only a document's total is rounded, once, and the rounding is recorded.
 */
export const FINE_PER_MINOR = 10_000;
/** Decimals of a fine unit beyond those of a minor one. */
export const FINE_DIGITS = Math.log10(FINE_PER_MINOR);

/** Quantities are whole thousandths: 1.250 kg is 1250. */
export const QUANTITY_SCALE = 1_000;

/** Rates (discount, tax) are whole ten-thousandths: 12.5 % is 1250. */
export const RATE_SCALE = 10_000;

/** Largest amount one field may state, in major units. Sums may go far beyond it. */
export const LARGEST_AMOUNT = 1_000_000_000;

/** As asked for before: a format takes longer to make than all else that is done with an amount. */
const DIGITS = new Map<string, number>();

/** Digits after the decimal point of a currency, per ISO 4217 (INR 2, JPY 0, KWD 3). */
export function currencyDigits(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  DIGITS.set(currency, digits);
  return digits;
}

/**
 * Turns a decimal into whole units of `10^-digits`, exactly.
 *
 * @throws ClerkError `invalid_input` naming `field` when the value is not finite, is negative zero, is too large
 * or has more decimals than `digits`.
 */
export function toUnits(value: number, digits: number, field: string): number {
  if (!Number.isFinite(value))
    throw invalid(field, 'The amount is not a finite number.', {
      fix: 'Send a plain decimal such as 12.50.',
    });
  if (Object.is(value, -0)) throw invalid(field, 'Negative zero is not an amount.', { fix: 'Send 0.' });
  if (Math.abs(value) > LARGEST_AMOUNT) {
    throw invalid(field, `The amount is larger than ${LARGEST_AMOUNT}.`, {
      fix: 'Check the unit; amounts are in rupees (or the shop currency), not paise.',
    });
  }
  const units = Math.round(value * 10 ** digits);
  if (units / 10 ** digits !== value) {
    throw invalid(field, `${value} has more than ${digits} decimals.`, {
      fix: `Round it to ${digits} decimals.`,
    });
  }
  return units;
}

/** The decimal that whole units of `10^-digits` stand for. Exact for every sum below 2^53 units. */
export function fromUnits(units: number | bigint, digits: number): number {
  if (typeof units === 'number') return units / 10 ** digits;
  const negative = units < 0n;
  const text = (negative ? -units : units).toString().padStart(digits + 1, '0');
  const value = Number(`${text.slice(0, text.length - digits)}.${text.slice(text.length - digits) || '0'}`);
  return negative ? -value : value;
}

/** Whole units of `10^-digits` as decimal text with all its digits, exact: -5 paise is `-0.05`. */
export function decimalText(units: number, digits: number): string {
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const rest = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${units < 0 ? '-' : ''}${whole}${rest}`;
}

/** `numerator / denominator` as a whole number, halves to the even neighbour. `denominator` must be positive. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const quotient = size / denominator;
  const twice = (size % denominator) * 2n;
  const rounded =
    twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}
