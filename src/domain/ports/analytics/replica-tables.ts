import { crc32 } from 'node:zlib';
import type { Item } from '../store/table.js';
import type { Engine, SqlValue, TableShape, Transaction } from './engine.js';
import { mainOf, type Projection, partsOf } from './projection.js';

/** Raise when a table changes shape: older files are rebuilt. */
const LAYOUT = '21';
/** Where new records wait while it is looked which of them are held already. */
const INCOMING: TableShape = {
  name: 'incoming',
  columns: [
    { name: 'id_hash', type: 'INTEGER' },
    { name: 'record_key', type: 'INTEGER' },
  ],
};
/** Comes before every position in the feed. */
export const BEGINNING = '0';

/** What the tables say of themselves. */
export interface ReplicaState {
  /** Everything the feed holds up to here has been taken in. */
  readonly watermark: string;
  /** When the number of records last agreed with the store's, in milliseconds since 1970. */
  readonly verifiedAt: number;
  /** The greatest number of a record. */
  readonly lastKey: number;
}

/** Makes the tables in an empty file, or reads the state of what is there; undefined for a file of another layout. */
export async function prepareTables(
  engine: Engine,
  projections: readonly Projection[],
  now: Date,
): Promise<ReplicaState | undefined> {
  const { rows } = await engine.read(
    "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'replica_state'",
    [],
  );
  if (rows[0]?.[0] === 1n) {
    const state = await engine.read('SELECT name, value FROM replica_state', []);
    const values = new Map(state.rows.map(([name, value]) => [name, String(value)]));
    if (values.get('layout') !== LAYOUT) return undefined;
    const keys = projections.map(({ main }) => `(SELECT max(record_key) FROM ${main.name})`);
    const last = await engine.read(`SELECT coalesce(greatest(${keys.join(', ')}), 0)`, []);
    return {
      watermark: values.get('watermark') ?? BEGINNING,
      verifiedAt: Date.parse(values.get('verified_at') ?? '') || 0,
      lastKey: Number(last.rows[0]?.[0]),
    };
  }
  await engine.write(async (transaction) => {
    await transaction.run('CREATE TABLE replica_state (name VARCHAR, value VARCHAR)');
    await transaction.run(
      "INSERT INTO replica_state VALUES ('layout', $1), ('watermark', $2), ('verified_at', $3)",
      [LAYOUT, BEGINNING, now.toISOString()],
    );
    const shapes = projections.flatMap((projection) => [mainOf(projection), ...partsOf(projection)]);
    for (const shape of [INCOMING, ...shapes])
      await transaction.run(`CREATE TABLE ${shape.name} (${columnsOf(shape)})`);
  });
  return { watermark: BEGINNING, verifiedAt: now.getTime(), lastKey: 0 };
}

export async function setState(
  transaction: Transaction,
  name: 'watermark' | 'verified_at',
  value: string,
): Promise<void> {
  await transaction.run('UPDATE replica_state SET value = $2 WHERE name = $1', [name, value]);
}

export async function emptyTables(
  transaction: Transaction,
  projections: readonly Projection[],
): Promise<void> {
  for (const projection of projections) {
    for (const { name } of [mainOf(projection), ...partsOf(projection)])
      await transaction.run(`DELETE FROM ${name}`);
  }
}

/** A record on its way in, with its number and its rows by table in the order main, parts. */
interface Incoming {
  readonly key: number;
  readonly id: string;
  readonly hash: number;
  readonly v: number;
  readonly rows: readonly SqlValue[][][];
}

/**
 * Takes in records, each under an id of its own, numbered from after `last` on; what the tables hold of them already is
 * replaced, unless it is newer.
 */
export async function takeIn(
  transaction: Transaction,
  projection: Projection,
  items: readonly Item[],
  last: number,
): Promise<void> {
  const tables = [mainOf(projection), ...partsOf(projection)];
  const records = items.map((item, index) => numbered(projection, item, last + 1 + index));
  const held = await heldOf(transaction, projection, records);
  const newer = new Set<Incoming>();
  const older: number[] = [];
  for (const { record, key, v } of held) {
    if (v > record.v) newer.add(record);
    else older.push(key);
  }
  if (older.length > 0) {
    for (const { name } of tables)
      await transaction.run(`DELETE FROM ${name} WHERE record_key IN (${older.join(', ')})`);
  }
  const taken = newer.size === 0 ? records : records.filter((record) => !newer.has(record));
  for (const [index, table] of tables.entries())
    await transaction.append(
      table,
      taken.flatMap(({ rows }) => rows[index] ?? []),
    );
}

interface Held {
  readonly record: Incoming;
  /** Number and version under which the tables hold it. */
  readonly key: number;
  readonly v: number;
}

/**
 * Which of the records the tables hold. A hash of the id is looked for first, and ids are compared where it is found:
 * that reads a million records in a millisecond, where a search by id takes twenty. (An index would take none, but
 * DuckDB's lose entries: its issues 23645 and 25711.)
 */
async function heldOf(
  transaction: Transaction,
  projection: Projection,
  records: readonly Incoming[],
): Promise<Held[]> {
  const { name, columns } = mainOf(projection);
  await transaction.append(
    INCOMING,
    records.map(({ key, hash }) => [hash, key]),
  );
  const { rows: alike } = await transaction.read(
    `SELECT i.record_key, m.record_key, m.v FROM ${name} m JOIN ${INCOMING.name} i USING (id_hash)`,
  );
  await transaction.run(`DELETE FROM ${INCOMING.name}`);
  if (alike.length === 0) return [];
  const { rows: named } = await transaction.read(
    `SELECT record_key, ${columns[0]?.name} FROM ${name} WHERE record_key IN (${alike.map(([, key]) => key).join(', ')})`,
  );
  const ids = new Map(named.map(([key, id]) => [key, id]));
  const byKey = new Map(records.map((record) => [record.key, record]));
  return alike.flatMap(([own, key = null, v]) => {
    const record = byKey.get(Number(own));
    return record !== undefined && record.id === ids.get(key)
      ? [{ record, key: Number(key), v: Number(v) }]
      : [];
  });
}

function numbered(projection: Projection, { body, v, FSK }: Item, key: number): Incoming {
  const [own = [], ...parts] = projection.rows(JSON.parse(body));
  const id = String(own[0]?.[0]);
  const hash = crc32(id) | 0;
  const main = own.map((row) => [...row, v, FSK ?? BEGINNING, key, hash]);
  return { key, id, hash, v, rows: [main, ...parts.map((rows) => rows.map((row) => [...row, key]))] };
}

function columnsOf({ columns }: TableShape): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join(', ');
}
