import type { Item, ItemKey, Write } from '../../../src/domain/ports/store/table.js';
import { Account } from '../../../src/domain/udhaar/account.js';
import { seal } from '../../../src/domain/udhaar/chain.js';
import { Entry } from '../../../src/domain/udhaar/entry.js';
import { MemoryTable } from './memory-table.js';

/**
 * Stores that spoil what the ledger writes or reads, as the ledger itself would if it had the fault they are named
 * for. Each must be found out by the judge.
 */
export const MUTANTS: Readonly<
  Record<string, new (...args: ConstructorParameters<typeof MemoryTable>) => MemoryTable>
> = {
  'lost update': class extends MemoryTable {
    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(
        writes.map(({ item, when }) => (item.type === 'key' ? { item, ...(when && { when }) } : { item })),
        removals,
      );
    }
  },

  'key written after commit': class extends MemoryTable {
    override async transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      const keys = writes.filter(({ item }) => item.type === 'key');
      await super.transact(
        writes.filter(({ item }) => item.type !== 'key'),
        removals,
      );
      await super.transact(keys);
    }
  },

  'no uniqueness of keys': class extends MemoryTable {
    #count = 0;

    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      this.#count += 1;
      return super.transact(
        writes.map((write) =>
          write.item.type === 'key'
            ? { ...write, item: { ...write.item, SK: `${write.item.SK}~${this.#count}` } }
            : write,
        ),
        removals,
      );
    }
  },

  'wrong sign on reversal': spoiling((entry) =>
    entry.kind === 'reversal' ? { ...entry, effect: -entry.effect } : entry,
  ),

  'allocation off by one': spoiling((entry) => {
    const [first, ...rest] = entry.applied ?? [];
    if (first === undefined || first.amount < 2) return entry;
    return { ...entry, applied: [{ ...first, amount: first.amount - 1 }, ...rest] };
  }),

  'allocation to the newest debt': spoiling((entry) => {
    const applied = entry.applied ?? [];
    if (entry.kind !== 'payment' || applied.length < 2) return entry;
    return { ...entry, applied: applied.toReversed() };
  }),

  'due date overwritten': spoiling((entry) =>
    entry.kind === 'credit' && entry.dues !== undefined
      ? { ...entry, dues: entry.dues.map(({ amount }) => ({ due: entry.on, amount })) }
      : entry,
  ),

  'due date reset by a payment': class extends MemoryTable {
    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      const entry = entryOf(writes);
      return super.transact(
        writes.map((write) =>
          entry?.kind === 'payment' && write.item.type === 'udhaar_account'
            ? { ...write, item: withAccount(write.item, (account) => resetFirst(account, entry.on)) }
            : write,
        ),
        removals,
      );
    }
  },

  'hash skipped': spoiling((entry) => ({ ...entry, prev: '' })),

  'stale read of the balance': class extends MemoryTable {
    readonly #earlier = new Map<string, Item>();

    override async get(key: ItemKey): Promise<Item | undefined> {
      const item = await super.get(key);
      if (item?.type !== 'udhaar_account') return item;
      const before = this.#earlier.get(item.PK);
      this.#earlier.set(item.PK, item);
      if (before === undefined || before.v === item.v) return item;
      const { balance } = Account.parse(JSON.parse(before.body));
      return withAccount(item, (account) => ({ ...account, balance }));
    }
  },

  'entry without its account': class extends MemoryTable {
    #count = 0;

    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      this.#count += 1;
      if (this.#count % 20 !== 0) return super.transact(writes, removals);
      return super.transact(
        writes.filter(({ item }) => item.type !== 'udhaar_account'),
        removals,
      );
    }
  },

  'spilled debts forgotten': class extends MemoryTable {
    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(
        writes.filter(({ item }) => item.type !== 'udhaar_open'),
        removals,
      );
    }
  },

  'shops share their keys': class extends MemoryTable {
    override get(key: ItemKey): Promise<Item | undefined> {
      return super.get(shared(key));
    }

    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(
        writes.map((write) =>
          write.item.type === 'udhaar_account' ? { ...write, item: shared(write.item) } : write,
        ),
        removals,
      );
    }
  },
};

/** A store before which each entry is changed, and sealed as if it had been made so. */
function spoiling(
  change: (entry: Entry) => Entry,
): new (
  ...args: ConstructorParameters<typeof MemoryTable>
) => MemoryTable {
  return class extends MemoryTable {
    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      const heads = new Map<string, { head: string; by: number }>();
      const spoilt = writes.map((write) => {
        if (write.item.type !== 'udhaar_entry') return write;
        const before = Entry.parse(JSON.parse(write.item.body));
        const { hash: _, ...rest } = change(before);
        const after = seal(rest);
        heads.set(write.item.PK, { head: after.hash, by: after.effect - before.effect });
        return { ...write, item: { ...write.item, body: JSON.stringify(after) } };
      });
      return super.transact(
        spoilt.map((write) => {
          const change = heads.get(write.item.PK);
          if (write.item.type !== 'udhaar_account' || change === undefined) return write;
          const { head, by } = change;
          return {
            ...write,
            item: withAccount(write.item, (account) => ({ ...account, head, balance: account.balance + by })),
          };
        }),
        removals,
      );
    }
  };
}

function entryOf(writes: readonly Write[]): Entry | undefined {
  const found = writes.find(({ item }) => item.type === 'udhaar_entry');
  return found === undefined ? undefined : Entry.parse(JSON.parse(found.item.body));
}

function withAccount(item: Item, change: (account: Account) => Account): Item {
  return { ...item, body: JSON.stringify(change(Account.parse(JSON.parse(item.body)))) };
}

function resetFirst(account: Account, due: string): Account {
  const [first, ...rest] = account.debts.first;
  if (first === undefined) return account;
  return { ...account, debts: { ...account.debts, first: [{ ...first, due }, ...rest] } };
}

function shared<T extends ItemKey>(key: T): T {
  return { ...key, PK: key.PK.replace(/^SHOP#[a-z]+#UDHAAR/, 'SHOP#any#UDHAAR') };
}
