import type { ItemKey, Table } from '../ports/store/table.js';
import type { Account, Side } from './account.js';
import type { Entry } from './entry.js';
import {
  ENTRIES_END,
  entrySort,
  openSort,
  partition,
  readAccount,
  readEntry,
  readOpen,
  type SideName,
} from './keys.js';
import { OpenList, openKey } from './open-list.js';
import { Working } from './working.js';

/** What the ledger needs of the store. */
export type LedgerStore = Pick<Table, 'get' | 'getMany' | 'query' | 'transact'>;

/** Bounds that keep one write within what a transaction may hold, over two accounts. */
export interface Sizes {
  /** Open items of a side that lie in the account's own item. */
  readonly listed: number;
  /** Spilled items that one write brings back. */
  readonly pulled: number;
  /** Allocations that one write undoes. */
  readonly undone: number;
}

export const SIZES: Sizes = { listed: 32, pulled: 10, undone: 12 };

const MOST_REMEMBERED = 2_000;

/** An account as last seen. */
export interface State {
  readonly account: Account;
}

/** Which open items a change will work on, beside the oldest. */
export interface Wanted {
  /** Sums that should be at hand, if there is as much. */
  readonly debts?: number;
  readonly advances?: number;
  /** Items by key. */
  readonly debtKeys?: readonly string[];
  readonly advanceKeys?: readonly string[];
}

/**
 * Reads accounts of one shop. Remembers the accounts this process wrote last, so that a write to one of them need
 * not read it: the number of the next entry is taken if another server has been there since.
 */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #shopId: string;
  readonly #remembered = new Map<string, State>();
  readonly sizes: Sizes;

  constructor(store: LedgerStore, shopId: string, sizes: Sizes = SIZES) {
    this.#store = store;
    this.#shopId = shopId;
    this.sizes = sizes;
  }

  /** The account as stored now. */
  async read(customerId: string): Promise<State | undefined> {
    const { items } = await this.#store.query(partition(this.#shopId, customerId), {
      after: entrySort(0),
      before: ENTRIES_END,
      descending: true,
      limit: 1,
    });
    const [last] = items;
    return last === undefined ? undefined : { account: readAccount(last) };
  }

  /** The account as this process last wrote it; it may be older than what is stored. */
  remembered(customerId: string): State | undefined {
    return this.#remembered.get(customerId);
  }

  remember(state: State): void {
    const id = state.account.customer_id;
    const known = this.#remembered.get(id);
    if (known !== undefined && known.account.seq > state.account.seq) return;
    this.#remembered.delete(id);
    this.#remembered.set(id, state);
    if (this.#remembered.size <= MOST_REMEMBERED) return;
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      break;
    }
  }

  forget(customerId: string): void {
    this.#remembered.delete(customerId);
  }

  /** Entries from one sequence number to another, both included. */
  async entries(customerId: string, from: number, to: number, signal?: AbortSignal): Promise<Entry[]> {
    const entries: Entry[] = [];
    let start: ItemKey | undefined;
    do {
      const page = await this.#store.query(partition(this.#shopId, customerId), {
        after: entrySort(from - 1),
        before: entrySort(to + 1),
        start,
        signal,
      });
      for (const item of page.items) entries.push(readEntry(item));
      start = page.next;
    } while (start !== undefined);
    return entries;
  }

  /** An account ready to take an entry, with the open items that it needs. */
  async working({ account }: State, wanted: Wanted = {}): Promise<Working> {
    const { debts = 0, advances = 0, debtKeys = [], advanceKeys = [] } = wanted;
    return new Working(
      account,
      await this.#open(account, 'debts', debts, debtKeys),
      await this.#open(account, 'advances', advances, advanceKeys),
    );
  }

  async #open(account: Account, name: SideName, sum: number, keys: readonly string[]): Promise<OpenList> {
    const side: Side = account[name];
    if (side.spilled === 0) return new OpenList(side);
    const place = partition(this.#shopId, account.customer_id);
    const last = side.first.at(-1);
    const after = last === undefined ? '' : openKey(last);
    const atHand = side.first.reduce((total, { left }) => total + left, 0);
    const wanting = last === undefined || atHand < sum;
    const pulled = wanting
      ? (
          await this.#store.query(place, {
            after: openSort(name, after),
            before: openSort(name, '~'),
            // One more, since the bound itself counts.
            limit: this.sizes.pulled + 1,
          })
        ).items
          .slice(0, this.sizes.pulled)
          .map(readOpen)
      : [];
    // Several payments may be applied to one debt; the store refuses a batch that names an item twice.
    const far = [...new Set(keys)].filter((key) => key > after);
    const named =
      far.length === 0
        ? []
        : (await this.#store.getMany(far.map((key) => ({ PK: place, SK: openSort(name, key) })))).map(
            readOpen,
          );
    return new OpenList(side, pulled, named);
  }
}
