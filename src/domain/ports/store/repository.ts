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

/** After every position of a record written up to `moment`: '~' sorts behind all that follows the time. */
export function feedEnd(moment: Date): string {
  return `${moment.toISOString()}#~`;
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

/** Ids in one partition from which on it is asked first whether it holds any of them. */
const WORTH_A_QUERY = 50;
const NOT_ASCII = /[^\x20-\x7e]/;

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

  /**
   * Those of `ids` that exist, by id. Where many lie in one partition, it is first asked what it holds between the
   * least and the greatest: mostly little or nothing, and that is told by one query.
   */
  async getMany(ids: Iterable<string>, signal?: AbortSignal): Promise<Map<string, Stored<T>>> {
    const wanted = new Set(ids);
    const rest: ItemKey[] = [];
    const items: Item[] = [];
    for (const keys of this.#byPartition(wanted)) {
      const found = keys.length < WORTH_A_QUERY ? undefined : await this.#between(keys, signal);
      if (found === undefined) rest.push(...keys);
      else items.push(...found);
    }
    items.push(...(await this.#table.getMany(rest, signal)));
    const stored = items.map((item) => this.#stored(item));
    return new Map(
      stored.flatMap((each): [string, Stored<T>][] => {
        const id = this.kind.id(each.record);
        return wanted.has(id) ? [[id, each]] : [];
      }),
    );
  }

  #byPartition(ids: Iterable<string>): Iterable<ItemKey[]> {
    const partitions = new Map<string, ItemKey[]>();
    for (const id of ids) {
      const key = this.#key(id);
      const others = partitions.get(key.PK);
      if (others === undefined) partitions.set(key.PK, [key]);
      else others.push(key);
    }
    return partitions.values();
  }

  /** Everything from the least of these keys to the greatest, or undefined when that is more than is worth reading. */
  async #between(keys: readonly ItemKey[], signal: AbortSignal | undefined): Promise<Item[] | undefined> {
    const sorted = keys.map(({ SK }) => SK).sort();
    const [least = ''] = sorted;
    // The store orders by bytes, which is the order here for ASCII only.
    if (sorted.some((key) => NOT_ASCII.test(key))) return undefined;
    // The bounds are exclusive: a text sorts after what it begins with, and before what it begins.
    const after = least.slice(0, -1);
    if (after === '') return undefined;
    const { items, next } = await this.#table.query(keys[0]?.PK ?? '', {
      after,
      before: `${sorted.at(-1)} `,
      limit: Math.ceil(keys.length / 4),
      ...(signal === undefined ? {} : { signal }),
    });
    return next === undefined ? items : undefined;
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
