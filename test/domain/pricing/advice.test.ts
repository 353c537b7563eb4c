import { describe, expect, test } from 'vitest';
import { advise } from '../../../src/domain/pricing/advice.js';
import { futures, LIMITS, priced, TERMS } from './cases.js';

describe('the best price', () => {
  test('for profit is cost times e / (1 + e), of a price before tax', () => {
    const { recommended, verdict } = advise(priced(-3));
    expect(verdict).toBe('change');
    expect(recommended?.price).toBeCloseTo(10_500, -2);
    const taxed = advise(priced(-3, { terms: { ...TERMS, taxRate: 1_800, cost: 5_932 } }));
    expect(taxed.recommended?.price).toBeCloseTo(5_932 * 1.18 * 1.5, -2);
    const onTop = advise(priced(-3, { terms: { ...TERMS, taxRate: 1_800, taxInside: false } }));
    expect(onTop.recommended?.price).toBeCloseTo(10_500, -2);
  });

  test('comes with units, revenue, profit and how far units may fall', () => {
    const { recommended, now } = advise(priced(-3));
    const units = 100 * 1.05 ** -3;
    expect(now.outcome?.profit?.mean).toBeCloseTo(300_000, -3);
    expect(recommended?.outcome?.units.mean).toBeCloseTo(units, 0);
    expect(recommended?.outcome?.profit?.mean).toBeCloseTo(units * 3_500, -4);
    expect(recommended?.breakEvenChange).toBeCloseTo(3_000 / 3_500 - 1, 2);
    expect(recommended?.gain?.low).toBeGreaterThan(0);
    expect(recommended?.better).toBe(1);
  });

  test('for volume is the lowest allowed, for revenue of elastic goods too, and the bound is named', () => {
    for (const goal of ['volume', 'revenue'] as const) {
      const { recommended, bit } = advise(priced(-3, { goal }));
      expect(recommended?.price).toBe(7_000);
      expect(bit).toEqual(['break_even']);
    }
  });

  test('that is the one asked now is kept', () => {
    expect(advise(priced(-3, { terms: { ...TERMS, price: 10_500 } })).verdict).toBe('keep');
  });

  test('ends as asked, even where that earns a little less', () => {
    const { verdict, recommended } = advise(
      priced(-3, { terms: { ...TERMS, price: 10_500 }, ending: '.99' }),
    );
    expect([verdict, (recommended?.price ?? 0) % 100]).toEqual(['change', 99]);
    expect(advise(priced(-3, { ending: '5' })).recommended?.price).toBe(10_500);
    expect(advise(priced(-3, { ending: '9' })).recommended?.price).toBe(10_900);
  });
});

describe('where there is no optimum', () => {
  test('a bounded price is to be tested, for as long as the arithmetic says', () => {
    const {
      verdict,
      test: tried,
      recommended,
      bit,
    } = advise(priced(-0.8, { limits: { ...LIMITS, step: 0.1 } }));
    expect([verdict, recommended]).toEqual(['test', undefined]);
    expect(tried?.price).toBe(11_000);
    expect(bit).toEqual(['largest_step']);
    // Units may fall by a quarter: ln(3000 / 4000). Two-sided 5 %, power 80 %: 2.8016.
    const weeks = 1 / ((Math.log(0.75) / (2.801_585 * 0.2)) ** 2 - 1 / 12);
    expect(tried?.weeks).toBe(Math.ceil(weeks));
  });

  test('and no room above, the price is kept and the bound named', () => {
    const { verdict, test: tried } = advise(priced(-0.8, { terms: { ...TERMS, mrp: 10_000 } }));
    expect([verdict, tried]).toEqual(['keep', undefined]);
  });

  test('a change too small to be told from chance has no weeks', () => {
    const { test: tried } = advise(
      priced(-0.8, {
        limits: { ...LIMITS, step: 0.01 },
        response: { elasticity: -0.8, own: true, ownShare: 0.5, noise: 0.8, weeksAtPrice: 12 },
      }),
    );
    expect(tried?.weeks).toBeUndefined();
  });
});

test('of a price that never varied nothing is advised outright, only tried', () => {
  const response = { elasticity: -2, own: false, ownShare: 0, noise: 0.2, weeksAtPrice: 26 };
  const { verdict, recommended, test: tried } = advise(priced(-2, { response }));
  expect([verdict, recommended]).toEqual(['cannot_tell', undefined]);
  expect(tried?.price).toBeGreaterThan(10_000);
});

