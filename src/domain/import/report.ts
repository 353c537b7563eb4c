import * as z from 'zod';

export const IMPORT_KINDS = [
  'sales',
  'products',
  'customers',
  'prices',
  'competitor_prices',
  'northwind',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface ImportRequest {
  readonly kind: ImportKind;
  /** A file, or for `northwind` a folder, inside the folders the operator allows. One of `path` and `content`. */
  readonly path?: string;
  /** The table itself. */
  readonly content?: string;
  /** Column for a field, by names; an empty column leaves the field out. Wins over what is detected. */
  readonly mapping?: Readonly<Record<string, string>>;
  /** Sheet of an Excel workbook; needed where several hold data. */
  readonly sheet?: string;
  /** Read and compare, write nothing. */
  readonly dry_run: boolean;
}

const count = z.int().nonnegative();

/** What happened, or in a dry run would happen, to the records of one kind. */
export const Tally = z.object({ new: count, updated: count, unchanged: count, conflicting: count });
export type Tally = z.infer<typeof Tally>;

const BadRow = z.object({
  /** File of the folder, for `northwind`. */
  file: z.string().optional(),
  /** Line of the file the row starts on. */
  line: count,
  column: z.string().optional(),
  /** The cell, cut to 60 characters. */
  value: z.string().optional(),
  reason: z.string(),
});
export type BadRow = Readonly<z.infer<typeof BadRow>>;

export const Conflict = z.object({ id: z.string(), number: z.string().optional(), reason: z.string() });
export type Conflict = Readonly<z.infer<typeof Conflict>>;

const ColumnReport = z.object({
  column: z.string(),
  /** Field it is taken for; absent when it is not used. */
  field: z.string().optional(),
  found: z.string().optional(),
  /** How its cells are read. */
  read_as: z.string().optional(),
});
export type ColumnReport = Readonly<z.infer<typeof ColumnReport>>;

const MissingFields = z.object({
  any_of: z.array(z.string()).readonly(),
  nearest_columns: z.array(z.string()).readonly(),
});

/** Sums of the sales that were read without error, in major units and exact. */
const SalesFigures = z.object({
  documents: count,
  lines: count,
  /** Sum of quantity x unit price. */
  gross: z.number(),
  /** Gross less discounts. */
  net: z.number(),
});
export type SalesFigures = Readonly<z.infer<typeof SalesFigures>>;

export const ImportReport = z.object({
  kind: z.enum(IMPORT_KINDS),
  dry_run: z.boolean(),
  rows_read: count,
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  date_order: z.string().optional(),
  decimal_mark: z.string().optional(),
  columns: z.array(ColumnReport).readonly(),
  mapping: z.record(z.string(), z.string()),
  unmapped_columns: z.array(z.string()).readonly(),
  /** Required fields that no column was found for; only in a dry run, an import with any of these is refused. */
  missing_fields: z.array(MissingFields).readonly(),
  /** Per kind of record. */
  counts: z.record(z.string(), Tally),
  figures: SalesFigures.optional(),
  bad_rows: z.object({
    total: count,
    by_reason: z.array(z.object({ reason: z.string(), rows: count })).readonly(),
    /** The first 50. */
    first: z.array(BadRow).readonly(),
  }),
  /** The first 50; all are counted in `counts`. */
  conflicts: z.array(Conflict).readonly(),
  /** The first three records as they were understood: amounts in major units, quantities in units. */
  sample: z.array(z.record(z.string(), z.unknown())).readonly(),
  /** Files of the folder and their rows, for `northwind`. */
  files: z
    .array(z.object({ file: z.string(), rows: count }))
    .readonly()
    .optional(),
  notes: z.array(z.string()).readonly(),
});
export type ImportReport = Readonly<z.infer<typeof ImportReport>>;
