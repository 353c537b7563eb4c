/** A value as the engine takes and gives it. Dates and times travel as ISO text. */
export type SqlValue = string | number | bigint | boolean | null;

export type ColumnType = 'VARCHAR' | 'BIGINT' | 'INTEGER' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table and its columns, in order. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly SqlValue[][];
}

/** Statements inside one transaction. */
export interface Transaction {
  run(sql: string, values?: readonly SqlValue[]): Promise<void>;
  read(sql: string, values?: readonly SqlValue[]): Promise<Rows>;
  /** Adds rows, in the order of the table's columns. */
  append(table: TableShape, rows: readonly (readonly SqlValue[])[]): Promise<void>;
}

/**
 * A columnar engine for questions over many rows. One writer at a time; readers see the last committed state.
 */
export interface Engine {
  read(sql: string, values: readonly SqlValue[], signal?: AbortSignal): Promise<Rows>;
  write(work: (transaction: Transaction) => Promise<void>): Promise<void>;
  /** Ends what is running, then closes. */
  close(): Promise<void>;
}
