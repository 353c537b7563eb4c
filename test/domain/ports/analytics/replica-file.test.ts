import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDuckDb } from '../../../../src/domain/ports/analytics/duckdb.js';
import type { Engine } from '../../../../src/domain/ports/analytics/engine.js';
import { embeddedStore, freshShop } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { noteItem, noteItems } from '../../../support/items.js';
import { tempDir } from '../../../support/temp.js';
import { wiredTable } from '../../../support/wired-table.js';
import { countIn, notesIn, putByAnother, reads, removeItem, replicaOf } from './notes.js';

const store = embeddedStore();
const ENDLESS = 'SELECT count(*) FROM range(100000000) a, range(100000) b';

/** Fills a replica's file from the store, closes it, and says what it held. */
async function filled(shop: string, dir: string): Promise<string[]> {
  const replica = replicaOf(store.table(), shop, { dir });
  await replica.sync();
  const notes = await notesIn(replica);
  await replica.close();
  return notes;
}

/** 2,000 notes of text that does not compress, so that the file has data in many blocks. */
async function shopWithNotes(): Promise<string> {
  const shop = freshShop();
  const items = noteItems(shop, 2_000).map((item) => ({
    ...item,
    body: JSON.stringify({ id: item.SK, text: crypto.randomUUID().repeat(4) }),
  }));
  await putByAnother(store.table(), items);
  return shop;
}

/** A replica that has noticed that one of the notes it holds is gone from the store. */
async function withOneGone(notes: number) {
  const shop = freshShop();
  const items = noteItems(shop, notes);
  await putByAnother(store.table(), items);
  const { table, proxy } = await wiredTable(store.endpoint());
  const replica = replicaOf(table, shop, { clock: () => new Date(Date.now() + 60_000) });
  await replica.sync();
  const [gone] = items;
  if (gone !== undefined) await removeItem(store.endpoint(), gone, store.table());
  expect(await replica.verify()).toBe(false);
  return { shop, replica, proxy };
}

