import { type ChildProcess, type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterEach } from 'vitest';
import * as z from 'zod';
import {
  type AttachOptions,
  attachEmbeddedStore,
} from '../../../../../src/domain/ports/store/embedded/attach.js';
import type { EmbeddedStore } from '../../../../../src/domain/ports/store/embedded/keeper-client.js';
import type { StoreEndpoint } from '../../../../../src/domain/ports/store/endpoint.js';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const state = z.object({
  keeperPid: z.int(),
  port: z.int(),
  token: z.string(),
  extenddbPid: z.int().default(0),
});
const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export function onCleanup(cleanup: () => Promise<void> | void): void {
  cleanups.push(cleanup);
}

/** A new data directory; whatever still runs on it after the test is killed. */
export function temporaryDirectory(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'munshi-store-')));
  onCleanup(async () => {
    // Keepers first, so that none starts or reports anything more.
    for (const { pid } of [...keepers(dir), ...extendDbs(dir)]) kill(pid);
    await until(() => keepers(dir).length + extendDbs(dir).length === 0);
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

export async function attach(dir: string, options: Partial<AttachOptions> = {}): Promise<EmbeddedStore> {
  const store = await attachEmbeddedStore({ dir, ...options });
  onCleanup(() => store.close());
  return store;
}

export interface Holder {
  readonly endpoint: StoreEndpoint;
  readonly process: ChildProcess;
}

/** A process of its own that attaches and then holds its lease until it is ended. */
export async function holder(dir: string): Promise<Holder> {
  const child = startHolder(dir);
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error('the holder ended early'))),
  ]);
  return { endpoint: JSON.parse(line), process: child };
}

/** The same, not waiting until it has attached. */
export function startHolder(dir: string): ChildProcessByStdio<null, Readable, null> {
  const module = resolve('dist/domain/ports/store/embedded/attach.js');
  const code = `
    const { attachEmbeddedStore } = await import(process.argv[1]);
    const store = await attachEmbeddedStore({ dir: process.argv[2] });
    console.log(JSON.stringify(store.endpoint));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, module, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onCleanup(() => {
    child.kill('SIGKILL');
  });
  return child;
}

export function readState(dir: string): z.infer<typeof state> {
  return state.parse(JSON.parse(readFileSync(join(dir, 'keeper.json'), 'utf8')));
}

interface Running {
  readonly pid: number;
  readonly command: string;
}

export function keepers(dir: string): Running[] {
  return running().filter(({ command }) => command.endsWith(`--keep ${dir}/keeper.json`));
}

export function extendDbs(dir: string): Running[] {
  return running().filter(({ command }) => /extenddb serve .*/.test(command) && command.includes(`${dir}/`));
}

export function isRunning(pid: number): boolean {
  return running().some((each) => each.pid === pid);
}

function running(): Running[] {
  return execFileSync('ps', ['-axww', '-o', 'pid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, stat, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return pid && command && !stat?.startsWith('Z') ? [{ pid: Number(pid), command }] : [];
    });
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** Waits until the condition holds; fails after `deadlineMs`. */
export async function until(condition: () => boolean, deadlineMs = 20_000): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not within ${deadlineMs} ms: ${condition}`);
    await delay(20);
  }
}

/** Fails when the promise takes longer. */
export async function within<T>(deadlineMs: number, promise: Promise<T>): Promise<T> {
  const timeout = new AbortController();
  const late = delay(deadlineMs, undefined, { signal: timeout.signal }).then(() => {
    throw new Error(`not within ${deadlineMs} ms`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    timeout.abort();
    late.catch(() => undefined);
  }
}

const TableName = 'notes';

export async function writeNote(endpoint: StoreEndpoint, text: string): Promise<void> {
  const client = clientOf(endpoint);
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  await waitUntilTableExists({ client, minDelay: 0.1, maxDelay: 0.2, maxWaitTime: 30 }, { TableName });
  await client.send(new PutItemCommand({ TableName, Item: { id: { S: '1' }, text: { S: text } } }));
}

export async function readNote(endpoint: StoreEndpoint): Promise<string | undefined> {
  const client = clientOf(endpoint);
  const { Item } = await client.send(
    new GetItemCommand({ TableName, Key: { id: { S: '1' } }, ConsistentRead: true }),
  );
  return Item?.text?.S;
}

function clientOf({ url, region, accessKeyId, secretAccessKey }: StoreEndpoint): DynamoDBClient {
  const client = new DynamoDBClient({
    endpoint: url,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
  onCleanup(() => client.destroy());
  return client;
}
