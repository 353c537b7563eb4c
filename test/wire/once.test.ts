import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ClerkError } from '../../src/domain/errors.js';
import { type OnceRequest, once } from '../../src/domain/ports/store/once.js';
import { feedKey, shopKey } from '../../src/domain/ports/store/repository.js';
import { type Item, type Table, type Write, WriteCancelled } from '../../src/domain/ports/store/table.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';
import { clerkError } from '../support/failures.js';
import { type Fault, throttled } from '../support/fault-proxy.js';
import { noteItem } from '../support/items.js';
import { tableAt, wiredTable } from '../support/wired-table.js';

const store = embeddedStore();
const Result = z.object({ note: z.string() });

/** Adds one note under an id that each plan draws anew, so that doing it twice would leave two. */
function addNote(table: Pick<Table, 'get' | 'transact'>, shop: string, request: Partial<OnceRequest> = {}) {
  const text = String(request.payload ?? 'tea');
  return once(
    table,
    { shop: shopKey(shop), operation: 'add', key: 'key-1', payload: text, now: new Date(), ...request },
    Result,
    async () => {
      const note = crypto.randomUUID();
      return { writes: [{ item: noteItem(shop, note, text), when: 'absent' }], result: { note } };
    },
  );
}

/** Ids of the notes that the store holds, read past the proxy. */
async function notesOf(shop: string): Promise<string[]> {
  const { items } = await store.table().query(`${shopKey(shop)}#NOTE`);
  return items.map(({ SK }) => SK);
}

const LOST: Record<string, Fault> = {
  'dropped after the store did it': { kind: 'drop-after' },
  'cut in half after the store did it': { kind: 'truncate' },
  'dropped before the store saw it': { kind: 'drop-before' },
  reset: { kind: 'reset' },
  throttled: throttled(),
};

describe('a write whose reply is lost is recorded exactly once', () => {
  test.each(Object.entries(LOST))('%s, once', async (_, fault) => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('TransactWriteItems', fault);
    const first = await addNote(table, shop);
    expect(await notesOf(shop)).toEqual([first.result.note]);

    // Another process, with nothing in mind.
    const again = await addNote(tableAt(store.endpoint().url, store.endpoint()), shop);
    expect(again).toEqual({ result: first.result, replayed: true });
    expect(await notesOf(shop)).toEqual([first.result.note]);
  });

  test('every try of the SDK: the record of the key tells', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('TransactWriteItems', { kind: 'drop-after' }, 4);
    const { result, replayed } = await addNote(table, shop);
    expect(replayed).toBe(true);
    expect(await notesOf(shop)).toEqual([result.note]);
  });

  test('and the record of the key cannot be read either: unavailable, and a retry gives the first result', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const down = (): void => {
      proxy.fault('TransactWriteItems', { kind: 'drop-after' }, 4);
      // The first look at the key, before anything is written, comes through.
      proxy.fault('GetItem', { kind: 'delay', ms: 0 });
      proxy.fault('GetItem', { kind: 'drop-before' }, 4);
    };
    down();
    expect((await clerkError(addNote(table, shop))).code).toBe('unavailable');
    const [written, ...more] = await notesOf(shop);
    expect(more).toEqual([]);
    proxy.clear();
    expect(await addNote(table, shop)).toEqual({ result: { note: written }, replayed: true });
    expect(await notesOf(shop)).toEqual([written]);
  });

  test('a store that stays away writes nothing, and the key is free for the retry', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('TransactWriteItems', { kind: 'drop-before' }, 4);
    expect((await clerkError(addNote(table, shop))).code).toBe('unavailable');
    expect(await notesOf(shop)).toEqual([]);
    const { result, replayed } = await addNote(table, shop);
    expect(replayed).toBe(false);
    expect(await notesOf(shop)).toEqual([result.note]);
  });
});

describe('a key that was used', () => {
  test('for another payload is a conflict and nothing is written', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    const first = await addNote(table, shop, { payload: 'tea' });
    proxy.clear();
    const error = await clerkError(addNote(table, shop, { payload: 'salt' }));
    expect([error.code, error.field]).toEqual(['conflict', 'idempotency_key']);
    expect(proxy.exchanges.map(({ operation }) => operation)).toEqual(['GetItem']);
    expect(await notesOf(shop)).toEqual([first.result.note]);
  });

  test('for another operation is a conflict', async () => {
    const shop = freshShop();
    const table = store.table();
    await addNote(table, shop);
    expect((await clerkError(addNote(table, shop, { operation: 'remove' }))).code).toBe('conflict');
  });

  test('for an equal payload written in another order is no conflict', async () => {
    const shop = freshShop();
    const table = store.table();
    const first = await addNote(table, shop, { payload: { a: 1, b: { c: [1, 2], d: undefined } } });
    const again = await addNote(table, shop, { payload: { b: { c: [1, 2] }, a: 1 } });
    expect(again).toEqual({ result: first.result, replayed: true });
    expect((await clerkError(addNote(table, shop, { payload: { a: 1, b: { c: [2, 1] } } }))).code).toBe(
      'conflict',
    );
  });

  test('by another shop means nothing here', async () => {
    const table = store.table();
    const [one, other] = [freshShop(), freshShop()];
    await addNote(table, one);
    expect((await addNote(table, other, { payload: 'salt' })).replayed).toBe(false);
  });
});

