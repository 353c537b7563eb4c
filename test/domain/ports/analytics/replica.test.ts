import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Repository } from '../../../../src/domain/ports/store/repository.js';
import { SALE } from '../../../../src/domain/sales/kinds.js';
import { PROJECTIONS } from '../../../../src/domain/sales/query/tables.js';
import type { Sale } from '../../../../src/domain/sales/sale.js';
import { embeddedStore, freshShop } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { noteItem, noteItems } from '../../../support/items.js';
import { wiredTable } from '../../../support/wired-table.js';
import { countIn, notesIn, putByAnother, reads, replicaOf, wordsIn } from './notes.js';

const store = embeddedStore();
const MINUTE = 60_000;
const NOTHING = { Items: [], Count: 0, ScannedCount: 0 };

/** A clock that stands until it is told otherwise. */
function standingClock(): { readonly clock: () => Date; advance: (milliseconds: number) => void } {
  let now = Date.parse('2026-03-31T12:00:00Z');
  return {
    clock: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

describe('a sync', () => {
  test('reads what is new and nothing else', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const { clock, advance } = standingClock();
    const replica = replicaOf(table, shop, { clock });
    await putByAnother(store.table(), noteItems(shop, 500, clock()));
    advance(MINUTE);
    await replica.sync();
    expect([reads(proxy), await countIn(replica)]).toEqual([{ queries: 1, items: 500 }, 500]);

    for (const _ of [1, 2, 3]) {
      proxy.clear();
      await replica.sync();
      expect(reads(proxy)).toEqual({ queries: 1, items: 0 });
    }

    await putByAnother(
      store.table(),
      ['x', 'y', 'z'].map((id) => noteItem(shop, id, 'new', clock())),
    );
    advance(MINUTE);
    proxy.clear();
    await replica.sync();
    expect([reads(proxy), await countIn(replica)]).toEqual([{ queries: 1, items: 3 }, 503]);
  });

  test('shows what this process wrote at once, though the index lags, and once', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const replica = replicaOf(table, shop);
    await replica.sync();
    const item = noteItem(shop, 'a', 'mine');
    await putByAnother(store.table(), [item]);
    proxy.fault('Query', { kind: 'answer', body: NOTHING });
    replica.accept([item]);
    await replica.sync();
    expect(await notesIn(replica)).toEqual(['a mine']);
    await replica.sync();
    expect([await notesIn(replica), await wordsIn(replica)]).toEqual([['a mine'], ['a mine']]);
  });

  test('shows what another process wrote, and each the same', async () => {
    const shop = freshShop();
    const [one, other] = [replicaOf(store.table(), shop), replicaOf(store.table(), shop)];
    await Promise.all([one.sync(), other.sync()]);
    const item = noteItem(shop, 'a', 'from one');
    await putByAnother(store.table(), [item]);
    one.accept([item]);
    await Promise.all([one.sync(), other.sync()]);
    expect([await notesIn(one), await notesIn(other)]).toEqual([['a from one'], ['a from one']]);
  });

  test('replaces the rows of a record that was updated, its parts too', async () => {
    const shop = freshShop();
    const replica = replicaOf(store.table(), shop);
    await putByAnother(store.table(), [noteItem(shop, 'a', 'one two three'), noteItem(shop, 'b', 'stays')]);
    await replica.sync();
    await putByAnother(store.table(), [noteItem(shop, 'a', 'four', new Date(), 2)]);
    await replica.sync();
    expect(await notesIn(replica)).toEqual(['a four', 'b stays']);
    expect(await wordsIn(replica)).toEqual(['a four', 'b stays']);
  });

  test('tells apart ids that have the same hash', async () => {
    const shop = freshShop();
    const replica = replicaOf(store.table(), shop);
    expect(crc32('plumless')).toBe(crc32('buckeroo'));
    await putByAnother(store.table(), [noteItem(shop, 'plumless', 'first')]);
    await replica.sync();
    await putByAnother(store.table(), [noteItem(shop, 'buckeroo', 'second')]);
    await replica.sync();
    await putByAnother(store.table(), [noteItem(shop, 'plumless', 'third', new Date(), 2)]);
    await replica.sync();
    expect(await notesIn(replica)).toEqual(['buckeroo second', 'plumless third']);
    expect(await wordsIn(replica)).toEqual(['buckeroo second', 'plumless third']);
  });

  test('takes a record read twice, and an older version that comes late, for what they are', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const replica = replicaOf(table, shop);
    await putByAnother(store.table(), [noteItem(shop, 'a', 'first draft'), noteItem(shop, 'b', 'stays')]);
    await replica.sync();
    const late = proxy.exchanges.at(-1)?.answer;
    await putByAnother(store.table(), [noteItem(shop, 'a', 'final', new Date(), 2)]);
    await replica.sync();
    proxy.fault('Query', { kind: 'answer', body: late }, 2);
    await replica.sync();
    await replica.sync();
    expect([await notesIn(replica), await wordsIn(replica)]).toEqual([
      ['a final', 'b stays'],
      ['a final', 'b stays'],
    ]);
    await replica.sync();
    expect(await notesIn(replica)).toEqual(['a final', 'b stays']);
  });

  test('follows the store where two processes wrote the same version', async () => {
    const shop = freshShop();
    const replica = replicaOf(store.table(), shop);
    await replica.sync();
    const mine = noteItem(shop, 'a', 'mine', new Date(), 2);
    await store.table().put(mine);
    // The other one, a little behind by its clock, wrote last: this is what the store holds.
    await putByAnother(store.table(), [noteItem(shop, 'a', 'theirs', new Date(Date.now() - 50), 2)]);
    replica.accept([mine]);
    await replica.sync();
    await replica.sync();
    expect(await notesIn(replica)).toEqual(['a theirs']);
    expect(await replica.verify()).toBe(true);
  });

  test('picks up what a slower clock wrote behind it, within the overlap', async () => {
    const shop = freshShop();
    const { clock, advance } = standingClock();
    const replica = replicaOf(store.table(), shop, { clock, overlap: 2_000 });
    await putByAnother(store.table(), [noteItem(shop, 'a', 'before', clock())]);
    advance(MINUTE);
    await replica.sync();
    await replica.sync();
    await putByAnother(store.table(), [
      noteItem(shop, 'late', 'by 1.9 s', new Date(clock().getTime() - 1_900)),
    ]);
    advance(1_000);
    await replica.sync();
    expect(await notesIn(replica)).toEqual(['a before', 'late by 1.9 s']);
  });

  test('is shared by the callers that come while one runs', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const replica = replicaOf(table, shop);
    await replica.sync();
    proxy.clear();
    await Promise.all(Array.from({ length: 20 }, () => replica.sync()));
    expect(reads(proxy).queries).toBeLessThanOrEqual(2);
  });

  test('goes on for the others when one caller leaves', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const replica = replicaOf(table, shop);
    await putByAnother(store.table(), [noteItem(shop, 'a', 'here')]);
    proxy.fault('Query', { kind: 'delay', ms: 500 }, 2);
    const stop = new AbortController();
    const first = replica.sync();
    const leaving = replica.sync(stop.signal);
    const staying = replica.sync();
    first.then(() => setTimeout(() => stop.abort(), 50));
    expect((await clerkError(leaving)).code).toBe('cancelled');
    await staying;
    expect(await notesIn(replica)).toEqual(['a here']);
    const late = AbortSignal.abort();
    expect((await clerkError(replica.sync(late))).code).toBe('cancelled');
  });
});

