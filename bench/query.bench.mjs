/**
 * What query_sales costs by month and country over Online Retail and over 5 million generated lines: the whole call
 * over HTTP against DuckDB alone on a copy of the same tables, in turn. Also the sync: the first one against a bare
 * Query of the feed, and one with nothing new.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { callOverHttp, median, runPeer, SERVER, startServer, table, tempDir } from './support.mjs';

const ONLINE_RETAIL = '../shared/data/online-retail/online-retail.csv.gz';
const LINES = 5_000_000;
const LINES_A_SALE = 250;
const SEED = 20_260_331;

/** Times below this many milliseconds are as good as none: both sides of a ratio are at least this. */
const FLOOR = 10;
const ROUNDS = 15;
const IMPORT_ATTEMPTS = 5;
const SHOP = ['--currency', 'GBP', '--time-zone', 'UTC', '--fiscal-year-start', '1'];
const QUESTION = {
  measures: ['net_sales', 'orders', 'quantity'],
  dimensions: ['customer_country'],
  grain: 'month',
  limit: 500,
  show_sql: true,
};
/** The same question as an analyst would put it, over the lines alone. */
const PLAIN = `SELECT date_trunc('month', sales.sold_on) AS month, customers.country, sum(lines.net_fine) AS net_sales,
    count(DISTINCT lines.record_key) FILTER (WHERE sales.kind = 'sale') AS orders, sum(lines.quantity) AS quantity
  FROM lines JOIN sales USING (record_key) LEFT JOIN customers USING (customer_id)
  GROUP BY ALL ORDER BY ALL`;
/** The same again by one who knows that the documents hold their net, and need not count distinct ones. */
const SHREWD = `SELECT month, country, sum(net_sales) AS net_sales, sum(orders) AS orders, sum(quantity) AS quantity
  FROM (SELECT date_trunc('month', sold_on) AS month, customer_id, sum(net_fine) AS net_sales,
      count(*) FILTER (WHERE kind = 'sale') AS orders, sum(units) AS quantity
    FROM sales LEFT JOIN (SELECT record_key, sum(quantity) AS units FROM lines GROUP BY ALL) USING (record_key)
    GROUP BY ALL) LEFT JOIN customers USING (customer_id)
  GROUP BY ALL ORDER BY ALL`;

export async function run(data = ONLINE_RETAIL) {
  const sets = [];
  if (existsSync(data)) sets.push(await measure('Online Retail', await importedDir(data)));
  else console.log(`Online Retail is left out: no data at ${data}`);
  sets.push(await measure('generated', await generatedDir()));
  show(sets);
  const [retail, generated] = sets.length === 2 ? sets : [undefined, sets[0]];
  return {
    ratio_online_retail: retail?.plain.ratio ?? 'skipped',
    ratio_5m: generated.plain.ratio,
    idle_sync_ms: generated.idle_ms,
    same_sql_online_retail: retail?.same.ratio ?? 'skipped',
    same_sql_5m: generated.same.ratio,
    shrewd_sql_online_retail: retail?.shrewd.ratio ?? 'skipped',
    shrewd_sql_5m: generated.shrewd.ratio,
    first_sync_ratio_online_retail: retail?.first_ratio ?? 'skipped',
    first_sync_ratio_5m: generated.first_ratio,
    rss_mb_5m: generated.rss_mb,
  };
}

/** A data folder with a retail file imported through import_file. A call that comes to its deadline is repeated. */
async function importedDir(file) {
  const dir = tempDir();
  writeFileSync(path.join(dir, 'retail.csv'), gunzipSync(readFileSync(file)));
  const server = await serve(dir, ['--file-dirs', dir]);
  const agent = new Agent({ keepAlive: true });
  try {
    for (let attempt = 1; ; attempt += 1) {
      const { result } = await callOverHttp(server.port, agent, 'import_file', {
        kind: 'sales',
        path: 'retail.csv',
        dry_run: false,
        idempotency_key: 'bench-query',
      });
      if (!result.isError) return dir;
      if (attempt === IMPORT_ATTEMPTS) throw new Error(result.content[0].text);
    }
  } finally {
    agent.destroy();
    await server.stop();
  }
}

/** A data folder with generated sales, written as many lines to a document. */
async function generatedDir() {
  const dir = tempDir();
  const written = await runPeer('fill', [dir, String(LINES), String(LINES_A_SALE), String(SEED), ...SHOP]);
  console.log(`generated ${written.lines} lines on ${written.sales} sales in ${written.seconds} s`);
  return dir;
}

