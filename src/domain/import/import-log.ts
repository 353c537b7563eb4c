import * as z from 'zod';
import { KEPT_SECONDS, keyConflict } from '../ports/store/once.js';
import { shopKey } from '../ports/store/repository.js';
import type { Item, ItemKey, Table } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import type { Clock } from '../time.js';
import { type Checkpoints, Progress } from './checkpoint.js';

const Entry = z.object({
  /** Of the request, so that the key cannot go on with another. */
  hash: z.string(),
  /** The file, or what kind of content. */
  what: z.string(),
  begun_at: z.string(),
  /** Absent once the import has ended. */
  progress: Progress.optional(),
});
type Entry = z.infer<typeof Entry>;

/** An import that a server began and did not end. */
export interface Unfinished {
  readonly key: string;
  readonly what: string;
  readonly begun_at: string;
  /** Sales documents written by then. */
  readonly written: number;
}

/** The imports of one shop that have begun to write, by idempotency key. */
export class ImportLog {
  readonly #table: Table;
  readonly #partition: string;
  readonly #clock: Clock;

  constructor(table: Table, shop: ShopSettings, clock: Clock) {
    this.#table = table;
    this.#partition = `${shopKey(shop.shop_id)}#IMPORT`;
    this.#clock = clock;
  }

  /**
   * Where the progress of the import under this key is kept.
   *
   * @throws ClerkError `conflict` on loading, when the key belongs to another request.
   */
  checkpoints(key: string, hash: string, what: string): Checkpoints {
    let begun: string | undefined;
    return {
      load: async () => {
        const entry = await this.#read(this.#slot(key));
        if (entry?.progress === undefined) return undefined;
        if (entry.hash !== hash) throw keyConflict();
        begun = entry.begun_at;
        return entry.progress;
      },
      save: async (progress) => {
        begun ??= this.#clock().toISOString();
        await this.#table.put(this.#item(key, { hash, what, begun_at: begun, progress }));
      },
    };
  }

  /** What to write with the result of an import: it is unfinished no more. */
  ended(key: string, hash: string, what: string): Item {
    return this.#item(key, { hash, what, begun_at: this.#clock().toISOString() });
  }

  /** Imports that were begun and have not ended, by key; of thousands, those on the first page. */
  async unfinished(): Promise<Unfinished[]> {
    const { items } = await this.#table.query(this.#partition);
    return items.flatMap((item) => {
      const { what, begun_at, progress } = Entry.parse(JSON.parse(item.body));
      return progress === undefined ? [] : [{ key: item.SK, what, begun_at, written: progress.written }];
    });
  }

  #slot(key: string): ItemKey {
    return { PK: this.#partition, SK: key };
  }

  async #read(slot: ItemKey): Promise<Entry | undefined> {
    const item = await this.#table.get(slot);
    return item === undefined ? undefined : Entry.parse(JSON.parse(item.body));
  }

  #item(key: string, entry: Entry): Item {
    return {
      ...this.#slot(key),
      type: 'import',
      v: 1,
      body: JSON.stringify(entry),
      ttl: Math.floor(this.#clock().getTime() / 1_000) + KEPT_SECONDS,
    };
  }
}