test('what cannot show in half a year and is not likely better is not tried', () => {
  const response = { elasticity: -2, own: false, ownShare: 0, noise: 2, weeksAtPrice: 26 };
  const wide = {
    ...futures(-2),
    elasticities: Float64Array.from({ length: 200 }, (_, i) => (i < 80 ? -1.5 : -9)),
  };
  const { verdict, test: tried } = advise(
    priced(-2, { response, futures: wide, limits: { ...LIMITS, step: 0.06 } }),
  );
  expect([verdict, tried]).toEqual(['cannot_tell', undefined]);
});

test('without a cost nothing is said about profit', () => {
  const { verdict, recommended, test: tried } = advise(priced(-3, { terms: { ...TERMS, cost: undefined } }));
  expect([verdict, recommended, tried]).toEqual(['cannot_tell', undefined, undefined]);
  const revenue = advise(priced(-3, { goal: 'revenue', terms: { ...TERMS, cost: undefined } }));
  expect(revenue.recommended?.price).toBe(5_000);
});

test('a price that is most likely but not surely better is tried first', () => {
  const wide = {
    ...futures(-2),
    elasticities: Float64Array.from({ length: 200 }, (_, i) => (i < 80 ? -9 : -1.5)),
  };
  const { verdict, test: tried } = advise(
    priced(-2, { futures: wide, limits: { ...LIMITS, step: 0.06 }, terms: { ...TERMS, cost: 8_000 } }),
  );
  expect([verdict, tried?.better]).toEqual(['test', 0.6]);
});

describe('bounds', () => {
  test('a price above the MRP is mended to it, though the assumed step is smaller', () => {
    const terms = { ...TERMS, price: 15_000, mrp: 11_000 };
    const { verdict, recommended, broken } = advise(
      priced(-0.5, { terms, limits: { ...LIMITS, step: 0.1, stepAsked: false } }),
    );
    expect([verdict, recommended?.price, broken]).toEqual(['mend', 11_000, ['mrp']]);
  });

  test('where two leave no price, both are named', () => {
    const terms = { ...TERMS, mrp: 7_500 };
    const { verdict, clash, recommended } = advise(priced(-3, { terms, limits: { ...LIMITS, floor: 0.2 } }));
    expect([verdict, recommended]).toEqual(['no_price', undefined]);
    expect([clash?.least, clash?.most]).toEqual([
      { name: 'margin_floor', least: 8_750 },
      { name: 'mrp', most: 7_500 },
    ]);
  });

  test('the MRP holds all taxes: of prices without tax the cap is lower', () => {
    const terms = { ...TERMS, price: 9_000, mrp: 11_800, taxRate: 1_800, taxInside: false };
    const { recommended, bit } = advise(priced(-1.5, { terms }));
    expect([recommended?.price, bit]).toEqual([10_000, ['mrp']]);
  });

  test('competitors leave 5 % either way', () => {
    const { recommended, bit } = advise(
      priced(-1.5, { limits: { ...LIMITS, competitors: { low: 9_000, high: 10_000 } } }),
    );
    expect([recommended?.price, bit]).toEqual([10_500, ['competitors']]);
  });
});

describe('stock to be cleared', () => {
  test('is marked down as far as it brings more, below cost if need be', () => {
    const { recommended, verdict } = advise(
      priced(-3, {
        goal: 'clear_stock',
        shelf: { units: 250, dated: [] },
        limits: { ...LIMITS, neverAtLoss: false },
        futures: futures(-3),
      }),
    );
    expect(verdict).toBe('change');
    // 100 (p / 100)^-3 = 250 at 73.68; below it the stock is gone anyway.
    expect(recommended?.price).toBeGreaterThan(7_200);
    expect(recommended?.price).toBeLessThan(7_500);
  });

  test('never goes up in price, and asks for nothing where there is none', () => {
    expect(advise(priced(-0.5, { goal: 'clear_stock', shelf: { units: 20, dated: [] } })).verdict).toBe(
      'keep',
    );
    expect(advise(priced(-3, { goal: 'clear_stock', shelf: { units: 0, dated: [] } })).verdict).toBe('keep');
  });

  test('what leftovers bring is weighed against the markdown', () => {
    const at = (salvage: number): number =>
      advise(
        priced(-1.5, {
          goal: 'clear_stock',
          shelf: { units: 500, dated: [] },
          salvage,
          limits: { ...LIMITS, neverAtLoss: false },
        }),
      ).recommended?.price ?? 10_000;
    expect(at(0)).toBe(5_000);
    expect(at(3_000)).toBeGreaterThan(8_000);
  });
});