async function measure(name, dir) {
  removeReplica(dir);
  const sync = await runPeer('sync', [dir, ...SHOP]);
  const copy = path.join(tempDir(), 'copy.duckdb');
  copyFileSync(replicaOf(dir), copy);
  const server = await serve(dir);
  const agent = new Agent({ keepAlive: true });
  const duckdb = await DuckDBInstance.create(copy);
  const connection = await duckdb.connect();
  const alone = async (sql, values = []) => {
    const started = performance.now();
    const rows = (await connection.runAndReadAll(sql, values)).getRows();
    return { took: performance.now() - started, rows };
  };
  const call = async () => {
    const started = performance.now();
    const { result } = await callOverHttp(server.port, agent, 'query_sales', QUESTION);
    if (result.isError) throw new Error(result.content[0].text);
    return { took: performance.now() - started, answer: result.structuredContent };
  };
  try {
    const first = await call();
    const { sql } = first.answer.receipt;
    checkSame(first.answer, (await alone(PLAIN)).rows, (await alone(SHREWD)).rows);
    const times = { call: [], plain: [], same: [], shrewd: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.call.push((await call()).took);
      times.plain.push((await alone(PLAIN)).took);
      times.same.push((await alone(sql, [QUESTION.limit, 0])).took);
      times.shrewd.push((await alone(SHREWD)).took);
    }
    const [[lines]] = (await alone('SELECT count(*) FROM lines')).rows;
    const whole = median(times.call);
    const against = (took) => ({
      ms: took,
      ratio: Number((Math.max(whole, FLOOR) / Math.max(took, FLOOR)).toFixed(3)),
    });
    return {
      name,
      lines: Number(lines),
      call_ms: whole,
      plain: against(median(times.plain)),
      same: against(median(times.same)),
      shrewd: against(median(times.shrewd)),
      ...sync,
      first_ratio: Number((sync.first_ms / sync.bare_ms).toFixed(3)),
    };
  } finally {
    connection.closeSync();
    duckdb.closeSync();
    agent.destroy();
    await server.stop();
  }
}

/** The three ways must agree before any of them is timed. */
function checkSame(answer, plain, shrewd) {
  const money = 10_000 * 100;
  for (const rows of [plain, shrewd]) {
    if (rows.length !== answer.row_count)
      throw new Error(`${answer.row_count} rows answered, ${rows.length} expected`);
    answer.rows.forEach((row, index) => {
      const [month, country, net, orders, units] = rows[index];
      const expected = [
        String(month).slice(0, 7),
        country ?? undefined,
        Number(net) / money,
        Number(orders),
        Number(units) / 1_000,
      ];
      const given = [row.month, row.customer_country, row.net_sales, row.orders, row.quantity];
      if (JSON.stringify(given) !== JSON.stringify(expected))
        throw new Error(`row ${index} is ${JSON.stringify(given)}, expected ${JSON.stringify(expected)}`);
    });
  }
}

function show(sets) {
  const ms = (value) => value.toFixed(1);
  table([
    ['by month and country', ...sets.map(({ name }) => name)],
    ['lines', ...sets.map(({ lines }) => lines)],
    ['whole call, ms', ...sets.map((set) => ms(set.call_ms))],
    ['DuckDB alone, plain SQL, ms', ...sets.map((set) => ms(set.plain.ms))],
    ['ratio', ...sets.map((set) => set.plain.ratio)],
    ["DuckDB alone, the receipt's SQL, ms", ...sets.map((set) => ms(set.same.ms))],
    ['ratio', ...sets.map((set) => set.same.ratio)],
    ['DuckDB alone, shrewd SQL, ms', ...sets.map((set) => ms(set.shrewd.ms))],
    ['ratio', ...sets.map((set) => set.shrewd.ratio)],
    ['sync with nothing new, ms', ...sets.map((set) => ms(set.idle_ms))],
    ['first sync, s', ...sets.map((set) => (set.first_ms / 1_000).toFixed(1))],
    ['bare Query of the feed, s', ...sets.map((set) => (set.bare_ms / 1_000).toFixed(1))],
    ['ratio', ...sets.map((set) => set.first_ratio)],
    ['CPU of the first sync, s', ...sets.map((set) => (set.first_cpu_ms / 1_000).toFixed(1))],
    ['CPU of the bare Query, s', ...sets.map((set) => (set.bare_cpu_ms / 1_000).toFixed(1))],
    ['peak memory of the first sync, MB', ...sets.map((set) => set.rss_mb)],
  ]);
}

function serve(dir, flags = []) {
  const own = ['--port', '0', '--data-dir', dir, '--log-level', 'silent'];
  return startServer([SERVER, 'http', ...own, ...SHOP, ...flags]);
}

function replicaOf(dir) {
  const found = readdirSync(path.join(dir, 'replica'), { recursive: true }).find((file) =>
    file.endsWith('replica-0.duckdb'),
  );
  return path.join(dir, 'replica', found);
}

function removeReplica(dir) {
  rmSync(path.join(dir, 'replica'), { recursive: true, force: true });
}
