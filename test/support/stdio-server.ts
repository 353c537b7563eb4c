import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { STORE_SETTING } from './store-program.js';

const PROGRAM = path.resolve('dist/server.js');

const Answer = z.object({
  id: z.int(),
  result: z
    .looseObject({
      isError: z.boolean().optional(),
      structuredContent: z.record(z.string(), z.unknown()).optional(),
      content: z
        .array(z.looseObject({ text: z.string().optional(), data: z.string().optional() }))
        .optional(),
    })
    .optional(),
  error: z.unknown().optional(),
});
type Answer = z.infer<typeof Answer>;

/** The server ended before it answered. */
export class Unanswered extends Error {}

/** `munshi stdio` as a process of its own, killed when the test is over. */
export class StdioServer {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(reason: unknown): void }>();
  readonly exited: Promise<void>;
  #calls = 0;

  constructor(dataDir: string, flags: readonly string[] = []) {
    this.#child = spawn(
      process.execPath,
      [PROGRAM, 'stdio', '--data-dir', dataDir, '--log-level', 'silent', ...flags],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { ...process.env, ...STORE_SETTING },
      },
    );
    onTestFinished(() => this.kill());
    // A write to a server that was killed.
    this.#child.stdin.on('error', () => undefined);
    let rest = '';
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const answer = Answer.parse(JSON.parse(line));
        this.#waiting.get(answer.id)?.resolve(answer);
        this.#waiting.delete(answer.id);
      }
    });
    this.exited = once(this.#child, 'close').then(() => {
      for (const { reject } of this.#waiting.values()) reject(new Unanswered());
    });
    this.#request('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    }).catch(() => undefined);
    this.#send({ method: 'notifications/initialized' });
  }

  /**
   * What a tool answers.
   *
   * @throws Unanswered when the server ends first, Error with its text where the tool fails.
   */
  async call(name: string, args: object): Promise<Record<string, unknown>> {
    return (await this.#answer(name, args)).structuredContent ?? {};
  }

  /** The pictures of a tool's answer. */
  async pictures(name: string, args: object): Promise<Buffer[]> {
    const { content = [] } = await this.#answer(name, args);
    return content.flatMap(({ data }) => (data === undefined ? [] : [Buffer.from(data, 'base64')]));
  }

  async #answer(name: string, args: object): Promise<NonNullable<Answer['result']>> {
    const { result, error } = await this.#request('tools/call', { name, arguments: args });
    if (result === undefined || result.isError === true)
      throw new Error(result?.content?.[0]?.text ?? JSON.stringify(error));
    return result;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ends as a client that leaves makes it end. */
  async leave(): Promise<void> {
    this.#child.stdin.end();
    await this.exited;
  }

  #request(method: string, params: object): Promise<Answer> {
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve, reject) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) reject(new Unanswered());
      this.#waiting.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  #send(message: object): void {
    this.#child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}

/** A new data folder; whatever still runs on it when the test is over is killed. */
export function dataDir(): string {
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'munshi-data-')));
  onTestFinished(async () => {
    for (let tries = 0; tries < 100 && processesOn(dir).length > 0; tries += 1) {
      for (const { pid } of processesOn(dir)) kill(pid);
      await delay(50);
    }
    rmSync(dir, { recursive: true, force: true, maxRetries: 20 });
  });
  return dir;
}

export interface Running {
  readonly pid: number;
  readonly command: string;
}

/** Every process that was started on this folder: servers, keeper, ExtendDB. */
export function processesOn(dir: string): Running[] {
  return execFileSync('ps', ['-axww', '-o', 'pid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, stat, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return pid && command?.includes(dir) && !stat?.startsWith('Z') ? [{ pid: Number(pid), command }] : [];
    });
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** Runs one command to its end. */
export async function munshi(
  ...args: string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...STORE_SETTING },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  await once(child, 'close');
  return { code: child.exitCode ?? -1, stdout, stderr };
}
