import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Item } from '../../src/domain/ports/store/table.js';
import { Entry } from '../../src/domain/udhaar/entry.js';
import { seeded } from '../support/seeded.js';
import { report } from '../support/simulation/report.js';
import { dataDir, munshi, StdioServer, Unanswered } from '../support/stdio-server.js';

const SEED = Number(process.env.MUNSHI_TEST_SEED ?? 20_260_331);
const KILLS = Number(process.env.MUNSHI_LEDGER_KILLS ?? 60);
const LANES = 2;
const IN_FLIGHT = 3;
/** From the first request of a new server to its first answer. */
const LONGEST_RECOVERY_MS = 2_000;
/** What Node.js alone takes to start on a machine that does nothing else. */
const IDLE_START_MS = 60;

interface Sent {
  readonly amount: number;
  readonly customer: string;
}

/** What the clients know: what they sent with each key, and the entry they were told of. */
interface Known {
  readonly sent: Map<string, Sent>;
  readonly told: Map<string, string>;
  readonly recoveries: number[];
}

async function send(
  server: StdioServer,
  known: Known,
  key: string,
  { customer, amount }: Sent,
): Promise<boolean> {
  known.sent.set(key, { customer, amount });
  try {
    const { entry, customer_id: id } = await server.call('record_udhaar', {
      kind: 'credit',
      customer,
      amount,
      idempotency_key: key,
    });
    const told = `${String(id)}/${String(entry)}`;
    const before = known.told.get(key);
    if (before !== undefined && before !== told) throw new Error(`${key} was ${before} and is ${told}`);
    known.told.set(key, told);
    return true;
  } catch (error) {
    if (error instanceof Unanswered) return false;
    throw error;
  }
}

/** One server from its start to its kill: first what was never answered, then new entries. */
async function life(
  dir: string,
  known: Known,
  name: string,
  customers: readonly string[],
  random: () => number,
) {
  const server = new StdioServer(dir);
  const started = performance.now();
  const wanted = Math.floor(random() * 6);
  const again = [...known.sent].filter(([key]) => !known.told.has(key));
  let seen = 0;
  let made = 0;
  let killing: Promise<void> | undefined;
  const killSoon = async (): Promise<void> => {
    await delay(random() * 15);
    server.kill();
  };
  const early = random() < 0.15;
  if (early) killing = delay(random() * 800).then(() => server.kill());
  const worker = async (): Promise<void> => {
    for (;;) {
      made += 1;
      const [key, entry] = again.shift() ?? [
        `${name}-entry-${made}`,
        { customer: customers[made % customers.length] ?? '', amount: 1 + (made % 7) },
      ];
      if (!(await send(server, known, key, entry))) return;
      if (seen === 0) known.recoveries.push(performance.now() - started);
      seen += 1;
      if (seen > wanted) killing ??= killSoon();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  await killing;
  await server.exited;
}

/** How long Node.js takes to start and do nothing, here and now, in milliseconds. */
function bareStart(): number {
  const started = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - started;
}

/** How much slower than an idle machine this one was; 1 for one that was not. */
function slowness(starts: readonly number[]): number {
  const sorted = starts.toSorted((a, b) => a - b);
  return Math.max(1, (sorted[Math.floor(sorted.length / 2)] ?? 0) / IDLE_START_MS);
}

async function entriesIn(dir: string): Promise<Entry[]> {
  const file = path.join(dir, 'check.backup');
  const { code, stderr } = await munshi('backup', file, '--data-dir', dir);
  if (code !== 0) throw new Error(stderr);
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1, -2)
    .map((line) => Item.parse(JSON.parse(line)))
    .filter(({ type }) => type === 'udhaar_entry')
    .map(({ body }) => Entry.parse(JSON.parse(body)));
}

describe('a server that is killed while it writes the ledger', () => {
  test(`${KILLS} times: nothing acknowledged is lost, nothing is doubled`, {
    timeout: 3_600_000,
  }, async () => {
    const dir = dataDir();
    const first = new StdioServer(dir);
    const customers: string[] = [];
    for (const name of ['Anita Rao', 'Bilal Khan', 'Chitra Nair']) {
      const { customer_id: id } = await first.call('record_udhaar', {
        kind: 'open_account',
        customer: name,
        idempotency_key: `open ${name}`,
      });
      customers.push(String(id));
    }
    await first.leave();

    const lanes = Array.from(
      { length: LANES },
      (): Known => ({ sent: new Map(), told: new Map(), recoveries: [] }),
    );
    let lives = 0;
    const bare = [bareStart()];
    await Promise.all(
      lanes.map(async (known, lane) => {
        const random = seeded(SEED + lane);
        while (lives < KILLS) {
          lives += 1;
          if (lives % 5 === 0) bare.push(bareStart());
          await life(dir, known, `lane-${lane}-life-${lives}`, customers, random);
        }
      }),
    );

    const server = new StdioServer(dir);
    for (const known of lanes)
      for (const [key, entry] of known.sent)
        if (!known.told.has(key)) expect(await send(server, known, key, entry)).toBe(true);
    for (const customer of customers) {
      const { book } = await server.call('get_udhaar', { customer, check: true, limit: 0 });
      expect(book).toMatchObject({ intact: true });
    }
    await server.leave();

    const entries = (await entriesIn(dir)).filter(({ kind }) => kind === 'credit');
    const stored = new Map(entries.map((entry) => [entry.key, entry]));
    const sent = new Map(lanes.flatMap((known) => [...known.sent]));
    const told = new Map(lanes.flatMap((known) => [...known.told]));
    const lost = [...told].filter(([key, name]) => {
      const entry = stored.get(key);
      return (
        `${entry?.customer_id}/${entry?.seq}` !== name || entry?.effect !== (sent.get(key)?.amount ?? 0) * 100
      );
    });
    const doubled = entries.length - stored.size + [...stored.keys()].filter((key) => !sent.has(key)).length;
    const recoveries = lanes.flatMap((known) => known.recoveries).sort((a, b) => a - b);
    const slowest = recoveries.at(-1) ?? 0;
    const figures = { kills: lives, lost: lost.length, doubled };
    console.log(
      JSON.stringify({
        ...figures,
        acknowledged: told.size,
        slowest_recovery_ms: Math.round(slowest),
        median_recovery_ms: Math.round(recoveries[Math.floor(recoveries.length / 2)] ?? 0),
      }),
    );
    report({ ...figures, slowest_recovery_ms: Math.round(slowest) });
    expect({ lost, doubled }).toEqual({ lost: [], doubled: 0 });
    expect(lives).toBeGreaterThanOrEqual(KILLS);
    expect(told.size).toBe(sent.size);
    expect(recoveries[Math.floor(recoveries.length / 2)]).toBeLessThan(LONGEST_RECOVERY_MS * slowness(bare));
  });
});
