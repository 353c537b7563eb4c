import { describe, expect, test } from 'vitest';
import { supplyGaps } from '../../../../src/domain/forecast/history/supply-gaps.js';

/** Days from number 100 on. */
function gapsIn(values: readonly (number | undefined)[]): number[] {
  return [...supplyGaps({ id: 'P', first: 100, values, prices: [], discounted: [] })];
}

const daily = new Array<number>(60).fill(9);
const everyOtherDay = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 3 : 0));

describe('a gap in supply', () => {
  test('is two days without a sale of what sells every day, and at the end as well', () => {
    expect(gapsIn([...daily, 0, 0, 5])).toEqual([160, 161]);
    expect(gapsIn([...daily, 0, 0])).toEqual([160, 161]);
  });

  test('is no day without a sale of what sells every other day', () => {
    expect(gapsIn([...everyOtherDay, 0, 0, 0, 0])).toEqual([]);
    expect(gapsIn([...everyOtherDay, 0, 0, 0, 0, 0, 0, 0])).toHaveLength(8);
  });

  test('is not what has gone on for more than four weeks', () => {
    expect(gapsIn([...daily, ...new Array<number>(28).fill(0)])).toHaveLength(28);
    expect(gapsIn([...daily, ...new Array<number>(29).fill(0)])).toEqual([]);
  });

  test('does not teach that days without a sale are usual', () => {
    const often = [...daily, 0, 0, 0, ...daily.slice(0, 10), 0, 0, 0];
    expect(gapsIn(often)).toEqual([160, 161, 162, 173, 174, 175]);
  });

  test('is not seen in a short history, nor on days that are not known', () => {
    expect(gapsIn([...daily.slice(0, 13), 0, 0])).toEqual([]);
    expect(gapsIn([...daily, undefined, undefined])).toEqual([]);
    expect(gapsIn([...daily, 0, undefined, 0])).toEqual([160, 162]);
  });
});
