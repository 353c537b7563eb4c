import { ClerkError, invalid } from '../errors.js';
import { currencyDigits, fromUnits } from '../money.js';
import type { Account } from './account.js';

/** A refusal by the rules of the ledger. */
export function refused(field: string, message: string, fix: string, valid?: readonly string[]): ClerkError {
  return new ClerkError('refused', message, { field, fix, ...(valid === undefined ? {} : { valid }) });
}

/** @throws ClerkError unless the amount is a whole, positive number of minor units. */
export function checkAmount(amount: number, field = 'amount'): void {
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw invalid(field, 'The amount is not more than 0.', {
      fix: 'Send a positive amount, e.g. 250; kind says which way it goes.',
    });
}

/** @throws ClerkError unless the day is from 1900 to today. */
export function checkDay(on: string, today: string): void {
  if (on > today)
    throw invalid('on', `${on} lies in the future.`, { fix: `Send a date up to today, ${today}.` });
  if (on < '1900-01-01') throw invalid('on', `${on} lies before 1900.`, { fix: 'Check the year.' });
}

/** An amount of an account as people write it. */
export function shown({ currency }: Account, units: number): string {
  const digits = currencyDigits(currency);
  return `${currency} ${fromUnits(units, digits).toFixed(digits)}`;
}

/** @throws ClerkError where another currency than the account's was named. */
export function checkCurrency({ currency }: Account, said: string | undefined): void {
  if (said !== undefined && said !== currency)
    throw invalid('currency', `This account is kept in ${currency}, not ${said}.`, {
      fix: `Send the amount in ${currency}.`,
      valid: [currency],
    });
}

/** @throws ClerkError where sums would no longer be exact. */
export function checkSum(account: Account): void {
  if (![account.debts.total, account.advances.total, account.balance].every(Number.isSafeInteger))
    throw refused('amount', 'The account would hold more than can be kept exactly.', 'Check the amount.');
}
