import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import type { QueryAnswer } from '../../src/domain/sales/query/answer.js';
import type { QueryService } from '../../src/domain/sales/query/query-service.js';
import type { QueryRequest } from '../../src/domain/sales/query/request.js';
import { embeddedStore } from '../support/embedded-store.js';
import { withAdditions } from '../support/oracle/additions.js';
import { type Expected, expectedAnswer, type Row } from '../support/oracle/answer.js';
import { expectDrivers } from '../support/oracle/check-drivers.js';
import { driversOf } from '../support/oracle/drivers.js';
import { ADDED_FEATURES, featuresOf } from '../support/oracle/features.js';
import { openQueries } from '../support/oracle/open.js';
import { widened } from '../support/oracle/pivot.js';
import { randomQuery } from '../support/oracle/queries.js';
import { Dice, randomShop } from '../support/oracle/shop.js';
import { World } from '../support/oracle/world.js';

const store = embeddedStore();
const SHOPS = Number(process.env.ORACLE_ADDED_SHOPS ?? 30);
const FIRST = Number(process.env.ORACLE_FIRST ?? 101);
const QUERIES = 40;
const MOST_PAGES = 3;
const MOST_OF_A_LEVEL = 100;

/** The pages of an answer as one, or undefined where it is refused because its members do not go together. */
async function ask(queries: QueryService, query: QueryRequest): Promise<QueryAnswer | undefined> {
  try {
    const answer = await queries.run(query);
    const rows = [...answer.rows];
    let { next_cursor: cursor } = answer;
    for (let page = 1; cursor !== undefined && page < MOST_PAGES; page += 1) {
      const next = await queries.run({ ...query, cursor });
      rows.push(...next.rows);
      cursor = next.next_cursor;
    }
    return { ...answer, rows, next_cursor: cursor };
  } catch (error) {
    if (error instanceof ClerkError && error.code === 'refused') return undefined;
    throw error;
  }
}

describe('what is added to a query is what plain arithmetic over its groups gives, to the last digit', () => {
  const seen = new Map<string, number>();
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);

  test.each(Array.from({ length: SHOPS }, (_, index) => index + FIRST))('shop %i', async (seed) => {
    const shop = randomShop(seed);
    const world = new World(shop);
    const { queries } = openQueries(store.table(), shop);
    const dice = new Dice(seed * 1_000);
    for (let at = 0; at < QUERIES; at += 1) {
      const query = withAdditions(dice, world, randomQuery(dice, world));
      const told = `shop ${seed}, query ${at}: ${JSON.stringify(query)}`;
      const wanted = expectedAnswer(world, query);
      const drivers = query.add?.includes('drivers') ? driversOf(world, query) : undefined;
      const given = await ask(queries, query).catch((error: unknown) => {
        throw new Error(told, { cause: error });
      });
      if (wanted === undefined || (query.add?.includes('drivers') && drivers === undefined)) {
        expect(given, told).toBeUndefined();
        count('refused');
        continue;
      }
      if (given === undefined) throw new Error(`refused: ${told}`);
      const { rows, columns } = laidOut(wanted, query, given, told);
      expect(
        given.columns.map(({ name }) => name),
        told,
      ).toEqual(columns);
      expect(given.rows, told).toEqual(rows.slice(0, given.rows.length));
      if (given.next_cursor === undefined && !given.has_more)
        expect(given.rows.length, told).toBe(rows.length);
      if (rows.length > 0) expect(given.row_count, told).toBe(rows.length);
      expect(given.totals, told).toEqual(wanted.totals);
      expectSubtotals(given, wanted.subtotals, told);
      if (drivers !== undefined) expectDrivers(given.drivers, drivers, shop.digits, told);

      count('asked');
      if (rows.length < 2) continue;
      for (const feature of featuresOf(query)) count(feature);
    }
  });

  test('and everything that can be added was, often', () => {
    expect(seen.get('refused') ?? 0).toBeLessThan((SHOPS * QUERIES) / 4);
    for (const what of ADDED_FEATURES) expect(seen.get(what) ?? 0, what).toBeGreaterThan(SHOPS / 2);
  });
});

/** The rows and columns there should be; where values of a pivot have no column the answer says which. */
function laidOut(
  wanted: Expected,
  query: QueryRequest,
  { columns, receipt }: QueryAnswer,
  told: string,
): { readonly rows: Row[]; readonly columns: string[] } {
  if (query.pivot === undefined) return wanted;
  const wide = widened(wanted, query, columns);
  if (wide.roomy) expect(wide.cut, told).toEqual([]);
  const notes = receipt.notes?.join(' ') ?? '';
  if (wide.cut.length > 0) expect(notes, told).toContain('the others do not');
  for (const value of wide.cut.slice(0, 1)) expect(notes, told).toContain(value.slice(0, 40));
  return wide;
}

/** Subtotals are the levels one after the other; where some are cut the answer says so. */
function expectSubtotals({ subtotals, receipt }: QueryAnswer, levels: readonly Row[][], told: string): void {
  if (subtotals === undefined) return expect(levels.flat(), told).toEqual([]);
  const most = levels.flatMap((level) => level.slice(0, MOST_OF_A_LEVEL));
  expect(subtotals, told).toEqual(most.slice(0, subtotals.length));
  const all = levels.flat().length;
  if (subtotals.length < all) expect(receipt.notes?.join(' '), told).toContain(`of ${all} subtotals`);
}
