import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceSale } from '../../src/domain/sales/amounts.js';
import { givenBack, reverseAll, reversePart } from '../../src/domain/sales/reversal.js';
import type { Sale, SaleLine } from '../../src/domain/sales/sale.js';
import { exactOf, FINE, netOf, saleDraft, sumOf } from './sale-drafts.js';

interface Refund {
  readonly lines: SaleLine[];
  readonly total: number;
  readonly rounding: number;
}

/** Takes a sale back step by step, `cuts` giving what share of the rest of which product comes back next. */
function refunds(sale: Sale, cuts: readonly { product: number; share: number }[]): Refund[] {
  const products = [...new Set(sale.lines.map(({ product_id: id }) => id ?? ''))];
  const left = new Map(
    products.map((id) => [
      id,
      sale.lines.reduce((sum, line) => (line.product_id === id ? sum + line.quantity : sum), 0),
    ]),
  );
  let before: readonly number[] = sale.lines.map(() => 0);
  const done: Refund[] = [];
  const takeBack = (id: string, quantity: number): void => {
    if (quantity === 0) return;
    const { lines, quantities } = reversePart(sale, before, [{ product_id: id, quantity }]);
    done.push({ lines, ...givenBack(sale, before, quantities) });
    before = quantities;
    left.set(id, (left.get(id) ?? 0) - quantity);
  };
  for (const { product, share } of cuts) {
    const id = products[product % products.length] ?? '';
    takeBack(id, Math.floor(((left.get(id) ?? 0) * share) / 1_000));
  }
  for (const id of products) takeBack(id, left.get(id) ?? 0);
  return done;
}

/** Freight is paid for the way and does not come back with the goods. */
function paidForGoods(sale: Sale): number {
  return Math.max(0, sale.total - (sale.freight ?? 0));
}

const steps = fc.array(fc.record({ product: fc.nat({ max: 3 }), share: fc.nat({ max: 1_000 }) }), {
  maxLength: 10,
});

test('the refunds of all parts together give back exactly what was sold and paid', () => {
  fc.assert(
    fc.property(saleDraft, steps, (draft, cuts) => {
      const sale = priceSale(draft);
      const parts = refunds(sale, cuts);
      const lines = parts.flatMap((part) => part.lines);
      for (const what of ['quantity', 'tax'] as const)
        expect({ what, sum: sumOf(lines, what) }).toEqual({ what, sum: -sumOf(sale.lines, what) });
      const net = (all: readonly SaleLine[]) => all.reduce((sum, line) => sum + netOf(line), 0n);
      expect(net(lines)).toBe(-net(sale.lines));
      if (sale.lines.every((line) => line.price_base_quantity === undefined))
        expect(sumOf(lines, 'discount')).toBe(-sumOf(sale.lines, 'discount'));
      const total = parts.reduce((sum, part) => sum + part.total, 0);
      expect(-total || 0).toBe(paidForGoods(sale));
    }),
    { numRuns: 2_000 },
  );
});

test('each refund gives something back or nothing, never more than is left, and says how it was rounded', () => {
  fc.assert(
    fc.property(saleDraft, steps, (draft, cuts) => {
      const sale = priceSale(draft);
      let left = paidForGoods(sale);
      for (const { lines, total, rounding } of refunds(sale, cuts)) {
        expect(total).toBeLessThanOrEqual(0);
        left += total;
        expect(left).toBeGreaterThanOrEqual(0);
        const exact = exactOf({ ...sale, freight: undefined, lines });
        expect(BigInt(total) * FINE).toBe(exact + BigInt(rounding));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a line never comes back more often than it was sold', () => {
  fc.assert(
    fc.property(saleDraft, fc.nat({ max: 1_000 }), (draft, more) => {
      const sale = priceSale(draft);
      const [first] = sale.lines;
      const id = first?.product_id ?? '';
      const sold = sale.lines.reduce((sum, line) => (line.product_id === id ? sum + line.quantity : sum), 0);
      const none = sale.lines.map(() => 0);
      expect(() => reversePart(sale, none, [{ product_id: id, quantity: sold + 1 + more }])).toThrow(
        expect.objectContaining({ code: 'refused' }),
      );
      const half = Math.ceil(sold / 2);
      expect(() =>
        reversePart(sale, none, [
          { product_id: id, quantity: half },
          { product_id: id, quantity: sold - half + 1 },
        ]),
      ).toThrow(expect.objectContaining({ code: 'refused' }));
    }),
    { numRuns: 500 },
  );
});

test('a cancellation mirrors every line', () => {
  fc.assert(
    fc.property(saleDraft, (draft) => {
      const sale = priceSale(draft);
      const { lines } = reverseAll(sale, { quantities: sale.lines.map(() => 0), cancelled: false });
      expect(exactOf({ ...sale, freight: undefined, lines })).toBe(-exactOf({ ...sale, freight: undefined }));
      lines.forEach((line, index) => {
        expect(line.quantity).toBe(-(sale.lines[index]?.quantity ?? 0));
      });
    }),
    { numRuns: 500 },
  );
});

test('an imported sale with odd lines can be cancelled', () => {
  const sale: Sale = {
    sale_id: '20260331-A',
    kind: 'sale',
    at: '2026-03-31T12:00:00+05:30',
    total: 80,
    lines: [
      { product_id: 'tea', quantity: 1_000, unit_price: 100 },
      { product_id: 'salt', quantity: -1_000, unit_price: 20, discount: 7, tax: -100 },
      { description: 'adjustment', quantity: 0, unit_price: 50, discount: 0, tax: 0 },
    ],
  };
  const { lines } = reverseAll(sale, { quantities: [0, 0, 0], cancelled: false });
  expect(lines.map(({ quantity, discount, tax }) => [quantity || 0, discount, tax])).toEqual([
    [-1_000, undefined, undefined],
    [1_000, -7, 100],
    [0, undefined, undefined],
  ]);
});
