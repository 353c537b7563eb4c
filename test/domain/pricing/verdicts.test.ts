import { describe, expect, test } from 'vitest';
import { advise } from '../../../src/domain/pricing/advice.js';
import type { Case, Response } from '../../../src/domain/pricing/case.js';
import { futures, LIMITS, priced, TERMS } from './cases.js';

const ASSUMED = { ...LIMITS, step: 0.1, stepAsked: false };
const STOCKED = { units: 250, dated: [] };

function response(more: Partial<Response>): Response {
  return { elasticity: -2, own: true, ownShare: 0.5, noise: 0.2, weeksAtPrice: 12, ...more };
}

describe('competitors', () => {
  const dearer = { ...ASSUMED, competitors: { low: 14_000, high: 15_000 } };

  test.each(['clear_stock', 'volume'] as const)('that are dearer do not raise the price for %s', (goal) => {
    const { recommended, test: tried } = advise(priced(-3, { goal, limits: dearer, shelf: STOCKED }));
    expect((recommended ?? tried)?.price ?? 10_000).toBeLessThan(10_000);
  });

  test('that are far cheaper force no price that surely earns less: both are told', () => {
    const limits = { ...ASSUMED, competitors: { low: 4_000, high: 4_000 } };
    const terms = { ...TERMS, cost: 3_000 };
    const { verdict, recommended, against, broken } = advise(priced(-0.5, { terms, limits }));
    expect([verdict, recommended, broken]).toEqual(['keep', undefined, ['competitors']]);
    // One step nearer, not to where they are.
    expect([against?.price, against?.better]).toEqual([9_000, 0]);
    expect(against?.gain?.high).toBeLessThan(0);
  });

  test('that are cheaper are followed where that earns more', () => {
    const limits = { ...ASSUMED, competitors: { low: 9_000, high: 9_000 } };
    const { verdict, recommended } = advise(priced(-5, { terms: { ...TERMS, cost: 3_000 }, limits }));
    expect([verdict, recommended?.price]).toEqual(['change', 9_000]);
  });

  test('that ask less than the goods cost leave no price, and the floor is named', () => {
    const { verdict, clash } = advise(
      priced(-3, { limits: { ...ASSUMED, competitors: { low: 6_000, high: 6_000 } } }),
    );
    expect([verdict, clash?.least.name, clash?.most.name]).toEqual(['no_price', 'break_even', 'competitors']);
  });
});

describe('a price that breaks the law or loses money', () => {
  const terms = { ...TERMS, price: 9_000, cost: 12_000, mrp: 13_000 };
  const mended = (more: Partial<Case>) => advise(priced(-0.6, { terms, limits: ASSUMED, ...more }));

  test('is mended to the best price for the goal, not to the nearest one that earns nothing', () => {
    expect(mended({}).recommended?.price).toBe(13_000);
    expect(mended({ futures: undefined }).recommended?.price).toBe(13_000);
    expect(mended({ response: response({ own: false, ownShare: 0 }) }).recommended?.price).toBe(13_000);
  });

  test('makes a step that was asked for hold from the nearest lawful price', () => {
    const { verdict, recommended } = mended({ limits: { ...ASSUMED, step: 0.02, stepAsked: true } });
    expect([verdict, recommended?.price]).toEqual(['mend', 12_240]);
  });

  test('is not raised to more than three times itself: that is a slip', () => {
    const { verdict, clash } = advise(priced(-3, { limits: { ...ASSUMED, floor: 0.99999 } }));
    expect([verdict, clash?.least.name, clash?.most]).toEqual([
      'no_price',
      'margin_floor',
      { name: 'too_far', most: 30_000 },
    ]);
  });

  test('does not break the largest change', () => {
    const above = { ...TERMS, price: 15_000, mrp: 11_000 };
    expect(advise(priced(-2, { terms: above, limits: ASSUMED })).broken).toEqual(['mrp']);
  });
});

