import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SqlValue } from '../../../../src/domain/ports/analytics/engine.js';
import { grossOf } from '../../../../src/domain/sales/amounts.js';
import { LINE_COLUMNS, SALE_COLUMNS, saleRows } from '../../../../src/domain/sales/query/sale-rows.js';
import type { Sale, SaleLine } from '../../../../src/domain/sales/sale.js';

const LARGEST = 9_007_199_254_740_991;

const sale = (lines: readonly SaleLine[]): Sale => ({
  sale_id: '20260331-A',
  kind: 'sale',
  at: '2026-03-31T12:00:00+05:30',
  total: 0,
  lines: [...lines],
});
const cell = (row: readonly SqlValue[] | undefined, columns: object, name: string): SqlValue | undefined =>
  row?.[Object.keys(columns).indexOf(name)];

const anyLine = fc.record(
  {
    quantity: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    unit_price: fc.integer({ min: 0, max: 100_000_000_000 }),
    discount: fc.integer({ min: -LARGEST, max: LARGEST }),
    tax: fc.integer({ min: -LARGEST, max: LARGEST }),
    unit_cost: fc.integer({ min: 0, max: 100_000_000_000 }),
  },
  { requiredKeys: ['quantity', 'unit_price'] },
);

test('amounts of lines, and their sums on the document, are exact at any size', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (lines) => {
      const [document, rows] = saleRows(sale(lines));
      const exact = {
        quantity: (line: SaleLine) => BigInt(line.quantity),
        gross_fine: (line: SaleLine) => grossOf(line),
        discount_fine: (line: SaleLine) => BigInt(line.discount ?? 0),
        net_fine: (line: SaleLine) => grossOf(line) - BigInt(line.discount ?? 0),
        tax_fine: (line: SaleLine) => BigInt(line.tax ?? 0),
      };
      for (const [name, of] of Object.entries(exact)) {
        const wanted = lines.map(of);
        expect(rows.map((row) => BigInt(cell(row, LINE_COLUMNS, name) ?? -1))).toEqual(wanted);
        expect(BigInt(cell(document, SALE_COLUMNS, name) ?? -1)).toBe(wanted.reduce((a, b) => a + b, 0n));
      }
      expect(cell(document, SALE_COLUMNS, 'line_count')).toBe(lines.length);
    }),
  );
});

test('the cost of a document is that of the lines whose cost is known, and empty where none is', () => {
  const line = { quantity: 2_000, unit_price: 500 };
  const [some] = saleRows(sale([{ ...line, unit_cost: 300 }, line]));
  const [none] = saleRows(sale([line, line]));
  expect([cell(some, SALE_COLUMNS, 'cost_fine'), cell(none, SALE_COLUMNS, 'cost_fine')]).toEqual([
    6_000_000,
    null,
  ]);
});

test('every row has a cell for each column', () => {
  const [document, rows] = saleRows(sale([{ quantity: 1_000, unit_price: 1 }]));
  expect(document).toHaveLength(Object.keys(SALE_COLUMNS).length);
  expect(rows[0]).toHaveLength(Object.keys(LINE_COLUMNS).length);
});
