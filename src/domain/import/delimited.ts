import { ClerkError } from '../errors.js';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Longest cell, in characters. Anything longer is nearly always a quotation mark that was never closed. */
const LONGEST_CELL = 100_000;
/** Most cells of one row. */
export const MOST_COLUMNS = 500;

export interface DelimitedRow {
  /** Line of the file the row starts on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why the row cannot be trusted, where it cannot. */
  readonly problem?: string;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Cuts delimited text (RFC 4180, any line ending) into rows, a piece of text at a time. A quotation mark inside
 * an unquoted cell is an ordinary character; blank lines give no row.
 */
export class RowCutter {
  readonly #delimiter: number;
  readonly #separator: Delimiter;
  #rest = '';
  #line = 1;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#separator = delimiter;
  }

  /**
   * The rows that are complete with this piece; with `last`, the row at the end too.
   *
   * @throws ClerkError `invalid_input` naming the line: a zero byte, a cell that is too long, a quotation mark
   * never closed, too many columns.
   */
  *push(piece: string, last = false): Generator<DelimitedRow> {
    const text = this.#rest + piece;
    let at = 0;
    // Most lines hold neither quotation marks nor stray carriage returns and are cut at once.
    const odd = text.includes('\0') ? text.length : 0;
    let quote = odd > 0 ? 0 : positionOf(text, '"', 0);
    let stray = odd > 0 ? 0 : positionOf(text, '\r', 0);
    for (;;) {
      const end = text.indexOf('\n', at);
      if (quote < at && odd === 0) quote = positionOf(text, '"', at);
      if (stray < at && odd === 0) stray = positionOf(text, '\r', at);
      if (end >= 0 && quote > end && stray >= end - 1 && end - at <= LONGEST_CELL) {
        const stop = stray === end - 1 && stray >= at ? stray : end;
        if (stop > at) {
          const cells = text.slice(at, stop).split(this.#separator);
          if (cells.length > MOST_COLUMNS) throw this.#tooManyColumns();
          yield { line: this.#line, cells };
        }
        this.#line += 1;
        at = end + 1;
        continue;
      }
      const row = this.#cut(text, at, last);
      if (row === undefined) break;
      at = row.next;
      if (row.cells !== undefined) {
        yield {
          line: this.#line,
          cells: row.cells,
          ...(row.problem === undefined ? {} : { problem: row.problem }),
        };
      }
      this.#line += row.lines;
    }
    this.#rest = text.slice(at);
    // A row that holds only cells of permitted size and number is far smaller than this.
    if (this.#rest.length > LONGEST_CELL * 20) throw this.#cellTooLong(this.#line);
  }

  /** One row from `start`, or undefined when it is not complete yet. */
  #cut(
    text: string,
    start: number,
    last: boolean,
  ): { cells?: string[]; problem?: string; next: number; lines: number } | undefined {
    const end = text.length;
    if (start >= end) return undefined;
    const cells: string[] = [];
    let problem: string | undefined;
    let lines = 0;
    let at = start;
    for (;;) {
      let cell: string;
      if (text.charCodeAt(at) === QUOTE) {
        const opened = this.#line + lines;
        const quoted = closeQuote(text, at);
        if (quoted === undefined || (quoted.after >= end && !last)) {
          if (end - at > LONGEST_CELL * 2 + 2) throw this.#cellTooLong(opened);
          if (last) {
            throw new ClerkError(
              'invalid_input',
              `The quotation mark opened on line ${opened} is never closed.`,
              { field: 'content', fix: 'Close it, or double it where it is part of the text.' },
            );
          }
          return undefined;
        }
        cell = quoted.cell;
        lines += countLines(cell);
        at = quoted.after;
        const junk = at;
        while (at < end && !this.#ends(text.charCodeAt(at))) at += 1;
        if (at > junk) {
          cell += text.slice(junk, at);
          problem ??= 'has text after a closing quotation mark';
        }
      } else {
        const from = at;
        while (at < end && !this.#ends(text.charCodeAt(at))) at += 1;
        cell = text.slice(from, at);
      }
      if (cell.length > LONGEST_CELL) throw this.#cellTooLong(this.#line + lines);
      if (cell.includes('\0')) {
        throw new ClerkError(
          'invalid_input',
          `Line ${this.#line + lines} holds a zero byte: this is not a text table.`,
          { field: 'content', fix: 'Export the data again as CSV (UTF-8).' },
        );
      }
      cells.push(cell);
      if (cells.length > MOST_COLUMNS) {
        throw this.#tooManyColumns();
      }
      if (at >= end) {
        if (!last) return undefined;
        return { cells, ...(problem === undefined ? {} : { problem }), next: end, lines };
      }
      const code = text.charCodeAt(at);
      if (code === this.#delimiter) {
        at += 1;
        if (at >= end && !last) return undefined;
        continue;
      }
      // A carriage return at the very end may be the first half of a line ending.
      if (code === CR && at + 1 >= end && !last) return undefined;
      const next = at + (code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1);
      const blank = cells.length === 1 && at === start;
      return {
        ...(blank ? {} : { cells }),
        ...(problem === undefined ? {} : { problem }),
        next,
        lines: lines + 1,
      };
    }
  }

  #ends(code: number): boolean {
    return code === this.#delimiter || code === LF || code === CR;
  }

  #tooManyColumns(): ClerkError {
    return new ClerkError('too_large', `Line ${this.#line} has more than ${MOST_COLUMNS} columns.`, {
      field: 'content',
      fix: 'Send only the columns to import.',
    });
  }

  #cellTooLong(line: number): ClerkError {
    return new ClerkError(
      'invalid_input',
      `A cell on line ${line} is longer than ${LONGEST_CELL.toLocaleString('en')} characters.`,
      {
        field: 'content',
        fix: 'Look for a quotation mark that is never closed near that line.',
      },
    );
  }
}

/** The content of the quoted cell at `open` and where it ends, or undefined when its end is not in `text`. */
function closeQuote(text: string, open: number): { cell: string; after: number } | undefined {
  let from = open + 1;
  let cell = '';
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) return undefined;
    cell += text.slice(from, close);
    if (text.charCodeAt(close + 1) !== QUOTE) return { cell, after: close + 1 };
    cell += '"';
    from = close + 2;
  }
}

/** Where `what` next is, or past the end. */
function positionOf(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length + 1 : at;
}

function countLines(cell: string): number {
  let lines = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at);
    if (code === LF || (code === CR && cell.charCodeAt(at + 1) !== LF)) lines += 1;
  }
  return lines;
}

/** The delimiter under which the first rows agree best on a number of columns above one. */
export function detectDelimiter(sample: string): Delimiter {
  const declared = /^sep=([,;\t|])\r?\n/i.exec(sample)?.[1];
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    if (delimiter === declared) return delimiter;
    const widths = new Map<number, number>();
    for (const width of firstWidths(sample, delimiter)) widths.set(width, (widths.get(width) ?? 0) + 1);
    for (const [width, rows] of widths) {
      const score = width > 1 ? rows * 1000 + width : 0;
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

function firstWidths(sample: string, delimiter: Delimiter): number[] {
  const widths: number[] = [];
  try {
    // The last row may be cut off by the end of the sample, so the sample is never taken as complete.
    for (const { cells } of new RowCutter(delimiter).push(`${sample}\n`)) {
      widths.push(cells.length);
      if (widths.length >= 50) break;
    }
  } catch (error) {
    if (!(error instanceof ClerkError)) throw error;
  }
  return widths;
}
