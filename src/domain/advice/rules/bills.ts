import { dayOf } from '../../calendar/days.js';
import type { Finding } from '../alerts/finding.js';
import type { BillFacts } from '../facts/facts.js';
import { type Context, money } from './context.js';

/** Days for which a bill that may repeat another one is news. */
export const BILL_NEWS_DAYS = 30;

const WHY: Readonly<Record<string, string>> = {
  same_file: 'it is the very same file',
  same_number: 'seller and number are the same',
  near_same: 'seller, total and nearly the day are the same',
};

/** A bill that may be one that was read before. */
export function billFindings(bill: BillFacts, context: Context): Finding[] {
  const both = bill.posted && bill.otherPosted;
  if (context.today - bill.readOn > BILL_NEWS_DAYS) return [];
  const called = `${bill.seller ?? 'A bill'}${bill.number === undefined ? '' : `, bill ${bill.number}`}`;
  return [
    {
      kind: 'bill_duplicate',
      subject: { type: 'bill', id: bill.id, name: called },
      raises: true,
      cause: both ? 'both posted' : 'read twice',
      size: 0,
      says: `${called} may be bill ${bill.repeats.id} again: ${WHY[bill.repeats.why] ?? 'they are alike'}. ${both ? 'Both are posted.' : 'Do not pay it twice.'}`,
      risk: bill.total,
      arithmetic:
        bill.total === undefined
          ? 'its total is not known'
          : `${money(bill.total, context)}, the total, ${both ? 'counted' : 'if it is paid'} twice`,
      since: bill.readOn,
      evidence: {
        read_on: dayOf(bill.readOn),
        other_bill: bill.repeats.id,
        posted: bill.posted,
        other_posted: bill.otherPosted,
      },
      next: { tool: 'post_bill', arguments: { bill_id: bill.id } },
    },
  ];
}
