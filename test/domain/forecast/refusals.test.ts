import { describe, expect, it } from 'vitest';
import { forecastMany, forecastOne } from '../../../src/domain/forecast/forecast.js';
import type { ForecastInput } from '../../../src/domain/forecast/types.js';

const WEEKS = Array.from({ length: 70 }, (_, t) => 10 + (t % 7));

function input(values: readonly (number | undefined)[], more: Partial<ForecastInput> = {}): ForecastInput {
  return { id: 'soap', values, period: 7, ...more };
}

describe('what cannot be forecast', () => {
  it.each([0, 91, -1, 2.5, Number.NaN])('refuses a horizon of %d', async (horizon) => {
    await expect(forecastOne(input(WEEKS), { horizon })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'horizon',
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses a demand of %d',
    async (bad) => {
      await expect(forecastOne(input([...WEEKS, bad]), { horizon: 7 })).rejects.toMatchObject({
        field: 'values[70]',
      });
    },
  );

  const CATEGORY = 'give it a category of which three products sell: a new product borrows from it.';

  it.each([
    [
      [5],
      'too_little_history',
      'There is 1 observed step; a forecast needs 6 at least.',
      `Wait for 5 more, or ${CATEGORY}`,
    ],
    [
      [5, 6, undefined, 4],
      'too_little_history',
      'There are 3 observed steps; a forecast needs 6 at least.',
      `Wait for 3 more, or ${CATEGORY}`,
    ],
    [
      [undefined, undefined],
      'never_sold',
      'It was never sold, so there is no demand to forecast from; 6 observed steps are needed at least.',
      `Sell it first, or ${CATEGORY}`,
    ],
    [
      WEEKS.map(() => 0),
      'never_sold',
      'Nothing was sold in 70 observed steps, so there is no demand to forecast.',
      'Wait for a first sale; mark days without stock as not observed if there was no stock.',
    ],
  ])('says of %j what is missing', async (values, reason, message, fix) => {
    const result = await forecastOne(input(values), { horizon: 7 });
    expect(result).toEqual({ kind: 'refusal', id: 'soap', reason, message, fix });
  });

  it('says where an amount is none', async () => {
    await expect(forecastOne(input([1, 2, Number.NaN]), { horizon: 7 })).rejects.toMatchObject({
      message: 'Step 2 of soap is NaN; amounts are finite numbers.',
      fix: 'Leave the step undefined if it was not observed.',
    });
  });

  it('refuses drivers that are not known ahead, and prices that are none', async () => {
    const price = { name: 'price', kind: 'price' as const, values: WEEKS.map(() => 3) };
    await expect(forecastOne(input(WEEKS, { drivers: [price] }), { horizon: 7 })).rejects.toMatchObject({
      field: 'drivers.price',
    });
    const free = { ...price, values: [...WEEKS, ...WEEKS.slice(0, 7)].map((_, t) => (t === 3 ? 0 : 3)) };
    await expect(forecastOne(input(WEEKS, { drivers: [free] }), { horizon: 7 })).rejects.toThrow(
      'is 0 at step 3',
    );
  });

  it('refuses a season of no whole steps', async () => {
    await expect(forecastOne(input(WEEKS, { period: 0 }), { horizon: 7 })).rejects.toMatchObject({
      field: 'period',
    });
  });

  it('stops when it is asked to', async () => {
    const control = new AbortController();
    control.abort();
    await expect(forecastOne(input(WEEKS), { horizon: 7, signal: control.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('a long run', () => {
  it('stops in its midst when it is asked to', async () => {
    const control = new AbortController();
    const many = Array.from({ length: 60 }, (_, k) => ({
      ...input(WEEKS.map((value) => value + (k % 5))),
      id: `${k}`,
    }));
    const running = forecastMany(many, { horizon: 7, signal: control.signal });
    setImmediate(() => control.abort());
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('odd histories', () => {
  it('carries a constant one on', async () => {
    const result = await forecastOne(input(WEEKS.map(() => 4)), { horizon: 7 });
    if (result.kind !== 'forecast') throw new Error(result.message);
    expect(result.method).toBe('constant');
    expect(result.reasons[0]).toBe('Every observed step is the same.');
    for (const series of [result.point, result.interval95.low, result.interval95.high]) {
      for (const value of series) expect(value).toBeCloseTo(4, 6);
    }
  });

  it('counts steps on which more came back than was sold as no demand, and says so', async () => {
    const result = await forecastOne(input([...WEEKS, -30, -2]), { horizon: 7 });
    if (result.kind !== 'forecast') throw new Error(result.message);
    expect(result.reasons[0]).toBe('2 steps on which more came back than was sold count as no demand.');
    for (const value of result.interval95.low) expect(value).toBeGreaterThanOrEqual(0);
  });

  it('lends a new product its category’s demand, at the level of its own first sales', async () => {
    const siblings = [1, 2, 3, 4].map((k) => ({
      ...input(
        WEEKS.map((value) => value * k),
        { group: 'soaps' },
      ),
      id: `sibling ${k}`,
    }));
    const fresh = input([40, 42, 44], { group: 'soaps' });
    const results = await forecastMany([...siblings, fresh], { horizon: 7 });
    const own = results.at(-1);
    if (own?.kind !== 'forecast') throw new Error('Nothing was borrowed.');
    expect(own.method).toBe('borrowed');
    expect(own.reasons[0]).toContain('4 products of soaps');
    const mean = own.point.reduce((a, b) => a + b, 0) / 7;
    expect(mean).toBeGreaterThan(34);
    expect(mean).toBeLessThan(44);
    const alone = await forecastMany([...siblings, { ...fresh, group: 'toys' }], { horizon: 7 });
    expect(alone.at(-1)?.kind).toBe('refusal');
  });
});
