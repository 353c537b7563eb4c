import { ClerkError } from '../errors.js';
import { type DelimitedRow, type Delimiter, detectDelimiter, RowCutter } from './delimited.js';
import { decode, detectEncoding, type Encoding } from './encoding.js';

const SAMPLE = 64 * 1024;
/** Rows at the top among which the header is looked for: exports often start with the firm's name and a period. */
const TITLE_ROWS = 15;

/** A row under the header, as long as the header. */
export interface TableRow extends DelimitedRow {}

/** Delimited text with a header line, read as often as asked. */
export interface TextTable {
  readonly encoding: Encoding | 'text';
  readonly delimiter: Delimiter;
  /** Names of the columns, made unique: `Amount`, `Amount (2)`, and `column 3` for one without a name. */
  readonly columns: readonly string[];
  readonly headerLine: number;
  /** What was odd about the header, for the report. */
  readonly notes: readonly string[];
  /** Characters or bytes in all. */
  readonly size: number;
  /** The rows under the header; rows of empty cells are left out. */
  rows(): Generator<TableRow>;
}

/**
 * Opens a table. `known` counts the cells of a row that are names of columns someone could mean; the header is
 * the first row with two or more, else the first row.
 *
 * @throws ClerkError `invalid_input` when there is no text or it is not a table.
 */
export function openTable(
  source: Uint8Array | string,
  known: (cells: readonly string[]) => number,
  knownDelimiter?: Delimiter,
): TextTable {
  const encoding = typeof source === 'string' ? ('text' as const) : detectEncoding(source);
  const pieces = (): Iterable<string> =>
    withoutMark(
      typeof source === 'string' ? [source] : decode(source, encoding === 'text' ? 'utf-8' : encoding),
    );
  let sample = '';
  for (const piece of pieces()) {
    sample += piece;
    if (sample.length >= SAMPLE) break;
  }
  if (sample.trim() === '')
    throw new ClerkError('invalid_input', 'There is nothing in it: the file or content is empty.', {
      field: 'content',
      fix: 'Send a table with a header line.',
    });

  const delimiter = knownDelimiter ?? detectDelimiter(sample.slice(0, SAMPLE));
  const header = findHeader(allRows(pieces(), delimiter), known);
  const width = header.cells.length;
  const { columns, notes } = nameColumns(header.cells);
  if (header.skipped > 0)
    notes.unshift(
      `${header.skipped} line(s) above the header were left out; the header is line ${header.line}.`,
    );

  return {
    encoding,
    delimiter,
    columns,
    headerLine: header.line,
    notes,
    size: source.length,
    *rows() {
      for (const row of allRows(pieces(), delimiter)) {
        if (row.line <= header.line || row.cells.every((cell) => cell === '' || cell.trim() === '')) continue;
        yield row.cells.length === width ? row : toWidth(row, width);
      }
    },
  };
}

function* allRows(pieces: Iterable<string>, delimiter: Delimiter): Generator<DelimitedRow> {
  const cutter = new RowCutter(delimiter);
  for (const piece of pieces) yield* cutter.push(piece);
  yield* cutter.push('', true);
}

function* withoutMark(pieces: Iterable<string>): Generator<string> {
  let first = true;
  for (const piece of pieces) {
    yield first && piece.charCodeAt(0) === 0xfeff ? piece.slice(1) : piece;
    first &&= piece === '';
  }
}

function findHeader(
  rows: Iterable<DelimitedRow>,
  known: (cells: readonly string[]) => number,
): { cells: readonly string[]; line: number; skipped: number } {
  let first: { cells: readonly string[]; line: number; skipped: number } | undefined;
  let seen = 0;
  for (const row of rows) {
    const declaration = seen === 0 && /^sep=/i.test(row.cells[0] ?? '');
    if (!declaration) {
      const found = { cells: row.cells, line: row.line, skipped: first === undefined ? 0 : seen };
      if (known(row.cells) >= 2) return found;
      first ??= found;
      seen += 1;
    }
    if (seen >= TITLE_ROWS) break;
  }
  if (first === undefined)
    throw new ClerkError('invalid_input', 'There is no header line.', {
      field: 'content',
      fix: 'Send a table with a header line.',
    });
  return first;
}

function nameColumns(cells: readonly string[]): { columns: string[]; notes: string[] } {
  const notes: string[] = [];
  const taken = new Set<string>();
  const columns = cells.map((cell, at) => {
    const name = cell.trim().replace(/\s+/g, ' ').slice(0, 100);
    if (name === '') notes.push(`Column ${at + 1} has no name; it is called "column ${at + 1}".`);
    const base = name === '' ? `column ${at + 1}` : name;
    let unique = base;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${base} (${count})`;
    if (unique !== base) notes.push(`Two columns are called "${base}"; the later one is called "${unique}".`);
    taken.add(unique.toLowerCase());
    return unique;
  });
  return { columns, notes };
}

function toWidth(row: DelimitedRow, width: number): TableRow {
  if (row.cells.length > width && row.cells.slice(width).every((cell) => cell.trim() === '')) {
    return { ...row, cells: row.cells.slice(0, width) };
  }
  return { ...row, problem: `has ${row.cells.length} cells where the header has ${width}` };
}
