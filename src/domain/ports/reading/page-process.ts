import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ClerkError, throwIfCancelled } from '../../errors.js';
import { type DocumentKind, tooLarge } from './identify.js';
import type { Answers, ProcessSettings, Reply, Task } from './messages.js';

/** For one task: opening, one page, one look. */
const TASK_MS = 50_000;
/** After its last task the process goes, and its memory with it. */
const IDLE_MS = 120_000;
const MOST_WAITING = 16;
const MOST_MEMORY = 1024 ** 3;
const WATCH_MS = 50;

interface Pending {
  readonly resolve: (answer: Answers[keyof Answers]) => void;
  readonly reject: (error: unknown) => void;
}

/** One document in the process; what is asked of it waits for its turn. */
export interface OpenDocument {
  readonly pages: number;
  ask<K extends 'read' | 'again' | 'picture'>(
    task: Extract<Task, { task: K }>,
    signal?: AbortSignal,
  ): Promise<Answers[K]>;
}

/**
 * The reading process seen from the server: started when first needed, one document at a time, ended when idle, when
 * a caller cancels, when a task takes too long, and (on Linux) when it takes more than 1 GiB.
 */
export class PageProcess {
  readonly #settings: ProcessSettings;
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #ids = 0;
  readonly #pending = new Map<number, Pending>();

  constructor(settings: ProcessSettings) {
    this.#settings = settings;
  }

  /**
   * Opens a document and works on it alone until `work` ends.
   *
   * @throws ClerkError what opening or a task throws; `busy`, `timeout`, `cancelled`.
   */
  async withDocument<T>(
    bytes: Uint8Array,
    kind: DocumentKind,
    work: (document: OpenDocument) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (this.#waiting >= MOST_WAITING) {
      throw new ClerkError('busy', 'Too many bills are being read.', { fix: 'Try again in a minute.' });
    }
    this.#waiting += 1;
    const before = this.#queue;
    let done = (): void => {};
    this.#queue = new Promise<void>((resolve) => {
      done = resolve;
    });
    try {
      await before;
      throwIfCancelled(signal);
      const { pages } = await this.#ask({ task: 'open', bytes, kind }, signal);
      return await work({ pages, ask: (task, by) => this.#ask(task, by) });
    } finally {
      if (this.#child?.connected === true) await this.#ask({ task: 'close' }).catch(() => undefined);
      this.#waiting -= 1;
      done();
      this.#rest();
    }
  }

  async close(): Promise<void> {
    await this.#queue;
    this.#end();
  }

  #ask<K extends Task['task']>(task: Extract<Task, { task: K }>, signal?: AbortSignal): Promise<Answers[K]> {
    clearTimeout(this.#idle);
    const child = this.#start();
    const id = (this.#ids += 1);
    let unwatch = (): void => {};
    return new Promise<Answers[keyof Answers]>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      const fail = (error: ClerkError): void => {
        reject(error);
        this.#end();
      };
      const cancel = (): void =>
        fail(new ClerkError('cancelled', 'The call was cancelled before it finished.'));
      const late = setTimeout(
        () =>
          fail(
            new ClerkError('timeout', 'Reading the page took too long.', {
              fix: 'Send a smaller or clearer image, or fewer pages.',
            }),
          ),
        TASK_MS,
      );
      const watch = setInterval(async () => {
        if ((await memoryOf(child)) > MOST_MEMORY)
          fail(tooLarge('Reading the file takes more memory than is allowed.'));
      }, WATCH_MS);
      signal?.addEventListener('abort', cancel, { once: true });
      unwatch = () => {
        clearTimeout(late);
        clearInterval(watch);
        signal?.removeEventListener('abort', cancel);
        this.#pending.delete(id);
      };
      child.send({ ...task, id }, (error) => {
        if (error !== null) reject(ended(error));
      });
      if (signal?.aborted === true) cancel();
    }).finally(unwatch) as Promise<Answers[K]>;
  }

  #start(): ChildProcess {
    if (this.#child?.connected === true) return this.#child;
    const script = createRequire(import.meta.url).resolve('#page-process');
    const child = fork(script, [JSON.stringify(this.#settings)], {
      serialization: 'advanced',
      // Nothing that native code prints may reach the protocol.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=512'],
    });
    child.on('message', (reply: Reply) => {
      const pending = this.#pending.get(reply.id);
      if ('answer' in reply) pending?.resolve(reply.answer);
      else {
        const { code, message, field, fix } = reply.failure;
        pending?.reject(
          new ClerkError(code, message, {
            ...(field === undefined ? {} : { field }),
            ...(fix === undefined ? {} : { fix }),
          }),
        );
      }
    });
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
      for (const { reject } of this.#pending.values()) reject(ended());
    });
    child.on('error', () => {});
    child.unref();
    child.channel?.unref();
    this.#child = child;
    return child;
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

function ended(cause?: unknown): ClerkError {
  return new ClerkError('invalid_input', 'The file could not be read: reading it ended the reading process.', {
    field: 'file',
    fix: 'Send another photo or scan of the bill.',
    cause,
  });
}

/** Resident memory in bytes; 0 where the system does not tell. */
async function memoryOf(child: ChildProcess): Promise<number> {
  const statm = await readFile(`/proc/${child.pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * 4096;
}
