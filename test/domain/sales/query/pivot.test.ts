import { expect, test } from 'vitest';
import type { QueryAnswer } from '../../../../src/domain/sales/query/answer.js';
import { pivot } from '../../../../src/domain/sales/query/pivot.js';

type Cells = readonly (readonly [category: string, value: string | number | undefined, orders: number])[];

function answer(cells: Cells, rowCount = cells.length): QueryAnswer {
  return {
    columns: [
      { name: 'category', label: 'Category', type: 'text' },
      { name: 'by', label: 'By', type: 'text' },
      { name: 'orders', label: 'Orders', type: 'count' },
    ],
    rows: cells.map(([category, value, orders]) => ({
      category,
      ...(value === undefined ? {} : { by: value }),
      orders,
    })),
    row_count: rowCount,
    has_more: false,
    receipt: { shop: 'Main', definitions: {}, rows_read: cells.length, as_of: '2026-01-01T00:00:00Z' },
  };
}
const laidOut = (cells: Cells, rowCount?: number): QueryAnswer =>
  pivot(answer(cells, rowCount), 'by', ['category', 'by']);
const values = ({ columns }: QueryAnswer): string[] =>
  columns.slice(1).map(({ name }) => name.replace('orders:', ''));

test('columns come by size for numbers, then by their letters, then what has none', () => {
  const cells = ['b', 10, undefined, 9, 'a', -1, 'B', '2024-01'].map((value) => ['x', value, 1] as const);
  expect(values(laidOut(cells))).toEqual(['-1', '9', '10', '2024-01', 'B', 'a', 'b', '(none)']);
});

test('thirty values have columns, the largest over all rows first, and the others are named', () => {
  const cells = Array.from({ length: 32 }, (_, at) => [['x', 'y'][at % 2] ?? '', `v${at}`, at] as const);
  const wide = laidOut([...cells, ['x', 'v0', 100], ['y', 'v31', 1]]);
  expect(values(wide).slice(0, 3)).toEqual(['v0', 'v31', 'v30']);
  expect(values(wide)).toHaveLength(30);
  expect(wide.receipt.notes).toEqual([
    'by has 32 values; the 30 largest have columns, the others do not: v1, v2. Filter by, or take it as a dimension.',
  ]);
  const known = new Set(wide.columns.map(({ name }) => name));
  for (const row of wide.rows) for (const name of Object.keys(row)) expect(known).toContain(name);
});

test('fewer have columns where their names are long', () => {
  const wide = laidOut(Array.from({ length: 10 }, (_, at) => ['x', `${at}${'ओ'.repeat(300)}`, at]));
  expect(values(wide).length).toBeGreaterThan(0);
  expect(values(wide).length).toBeLessThan(5);
  expect(JSON.stringify(wide.receipt.notes).length).toBeLessThan(1_000);
  expect(values(laidOut([['x', 'ओ'.repeat(9_000), 1]]))).toHaveLength(1);
});

test('groups that were not read are said to be left out', () => {
  expect(laidOut([['x', 'a', 1]], 5_001).receipt.notes).toEqual([
    'Only the first 1 of 5001 groups are laid out; filter further or name fewer dimensions.',
  ]);
});
