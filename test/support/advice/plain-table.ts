import {
  type Item,
  type ItemKey,
  type Page,
  type QueryOptions,
  Table,
  type Write,
  WriteCancelled,
} from '../../../src/domain/ports/store/table.js';

/** The table in memory, with its feed and its conditions, where nothing fails: for tests of long times. */
export class PlainTable extends Table {
  readonly #partitions = new Map<string, Map<string, Item>>();

  constructor() {
    super(() => Promise.reject(new Error('nothing is sent')), 'plain');
  }

  override async get({ PK, SK }: ItemKey): Promise<Item | undefined> {
    return this.#partitions.get(PK)?.get(SK);
  }

  override async getMany(keys: readonly ItemKey[]): Promise<Item[]> {
    return keys.flatMap(({ PK, SK }) => this.#partitions.get(PK)?.get(SK) ?? []);
  }

  override async query(partition: string, options: QueryOptions = {}): Promise<Page> {
    const { after = '', before, limit, descending } = options;
    const sorted = [...(this.#partitions.get(partition)?.values() ?? [])]
      .filter(({ SK }) => SK > after && (before === undefined || SK < before))
      .sort((a, b) => (a.SK < b.SK ? -1 : 1));
    if (descending === true) sorted.reverse();
    return { items: sorted.slice(0, limit) };
  }

  override async *feed(partition: string, after: string): AsyncGenerator<Item[]> {
    const items = this.#fed(partition).filter(({ FSK = '' }) => FSK > after);
    if (items.length > 0) yield items.sort((a, b) => ((a.FSK ?? '') < (b.FSK ?? '') ? -1 : 1));
  }

  override async countFeed(partition: string, after: string, before: string): Promise<number> {
    return this.#fed(partition).filter(({ FSK = '' }) => FSK >= after && FSK <= before).length;
  }

  override async put(item: Item): Promise<void> {
    this.#write(item);
  }

  override async putMany(items: readonly Item[]): Promise<void> {
    for (const item of items) this.#write(item);
  }

  override async transact(writes: readonly Write[], removals: readonly ItemKey[] = []): Promise<void> {
    for (const { item, when } of writes) {
      const there = this.#partitions.get(item.PK)?.get(item.SK);
      const holds = when === undefined || (when === 'absent' ? there === undefined : there?.v === when);
      if (!holds) throw new WriteCancelled([]);
    }
    for (const { item } of writes) this.#write(item);
    for (const { PK, SK } of removals) this.#partitions.get(PK)?.delete(SK);
  }

  #fed(partition: string): Item[] {
    return [...this.#partitions.values()].flatMap((items) =>
      [...items.values()].filter(({ FPK }) => FPK === partition),
    );
  }

  #write(item: Item): void {
    const items = this.#partitions.get(item.PK) ?? new Map<string, Item>();
    this.#partitions.set(item.PK, items);
    items.set(item.SK, { ...item });
  }
}
