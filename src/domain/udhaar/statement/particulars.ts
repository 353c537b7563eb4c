import type { Entry } from '../entry.js';
import type { StatementRow } from '../view.js';

const METHODS: Record<NonNullable<Entry['method']>, string> = {
  cash: 'cash',
  upi: 'UPI',
  card: 'card',
  bank: 'bank',
  other: 'other',
};

/**
 * What a line of a statement was, for the customer to read. Notes and reasons are the shop's own and stay out, and so
 * does the other customer of a transfer.
 */
export function particulars({ entry, reversed_by: reversedBy }: StatementRow): string {
  const parts = [
    kind(entry),
    ...(entry.sale_id === undefined ? [] : [`sale ${entry.sale_id}`]),
    ...(entry.reference === undefined ? [] : [`ref. ${entry.reference}`]),
  ];
  // First, since a long line is cut at its end.
  const mark = reversedBy === undefined ? '' : `Reversed by no. ${reversedBy}: `;
  return mark + parts.join(', ');
}

function kind(entry: Entry): string {
  switch (entry.kind) {
    case 'credit':
      return 'Credit given';
    case 'payment':
      return entry.method === undefined ? 'Payment' : `Payment, ${METHODS[entry.method]}`;
    case 'refund':
      return 'Goods returned';
    case 'write_off':
      return 'Written off';
    case 'opening_balance':
      return 'Opening balance';
    case 'transfer_in':
      return 'Moved from another account';
    case 'transfer_out':
      return 'Moved to another account';
    case 'reversal':
      return `Reversal of no. ${entry.reverses ?? '?'}`;
    case 'allocation':
      return 'Payments set against debts';
    case 'account':
      return entry.seq === 1 ? 'Account opened' : 'Account details changed';
  }
}
