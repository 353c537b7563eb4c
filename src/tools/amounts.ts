import { invalid } from '../domain/errors.js';
import { currencyDigits, FINE_DIGITS, fromUnits, LARGEST_AMOUNT, toUnits } from '../domain/money.js';

/** Reads and shows amounts of a shop: decimals at the tool, whole units inside. What is absent stays absent. */
export interface Amounts {
  /** @throws ClerkError `invalid_input` below 0. */
  money(value: number | undefined, field: string): number | undefined;
  /** @throws ClerkError `invalid_input` outside 0 to 100. */
  percent(value: number | undefined, field: string): number | undefined;
  shown(minor: number | bigint): number;
  /** An amount in fine units (see money.ts), all its digits and no more. */
  fine(units: number | undefined): number | undefined;
}

export function amountsIn(currency: string): Amounts {
  const digits = currencyDigits(currency);
  return {
    money: (value, field) => {
      if (value === undefined) return undefined;
      if (value < 0)
        throw invalid(field, 'The amount is negative.', {
          fix: 'Send 0 or more.',
        });
      return toUnits(value, digits, field);
    },
    percent: (value, field) => {
      if (value === undefined) return undefined;
      if (value < 0 || value > 100)
        throw invalid(field, `${value} is not between 0 and 100 percent.`, { fix: 'Send e.g. 12.5.' });
      return toUnits(value, 2, field);
    },
    shown: (minor) => fromUnits(minor, digits),
    fine: (units) => (units === undefined ? undefined : fromUnits(units, digits + FINE_DIGITS)),
  };
}

/** A quantity in thousandths. */
export function quantityOf(value: number, field: string): number {
  if (Number.isFinite(value) && Math.abs(value) > LARGEST_AMOUNT)
    throw invalid(field, `The quantity is larger than ${LARGEST_AMOUNT.toLocaleString('en')}.`, {
      fix: 'Check the quantity and its unit.',
    });
  return toUnits(value, 3, field);
}

/** {@link quantityOf}, 0 or more; absent stays absent. */
export function countOf(value: number | undefined, field: string): number | undefined {
  if (value === undefined) return undefined;
  if (value < 0) throw invalid(field, 'The quantity is negative.', { fix: 'Send 0 or more.' });
  return quantityOf(value, field);
}

/** A quantity of thousandths as it is shown; absent stays absent. */
export function units(thousandths: number | undefined): number | undefined {
  return thousandths === undefined ? undefined : thousandths / 1_000;
}

/** An object without the keys whose value is undefined. */
export function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
