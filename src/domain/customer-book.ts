import type { Replica } from './ports/analytics/replica.js';
import type { Books } from './sales/books.js';
import type { NameLookup } from './sales/lookup.js';
import { alike } from './udhaar/alike.js';
import type { CustomerBook } from './udhaar/customers.js';

/** The shop's customers as the ledger sees them. */
export function customerBook(books: Books, lookup: NameLookup, replica: Replica): CustomerBook {
  return {
    find: (idOrName, field, signal) => lookup.customer(idOrName, field, signal),
    get: async (id) => (await books.customers.get(id))?.record,
    change: async (id, { name, phone }, now) => {
      const stored = await books.customers.get(id);
      if (stored === undefined) return [];
      const { phone: before, ...rest } = stored.record;
      const kept = phone ?? before ?? '';
      const record = { ...rest, name: name ?? rest.name, ...(kept === '' ? {} : { phone: kept }) };
      const { version } = stored;
      return [{ item: books.customers.item(record, version + 1, now), when: version }];
    },
    newItem: (person, now) => books.customers.item(person, 1, now),
    alike: async (person, signal) => {
      await replica.sync(signal);
      const { rows } = await replica.read('SELECT customer_id, name, phone FROM customers', [], signal);
      const known = rows.map(([id, name, phone]) => ({
        customer_id: String(id),
        name: String(name),
        phone: phone === null ? undefined : String(phone),
      }));
      return alike(person, known);
    },
  };
}
