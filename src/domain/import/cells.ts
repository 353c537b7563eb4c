import { LARGEST_AMOUNT } from '../money.js';
import { LARGEST_PRICE_BASE } from '../sales/sale.js';
import { type DateCell, parseDate, parseTime } from './dates.js';
import type { Mapping } from './mapping.js';
import { parseDecimal } from './numbers.js';
import type { Style, Styles } from './styles.js';
import type { TableRow } from './table.js';

const LONGEST_ID = 100;
const LONGEST_TEXT = 500;
/** Digits of {@link QUANTITY_SCALE} and of {@link RATE_SCALE}. */
const QUANTITY_DIGITS = 3;
const RATE_DIGITS = 4;
/** What single precision leaves behind a rate such as 0.15. */
const FLOAT_NOISE = 1e-7;
const LONG_FRACTION = /([.,]\d{12})\d+/;
const MOST_REMEMBERED = 50_000;

/** What is wrong with a cell. */
export interface CellProblem {
  readonly column: string;
  readonly value?: string;
  readonly reason: string;
}

/**
 * Reads the cells of a row by field. A cell that cannot be read gives undefined, as an empty one does; the first
 * such of a row is kept in {@link problem} until {@link start}.
 */
export class CellReader {
  problem: CellProblem | undefined;
  readonly #mapping: Mapping;
  readonly #styles: Styles;
  readonly #digits: number;
  readonly #dates = new Map<string, DateCell | undefined>();
  #row: TableRow = { line: 0, cells: [] };

  /** `digits`: decimals of the currency. */
  constructor(mapping: Mapping, styles: Styles, digits: number) {
    this.#mapping = mapping;
    this.#styles = styles;
    this.#digits = digits;
  }

  start(row: TableRow): void {
    this.#row = row;
    this.problem = row.problem === undefined ? undefined : { column: '', reason: row.problem };
  }

  /** Line of the file. */
  get line(): number {
    return this.#row.line;
  }

  has(name: string): boolean {
    return this.#mapping.fields.has(name);
  }

  /** How the field is read, where it is mapped. */
  style(name: string): Style | undefined {
    return this.#styles.fields.get(name);
  }

  /** Marks the row as bad. */
  fail(name: string, reason: string, value?: string): undefined {
    const column = this.#mapping.fields.get(name)?.column ?? name;
    this.problem ??= { column, reason, ...(value === undefined ? {} : { value }) };
    return undefined;
  }

  /** The trimmed cell, undefined when empty. */
  raw(name: string): string | undefined {
    const mapped = this.#mapping.fields.get(name);
    const cell = mapped === undefined ? undefined : this.#row.cells[mapped.at]?.trim();
    return cell === '' ? undefined : cell;
  }

  text(name: string): string | undefined {
    const cell = this.raw(name);
    if (cell !== undefined && cell.length > LONGEST_TEXT)
      return this.fail(name, `is longer than ${LONGEST_TEXT} characters`, cell);
    return cell;
  }

  id(name: string): string | undefined {
    let cell = this.raw(name);
    if (cell === undefined) return undefined;
    if (this.style(name)?.floatCodes) cell = cell.slice(0, -2);
    if (cell.length > LONGEST_ID) return this.fail(name, `is longer than ${LONGEST_ID} characters`, cell);
    return cell;
  }

  /** Minor units. */
  money(name: string): number | undefined {
    return this.#units(name, this.#digits);
  }