describe('a refusal that is final', () => {
  const refused = new ClerkError('refused', 'Not any more.');
  const refuse = (table: Table, shop: string, isFinal: OnceRequest['isFinal']) => {
    const request = { shop: shopKey(shop), operation: 'add', key: 'key-1', payload: 'tea', now: new Date() };
    return once(table, { ...request, isFinal }, Result, () => Promise.reject(refused));
  };

  /** A first try that is lost on its way; the store gets it when it is called. */
  async function lostTry(shop: string): Promise<() => Promise<void>> {
    const table = store.table();
    const lost: (readonly Write[])[] = [];
    const losing = {
      get: table.get.bind(table),
      transact: (writes: readonly Write[]) => {
        lost.push(writes);
        return Promise.reject(new ClerkError('unavailable', 'Lost on its way.'));
      },
    };
    expect((await clerkError(addNote(losing, shop))).code).toBe('unavailable');
    return () => table.transact(lost[0] ?? []);
  }

  test('keeps an earlier try from being written after it, however often it is given; the key stays free', async () => {
    const shop = freshShop();
    const table = store.table();
    const arrive = await lostTry(shop);
    for (let times = 0; times < 2; times += 1)
      expect((await clerkError(refuse(table, shop, () => true))).message).toBe(refused.message);
    await expect(arrive()).rejects.toBeInstanceOf(WriteCancelled);
    expect(await notesOf(shop)).toEqual([]);
    const { result, replayed } = await addNote(table, shop, { payload: 'salt' });
    expect([replayed, await notesOf(shop)]).toEqual([false, [result.note]]);
    expect((await addNote(table, shop, { payload: 'salt' })).replayed).toBe(true);
    expect(await refuse(table, shop, () => true).catch(String)).toContain('idempotency_key');
  });

  test('gives way to an earlier try that was written before it', async () => {
    const shop = freshShop();
    const table = store.table();
    const arrive = await lostTry(shop);
    const outcome = await once(
      table,
      {
        shop: shopKey(shop),
        operation: 'add',
        key: 'key-1',
        payload: 'tea',
        now: new Date(),
        isFinal: () => true,
      },
      Result,
      async () => {
        await arrive();
        throw refused;
      },
    );
    expect(outcome).toMatchObject({ replayed: true, result: { note: (await notesOf(shop))[0] } });
  });
});

describe('many calls at once', () => {
  test('100 with one key: one write and 100 equal answers', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('TransactWriteItems', { kind: 'drop-after' }, 3);
    proxy.fault('GetItem', throttled(), 5);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => addNote(table, shop)));
    const [note, ...more] = await notesOf(shop);
    expect(more).toEqual([]);
    expect(outcomes.map(({ result }) => result.note)).toEqual(Array.from({ length: 100 }, () => note));
  });

  test('100 with keys of their own, replies lost on the way: 100 writes', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('TransactWriteItems', { kind: 'drop-after' }, 10);
    proxy.fault('TransactWriteItems', { kind: 'reset' }, 10);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) => addNote(table, shop, { key: `key-${index}` })),
    );
    expect(outcomes.map(({ result }) => result.note).sort()).toEqual((await notesOf(shop)).sort());
    expect(new Set(await notesOf(shop)).size).toBe(100);
  });

  test('50 that change one item count it up by 50', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('TransactWriteItems', { kind: 'drop-after' }, 5);
    const slot = { PK: `${shopKey(shop)}#COUNT`, SK: 'count' };
    const count = async (key: string): Promise<void> => {
      const request = { shop: shopKey(shop), operation: 'count', key, payload: 1, now: new Date() };
      // The clerk's advice for `busy`: the same key again.
      for (let tries = 0; tries < 20; tries += 1) {
        const done = await once(table, request, z.int(), async () => {
          const stored = await table.get(slot);
          const v = (stored?.v ?? 0) + 1;
          const item = { ...slot, type: 'count', v, body: String(v) };
          return { writes: [{ item, when: stored?.v ?? 'absent' }], result: v };
        }).catch((error: unknown) => (tries < 19 ? undefined : Promise.reject(error)));
        if (done !== undefined) return;
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, index) => count(`key-${index}`)));
    expect((await table.get(slot))?.body).toBe('50');
  });
});

test('the record of a key expires after 30 days at the earliest, and stays out of the feed', async () => {
  const shop = freshShop();
  const now = new Date('2026-03-31T12:00:00Z');
  await addNote(store.table(), shop, { now });
  const records: Item[] = [];
  for await (const page of store.table().scan()) records.push(...page);
  const record = records.find(({ PK, type }) => type === 'key' && PK.startsWith(`${shopKey(shop)}#`));
  expect(record?.FPK).toBeUndefined();
  expect(record?.ttl).toBeGreaterThan(now.getTime() / 1000 + 30 * 24 * 3600);
  expect((await store.table().query(feedKey(shop), { index: 'feed' })).items.every(({ ttl }) => !ttl)).toBe(
    true,
  );
});
