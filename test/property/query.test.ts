import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import type { QueryService } from '../../src/domain/sales/query/query-service.js';
import type { QueryRequest } from '../../src/domain/sales/query/request.js';
import { embeddedStore } from '../support/embedded-store.js';
import { expected, type Row } from '../support/oracle/answer.js';
import { DIMENSION_RULES } from '../support/oracle/dimensions.js';
import { MEASURE_RULES } from '../support/oracle/measures.js';
import { openQueries } from '../support/oracle/open.js';
import { randomQuery } from '../support/oracle/queries.js';
import { Dice, randomShop } from '../support/oracle/shop.js';
import { World } from '../support/oracle/world.js';

const store = embeddedStore();
const SHOPS = Number(process.env.ORACLE_SHOPS ?? 20);
const QUERIES = 40;
const MOST_PAGES = 4;

interface Answered {
  readonly rows: Row[];
  readonly total: number;
  readonly complete: boolean;
}

/** The pages of an answer, or undefined where it is refused because its members do not go together. */
async function ask(queries: QueryService, query: QueryRequest): Promise<Answered | undefined> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  let total = 0;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await queries.run({ ...query, cursor });
      rows.push(...answer.rows);
      total = answer.row_count;
      cursor = answer.next_cursor;
      if (cursor === undefined) break;
    }
    return { rows, total, complete: cursor === undefined };
  } catch (error) {
    if (error instanceof ClerkError && error.code === 'refused') return undefined;
    throw error;
  }
}

describe('a query gives what plain arithmetic over the records gives, to the last digit and in order', () => {
  const answered = new Set<string>();
  let refused = 0;

  test.each(Array.from({ length: SHOPS }, (_, index) => index + 1))('shop %i', async (seed) => {
    const shop = randomShop(seed);
    const world = new World(shop);
    const { queries } = openQueries(store.table(), shop);
    const dice = new Dice(seed * 1_000);
    for (let at = 0; at < QUERIES; at += 1) {
      const query = randomQuery(dice, world);
      const told = `shop ${seed}, query ${at}: ${JSON.stringify(query)}`;
      const wanted = expected(world, query);
      const given = await ask(queries, query).catch((error: unknown) => {
        throw new Error(told, { cause: error });
      });
      if (wanted === undefined || given === undefined) {
        expect(given, told).toEqual(wanted);
        refused += 1;
        continue;
      }
      expect(given.rows, told).toEqual(wanted.slice(0, given.complete ? undefined : given.rows.length));
      if (wanted.length > 0) expect(given.total, told).toBe(wanted.length);
      if (wanted.length > 1)
        for (const name of [...(query.measures ?? []), ...(query.dimensions ?? [])]) answered.add(name);
    }
  });

  test('and nearly every measure and dimension was among them, and few were refused', () => {
    const all = [...MEASURE_RULES.keys(), ...DIMENSION_RULES.keys()];
    expect(answered.size).toBeGreaterThan(all.length * 0.95);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan((SHOPS * QUERIES) / 4);
  });
});

test.each([6, 16, 22])('shop %i: every bucket is listed whichever measure comes first', async (seed) => {
  const shop = randomShop(seed);
  const world = new World(shop);
  const { queries } = openQueries(store.table(), shop);
  for (const measures of [
    ['orders_together', 'net_sales'],
    ['net_sales', 'orders_together'],
    ['orders_together'],
  ]) {
    const query: QueryRequest = { measures, grain: 'week', limit: 500 };
    const given = await ask(queries, query);
    expect(given?.rows, measures.join(' ')).toEqual(expected(world, query));
  }
});

test('a period of more hours or days than anyone could read is refused, not listed', async () => {
  const { queries } = openQueries(store.table(), randomShop(4));
  const [from, to] = ['0001-01-01', '9999-12-31'];
  for (const grain of ['hour', 'day'] as const)
    await expect(
      queries.run({ measures: ['orders'], grain, period: { from, to }, limit: 5 }),
    ).rejects.toMatchObject({ code: 'invalid_input', field: 'period' });
  for (const period of [{ from }, { to }])
    await expect(
      queries.run({ measures: ['orders'], grain: 'hour', period, limit: 5 }),
    ).rejects.toMatchObject({ code: 'invalid_input', field: 'period' });
  await expect(
    queries.run({ measures: ['orders'], grain: 'year', period: { from, to }, limit: 5 }),
  ).resolves.toMatchObject({ row_count: 9999 });
});

