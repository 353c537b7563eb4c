/**
 * The credit ledger: whether it keeps its word when things go wrong, and what a write costs.
 * In the same run: the store's own rate of two-item transactions, and the cost of a write to a short account.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { connectEmbedded } from '../dist/domain/ports/store/connection.js';
import { Table } from '../dist/domain/ports/store/table.js';
import { UdhaarService } from '../dist/domain/udhaar/udhaar-service.js';
import { callOverHttp, median, SERVER, startServer, table, tempDir } from './support.mjs';

const CLIENTS = 64;
const ACCOUNTS = 16;
const IN_FLIGHT = 16;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const LONG = Number(process.env.MUNSHI_LEDGER_LENGTH ?? 100_000);
const SAMPLES = 400;

export async function run() {
  const writes = await writeRates();
  const growth = await growthRatios();
  const suites = process.env.MUNSHI_LEDGER_SUITES === 'none' ? {} : runSuites();
  table([
    ['ledger', 'figure'],
    ['writes a second, 64 clients over HTTP on 16 accounts', Math.round(writes.ledger)],
    ['two-item transactions a second, the store alone', Math.round(writes.store)],
    ['ratio, median of rounds', writes.ratio.toFixed(2)],
    [`a write at ${LONG} entries to one at the first, mixed`, growth.mixed.toFixed(2)],
    [`the same with every debt open`, growth.open.toFixed(2)],
    ...Object.entries(suites),
  ]);
  return {
    ...suites,
    writes_per_s: Math.round(writes.ledger),
    store_per_s: Math.round(writes.store),
    writes_ratio: rounded(writes.ratio),
    growth_ratio: rounded(growth.mixed),
    growth_open_ratio: rounded(growth.open),
  };
}

/** Writes over HTTP and the store's own transactions, turn by turn on one store. */
async function writeRates() {
  const dir = tempDir();
  const server = await startServer([SERVER, 'http', '--port', '0', '--data-dir', dir, '--log-level', 'info']);
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const call = async (name, args) => {
    const { result, error } = await callOverHttp(server.port, agent, name, args);
    if (result?.structuredContent === undefined) throw new Error(JSON.stringify(result ?? error));
    return result.structuredContent;
  };
  for (let index = 0; index < ACCOUNTS; index += 1)
    await call('record_udhaar', {
      kind: 'open_account',
      customer: `Customer ${index}`,
      although_alike: true,
      idempotency_key: `bench-open-${index}`,
    }).then(({ customer_id }) => ids.push(customer_id));
  const connection = connectEmbedded('munshi', path.join(dir, 'store'));
  const client = await connection.client();
  const pairs = [];
  await forMs(1_000, CLIENTS, (n) => writeEntry(call, n));
  await forMs(1_000, IN_FLIGHT, (n) => twoItems(client, n));
  for (let round = 0; round < ROUNDS; round += 1) {
    const ledger = await forMs(ROUND_MS, CLIENTS, (n) => writeEntry(call, n));
    const store = await forMs(ROUND_MS, IN_FLIGHT, (n) => twoItems(client, n));
    pairs.push({ ledger, store });
  }
  agent.destroy();
  await connection.close();
  await server.stop();
  return {
    ledger: median(pairs.map(({ ledger }) => ledger)),
    store: median(pairs.map(({ store }) => store)),
    ratio: median(pairs.map(({ ledger, store }) => ledger / store)),
  };
}

const ids = [];
let writeCount = 0;

function writeEntry(call, n) {
  writeCount += 1;
  const credit = writeCount % 2 === 0;
  return call('record_udhaar', {
    kind: credit ? 'credit' : 'payment',
    customer: ids[n % ACCOUNTS],
    amount: 100,
    idempotency_key: `bench-write-${writeCount}`,
  });
}

let pairCount = 0;

function twoItems(client) {
  pairCount += 1;
  const item = (part) => ({
    Put: {
      TableName: 'munshi',
      Item: {
        PK: `BENCH#${pairCount % 64}`,
        SK: `${pairCount}#${part}`,
        type: 'bench',
        v: 1,
        body: 'x'.repeat(200),
      },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  });
  return client.send(new TransactWriteCommand({ TransactItems: [item(1), item(2)] }));
}

/** Runs a job over and over from so many workers; times a second. */
async function forMs(ms, workers, job) {
  const started = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() - started < ms) {
        await job(worker);
        done += 1;
      }
    }),
  );
  return (1_000 * done) / (performance.now() - started);
}

