import type { Column, SqlValue, TableShape } from './engine.js';

/** How records of one kind become rows. The first table has one row a record; the others any number. */
export interface Projection {
  readonly type: string;
  readonly main: TableShape;
  readonly parts?: readonly TableShape[];
  /** Rows of one record, by table in the order main, parts; those of the main table start with the record's id. */
  readonly rows: (body: unknown) => readonly (readonly SqlValue[])[][];
}

/**
 * Number of a record in this copy, in its main table and its parts: a surrogate key (Kimball and Ross, *The Data
 * Warehouse Toolkit*, 3rd ed., ch. 3), by which the engine joins and counts twice as fast as by ids. It means nothing
 * outside the copy; a newer version of a record gets another one.
 */
const RECORD_KEY: Column = { name: 'record_key', type: 'INTEGER' };
/** Columns that every main table carries after its own: version, position in the feed, number, CRC-32 of the id. */
const FOLLOWED: readonly Column[] = [
  { name: 'v', type: 'INTEGER' },
  { name: 'fed', type: 'VARCHAR' },
  RECORD_KEY,
  { name: 'id_hash', type: 'INTEGER' },
];

/** The main table of a projection as it is made. */
export function mainOf({ main }: Projection): TableShape {
  return { ...main, columns: [...main.columns, ...FOLLOWED] };
}

/** The other tables of a projection as they are made. */
export function partsOf({ parts = [] }: Projection): TableShape[] {
  return parts.map((part) => ({ ...part, columns: [...part.columns, RECORD_KEY] }));
}
