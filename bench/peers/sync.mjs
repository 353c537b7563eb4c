/**
 * What bringing the replica up to date costs: `sync.mjs DATA_DIR [flags]`. First the feed read page by page by the
 * SDK alone, then a first sync, then syncs with nothing new. Pages have a limit: without one ExtendDB reads to the end of
 * the feed for each.
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { compose } from '../../dist/compose.js';
import { readCommandLine, readConfig } from '../../dist/config.js';
import { feedKey } from '../../dist/domain/ports/store/repository.js';
import { median } from '../support.mjs';

const IDLE_ROUNDS = 101;
const PAGE_ITEMS = 200;

const [dir, ...rest] = process.argv.slice(2);
const { flags } = readCommandLine(['sync', '--data-dir', dir, ...rest]);
const config = readConfig(flags, {});
const munshi = compose(config);
const { connection } = await munshi.store();

const bare = await timed(readFeed);
const { replica } = await munshi.shop();
const first = await timed(() => replica.sync());
const idle = [];
for (let round = 0; round < IDLE_ROUNDS; round += 1) idle.push((await timed(() => replica.sync())).ms);
await munshi.close();
console.log(
  JSON.stringify({
    bare_ms: Math.round(bare.ms),
    bare_cpu_ms: Math.round(bare.cpu),
    first_ms: Math.round(first.ms),
    first_cpu_ms: Math.round(first.cpu),
    idle_ms: Number(median(idle).toFixed(2)),
    rss_mb: Math.round(process.resourceUsage().maxRSS / 1_024),
  }),
);

async function readFeed() {
  const client = await connection.client();
  let start;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: config.table,
        IndexName: 'feed',
        Limit: PAGE_ITEMS,
        KeyConditionExpression: 'FPK = :feed',
        ExpressionAttributeValues: { ':feed': feedKey(config.shop) },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

async function timed(work) {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - started, cpu: (user + system) / 1_000 };
}
