import type { QueryRequest } from '../../../src/domain/sales/query/planner.js';
import type { Expected, Row } from './answer.js';
import { keyNames } from './figures.js';

const MOST_VALUES = 30;
const NONE = '(none)';

export interface Wide {
  readonly columns: string[];
  readonly rows: Row[];
  /** Values of the pivot that have no column. */
  readonly cut: string[];
}

/** An answer with the values of one dimension as columns, `<figure>:<value>`. */
export function widened({ columns, rows }: Expected, query: QueryRequest): Wide {
  const { pivot = '', grain, measures: [first = ''] = [] } = query;
  const keys = [...(grain === undefined ? [] : [grain]), ...keyNames(query)];
  const others = keys.filter((name) => name !== pivot);
  const figures = columns.filter((name) => !keys.includes(name));
  const valueOf = (row: Row): string => String(row[pivot] ?? NONE);
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(valueOf(row), (totals.get(valueOf(row)) ?? 0) + Number(row[first] ?? 0));
  const named = [...totals.keys()].sort(smallerFirst);
  const bySize = [...named].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
  const values = named.length <= MOST_VALUES ? named : bySize.slice(0, MOST_VALUES);
  const wide = new Map<string, Row>();
  for (const row of rows) {
    const own = others.map((name) => row[name] ?? null);
    const id = JSON.stringify(own);
    const into = wide.get(id) ?? {};
    wide.set(id, into);
    for (const name of others) if (row[name] !== undefined) into[name] = row[name];
    if (!values.includes(valueOf(row))) continue;
    for (const figure of figures)
      if (row[figure] !== undefined) into[`${figure}:${valueOf(row)}`] = row[figure];
  }
  return {
    columns: [...others, ...values.flatMap((value) => figures.map((figure) => `${figure}:${value}`))],
    rows: [...wide.values()],
    cut: named.filter((value) => !values.includes(value)),
  };
}

/** Numbers by size and before text; text by its bytes. */
function smallerFirst(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  const [x = Number.NaN, y = Number.NaN] = [left, right];
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
