import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import type { Expected, Row } from './answer.js';
import { DIMENSION_RULES } from './dimensions.js';
import { keyNames } from './order.js';

/** Columns there must be room for, and bytes of them. */
const MOST_VALUES = 30;
const MOST_BYTES = 7_000;
const NONE = '(none)';

export interface Wide {
  readonly columns: string[];
  readonly rows: Row[];
  /** Values of the pivot that have no column. */
  readonly cut: string[];
  /** Whether all values should have had columns. */
  readonly roomy: boolean;
}

/**
 * An answer with the values of one dimension as columns, `<figure>:<value>`; all of them, or the largest.
 *
 * @param given columns of the answer to compare with: as many values have columns here.
 */
export function widened({ columns, rows }: Expected, query: QueryRequest, given: readonly object[]): Wide {
  const { pivot = '', grain, measures: [first = ''] = [] } = query;
  const keys = [...(grain === undefined ? [] : [grain]), ...keyNames(query)];
  const others = keys.filter((name) => name !== pivot);
  const figures = columns.filter((name) => !keys.includes(name));
  const shownValue = (row: Row): string => String(row[pivot] ?? NONE);
  const totals = new Map<string, number>();
  for (const row of rows)
    totals.set(shownValue(row), (totals.get(shownValue(row)) ?? 0) + Number(row[first] ?? 0));
  const { order = [] } = DIMENSION_RULES.get(pivot) ?? {};
  const placed = (value: string): number =>
    order.includes(value) ? order.indexOf(value) : order.length + Number(value === NONE);
  const named = [...totals.keys()].sort((a, b) => placed(a) - placed(b) || smallerFirst(a, b));
  const bySize = [...named].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
  const most = (given.length - others.length) / figures.length;
  const values = named.length <= most ? named : bySize.slice(0, most);
  const wide = new Map<string, Row>();
  for (const row of rows) {
    const own = others.map((name) => row[name] ?? null);
    const id = JSON.stringify(own);
    const into = wide.get(id) ?? {};
    wide.set(id, into);
    for (const name of others) if (row[name] !== undefined) into[name] = row[name];
    if (!values.includes(shownValue(row))) continue;
    for (const figure of figures)
      if (row[figure] !== undefined) into[`${figure}:${shownValue(row)}`] = row[figure];
  }
  return {
    columns: [...others, ...values.flatMap((value) => figures.map((figure) => `${figure}:${value}`))],
    rows: [...wide.values()],
    cut: named.filter((value) => !values.includes(value)),
    roomy:
      named.length <= MOST_VALUES &&
      (Buffer.byteLength(JSON.stringify(given)) / most) * named.length < MOST_BYTES / 2,
  };
}

/** Numbers by size and before text; text by its bytes; what has no value last. */
function smallerFirst(a: string, b: string): number {
  if (a === NONE) return 1;
  if (b === NONE) return -1;
  const plain = /^-?\d+(\.\d+)?$/;
  const numbers = [a, b].filter((text) => plain.test(text));
  if (numbers.length === 1) return numbers[0] === a ? -1 : 1;
  const bySize = numbers.length === 2 ? Number(a) - Number(b) : 0;
  return bySize || Buffer.compare(Buffer.from(a), Buffer.from(b));
}
