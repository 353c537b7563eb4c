import { FINE_DIGITS, fromUnits } from '../../money.js';

/** Decimals of the finest amount there is: fine units of a currency with three decimals. */
const DECIMALS = 3 + FINE_DIGITS;
/** Of a percentage, as everywhere in answers. */
const PERCENT_DECIMALS = 4;

/** The sum of decimals, without the error of adding floats. */
export function sumOf(values: readonly number[]): number {
  return fromUnits(
    values.reduce((sum, value) => sum + unitsOf(value), 0n),
    DECIMALS,
  );
}

/** `a - b`, without the error of floats. */
export function less(a: number, b: number): number {
  return sumOf([a, -b]);
}

/** `part` as a percentage of `whole`, to four decimals; undefined of nothing. */
export function percentOf(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined;
  return Number(((100 * part) / whole).toFixed(PERCENT_DECIMALS));
}

function unitsOf(value: number): bigint {
  return BigInt(value.toFixed(DECIMALS).replace('.', ''));
}
