import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { itemsIn } from '../support/books.js';
import { salesFile } from '../support/sales-file.js';
import { seeded } from '../support/seeded.js';
import { dataDir, StdioServer, Unanswered } from '../support/stdio-server.js';

const SEED = Number(process.env.MUNSHI_TEST_SEED ?? 20_260_331);
const DOCUMENTS = Number(process.env.MUNSHI_TEST_DOCUMENTS ?? 3_000);
const KILLS = Number(process.env.MUNSHI_TEST_KILLS ?? 6);

const REQUEST = {
  kind: 'sales',
  path: 'sales.csv',
  dry_run: false,
  idempotency_key: 'import-of-the-test',
};

function shopWithFile(content: string): string {
  const dir = dataDir();
  mkdirSync(path.join(dir, 'files'));
  writeFileSync(path.join(dir, 'files', 'sales.csv'), content);
  return dir;
}

/** The answer of the import, polled while it runs. */
async function untilFinished(server: StdioServer, request: object): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await server.call('import_file', request);
    if (answer.status === 'finished') return answer;
  }
}

/** The records in the store, without the time they were written at. */
async function recordsIn(dir: string): Promise<string[]> {
  return (await itemsIn(dir, path.join(dir, 'check.backup')))
    .filter(({ FPK }) => FPK !== undefined)
    .map(({ PK, SK, v, body }) => JSON.stringify({ PK, SK, v, body }))
    .sort();
}

describe('an import', { timeout: 600_000 }, () => {
  test(`killed ${KILLS} times and repeated ends as one that was not, with the same counts`, async () => {
    const content = salesFile(DOCUMENTS, SEED);
    const calm = shopWithFile(content);
    const undisturbed = new StdioServer(calm);
    await undisturbed.call('query_sales', { measures: ['orders'] });
    const started = performance.now();
    const expected = await untilFinished(undisturbed, REQUEST);
    const took = performance.now() - started;
    await undisturbed.leave();

    const random = seeded(SEED);
    const dir = shopWithFile(content);
    let kills = 0;
    let toldOfStop = 0;
    for (let tries = 0; kills < KILLS; tries += 1) {
      expect(tries).toBeLessThan(KILLS * 4);
      const server = new StdioServer(dir);
      const other = await server.call('import_file', {
        ...REQUEST,
        dry_run: true,
        content: 'number,date,item,quantity,price\n1,2024-04-03,Tea,1,10\n',
        path: undefined,
        idempotency_key: `only-a-look-${tries}`,
      });
      if (JSON.stringify(other.notes).includes('was stopped after')) toldOfStop += 1;
      const call = untilFinished(server, REQUEST).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Unanswered) return false;
          throw error;
        },
      );
      // Later kills come after less and less, so that the import does not end before it is killed often enough.
      await Promise.race([call, delay(random() * (took / 3) + 20)]);
      server.kill();
      if (await call) break;
      kills += 1;
    }
    const server = new StdioServer(dir);
    const { notes, ...answer } = await untilFinished(server, REQUEST);
    const { notes: calmNotes, ...calmAnswer } = expected;
    expect(kills).toBe(KILLS);
    expect(toldOfStop).toBeGreaterThan(0);
    expect(answer).toEqual(calmAnswer);
    expect(notes).toEqual(expect.arrayContaining([calmNotes].flat()));
    expect(notes).toContain(
      'An earlier run of this import was stopped before its end; this one went on there.',
    );

    // Once more under the same key gives that result, under another adds nothing.
    expect(await untilFinished(server, REQUEST)).toMatchObject(answer);
    const again = await untilFinished(server, { ...REQUEST, idempotency_key: 'import-once-more' });
    expect(again.counts).toMatchObject({
      sales: { new: 0, updated: 0, unchanged: DOCUMENTS, conflicting: 0 },
    });
    await server.leave();
    const [there, here] = [await recordsIn(calm), await recordsIn(dir)];
    expect(here.length).toBeGreaterThan(DOCUMENTS);
    expect(here).toEqual(there);
    console.log(JSON.stringify({ seed: SEED, documents: DOCUMENTS, kills, records: here.length }));
  });
});
