import { describe, expect, test } from 'vitest';
import { feedKey, shopKey } from '../../../../src/domain/ports/store/repository.js';
import { type Item, type ItemKey, WriteCancelled } from '../../../../src/domain/ports/store/table.js';
import { embeddedStore, freshShop } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { noteItem, noteItems } from '../../../support/items.js';

const store = embeddedStore();

async function cancelled(work: Promise<void>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof WriteCancelled) return error.reasons;
  throw error ?? new Error('it was not cancelled');
}

describe('a transaction', () => {
  test('writes what is absent once', async () => {
    const shop = freshShop();
    const table = store.table();
    await table.transact([{ item: noteItem(shop, 'a', 'first'), when: 'absent' }]);
    const reasons = await cancelled(
      table.transact([
        { item: noteItem(shop, 'b', 'beside') },
        { item: noteItem(shop, 'a', 'second'), when: 'absent' },
      ]),
    );
    expect(reasons).toEqual(['none', 'condition']);
    const { items } = await table.query(`${shopKey(shop)}#NOTE`);
    expect(items.map(({ SK, body }) => [SK, JSON.parse(body).text])).toEqual([['a', 'first']]);
  });

  test('writes over the version it names and no other', async () => {
    const shop = freshShop();
    const table = store.table();
    const write = (text: string, v: number, when?: number) =>
      table.transact([
        { item: noteItem(shop, 'a', text, new Date(), v), ...(when === undefined ? {} : { when }) },
      ]);
    expect(await cancelled(write('nothing there', 2, 1))).toEqual(['condition']);
    await write('one', 1);
    await write('two', 2, 1);
    expect(await cancelled(write('stale', 2, 1))).toEqual(['condition']);
    const stored = await table.get({ PK: `${shopKey(shop)}#NOTE`, SK: 'a' });
    expect([stored?.v, JSON.parse(stored?.body ?? '').text]).toEqual([2, 'two']);
  });

  test('holds 100 items and refuses more before it asks the store', async () => {
    const shop = freshShop();
    const table = store.table();
    const writes = (count: number) => noteItems(shop, count).map((item) => ({ item }));
    await table.transact(writes(100));
    expect((await table.query(`${shopKey(shop)}#NOTE`)).items).toHaveLength(100);
    expect((await clerkError(table.transact(writes(101)))).code).toBe('too_large');
  });

  test('of many on one item lets one through at a time', async () => {
    const shop = freshShop();
    const table = store.table();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        table.transact([{ item: noteItem(shop, 'a', String(index)), when: 'absent' }]).then(
          () => 'written',
          (error: unknown) => (error instanceof WriteCancelled ? 'cancelled' : String(error)),
        ),
      ),
    );
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'cancelled'), 'written']);
  });
});

describe('reading', () => {
  test('an item comes back as it was put, whatever its text', async () => {
    const shop = freshShop();
    const table = store.table();
    const item: Item = {
      ...noteItem(shop, 'दाल #1 \u2028 "🧂"', 'चाय\n\u2029\\'),
      ttl: 4_000_000_000,
    };
    await table.put(item);
    expect(await table.get({ PK: item.PK, SK: item.SK })).toEqual(item);
    expect(await table.get({ PK: item.PK, SK: 'other' })).toBeUndefined();
  });

  test('1,000 items are written in batches with progress, and read by key', async () => {
    const shop = freshShop();
    const table = store.table();
    const items = noteItems(shop, 1_000);
    const progress: number[] = [];
    await table.putMany(items, undefined, (count) => progress.push(count));
    expect(progress.at(-1)).toBe(1_000);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    const keys: ItemKey[] = items.map(({ PK, SK }) => ({ PK, SK }));
    const found = await table.getMany([...keys, { PK: 'none', SK: 'none' }]);
    expect(found.toSorted((a, b) => (a.SK < b.SK ? -1 : 1))).toEqual(items);
  });

  test('a cancelled batch stops', async () => {
    const shop = freshShop();
    const stop = new AbortController();
    const work = store.table().putMany(noteItems(shop, 1_000), stop.signal, () => stop.abort());
    expect((await clerkError(work)).code).toBe('cancelled');
    expect((await store.table().query(`${shopKey(shop)}#NOTE`)).items.length).toBeLessThan(1_000);
  });

  test('pages follow each other without a gap', async () => {
    const shop = freshShop();
    const table = store.table();
    await table.putMany(noteItems(shop, 95));
    const seen: string[] = [];
    let start: ItemKey | undefined;
    let pages = 0;
    do {
      const page = await table.query(`${shopKey(shop)}#NOTE`, { limit: 10, start });
      seen.push(...page.items.map(({ SK }) => SK));
      start = page.next;
      pages += 1;
    } while (start !== undefined);
    expect(seen).toEqual(noteItems(shop, 95).map(({ SK }) => SK));
    expect(pages).toBe(10);
  });

  test('a partition larger than one reply is paged by the store', async () => {
    const shop = freshShop();
    const table = store.table();
    const text = 'x'.repeat(50_000);
    await table.putMany(noteItems(shop, 45).map((item) => ({ ...item, body: JSON.stringify({ text }) })));
    const pages: number[] = [];
    let start: ItemKey | undefined;
    do {
      const page = await table.query(`${shopKey(shop)}#NOTE`, { start });
      pages.push(page.items.length);
      start = page.next;
    } while (start !== undefined);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.reduce((sum, count) => sum + count, 0)).toBe(45);
    expect(await table.countFeed(feedKey(shop), '0', '9')).toBe(45);
  });

  test.each([
    [{}, ['000000', '000001', '000002', '000003', '000004']],
    [{ after: '000001' }, ['000002', '000003', '000004']],
    [{ before: '000003' }, ['000000', '000001', '000002']],
    [{ after: '000000', before: '000003' }, ['000001', '000002']],
    [{ after: '0000005', before: '0000035' }, ['000001', '000002', '000003']],
    [{ after: '000004' }, []],
  ])('bounds %j are both exclusive', async (bounds, expected) => {
    const shop = freshShop();
    const table = store.table();
    await table.putMany(noteItems(shop, 5));
    const { items } = await table.query(`${shopKey(shop)}#NOTE`, bounds);
    expect(items.map(({ SK }) => SK)).toEqual(expected);
  });
});

