import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from './engine.js';

const MOST_FILES = 4;

interface FileOptions {
  /** Folder for the file; kept in memory when absent. */
  readonly dir: string | undefined;
  readonly open: (path: string) => Promise<Engine>;
  /** Makes the tables or takes them over; false where they are of another layout. */
  readonly prepare: (engine: Engine) => Promise<boolean>;
}

/**
 * The engine over the replica's file. A file that is damaged or of another layout is made anew; one that another
 * process holds is left to it and the next one is taken; when all are held the replica lives in memory.
 */
export class ReplicaFile {
  readonly #options: FileOptions;
  #opened: Promise<Engine> | undefined;
  #current: { readonly engine: Engine; readonly file?: string } | undefined;

  constructor(options: FileOptions) {
    this.#options = options;
  }

  /** The engine to use now, opened at the first call. */
  engine(): Promise<Engine> {
    return this.#openAfter(Promise.resolve());
  }

  /** Makes a file anew whose damage showed only when its blocks were read; false when that has been done already. */
  discard(engine: Engine): boolean {
    if (this.#current?.engine !== engine) return false;
    const { file } = this.#current;
    this.#current = undefined;
    this.#opened = undefined;
    const removed = engine.close().then(() => {
      if (file !== undefined) removeFiles(file);
    });
    this.#openAfter(removed).catch(() => undefined);
    return true;
  }

  async close(): Promise<void> {
    const engine = await this.#opened?.catch(() => undefined);
    await engine?.close();
  }

  #openAfter(ready: Promise<void>): Promise<Engine> {
    this.#opened ??= ready
      .then(() => this.#open())
      .catch((error: unknown) => {
        this.#opened = undefined;
        throw error;
      });
    return this.#opened;
  }

  async #open(): Promise<Engine> {
    const { dir, open, prepare } = this.#options;
    for (let index = 0; dir !== undefined && index < MOST_FILES; index += 1) {
      const file = path.join(dir, `replica-${index}.duckdb`);
      for (const fresh of [false, true]) {
        if (fresh) removeFiles(file);
        let engine: Engine | undefined;
        try {
          engine = await open(file);
          if (await prepare(engine)) {
            this.#current = { engine, file };
            return engine;
          }
        } catch (error) {
          if (isHeld(error)) break;
        }
        await engine?.close();
      }
    }
    const engine = await open(':memory:');
    await prepare(engine);
    this.#current = { engine };
    return engine;
  }
}

/** Whether an error tells that the file's content cannot be relied on. */
export function isDamaged(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(IO|FATAL) Error\b.*(corrupt|could not read|invalidated)/is.test(error.message)
  );
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && /could not set lock|being used by another process/i.test(error.message);
}

function removeFiles(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.wal`, { force: true });
}
