import { setTimeout as delay } from 'node:timers/promises';
import { ClerkError, throwIfCancelled } from '../errors.js';
import { keyConflict, once, payloadHash } from '../ports/store/once.js';
import { shopKey } from '../ports/store/repository.js';
import type { Table } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import type { Clock } from '../time.js';
import type { ImportLog, Unfinished } from './import-log.js';
import type { ImportService } from './import-service.js';
import type { ImportOptions } from './pace.js';
import { ImportReport, type ImportRequest } from './report.js';

type Keyed = { readonly key: string; readonly payload: unknown };

const OPERATION = 'import_file';
/** How long a call waits for its import, in milliseconds: well under the minute that a call may take. */
const PATIENCE = 40_000;
/** Runs remembered for the call that asks how they ended. */
const MOST_KEPT = 16;

/** How far a run has come; `total` is 0 while it is not known. */
export interface Reached {
  readonly done: number;
  readonly total: number;
  readonly message: string;
}

export type ImportOutcome = {
  /** Imports that an earlier server left unfinished. */
  readonly unfinished: readonly Unfinished[];
} & ({ readonly report: ImportReport } | { readonly reached: Reached });

interface Run {
  readonly hash: string;
  readonly done: Promise<ImportReport>;
  readonly stop: AbortController;
  readonly listeners: Set<NonNullable<ImportOptions['onProgress']>>;
  callers: number;
  reached: Reached;
  ended: boolean;
}

export interface ImportRunsOptions {
  readonly imports: ImportService;
  readonly log: ImportLog;
  readonly table: Table;
  readonly shop: ShopSettings;
  readonly clock: Clock;
  /** In milliseconds. */
  readonly patience?: number;
}

/**
 * Imports that may take longer than a call may. A call waits for its import; past its patience the import goes on
 * and the same call, repeated, waits for it again. A caller who cancels stops it, unless others wait for it. What was
 * stopped goes on from its last checkpoint when the call is repeated, in this process or another. Two processes
 * that run one import at once do the same work twice and come to the same end.
 */
export class ImportRuns {
  readonly #options: ImportRunsOptions;
  readonly #runs = new Map<string, Run>();

  constructor(options: ImportRunsOptions) {
    this.#options = options;
  }

  /**
   * Imports as {@link ImportService.run}, once for a key.
   *
   * @throws ClerkError as that does; `conflict` when the key stands for another request.
   */
  async run(request: ImportRequest, write: Keyed, options: ImportOptions = {}): Promise<ImportOutcome> {
    throwIfCancelled(options.signal);
    const unfinished = await this.#unfinished();
    const name = nameOf(request.dry_run, write.key);
    const hash = payloadHash(OPERATION, write.payload);
    const run = this.#runs.get(name) ?? this.#start(name, request, write, hash);
    if (run.hash !== hash) throw keyConflict();
    const { onProgress } = options;
    run.callers += 1;
    if (onProgress !== undefined) run.listeners.add(onProgress);
    try {
      const report = await this.#wait(run, options.signal);
      if (report === undefined) return { reached: run.reached, unfinished };
      this.#runs.delete(name);
      return { report, unfinished };
    } catch (error) {
      if (run.callers === 1) this.#runs.delete(name);
      throw error;
    } finally {
      run.callers -= 1;
      if (onProgress !== undefined) run.listeners.delete(onProgress);
    }
  }

  /** Stops every import at its next checkpoint and waits for that. */
  async close(): Promise<void> {
    const runs = [...this.#runs.values()];
    for (const { stop } of runs) stop.abort();
    await Promise.allSettled(runs.map(({ done }) => done));
  }

  #start(name: string, request: ImportRequest, write: Keyed, hash: string): Run {
    const stop = new AbortController();
    const listeners: Run['listeners'] = new Set();
    const onProgress = (done: number, total: number, message: string): void => {
      run.reached = { done, total, message };
      for (const listener of listeners) listener(done, total, message);
    };
    const run: Run = {
      hash,
      stop,
      listeners,
      callers: 0,
      reached: { done: 0, total: 0, message: 'the file is being read' },
      ended: false,
      done: this.#import(request, write, hash, { signal: stop.signal, onProgress }),
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

  async #import(
    request: ImportRequest,
    write: Keyed,
    hash: string,
    options: ImportOptions,
  ): Promise<ImportReport> {
    const { imports, log, table, shop, clock } = this.#options;
    if (request.dry_run) return imports.run(request, options);
    const what = request.path ?? `${request.kind} sent as content`;
    const outcome = await once(
      table,
      { shop: shopKey(shop.shop_id), operation: OPERATION, ...write, now: clock() },
      ImportReport,
      async () => ({
        result: await imports.run(request, options, log.checkpoints(write.key, hash, what)),
        writes: [{ item: log.ended(write.key, hash, what) }],
      }),
    );
    return outcome.result;
  }

  /** The report, or undefined when patience is over first. */
  async #wait(run: Run, signal: AbortSignal | undefined): Promise<ImportReport | undefined> {
    const over = new AbortController();
    const leave = (): void => over.abort();
    signal?.addEventListener('abort', leave, { once: true });
    try {
      const report = await Promise.race([
        run.done,
        delay(this.#options.patience ?? PATIENCE, undefined, { signal: over.signal }).catch(() => undefined),
      ]);
      if (report !== undefined || signal?.aborted !== true) return report;
      if (run.callers === 1) {
        run.stop.abort();
        await run.done.catch(() => undefined);
      }
      throw new ClerkError('cancelled', 'The import was cancelled before it finished.', {
        fix: 'Call again with the same idempotency_key to go on; what is written stays.',
      });
    } finally {
      signal?.removeEventListener('abort', leave);
      over.abort();
    }
  }

  async #unfinished(): Promise<Unfinished[]> {
    const all = await this.#options.log.unfinished();
    return all.filter(({ key }) => !this.#runs.has(nameOf(false, key)));
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

function nameOf(dryRun: boolean, key: string): string {
  return `${dryRun ? 'dry' : 'write'} ${key}`;
}
