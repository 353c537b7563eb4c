import { feedKey, feedPosition, shopKey } from '../ports/store/repository.js';
import type { Item, ItemKey } from '../ports/store/table.js';
import { Account, Open } from './account.js';
import { Entry } from './entry.js';
import { openKey } from './open-list.js';

/** Whether an open item is a debt or money. */
export type SideName = 'debts' | 'advances';
const PREFIX: Record<SideName, string> = { debts: 'DEBT#', advances: 'MONEY#' };

/** Type of an entry on the feed. */
export const ENTRY_TYPE = 'udhaar_entry';

/** All of one account lies in one partition: its state, its entries in order, and its spilled open items. */
export function partition(shopId: string, customerId: string): string {
  return `${shopKey(shopId)}#UDHAAR#${customerId}`;
}

export function accountKey(shopId: string, customerId: string): ItemKey {
  return { PK: partition(shopId, customerId), SK: 'ACCOUNT' };
}

export function entrySort(seq: number): string {
  return `ENTRY#${String(seq).padStart(10, '0')}`;
}

export function openSort(side: SideName, key: string): string {
  return PREFIX[side] + key;
}

/** Name of an entry over the whole shop. */
export function entryId(customerId: string, seq: number): string {
  return `${customerId}/${String(seq).padStart(10, '0')}`;
}

export function accountItem(shopId: string, account: Account, version: number): Item {
  return {
    ...accountKey(shopId, account.customer_id),
    type: 'udhaar_account',
    v: version,
    body: JSON.stringify(account),
  };
}

export function entryItem(shopId: string, entry: Entry, now: Date): Item {
  return {
    PK: partition(shopId, entry.customer_id),
    SK: entrySort(entry.seq),
    FPK: feedKey(shopId),
    FSK: feedPosition(now, ENTRY_TYPE, entryId(entry.customer_id, entry.seq)),
    type: ENTRY_TYPE,
    v: 1,
    body: JSON.stringify(entry),
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

export function readAccount(item: Item): Account {
  return Account.parse(JSON.parse(item.body));
}

export function readEntry(item: Item): Entry {
  return Entry.parse(JSON.parse(item.body));
}

export function readOpen(item: Item): Open {
  return Open.parse(JSON.parse(item.body));
}