describe('the file is a cache', () => {
  test('one that is there is gone on with', async () => {
    const shop = await shopWithNotes();
    const dir = tempDir();
    const notes = await filled(shop, dir);
    const { table, proxy } = await wiredTable(store.endpoint());
    const later = new Date(Date.now() + 3_600_000);
    const replica = replicaOf(table, shop, { dir, clock: () => later });
    await replica.sync();
    await replica.sync();
    // The overlap of the sync that filled it may be read again, and no more than once.
    expect(reads(proxy).items).toBeLessThanOrEqual(2_000);
    expect(await notesIn(replica)).toEqual(notes);
  });

  test('records are numbered on after those that it holds', async () => {
    const shop = freshShop();
    const dir = tempDir();
    await putByAnother(store.table(), noteItems(shop, 3));
    await filled(shop, dir);
    const replica = replicaOf(store.table(), shop, { dir });
    await putByAnother(store.table(), [noteItem(shop, 'later', 'one'), noteItem(shop, 'latest', 'two')]);
    await replica.sync();
    const { rows } = await replica.read(
      "SELECT count(DISTINCT record_key), min(record_key) FILTER (WHERE id LIKE 'late%') > max(record_key) FILTER (WHERE id NOT LIKE 'late%') FROM notes",
      [],
    );
    expect(rows).toEqual([[5n, true]]);
  });

  test('one that was deleted is made anew', async () => {
    const shop = await shopWithNotes();
    const dir = tempDir();
    const notes = await filled(shop, dir);
    for (const file of readdirSync(dir)) rmSync(path.join(dir, file));
    expect(await filled(shop, dir)).toEqual(notes);
  });

  test('one of an older layout is made anew', async () => {
    const shop = await shopWithNotes();
    const dir = tempDir();
    const notes = await filled(shop, dir);
    const old = await openDuckDb({ path: path.join(dir, 'replica-0.duckdb') });
    await old.write(async (transaction) => {
      await transaction.run("UPDATE replica_state SET value = '1' WHERE name = 'layout'");
      await transaction.run('DROP TABLE words');
    });
    await old.close();
    expect(await filled(shop, dir)).toEqual(notes);
    expect(readdirSync(dir)).toEqual(['replica-0.duckdb']);
  });

  test('one that another process holds is left to it', async () => {
    const shop = await shopWithNotes();
    const dir = tempDir();
    const notes = await filled(shop, dir);
    const held = path.join(dir, 'replica-0.duckdb');
    const holder = spawn(
      process.execPath,
      [
        '-e',
        `const { DuckDBInstance } = require(process.argv[1]);
         DuckDBInstance.create(process.argv[2]).then((held) => { globalThis.held = held; console.log('held'); });
         setInterval(() => {}, 1000);`,
        createRequire(import.meta.url).resolve('@duckdb/node-api'),
        held,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    const before = readFileSync(held);
    const replica = replicaOf(store.table(), shop, { dir });
    await replica.sync();
    expect(await notesIn(replica)).toEqual(notes);
    expect(existsSync(path.join(dir, 'replica-1.duckdb'))).toBe(true);
    expect(readFileSync(held).equals(before)).toBe(true);
  });

  test.each<[string, (whole: Buffer) => Buffer]>([
    ['garbage', () => Buffer.from('not a database '.repeat(10_000))],
    ['nothing', () => Buffer.alloc(0)],
    ['its first half', (whole) => whole.subarray(0, whole.length / 2)],
    ['all but its end', (whole) => whole.subarray(0, whole.length - 100_000)],
    ...[0, 4_100, 8_200].map((at): [string, (whole: Buffer) => Buffer] => [
      `a damaged header (at ${at})`,
      (whole) => Buffer.concat([whole.subarray(0, at), Buffer.alloc(64, 7), whole.subarray(at + 64)]),
    ]),
    ...[0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95].map(
      (part): [string, (whole: Buffer) => Buffer] => [
        `damage inside (at ${part})`,
        (whole) => {
          const at = Math.floor(whole.length * part);
          return Buffer.concat([whole.subarray(0, at), Buffer.alloc(20_000, 7), whole.subarray(at + 20_000)]);
        },
      ],
    ),
  ])('one that holds %s is made anew', async (_, spoil) => {
    const dir = tempDir();
    const file = path.join(dir, 'replica-0.duckdb');
    spoilt ??= shopWithNotes().then(async (shop) => {
      const first = tempDir();
      const notes = await filled(shop, first);
      return { shop, notes, whole: readFileSync(path.join(first, 'replica-0.duckdb')) };
    });
    const { shop, notes, whole } = await spoilt;
    writeFileSync(file, spoil(whole));
    const replica = replicaOf(store.table(), shop, { dir });
    await replica.sync();
    expect(await notesIn(replica)).toEqual(notes);
    // What is new must find its way in too.
    const [word] = notes[7]?.split(' ') ?? [];
    replica.accept([noteItem(shop, String(word), 'changed', new Date(), 2)]);
    await replica.sync();
    expect((await notesIn(replica))[7]).toBe(`${word} changed`);
    expect(await countIn(replica)).toBe(2_000);
    expect(readdirSync(dir).filter((name) => name.endsWith('.duckdb'))).toEqual(['replica-0.duckdb']);
    expect(statSync(file).size).toBeGreaterThan(0);
  });
});

let spoilt: Promise<{ shop: string; notes: string[]; whole: Buffer }> | undefined;

describe.each([0, 1, 5, 50])('a question that is cancelled after %i ms', (milliseconds) => {
  test('ends', async () => {
    const replica = replicaOf(store.table(), freshShop());
    await replica.sync();
    const stop = new AbortController();
    const endless = clerkError(replica.read(ENDLESS, [], stop.signal));
    setTimeout(() => stop.abort(), milliseconds);
    expect((await endless).code).toBe('cancelled');
    expect((await replica.read('SELECT 1', [])).rows).toEqual([[1]]);
  });
});

describe('closing', () => {
  test('ends a sync and a question that run, and the file is whole afterwards', async () => {
    const shop = await shopWithNotes();
    const dir = tempDir();
    const replica = replicaOf(store.table(), shop, { dir });
    await replica.sync();
    const endless = replica.read(ENDLESS, []);
    const outcomes = Promise.allSettled([endless, replica.sync(), replica.sync()]);
    replica.accept(noteItems(shop, 2_000, new Date()));
    await nextTurn();
    await replica.close();
    expect((await outcomes)[0].status).toBe('rejected');
    await expect(replica.read('SELECT 1', [])).rejects.toThrow('closing');
    expect(await filled(shop, dir)).toHaveLength(2_000);
  });

  test('in the middle of a write lets the write settle', async () => {
    const engine = await openDuckDb({ path: ':memory:' });
    await engine.write((transaction) =>
      transaction.run('CREATE TABLE t AS SELECT range AS a, random() AS b FROM range(1000000)'),
    );
    const written = engine.write((transaction) => transaction.run('INSERT INTO t SELECT a + 1, b FROM t'));
    const outcome = Promise.allSettled([written]);
    await delay(5);
    await engine.close();
    // Ended or done, but not left hanging.
    expect((await outcome).map(({ status }) => status)[0]).toMatch(/fulfilled|rejected/);
  });
});

describe('verify', () => {
  test('finds nothing wrong with a whole copy, by counting alone', async () => {
    const shop = freshShop();
    await putByAnother(store.table(), noteItems(shop, 100));
    const { table, proxy } = await wiredTable(store.endpoint());
    const replica = replicaOf(table, shop, { clock: () => new Date(Date.now() + 60_000) });
    await replica.sync();
    proxy.clear();
    expect(await replica.verify()).toBe(true);
    expect(reads(proxy)).toEqual({ queries: 1, items: 0 });
  });

  test('takes a record that moved up the feed for no drift', async () => {
    const shop = freshShop();
    const clock = () => new Date(Date.now() + 60_000);
    await putByAnother(store.table(), noteItems(shop, 20));
    const replica = replicaOf(store.table(), shop, { clock });
    await replica.sync();
    await putByAnother(store.table(), [noteItem(shop, '000003', 'moved', clock(), 2)]);
    expect(await replica.verify()).toBe(true);
    expect((await notesIn(replica))[3]).toBe('000003 moved');
  });

  test('detects an item that was removed behind its back; the next sync mends it', async () => {
    const shop = freshShop();
    const items = noteItems(shop, 20);
    await putByAnother(store.table(), items);
    const replica = replicaOf(store.table(), shop, { clock: () => new Date(Date.now() + 60_000) });
    await replica.sync();
    const [gone] = items;
    if (gone !== undefined) await removeItem(store.endpoint(), gone, store.table());
    await replica.sync();
    expect(await countIn(replica)).toBe(20);
    expect(await replica.verify()).toBe(false);
    await replica.sync();
    expect(await countIn(replica)).toBe(19);
    expect(await replica.verify()).toBe(true);
  });

  test('detects a record that came later than the overlap, and one that the copy lost', async () => {
    const shop = freshShop();
    await putByAnother(store.table(), noteItems(shop, 20));
    let engine: Engine | undefined;
    const replica = replicaOf(store.table(), shop, {
      clock: () => new Date(Date.now() + 60_000),
      open: async (file) => {
        engine = await openDuckDb({ path: file });
        return engine;
      },
    });
    await replica.sync();
    await putByAnother(store.table(), [
      noteItem(shop, 'late', 'by an hour', new Date(Date.now() - 3_600_000)),
    ]);
    await replica.sync();
    expect(await countIn(replica)).toBe(20);
    expect(await replica.verify()).toBe(false);
    await replica.sync();
    expect(await countIn(replica)).toBe(21);

    await engine?.write((transaction) => transaction.run("DELETE FROM notes WHERE id = '000005'"));
    expect(await replica.verify()).toBe(false);
    await replica.sync();
    expect(await countIn(replica)).toBe(21);
  });

  test('mends in one step: no question meets an empty copy meanwhile', async () => {
    const { replica, proxy } = await withOneGone(200);
    const seen = new Set([await countIn(replica)]);
    proxy.fault('Query', { kind: 'delay', ms: 400 });
    const mended = replica.sync();
    let running = true;
    mended.finally(() => {
      running = false;
    });
    while (running) {
      seen.add(await countIn(replica));
      await nextTurn();
    }
    await mended;
    seen.add(await countIn(replica));
    expect([...seen]).toEqual([200, 199]);
  });

  test('a mending that fails leaves the copy as it was and is done by the next sync', async () => {
    const { shop, replica, proxy } = await withOneGone(50);
    proxy.fault('Query', { kind: 'error', status: 400, type: 'OddException' });
    replica.accept([noteItem(shop, 'own', 'meanwhile')]);
    await expect(replica.sync()).rejects.toThrow();
    expect(await countIn(replica)).toBe(50);
    await replica.sync();
    expect(await countIn(replica)).toBe(50);
    expect((await notesIn(replica)).at(-1)).toBe('own meanwhile');
  });
});
