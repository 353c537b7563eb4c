/**
 * Imports a sales file (Online Retail) over stdio, reading included, and writes a sample of the very items it writes
 * to another table of the same store with the same index, by bare BatchWriteItem at several numbers of batches in
 * flight. Twice over, each time in a new store; the first gives the items to write bare. The ratio is that of the
 * better import to the best bare rate of all, so that what else the machine does weighs on both alike.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { connectEmbedded } from '../dist/domain/ports/store/connection.js';
import { Table } from '../dist/domain/ports/store/table.js';
import { openClient, table, tempDir } from './support.mjs';

export const data = '../shared/data/online-retail/online-retail.csv.gz';

const IN_FLIGHT = [2, 4, 8, 16, 32];
const ROUNDS = 2;
const SAMPLE = 2_500;
const BATCH = 25;

export async function run(file) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const first = await openShop(file);
  const imports = [await timed(first.importFile)];
  const sample = await sampleOf(first.store);
  const bare = [await bareRates(first.store, sample, 'first')];
  const { rows } = await patiently(() => first.call('query_sales', { measures: ['gross_sales'] }));
  const again = await first.importFile();
  await first.close();

  const second = await openShop(file);
  bare.push(await bareRates(second.store, sample, 'before'));
  imports.push(await timed(second.importFile));
  bare.push(await bareRates(second.store, sample, 'after'));
  await second.close();

  const { report, seconds } = imports.reduce((a, b) => (a.seconds < b.seconds ? a : b));
  const items = sumOf(report.counts, 'new');
  const best = Math.max(...bare.flat());
  table([
    ['batches in flight', ...IN_FLIGHT],
    ...bare.map((rates, index) => [`bare items/s, ${index + 1}`, ...rates.map(Math.round)]),
  ]);
  console.log();
  console.log(`imports: ${imports.map((each) => `${each.seconds.toFixed(1)} s`).join(', ')}\n`);
  const summary = {
    rate_ratio: Number((items / seconds / best).toFixed(3)),
    // All lines; the measure counts those of sales only.
    lines: report.figures.lines,
    sum: Math.round(rows[0].gross_sales * 100) / 100,
    sum_exact: rows[0].gross_sales,
    items,
    seconds: Number(seconds.toFixed(1)),
    items_per_s: Math.round(items / seconds),
    bare_items_per_s: Math.round(best),
    bad_rows: report.bad_rows.total,
    added_again: sumOf(again.counts, 'new') + sumOf(again.counts, 'updated'),
  };
  table(Object.entries(summary));
  console.log();
  return summary;
}

/** The first question after an import fills the replica, which on a busy machine may outlast one call. */
async function patiently(ask) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries >= 5 || !String(error.message).includes('"timeout"')) throw error;
      console.log('query_sales took longer than a call may; asked again.');
    }
  }
}

async function timed(work) {
  const started = performance.now();
  const report = await work();
  return { report, seconds: (performance.now() - started) / 1_000 };
}

/** A server on a store of its own, up and warm. */
async function openShop(file) {
  const dataDir = tempDir();
  const client = await openClient(
    [
      ...['--currency', 'GBP', '--time-zone', 'Europe/London', '--locale', 'en-GB'],
      ...['--file-dirs', path.dirname(path.resolve(file))],
    ],
    dataDir,
  );
  const importFile = async () => {
    const request = {
      kind: 'sales',
      path: path.basename(file),
      dry_run: false,
      idempotency_key: randomUUID(),
    };
    for (;;) {
      const answer = await client.call('import_file', request);
      if (answer.status !== 'running') return answer;
    }
  };
  await client.call('query_sales', { measures: ['lines'] });
  return { ...client, importFile, store: path.join(dataDir, 'store') };
}

function sumOf(counts, what) {
  return Object.values(counts).reduce((sum, tally) => sum + tally[what], 0);
}

/** Items a second for each of {@link IN_FLIGHT}, the better of the rounds. */
async function bareRates(store, sample, when) {
  const connection = connectEmbedded('bare', store);
  const client = await connection.client();
  const rates = IN_FLIGHT.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, lanes] of IN_FLIGHT.entries()) {
      const batches = batchesOf(
        sample.map((item) => ({ ...item, SK: `${item.SK} ${when} ${round} ${lanes}` })),
      );
      const started = performance.now();
      await Promise.all(Array.from({ length: lanes }, () => writeAll(client, batches)));
      const rate = (sample.length * 1_000) / (performance.now() - started);
      rates[index] = Math.max(rates[index], rate);
    }
  }
  await connection.close();
  return rates;
}

/** Items of the replica's feed, evenly spread over their kinds, in the order of writing. */
async function sampleOf(store) {
  const connection = connectEmbedded('munshi', store);
  const items = [];
  for await (const page of new Table(connection.client, 'munshi').scan())
    items.push(...page.filter(({ FPK }) => FPK !== undefined));
  await connection.close();
  const ordered = items.toSorted((a, b) => (a.FSK < b.FSK ? -1 : 1));
  const step = Math.max(1, ordered.length / SAMPLE);
  return Array.from(
    { length: Math.min(SAMPLE, ordered.length) },
    (_, index) => ordered[Math.floor(index * step)],
  );
}

function* batchesOf(items) {
  for (let at = 0; at < items.length; at += BATCH) yield items.slice(at, at + BATCH);
}

async function writeAll(client, batches) {
  for (let next = batches.next(); !next.done; next = batches.next()) {
    let wanted = next.value.map((Item) => ({ PutRequest: { Item } }));
    while (wanted.length > 0) {
      const output = await client.send(new BatchWriteCommand({ RequestItems: { bare: wanted } }));
      wanted = output.UnprocessedItems?.bare ?? [];
    }
  }
}
