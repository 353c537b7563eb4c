import { rmSync } from 'node:fs';
import path from 'node:path';
import { throwIfCancelled } from '../../errors.js';
import type { Item, Table } from '../store/table.js';
import type { Column, Engine, Rows, SqlValue, TableShape, Transaction } from './engine.js';

/** How records of one kind become rows. The first table has one row a record; the others any number. */
export interface Projection {
  readonly type: string;
  readonly main: TableShape;
  readonly parts?: readonly TableShape[];
  /** Rows of one record, by table in the order main, parts; each row starts with the record's id. */
  readonly rows: (body: unknown) => readonly (readonly SqlValue[])[][];
}

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

/** Columns that every main table carries after its own: version, and position in the feed. */
const FOLLOWED: readonly Column[] = [
  { name: 'v', type: 'INTEGER' },
  { name: 'fed', type: 'VARCHAR' },
];
/** Raise when a table changes shape: older files are rebuilt. */
const LAYOUT = '3';
const MOST_FILES = 4;
const APPLY_AT = 4_000;
const BEGINNING = '0';
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
 * harm. What this process writes is applied at once. The copy is a cache: deleting its file loses nothing; a file
 * that is damaged, of another layout or held by another process is passed over for a new one.
 */
export class Replica {
  readonly #options: ReplicaOptions;
  #opened: Promise<Engine> | undefined;
  #current: { readonly engine: Engine; readonly file?: string } | undefined;
  #syncing: Promise<Synced> | undefined;
  #pending: Item[] = [];
  #recent = new Map<string, string>();
  #verifiedAt = 0;
  #drifted = false;
  #watermark = BEGINNING;

  constructor(options: ReplicaOptions) {
    this.#options = options;
  }

  /** Takes in what this process has just written, ahead of the feed. */
  readonly accept = (items: readonly Item[]): void => {
    for (const item of items) if (item.FSK !== undefined) this.#pending.push(item);
  };

  /** Runs one statement over the state {@link sync} last reached. */
  async read(sql: string, values: readonly SqlValue[], signal?: AbortSignal): Promise<Rows> {
    const engine = await this.#engine();
    try {
      return await engine.read(sql, values, signal);
    } catch (error) {
      if (!isDamaged(error)) throw error;
      this.#discard(engine);
      await this.sync(signal);
      return (await this.#engine()).read(sql, values, signal);
    }
  }

  /**
   * Brings the replica up to date. Callers that come while a sync runs wait for the one after it, and share it; a
   * caller who cancels leaves it to the others.
   */
  async sync(signal?: AbortSignal): Promise<Synced> {
    if (this.#syncing !== undefined)
      await unlessCancelled(
        this.#syncing.catch(() => undefined),
        signal,
      );
    this.#syncing ??= this.#syncSound().finally(() => {
      this.#syncing = undefined;
    });
    return unlessCancelled(this.#syncing, signal);
  }

  async close(): Promise<void> {
    const engine = await this.#opened?.catch(() => undefined);
    await engine?.close();
  }

  #engine(ready: Promise<void> = Promise.resolve()): Promise<Engine> {
    this.#opened ??= ready
      .then(() => this.#open())
      .catch((error: unknown) => {
        this.#opened = undefined;
        throw error;
      });
    return this.#opened;
  }

  /** The first file that nobody holds; a damaged one is deleted and made anew. */
  async #open(): Promise<Engine> {
    const { dir, open } = this.#options;
    for (let index = 0; dir !== undefined && index < MOST_FILES; index += 1) {
      const file = path.join(dir, `replica-${index}.duckdb`);
      for (const fresh of [false, true]) {
        if (fresh) removeFiles(file);
        let engine: Engine | undefined;
        try {
          engine = await open(file);
          if (await this.#prepare(engine)) {
            this.#current = { engine, file };
            return engine;
          }
        } catch (error) {
          if (isHeld(error)) break;
        }
        await engine?.close();
      }
    }
    const engine = await open(':memory:');
    await this.#prepare(engine);
    this.#current = { engine };
    return engine;
  }

