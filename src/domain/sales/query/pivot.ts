import type { QueryAnswer } from './answer.js';
import type { Cell } from './records.js';

const MOST_PIVOT_VALUES = 30;
/** Of the columns' names and labels, so that rows have room beside them. */
const MOST_COLUMN_BYTES = 7_000;
const MOST_NAMED = 10;
const NONE = '(none)';

/**
 * Turns the values of one column into columns: one for each value and figure, named `<figure>:<value>`. Where there
 * are more values than fit, those with the largest totals of the first figure stay, largest first, and a note names
 * others.
 *
 * @param keyNames the columns that rows are grouped by; all others are figures.
 * @param ownOrder values that come in an order of their own, before all others.
 */
export function pivot(
  answer: QueryAnswer,
  by: string,
  keyNames: readonly string[],
  ownOrder: readonly string[] = [],
): QueryAnswer {
  const keys = answer.columns.filter(({ name }) => name !== by && keyNames.includes(name));
  const figures = answer.columns.filter(({ name }) => !keyNames.includes(name));
  const under = (row: Record<string, Cell>): string => String(row[by] ?? NONE);
  const totals = new Map<string, number>();
  for (const row of answer.rows)
    totals.set(under(row), (totals.get(under(row)) ?? 0) + Number(row[figures[0]?.name ?? ''] ?? 0));
  const place = (value: string): number =>
    ownOrder.includes(value) ? ownOrder.indexOf(value) : ownOrder.length;
  const named = [...totals.keys()].sort((a, b) => place(a) - place(b) || inOrder(a, b));
  const columnsOf = (value: string): QueryAnswer['columns'] =>
    figures.map((figure) => ({
      ...figure,
      name: `${figure.name}:${value}`,
      label: `${figure.label}, ${value}`,
    }));
  const largestFirst = [...named].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
  const most = Math.max(1, roomFor(largestFirst.map(columnsOf)));
  const values = named.length <= most ? named : largestFirst.slice(0, most);
  const shown = new Set(values);

  const rows = new Map<string, Record<string, Cell>>();
  for (const row of answer.rows) {
    const key = JSON.stringify(keys.map(({ name }) => row[name]));
    const wide =
      rows.get(key) ??
      Object.fromEntries(keys.flatMap(({ name }) => (row[name] === undefined ? [] : [[name, row[name]]])));
    rows.set(key, wide);
    if (!shown.has(under(row))) continue;
    for (const { name } of figures) {
      const cell = row[name];
      if (cell !== undefined) wide[`${name}:${under(row)}`] = cell;
    }
  }
  const notes = [
    ...(answer.receipt.notes ?? []),
    ...cutNote(by, named, shown),
    ...(answer.rows.length < answer.row_count
      ? [
          `Only the first ${answer.rows.length} of ${answer.row_count} groups are laid out; filter further or name fewer dimensions.`,
        ]
      : []),
  ];
  return {
    ...answer,
    columns: [...keys, ...values.flatMap(columnsOf)],
    rows: [...rows.values()],
    row_count: rows.size,
    receipt: { ...answer.receipt, notes: notes.length === 0 ? undefined : notes },
  };
}

/** How many of the first values have room for their columns. */
function roomFor(columns: readonly QueryAnswer['columns'][]): number {
  let used = 0;
  const end = columns.findIndex((own) => {
    used += Buffer.byteLength(JSON.stringify(own));
    return used > MOST_COLUMN_BYTES;
  });
  return Math.min(end === -1 ? columns.length : end, MOST_PIVOT_VALUES);
}

function cutNote(by: string, named: readonly string[], shown: ReadonlySet<string>): string[] {
  const cut = named.filter((value) => !shown.has(value));
  if (cut.length === 0) return [];
  const first = cut.slice(0, MOST_NAMED).map((value) => value.slice(0, 40));
  const others = cut.length > first.length ? ` and ${cut.length - first.length} more` : '';
  return [
    `${by} has ${named.length} values; the ${shown.size} largest have columns, the others do not: ${first.join(', ')}${others}. Filter ${by}, or take it as a dimension.`,
  ];
}

/** Numbers by size, then text by its code points, then what has no value. */
function inOrder(a: string, b: string): number {
  const [left, right] = [numberIn(a), numberIn(b)];
  if (a === NONE || b === NONE) return Number(a === NONE) - Number(b === NONE);
  if (left !== undefined && right !== undefined && left !== right) return left - right;
  if ((left === undefined) !== (right === undefined)) return left === undefined ? 1 : -1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function numberIn(text: string): number | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
