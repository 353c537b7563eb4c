import type { Item, Table } from '../store/table.js';
import type { Engine } from './engine.js';
import type { Projection } from './projection.js';
import { BEGINNING, setState, takeIn } from './replica-tables.js';

/** A batch is taken in when it holds so many records, or so many characters of them: what is in memory at once. */
const BATCH_RECORDS = 4_000;
const BATCH_CHARACTERS = 4_000_000;

interface FollowerOptions {
  readonly table: Table;
  /** Partition of the feed index to follow. */
  readonly feed: string;
  readonly projections: readonly Projection[];
  /** Told of the records of each batch that was taken in. */
  readonly onTaken: (items: readonly Item[]) => void;
}

/**
 * Follows the feed index from where it was last read. Positions before the watermark are not read again; what was
 * read within the overlap behind it is remembered, so that it is not taken in twice.
 */
export class FeedFollower {
  readonly #options: FollowerOptions;
  #watermark = BEGINNING;
  #lastKey = 0;
  readonly #recent = new Map<string, string>();

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Everything the feed holds up to here has been taken in. */
  get watermark(): string {
    return this.#watermark;
  }

  /** Goes on from another position; new records are numbered from after `lastKey` on. */
  restart(watermark: string, lastKey = this.#lastKey): void {
    this.#watermark = watermark;
    this.#lastKey = lastKey;
    this.#recent.clear();
  }

  /**
   * Takes in what this process wrote and what the feed holds from the watermark on. `reached` is the position that
   * nothing new can come before any more.
   */
  async follow(own: readonly Item[], reached: string, write: Engine['write']): Promise<void> {
    const { table, feed } = this.#options;
    const watermark = this.#watermark;
    // What the feed has shown stands: of two writes of one version it shows the one the store kept.
    let batch = own.filter((item) => !this.#recent.has(keyOf(item)));
    let size = sizeOf(batch);
    let position = watermark;
    for await (const items of table.feed(feed, watermark)) {
      const fresh = items.filter((item) => this.#recent.get(keyOf(item)) !== item.FSK);
      batch = batch.concat(fresh);
      size += sizeOf(fresh);
      position = items.at(-1)?.FSK ?? position;
      if (batch.length >= BATCH_RECORDS || size >= BATCH_CHARACTERS) {
        await this.#apply(write, batch, earlier(position, reached));
        batch = [];
        size = 0;
      }
    }
    if (batch.length > 0 || watermark === BEGINNING)
      await this.#apply(write, batch, later(reached, watermark));
    else this.#watermark = reached;
    this.#forget(reached);
  }

  /** Writes a batch and moves the watermark, in one transaction. */
  async #apply(write: Engine['write'], items: readonly Item[], watermark: string): Promise<void> {
    const newest = newestById(items);
    await write(async (transaction) => {
      for (const projection of this.#options.projections) {
        const own = newest.filter((item) => item.type === projection.type);
        if (own.length > 0) await takeIn(transaction, projection, own, this.#lastKey);
        this.#lastKey += own.length;
      }
      await setState(transaction, 'watermark', watermark);
    });
    this.#watermark = watermark;
    this.#options.onTaken(newest);
    for (const item of newest) if (item.FSK !== undefined) this.#recent.set(keyOf(item), item.FSK);
  }

  #forget(before: string): void {
    for (const [key, position] of this.#recent) if (position < before) this.#recent.delete(key);
  }
}

/** The newest version of each record; of equal ones the last, which is the feed's. */
function newestById(items: readonly Item[]): Item[] {
  const newest = new Map<string, Item>();
  for (const item of items) {
    const key = `${item.PK}\n${item.SK}`;
    const other = newest.get(key);
    if (other === undefined || item.v >= other.v) newest.set(key, item);
  }
  return [...newest.values()];
}

function keyOf(item: Item): string {
  return `${item.PK}\n${item.SK}\n${item.v}`;
}

function sizeOf(items: readonly Item[]): number {
  return items.reduce((sum, { body }) => sum + body.length, 0);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
