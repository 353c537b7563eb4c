import type { CellValue } from 'hucre/xlsx';
import { ClerkError } from '../errors.js';
import { MOST_COLUMNS } from './delimited.js';
import type { Pace } from './pace.js';
import { LARGEST_UNPACKED, tooLargeUnpacked } from './unpack.js';
import { eachZipEntry } from './zip-size.js';

/** Rows at the top of a sheet that say whether it holds anything. */
const ROWS_LOOKED_AT = 20;
/** Digits that a spreadsheet shows; what a double holds beyond them is noise of its arithmetic. */
const SHOWN_DIGITS = 15;
const VERTICAL_MERGE = /<mergeCell\b[^>]*\bref="[A-Z]+(\d+):[A-Z]+(?!\1")\d+"/;

export interface SheetText {
  /** One line a row of the sheet, cells parted by tabs. */
  readonly text: string;
  readonly sheet: string;
}

export function isWorkbook(content: Uint8Array | string): content is Uint8Array {
  return typeof content !== 'string' && content[0] === 0x50 && content[1] === 0x4b;
}

/**
 * The cells of one sheet of an Excel workbook (.xlsx) as text: a formula by the value it had when it was saved, a
 * date as `yyyy-mm-dd` with its time, a number with the digits that Excel shows, a merged cell once for each row it
 * spans.
 *
 * @throws ClerkError `invalid_input` when several sheets hold data and `wanted` names none of them, when none does, or
 * when the workbook is damaged or has a password; `too_large` past {@link LARGEST_UNPACKED}.
 */
export async function readSheet(
  bytes: Uint8Array,
  wanted: string | undefined,
  pace: Pace,
): Promise<SheetText> {
  let merged = false;
  await eachZipEntry(bytes, (name, content) => {
    merged ||= name.startsWith('xl/worksheets/') && VERTICAL_MERGE.test(content.toString('latin1'));
  });
  const { readXlsx, streamXlsxRows } = await import('hucre/xlsx');
  try {
    const sheet = await chooseSheet(bytes, wanted);
    const lines = new Lines();
    if (merged) {
      const [whole] = (await readXlsx(bytes, { sheets: [sheet] })).sheets;
      const rows = whole?.rows ?? [];
      for (const { startRow, startCol, endRow } of whole?.merges ?? []) {
        for (let row = startRow + 1; row <= endRow; row += 1) {
          const cells = rows[row];
          if (cells !== undefined) cells[startCol] = rows[startRow]?.[startCol] ?? null;
        }
      }
      for (const [index, cells] of rows.entries()) {
        lines.add(index, cells);
        if (pace.due()) await pace.rest();
      }
    } else {
      for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
        lines.add(index, values);
        if (pace.due()) await pace.rest();
      }
    }
    return { text: lines.text, sheet };
  } catch (error) {
    if (error instanceof ClerkError) throw error;
    throw new ClerkError('invalid_input', 'The workbook cannot be read: it is damaged or has a password.', {
      field: 'path',
      fix: 'Save it anew as .xlsx without a password, or as CSV (UTF-8).',
      cause: error,
    });
  }
}

async function chooseSheet(bytes: Uint8Array, wanted: string | undefined): Promise<string> {
  const { readXlsx, streamXlsxRows } = await import('hucre/xlsx');
  const names: string[] = [];
  await readXlsx(bytes, {
    sheets: ({ name }) => {
      names.push(name);
      return false;
    },
  });
  if (wanted !== undefined) {
    const found = names.find((name) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
    if (found !== undefined) return found;
    throw new ClerkError('invalid_input', 'The workbook has no sheet of that name.', {
      field: 'sheet',
      fix: 'Name one of its sheets.',
      valid: names,
    });
  }
  const used: string[] = [];
  for (const sheet of names) {
    for await (const { values } of streamXlsxRows(bytes, { sheet, maxRows: ROWS_LOOKED_AT })) {
      if (!values.some((value) => value !== null && value !== '')) continue;
      used.push(sheet);
      break;
    }
  }
  const [only, another] = used;
  if (only === undefined)
    throw new ClerkError('invalid_input', 'There is nothing in the workbook.', {
      field: 'path',
      fix: 'Send a table with a header line.',
    });
  if (another === undefined) return only;
  throw new ClerkError('invalid_input', `${used.length} sheets of the workbook hold data.`, {
    field: 'sheet',
    fix: 'Name the one to import with sheet; import each apart.',
    valid: used,
  });
}

/** Rows of a sheet as delimited text, each on the line that it has in the sheet. */
class Lines {
  readonly #parts: string[] = [];
  #next = 0;
  #size = 0;

  add(index: number, values: readonly CellValue[]): void {
    let width = values.length;
    while (width > 0 && (values[width - 1] ?? '') === '') width -= 1;
    if (width > MOST_COLUMNS)
      throw new ClerkError('too_large', `Row ${index + 1} has more than ${MOST_COLUMNS} columns.`, {
        field: 'path',
        fix: 'Send only the columns to import.',
      });
    const line = `${'\n'.repeat(Math.max(0, index - this.#next))}${values.slice(0, width).map(cellText).join('\t')}\n`;
    this.#next = index + 1;
    this.#size += line.length;
    if (this.#size > LARGEST_UNPACKED) throw tooLargeUnpacked();
    this.#parts.push(line);
  }

  get text(): string {
    return this.#parts.join('');
  }
}

function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Date) return dateText(value);
  const text = String(value).replace(/[\t\r\n\0]+/g, ' ');
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

function numberText(value: number): string {
  const shown = Number(value.toPrecision(SHOWN_DIGITS));
  const text = String(shown);
  return text.includes('e') ? shown.toFixed(Math.abs(shown) < 1 ? SHOWN_DIGITS : 0) : text;
}

/** A time of day alone where there is no date: such cells lie before the first day that Excel knows. */
function dateText(value: Date): string {
  const rounded = new Date(Math.round(value.getTime() / 1_000) * 1_000);
  if (Number.isNaN(rounded.getTime())) return '';
  const [date = '', time = ''] = rounded.toISOString().slice(0, 19).split('T');
  if (rounded.getUTCFullYear() < 1_900) return time;
  return time === '00:00:00' ? date : `${date} ${time}`;
}
