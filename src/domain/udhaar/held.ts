import { invalid } from '../errors.js';
import { laterDay } from './ageing.js';
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

/** An entry that settles another or is settled by it, and how much of it. */
interface Share {
  readonly entry: Entry;
  readonly amount: number;
}

/**
 * Refuses to take back an entry whose debt or money is no longer here: it was moved to another account or given up.
 *
 * @param entries The entry, and all since.
 * @throws ClerkError `refused`, naming what must be reversed before.
 */
export async function checkHeld(ledger: Ledger, entries: readonly Entry[]): Promise<void> {
  const [entry] = entries;
  if (entry === undefined) return;
  const shares = await sharesOf(ledger, entries);
  refuseMoved(entry, shares, 'reverses');
  refuseGivenUp(entry, shares, 'reverses');
}

/**
 * Refuses goods of a sale to be credited whose debt is no longer here.
 *
 * @param seq The entry of the sale.
 * @param amount What is to be credited, minor units.
 * @throws ClerkError `refused` where the entry was reversed or moved to another account, or where more would be
 * credited than was neither given up nor credited before.
 */
export async function checkRefund(
  ledger: Ledger,
  { account }: State,
  seq: number,
  amount: number,
): Promise<void> {
  const entries = await ledger.entries(account.customer_id, seq, account.seq);
  const [sold] = entries;
  if (sold === undefined) return;
  const reversed = entries.find(({ reverses }) => reverses === seq);
  if (reversed !== undefined)
    throw refused(
      'refers_to',
      `Entry ${seq}, which this sale wrote, was reversed by entry ${reversed.seq}: nothing of it is owed.`,
      'Repeat with payment other, so that the sale is taken back and nothing is credited a second time.',
    );
  const shares = await sharesOf(ledger, entries);
  refuseMoved(sold, shares, 'refers_to');
  const back = entries
    .filter(({ kind, sale_id: sale }) => kind === 'refund' && sale === sold.sale_id)
    .reduce((sum, { effect }) => sum - effect, 0);
  if (amount > sold.effect - back - sum(writeOffs(shares))) refuseGivenUp(sold, shares, 'refers_to');
}

function refuseMoved({ seq }: Entry, shares: readonly Share[], field: string): void {
  const moved = shares.find(({ entry }) => entry.kind === 'transfer_out')?.entry;
  if (moved === undefined) return;
  throw refused(
    field,
    `Entry ${seq}, or a part of it, was moved to the account ${moved.counterpart?.customer_id} by entry ${moved.seq}.`,
    `Reverse the transfer first: record_udhaar, kind reversal, reverses ${moved.seq}. Then repeat this, and move what is left again.`,
  );
}

function refuseGivenUp({ seq }: Entry, shares: readonly Share[], field: string): void {
  const [first, ...more] = writeOffs(shares);
  if (first === undefined) return;
  const by = [first, ...more].map(({ entry }) => entry.seq).join(', ');
  throw refused(
    field,
    `Entry ${seq}, or a part of it, was written off by entry ${by}; what was given up cannot be given back.`,
    `Reverse the write-off first: record_udhaar, kind reversal, reverses ${first.entry.seq}. Then repeat this.`,
  );
}

function writeOffs(shares: readonly Share[]): Share[] {
  return shares.filter(({ entry }) => entry.kind === 'write_off');
}

/**
 * Refuses an entry that takes debts, or money, which only came to be after its day.
 *
 * @param taken The entries it takes from, by sequence number.
 * @throws ClerkError `invalid_input` with the earliest day there can be.
 */
export async function checkTaken(
  ledger: Ledger,
  { account }: State,
  taken: readonly number[],
  on: string,
  today: string,
): Promise<void> {
  if (on >= today) return;
  const entries = await Promise.all(
    [...new Set(taken)].map((seq) => ledger.entries(account.customer_id, seq, seq)),
  );
  const last = entries
    .flat()
    .map((entry) => entry.on)
    .reduce(laterDay, on);
  if (last > on)
    throw invalid('on', `What would be taken counts from ${last}, after ${on}.`, {
      fix: `Send a date from ${last} on, or a smaller amount that takes older entries only.`,
    });
}

/** What settles an entry, and what it settles, from the entry and all since. */
async function sharesOf(ledger: Ledger, entries: readonly Entry[]): Promise<Share[]> {
  const [entry] = entries;
  if (entry === undefined) return [];
  const shares = pairsOf(entries, entry.seq).map(async ({ from, to, amount }): Promise<Share[]> => {
    const seq = from === entry.seq ? to : from;
    const known = entries[seq - entry.seq];
    // Money that came before the debt.
    const found = known === undefined ? await ledger.entries(entry.customer_id, seq, seq) : [known];
    return found.map((other) => ({ entry: other, amount }));
  });
  return (await Promise.all(shares)).flat();
}

function sum(shares: readonly Share[]): number {
  return shares.reduce((total, { amount }) => total + amount, 0);
}
