import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import { grossOf, priceInBigInts, priceSale, type SaleDraft } from '../../src/domain/sales/amounts.js';
import { Sale } from '../../src/domain/sales/sale.js';
import { exactOf, FINE, saleDraft, sumOf } from './sale-drafts.js';

const RUNS = { numRuns: 2_000 };

test('the discounts of the lines and of the document add up exactly', () => {
  fc.assert(
    fc.property(saleDraft, ({ discount = 0, ...draft }) => {
      const before = sumOf(priceSale(draft).lines, 'discount');
      const after = sumOf(priceSale({ ...draft, discount }).lines, 'discount');
      expect(after - before).toBe(BigInt(discount) * FINE);
    }),
    RUNS,
  );
});

test('plain numbers give what big ones give', () => {
  const signed = fc.tuple(saleDraft, fc.constantFrom(1, -1), fc.constantFrom(1, 1_000, 1_000_000));
  const outcome = (price: typeof priceSale, draft: SaleDraft) => {
    try {
      return price(draft);
    } catch (error) {
      return error instanceof ClerkError ? error.message : error;
    }
  };
  fc.assert(
    fc.property(signed, ([draft, sign, scale]) => {
      const { discount: _discount, ...bare } = draft;
      const lines = bare.lines.map((line) => ({ ...line, quantity: line.quantity * sign * scale }));
      expect(outcome(priceSale, { ...bare, lines })).toEqual(outcome(priceInBigInts, { ...bare, lines }));
    }),
    RUNS,
  );
});

test('a price for so many units is exact for whole units, and within half a fine unit for others', () => {
  const stated = fc.record({
    quantity: fc.integer({ min: -60_000, max: 60_000 }),
    unit_price: fc.integer({ min: 0, max: 500_000 }),
    price_base_quantity: fc.constantFrom(2, 10, 100, 1_000, 10_000),
    whole: fc.boolean(),
  });
  fc.assert(
    fc.property(stated, ({ whole, ...line }) => {
      const quantity = whole ? line.quantity * 1_000 : line.quantity;
      const base = BigInt(line.price_base_quantity);
      const exact = BigInt(quantity) * BigInt(line.unit_price) * 10n;
      const off = 2n * (grossOf({ ...line, quantity }) * base - exact);
      expect(off <= base && -off <= base).toBe(true);
      if (whole || line.price_base_quantity <= 10) expect(off).toBe(0n);
    }),
    RUNS,
  );
});

test('the total is the exact sum plus the rounding that is recorded, and a multiple of the step', () => {
  fc.assert(
    fc.property(saleDraft, (draft) => {
      const sale = priceSale(draft);
      const step = draft.round_to ?? 1;
      expect(BigInt(sale.total) * FINE).toBe(exactOf(sale) + BigInt(sale.rounding ?? 0));
      expect(sale.total % step).toBe(0);
      expect(Math.abs(sale.rounding ?? 0)).toBeLessThanOrEqual((step * Number(FINE)) / 2);
    }),
    RUNS,
  );
});

test('no line gives more discount than it has, and its tax follows its rate', () => {
  fc.assert(
    fc.property(saleDraft, (draft) => {
      priceSale(draft).lines.forEach((line, index) => {
        const rate = draft.lines[index]?.tax_rate ?? 0;
        const net = grossOf(line) - BigInt(line.discount ?? 0);
        const tax = BigInt(line.tax ?? 0);
        expect(net >= 0n && net <= grossOf(line)).toBe(true);
        // Inside the price, tax is the rate on what is left without it; half a fine unit of rounding aside.
        const whole = 2n * (draft.tax_included ? tax * BigInt(10_000 + rate) : tax * 10_000n);
        const difference = whole - 2n * net * BigInt(rate);
        expect(difference <= BigInt(10_000 + rate) && -difference <= BigInt(10_000 + rate)).toBe(true);
      });
    }),
    RUNS,
  );
});

test('the order of the lines changes neither total nor tax nor discount', () => {
  const shuffled = saleDraft.chain((draft) =>
    fc
      .shuffledSubarray([...draft.lines], { minLength: draft.lines.length })
      .map((lines) => ({ draft, other: { ...draft, lines } })),
  );
  const figures = ({ total, rounding, lines }: Sale) => ({
    total,
    rounding,
    tax: sumOf(lines, 'tax'),
    discount: sumOf(lines, 'discount'),
  });
  fc.assert(
    fc.property(shuffled, ({ draft, other }) => {
      expect(figures(priceSale(other))).toEqual(figures(priceSale(draft)));
    }),
    RUNS,
  );
});

test('what is made is a sale as it is stored', () => {
  fc.assert(
    fc.property(saleDraft, (draft) => {
      const sale = priceSale(draft);
      expect(Sale.parse(JSON.parse(JSON.stringify(sale)))).toEqual(sale);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['the line', { discount: 10_001 }, {}, 'lines[0].discount'],
  ['the line, with its percent', { discount: 5_001, discount_rate: 5_000 }, {}, 'lines[0].discount'],
  ['the document', {}, { discount: 10_001 }, 'discount'],
  ['what the line discount left of it', { discount: 1 }, { discount: 10_000 }, 'discount'],
])('a discount larger than %s is refused', (_, line, document, field) => {
  const draft = {
    sale_id: '20260331-A',
    kind: 'sale',
    at: '2026-03-31T12:00:00+05:30',
    lines: [{ quantity: 1_000, unit_price: 10_000, ...line }],
    ...document,
  } as const;
  expect(() => priceSale(draft)).toThrow(expect.objectContaining({ code: 'invalid_input', field }));
});

test('an amount too large to be kept exactly is refused', () => {
  const line = { quantity: 1_000_000_000_000, unit_price: 100_000_000_000 };
  expect(() =>
    priceSale({ sale_id: '20260331-A', kind: 'sale', at: '2026-03-31T12:00:00+05:30', lines: [line] }),
  ).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
