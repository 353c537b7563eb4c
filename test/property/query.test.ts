import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import type { QueryService } from '../../src/domain/sales/query/query-service.js';
import type { QueryRequest } from '../../src/domain/sales/query/request.js';
import { embeddedStore } from '../support/embedded-store.js';
import { expected, type Row } from '../support/oracle/answer.js';
import { DIMENSION_RULES } from '../support/oracle/dimensions.js';
import { featuresOf, PLAIN_FEATURES } from '../support/oracle/features.js';
import { MEASURE_RULES } from '../support/oracle/measures.js';
import { openQueries } from '../support/oracle/open.js';
import { randomQuery } from '../support/oracle/queries.js';
import { Dice, randomShop } from '../support/oracle/shop.js';
import { World } from '../support/oracle/world.js';

const store = embeddedStore();
const SHOPS = Number(process.env.ORACLE_SHOPS ?? 20);
const QUERIES = 50;
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
  const seen = new Map<string, number>();
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
      if (wanted.length > 0)
        for (const feature of featuresOf(query)) seen.set(feature, (seen.get(feature) ?? 0) + 1);
    }
  });

  test('every measure and dimension by itself', async () => {
    const shop = randomShop(1);
    const world = new World(shop);
    const { queries } = openQueries(store.table(), shop);
    for (const [names, queryOf] of [
      [MEASURE_RULES.keys(), (name: string) => ({ measures: [name] })],
      [DIMENSION_RULES.keys(), (name: string) => ({ dimensions: [name] })],
    ] as const)
      for (const name of names) {
        const query: QueryRequest = { ...queryOf(name), limit: 500 };
        const wanted = expected(world, query);
        const given = await ask(queries, query);
        expect(given?.rows, name).toEqual(wanted);
        if (wanted !== undefined && wanted.length > 0) answered.add(name);
      }
  });

  test('and nearly every measure, dimension and feature was among them, and few were refused', () => {
    const all = [...MEASURE_RULES.keys(), ...DIMENSION_RULES.keys()];
    expect(all.filter((name) => answered.has(name)).length).toBeGreaterThan(all.length * 0.95);
    for (const what of PLAIN_FEATURES) expect(seen.get(what) ?? 0, what).toBeGreaterThan(SHOPS / 2);
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
