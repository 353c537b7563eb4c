import { ImportService } from '../../../src/domain/import/import-service.js';
import type { ImportDeps } from '../../../src/domain/import/job.js';
import type { RecordKind, Stored } from '../../../src/domain/ports/store/repository.js';
import { CATEGORY, PRODUCT, SUPPLIER } from '../../../src/domain/products/kinds.js';
import { PRICE } from '../../../src/domain/products/price-record.js';
import { CUSTOMER, EMPLOYEE, SALE, SHIPPER, TERRITORY } from '../../../src/domain/sales/kinds.js';
import type { ShopSettings } from '../../../src/domain/shop.js';

/** Told before each write; throws to play a process killed at that moment. */
export type BeforeWrite = (kind: string, count: number) => void;

/** The two calls an import makes on a collection, kept as the store keeps records: as checked JSON. */
class FakeShelf<T> {
  readonly kept = new Map<string, { body: string; version: number }>();
  readonly #kind: RecordKind<T>;
  readonly #before: BeforeWrite;

  constructor(kind: RecordKind<T>, before: BeforeWrite) {
    this.#kind = kind;
    this.#before = before;
  }

  async getMany(ids: Iterable<string>): Promise<Map<string, Stored<T>>> {
    const found = new Map<string, Stored<T>>();
    for (const id of ids) {
      const item = this.kept.get(id);
      if (item !== undefined)
        found.set(id, { record: this.#kind.schema.parse(JSON.parse(item.body)), version: item.version });
    }
    return found;
  }

  async putMany(records: readonly T[], versions: ReadonlyMap<string, number>): Promise<void> {
    const ids = records.map((record) => this.#kind.id(record));
    if (new Set(ids).size !== ids.length) throw new Error('one id twice in a batch');
    this.#before(this.#kind.type, records.length);
    for (const record of records) {
      const checked = this.#kind.schema.parse(record);
      const id = this.#kind.id(checked);
      this.kept.set(id, { body: JSON.stringify(checked), version: (versions.get(id) ?? 0) + 1 });
    }
  }

  get records(): T[] {
    return [...this.kept.values()].map(({ body }) => this.#kind.schema.parse(JSON.parse(body)));
  }
}

export function fakeBooks(before: BeforeWrite = () => undefined) {
  return {
    sales: new FakeShelf(SALE, before),
    products: new FakeShelf(PRODUCT, before),
    categories: new FakeShelf(CATEGORY, before),
    suppliers: new FakeShelf(SUPPLIER, before),
    prices: new FakeShelf(PRICE, before),
    customers: new FakeShelf(CUSTOMER, before),
    employees: new FakeShelf(EMPLOYEE, before),
    territories: new FakeShelf(TERRITORY, before),
    shippers: new FakeShelf(SHIPPER, before),
  };
}

export type FakeBooks = ReturnType<typeof fakeBooks>;

export function snapshot(books: FakeBooks): Record<string, [string, string][]> {
  return Object.fromEntries(
    Object.entries(books).map(([name, { kept }]) => [
      name,
      [...kept].map(([id, { body }]): [string, string] => [id, body]).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );
}

export const SHOP: ShopSettings = {
  shop_id: 'asha',
  name: 'Asha Stores',
  currency: 'INR',
  time_zone: 'Asia/Kolkata',
  fiscal_year_start: 4,
  locale: 'en-IN',
};

const NOW = new Date('2024-06-15T10:00:00Z');

export function importer(books: FakeBooks, deps: Partial<Omit<ImportDeps, 'books'>> = {}): ImportService {
  return new ImportService({ books, shop: SHOP, clock: () => NOW, ...deps });
}
