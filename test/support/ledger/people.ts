import { invalid } from '../../../src/domain/errors.js';
import { shopKey } from '../../../src/domain/ports/store/repository.js';
import type { Item, Table } from '../../../src/domain/ports/store/table.js';
import type { CustomerBook } from '../../../src/domain/udhaar/customers.js';
import type { Entry } from '../../../src/domain/udhaar/entry.js';
import { noteItem } from '../items.js';

/** A customer book on the table of a simulation: a record comes to be with its first change. */
export function peopleOf(table: Table, shop: string, ids: readonly string[]): CustomerBook {
  const stored = (id: string) => table.get({ PK: `${shopKey(shop)}#NOTE`, SK: id });
  const person = (id: string, item: Item | undefined) => ({
    customer_id: id,
    name: item === undefined ? `${id} of ${shop}` : textOf(item),
  });
  return {
    find: async (id, field) => {
      if (!ids.includes(id)) throw invalid(field, 'unknown');
      return person(id, await stored(id));
    },
    get: async (id) => person(id, await stored(id)),
    change: async (id, { name = '' }, now) => {
      const before = await stored(id);
      const version = (before?.v ?? 0) + 1;
      return [
        { item: noteItem(shop, id, name, now, version), when: before === undefined ? 'absent' : before.v },
      ];
    },
    newItem: ({ customer_id: id, name }, now) => noteItem(shop, id, name, now),
    alike: async () => [],
  };
}

/** The record's name is that of the last entry that changed it, and nothing else ever wrote it. */
export function judgeName(item: Item | undefined, entries: readonly Entry[]): string[] {
  const renames = entries.slice(1).flatMap(({ settings }) => settings?.name ?? []);
  const [name, first] = [renames.at(-1), entries[0]?.settings?.name];
  if (item === undefined) return name === undefined ? [] : ['a rename did not reach the record'];
  const wanted = name ?? first;
  if (textOf(item) !== wanted) return [`the record is called ${textOf(item)}, the book says ${wanted}`];
  return [];
}

function textOf({ body }: Item): string {
  return /"text":"([^"]*)"/.exec(body)?.[1] ?? '';
}