  /** Makes a file anew whose damage showed only when its blocks were read. */
  #discard(engine: Engine): void {
    if (this.#current?.engine !== engine) return;
    const { file } = this.#current;
    this.#current = undefined;
    this.#opened = undefined;
    this.#recent.clear();
    const removed = engine.close().then(() => {
      if (file !== undefined) removeFiles(file);
    });
    this.#engine(removed).catch(() => undefined);
  }

  /** Makes the tables in an empty file; false for a file of another layout. */
  async #prepare(engine: Engine): Promise<boolean> {
    const { rows } = await engine.read(
      "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'replica_state'",
      [],
    );
    if (rows[0]?.[0] === 1n) {
      const state = await engine.read('SELECT name, value FROM replica_state', []);
      const values = new Map(state.rows.map(([name, value]) => [name, String(value)]));
      this.#watermark = values.get('watermark') ?? BEGINNING;
      this.#verifiedAt = Date.parse(values.get('verified_at') ?? '') || 0;
      return values.get('layout') === LAYOUT;
    }
    const now = this.#options.clock();
    this.#watermark = BEGINNING;
    this.#verifiedAt = now.getTime();
    await engine.write(async (transaction) => {
      await transaction.run('CREATE TABLE replica_state (name VARCHAR, value VARCHAR)');
      await transaction.run(
        "INSERT INTO replica_state VALUES ('layout', $1), ('watermark', $2), ('verified_at', $3)",
        [LAYOUT, BEGINNING, now.toISOString()],
      );
      for (const projection of this.#options.projections) {
        for (const shape of shapesOf(projection)) {
          await transaction.run(`CREATE TABLE ${shape.name} (${columnsOf(shape)})`);
          await transaction.run(`CREATE TABLE new_${shape.name} (${columnsOf(shape)})`);
        }
      }
    });
    return true;
  }

  async #syncSound(): Promise<Synced> {
    const engine = await this.#engine();
    try {
      return await this.#sync(engine);
    } catch (error) {
      if (!isDamaged(error)) throw error;
      this.#discard(engine);
      return this.#sync(await this.#engine());
    }
  }

  async #sync(engine: Engine): Promise<Synced> {
    const { overlap, clock } = this.#options;
    const started = clock();
    const reached = new Date(started.getTime() - overlap).toISOString();
    const own = this.#pending;
    this.#pending = [];
    try {
      if (this.#drifted) await this.#rebuild(engine, own, reached);
      else await this.#follow(own, reached, (work) => engine.write(work));
    } catch (error) {
      this.#pending = own.concat(this.#pending);
      throw error;
    }
    this.#forget(reached);
    this.#verifySometimes();
    return { asOf: started };
  }

  /** Reads everything again, in one transaction: nobody sees the replica empty. */
  async #rebuild(engine: Engine, own: readonly Item[], reached: string): Promise<void> {
    await engine.write(async (transaction) => {
      for (const projection of this.#options.projections) {
        for (const shape of shapesOf(projection)) await transaction.run(`DELETE FROM ${shape.name}`);
      }
      this.#watermark = BEGINNING;
      this.#recent.clear();
      await this.#follow(own, reached, (work) => work(transaction));
    });
    this.#drifted = false;
  }

  /** Takes in what this process wrote and what the feed holds from the watermark on. */
  async #follow(own: readonly Item[], reached: string, write: Engine['write']): Promise<void> {
    const { table, feed } = this.#options;
    const watermark = this.#watermark;
    // What the feed has shown stands: of two writes of one version it shows the one the store kept.
    let batch = own.filter((item) => !this.#recent.has(keyOf(item)));
    let position = watermark;
    let next: Awaited<ReturnType<Table['query']>>['next'];
    do {
      const page = await table.query(feed, { index: 'feed', after: watermark, start: next });
      batch = batch.concat(page.items.filter((item) => !this.#seen(item)));
      position = page.items.at(-1)?.FSK ?? position;
      next = page.next;
      if (batch.length >= APPLY_AT && next !== undefined) {
        await this.#apply(write, batch, earlier(position, reached));
        batch = [];
      }
    } while (next !== undefined);

    if (batch.length > 0 || watermark === BEGINNING)
      await this.#apply(write, batch, later(reached, watermark));
    else this.#watermark = reached;
  }

  /** Writes a batch and moves the watermark, in one transaction. */
  async #apply(write: Engine['write'], items: readonly Item[], watermark: string): Promise<void> {
    const newest = newestById(items);
    await write(async (transaction) => {
      for (const projection of this.#options.projections) {
        const own = newest.filter((item) => item.type === projection.type);
        if (own.length > 0) await upsert(transaction, projection, own);
      }
      await setState(transaction, 'watermark', watermark);
    });
    this.#watermark = watermark;
    for (const item of newest) if (item.FSK !== undefined) this.#recent.set(keyOf(item), item.FSK);
  }

  #seen(item: Item): boolean {
    return this.#recent.get(keyOf(item)) === item.FSK;
  }

  #forget(before: string): void {
    for (const [key, position] of this.#recent) if (position < before) this.#recent.delete(key);
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
    await (await this.#engine()).write((transaction) =>
      setState(transaction, 'verified_at', now.toISOString()),
    );
    return true;
  }

  async #agrees(signal: AbortSignal | undefined): Promise<boolean> {
    const { table, feed, projections } = this.#options;
    const watermark = this.#watermark;
    const counts = projections.map(({ main }) => `(SELECT count(*) FROM ${main.name} WHERE fed <= $1)`);
    const here = await this.read(`SELECT ${counts.join(' + ')}`, [watermark], signal);
    return here.rows[0]?.[0] === BigInt(await table.countFeed(feed, BEGINNING, watermark, signal));
  }
}