describe('the feed', () => {
  test('is in order of writing time, pages, and counts both ends', async () => {
    const shop = freshShop();
    const table = store.table();
    const at = (second: number) => new Date(Date.UTC(2026, 2, 31, 12, 0, second));
    const written = [3, 1, 4, 0, 2].map((second) => noteItem(shop, `n${second}`, 'x', at(second)));
    await table.putMany(written);
    await table.put({ ...noteItem(shop, 'aside', 'x'), FPK: undefined, FSK: undefined });
    await expect.poll(async () => (await table.query(feedKey(shop), { index: 'feed' })).items.length).toBe(5);

    const seen: string[] = [];
    let start: Awaited<ReturnType<typeof table.query>>['next'];
    do {
      const page = await table.query(feedKey(shop), { index: 'feed', limit: 2, start });
      seen.push(...page.items.map(({ SK }) => SK));
      start = page.next;
    } while (start !== undefined);
    expect(seen).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);

    const after = await table.query(feedKey(shop), { index: 'feed', after: at(2).toISOString() });
    // What was written in that very second stands after the bare time.
    expect(after.items.map(({ SK }) => SK)).toEqual(['n2', 'n3', 'n4']);
    const positions = written.map(({ FSK = '' }) => FSK).toSorted();
    expect(await table.countFeed(feedKey(shop), '0', positions[2] ?? '')).toBe(3);
    expect(await table.countFeed(feedKey(shop), positions[1] ?? '', positions[2] ?? '')).toBe(2);
    expect(await table.countFeed(feedKey(shop), '0', '0')).toBe(0);
  });

  test('holds a rewritten item once, at its new place', async () => {
    const shop = freshShop();
    const table = store.table();
    await table.put(noteItem(shop, 'a', 'old', new Date('2026-01-01'), 1));
    await table.put(noteItem(shop, 'b', 'old', new Date('2026-01-02'), 1));
    await table.put(noteItem(shop, 'a', 'new', new Date('2026-01-03'), 2));
    await expect
      .poll(async () =>
        (await table.query(feedKey(shop), { index: 'feed' })).items.map(({ SK, v }) => [SK, v]),
      )
      .toEqual([
        ['b', 1],
        ['a', 2],
      ]);
  });
});

test('a scan gives every item once', async () => {
  const table = store.table('scanned');
  const shop = freshShop();
  await table.putMany(
    noteItems(shop, 300).map((item) => ({ ...item, body: JSON.stringify('x'.repeat(9_000)) })),
  );
  const seen: string[] = [];
  let pages = 0;
  for await (const page of table.scan()) {
    seen.push(...page.map(({ SK }) => SK));
    pages += 1;
  }
  expect(pages).toBeGreaterThan(1);
  expect(seen.toSorted()).toEqual(noteItems(shop, 300).map(({ SK }) => SK));
});
