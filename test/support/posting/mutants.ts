import type { ItemKey, Write } from '../../../src/domain/ports/store/table.js';
import { MemoryTable } from '../simulation/memory-table.js';
import { type Mutants, STORE_MUTANTS } from '../simulation/mutants.js';

/** A store that writes items of one type in a transaction of their own, before the rest. */
function apart(type: string): Mutants[string] {
  return class extends MemoryTable {
    override async transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      const own = writes.filter(({ item }) => item.type === type);
      if (own.length > 0) await super.transact(own);
      await super.transact(
        writes.filter(({ item }) => item.type !== type),
        removals,
      );
    }
  };
}

/** Stores that spoil how bills are posted. Each must be found out by the judge. */
export const MUTANTS: Mutants = {
  ...STORE_MUTANTS,
  'what is owed written apart': apart('payable_entry'),
  'goods written apart': apart('stock_movement'),
  'state of the bill written apart': apart('bill_posting'),

  'a part written over another': class extends MemoryTable {
    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(
        writes.map((write) => (write.item.type === 'bill_posting' ? { item: write.item } : write)),
        removals,
      );
    }
  },

  'nothing is ever removed': class extends MemoryTable {
    override transact(writes: readonly Write[]): Promise<void> {
      return super.transact(writes);
    }
  },
};