test('stock to be cleared keeps to no floor above the price now', () => {
  const { verdict, clash } = advise(
    priced(-3, { goal: 'clear_stock', shelf: STOCKED, limits: { ...ASSUMED, floor: 0.5 } }),
  );
  expect([verdict, clash?.most.name]).toEqual(['no_price', 'price_now']);
});

describe('a test', () => {
  test('that loses in every future is not offered, though stock is to go', () => {
    const few = { units: 2, dated: [] };
    for (const own of [true, false]) {
      const { test: tried, recommended } = advise(
        priced(-0.5, {
          goal: 'clear_stock',
          shelf: few,
          response: response({ own, elasticity: -0.5 }),
          futures: futures(-0.5, 1),
        }),
      );
      expect([tried, recommended]).toEqual([undefined, undefined]);
    }
  });

  test('of what would show is better at least as often as not', () => {
    const mixed = (worse: number) => ({
      ...futures(-2),
      elasticities: Float64Array.from({ length: 200 }, (_, i) => (i < worse ? -4 : -1.1)),
    });
    const limits = { ...LIMITS, step: 0.1 };
    expect(advise(priced(-2, { limits, futures: mixed(90) })).test?.better).toBe(0.55);
    expect(advise(priced(-2, { limits, futures: mixed(110) })).verdict).toBe('keep');
  });
});

describe('a price is advised outright', () => {
  test('only where its own sales make up a tenth of what is believed', () => {
    const at = (ownShare: number) =>
      advise(priced(-3, { response: response({ elasticity: -3, ownShare, weeksAtPrice: 40 }) }));
    expect(at(0.1).verdict).toBe('change');
    const weak = at(0.09);
    expect([weak.verdict, weak.doubt, weak.recommended]).toEqual(['test', 'others', undefined]);
    expect(weak.test?.weeks).toBeGreaterThan(0);
  });

  test('only where it is likely that there is a best price, whatever side of 1 the mean lies on', () => {
    const around = (mean: number) => ({
      ...futures(mean),
      elasticities: Float64Array.from({ length: 200 }, (_, i) => mean - 0.7 + (1.4 * i) / 199),
    });
    for (const mean of [-0.97, -1.03]) {
      const { verdict, doubt } = advise(
        priced(mean, { limits: ASSUMED, futures: around(mean), response: response({ elasticity: mean }) }),
      );
      expect([verdict, doubt]).toEqual(['test', 'no_best']);
    }
    expect(advise(priced(-1.6, { limits: ASSUMED, futures: around(-1.6) })).verdict).toBe('change');
  });
});

describe('no farther than a quarter beyond the prices ever charged', () => {
  const reach = { least: 8_000, most: 12_500 };

  test('goes any price, not even to keep a floor', () => {
    const wide = { ...LIMITS, reach };
    expect(advise(priced(-1.5, { limits: wide })).recommended?.price).toBe(12_500);
    const { verdict, clash } = advise(priced(-1.5, { limits: { ...wide, floor: 0.6 } }));
    expect([verdict, clash?.least.name, clash?.most.name]).toEqual(['no_price', 'margin_floor', 'reach']);
  });

  test('save to keep the law or to lose no money, and then nothing is told of it', () => {
    const dear = advise(
      priced(-2, { terms: { ...TERMS, cost: 5_000, mrp: 7_500 }, limits: { ...LIMITS, reach } }),
    );
    expect([dear.verdict, dear.recommended]).toMatchObject(['mend', { price: 7_500, outcome: undefined }]);
    const costly = advise(priced(-2, { terms: { ...TERMS, cost: 14_000 }, limits: { ...LIMITS, reach } }));
    expect([costly.verdict, costly.recommended]).toMatchObject([
      'mend',
      { price: 14_000, outcome: undefined, gain: undefined },
    ]);
  });

  test('a price now that lies there already is more likely a slip: nothing is advised', () => {
    const terms = { ...TERMS, price: 30_000 };
    const { verdict, recommended, test: tried } = advise(priced(-2, { terms, limits: { ...LIMITS, reach } }));
    expect([verdict, recommended, tried]).toEqual(['cannot_tell', undefined, undefined]);
  });
});