  /** Minor units for `base` whole units of goods; the base is 1 unless the price is finer than the currency. */
  price(name: string): { readonly amount: number; readonly base: number } | undefined {
    const value = this.#decimal(name);
    if (value === undefined) return undefined;
    for (let finer = 0; 10 ** finer <= LARGEST_PRICE_BASE; finer += 1) {
      const amount = Math.round(value * 10 ** (this.#digits + finer));
      if (amount / 10 ** (this.#digits + finer) === value && Math.abs(value) <= LARGEST_AMOUNT)
        return { amount, base: 10 ** finer };
    }
    return this.#tooLargeOrFine(name, value, this.#digits + Math.log10(LARGEST_PRICE_BASE));
  }

  /** Thousandths. */
  quantity(name: string): number | undefined {
    return this.#units(name, QUANTITY_DIGITS);
  }

  /** Ten-thousandths, whether the column holds percents or shares. */
  rate(name: string): number | undefined {
    const cell = this.raw(name);
    const style = this.style(name);
    if (cell === undefined || style === undefined) return undefined;
    const percent = cell.includes('%');
    const plain = (percent ? cell.replace('%', '').trim() : cell).replace(LONG_FRACTION, '$1');
    const value = parseDecimal(plain, style.mark);
    if (value === undefined) return this.fail(name, 'is not a percentage', cell);
    const exact = value * (percent || style.type === 'percent' ? 100 : 10 ** RATE_DIGITS);
    const rate = Math.round(exact);
    if (Math.abs(exact - rate) > FLOAT_NOISE * 10 ** RATE_DIGITS)
      return this.fail(name, 'is finer than a hundredth of a percent', cell);
    if (rate < 0 || rate > 10 ** RATE_DIGITS)
      return this.fail(name, 'is not between 0 and 100 percent', cell);
    return rate;
  }

  date(name: string): DateCell | undefined {
    const cell = this.raw(name);
    const style = this.style(name);
    if (cell === undefined || style === undefined) return undefined;
    const key = style.order === 'dmy' ? cell : `m${cell}`;
    let date = this.#dates.get(key);
    if (date === undefined && !this.#dates.has(key)) {
      date = parseDate(cell, style.order);
      if (this.#dates.size >= MOST_REMEMBERED) this.#dates.clear();
      this.#dates.set(key, date);
    }
    if (date !== undefined) return date;
    if (/^\d{5}(\.\d+)?$/.test(cell))
      return this.fail(
        name,
        'is a bare number: format the column as a date (yyyy-mm-dd) before exporting',
        cell,
      );
    return this.fail(
      name,
      `is not a date (the column is read as ${style.order === 'dmy' ? 'day/month/year' : 'month/day/year'} where not yyyy-mm-dd)`,
      cell,
    );
  }

  time(name: string): string | undefined {
    const cell = this.raw(name);
    if (cell === undefined) return undefined;
    // Spreadsheets put a date of their own before a time.
    return parseTime(cell) ?? parseDate(cell, 'dmy')?.time ?? this.fail(name, 'is not a time of day', cell);
  }

  boolean(name: string): boolean | undefined {
    const cell = this.raw(name)?.toLowerCase();
    if (cell === undefined) return undefined;
    if (/^(1|y|yes|true|t|x|discontinued|inactive|-1)$/.test(cell)) return true;
    if (/^(0|n|no|false|f|active)$/.test(cell)) return false;
    return this.fail(name, 'is neither yes nor no', cell);
  }

  #units(name: string, digits: number): number | undefined {
    const value = this.#decimal(name);
    if (value === undefined) return undefined;
    const units = Math.round(value * 10 ** digits);
    return units / 10 ** digits === value && Math.abs(value) <= LARGEST_AMOUNT
      ? units
      : this.#tooLargeOrFine(name, value, digits);
  }

  #decimal(name: string): number | undefined {
    let cell = this.raw(name);
    const style = this.style(name);
    if (cell === undefined || style === undefined) return undefined;
    const original = cell;
    if (style.unit !== undefined) cell = withoutUnit(cell, style.unit);
    return (
      parseDecimal(cell, style.mark) ??
      this.fail(
        name,
        /^[\d.]+e[+-]?\d+$/i.test(cell) ? 'is in scientific notation' : 'is not a number',
        original,
      )
    );
  }

  #tooLargeOrFine(name: string, value: number, digits: number): undefined {
    return this.fail(
      name,
      Math.abs(value) > LARGEST_AMOUNT
        ? `is larger than ${LARGEST_AMOUNT.toLocaleString('en')}`
        : `has more than ${digits} decimals`,
      this.raw(name),
    );
  }
}

function withoutUnit(cell: string, unit: string): string {
  const bare = cell.endsWith('.') ? cell.slice(0, -1) : cell;
  return bare.toLowerCase().endsWith(unit) ? bare.slice(0, -unit.length).trim() : cell;
}
