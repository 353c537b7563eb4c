import fc from 'fast-check';
import { divideRounded, FINE_PER_MINOR } from '../../src/domain/money.js';
import { grossOf, type LineDraft, priceSale, type SaleDraft } from '../../src/domain/sales/amounts.js';
import type { Sale, SaleLine } from '../../src/domain/sales/sale.js';

export const FINE = BigInt(FINE_PER_MINOR);

/** Quantities with three decimals, prices to the paisa or finer, any discount that is not more than the line. */
const line: fc.Arbitrary<LineDraft> = fc
  .record({
    product_id: fc.constantFrom('tea', 'salt', 'atta', 'ghee'),
    quantity: fc.integer({ min: 1, max: 60_000 }),
    unit_price: fc.integer({ min: 0, max: 500_000 }),
    price_base_quantity: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      fc.constantFrom(10, 100, 10_000),
      fc.integer({ min: 2, max: 10_000 }),
    ),
    discount_rate: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
    tax_rate: fc.option(
      fc.oneof(fc.constantFrom(0, 500, 1_200, 1_800, 2_800), fc.integer({ min: 0, max: 10_000 })),
      {
        nil: undefined,
      },
    ),
    off: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
  })
  .map(({ off, ...draft }) => {
    if (off === undefined) return draft;
    const net = grossOf(draft) - divideRounded(grossOf(draft) * BigInt(draft.discount_rate ?? 0), 10_000n);
    return { ...draft, discount: Number((net * BigInt(off)) / 1_000n / FINE) };
  });

/** Lines that are alike but for their tax, so that shares of a discount tie. */
const alike: fc.Arbitrary<LineDraft[]> = fc
  .tuple(
    fc.integer({ min: 1, max: 5_000 }),
    fc.integer({ min: 1, max: 20_000 }),
    fc.array(fc.constantFrom(0, 500, 1_200, 1_800, 2_800), { minLength: 2, maxLength: 7 }),
  )
  .map(([quantity, unit_price, rates]) =>
    rates.map((tax_rate) => ({ product_id: 'tea', quantity, unit_price, tax_rate })),
  );

const HEAD = { sale_id: '20260331-A', kind: 'sale', at: '2026-03-31T12:00:00+05:30' } as const;

/** A sale as a caller may state it, document discount, freight and rounding included. */
export const saleDraft: fc.Arbitrary<SaleDraft> = fc
  .record({
    lines: fc.oneof(fc.array(line, { minLength: 1, maxLength: 8 }), alike),
    tax_included: fc.boolean(),
    freight: fc.option(fc.integer({ min: 0, max: 50_000 }), { nil: undefined }),
    round_to: fc.constantFrom(undefined, 1, 50, 100, 1_000),
    off: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
  })
  .map(({ off, ...draft }) => {
    const bare = { ...HEAD, ...draft };
    if (off === undefined) return bare;
    const net = priceSale(bare).lines.reduce((sum, each) => sum + netOf(each), 0n);
    return { ...bare, discount: Number((net * BigInt(off)) / 1_000n / FINE) };
  });

/** Gross less discount, in fine units. */
export function netOf(each: SaleLine): bigint {
  return grossOf(each) - BigInt(each.discount ?? 0);
}

/** What the lines and the freight come to before rounding, in fine units. */
export function exactOf(sale: Sale): bigint {
  return (
    sale.lines.reduce(
      (sum, each) => sum + netOf(each) + (sale.tax_included === true ? 0n : BigInt(each.tax ?? 0)),
      0n,
    ) +
    BigInt(sale.freight ?? 0) * FINE
  );
}

export function sumOf(lines: readonly SaleLine[], part: 'discount' | 'tax' | 'quantity'): bigint {
  return lines.reduce((sum, each) => sum + BigInt(each[part] ?? 0), 0n);
}
