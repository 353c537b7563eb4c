import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { STORE_SETTING } from './store-program.js';
import { tempDir } from './temp.js';

/** The built server, as `npx munshi` runs it. */
export const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

/** The environment of a server in a test: this one's, without any setting of Munshi but those given. */
export function serverEnv(settings: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([key, value]) =>
    value === undefined || key.startsWith('MUNSHI_') ? [] : [[key, value]],
  );
  return { ...Object.fromEntries(inherited), ...STORE_SETTING, ...settings };
}

/** A server of its own process, on a data folder of its own. */
export class RunningServer {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [SERVER, ...args], {
      env: serverEnv({ MUNSHI_DATA_DIR: tempDir(), ...settings }),
      stdio: 'pipe',
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.child.stdin?.on('error', () => undefined);
    this.exited = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
    onTestFinished(async () => {
      await this.stop();
    });
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Asks the server to stop; its exit code. */
  stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited;
  }
}

/** `munshi http` on any free port, once it listens. */
export async function startHttp(
  settings: Readonly<Record<string, string>> = {},
): Promise<{ readonly server: RunningServer; readonly url: string }> {
  const server = new RunningServer(['http', '--port', '0'], settings);
  const listening = /serves (http:\S+)/;
  await new Promise<void>((resolve, reject) => {
    server.child.stderr?.on('data', () => {
      if (listening.test(server.stderr)) resolve();
    });
    void server.exited.then(() => reject(new Error(`The server did not start: ${server.stderr}`)));
  });
  return { server, url: listening.exec(server.stderr)?.[1] ?? '' };
}
