import type { ItemKey, Write } from '../../../src/domain/ports/store/table.js';
import { MemoryTable } from './memory-table.js';

/** Stores with a fault, by what the fault is. */
export type Mutants = Readonly<
  Record<string, new (...args: ConstructorParameters<typeof MemoryTable>) => MemoryTable>
>;

/** Stores that spoil how things are written, whatever it is. Each must be found out by the judge. */
export const STORE_MUTANTS: Mutants = {
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
            ? { item: { ...write.item, SK: `${write.item.SK}~${this.#count}` }, when: 'absent' }
            : write,
        ),
        removals,
      );
    }
  },
};
