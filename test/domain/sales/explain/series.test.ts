import { describe, expect, test } from 'vitest';
import { embeddedStore } from '../../../support/embedded-store.js';
import { explaining, type PlainSale } from './shop.js';

const store = embeddedStore();
const BY_MONTH = { measures: ['net_sales'], grain: 'month' as const };

/** A sale on the 28th of each month from January 2025 on. */
function monthly(amounts: readonly number[]): PlainSale[] {
  return amounts.map((amount, index) => {
    const month = String((index % 12) + 1).padStart(2, '0');
    const day: string = `${2025 + Math.floor(index / 12)}-${month}-28`;
    return amount < 0 ? [day, 'Tea', -1, -amount] : [day, 'Tea', 1, amount];
  });
}

/** What is said of these sales in books that are kept from the start of 2025 until now. */
async function explained(sales: readonly PlainSale[], query: object, now = '2026-04-02T06:30:00Z') {
  const kept: PlainSale[] = [['2025-01-01', 'Tea', 1, 0], ...sales, [now.slice(0, 10), 'Tea', 1, 0]];
  return explaining(store, kept, { now })(query);
}

async function text(sales: readonly PlainSale[], query: object, now?: string): Promise<string> {
  return (await explained(sales, query, now)).explanation.text;
}

describe('a series', () => {
  test('is told by total, mean, last whole month, ends and what is counted in part', async () => {
    expect(
      await text(
        [...monthly([10, 40, 20, 30]), ['2025-05-05', 'Tea', 1, 25]],
        { ...BY_MONTH, period: { named: '2025' } },
        '2025-05-10T06:30:00Z',
      ),
    ).toBe(
      'Net sales came to ₹125 from 1 January to 10 May 2025, so far; a whole month brings ₹25 on average. The last whole month, April 2025, has ₹30, 50 % more than March 2025. May 2025 is counted up to 10 May only: ₹25 so far. Highest: February 2025 with ₹40; lowest: January 2025 with ₹10.',
    );
  });

  test('that ends in a record says of how many, or since when', async () => {
    const now = '2025-07-02T06:30:00Z';
    const period = { named: '2025' };
    expect(await text(monthly([10, 40, 20, 30, 25, 50]), { ...BY_MONTH, period }, now)).toContain(
      'The last whole month, June 2025, has ₹50, 100 % more than May 2025: the highest of all 6 whole months in the books.',
    );
    expect(await text(monthly([10, 40, 20, 30, 25, 5]), { ...BY_MONTH, period }, now)).toContain(
      ': the lowest of all 6 whole months in the books.',
    );
    const long = [90, 1, 2, 3, 4, 5, 6, 7, 50];
    expect(await text(monthly(long), { ...BY_MONTH, period }, '2025-10-02T06:30:00Z')).toContain(
      ': the highest since January 2025.',
    );
    expect(await text(monthly([10, 40, 20, 30, 25, 35]), { ...BY_MONTH, period }, now)).not.toContain(
      'the highest',
    );
  });

  test('of days gone by tells records of their time', async () => {
    const sales = monthly([10, 40, 20, 30, 25, 50, 99]);
    expect(await text(sales, { ...BY_MONTH, period: { from: '2025-01', to: '2025-06' } })).toContain(
      'the highest of all 6 whole months up to then.',
    );
  });

  test('looks for records before the days asked for', async () => {
    const amounts = [...Array.from({ length: 12 }, (_, at) => 10 + at), 5, 6, 30];
    expect(
      await text(monthly(amounts), { ...BY_MONTH, period: { named: '2026' } }, '2026-04-02T06:30:00Z'),
    ).toContain('the highest of all 15 whole months in the books');
  });

  test('whose level changes says from when on, and one that does not says so', async () => {
    const step = [10, 11, 9, 10, 12, 10, 20, 21, 19, 22, 20, 21];
    const query = { ...BY_MONTH, period: { named: '2025' } };
    const { explanation } = await explained(monthly(step), query);
    expect(explanation.text).toContain(
      'The level is clearly higher from July 2025 on: ₹20.50 a month on average, against ₹10.33 before.',
    );
    expect(explanation.facts).toContainEqual(
      expect.objectContaining({ kind: 'level_after', value: 20.5, from: '2025-07-01', to: '2025-12-31' }),
    );
    const level = step.map((_, at) => 10 + (at % 2));
    expect(await text(monthly(level), query)).toContain(
      'There is no clear change of level over these 12 months.',
    );
  });

  test('of nothing, and of one figure throughout', async () => {
    const query = { ...BY_MONTH, period: { named: '2025' } };
    expect(await text(monthly([0, 0, 0, 0]), query)).toBe('Net sales came to ₹0 in 2025.');
    expect(await text(monthly(Array.from({ length: 12 }, () => 7)), query)).toContain(
      'Every whole month has ₹7.',
    );
  });

  test('below zero', async () => {
    expect(
      await text(monthly([10, -40, 20]), { ...BY_MONTH, period: { from: '2025-01', to: '2025-03' } }),
    ).toContain('Highest: March 2025 with ₹20; lowest: February 2025 with −₹40.');
  });

  test('with equal ends', async () => {
    const query = { ...BY_MONTH, period: { from: '2025-01', to: '2025-06' } };
    expect(await text(monthly([5, 9, 5, 9, 5, 6]), query)).toContain(
      'Highest: February 2025 and April 2025 with ₹9 each; lowest: 3 months with ₹5 each.',
    );
  });

  test('cut within a bucket at either end says so', async () => {
    const query = { ...BY_MONTH, period: { from: '2025-01-03', to: '2025-04-29' } };
    expect(await text(monthly([10, 40, 20, 30]), query)).toContain(
      'January 2025 is counted from 3 January only: ₹10; April 2025 is counted up to 29 April only: ₹30.',
    );
  });

  test('of books that ended before today is whole only so far as they go', async () => {
    const sales: PlainSale[] = [['2025-01-01', 'Tea', 1, 0], ...monthly([10, 40, 20])];
    const { explanation } = await explaining(store, sales)({ ...BY_MONTH, period: { named: '2025' } });
    expect(explanation.text).toContain('₹70 from 1 January to 28 March 2025, where the books end');
    expect(explanation.text).toContain('The last whole month, February 2025, has ₹40');
    expect(explanation.text).toContain('March 2025 is counted up to 28 March only: ₹20.');
  });

  test('of days sets the last one beside the same weekday', async () => {
    const sales = Array.from(
      { length: 12 },
      (_, day): PlainSale => [`2026-03-${String(day + 19).padStart(2, '0')}`, 'Tea', 1, 100 + day],
    );
    expect(
      await text(
        sales,
        { ...BY_MONTH, grain: 'day', period: { named: 'last 12 days' } },
        '2026-03-31T06:30:00Z',
      ),
    ).toContain('The last whole day, 30 March 2026, has ₹111, 6.7 % more than a week before, 23 March 2026');
  });

  test('longer than one page is read as a whole', async () => {
    const sales = Array.from(
      { length: 440 },
      (_, day): PlainSale => [
        new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
        'Tea',
        1,
        day === 400 ? 9_999 : 100 + (day % 50),
      ],
    );
    const total = sales.reduce((sum, [, , , amount]) => sum + amount, 0);
    const { explanation } = await explained(sales, { ...BY_MONTH, grain: 'day', limit: 500 });
    expect(explanation.facts).toContainEqual(expect.objectContaining({ kind: 'total', value: total }));
    expect(explanation.text).toContain('Highest: 5 February 2026 with ₹9,999');
  });

  test('asked for its best begins with it', async () => {
    const best = {
      ...BY_MONTH,
      period: { named: '2025' },
      order_by: [{ member: 'net_sales', direction: 'desc' as const }],
      limit: 1,
    };
    expect(await text(monthly([10, 40, 20, 30]), best)).toMatch(/^Highest: February 2025 with ₹40; lowest: /);
  });
});
