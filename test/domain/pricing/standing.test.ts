import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../../src/domain/calendar/days.js';
import { type AdvisedMarkdown, standingOf } from '../../../src/domain/pricing/standing.js';

const LOT = { product_id: 'jam', expires: dayNumber('2026-04-10'), units: 5 };

function standing(more: {
  readonly price?: number;
  readonly day?: string;
  readonly changes?: readonly (readonly [string, number])[];
  readonly advised?: readonly AdvisedMarkdown[];
  readonly lots?: readonly (typeof LOT)[];
  readonly leftAt?: number;
}) {
  const { price = 3_000, day = '2026-04-03', advised = [], lots = [LOT], leftAt } = more;
  const changes = more.changes ?? [
    ['2026-04-01', 3_000],
    ['2026-01-05', 4_000],
  ];
  return standingOf(
    {
      price,
      lots,
      advised,
      day: dayNumber(day),
      history: {
        sellers: [],
        changes: changes.map(([from, each]) => ({
          from,
          price: each,
          bought: false,
          cost: undefined,
          mrp: undefined,
        })),
      },
    },
    () => leftAt,
  );
}

const ADVISED = { on: '2026-04-01', price: 3_000, before: 4_000, until: '2026-04-10' };

describe('a markdown that was advised', () => {
  test('stands until its day, and goes back to the price before it', () => {
    const until = dayNumber('2026-04-10');
    expect(standing({ advised: [ADVISED] })).toEqual({ back: 4_000, until, ended: false });
    expect(standing({ advised: [ADVISED], day: '2026-04-11' })?.ended).toBe(true);
    expect(standing({ advised: [ADVISED], lots: [] })?.ended).toBe(true);
  });

  test('goes back to the price before the first of two in a row', () => {
    const further = { on: '2026-04-05', price: 2_000, before: 3_000, until: '2026-04-10' };
    const changes = [
      ['2026-04-05', 2_000],
      ['2026-04-01', 3_000],
    ] as const;
    expect(standing({ price: 2_000, changes, advised: [further, ADVISED] })?.back).toBe(4_000);
  });

  test('that was not followed, or is no longer the price, does not stand', () => {
    const price = 3_800;
    expect(standing({ price, changes: [['2026-04-01', price]], advised: [ADVISED] })).toBeUndefined();
    const later = [['2026-05-02', 3_000]] as const;
    expect(standing({ changes: later, advised: [ADVISED], day: '2026-05-03' })).toBeUndefined();
  });
});

test('what the history shows stands where stock would be left over at the price before', () => {
  const until = dayNumber('2026-04-10');
  expect(standing({ leftAt: until })).toEqual({ back: 4_000, until, ended: false });
  expect(standing({})).toBeUndefined();
  const old = [
    ['2026-02-01', 3_000],
    ['2026-01-05', 4_000],
  ] as const;
  expect(standing({ changes: old, leftAt: until })).toBeUndefined();
});
