import { fromUnits } from '../../money.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import type { ResultColumn } from './figures.js';

export type Cell = string | number | boolean;

/** A row of the engine by column name, in the units that are shown; a value that is empty is left out. */
export function record(row: readonly SqlValue[], columns: readonly ResultColumn[]): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  columns.forEach(({ name, scale }, index) => {
    const value = row[index];
    if (value === null || value === undefined) return;
    if (scale === undefined) cells[name] = typeof value === 'bigint' ? Number(value) : value;
    else cells[name] = fromUnits(BigInt(value), scale);
  });
  return cells;
}

/** The first rows that together stay within so many bytes of JSON; always at least one. */
export function fitting(rows: Record<string, Cell>[], largest: number): Record<string, Cell>[] {
  let size = 0;
  const end = rows.findIndex((row, index) => {
    size += Buffer.byteLength(JSON.stringify(row)) + 1;
    return index > 0 && size > largest;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