describe('a sync that fails', () => {
  const big = (shop: string, count: number, now: Date) =>
    noteItems(shop, count, now).map((item) => ({
      ...item,
      body: JSON.stringify({ id: item.SK, text: `${item.SK} ${'x'.repeat(500)}` }),
    }));

  test('in the middle keeps what it has, and the next one reads the rest', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const { clock, advance } = standingClock();
    await putByAnother(store.table(), big(shop, 5_400, clock()));
    advance(MINUTE);
    const replica = replicaOf(table, shop, { clock });
    proxy.fault('Query', { kind: 'delay', ms: 0 }, 4);
    proxy.fault('Query', { kind: 'error', status: 400, type: 'OddException' });
    expect((await clerkError(replica.sync())).code).toBe('unavailable');
    const kept = await countIn(replica);
    expect(kept).toBeGreaterThanOrEqual(4_000);
    expect(kept).toBeLessThan(5_400);

    proxy.clear();
    await replica.sync();
    expect([await countIn(replica), (await wordsIn(replica)).length]).toEqual([5_400, 10_800]);
    expect(reads(proxy).items).toBe(5_400 - kept);
    expect(await replica.verify()).toBe(true);
  });

  test('keeps what this process wrote for the next one', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const replica = replicaOf(table, shop);
    await replica.sync();
    replica.accept([noteItem(shop, 'a', 'mine')]);
    proxy.fault('Query', { kind: 'error', status: 400, type: 'OddException' });
    await clerkError(replica.sync());
    replica.accept([noteItem(shop, 'b', 'mine too')]);
    await replica.sync();
    expect(await notesIn(replica)).toEqual(['a mine', 'b mine too']);
  });

  test('after a large import of its own does not pass over what another wrote meanwhile', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const { clock, advance } = standingClock();
    const replica = replicaOf(table, shop, { clock });
    await putByAnother(store.table(), big(shop, 2_500, clock()));
    await replica.sync();
    advance(1_000);
    await putByAnother(store.table(), [noteItem(shop, 'other', 'by another', clock())]);
    advance(10 * MINUTE);
    const own = noteItems(shop, 4_500, clock()).map((item) => ({ ...item, SK: `own-${item.SK}` }));
    replica.accept(own.map((item) => ({ ...item, body: JSON.stringify({ id: item.SK, text: 'own' }) })));
    proxy.fault('Query', { kind: 'delay', ms: 0 });
    proxy.fault('Query', { kind: 'error', status: 400, type: 'OddException' });
    await clerkError(replica.sync());
    await replica.sync();
    expect(await countIn(replica)).toBe(2_500 + 1 + 4_500);
  });
});

test('a sale that changes has the lines of its last version only', async () => {
  const shop = freshShop();
  const replica = replicaOf(store.table(), shop, { projections: PROJECTIONS });
  const sales = new Repository(store.table(), shop, SALE, replica.accept);
  const sale = (...quantities: number[]): Sale => ({
    sale_id: '20260331-A',
    kind: 'sale',
    at: '2026-03-31T12:00:00+05:30',
    total: 100 * quantities.length,
    lines: quantities.map((quantity) => ({ product_id: 'tea', quantity, unit_price: 100 })),
  });
  const figures = async () => {
    await replica.sync();
    const { rows } = await replica.read(
      'SELECT (SELECT count(*) FROM sales), (SELECT sum(total) FROM sales)::BIGINT, count(*), sum(quantity)::BIGINT FROM lines',
      [],
    );
    return rows[0]?.map(Number);
  };
  await sales.putMany([sale(1_000, 2_000, 3_000)], new Map(), new Date());
  expect(await figures()).toEqual([1, 300, 3, 6_000]);
  await sales.putMany([sale(5_000)], new Map([['20260331-A', 1]]), new Date());
  expect(await figures()).toEqual([1, 100, 1, 5_000]);
});
