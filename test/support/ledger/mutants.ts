import * as z from 'zod';
import type { Item, ItemKey, Page, QueryOptions, Write } from '../../../src/domain/ports/store/table.js';
import { Account } from '../../../src/domain/udhaar/account.js';
import { seal } from '../../../src/domain/udhaar/chain.js';
import { Entry } from '../../../src/domain/udhaar/entry.js';
import { MemoryTable } from '../simulation/memory-table.js';
import { type Mutants, STORE_MUTANTS } from '../simulation/mutants.js';

/**
 * Stores that spoil what the ledger writes or reads, as the ledger itself would if it had the fault they are named
 * for. Each must be found out by the judge.
 */
export const MUTANTS: Mutants = {
  ...STORE_MUTANTS,

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
      return super.transact(
        writes.map((write) => {
          const entry = entryOf(write.item);
          if (entry?.kind !== 'payment') return write;
          return { ...write, item: withAfter(write.item, (after) => resetFirst(after, entry.on)) };
        }),
        removals,
      );
    }
  },

  'hash skipped': spoiling((entry) => ({ ...entry, prev: '' })),

  'stale read of the balance': class extends MemoryTable {
    readonly #earlier = new Map<string, Item>();

    override async query(partition: string, options: QueryOptions = {}): Promise<Page> {
      const page = await super.query(partition, options);
      const [item] = page.items;
      if (options.descending !== true || item === undefined) return page;
      const before = this.#earlier.get(partition);
      this.#earlier.set(partition, item);
      if (before === undefined || before.SK === item.SK) return page;
      const { balance } = Last.parse(JSON.parse(before.body)).after;
      return { ...page, items: [withAfter(item, (after) => ({ ...after, balance }))] };
    }
  },

  'stale read of the account': class extends MemoryTable {
    readonly #earlier = new Map<string, Item>();

    override async query(partition: string, options: QueryOptions = {}): Promise<Page> {
      const page = await super.query(partition, options);
      const [item] = page.items;
      if (options.descending !== true || item === undefined) return page;
      const before = this.#earlier.get(partition) ?? item;
      this.#earlier.set(partition, item);
      const { after } = Last.parse(JSON.parse(before.body));
      return { ...page, items: [withAfter(item, () => after)] };
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

  'a new name is not written to the record': class extends MemoryTable {
    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(
        writes.filter(({ item }) => item.type !== 'note'),
        removals,
      );
    }
  },

  'the sale is forgotten': spoiling(({ sale_id: _, ...entry }) => entry),

  'shops share their books': class extends MemoryTable {
    override query(partition: string, options?: QueryOptions): Promise<Page> {
      return super.query(shared(partition), options);
    }

    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(
        writes.map((write) => ({ ...write, item: { ...write.item, PK: shared(write.item.PK) } })),
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
      return super.transact(
        writes.map((write) => {
          const before = entryOf(write.item);
          if (before === undefined) return write;
          const { hash: _, ...rest } = change(before);
          const entry = seal(rest);
          const { after } = Last.parse(JSON.parse(write.item.body));
          const balance = after.balance + entry.effect - before.effect;
          return {
            ...write,
            item: { ...write.item, body: JSON.stringify({ ...entry, after: { ...after, balance } }) },
          };
        }),
        removals,
      );
    }
  };
}

const After = Account.omit({ customer_id: true, seq: true, head: true });
type After = z.infer<typeof After>;
const Last = z.looseObject({ after: After });

function entryOf({ type, body }: Item): Entry | undefined {
  return type === 'udhaar_entry' ? Entry.parse(JSON.parse(body)) : undefined;
}

function withAfter(item: Item, change: (after: After) => After): Item {
  const last = Last.parse(JSON.parse(item.body));
  return { ...item, body: JSON.stringify({ ...last, after: change(last.after) }) };
}

function resetFirst(account: After, due: string): After {
  const [first, ...rest] = account.debts.first;
  if (first === undefined) return account;
  return { ...account, debts: { ...account.debts, first: [{ ...first, due }, ...rest] } };
}

function shared(partition: string): string {
  return partition.replace(/^SHOP#[a-z]+#UDHAAR/, 'SHOP#north#UDHAAR');
}
