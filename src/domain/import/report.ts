import type { DateOrder } from './dates.js';
import type { Found, MissingField } from './mapping.js';
import type { DecimalMark } from './numbers.js';

export const IMPORT_KINDS = ['sales', 'products', 'customers', 'northwind'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface ImportRequest {
  readonly kind: ImportKind;
  /** A file, or for `northwind` a folder, inside the folders the operator allows. One of `path` and `content`. */
  readonly path?: string;
  /** The table itself. */
  readonly content?: string;
  /** Column for a field, by names; an empty column leaves the field out. Wins over what is detected. */
  readonly mapping?: Readonly<Record<string, string>>;
  /** Read and compare, write nothing. */
  readonly dry_run: boolean;
}

/** What happened, or in a dry run would happen, to the records of one kind. */
export interface Tally {
  new: number;
  updated: number;
  unchanged: number;
  conflicting: number;
}

export interface BadRow {
  /** File of the folder, for `northwind`. */
  readonly file?: string;
  /** Line of the file the row starts on. */
  readonly line: number;
  readonly column?: string;
  /** The cell, cut to 60 characters. */
  readonly value?: string;
  readonly reason: string;
}

export interface Conflict {
  readonly id: string;
  readonly number?: string;
  readonly reason: string;
}

export interface ColumnReport {
  readonly column: string;
  /** Field it is taken for; absent when it is not used. */
  readonly field?: string;
  readonly found?: Found;
  /** How its cells are read. */
  readonly read_as?: string;
}

/** Sums of the sales that were read without error, in major units and exact. */
export interface SalesFigures {
  readonly documents: number;
  readonly lines: number;
  /** Sum of quantity x unit price. */
  readonly gross: number;
  /** Gross less discounts. */
  readonly net: number;
}

export interface ImportReport {
  readonly kind: ImportKind;
  readonly dry_run: boolean;
  readonly rows_read: number;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly date_order?: DateOrder;
  readonly decimal_mark?: DecimalMark;
  readonly columns: readonly ColumnReport[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly unmapped_columns: readonly string[];
  /** Required fields that no column was found for; only in a dry run, an import with any of these is refused. */
  readonly missing_fields: readonly MissingField[];
  /** Per kind of record. */
  readonly counts: Readonly<Record<string, Readonly<Tally>>>;
  readonly figures?: SalesFigures;
  readonly bad_rows: {
    readonly total: number;
    readonly by_reason: readonly { readonly reason: string; readonly rows: number }[];
    /** The first 50. */
    readonly first: readonly BadRow[];
  };
  /** The first 50; all are counted in `counts`. */
  readonly conflicts: readonly Conflict[];
  /** The first three records as they were understood: amounts in major units, quantities in units. */
  readonly sample: readonly Readonly<Record<string, unknown>>[];
  /** Files of the folder and their rows, for `northwind`. */
  readonly files?: readonly { readonly file: string; readonly rows: number }[];
  readonly notes: readonly string[];
}