/** Time of a write to a long account over that to a new one, turn by turn; medians. */
async function growthRatios() {
  const dir = tempDir();
  const connection = connectEmbedded('munshi', path.join(dir, 'store'));
  const store = new Table(connection.client, 'munshi');
  const service = serviceOn(store);
  const filler = new FillingStore();
  await fill(filler, 'long-mixed', (n) => (n % 2 === 0 ? credit(n) : { kind: 'payment', amount: 100 }));
  await fill(filler, 'long-open', credit);
  await store.putMany(filler.items());
  const times = { short: [], mixed: [], open: [] };
  const timed = async (list, customer, n) => {
    const change = n % 2 === 0 ? credit(n) : { kind: 'payment', amount: 100 };
    const started = performance.now();
    await service.record(customer, change, { key: `growth-${customer}-${n}`, payload: n });
    list.push(performance.now() - started);
  };
  for (let n = 0; n < SAMPLES; n += 1) {
    // An account of its own for every few writes, so that the short one stays short. Its first write, which reads
    // whose account it is, does not count.
    await timed(n % 4 === 0 ? [] : times.short, `short-${Math.floor(n / 4)}`, n);
    await timed(times.mixed, 'long-mixed', n);
    await timed(times.open, 'long-open', n);
  }
  await connection.close();
  const base = median(times.short);
  return { mixed: median(times.mixed) / base, open: median(times.open) / base };
}

function credit(n) {
  return { kind: 'credit', amount: 100, due: `2027-${String(1 + (n % 12)).padStart(2, '0')}-15` };
}

async function fill(filler, customer, change) {
  const service = serviceOn(filler);
  for (let n = 0; n < LONG; n += 1)
    await service.record(customer, change(n), { key: `fill-${customer}-${n}`, payload: n });
}

function serviceOn(store) {
  return new UdhaarService({
    store,
    customers: {
      find: async (id) => ({ customer_id: id, name: id }),
      newItem: () => undefined,
      alike: async () => [],
    },
    replica: undefined,
    settings: {
      shop_id: 'bench',
      name: 'bench',
      currency: 'INR',
      time_zone: 'Asia/Kolkata',
      fiscal_year_start: 4,
      locale: 'en-IN',
    },
    clock: () => new Date(),
    onWrite: () => undefined,
  });
}

/** Collects what the real service writes, to be put into the real store at once: for one writer and no failures. */
class FillingStore {
  #items = new Map();
  #open = new Map();

  async get({ PK, SK }) {
    return this.#items.get(`${PK}\n${SK}`);
  }

  async getMany(keys) {
    return keys.flatMap((key) => this.#items.get(`${key.PK}\n${key.SK}`) ?? []);
  }

  async query(partition, { after = '', before = '~', limit = 1_000, descending = false }) {
    if (descending) return { items: [] };
    const found = [...(this.#open.get(partition) ?? [])].filter((SK) => SK > after && SK < before).sort();
    return { items: found.slice(0, limit).map((SK) => this.#items.get(`${partition}\n${SK}`)) };
  }

  async transact(writes, removals = []) {
    for (const { item } of writes) {
      if (item.type === 'key') continue;
      this.#items.set(`${item.PK}\n${item.SK}`, item);
      if (item.type === 'udhaar_open')
        this.#open.set(item.PK, (this.#open.get(item.PK) ?? new Set()).add(item.SK));
    }
    for (const { PK, SK } of removals) {
      this.#items.delete(`${PK}\n${SK}`);
      this.#open.get(PK)?.delete(SK);
    }
  }

  items() {
    return [...this.#items.values()];
  }
}

/** The simulation, the planted faults and the kills, each a suite of its own. */
function runSuites() {
  const dir = mkdtempSync(path.join(tmpdir(), 'munshi-ledger-'));
  const report = path.join(dir, 'report.ndjson');
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      'test/property/ledger-',
      'test/domain/udhaar/mutants.test.ts',
      'test/e2e/ledger-kills.test.ts',
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { MUNSHI_LEDGER_KILLS: '500', ...process.env, MUNSHI_LEDGER_REPORT: report },
    },
  );
  const figures = {};
  for (const line of readFileSync(report, 'utf8').trim().split('\n'))
    for (const [name, value] of Object.entries(JSON.parse(line)))
      figures[name] = (figures[name] ?? 0) + value;
  rmSync(dir, { recursive: true });
  return { ...figures, suites_failed: status === 0 ? 0 : 1 };
}

function rounded(value) {
  return Math.round(value * 100) / 100;
}
