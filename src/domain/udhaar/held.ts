import type { Entry } from './entry.js';
import type { Ledger, State } from './ledger.js';
import { refused } from './refusals.js';

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
 * Refuses goods of a sale to be credited whose debt is gone already.
 *
 * @param seq The entry of the sale.
 * @throws ClerkError `refused` where the entry was reversed.
 */
export async function checkRefund(ledger: Ledger, { account }: State, seq: number): Promise<void> {
  const [sold, ...since] = await ledger.entries(account.customer_id, seq, account.seq);
  if (sold?.seq !== seq) return;
  const reversed = since.find(({ reverses }) => reverses === seq);
  if (reversed !== undefined)
    throw refused(
      'refers_to',
      `Entry ${seq}, which this sale wrote, was reversed by entry ${reversed.seq}: nothing of it is owed.`,
      'Repeat with payment other, so that the sale is taken back and nothing is credited a second time.',
    );
}
