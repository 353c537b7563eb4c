import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToBudget, type Wanted } from '../../../src/domain/reorder/budget.js';
import { orderCost, upToMultiple } from '../../../src/domain/reorder/policy.js';

const TERMS = { least: 0, multiple: 1_000 };
/** Ten units at 1.00 each. */
const line = (id: string, saves: number | undefined, more: Partial<Wanted> = {}): Wanted => ({
  id,
  quantity: 10_000,
  unitCost: 100,
  saves,
  terms: TERMS,
  ...more,
});

test('what saves most for its money is kept; the rest of the money buys packs of the next', () => {
  const cuts = cutToBudget([line('low', 100), line('high', 900), line('middle', 500)], 1_650);
  expect([...cuts]).toEqual([
    ['middle', { quantity: 6_000, rank: 2 }],
    ['low', { quantity: 0, rank: 3 }],
  ]);
});

test('it is the margin for the money that counts, not the margin', () => {
  const dear = line('dear', 1_000, { unitCost: 1_000 });
  expect([...cutToBudget([dear, line('cheap', 500)], 1_000).keys()]).toEqual(['dear']);
});

test('less than the least order is none at all, and the money goes to the next', () => {
  const lines = [line('large', 900, { terms: { least: 8_000, multiple: 4_000 } }), line('next', 100)];
  expect([...cutToBudget(lines, 700)]).toEqual([
    ['large', { quantity: 0, rank: 1 }],
    ['next', { quantity: 7_000, rank: 2 }],
  ]);
});

test('a line of unknown cost is cut without a rank, one that costs nothing is kept', () => {
  const lines = [line('unknown', 900, { unitCost: undefined }), line('free', undefined, { unitCost: 0 })];
  expect([...cutToBudget(lines, 0)]).toEqual([['unknown', { quantity: 0, rank: undefined }]]);
});

test('lines of equal worth are kept in order of their ids, whatever the order they come in', () => {
  const lines = [line('b', 500), line('a', 500)];
  expect(cutToBudget(lines, 1_000)).toEqual(cutToBudget(lines.toReversed(), 1_000));
  expect([...cutToBudget(lines, 1_000).keys()]).toEqual(['b']);
});

test('no budget is ever exceeded, and what is left of an order can be ordered', () => {
  const lines = fc.array(
    fc.record({
      packs: fc.integer({ min: 1, max: 40 }),
      multiple: fc.constantFrom(1, 250, 1_000, 12_000),
      least: fc.nat(20_000),
      unitCost: fc.option(fc.double({ min: 0, max: 5_000, noNaN: true }), { nil: undefined }),
      saves: fc.option(fc.nat(100_000), { nil: undefined }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(lines, fc.nat(500_000), (made, budget) => {
      const wanted = made.map(
        ({ packs, multiple, least, unitCost, saves }, index): Wanted => ({
          id: String(index),
          quantity: upToMultiple(Math.max(packs * multiple, least), multiple),
          unitCost,
          saves,
          terms: { least, multiple },
        }),
      );
      const cuts = cutToBudget(wanted, budget);
      let spent = 0;
      for (const { id, quantity, unitCost, terms } of wanted) {
        const kept = cuts.get(id)?.quantity ?? quantity;
        if (cuts.has(id)) expect(kept).toBeLessThan(quantity);
        expect(kept % terms.multiple).toBe(0);
        if (kept > 0) expect(kept).toBeGreaterThanOrEqual(terms.least);
        if (unitCost === undefined) expect(kept).toBe(0);
        spent += orderCost(kept, unitCost ?? 0);
      }
      expect(spent).toBeLessThanOrEqual(budget);
    }),
  );
});
