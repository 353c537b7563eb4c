import {
  BIGINT,
  BOOLEAN,
  DATE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { ClerkError, throwIfCancelled } from '../../errors.js';
import type { ColumnType, Engine, Rows, SqlValue, TableShape, Transaction } from './engine.js';

const CHUNK_ROWS = 2_048;
const DAY_MILLISECONDS = 86_400_000;
const INTERRUPT_AGAIN = 20;

/** No file, no network, no extension, and no statement that turns any of it back on. */
const CLOSED = {
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  lock_configuration: 'true',
};

export interface DuckDbOptions {
  /** File to keep the tables in, or `:memory:`. */
  readonly path: string;
  readonly memoryLimit?: string | undefined;
}

/**
 * Opens DuckDB. Only one process can have a file open.
 *
 * @throws whatever DuckDB throws when the file is locked or damaged; the replica decides what then.
 */
export async function openDuckDb(options: DuckDbOptions): Promise<Engine> {
  const settings: Record<string, string> =
    options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit };
  const instance = await DuckDBInstance.create(options.path, { ...settings, ...CLOSED });
  return new DuckDbEngine(instance, await instance.connect());
}

class DuckDbEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #writer: DuckDBConnection;
  readonly #idle: DuckDBConnection[] = [];
  readonly #busy = new Map<DuckDBConnection, Promise<Rows>>();
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(instance: DuckDBInstance, writer: DuckDBConnection) {
    this.#instance = instance;
    this.#writer = writer;
  }

  async read(sql: string, values: readonly SqlValue[], signal?: AbortSignal): Promise<Rows> {
    this.#throwIfClosed();
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    let insisting: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      insisting = insist(() => connection.interrupt());
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      this.#throwIfClosed();
      throwIfCancelled(signal);
      const rows = readAll(connection, sql, values);
      this.#busy.set(connection, rows);
      return await rows;
    } catch (error) {
      if (signal?.aborted)
        throw new ClerkError('cancelled', 'The call was cancelled before it finished.', { cause: error });
      throw error;
    } finally {
      signal?.removeEventListener('abort', interrupt);
      clearInterval(insisting);
      this.#busy.delete(connection);
      if (this.#closed) connection.closeSync();
      else this.#idle.push(connection);
    }
  }

  write(work: (transaction: Transaction) => Promise<void>): Promise<void> {
    const writer = this.#writer;
    const turn = this.#writing.then(async () => {
      this.#throwIfClosed();
      await writer.run('BEGIN TRANSACTION');
      try {
        await work({
          run: async (sql, values = []) => {
            this.#throwIfClosed();
            await writer.run(sql, [...values]);
          },
          read: async (sql, values = []) => {
            this.#throwIfClosed();
            return readAll(writer, sql, values);
          },
          append: async (table, rows) => {
            this.#throwIfClosed();
            await append(writer, table, rows);
          },
        });
        await writer.run('COMMIT');
      } catch (error) {
        await writer.run('ROLLBACK');
        throw error;
      }
    });
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  /** A connection closed under its statement would never settle it, nor let the process end: each is ended first. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const insisting = insist(() => {
      for (const connection of [this.#writer, ...this.#busy.keys()]) connection.interrupt();
    });
    await Promise.allSettled([this.#writing, ...this.#busy.values()]);
    clearInterval(insisting);
    for (const connection of [this.#writer, ...this.#idle]) connection.closeSync();
    this.#instance.closeSync();
  }

  #throwIfClosed(): void {
    if (this.#closed) throw new ClerkError('cancelled', 'The server is closing.');
  }
}

/** Interrupts again and again: DuckDB forgets an interrupt that comes just before the statement runs. */
function insist(interrupt: () => void): NodeJS.Timeout {
  interrupt();
  return setInterval(interrupt, INTERRUPT_AGAIN);
}

async function readAll(
  connection: DuckDBConnection,
  sql: string,
  values: readonly SqlValue[],
): Promise<Rows> {
  const reader = await connection.runAndReadAll(sql, [...values]);
  return { columns: reader.columnNames(), rows: reader.getRows().map((row) => row.map(plain)) };
}

/** Queries give numbers, text and booleans only; anything else is cast to text by the query itself. */
function plain(value: DuckDBValue): SqlValue {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean'
  )
    return value;
  return String(value);
}

const TYPES: Record<ColumnType, DuckDBType> = { VARCHAR, BIGINT, INTEGER, BOOLEAN, DATE, TIMESTAMP };

async function append(
  connection: DuckDBConnection,
  table: TableShape,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table.name);
  for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
    const slice = rows.slice(at, at + CHUNK_ROWS);
    const chunk = DuckDBDataChunk.create(
      table.columns.map(({ type }) => TYPES[type]),
      slice.length,
    );
    table.columns.forEach(({ type }, index) => {
      chunk.setColumnValues(
        index,
        slice.map((row) => stored(row[index] ?? null, type)),
      );
    });
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}

function stored(value: SqlValue, type: ColumnType): DuckDBValue {
  if (value === null) return null;
  if (type === 'BIGINT') return BigInt(value);
  if (type === 'DATE')
    return new DuckDBDateValue(Math.round(Date.parse(`${value}T00:00:00Z`) / DAY_MILLISECONDS));
  if (type === 'TIMESTAMP') return new DuckDBTimestampValue(BigInt(Date.parse(`${value}Z`)) * 1_000n);
  return value;
}
