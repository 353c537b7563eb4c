import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PageSize } from '../../../../src/domain/ports/store/page-size.js';

/** Reads `items` of one size from a store whose pages hold `held` of them. */
function read(items: number, held: number): { readonly pages: number; readonly asked: number } {
  const size = new PageSize();
  let [pages, asked] = [0, 0];
  for (let left = items; left > 0; pages += 1) {
    asked += Math.min(size.limit, left);
    const came = Math.min(left, held, size.limit);
    size.learn(came);
    left -= came;
  }
  return { pages, asked };
}

test('asks for little more than comes, in few more pages than there must be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 3_000 }), (items, held) => {
      const { pages, asked } = read(items, held);
      expect(asked).toBeLessThanOrEqual(items * 1.3 + 1_000 + pages);
      expect(pages).toBeLessThanOrEqual(Math.ceil(items / Math.min(held, 1_000)) * 1.2 + 3);
    }),
  );
});
