import type { QueryAnswer } from './answer.js';
import type { Cell } from './records.js';

const MOST_PIVOT_VALUES = 30;

/**
 * Turns the values of one column into columns: one for each value and figure, named `<figure>:<value>`.
 *
 * @param keyNames the columns that rows are grouped by; all others are figures.
 */
export function pivot(answer: QueryAnswer, by: string, keyNames: readonly string[]): QueryAnswer {
  const values = [...new Set(answer.rows.map((row) => String(row[by] ?? '(none)')))]
    .sort(inOrder)
    .slice(0, MOST_PIVOT_VALUES);
  const keys = answer.columns.filter(({ name }) => name !== by && keyNames.includes(name));
  const figures = answer.columns.filter(({ name }) => !keyNames.includes(name));
  const rows = new Map<string, Record<string, Cell>>();
  for (const row of answer.rows) {
    const key = JSON.stringify(keys.map(({ name }) => row[name]));
    const wide =
      rows.get(key) ??
      Object.fromEntries(keys.flatMap(({ name }) => (row[name] === undefined ? [] : [[name, row[name]]])));
    for (const { name } of figures) {
      const cell = row[name];
      if (cell !== undefined) wide[`${name}:${String(row[by] ?? '(none)')}`] = cell;
    }
    rows.set(key, wide);
  }
  const wide = values.flatMap((value) =>
    figures.map((figure) => ({
      ...figure,
      name: `${figure.name}:${value}`,
      label: `${figure.label}, ${value}`,
    })),
  );
  return { ...answer, columns: [...keys, ...wide], rows: [...rows.values()], row_count: rows.size };
}

/** Numbers by size, text by its letters. */
function inOrder(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1);
}
