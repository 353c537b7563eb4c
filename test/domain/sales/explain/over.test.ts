import { describe, expect, test } from 'vitest';
import { embeddedStore } from '../../../support/embedded-store.js';
import { explaining, type PlainSale } from './shop.js';

const store = embeddedStore();

async function text(sales: readonly PlainSale[], query: object, now: string): Promise<string> {
  return (await explaining(store, sales, { now })(query)).explanation.text;
}

describe('a day that is not over', () => {
  const SALES: PlainSale[] = [
    ['2026-03-01', 'Tea', 1, 50],
    ['2026-03-09T08:00', 'Tea', 1, 100],
    ['2026-03-09T18:00', 'Tea', 1, 900],
    ['2026-03-10T09:00', 'Tea', 1, 120],
  ];
  const TODAY = { measures: ['net_sales'], period: { named: 'today' } };
  // Half past twelve in the shop.
  const NOON = '2026-03-10T07:00:00Z';

  test('is set beside the same hours of the day before', async () => {
    expect(await text(SALES, TODAY, NOON)).toBe(
      'Net sales came to ₹120 on 10 March 2026, so far: ₹20 (20 %) more than at the same point before, on 9 March 2026, up to 12:00 (₹100).',
    );
  });

  test('says both where the last hour is not over either', async () => {
    const { explanation } = await explaining(store, [...SALES, ['2026-03-10T12:10', 'Tea', 1, 30]], {
      now: NOON,
    })(TODAY);
    expect(explanation.text).toBe(
      'Net sales came to ₹150 on 10 March 2026, so far; up to 12:00 it was ₹120: ₹20 (20 %) more than at the same point before, on 9 March 2026, up to 12:00 (₹100).',
    );
    expect(explanation.facts).toContainEqual(
      expect.objectContaining({ kind: 'figure', value: 120, to: '2026-03-10', until: '12:00' }),
    );
  });

  test('that has just begun stands alone', async () => {
    expect(await text(SALES.slice(0, 3), TODAY, '2026-03-09T18:40:00Z')).not.toContain('than');
    expect(await text(SALES, TODAY, '2026-03-10T04:00:00Z')).toContain('so far');
  });

  test('ends the days before it as well', async () => {
    const two = { ...TODAY, period: { from: '2026-03-09', to: '2026-03-10' } };
    const before: PlainSale[] = [
      ['2026-03-07', 'Tea', 1, 10],
      ['2026-03-08T11:00', 'Tea', 1, 20],
      ['2026-03-08T13:00', 'Tea', 1, 40],
    ];
    expect(await text([...SALES, ...before], two, NOON)).toBe(
      'Net sales came to ₹1,120 from 9 to 10 March 2026, so far: ₹1,090 (3,633.3 %) more than at the same point before, from 7 to 8 March 2026, up to 12:00 (₹30).',
    );
  });

  test('of a comparison that was asked for says what the row shows as well', async () => {
    expect(await text(SALES, { ...TODAY, compare: ['previous_period'] }, NOON)).toContain(
      'on 9 March 2026, up to 12:00 (₹100); the row shows ₹880 (88 %) less than the whole, on 9 March 2026 (₹1,000).',
    );
  });
});

describe('books that begin within the days asked for', () => {
  const SALES: PlainSale[] = [
    ['2026-02-20', 'Tea', 1, 50],
    ['2026-03-29', 'Tea', 1, 100],
  ];
  const NOW = '2026-04-02T06:30:00Z';
  const query = { measures: ['net_sales'], period: { from: '2024-01', to: '2026-03' } };

  test('are told once, not by each month before them', async () => {
    const told = await text(SALES, { ...query, grain: 'month' }, NOW);
    expect(told).toContain('from January 2024 to March 2026, in books that begin on 20 February 2026');
    expect(told).toContain('February 2026 is counted from 20 February only: ₹50.');
    expect(told).not.toMatch(/2025|January 2024 is/);
  });

  test('are told with rows and with a figure alone', async () => {
    const begin = 'from January 2024 to March 2026, in books that begin on 20 February 2026';
    expect(await text(SALES, query, NOW)).toBe(`Net sales ${begin}: ₹150.`);
    expect(await text(SALES, { ...query, dimensions: ['product'] }, NOW)).toContain(`₹150 ${begin}.`);
  });

  test('have no whole days before they begin', async () => {
    const days = { ...query, grain: 'day', period: { from: '2026-02-10', to: '2026-02-22' } };
    expect(await text(SALES, days, NOW)).toContain('a whole day brings ₹16.67 on average');
  });
});
