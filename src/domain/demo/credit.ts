import type { Sale } from '../sales/sale.js';
import { dateOf, dayNumber } from './days.js';

/** An entry of a credit account. Amounts in minor units, days as `yyyy-mm-dd`. */
export type CreditEntry =
  | { readonly kind: 'credit'; readonly amount: number; readonly on: string; readonly due: string }
  | { readonly kind: 'payment'; readonly amount: number; readonly on: string };

const ACCOUNTS = 12;
const RECENT_DAYS = 75;
const TERM_DAYS = 30;
/** How long after a sale it is paid, by those who pay. */
const PAID_AFTER = 24;

/**
 * The accounts of some who bought on credit of late, each in order of day. Every third pays nothing, so that some are
 * late; the others pay within their term.
 */
export function creditAccounts(sales: readonly Sale[], lastDay: string): Map<string, CreditEntry[]> {
  const last = dayNumber(lastDay);
  const accounts = new Map<string, CreditEntry[]>();
  for (const { kind, payment, customer_id: customer, at, total } of sales) {
    const day = dayNumber(at.slice(0, 10));
    if (kind !== 'sale' || payment !== 'credit' || customer === undefined || day <= last - RECENT_DAYS)
      continue;
    const known = accounts.get(customer);
    if (known === undefined && accounts.size === ACCOUNTS) continue;
    const entries = known ?? [];
    accounts.set(customer, entries);
    entries.push({ kind: 'credit', amount: total, on: dateOf(day), due: dateOf(day + TERM_DAYS) });
    const pays = [...accounts.keys()].indexOf(customer) % 3 !== 0;
    if (pays && day + PAID_AFTER <= last)
      entries.push({ kind: 'payment', amount: total, on: dateOf(day + PAID_AFTER) });
  }
  for (const entries of accounts.values()) entries.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return accounts;
}
