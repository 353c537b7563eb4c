import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byProduct, splitChange, splitChangeBy } from '../../../../src/domain/sales/query/drivers.js';

const PARTS = ['change', 'volume', 'mix', 'price', 'range'] as const;

const amount = fc.bigInt({ min: -50_000_000n, max: 5_000_000_000n });
const units = fc.oneof(fc.constant(0n), fc.bigInt({ min: -5_000n, max: 500_000n }));
const item = fc.record({
  group: fc.constantFrom('north', 'south', 'east', ''),
  product: fc.constantFrom('tea', 'rice', 'salt', 'soap', 'oil'),
  salesBefore: amount,
  salesAfter: amount,
  unitsBefore: units,
  unitsAfter: units,
});

test('groups add up to the parts of all, and the parts of each group to its change, exactly', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), (items) => {
      const groups = [...splitChangeBy(items).values()];
      const all = splitChange([...byProduct(items).values()]);
      for (const part of PARTS)
        expect(
          groups.reduce((sum, group) => sum + group[part], 0n),
          part,
        ).toBe(all[part]);
      for (const { change, volume, mix, price, range } of groups)
        expect(volume + mix + price + range).toBe(change);
    }),
    { numRuns: 1_000, seed: 1 },
  );
});

test('more units at the old prices are volume; the same units at a new price are price', () => {
  const tea = { product: 'tea', unitsBefore: 10n, salesBefore: 100n };
  const parts = splitChangeBy([
    { ...tea, group: 'north', unitsAfter: 12n, salesAfter: 120n },
    { ...tea, group: 'south', unitsAfter: 10n, salesAfter: 150n },
  ]);
  expect(parts.get('north')).toEqual({ change: 20n, volume: 20n, mix: 0n, price: 0n, range: 0n });
  expect(parts.get('south')).toEqual({ change: 50n, volume: 0n, mix: 0n, price: 50n, range: 0n });
});
