import { ClerkError } from '../errors.js';
import { DateEvidence } from './dates.js';
import type { Mapping } from './mapping.js';
import { DecimalEvidence } from './numbers.js';
import type { Pace } from './pace.js';
import type { TextTable } from './table.js';

/** Most rows of one file; keeps what is held in memory within a few hundred megabytes. */
export const MOST_ROWS = 1_000_000;
const MOST_UNITS = 20;

/** What the cells of one mapped column have in common. */
class ColumnProfile {
  filled = 0;
  readonly decimals = new DecimalEvidence();
  readonly dates = new DateEvidence();
  /** Every code ends in `.0`, the mark of a table that held numbers as floats. */
  floatCodes = true;
  /** Units written behind quantities (`5 pcs`), lower case. */
  readonly units = new Set<string>();
  aboveOne = 0;
  fractions = 0;
  percentSigns = 0;
}

export interface Profile {
  readonly rows: number;
  /** By field. */
  readonly columns: ReadonlyMap<string, ColumnProfile>;
}

const FLOAT_CODE = /^\d+\.0$/;
const LETTER_END = /\d\s*(\p{L}[\p{L}.]{0,11})$/u;

/**
 * Reads every row once, so that how a column is written is decided by all of it and never row by row.
 *
 * @throws ClerkError `too_large` past {@link MOST_ROWS} rows.
 */
export async function profileTable(table: TextTable, mapping: Mapping, pace: Pace): Promise<Profile> {
  const columns = new Map<string, ColumnProfile>();
  const watched = [...mapping.fields.values()].flatMap(({ field, at }) => {
    const look = field.name === 'discount' ? rate : LOOK[field.type];
    if (look === undefined) return [];
    const column = new ColumnProfile();
    columns.set(field.name, column);
    return [{ at, column, look }];
  });
  let rows = 0;
  for (const row of table.rows()) {
    rows += 1;
    if (rows > MOST_ROWS) {
      throw new ClerkError('too_large', `The file has more than ${MOST_ROWS.toLocaleString('en')} rows.`, {
        field: 'path',
        fix: 'Split it, e.g. by year, each part with the header line and no receipt cut in two.',
      });
    }
    for (const { at, column, look } of watched) {
      const cell = row.cells[at];
      if (cell !== undefined && cell !== '') look(column, cell);
    }
    if (pace.due()) await pace.rest();
  }
  return { rows, columns };
}

const number = (column: ColumnProfile, cell: string): void => {
  column.filled += 1;
  column.decimals.see(cell);
};

const rate = (column: ColumnProfile, cell: string): void => {
  number(column, cell);
  if (cell.includes('%')) column.percentSigns += 1;
  const size = Math.abs(Number.parseFloat(cell.replace(',', '.')));
  if (size > 1) column.aboveOne += 1;
  else if (size > 0 && size < 1) column.fractions += 1;
};

const LOOK: Readonly<Partial<Record<string, (column: ColumnProfile, cell: string) => void>>> = {
  id: (column, cell) => {
    const text = cell.trim();
    if (text === '') return;
    column.filled += 1;
    column.floatCodes &&= FLOAT_CODE.test(text);
  },
  date: (column, cell) => {
    column.filled += 1;
    column.dates.see(cell);
  },
  money: number,
  percent: rate,
  share: rate,
  quantity: (column, cell) => {
    number(column, cell);
    const last = cell.charCodeAt(cell.length - 1);
    if (last > 57 && column.units.size < MOST_UNITS) {
      const unit = LETTER_END.exec(cell.trim())?.[1];
      if (unit !== undefined) column.units.add(unit.toLowerCase().replace(/\.$/, ''));
    }
  },
};
