import type { Entry } from './entry.js';
import type { Ledger, State } from './ledger.js';
import { refused } from './refusals.js';
import { pairsOf } from './reversing.js';

/**
 * Refuses to take back by hand what a sale wrote: the sale would not know of it.
 *
 * @throws ClerkError `refused` for an entry of a sale, or of goods of one that came back.
 */
export function checkNotOfSale({ seq, kind, sale_id: sale }: Entry): void {
  if (sale === undefined) return;
  throw refused(
    'reverses',
    `Entry ${seq} belongs to sale ${sale}.`,
    kind === 'refund'
      ? 'Goods that did come back cannot go out again by a reversal: record a new sale with record_sale.'
      : 'Take it back with record_sale, kind cancellation or refund, which writes the entry.',
  );
}

/**
 * Refuses to take back an entry whose debt or money was moved to another account: what is owed is there.
 *
 * @param entries The entry, and all since.
 * @throws ClerkError `refused`, naming the other account and the transfer.
 */
export function checkNotMoved([entry, ...since]: readonly Entry[], field: string): void {
  if (entry === undefined) return;
  const pairs = pairsOf([entry, ...since], entry.seq);
  const moved = since.find(
    ({ seq, kind }) =>
      kind === 'transfer_out' && pairs.some(({ from, to }) => (from === entry.seq ? to : from) === seq),
  );
  if (moved === undefined) return;
  throw refused(
    field,
    `Entry ${entry.seq}, or a part of it, was moved to the account ${moved.counterpart?.customer_id} by entry ${moved.seq}.`,
    `Reverse the transfer first: record_udhaar, kind reversal, reverses ${moved.seq}. Then repeat this, and move what is left again.`,
  );
}

/**
 * Refuses goods of a sale to be credited whose debt is no longer here.
 *
 * @param seq The entry of the sale.
 * @throws ClerkError `refused` where the entry was reversed, or moved to another account.
 */
export async function checkRefund(ledger: Ledger, { account }: State, seq: number): Promise<void> {
  const entries = await ledger.entries(account.customer_id, seq, account.seq);
  const reversed = entries.find(({ reverses }) => reverses === seq);
  if (reversed !== undefined)
    throw refused(
      'refers_to',
      `Entry ${seq}, which this sale wrote, was reversed by entry ${reversed.seq}: nothing of it is owed.`,
      'Repeat with payment other, so that the sale is taken back and nothing is credited a second time.',
    );
  checkNotMoved(entries, 'refers_to');
}
