import type { Item, ItemKey, Write } from '../ports/store/table.js';
import type { Receipt } from './change.js';
import { entryItem, openItem, openSort, partition, type SideName } from './keys.js';
import type { State } from './ledger.js';
import type { SavedSide } from './open-list.js';
import type { Posted } from './working.js';

/** Everything one change writes, and the states it leads to. */
export interface Posting {
  readonly writes: readonly Write[];
  readonly removals: readonly ItemKey[];
  readonly receipt: Receipt;
  readonly states: readonly State[];
}

/** The writes of one change, for one transaction: an entry each on one account or two, and what spills. */
export function gather(posted: readonly Posted[], shopId: string, now: Date): Posting {
  const writes: Write[] = [];
  const removals: ItemKey[] = [];
  const spill = (customerId: string, side: SideName, saved: SavedSide): void => {
    for (const open of saved.puts) writes.push({ item: openItem(shopId, customerId, side, open) });
    for (const key of saved.removals)
      removals.push({ PK: partition(shopId, customerId), SK: openSort(side, key) });
  };
  for (const { account, entry, debts, advances } of posted) {
    // Taken already where another server was first: then nothing is written.
    writes.push({ item: entryItem(shopId, entry, account, now), when: 'absent' });
    spill(account.customer_id, 'debts', debts);
    spill(account.customer_id, 'advances', advances);
  }
  const [first, second] = posted;
  if (first === undefined) throw new Error('a change makes at least one entry');
  return {
    writes,
    removals,
    states: posted.map(({ account }) => ({ account })),
    receipt: receiptOf(first, second),
  };
}

/** The items of a posting, for the replica. */
export function itemsOf({ writes }: Posting): Item[] {
  return writes.map(({ item }) => item);
}

function receiptOf({ entry, account }: Posted, other: Posted | undefined): Receipt {
  const [due] = entry.dues ?? [];
  return {
    customer_id: account.customer_id,
    name: account.settings.name ?? account.customer_id,
    seq: entry.seq,
    kind: entry.kind,
    on: entry.on,
    effect: entry.effect,
    ...(due === undefined ? {} : { due: due.due }),
    balance: account.balance,
    open: account.debts.total,
    advance: account.advances.total,
    applied: entry.applied ?? [],
    hash: entry.hash,
    ...(other === undefined
      ? {}
      : {
          other: {
            customer_id: other.account.customer_id,
            name: other.account.settings.name ?? other.account.customer_id,
            seq: other.entry.seq,
            balance: other.account.balance,
            open: other.account.debts.total,
            advance: other.account.advances.total,
          },
        }),
  };
}
