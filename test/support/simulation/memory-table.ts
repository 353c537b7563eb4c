import { ClerkError } from '../../../src/domain/errors.js';
import {
  type Item,
  type ItemKey,
  type Page,
  type QueryOptions,
  Table,
  type Write,
  WriteCancelled,
} from '../../../src/domain/ports/store/table.js';
import type { Time } from './virtual-time.js';

/** How often things go wrong, as shares of requests. */
export interface Troubles {
  /** The store refuses for now, and the SDK gave up. */
  readonly throttled: number;
  /** It is done, and the reply is lost. */
  readonly dropped: number;
  /** The request arrives twice; the second answer is the one that comes back. */
  readonly doubled: number;
  /** The caller gives up, and the request arrives up to twelve minutes later. */
  readonly late: number;
  /** Another transaction on the same items is in the way. */
  readonly conflict: number;
}

export const NO_TROUBLES: Troubles = { throttled: 0, dropped: 0, doubled: 0, late: 0, conflict: 0 };
export const TROUBLES: Troubles = { throttled: 0.1, dropped: 0.1, doubled: 0.05, late: 0.02, conflict: 0.03 };

const PAGE = 9;
/** How often the SDK asks before it gives up. Of a write, the first trouble is passed on: that is harder. */
const SDK_TRIES = 4;
const LATEST = 12 * 60_000;

/**
 * The table in memory: transactions with their conditions, pages, and all that goes wrong on the way to a real one,
 * drawn from a seed. Reads are strongly consistent, as all those of the ledger are.
 */
export class MemoryTable extends Table {
  readonly #items = new Map<string, Map<string, Item>>();
  /** Partitions in order of key, until they change. */
  readonly #inOrder = new Map<string, [string, Item][]>();
  readonly #time: Time;
  readonly #random: () => number;
  troubles: Troubles;

  constructor(time: Time, random: () => number, troubles: Troubles = TROUBLES) {
    super(() => Promise.reject(new Error('there is no server')), 'memory');
    this.#time = time;
    this.#random = random;
    this.troubles = troubles;
  }

  /** Everything stored, in order of key. */
  dump(): Item[] {
    return [...this.#items.keys()]
      .sort()
      .flatMap((partition) => this.#sorted(partition).map(([, item]) => item));
  }

  override async get(key: ItemKey): Promise<Item | undefined> {
    await this.#travel();
    const found = this.#items.get(key.PK)?.get(key.SK);
    return found === undefined ? undefined : { ...found };
  }

  override async getMany(keys: readonly ItemKey[]): Promise<Item[]> {
    await this.#travel();
    refuseTwice(keys);
    return keys.flatMap(({ PK, SK }) => this.#items.get(PK)?.get(SK) ?? []);
  }

  override async query(partition: string, options: QueryOptions = {}): Promise<Page> {
    if (options.index !== undefined) throw new Error('the memory table has no index');
    await this.#travel();
    const { after = '', before = '\uffff', limit = PAGE, start } = options;
    if (options.descending === true && start !== undefined) throw new Error('only the first page goes down');
    const inOrder = this.#sorted(partition);
    const rest = (options.descending === true ? inOrder.toReversed() : inOrder).filter(
      ([sort]) => sort > after && sort < before && (start === undefined || sort > start.SK),
    );
    const items = rest.slice(0, Math.min(limit, PAGE)).map(([, item]) => ({ ...item }));
    const last = items.at(-1);
    return {
      items,
      next: last !== undefined && items.length < rest.length ? { PK: last.PK, SK: last.SK } : undefined,
    };
  }

  override async transact(writes: readonly Write[], removals: readonly ItemKey[] = []): Promise<void> {
    const chance = this.#random();
    const { throttled, dropped, doubled, late, conflict } = this.troubles;
    refuseTwice([...writes.map(({ item }) => item), ...removals]);
    await this.#time.sleep(this.#latency());
    let edge = throttled;
    if (chance < edge) throw lost();
    edge += conflict;
    if (chance < edge) throw new WriteCancelled(writes.map(() => 'conflict'));
    edge += late;
    if (chance < edge) {
      const wait = this.#random() * LATEST;
      void this.#time.sleep(wait).then(() => {
        try {
          this.#commit(writes, removals);
        } catch {
          // Nobody hears of it.
        }
      });
      throw lost();
    }
    this.#commit(writes, removals);
    edge += dropped;
    if (chance < edge) throw lost();
    edge += doubled;
    if (chance < edge) this.#commit(writes, removals);
    await this.#time.sleep(this.#latency());
  }

  #commit(writes: readonly Write[], removals: readonly ItemKey[]): void {
    const reasons = writes.map(({ item, when }) => {
      const stored = this.#items.get(item.PK)?.get(item.SK);
      if (when === undefined) return 'none';
      if (when === 'absent') return stored === undefined ? 'none' : 'condition';
      return stored?.v === when ? 'none' : 'condition';
    });
    if (reasons.includes('condition')) throw new WriteCancelled(reasons);
    for (const { item } of writes) {
      this.#inOrder.delete(item.PK);
      const partition = this.#items.get(item.PK) ?? new Map<string, Item>();
      this.#items.set(item.PK, partition);
      partition.set(item.SK, { ...item });
    }
    for (const { PK, SK } of removals) {
      this.#inOrder.delete(PK);
      this.#items.get(PK)?.delete(SK);
    }
  }

  async #travel(): Promise<void> {
    for (let tries = 0; tries < SDK_TRIES; tries += 1) {
      await this.#time.sleep(this.#latency());
      if (this.#random() >= this.troubles.throttled) return;
    }
    throw lost();
  }

  #latency(): number {
    const random = this.#random();
    return random < 0.02 ? 400 * random * 50 : 1 + random * 9;
  }

  #sorted(partition: string): [string, Item][] {
    const known = this.#inOrder.get(partition);
    if (known !== undefined) return known;
    const sorted = [...(this.#items.get(partition) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#inOrder.set(partition, sorted);
    return sorted;
  }
}

/** DynamoDB takes no request that names an item twice, and none of more than 100. */
function refuseTwice(keys: readonly ItemKey[]): void {
  const names = new Set(keys.map(({ PK, SK }) => `${PK} ${SK}`));
  if (names.size === keys.length && keys.length <= 100) return;
  throw new ClerkError('internal', 'The store refused the request as malformed.');
}

function lost(): ClerkError {
  return new ClerkError('unavailable', 'The store could not be reached or is overloaded.');
}
