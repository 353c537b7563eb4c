import { feedKey, feedPosition, shopKey } from '../ports/store/repository.js';
import type { Item } from '../ports/store/table.js';
import { Account, Open } from './account.js';
import { Entry } from './entry.js';
import { openKey } from './open-list.js';

/** Whether an open item is a debt or money. */
export type SideName = 'debts' | 'advances';
/** What an item keeps of an account; the rest its entry says. */
const Kept = Account.omit({ customer_id: true, seq: true, head: true });
const Last = Entry.pick({ customer_id: true, seq: true, hash: true }).extend({ after: Kept });
const PREFIX: Record<SideName, string> = { debts: 'DEBT#', advances: 'MONEY#' };

/** Type of an entry on the feed. */
export const ENTRY_TYPE = 'udhaar_entry';

/** All of one account lies in one partition: its entries in order, and its spilled open items. */
export function partition(shopId: string, customerId: string): string {
  return `${shopKey(shopId)}#UDHAAR#${customerId}`;
}

export function entrySort(seq: number): string {
  return `ENTRY#${String(seq).padStart(10, '0')}`;
}

/** After every entry. */
export const ENTRIES_END = 'ENTRY#~';

export function openSort(side: SideName, key: string): string {
  return PREFIX[side] + key;
}

/** Name of an entry over the whole shop. */
export function entryId(customerId: string, seq: number): string {
  return `${customerId}/${String(seq).padStart(10, '0')}`;
}

/** The item of an entry. It also carries the account as it is after it, so that the last entry is the account. */
export function entryItem(shopId: string, entry: Entry, account: Account, now: Date): Item {
  return {
    PK: partition(shopId, entry.customer_id),
    SK: entrySort(entry.seq),
    FPK: feedKey(shopId),
    FSK: feedPosition(now, ENTRY_TYPE, entryId(entry.customer_id, entry.seq)),
    type: ENTRY_TYPE,
    v: 1,
    body: JSON.stringify({ ...entry, after: Kept.parse(account) }),
  };
}

export function openItem(shopId: string, customerId: string, side: SideName, open: Open): Item {
  return {
    PK: partition(shopId, customerId),
    SK: openSort(side, openKey(open)),
    type: 'udhaar_open',
    v: 1,
    body: JSON.stringify(open),
  };
}

/** The account after an entry. */
export function readAccount(item: Item): Account {
  const { customer_id, seq, hash, after } = Last.parse(JSON.parse(item.body));
  return { ...after, customer_id, seq, head: hash };
}

export function readEntry(item: Item): Entry {
  return Entry.parse(JSON.parse(item.body));
}

export function readOpen(item: Item): Open {
  return Open.parse(JSON.parse(item.body));
}
