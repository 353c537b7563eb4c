import { ClerkError } from '../errors.js';

/** A refusal by the rules of the stock ledger. */
export function refused(field: string, message: string, fix: string, valid?: readonly string[]): ClerkError {
  return new ClerkError('refused', message, { field, fix, ...(valid === undefined ? {} : { valid }) });
}

export function tooMuch(): ClerkError {
  return refused(
    'quantity',
    'The stock would be larger than can be kept.',
    'Check the quantity and its unit.',
  );
}

/** A quantity as people write it. */
export function units(thousandths: number): string {
  return String(thousandths / 1_000);
}
