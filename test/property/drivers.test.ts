import { describe, expect, test } from 'vitest';
import type { QueryRequest } from '../../src/domain/sales/query/request.js';
import { embeddedStore } from '../support/embedded-store.js';
import { expectDrivers } from '../support/oracle/check-drivers.js';
import { type Drivers, driversOf } from '../support/oracle/drivers.js';
import { openQueries } from '../support/oracle/open.js';
import { addDays, Dice, randomShop } from '../support/oracle/shop.js';
import { World } from '../support/oracle/world.js';

const store = embeddedStore();
const SHOPS = 25;
const PAIRS = 40;

describe('drivers of a change of sales add up exactly and are each its formula, product by product', () => {
  const seen = new Map<string, number>();
  const note = (what: string, is: boolean): unknown => is && seen.set(what, (seen.get(what) ?? 0) + 1);

  test.each(Array.from({ length: SHOPS }, (_, index) => index + 301))('shop %i', async (seed) => {
    const shop = randomShop(seed);
    const world = new World(shop);
    const { queries } = openQueries(store.table(), shop);
    const dice = new Dice(seed);
    for (let at = 0; at < PAIRS; at += 1) {
      const query = randomChange(dice);
      const told = `shop ${seed}, pair ${at}: ${JSON.stringify(query)}`;
      const wanted = driversOf(world, query);
      if (wanted === undefined) throw new Error(`The oracle has no drivers of ${told}`);
      const { drivers, rows } = await queries.run(query);
      expectDrivers(drivers, wanted, shop.digits, told);
      const change = Object.entries(rows[0] ?? {}).find(([name]) => name.startsWith('net_sales_change_'));
      expect(drivers?.change, told).toBe(change?.[1]);
      noteKinds(wanted);
    }
  });

  test('and the odd cases were among them', () => {
    const odd = [
      'nothing before',
      'units below 0 before',
      'units below 0 after',
      'new',
      'gone',
      'both',
      'no change',
    ];
    for (const what of odd) expect(seen.get(what) ?? 0, what).toBeGreaterThan(10);
  });

  function noteKinds({ products, change }: Drivers): void {
    note('nothing before', products.reduce((sum, { q0 }) => sum + q0, 0n) <= 0n && products.length > 0);
    note(
      'units below 0 before',
      products.some(({ q0 }) => q0 < 0n),
    );
    note(
      'units below 0 after',
      products.some(({ q1 }) => q1 < 0n),
    );
    note(
      'new',
      products.some(({ q0, q1 }) => q0 === 0n && q1 > 0n),
    );
    note(
      'gone',
      products.some(({ q0, q1 }) => q0 > 0n && q1 === 0n),
    );
    note(
      'both',
      products.some(({ q0, q1 }) => q0 > 0n && q1 > 0n),
    );
    note('no change', change === 0n);
  }
});

/** Two periods, near or far from each other, at times of a part of the sales only. */
function randomChange(dice: Dice): QueryRequest {
  const first = (): string => addDays('2024-12-20', dice.below(440));
  const [from, start] = [first(), first()];
  const period = { from, to: addDays(from, dice.pick([0, 6, 30, 60, 120, 365])) };
  const other = `${start}..${addDays(start, dice.pick([0, 6, 30, 60, 120, 365]))}`;
  const filters = dice.pick<NonNullable<QueryRequest['filters']>>([
    [],
    [],
    [],
    [{ member: 'document_kind', op: 'is', values: ['sale'] }],
    [{ member: 'document_kind', op: 'is_not', values: ['sale'] }],
    [{ member: 'payment', op: 'is', values: ['cash', 'upi'] }],
    [{ member: 'product', op: 'is_not_empty' }],
  ]);
  return {
    measures: ['net_sales'],
    period: { ...period, date: dice.pick(['sold', 'sold', 'sold', 'shipped'] as const) },
    compare: [dice.pick(['previous_period', 'same_period_last_year', other, other, other])],
    add: ['drivers'],
    filters,
    limit: 1,
  };
}
