import type { Item } from '../store/table.js';
import type { Engine, SqlValue, TableShape, Transaction } from './engine.js';
import { mainOf, type Projection, partsOf } from './projection.js';

/** Raise when a table changes shape: older files are rebuilt. */
const LAYOUT = '16';
/** Comes before every position in the feed. */
export const BEGINNING = '0';

/** What the tables say of themselves. */
export interface ReplicaState {
  /** Everything the feed holds up to here has been taken in. */
  readonly watermark: string;
  /** When the number of records last agreed with the store's, in milliseconds since 1970. */
  readonly verifiedAt: number;
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
    return {
      watermark: values.get('watermark') ?? BEGINNING,
      verifiedAt: Date.parse(values.get('verified_at') ?? '') || 0,
    };
  }
  await engine.write(async (transaction) => {
    await transaction.run('CREATE TABLE replica_state (name VARCHAR, value VARCHAR)');
    await transaction.run(
      "INSERT INTO replica_state VALUES ('layout', $1), ('watermark', $2), ('verified_at', $3)",
      [LAYOUT, BEGINNING, now.toISOString()],
    );
    for (const projection of projections) {
      const main = mainOf(projection);
      for (const shape of [main, incoming(main), ...partsOf(projection)])
        await transaction.run(`CREATE TABLE ${shape.name} (${columnsOf(shape)})`);
    }
  });
  return { watermark: BEGINNING, verifiedAt: now.getTime() };
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

/** Takes in records, each under a key of its own, that are no older than what the tables hold. */
export async function takeIn(
  transaction: Transaction,
  projection: Projection,
  items: readonly Item[],
): Promise<void> {
  const main = mainOf(projection);
  const staged = incoming(main);
  const parts = partsOf(projection);
  const id = main.columns[0]?.name ?? '';
  const last = await transaction.read(`SELECT coalesce(max(record_key), 0) FROM ${main.name}`);
  const { mainRows, partRows } = numbered(projection, items, Number(last.rows[0]?.[0]));

  await transaction.append(staged, mainRows);
  const held = `FROM ${staged.name} JOIN ${main.name} USING (${id})`;
  const known = await transaction.read(
    `SELECT ${staged.name}.record_key, ${main.name}.v > ${staged.name}.v ${held}`,
  );
  const stale = new Set(
    known.rows.flatMap(([key, newer]) => (newer === true && key !== undefined ? [key] : [])),
  );
  if (stale.size > 0)
    await transaction.run(
      `DELETE FROM ${staged.name} WHERE record_key IN (SELECT ${staged.name}.record_key ${held} WHERE ${main.name}.v > ${staged.name}.v)`,
    );
  if (known.rows.length > 0) {
    for (const { name } of [...parts, main])
      await transaction.run(
        `DELETE FROM ${name} WHERE record_key IN (SELECT ${main.name}.record_key ${held})`,
      );
  }
  await transaction.run(`INSERT INTO ${main.name} SELECT * FROM ${staged.name}`);
  await transaction.run(`DELETE FROM ${staged.name}`);
  for (const [index, part] of parts.entries()) {
    const rows = partRows[index] ?? [];
    await transaction.append(
      part,
      stale.size === 0 ? rows : rows.filter((row) => !stale.has(row.at(-1) ?? null)),
    );
  }
}

/** The rows of records by table, each with the number of its record; numbers follow `last`. */
function numbered(
  projection: Projection,
  items: readonly Item[],
  last: number,
): { readonly mainRows: SqlValue[][]; readonly partRows: SqlValue[][][] } {
  const mainRows: SqlValue[][] = [];
  const partRows: SqlValue[][][] = partsOf(projection).map(() => []);
  for (const [index, { body, v, FSK }] of items.entries()) {
    const key = last + 1 + index;
    const [own = [], ...parts] = projection.rows(JSON.parse(body));
    for (const row of own) mainRows.push([...row, v, FSK ?? BEGINNING, key]);
    for (const [part, rows] of parts.entries()) for (const row of rows) partRows[part]?.push([...row, key]);
  }
  return { mainRows, partRows };
}

/** Where records wait until it is known which of them are newer than what is held. */
function incoming(main: TableShape): TableShape {
  return { ...main, name: `new_${main.name}` };
}

function columnsOf({ columns }: TableShape): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join(', ');
}
