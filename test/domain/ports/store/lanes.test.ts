import { expect, test } from 'vitest';
import { Lanes } from '../../../../src/domain/ports/store/lanes.js';

test('work runs in order, never more of it at a time than there are lanes, and a failure frees its lane', async () => {
  const lanes = new Lanes(3);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = async (index: number): Promise<number> => {
    begun.push(index);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, (index * 7) % 5));
    running -= 1;
    if (index % 4 === 0) throw new Error('failed');
    return index;
  };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, (_, index) => lanes.run(() => work(index))),
  );
  expect(most).toBe(3);
  expect(begun).toEqual(begun.toSorted((a, b) => a - b));
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(8);
});
