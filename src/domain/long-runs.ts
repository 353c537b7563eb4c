import { setTimeout as delay } from 'node:timers/promises';
import { ClerkError, throwIfCancelled } from './errors.js';
import { keyConflict } from './ports/store/once.js';

/** How long a call waits for its work, in milliseconds: well under the minute that a call may take. */
const PATIENCE = 40_000;
/** Runs remembered for the call that asks how they ended. */
const MOST_KEPT = 16;

/** How far a run has come; `total` is 0 while it is not known. */
export interface Reached {
  readonly done: number;
  readonly total: number;
  readonly message: string;
}

export type Listener = (done: number, total: number, message: string) => void;

export type Outcome<T> = { readonly result: T } | { readonly reached: Reached };

/** What a run is given: when to stop, and whom to tell how far it has come. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly onProgress: Listener;
}

export interface Caller {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: Listener | undefined;
}

/** What a run is known by. */
export interface RunName {
  readonly name: string;
  /** What the name stands for: a call of this name that means something else is refused. */
  readonly hash: string;
}

interface Run<T> {
  readonly hash: string;
  readonly done: Promise<T>;
  readonly stop: AbortController;
  readonly listeners: Set<Listener>;
  callers: number;
  reached: Reached;
  ended: boolean;
}

export interface LongRunsOptions {
  /** What a caller who cancels is told. */
  readonly cancelled: { readonly message: string; readonly fix: string };
  /** Said before the first step is done. */
  readonly begun: string;
  /** In milliseconds. */
  readonly patience?: number | undefined;
}

/**
 * Work that may take longer than a call may. A call waits for its run; past its patience the run goes on, and the
 * same call, repeated, waits for it again. A caller who cancels stops it, unless others wait for it.
 */
export class LongRuns<T extends object> {
  readonly #options: LongRunsOptions;
  readonly #runs = new Map<string, Run<T>>();

  constructor(options: LongRunsOptions) {
    this.#options = options;
  }

  has(name: string): boolean {
    return this.#runs.has(name);
  }

  /**
   * Waits for the run of this name, which `start` begins if there is none.
   *
   * @throws ClerkError `conflict` where the name stands for something else; `cancelled`; what the run throws.
   */
  async run(
    { name, hash }: RunName,
    start: (context: RunContext) => Promise<T>,
    caller: Caller = {},
  ): Promise<Outcome<T>> {
    throwIfCancelled(caller.signal);
    const run = this.#runs.get(name) ?? this.#start(name, hash, start);
    if (run.hash !== hash) throw keyConflict();
    const { onProgress } = caller;
    run.callers += 1;
    if (onProgress !== undefined) run.listeners.add(onProgress);
    try {
      const result = await this.#wait(run, caller.signal);
      if (result === undefined) return { reached: run.reached };
      this.#runs.delete(name);
      return { result };
    } catch (error) {
      if (run.callers === 1) this.#runs.delete(name);
      throw error;
    } finally {
      run.callers -= 1;
      if (onProgress !== undefined) run.listeners.delete(onProgress);
    }
  }

  /** Stops every run and waits until all have. */
  async close(): Promise<void> {
    const runs = [...this.#runs.values()];
    for (const { stop } of runs) stop.abort();
    await Promise.allSettled(runs.map(({ done }) => done));
  }

  #start(name: string, hash: string, start: (context: RunContext) => Promise<T>): Run<T> {
    const stop = new AbortController();
    const listeners = new Set<Listener>();
    const onProgress: Listener = (done, total, message) => {
      run.reached = { done, total, message };
      for (const listener of listeners) listener(done, total, message);
    };
    const run: Run<T> = {
      hash,
      stop,
      listeners,
      callers: 0,
      reached: { done: 0, total: 0, message: this.#options.begun },
      ended: false,
      done: start({ signal: stop.signal, onProgress }),
    };
    const end = (): void => {
      run.ended = true;
    };
    // A failure is met by the call that asks next.
    run.done.then(end, end);
    this.#runs.set(name, run);
    if (this.#runs.size > MOST_KEPT) this.#dropOldest();
    return run;
  }

  /** The result, or undefined when patience is over first. */
  async #wait(run: Run<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
    const over = new AbortController();
    const leave = (): void => over.abort();
    signal?.addEventListener('abort', leave, { once: true });
    try {
      const result = await Promise.race([
        run.done,
        delay(this.#options.patience ?? PATIENCE, undefined, { signal: over.signal }).catch(() => undefined),
      ]);
      if (result !== undefined || signal?.aborted !== true) return result;
      if (run.callers === 1) {
        run.stop.abort();
        await run.done.catch(() => undefined);
      }
      const { message, fix } = this.#options.cancelled;
      throw new ClerkError('cancelled', message, { fix });
    } finally {
      signal?.removeEventListener('abort', leave);
      over.abort();
    }
  }

  /** Forgets the oldest run that nobody waits for and that has ended, if any. */
  #dropOldest(): void {
    for (const [name, run] of this.#runs) {
      if (run.callers === 0 && run.ended) {
        this.#runs.delete(name);
        return;
      }
    }
  }
}
