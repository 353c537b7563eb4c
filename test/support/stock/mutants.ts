import type * as z from 'zod';
import { type Leg, Movement, Stock } from '../../../src/domain/inventory/movement.js';
import type { Item, ItemKey, Page, QueryOptions, Write } from '../../../src/domain/ports/store/table.js';
import { MemoryTable } from '../simulation/memory-table.js';
import { type Mutants, STORE_MUTANTS } from '../simulation/mutants.js';

const After = Stock.omit({ product_id: true, seq: true });
const Stored = Movement.extend({ after: After });
type Stored = z.infer<typeof Stored>;

/**
 * Stores that spoil what the stock ledger writes or reads, as the ledger itself would if it had the fault they are
 * named for. Each must be found out by the judge.
 */
export const MUTANTS: Mutants = {
  ...STORE_MUTANTS,

  'document written before its movements': class extends MemoryTable {
    override async transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      const documents = writes.filter(({ item }) => item.type === 'sale');
      if (documents.length > 0) await super.transact(documents.map(({ item }) => ({ item })));
      await super.transact(
        writes.filter(({ item }) => item.type !== 'sale'),
        removals,
      );
    }
  },

  'movements written before their document': class extends MemoryTable {
    override async transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      const movements = writes.filter(({ item }) => item.type === 'stock_movement');
      if (movements.length > 0) await super.transact(movements);
      await super.transact(
        writes.filter(({ item }) => item.type !== 'stock_movement'),
        removals,
      );
    }
  },

  'shops share their stock': class extends MemoryTable {
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

  'stale read of the stock': class extends MemoryTable {
    readonly #earlier = new Map<string, Item>();

    override async query(partition: string, options: QueryOptions = {}): Promise<Page> {
      const page = await super.query(partition, options);
      const [item] = page.items;
      if (options.descending !== true || item?.type !== 'stock_movement') return page;
      const before = this.#earlier.get(partition) ?? item;
      this.#earlier.set(partition, item);
      const { after } = Stored.parse(JSON.parse(before.body));
      return { ...page, items: [spoilt(item, (stored) => ({ ...stored, after }))] };
    }
  },

  'goods come back without their batch': spoiling((stored) => {
    const [leg] = stored.legs;
    const back = stored.kind === 'return' || stored.kind === 'cancellation';
    if (!back || leg === undefined || stored.legs.length > 1 || isLoose(leg)) return stored;
    const { location, quantity } = leg;
    const shelves = stored.after.shelves.map((shelf) => {
      const lot = shelf.lots.find((each) => each.batch === leg.batch && each.expires === leg.expires);
      if (shelf.location !== location || lot === undefined) return shelf;
      const left = lot.quantity - quantity;
      const lots = shelf.lots.flatMap((each) =>
        each !== lot ? [each] : left > 0 ? [{ ...lot, quantity: left }] : [],
      );
      return { location, loose: shelf.loose + quantity, lots };
    });
    return { ...stored, legs: [{ location, quantity }], after: { ...stored.after, shelves } };
  }),

  'average cost left as it was': class extends MemoryTable {
    readonly #first = new Map<string, number>();

    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(
        spoiltWrites(writes, (stored) => {
          const { average_cost: cost } = stored.after;
          if (cost === undefined) return stored;
          const known = this.#first.get(stored.product_id) ?? cost;
          this.#first.set(stored.product_id, known);
          return { ...stored, after: { ...stored.after, average_cost: known } };
        }),
        removals,
      );
    }
  },

  'a transfer loses what it moves': spoiling((stored) =>
    stored.kind !== 'transfer'
      ? stored
      : { ...stored, legs: stored.legs.filter(({ quantity }) => quantity < 0) },
  ),

  'a purchase leaves what is on order': spoiling((stored) =>
    stored.kind !== 'purchase' || stored.ordered === undefined
      ? stored
      : {
          ...stored,
          ordered: 0,
          after: { ...stored.after, on_order: (stored.after.on_order ?? 0) - stored.ordered },
        },
  ),

  'a count of nothing is not taken': spoiling((stored) =>
    stored.kind === 'count' && stored.quantity < 0 ? { ...stored, quantity: 0, legs: [] } : stored,
  ),

  'a lot goes below zero': spoiling((stored) => {
    const [leg, ...rest] = stored.legs;
    if (stored.kind !== 'sale' || leg === undefined || isLoose(leg)) return stored;
    return { ...stored, legs: [{ ...leg, quantity: stored.quantity * 2 }, ...rest] };
  }),
};

/** A store before which each movement is changed. */
function spoiling(change: (stored: Stored) => Stored): Mutants[string] {
  return class extends MemoryTable {
    override transact(writes: readonly Write[], removals?: readonly ItemKey[]): Promise<void> {
      return super.transact(spoiltWrites(writes, change), removals);
    }
  };
}

function spoiltWrites(writes: readonly Write[], change: (stored: Stored) => Stored): Write[] {
  return writes.map((write) =>
    write.item.type === 'stock_movement' ? { ...write, item: spoilt(write.item, change) } : write,
  );
}

function spoilt(item: Item, change: (stored: Stored) => Stored): Item {
  return { ...item, body: JSON.stringify(change(Stored.parse(JSON.parse(item.body)))) };
}

function isLoose({ batch, expires }: Leg): boolean {
  return batch === undefined && expires === undefined;
}

function shared(partition: string): string {
  return partition.replace(/^SHOP#[a-z]+#STOCK/, 'SHOP#north#STOCK');
}
