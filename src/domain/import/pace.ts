import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../errors.js';

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number, message: string) => void) | undefined;
}

const ROWS_AT_ONCE = 8_192;

/** Lets other work run between stretches of rows, and the caller follow and stop the import. */
export class Pace {
  readonly signal: AbortSignal | undefined;
  readonly #onProgress: ImportOptions['onProgress'];
  #since = 0;

  constructor(options: ImportOptions) {
    this.signal = options.signal;
    this.#onProgress = options.onProgress;
  }

  /** Counts one row; true when it is time to {@link rest}. */
  due(): boolean {
    this.#since += 1;
    return this.#since >= ROWS_AT_ONCE;
  }

  /** @throws ClerkError `cancelled` */
  async rest(): Promise<void> {
    this.#since = 0;
    await setImmediate();
    throwIfCancelled(this.signal);
  }

  report(done: number, total: number, message: string): void {
    this.#onProgress?.(done, total, message);
  }
}