async function setState(transaction: Transaction, name: string, value: string): Promise<void> {
  await transaction.run('UPDATE replica_state SET value = $2 WHERE name = $1', [name, value]);
}

/** Takes in the records that are no older than what the tables hold. */
async function upsert(
  transaction: Transaction,
  projection: Projection,
  items: readonly Item[],
): Promise<void> {
  const shapes = shapesOf(projection);
  const main = shapes[0];
  if (main === undefined) return;
  const rows: SqlValue[][][] = shapes.map(() => []);
  for (const item of items) {
    projection.rows(JSON.parse(item.body)).forEach((part, index) => {
      for (const row of part)
        rows[index]?.push(index === 0 ? [...row, item.v, item.FSK ?? BEGINNING] : [...row]);
    });
  }
  for (const [index, shape] of shapes.entries())
    await transaction.append({ ...shape, name: `new_${shape.name}` }, rows[index] ?? []);
  const id = main.columns[0]?.name ?? '';
  const stale = `SELECT new_${main.name}.${id} FROM new_${main.name} JOIN ${main.name} USING (${id}) WHERE ${main.name}.v > new_${main.name}.v`;
  const known = await transaction.read(
    `SELECT count(*) FROM new_${main.name} JOIN ${main.name} USING (${id})`,
  );
  if (known.rows[0]?.[0] !== 0n) {
    for (const shape of [...shapes].reverse())
      await transaction.run(`DELETE FROM new_${shape.name} WHERE ${id} IN (${stale})`);
    for (const shape of shapes)
      await transaction.run(`DELETE FROM ${shape.name} WHERE ${id} IN (SELECT ${id} FROM new_${main.name})`);
  }
  for (const shape of shapes) {
    await transaction.run(`INSERT INTO ${shape.name} SELECT * FROM new_${shape.name}`);
    await transaction.run(`DELETE FROM new_${shape.name}`);
  }
}

function shapesOf({ main, parts = [] }: Projection): TableShape[] {
  return [{ ...main, columns: [...main.columns, ...FOLLOWED] }, ...parts];
}

function columnsOf(shape: TableShape): string {
  return shape.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
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

function isHeld(error: unknown): boolean {
  return error instanceof Error && /could not set lock|being used by another process/i.test(error.message);
}

function isDamaged(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(IO|FATAL) Error\b.*(corrupt|could not read|invalidated)/is.test(error.message)
  );
}

function removeFiles(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.wal`, { force: true });
}

/** What `work` comes to, or `cancelled` as soon as the caller leaves; the work goes on. */
async function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) resolve();
  });
  try {
    const outcome = await Promise.race([work, left]);
    throwIfCancelled(signal);
    return outcome ?? (await work);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function earlier(a: string, b: string): string {
  if (a < b) return a;
  return b;
}

function later(a: string, b: string): string {
  if (a > b) return a;
  return b;
}
