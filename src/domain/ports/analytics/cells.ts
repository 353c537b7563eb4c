import type { SqlValue } from './engine.js';

/** Reads the cells of a row by their place; a cell without a value is undefined. */
export interface Cells {
  readonly text: (at: number) => string | undefined;
  readonly number: (at: number) => number | undefined;
}

export function cellsOf(row: readonly SqlValue[]): Cells {
  const text = (at: number): string | undefined => {
    const value = row[at];
    return value === null || value === undefined ? undefined : String(value);
  };
  return {
    text,
    number: (at) => {
      const value = text(at);
      return value === undefined ? undefined : Number(value);
    },
  };
}
