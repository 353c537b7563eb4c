import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ImportLog } from '../../../src/domain/import/import-log.js';
import { type ImportOutcome, ImportRuns } from '../../../src/domain/import/import-runs.js';
import { ImportService } from '../../../src/domain/import/import-service.js';
import type { ImportReport, ImportRequest } from '../../../src/domain/import/report.js';
import { openBooks } from '../../../src/domain/sales/books.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { salesFile } from '../../support/sales-file.js';
import { SHOP } from './fake-books.js';

const store = embeddedStore();
const DOCUMENTS = 3_500;
const REQUEST: ImportRequest = { kind: 'sales', dry_run: false, content: salesFile(DOCUMENTS, 7) };
const WRITE = { key: 'the-key-of-it', payload: REQUEST };

/** A server process of a shop, as far as imports go. */
function server(shopId: string, patience?: number): { readonly runs: ImportRuns } {
  const table = store.table();
  const shop = { ...SHOP, shop_id: shopId };
  const clock = () => new Date('2025-06-15T10:00:00Z');
  const books = openBooks(table, shopId, () => undefined);
  const imports = new ImportService({ books, shop, clock });
  const log = new ImportLog(table, shop, clock);
  const runs = new ImportRuns({ imports, log, table, shop, clock, ...(patience ? { patience } : {}) });
  onTestFinished(() => runs.close());
  return { runs };
}

function reportOf(outcome: ImportOutcome): ImportReport {
  if ('report' in outcome) return outcome.report;
  throw new Error(`still running: ${outcome.reached.message}`);
}

/** Stops an import once about this many documents are in. */
async function stopAfter({ runs }: { readonly runs: ImportRuns }, documents: number): Promise<void> {
  const stop = new AbortController();
  const call = runs.run(REQUEST, WRITE, {
    signal: stop.signal,
    onProgress: (_done, _total, message) => {
      if (Number(/^(\d+) of \d+ documents imported/.exec(message)?.[1] ?? 0) >= documents) stop.abort();
    },
  });
  await expect(call).rejects.toMatchObject({ code: 'cancelled' });
}

let shop = '';
beforeEach(() => {
  shop = freshShop();
});

describe('an import', () => {
  test('that takes longer than a call waits goes on, and the same call gets its end', async () => {
    const { runs } = server(shop, 50);
    const first = await runs.run(REQUEST, WRITE);
    expect(first).toMatchObject({ reached: { message: expect.any(String) } });
    let outcome = first;
    const seen: number[] = [];
    for (let polls = 0; 'reached' in outcome; polls += 1) {
      expect(polls).toBeLessThan(2_000);
      seen.push(outcome.reached.done);
      outcome = await runs.run(REQUEST, WRITE);
    }
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(2);
    expect(reportOf(outcome).counts.sales).toMatchObject({ new: DOCUMENTS, unchanged: 0 });
    expect(outcome.unfinished).toEqual([]);
  });

  test('under a key that has been used gives the first result, and for another request is a conflict', async () => {
    const { runs } = server(shop);
    const small = { ...REQUEST, content: salesFile(3, 1) };
    const write = { key: 'small-import', payload: small };
    const first = await runs.run(small, write);
    expect(reportOf(first).counts.sales?.new).toBe(3);
    expect(await runs.run(small, write)).toEqual(first);
    expect(await server(shop).runs.run(small, write)).toEqual(first);
    const other = { ...small, content: salesFile(3, 2) };
    await expect(runs.run(other, { ...write, payload: other })).rejects.toMatchObject({ code: 'conflict' });
    expect(reportOf(await runs.run(small, { ...write, key: 'small-again' })).counts.sales).toEqual({
      new: 0,
      updated: 0,
      unchanged: 3,
      conflicting: 0,
    });
  });

  test('that is refused leaves its key free', async () => {
    const { runs } = server(shop);
    const bad = { ...REQUEST, content: 'number,item\n1,Tea\n' };
    const key = 'first-wrong-then-right';
    await expect(runs.run(bad, { key, payload: bad })).rejects.toMatchObject({ code: 'invalid_input' });
    const good = { ...REQUEST, content: salesFile(2, 1) };
    expect(reportOf(await runs.run(good, { key, payload: good })).counts.sales?.new).toBe(2);
  });

  test('that was cancelled goes on where it stopped, in another server too, with the counts of a whole one', async () => {
    const whole = reportOf(await server(freshShop()).runs.run(REQUEST, WRITE));
    await stopAfter(server(shop), 1_000);
    const next = server(shop);
    const other = { ...REQUEST, content: salesFile(1, 3), dry_run: true };
    const { unfinished } = await next.runs.run(other, { key: 'another-one', payload: other });
    expect(unfinished).toMatchObject([{ key: WRITE.key, what: 'sales sent as content' }]);
    expect(unfinished[0]?.written).toBeLessThan(DOCUMENTS);

    await stopAfter(next, 2_000);
    const { notes, ...report } = reportOf(await server(shop).runs.run(REQUEST, WRITE));
    const { notes: wholeNotes, ...wholeReport } = whole;
    expect(report).toEqual(wholeReport);
    expect(notes.filter((note) => !wholeNotes.includes(note))).toEqual([
      'An earlier run of this import was stopped before its end; this one went on there.',
    ]);
    const after = await server(shop).runs.run(other, { key: 'another-later', payload: other });
    expect(after.unfinished).toEqual([]);
  });

  test('that was begun cannot go on as another request under its key', async () => {
    await stopAfter(server(shop), 1_000);
    const other = { ...REQUEST, content: salesFile(5, 9) };
    await expect(server(shop).runs.run(other, { ...WRITE, payload: other })).rejects.toMatchObject({
      code: 'conflict',
      field: 'idempotency_key',
    });
  });

  test('is stopped by a caller who cancels only when nobody else waits for it', async () => {
    const { runs } = server(shop);
    const leaver = new AbortController();
    const left = runs.run(REQUEST, WRITE, { signal: leaver.signal });
    const stayed = runs.run(REQUEST, WRITE);
    await delay(50);
    leaver.abort();
    await expect(left).rejects.toMatchObject({ code: 'cancelled' });
    expect(reportOf(await stayed).counts.sales?.new).toBe(DOCUMENTS);
  });

  test('ends with its server, and goes on in the next', async () => {
    const { runs } = server(shop, 30);
    let outcome = await runs.run(REQUEST, WRITE);
    while ('reached' in outcome && !/documents imported/.test(outcome.reached.message))
      outcome = await runs.run(REQUEST, WRITE);
    await runs.close();
    const next = server(shop, 1);
    expect(await next.runs.run(REQUEST, WRITE)).toMatchObject({ unfinished: [{ key: WRITE.key }] });
    await next.runs.close();
    expect(reportOf(await server(shop).runs.run(REQUEST, WRITE)).counts.sales?.new).toBe(DOCUMENTS);
  });
});
