import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { SERVER, serverEnv } from './server.js';

const Answer = z.object({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  content: z.array(z.object({ text: z.string() })),
});
export type Answer = z.infer<typeof Answer>;

const START_TIMEOUT = 60_000;

/** `munshi http` for all tests of a file, spoken to by the independent 1.x client. */
export class SharedServer {
  readonly dataDir: string;
  /** The folder that import_file may read. */
  readonly files: string;
  readonly client = new Client({ name: 'munshi-test', version: '1.0.0' });
  #child: ChildProcess | undefined;
  #url = '';
  #log = '';

  constructor(settings: Readonly<Record<string, string>> = {}) {
    this.dataDir = realpathSync(mkdtempSync(path.join(tmpdir(), 'munshi-shared-')));
    this.files = settings.MUNSHI_FILE_DIRS ?? path.join(this.dataDir, 'inbox');
    beforeAll(async () => {
      if (settings.MUNSHI_FILE_DIRS === undefined) mkdirSync(this.files);
      await this.#start({ MUNSHI_FILE_DIRS: this.files, ...settings });
      await this.client.connect(new StreamableHTTPClientTransport(new URL(this.#url)));
    }, START_TIMEOUT);
    afterAll(async () => {
      await this.client.close();
      const ended = new Promise((resolve) => this.#child?.once('close', resolve));
      if (this.#child?.kill('SIGTERM')) await ended;
      rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
    }, START_TIMEOUT);
  }

  get url(): string {
    return this.#url;
  }

  /** Everything the server wrote on standard error. */
  get log(): string {
    return this.#log;
  }

  async call(name: string, args: Record<string, unknown>): Promise<Answer> {
    return Answer.parse(await this.client.callTool({ name, arguments: args }));
  }

  /** What a call that must work answers. */
  async ask(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { isError, structuredContent, content } = await this.call(name, args);
    if (isError === true || structuredContent === undefined)
      throw new Error(`${name} failed: ${content[0]?.text}`);
    return structuredContent;
  }

  async #start(settings: Readonly<Record<string, string>>): Promise<void> {
    const child = spawn(process.execPath, [SERVER, 'http', '--port', '0'], {
      env: serverEnv({ MUNSHI_DATA_DIR: this.dataDir, ...settings }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        this.#log += text;
        const [, url] = /serves (http:\S+)/.exec(this.#log) ?? [];
        if (url === undefined) return;
        this.#url = url;
        resolve();
      });
      child.once('close', () => reject(new Error(`The server did not start: ${this.#log}`)));
    });
  }
}
