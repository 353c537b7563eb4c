import { describe, expect, it } from 'vitest';
import type { Given } from '../../../src/domain/advice/actions/given.js';
import { judge, type Outcome } from '../../../src/domain/advice/actions/judging.js';
import { type DaySales, NOTHING, type Since } from '../../../src/domain/advice/actions/since.js';
import { noProduct, type ProductFacts } from '../../../src/domain/advice/facts/facts.js';
import { dayNumber, dayOf } from '../../../src/domain/calendar/days.js';

const ON = dayNumber('2026-03-01');

const advice = (kind: Given['kind'], more: Partial<Given> = {}): Given => ({
  advice_id: `2026-03-01.${kind}.P`,
  on: '2026-03-01',
  at: '2026-03-01T06:30:00.000Z',
  kind,
  subject: { type: 'product', id: 'P', name: 'Soap' },
  stake: 0,
  expected: { text: '' },
  alerts: [],
  before: { price: 10_000, cost: 6_000, on_hand: 500_000 },
  ...more,
});

/** Sales of eight weeks, four before the advice: units a day, at a price of which tax is taken off. */
function sold(unitsOn: (day: number) => number, netOn: (day: number) => number): Map<number, DaySales> {
  return new Map(
    Array.from({ length: 84 }, (_, index) => {
      const day = ON - 28 + index;
      return [day, { units: unitsOn(day), net: unitsOn(day) * netOn(day) }];
    }),
  );
}

const judged = (given: Given, since: Partial<Since>, days = 42, product?: ProductFacts): Outcome =>
  judge({
    given,
    since: { ...NOTHING, ...since },
    product,
    today: dayOf(ON + days),
    shown: { currency: 'INR', digits: 2 },
    reversed: false,
    settled: false,
  });

describe('a price', () => {
  it('earns its difference without the tax in it, from the day on which it changed', () => {
    const changed = ON + 13;
    const { followed, effect, says } = judged(advice('reprice'), {
      prices: [{ from: changed, price: 11_000 }],
      sales: sold(
        () => 10,
        (day) => (day < changed ? 10_000 : 11_000) / 1.18,
      ),
    });
    expect(followed).toBe('yes');
    expect(effect).toBe(Math.round((28 * 10 * 1_000) / 1.18));
    expect(says).toContain('INR 84.75 a day');
  });

  it('that was changed back is judged by the days on which it held', () => {
    const { effect, says } = judged(advice('reprice'), {
      prices: [
        { from: ON, price: 11_000 },
        { from: ON + 15, price: 10_000 },
      ],
      sales: sold(
        () => 10,
        (day) => (day >= ON && day < ON + 15 ? 11_000 : 10_000),
      ),
    });
    expect(effect).toBe(15 * 10 * 1_000);
    expect(says).toContain('of 15 days');
  });

  it('marked down brings less where no more is sold than was sold anyway', () => {
    const { effect } = judged(advice('mark_down', { expected: { text: '', price: 8_000 } }), {
      prices: [{ from: ON, price: 8_000 }],
      sales: sold(
        (day) => (day < ON ? 10 : 12),
        (day) => (day < ON ? 10_000 : 8_000),
      ),
    });
    expect(effect).toBe(28 * (12 * 8_000 - 10 * 10_000));
  });

  it('marked down brings what would have been left over, and no more than that without buying again', () => {
    const cleared = (unsold: number) =>
      judged(
        advice('mark_down', {
          before: { price: 10_000, cost: 6_000, unsold, until: dayOf(ON + 6) },
        }),
        {
          prices: [{ from: ON, price: 9_000 }],
          sales: sold(
            (day) => (day < ON ? 10 : 20),
            (day) => (day < ON ? 10_000 : 9_000),
          ),
        },
      ).effect;
    expect(cleared(100_000)).toBe(7 * (20 * 9_000 - 10 * 10_000));
    expect(cleared(20_000)).toBe(7 * (20 * 9_000 - 10 * 10_000) - 50 * 6_000);
  });

  it('within what days differ by anyway tells nothing', () => {
    const { effect, says } = judged(advice('reprice'), {
      prices: [{ from: ON, price: 10_100 }],
      sales: sold(
        (day) => 5 + ((day * 7) % 11),
        (day) => (day < ON ? 10_000 : 10_100),
      ),
    });
    expect(effect).toBeUndefined();
    expect(says).toMatch(/Cannot tell what it brought: days differ by INR \d+\.\d\d anyway/);
  });

  it.each([
    ['the other way', 9_000, 'another_price'],
    ['by a paisa', 10_001, 'another_price'],
    ['by less than half', 10_499, 'another_price'],
    ['by half', 10_500, 'yes'],
    ['by more', 12_000, 'yes'],
  ])('moved %s from 100 where 110 was advised: %s', (_, price, followed) => {
    const given = advice('reprice', { expected: { text: '', price: 11_000 } });
    expect(judged(given, { prices: [{ from: ON + 1, price }] }).followed).toBe(followed);
  });

  it('of what had not been sold for four weeks tells nothing', () => {
    const since = {
      prices: [{ from: ON, price: 11_000 }],
      sales: sold(
        () => 10,
        () => 10_000,
      ),
    };
    const young = { ...noProduct('P'), firstSold: ON - 10 };
    expect(judged(advice('reprice'), since, 42, young).says).toContain('had not been sold for four weeks');
  });

  it('set long after, or never, is not followed', () => {
    expect(judged(advice('reprice'), { prices: [{ from: ON + 15, price: 11_000 }] }).followed).toBe('no');
    expect(judged(advice('reprice'), { prices: [{ from: ON - 1, price: 9_000 }] }, 3).followed).toBe(
      'not_yet',
    );
  });

  it('that is unlawful was to go down', () => {
    const given = advice('reprice', { alerts: ['above_mrp:P'] });
    expect(judged(given, { prices: [{ from: ON, price: 11_000 }] }).followed).toBe('another_price');
    expect(judged(given, { prices: [{ from: ON, price: 9_000 }] }).followed).toBe('yes');
  });
});

it('an order brings what neither the stock nor what was on its way would have covered', () => {
  const given = advice('reorder', { before: { on_hand: 20_000, on_order: 30_000, margin: 400 } });
  const since = {
    supplied: 100_000,
    arrived: 100_000,
    arrivedOn: ON + 5,
    sales: sold(
      () => 3,
      () => 1_000,
    ),
  };
  expect(judged(given, since).effect).toBe((28 * 3 - 50) * 400);
  expect(
    judged(given, {
      ...since,
      sales: sold(
        () => 1,
        () => 1_000,
      ),
    }).effect,
  ).toBe(0);
  // No more than came, and nothing of what sold below zero before it came.
  expect(judged(given, { ...since, arrived: 10_000 }).effect).toBe(10 * 400);
  const empty = advice('reorder', { before: { on_hand: 0, margin: 400 } });
  expect(judged(empty, { ...since, arrivedOn: ON + 20 }).effect).toBe(8 * 3 * 400);
});

it('an order of which nothing has come yet has brought nothing that can be told', () => {
  const given = advice('reorder', { before: { on_hand: 0, margin: 400 } });
  const sales = sold(
    () => 3,
    () => 1_000,
  );
  expect(judged(given, { supplied: 104_000, sales })).toMatchObject({
    followed: 'yes',
    effect: undefined,
    says: 'Done: 104 units ordered or bought. Cannot tell what it brought: nothing has come in yet.',
  });
  expect(judged(given, { supplied: 0, sales }).followed).toBe('no');
});
