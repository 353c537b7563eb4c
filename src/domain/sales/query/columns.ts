/**
 * Columns inside the SQL of a query. The names of members, which a shop may choose, are no column as they are: none is
 * a word of SQL there or the same as another column.
 */

/** The value of a measure in a grid. */
export function measureColumn(name: string): string {
  return `m_${name}`;
}

/** The value of a measure beside the shown columns, as it is ordered by. */
export function orderedMeasure(name: string): string {
  return `_m_${name}`;
}

/** What a key is ordered by, beside the shown columns. */
export const ORDERED_KEY = '_k';

/** The table of a grouping by a figure: ids as `k0`, the name of the group as `band`. */
export function bandTable(name: string): string {
  return `band_${name}`;
}
