import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import type { Unfinished } from '../domain/import/import-log.js';
import { IMPORT_KINDS, type ImportReport } from '../domain/import/report.js';

const MOST_ROWS_SHOWN = 20;
const MOST_COLUMNS_SHOWN = 60;
const MOST_UNFINISHED_SHOWN = 5;

const count = z.int().nonnegative();

export const importFile = defineTool({
  name: 'import_file',
  toolset: 'sales',
  title: 'Import a file',
  description:
    'Imports a CSV, .csv.gz or .xlsx file, or a Northwind folder. First with dry_run true: shows columns, a sample and bad rows, writes nothing; then with false. A repeat adds nothing twice; status running: repeat the same call. One sale: record_sale.',
  operation: 'append',
  scope: 'sales:write',
  input: z.strictObject({
    kind: z.enum(IMPORT_KINDS).describe('sales: one row a receipt line; northwind: a folder.'),
    path: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .describe('File or folder the operator allows, e.g. sales.csv.'),
    content: z.string().max(2_000_000).optional().describe('CSV text instead of path, at most 2 MB.'),
    sheet: z.string().max(100).optional().describe('Workbook sheet, if several hold data.'),
    mapping: z
      .array(
        z.strictObject({
          field: z.string().min(1).max(60).describe('E.g. quantity.'),
          column: z.string().max(200).describe('Empty leaves the field out.'),
        }),
      )
      .max(60)
      .optional()
      .describe('Corrects detected columns; at most 60.'),
    dry_run: z.boolean().default(true).describe('Default true.'),
  }),
  output: z.object({
    status: z.enum(['finished', 'running']),
    dry_run: z.boolean(),
    progress: z.object({ done: count, total: count, message: z.string() }).optional(),
    rows_read: count.optional(),
    counts: z
      .record(z.string(), z.object({ new: count, updated: count, unchanged: count, conflicting: count }))
      .optional(),
    figures: z.object({ documents: count, lines: count, gross: z.number(), net: z.number() }).optional(),
    bad_rows: z
      .object({
        total: count,
        by_reason: z.array(z.object({ reason: z.string(), rows: count })),
        first: z.array(
          z.object({
            file: z.string().optional(),
            line: count,
            column: z.string().optional(),
            value: z.string().optional(),
            reason: z.string(),
          }),
        ),
      })
      .optional(),
    conflicts: z
      .array(z.object({ id: z.string(), number: z.string().optional(), reason: z.string() }))
      .optional(),
    reading: z
      .object({
        encoding: z.string().optional(),
        delimiter: z.string().optional(),
        date_order: z.string().optional(),
        decimal_mark: z.string().optional(),
        columns: z.array(
          z.object({
            column: z.string(),
            field: z.string().optional(),
            found: z.string().optional(),
            read_as: z.string().optional(),
          }),
        ),
        unmapped_columns: z.array(z.string()),
        missing_fields: z.array(z.record(z.string(), z.unknown())),
        files: z.array(z.object({ file: z.string(), rows: count })).optional(),
      })
      .optional(),
    untrusted_sample: z.array(z.record(z.string(), z.unknown())).optional(),
    notes: z.array(z.string()),
    next: z.string(),
  }),
  run: async ({ mapping, ...request }, shop, { signal, progress }, write) => {
    const columns =
      mapping === undefined
        ? undefined
        : Object.fromEntries(mapping.map(({ field, column }) => [field, column]));
    const outcome = await shop.imports.run({ ...request, mapping: columns }, write, {
      signal,
      onProgress: progress,
    });
    const notes = outcome.unfinished
      .filter(({ key }) => key !== write.key || 'reached' in outcome)
      .slice(0, MOST_UNFINISHED_SHOWN)
      .map(unfinishedNote);
    if ('reached' in outcome) {
      const { done, total, message } = outcome.reached;
      return {
        status: 'running' as const,
        dry_run: request.dry_run,
        progress: { done, total, message },
        notes,
        next: 'It goes on. Repeat this very call, with the same idempotency_key, to wait for it.',
      };
    }
    return { status: 'finished' as const, ...shown(outcome.report, notes) };
  },
});

function shown(report: ImportReport, notes: readonly string[]) {
  const { encoding, delimiter, date_order, decimal_mark, bad_rows: bad } = report;
  return {
    dry_run: report.dry_run,
    rows_read: report.rows_read,
    counts: { ...report.counts },
    figures: report.figures,
    bad_rows: { total: bad.total, by_reason: cut(bad.by_reason), first: cut(bad.first) },
    conflicts: cut(report.conflicts),
    reading: {
      encoding,
      delimiter,
      date_order,
      decimal_mark,
      columns: report.columns.slice(0, MOST_COLUMNS_SHOWN).map((column) => ({ ...column })),
      unmapped_columns: report.unmapped_columns.slice(0, MOST_COLUMNS_SHOWN),
      missing_fields: report.missing_fields.map((field) => ({ ...field })),
      files: report.files?.map((file) => ({ ...file })),
    },
    untrusted_sample: report.sample.map((record) => ({ ...record })),
    notes: [...notes, ...report.notes],
    next: nextStep(report.dry_run, bad.total, report.missing_fields.length),
  };
}

function unfinishedNote({ key, what, begun_at: begun, written }: Unfinished): string {
  return `The import of ${JSON.stringify(what)} begun at ${begun} was stopped after ${written} documents. To go on, repeat its call with idempotency_key ${JSON.stringify(key)}.`;
}

function cut<T extends object>(rows: readonly T[]): T[] {
  return rows.slice(0, MOST_ROWS_SHOWN).map((row) => ({ ...row }));
}

function nextStep(dryRun: boolean, bad: number, missing: number): string {
  if (!dryRun) return 'query_sales sees the new records at once.';
  if (missing > 0) return 'Name the columns of the missing fields with mapping and run the dry run again.';
  return bad > 0
    ? 'Correct the mapping or the file, or import the good rows with dry_run false.'
    : 'Run it again with dry_run false to import.';
}
