import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as z from 'zod';
import { ClerkError, throwIfCancelled } from '../../errors.js';
import { type DocumentKind, tooLarge } from './identify.js';
import { ANSWERS, type ProcessSettings, type Reply, type Task } from './messages.js';
import type { Area, QuarterTurn } from './reading.js';

/** For one task: opening, one page, one look. */
const TASK_MS = 50_000;
/** After its last task the process goes, and its memory with it. */
const IDLE_MS = 120_000;
const MOST_WAITING = 16;
const MOST_MEMORY = 1024 ** 3;
const WATCH_MS = 50;

interface Pending {
  readonly child: ChildProcess;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The document that is open in the process. Pages count from 1. */
export interface OpenDocument {
  readonly pages: number;
  read(page: number): Promise<z.infer<typeof ANSWERS.read>>;
  again(turned: QuarterTurn, area: Area): Promise<z.infer<typeof ANSWERS.again>>;
  picture(page: number, turned?: QuarterTurn): Promise<z.infer<typeof ANSWERS.picture>>;
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
      const { pages } = await this.#ask(ANSWERS.open, { task: 'open', bytes, kind }, signal);
      return await work({
        pages,
        read: (page) => this.#ask(ANSWERS.read, { task: 'read', page }, signal),
        again: (turned, area) => this.#ask(ANSWERS.again, { task: 'again', turned, area }, signal),
        picture: (page, turned = 0) => this.#ask(ANSWERS.picture, { task: 'picture', page, turned }, signal),
      });
    } finally {
      if (this.#child?.connected === true)
        await this.#ask(ANSWERS.close, { task: 'close' }).catch(() => undefined);
      this.#waiting -= 1;
      done();
      this.#rest();
    }
  }

  close(): void {
    this.#end();
  }

  async #ask<T>(schema: z.ZodType<T>, task: Task, signal?: AbortSignal): Promise<T> {
    clearTimeout(this.#idle);
    const child = this.#start();
    this.#ids += 1;
    const id = this.#ids;
    let unwatch = (): void => {};
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { child, resolve, reject });
      const fail = (error: ClerkError): void => {
        reject(error);
        if (this.#child === child) this.#end();
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
    }).finally(unwatch);
    return schema.parse(answer);
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
      for (const pending of this.#pending.values()) if (pending.child === child) pending.reject(ended());
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
  return new ClerkError(
    'invalid_input',
    'The file could not be read: reading it ended the reading process.',
    {
      field: 'file',
      fix: 'Send another photo or scan of the bill.',
      cause,
    },
  );
}

/** Resident memory in bytes; 0 where the system does not tell. */
async function memoryOf(child: ChildProcess): Promise<number> {
  const statm = await readFile(`/proc/${child.pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * 4096;
}
