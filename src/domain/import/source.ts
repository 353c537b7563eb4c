import { ClerkError } from '../errors.js';
import { LARGEST_FILE } from '../ports/files/directory.js';
import { CellReader } from './cells.js';
import type { FieldSet } from './fields.js';
import type { Job } from './job.js';
import { countKnown, type Mapping, mapColumns } from './mapping.js';
import { type Profile, profileTable } from './profile.js';
import type { ColumnReport } from './report.js';
import { decideStyles, type Styles } from './styles.js';
import { openTable, type TextTable } from './table.js';
import { unpack } from './unpack.js';
import { isWorkbook, readSheet } from './workbook.js';

/** A table whose columns are understood. */
export interface Source {
  readonly table: TextTable;
  readonly mapping: Mapping;
  readonly profile: Profile;
  readonly styles: Styles;
  readonly cells: CellReader;
}

/**
 * Opens the table of a request and finds out what its columns mean and how they are written.
 *
 * @throws ClerkError `invalid_input` when it is not a table with a header, or (not in a dry run) when a required
 * field has no column.
 */
export async function openSource(job: Job, set: FieldSet): Promise<Source> {
  const { request } = job;
  const given = request.mapping ?? {};
  const wanted = new Set(Object.values(given).map((column) => column.trim().toLowerCase()));
  const content = await contentOf(job);
  job.from(content);
  const sheet = isWorkbook(content) ? await readSheet(content, request.sheet, job.pace) : undefined;
  if (sheet !== undefined) job.notes.push(`The rows are those of the sheet "${sheet.sheet}".`);
  else if (request.sheet !== undefined)
    throw new ClerkError('invalid_input', 'Only an Excel workbook has sheets.', {
      field: 'sheet',
      fix: 'Leave sheet out.',
    });
  const table = openTable(
    sheet?.text ?? content,
    (cells) => countKnown(set, cells) + cells.filter((cell) => wanted.has(cell.trim().toLowerCase())).length,
    sheet === undefined ? undefined : '\t',
  );
  const mapping = mapColumns(set, table.columns, given);
  if (mapping.fields.size === 0 && table.columns.some((column) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(column))) {
    throw new ClerkError(
      'invalid_input',
      `Line ${table.headerLine} holds data where the names of the columns should be.`,
      {
        field: 'content',
        fix: 'Put a header line at the top, e.g. number,date,product,quantity,unit_price.',
      },
    );
  }
  job.missing = mapping.missing;
  const [gap] = mapping.missing;
  if (gap !== undefined && !request.dry_run) {
    const field = gap.any_of[0] ?? '';
    throw new ClerkError(
      'invalid_input',
      `No column was found for ${mapping.missing.map(({ any_of }) => any_of.join(' or ')).join(', ')}.`,
      {
        field: 'mapping',
        fix: `Say which column it is, e.g. mapping {"${field}": "${gap.nearest_columns[0] ?? 'column'}"}. Nearest columns: ${gap.nearest_columns.join(', ') || 'none'}.`,
        valid: table.columns.slice(0, 200),
      },
    );
  }
  if (gap !== undefined) job.sample = firstCells(table);
  const profile = await profileTable(table, mapping, job.pace);
  const styles = decideStyles(mapping, profile, job.deps.shop);
  job.rowsRead = profile.rows;
  job.columns = describeColumns(table, mapping, styles);
  job.notes.push(...table.notes, ...styles.notes);
  if (table.encoding === 'windows-1252')
    job.notes.push(
      'The file is not valid UTF-8; it was read as Windows-1252. Check accented letters in the sample.',
    );
  if (profile.rows === 0) job.notes.push('The file has a header line and no rows.');
  return { table, mapping, profile, styles, cells: new CellReader(mapping, styles, job.digits) };
}

async function contentOf({ request, deps, pace }: Job): Promise<Uint8Array | string> {
  if (request.content !== undefined) {
    if (request.path !== undefined)
      throw new ClerkError('invalid_input', 'Both path and content were sent.', {
        field: 'content',
        fix: 'Send one of them.',
      });
    if (request.content.length > LARGEST_FILE)
      throw new ClerkError('too_large', 'The content is larger than 64 MiB.', {
        field: 'content',
        fix: 'Split it.',
      });
    return request.content;
  }
  if (request.path === undefined)
    throw new ClerkError('invalid_input', 'There is nothing to import.', {
      field: 'path',
      fix: 'Send path (a file) or content (the table as text).',
    });
  return unpack((await filesOf(deps.files).openAllowedFile(request.path, pace.signal)).bytes);
}

/** The first rows as they stand, for a caller who has yet to say what the columns mean. */
function firstCells(table: TextTable): Record<string, unknown>[] {
  const sample: Record<string, unknown>[] = [];
  for (const { cells } of table.rows()) {
    sample.push(
      Object.fromEntries(table.columns.map((column, at) => [column, (cells[at] ?? '').slice(0, 60)])),
    );
    if (sample.length >= 3) break;
  }
  return sample;
}

/** @throws ClerkError `refused` where no folder is allowed. */
export function filesOf<T>(files: T | undefined): T {
  if (files !== undefined) return files;
  throw new ClerkError('refused', 'No folder is open for reading files.', {
    field: 'path',
    fix: 'Send the table in content, or ask the operator to start munshi with --file-dirs FOLDER or set MUNSHI_FILE_DIRS.',
  });
}

function describeColumns(table: TextTable, mapping: Mapping, styles: Styles): ColumnReport[] {
  const byPlace = new Map([...mapping.fields.values()].map((mapped) => [mapped.at, mapped]));
  return table.columns.map((column, at) => {
    const mapped = byPlace.get(at);
    if (mapped === undefined) return { column };
    const style = styles.fields.get(mapped.field.name);
    const changed = style !== undefined && style.type !== mapped.field.type;
    return {
      column,
      field: mapped.field.name,
      found: changed ? 'content' : mapped.found,
      read_as: style?.type ?? mapped.field.type,
    };
  });
}
