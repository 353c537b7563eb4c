import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noProduct, type ProductFacts } from '../../src/domain/advice/facts/facts.js';
import { productFindings } from '../../src/domain/advice/rules/all.js';
import { Thresholds } from '../../src/domain/advice/thresholds.js';

const TODAY = 20_000;
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** A product in any kind of trouble. */
const troubled = fc.record({
  price: fc.integer({ min: 100, max: 50_000 }),
  cost: maybe(fc.integer({ min: 50, max: 60_000 })),
  average: fc.integer({ min: 500_000, max: 600_000_000 }),
  mrp: maybe(fc.integer({ min: 100, max: 50_000 })),
  taxRate: fc.constantFrom(0, 500, 1_200, 1_800),
  onHand: fc.integer({ min: -20_000, max: 60_000 }),
  ordered: fc.constantFrom(0, 0, 12_000),
  level: maybe(fc.integer({ min: 0, max: 30_000 })),
  sold: fc.array(fc.integer({ min: 0, max: 8_125 }), { minLength: 1, maxLength: 40 }),
  expires: maybe(fc.integer({ min: -5, max: 12 })),
  point: fc.double({ min: 0, max: 20, noNaN: true }),
  unit: fc.constantFrom(undefined, 'kg', '500 g'),
  taxOutside: fc.boolean(),
});
type Trouble = typeof troubled extends fc.Arbitrary<infer T> ? T : never;

function factsOf(of: Trouble): ProductFacts {
  const facts = noProduct('P');
  facts.record = {
    name: 'Tea 250 g x 2',
    unit: of.unit,
    price: of.price,
    cost: of.cost,
    mrp: of.mrp,
    taxRate: of.taxRate,
    supplier: undefined,
    leadDays: undefined,
    stated: undefined,
    statedOnOrder: 0,
    reorderLevel: of.level,
    trackStock: true,
    discontinued: false,
    removed: false,
  };
  facts.stock = {
    quantity: of.onHand,
    ordered: of.ordered,
    cost: of.average,
    movedOn: TODAY - 1,
    orderedOn: undefined,
  };
  if (of.expires !== undefined && of.onHand > 0)
    facts.lots.set('a', {
      location: 'shop',
      batch: 'A',
      expires: TODAY + of.expires,
      quantity: of.onHand,
    });
  for (const [back, quantity] of of.sold.entries()) {
    facts.sold.set(TODAY - 1 - back, quantity);
    facts.forecasts.set(TODAY - 1 - back, {
      last: TODAY - 60,
      point: of.point,
      low: of.point * 0.7,
      high: of.point * 1.3,
    });
  }
  facts.taxOutside = of.taxOutside;
  facts.firstSold = TODAY - of.sold.length;
  facts.lastSold = TODAY - 1;
  return facts;
}

/** `a x b x c = d` in a text, however its figures are named. */
function products(text: string): { factors: number[]; result: number }[] {
  return [...text.matchAll(/([^;=]*?) = INR (-?\d+\.\d\d)/g)].map(([, left = '', result]) => ({
    factors: left.split(' x ').map((part) => Number(/-?\d+(?:\.\d+)?/.exec(part)?.[0])),
    result: Number(result),
  }));
}

it('every product shown multiplies out to within a rounding unit', () => {
  let seen = 0;
  fc.assert(
    fc.property(troubled, (trouble) => {
      for (const { arithmetic, risk, lost } of productFindings(factsOf(trouble), {
        today: TODAY,
        thresholds: Thresholds.parse({}),
        currency: 'INR',
        digits: 2,
        opened: TODAY - 400,
        wasOpen: () => true,
        leadDays: () => undefined,
        customerName: ({ id }) => id,
      }))
        for (const { factors, result } of products(arithmetic)) {
          seen += 1;
          expect(factors.length).toBeGreaterThan(1);
          const exact = factors.reduce((all, each) => all * each, 1);
          expect(Math.abs(exact - result), arithmetic).toBeLessThanOrEqual(0.0051);
          expect(Math.abs((risk || lost || 0) / 100 - result), arithmetic).toBeLessThanOrEqual(0.0051);
        }
    }),
    { numRuns: 500, seed: 8 },
  );
  expect(seen).toBeGreaterThan(300);
});
