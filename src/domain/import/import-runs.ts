import { type Caller, LongRuns, type Reached } from '../long-runs.js';
import { once, payloadHash } from '../ports/store/once.js';
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

export type ImportOutcome = {
  /** Imports that an earlier server left unfinished. */
  readonly unfinished: readonly Unfinished[];
} & ({ readonly report: ImportReport } | { readonly reached: Reached });

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
 * Imports that may take longer than a call may. What was stopped goes on from its last checkpoint when the call is
 * repeated, in this process or another. Two processes that run one import at once do the same work twice and come to
 * the same end.
 */
export class ImportRuns {
  readonly #options: ImportRunsOptions;
  readonly #runs: LongRuns<ImportReport>;

  constructor(options: ImportRunsOptions) {
    this.#options = options;
    this.#runs = new LongRuns({
      cancelled: {
        message: 'The import was cancelled before it finished.',
        fix: 'Call again with the same idempotency_key to go on; what is written stays.',
      },
      begun: 'the file is being read',
      patience: options.patience,
    });
  }

  /**
   * Imports as {@link ImportService.run}, once for a key.
   *
   * @throws ClerkError as that does; `conflict` when the key stands for another request.
   */
  async run(request: ImportRequest, write: Keyed, caller: Caller = {}): Promise<ImportOutcome> {
    const unfinished = await this.#unfinished();
    const name = nameOf(request.dry_run, write.key);
    const hash = payloadHash(OPERATION, write.payload);
    const outcome = await this.#runs.run(
      { name, hash },
      (context) => this.#import(request, write, hash, context),
      caller,
    );
    if ('reached' in outcome) return { ...outcome, unfinished };
    return { report: outcome.result, unfinished };
  }

  /** Stops every import at its next checkpoint and waits for that. */
  close(): Promise<void> {
    return this.#runs.close();
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

  async #unfinished(): Promise<Unfinished[]> {
    const all = await this.#options.log.unfinished();
    return all.filter(({ key }) => !this.#runs.has(nameOf(false, key)));
  }
}

function nameOf(dryRun: boolean, key: string): string {
  return `${dryRun ? 'dry' : 'write'} ${key}`;
}
