import type * as z from 'zod';
import type { Item, ItemKey, Table } from './table.js';

/** Key prefix of everything one shop owns. The id is checked by config; `#` cannot occur in it. */
export function shopKey(shopId: string): string {
  return `SHOP#${shopId}`;
}

/** Partition of a shop's feed: everything the replica follows, ordered by time of writing. */
export function feedKey(shopId: string): string {
  return `${shopKey(shopId)}#FEED`;
}

/** Position in the feed of a record written at `now`: time first, then what makes it unique. */
export function feedPosition(now: Date, type: string, id: string): string {
  return `${now.toISOString()}#${type}#${id}`;
}

/** How records of one kind are keyed. */
export interface RecordKind<T> {
  readonly type: string;
  readonly schema: z.ZodType<T>;
  readonly id: (record: T) => string;
  /** Key of the record, below the shop's prefix, from its id alone. */
  readonly key: (id: string) => { readonly partition: string; readonly sort: string };
}

export interface Stored<T> {
  readonly record: T;
  readonly version: number;
}

/** Told of every item this process has written, so that its own replica need not wait for the feed. */
export type OnWrite = (items: readonly Item[]) => void;

/**
 * Records of one kind in one shop.
 */
export class Repository<T> {
  readonly kind: RecordKind<T>;
  readonly #table: Table;
  readonly #shopId: string;
  readonly #onWrite: OnWrite;

  constructor(table: Table, shopId: string, kind: RecordKind<T>, onWrite: OnWrite) {
    this.kind = kind;
    this.#table = table;
    this.#shopId = shopId;
    this.#onWrite = onWrite;
  }

  /** The item that holds `record` as of `now`. */
  item(record: T, version: number, now: Date): Item {
    const id = this.kind.id(record);
    return {
      ...this.#key(id),
      FPK: feedKey(this.#shopId),
      FSK: feedPosition(now, this.kind.type, id),
      type: this.kind.type,
      v: version,
      body: JSON.stringify(record),
    };
  }

  async get(id: string): Promise<Stored<T> | undefined> {
    const item = await this.#table.get(this.#key(id));
    return item === undefined ? undefined : this.#stored(item);
  }

  /** Those of `ids` that exist, by id. */
  async getMany(ids: Iterable<string>, signal?: AbortSignal): Promise<Map<string, Stored<T>>> {
    const items = await this.#table.getMany(
      [...new Set(ids)].map((id) => this.#key(id)),
      signal,
    );
    return new Map(
      items.map((item) => this.#stored(item)).map((stored) => [this.kind.id(stored.record), stored]),
    );
  }

  /**
   * Writes records whose ids and content would come out the same on a repeat (imports). A record already stored
   * is replaced and its version counted up; `versions` gives the versions known to be stored.
   */
  async putMany(
    records: readonly T[],
    versions: ReadonlyMap<string, number>,
    now: Date,
    signal?: AbortSignal,
    onWritten?: (count: number) => void,
  ): Promise<void> {
    const items = records.map((record) =>
      this.item(record, (versions.get(this.kind.id(record)) ?? 0) + 1, now),
    );
    await this.#table.putMany(items, signal, onWritten);
    this.#onWrite(items);
  }

  #key(id: string): ItemKey {
    const { partition, sort } = this.kind.key(id);
    return { PK: `${shopKey(this.#shopId)}#${partition}`, SK: sort };
  }

  #stored(item: Item): Stored<T> {
    return { record: this.kind.schema.parse(JSON.parse(item.body)), version: item.v };
  }
}
