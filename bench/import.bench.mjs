/**
 * Imports a sales file (Online Retail) over stdio, reading included, and then writes a sample of the very items it
 * wrote to a second table of the same store with the same index, by bare BatchWriteItem at several numbers of batches
 * in flight. The ratio is to the best of those.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { connectEmbedded } from '../dist/domain/ports/store/connection.js';
import { Table } from '../dist/domain/ports/store/table.js';
import { median, openClient, table, tempDir } from './support.mjs';

export const data = '../shared/data/online-retail/online-retail.csv.gz';

const IN_FLIGHT = [2, 4, 8, 16, 32];
const ROUNDS = 3;
const SAMPLE = 2_500;
const BATCH = 25;

export async function run(file) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const dataDir = tempDir();
  const client = await openClient(
    [
      ...['--currency', 'GBP', '--time-zone', 'Europe/London', '--locale', 'en-GB'],
      ...['--file-dirs', path.dirname(path.resolve(file))],
    ],
    dataDir,
  );
  const call = async (name, args) => {
    for (;;) {
      const answer = await client.call(name, args);
      if (answer.status !== 'running') return answer;
    }
  };
  // The store is up and the shop is open before the clock runs.
  await call('query_sales', { measures: ['lines'] });
  const request = { kind: 'sales', path: path.basename(file), dry_run: false };
  const started = performance.now();
  const report = await call('import_file', { ...request, idempotency_key: randomUUID() });
  const seconds = (performance.now() - started) / 1_000;
  const items = sumOf(report.counts, 'new');

  const rates = await bareRates(path.join(dataDir, 'store'));
  const bare = Math.max(...rates);
  const { rows } = await call('query_sales', { measures: ['lines', 'gross_sales'] });
  const again = await call('import_file', { ...request, idempotency_key: randomUUID() });
  await client.close();

  table([
    ['batches in flight', ...IN_FLIGHT],
    ['bare items/s', ...rates.map(Math.round)],
  ]);
  console.log();
  const summary = {
    rate_ratio: Number((items / seconds / bare).toFixed(3)),
    lines: rows[0].lines,
    sum: Math.round(rows[0].gross_sales * 100) / 100,
    sum_exact: rows[0].gross_sales,
    items,
    seconds: Number(seconds.toFixed(1)),
    items_per_s: Math.round(items / seconds),
    bare_items_per_s: Math.round(bare),
    bad_rows: report.bad_rows.total,
    added_again: sumOf(again.counts, 'new') + sumOf(again.counts, 'updated'),
  };
  table(Object.entries(summary));
  console.log();
  return summary;
}

function sumOf(counts, what) {
  return Object.values(counts).reduce((sum, tally) => sum + tally[what], 0);
}

/** Items a second for each of {@link IN_FLIGHT}, the median of the rounds. */
async function bareRates(storeDir) {
  const from = connectEmbedded('munshi', storeDir);
  const sample = sampleOf(await everyItem(new Table(from.client, 'munshi')));
  const to = connectEmbedded('bare', storeDir);
  const client = await to.client();
  const rates = IN_FLIGHT.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, lanes] of IN_FLIGHT.entries()) {
      const items = sample.map((item) => ({ ...item, SK: `${item.SK} ${round} ${lanes}` }));
      const started = performance.now();
      const batches = batchesOf(items);
      await Promise.all(Array.from({ length: lanes }, () => writeAll(client, batches)));
      rates[index].push((items.length * 1_000) / (performance.now() - started));
    }
  }
  await to.close();
  await from.close();
  return rates.map(median);
}

async function everyItem(source) {
  const items = [];
  for await (const page of source.scan()) items.push(...page.filter(({ FPK }) => FPK !== undefined));
  return items;
}

/** Evenly spread over the kinds of records, in the order of writing. */
function sampleOf(items) {
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
