import type { Item, Table } from '../store/table.js';
import type { Engine, Rows, SqlValue } from './engine.js';
import { FeedFollower } from './feed-follower.js';
import type { Projection } from './projection.js';
import { isDamaged, ReplicaFile } from './replica-file.js';
import { BEGINNING, emptyTables, prepareTables, setState } from './replica-tables.js';
import { Rounds } from './rounds.js';

export interface ReplicaOptions {
  readonly table: Table;
  /** Partition of the feed index to follow. */
  readonly feed: string;
  readonly projections: readonly Projection[];
  /** Folder for the file; kept in memory when absent. */
  readonly dir?: string | undefined;
  /** How far the clocks of two writers and the index may lag, in milliseconds. */
  readonly overlap: number;
  readonly clock: () => Date;
  readonly open: (path: string) => Promise<Engine>;
}

const VERIFY_EVERY = 600_000;

export interface Synced {
  /** Everything written before this moment is in the replica. */
  readonly asOf: Date;
}

/**
 * A columnar copy of one shop's records, brought up to date before each question by reading only what is new.
 *
 * The feed index orders records by the writer's clock. Each sync reads from the last one's start less an overlap
 * that covers clock skew and index lag, and upserts by id and version, so that reading a record twice does no
 * harm. What this process writes is applied at once. The copy is a cache: deleting its file loses nothing.
 */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #file: ReplicaFile;
  readonly #follower: FeedFollower;
  readonly #syncs = new Rounds(() => this.#syncSound());
  #pending: Item[] = [];
  #verifiedAt = 0;
  #drifted = false;
  readonly #revisions = new Map<string, number>();
  #epoch = 0;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    const { table, feed, projections, dir, open, clock } = options;
    this.#follower = new FeedFollower({ table, feed, projections, onTaken: (items) => this.#touch(items) });
    this.#file = new ReplicaFile({
      dir,
      open,
      prepare: async (engine) => {
        const state = await prepareTables(engine, projections, clock());
        if (state === undefined) return false;
        this.#follower.restart(state.watermark, state.lastKey);
        this.#verifiedAt = state.verifiedAt;
        return true;
      },
    });
  }

  /** Takes in what this process has just written, ahead of the feed. */
  readonly accept = (items: readonly Item[]): void => {
    for (const item of items) if (item.FSK !== undefined) this.#pending.push(item);
  };

  /** Counts up whenever records of a type may have changed: what was worked out from them still holds if it is equal. */
  revision(type: string): number {
    return this.#revisions.get(type) ?? 0;
  }

  /** Counts up whenever all is read again: numbers of records that were seen before then mean nothing. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Runs one statement over the state {@link sync} last reached. */
  async read(sql: string, values: readonly SqlValue[], signal?: AbortSignal): Promise<Rows> {
    const engine = await this.#file.engine();
    try {
      return await engine.read(sql, values, signal);
    } catch (error) {
      if (!isDamaged(error)) throw error;
      this.#discard(engine);
      await this.sync(signal);
      return (await this.#file.engine()).read(sql, values, signal);
    }
  }

  /**
   * Brings the replica up to date. Callers that come while a sync runs wait for the one after it, and share it; a
   * caller who cancels leaves it to the others.
   */
  sync(signal?: AbortSignal): Promise<Synced> {
    return this.#syncs.next(signal);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #syncSound(): Promise<Synced> {
    const engine = await this.#file.engine();
    try {
      return await this.#sync(engine);
    } catch (error) {
      if (!isDamaged(error)) throw error;
      this.#discard(engine);
      return this.#sync(await this.#file.engine());
    }
  }

  #discard(engine: Engine): void {
    if (!this.#file.discard(engine)) return;
    this.#epoch += 1;
    this.#touch(this.#options.projections);
  }

  async #sync(engine: Engine): Promise<Synced> {
    const { overlap, clock } = this.#options;
    const started = clock();
    const reached = new Date(started.getTime() - overlap).toISOString();
    const own = this.#pending;
    this.#pending = [];
    try {
      if (this.#drifted) await this.#rebuild(engine, own, reached);
      else await this.#follower.follow(own, reached, (work) => engine.write(work));
    } catch (error) {
      this.#pending = own.concat(this.#pending);
      throw error;
    }
    this.#verifySometimes();
    return { asOf: started };
  }

  /** Reads everything again, in one transaction: nobody sees the replica empty. */
  async #rebuild(engine: Engine, own: readonly Item[], reached: string): Promise<void> {
    const { projections } = this.#options;
    await engine.write(async (transaction) => {
      await emptyTables(transaction, projections);
      this.#follower.restart(BEGINNING);
      await this.#follower.follow(own, reached, (work) => work(transaction));
    });
    this.#drifted = false;
    this.#epoch += 1;
    this.#touch(projections);
  }

  #touch(types: Iterable<{ readonly type: string }>): void {
    for (const type of new Set([...types].map((each) => each.type)))
      this.#revisions.set(type, this.revision(type) + 1);
  }

  /** Now and then compares the number of records with the store's and mends a difference, beside the call. */
  #verifySometimes(): void {
    const now = this.#options.clock().getTime();
    if (now - this.#verifiedAt < VERIFY_EVERY) return;
    this.#verifiedAt = now;
    this.verify().catch(() => undefined);
  }

  /**
   * Whether the replica held as many records as the store. Where it did not, twice in a row, the next sync reads
   * everything again.
   */
  async verify(signal?: AbortSignal): Promise<boolean> {
    if (!(await this.#agrees(signal))) {
      // A record that moved up the feed between the two counts is no drift.
      await this.sync(signal);
      if (!(await this.#agrees(signal))) {
        this.#drifted = true;
        return false;
      }
    }
    const now = this.#options.clock();
    await (await this.#file.engine()).write((transaction) =>
      setState(transaction, 'verified_at', now.toISOString()),
    );
    return true;
  }

  async #agrees(signal: AbortSignal | undefined): Promise<boolean> {
    const { table, feed, projections } = this.#options;
    const { watermark } = this.#follower;
    const counts = projections.map(({ main }) => `(SELECT count(*) FROM ${main.name} WHERE fed <= $1)`);
    const here = await this.read(`SELECT ${counts.join(' + ')}`, [watermark], signal);
    return here.rows[0]?.[0] === BigInt(await table.countFeed(feed, BEGINNING, watermark, signal));
  }
}
