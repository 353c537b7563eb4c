import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { documentsIn, figures, importProducts, sellTea } from '../support/books.js';
import { seeded } from '../support/seeded.js';
import { dataDir, kill, processesOn, StdioServer, Unanswered } from '../support/stdio-server.js';

const SEED = Number(process.env.MUNSHI_TEST_SEED ?? 20_260_331);
const KILLS = 100;
const LANES = 3;
const IN_FLIGHT = 3;

/** What a client knows: the quantity it sent with each key, and the sale it was told of. */
interface Client {
  readonly sent: Map<string, number>;
  readonly acknowledged: Map<string, string>;
}

/** Sends a sale and notes the answer; true when one came. */
async function sell(server: StdioServer, client: Client, key: string, quantity: number): Promise<boolean> {
  client.sent.set(key, quantity);
  try {
    const id = await sellTea(server, key, quantity);
    const before = client.acknowledged.get(key);
    if (before !== undefined && before !== id) throw new Error(`${key} was ${before} and is ${id}`);
    client.acknowledged.set(key, id);
    return true;
  } catch (error) {
    if (error instanceof Unanswered) return false;
    throw error;
  }
}

/** One server from its start to its kill: retries what was not acknowledged, then sells on. */
async function life(dir: string, client: Client, name: string, random: () => number): Promise<void> {
  const server = new StdioServer(dir);
  const atStart = random() < 0.2;
  const acknowledgements = Math.floor(random() * 8);
  const more = random() * (atStart ? 1_500 : 15);
  const again = [...client.sent].filter(([key]) => !client.acknowledged.has(key) && random() < 0.7);
  let seen = 0;
  let sold = 0;
  let killing: Promise<void> | undefined;
  const killSoon = async (): Promise<void> => {
    await delay(more);
    server.kill();
  };
  if (atStart || acknowledgements === 0) killing = killSoon();
  const worker = async (): Promise<void> => {
    for (;;) {
      const [key, quantity] = again.shift() ?? [`${name}-sale-${sold}`, 1 + (sold % 5)];
      if (key.startsWith(name)) sold += 1;
      if (!(await sell(server, client, key, quantity))) return;
      seen += 1;
      if (seen >= acknowledgements) killing ??= killSoon();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  await killing;
  await server.exited;
}

/** Everything in the books is what the clients sent, once; everything they were told of is in the books. */
async function expectWhole(dir: string, clients: readonly Client[]): Promise<void> {
  const sent = new Map(clients.flatMap((client) => [...client.sent]));
  const told = new Map(clients.flatMap((client) => [...client.acknowledged]));
  expect(told.size).toBe(sent.size);
  const documents = await documentsIn(dir, path.join(dir, 'check.backup'));
  const stored = new Map(documents.map((sale) => [sale.sale_id, sale.lines[0]?.quantity]));
  const lost = [...told].filter(([key, id]) => stored.get(id) !== (sent.get(key) ?? 0) * 1_000);
  const doubled = documents.length - told.size;
  expect({ lost, doubled }).toEqual({ lost: [], doubled: 0 });

  const server = new StdioServer(dir);
  const quantity = [...sent.values()].reduce((sum, each) => sum + each, 0);
  expect(await figures(server, 'orders', 'quantity', 'net_sales')).toEqual({
    orders: sent.size,
    quantity,
    net_sales: quantity * 100,
  });
  await server.leave();
}

/** Once the last server has gone, keeper and ExtendDB go too. */
async function expectNoStrays(dir: string): Promise<void> {
  await expect.poll(() => processesOn(dir).map(({ command }) => command), { timeout: 20_000 }).toEqual([]);
}

async function dataDirWithProducts(): Promise<string> {
  const dir = dataDir();
  const server = new StdioServer(dir);
  await importProducts(server);
  await server.leave();
  return dir;
}

describe('many servers on one data folder', { timeout: 240_000 }, () => {
  test('two that write at once lose nothing, and give the same answers from replicas of their own', async () => {
    const dir = await dataDirWithProducts();
    const servers = [new StdioServer(dir), new StdioServer(dir)];
    const client: Client = { sent: new Map(), acknowledged: new Map() };
    await Promise.all(
      servers.map(async (server, at) => {
        for (let round = 0; round < 10; round += 1) {
          const batch = [0, 1, 2, 3].map((index) => `server-${at}-sale-${round}-${index}`);
          expect(await Promise.all(batch.map((key) => sell(server, client, key, 1 + at)))).not.toContain(
            false,
          );
        }
      }),
    );
    await delay(500);
    const answers = await Promise.all(
      servers.map((server) => figures(server, 'orders', 'quantity', 'net_sales')),
    );
    expect(answers).toEqual([1, 2].map(() => ({ orders: 80, quantity: 120, net_sales: 12_000 })));
    const [place = ''] = readdirSync(path.join(dir, 'replica'));
    const files = readdirSync(path.join(dir, 'replica', place)).filter((name) => name.endsWith('.duckdb'));
    expect(files.toSorted()).toEqual(['replica-0.duckdb', 'replica-1.duckdb']);
    await Promise.all(servers.map((server) => server.leave()));
    await expectNoStrays(dir);
    await expectWhole(dir, [client]);
  });

  test(`${KILLS} kills of a writing server lose nothing that was acknowledged and double nothing`, async () => {
    const dir = await dataDirWithProducts();
    const clients = Array.from(
      { length: LANES },
      (): Client => ({ sent: new Map(), acknowledged: new Map() }),
    );
    let lives = 0;
    let acknowledgedByThen = 0;
    await Promise.all(
      clients.map(async (client, lane) => {
        const random = seeded(SEED + lane);
        while (lives < KILLS) {
          lives += 1;
          await life(dir, client, `lane-${lane}-life-${lives}`, random);
        }
      }),
    );
    for (const { acknowledged } of clients) acknowledgedByThen += acknowledged.size;
    await expectNoStrays(dir);

    // What was never answered may be in the books or not: with its key it is safe to send again.
    const server = new StdioServer(dir);
    for (const client of clients) {
      for (const [key, quantity] of client.sent) {
        if (!client.acknowledged.has(key)) expect(await sell(server, client, key, quantity)).toBe(true);
      }
    }
    await server.leave();
    await expectWhole(dir, clients);
    await expectNoStrays(dir);
    const sent = clients.reduce((sum, client) => sum + client.sent.size, 0);
    console.log(
      JSON.stringify({
        seed: SEED,
        kills: lives,
        sent,
        acknowledged: acknowledgedByThen,
        lost: 0,
        doubled: 0,
      }),
    );
    expect(lives).toBe(KILLS);
    expect(acknowledgedByThen).toBeGreaterThan(KILLS);
  });

  test('a kill of everything at once, store and all, loses nothing that was acknowledged', async () => {
    const dir = await dataDirWithProducts();
    const client: Client = { sent: new Map(), acknowledged: new Map() };
    for (const round of [0, 1, 2]) {
      const server = new StdioServer(dir);
      const worker = async (lane: number): Promise<void> => {
        for (
          let index = 0;
          await sell(server, client, `round-${round}-${lane}-sale-${index}`, 1);
          index += 1
        ) {
          if (client.acknowledged.size < (round + 1) * 15) continue;
          for (const { pid } of processesOn(dir)) kill(pid);
        }
      };
      await Promise.all([0, 1, 2].map(worker));
      await server.exited;
    }
    const server = new StdioServer(dir);
    for (const [key, quantity] of client.sent) {
      if (!client.acknowledged.has(key)) expect(await sell(server, client, key, quantity)).toBe(true);
    }
    await server.leave();
    await expectWhole(dir, [client]);
  });
});