describe('what is set beside a figure', () => {
  const KEYS = ['product', 'category', 'customer', 'customer_country', 'payment', 'supplier', 'employee'];
  const SUMS = ['net_sales', 'quantity', 'orders', 'lines', 'discount'];
  const keyOf = (row: Row, dimensions: readonly string[]): string =>
    JSON.stringify(dimensions.map((name) => row[name] ?? null));
  const figure = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);
  const exact = (value: number): number => Number(value.toFixed(7));

  test.each([2, 4, 7, 9, 16])('shop %i: another period is the same query over it', async (seed) => {
    const shop = randomShop(seed);
    const world = new World(shop);
    const { queries } = openQueries(store.table(), shop);
    const dice = new Dice(seed * 7_919);
    for (let at = 0; at < 12; at += 1) {
      const dimensions = dice.some(KEYS, dice.between(0, 2));
      const [measure = 'orders'] = dice.some(SUMS, 1);
      const bound = dice.pick(['0', '1', '5']);
      const op = dice.pick(['more_than', 'less_than', 'at_least', 'at_most'] as const);
      const base: QueryRequest = { measures: [measure], dimensions, limit: 500 };
      const filters = dice.chance(0.5) ? [{ member: measure, op, values: [bound] }] : [];
      const period = { from: '2025-06-01', to: '2025-12-31' };
      const other = { from: '2025-01-01', to: '2025-08-31' };
      const query = { ...base, filters, period, compare: [`${other.from}..${other.to}`] };
      const told = `shop ${seed}, query ${at}: ${JSON.stringify(query)}`;
      const now = new Map(expected(world, { ...base, period })?.map((row) => [keyOf(row, dimensions), row]));
      const then = new Map(
        expected(world, { ...base, period: other })?.map((row) => [keyOf(row, dimensions), row]),
      );
      const kept = [...new Set([...now.keys(), ...then.keys()])].filter((key) => {
        const value = figure(now.get(key), measure);
        const limit = Number(bound);
        return (
          filters.length === 0 ||
          {
            more_than: value > limit,
            less_than: value < limit,
            at_least: value >= limit,
            at_most: value <= limit,
          }[op]
        );
      });
      const { rows } = await queries.run(query);
      const given = new Map(rows.map((row) => [keyOf(row, dimensions), row]));
      expect([...given.keys()].sort(), told).toEqual(kept.sort());
      for (const [key, row] of given) {
        const [after, before] = [figure(now.get(key), measure), figure(then.get(key), measure)];
        expect(row[measure], told).toBe(after);
        expect(row[`${measure}_vs_20250101`], told).toBe(before);
        expect(figure(row, `${measure}_change_vs_20250101`), told).toBe(exact(after - before));
        const percent = row[`${measure}_percent_vs_20250101`];
        if (before === 0) expect(percent, told).toBeUndefined();
        else
          expect(figure({ percent: percent ?? 0 }, 'percent'), told).toBeCloseTo(
            ((after - before) / Math.abs(before)) * 100,
            3,
          );
      }
      const values = rows.map((row) => figure(row, measure));
      expect(values, told).toEqual([...values].sort((a, b) => b - a));
    }
  });

  test.each([2, 4, 7, 9, 16])(
    'shop %i: shares, ranks, running totals and the rest follow from it',
    async (seed) => {
      const shop = randomShop(seed);
      const world = new World(shop);
      const { queries } = openQueries(store.table(), shop);
      const dice = new Dice(seed * 104_729);
      for (let at = 0; at < 8; at += 1) {
        const [dimension = 'product'] = dice.some(KEYS, 1);
        const [measure = 'orders'] = dice.some(SUMS, 1);
        const base: QueryRequest = { measures: [measure], dimensions: [dimension], limit: 500 };
        const told = `shop ${seed}, query ${at}: ${JSON.stringify(base)}`;
        const plain = expected(world, base) ?? [];
        const total = figure(expected(world, { measures: [measure], limit: 1 })?.[0], measure);
        const { rows, totals } = await queries.run({
          ...base,
          add: ['share', 'running_total', 'rank', 'totals'],
        });
        expect(
          rows.map((row) => row[measure]),
          told,
        ).toEqual(plain.map((row) => row[measure]));
        expect(figure(totals, measure), told).toBe(total);
        const all = plain.reduce((sum, row) => sum + figure(row, measure), 0);
        let running = 0;
        for (const row of rows) {
          const value = figure(row, measure);
          running += value;
          expect(figure(row, `${measure}_running`), told).toBe(exact(running));
          expect(row[`${measure}_rank`], told).toBe(
            1 + plain.filter((each) => figure(each, measure) > value).length,
          );
          if (exact(all) !== 0)
            expect(figure(row, `${measure}_share`), told).toBeCloseTo((value / all) * 100, 3);
        }

        const top = await queries.run({ ...base, top: 2 });
        const named = plain.filter((row) => row[dimension] !== undefined).slice(0, 2);
        expect(
          top.rows.filter((row) => row[dimension] !== '(other)').map((row) => row[dimension]),
          told,
        ).toEqual(named.map((row) => row[dimension]));
        // One order has many products: only what belongs to a line adds up.
        if (measure !== 'orders')
          expect(exact(top.rows.reduce((sum, row) => sum + figure(row, measure), 0)), told).toBe(
            exact(total),
          );
        const rest = top.rows.findIndex((row) => row[dimension] === '(other)');
        if (rest >= 0) expect(rest, told).toBe(top.rows.length - 1);
      }
    },
  );

  test.each([4, 9])('shop %i: a moving average is that of the last buckets', async (seed) => {
    const shop = randomShop(seed);
    const world = new World(shop);
    const { queries } = openQueries(store.table(), shop);
    const base: QueryRequest = {
      measures: ['quantity'],
      grain: 'month',
      period: { from: '2025-01-01', to: '2025-12-31' },
      limit: 100,
    };
    const plain = (expected(world, base) ?? []).map((row) => figure(row, 'quantity'));
    const { rows } = await queries.run({ ...base, moving_average: 3 });
    expect(rows).toHaveLength(12);
    rows.forEach((row, at) => {
      const window = plain.slice(Math.max(0, at - 2), at + 1);
      const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
      expect(figure(row, 'quantity_moving_average')).toBeCloseTo(mean, 3);
    });
  });
});
