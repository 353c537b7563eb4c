import { createHash } from 'node:crypto';
import type { FilesPort } from '../ports/files/files.js';
import type { Repository } from '../ports/store/repository.js';
import type { Books } from '../sales/books.js';
import type { ShopSettings } from '../shop.js';
import type { Clock } from '../time.js';
import type { Checkpoints, Progress } from './checkpoint.js';
import type { MissingField } from './mapping.js';
import type { Pace } from './pace.js';
import { Problems } from './problems.js';
import type { ColumnReport, Conflict, ImportRequest, SalesFigures, Tally } from './report.js';

/** What an import needs of a collection: to see what is there and to write what is new. */
export type Shelf<T> = Pick<Repository<T>, 'getMany' | 'putMany'>;

/** The books, as far as an import uses them. */
type ImportBooks = {
  readonly [K in keyof Books]: Books[K] extends Repository<infer T> ? Shelf<T> : never;
};

/** Kinds of record that a file may refer to by name. */
export type NamedEntity = 'products' | 'customers' | 'categories' | 'suppliers';

export interface ImportDeps {
  readonly books: ImportBooks;
  readonly shop: ShopSettings;
  readonly files?: FilesPort | undefined;
  readonly clock: Clock;
  /**
   * The sale ids under which receipt numbers are already stored. With it, a sale whose date was read differently
   * last time is found and listed as a conflict instead of being written twice.
   */
  readonly existingNumbers?: ((numbers: string[]) => Promise<Map<string, string>>) | undefined;
  /** Ids of stored records by name, so that a file which only names them finds them instead of adding them again. */
  readonly idsByName?: ((entity: NamedEntity, names: string[]) => Promise<Map<string, string>>) | undefined;
}

/** One import while it runs: what it was asked, what it may use, and what it has found so far. */
export class Job {
  readonly deps: ImportDeps;
  readonly request: ImportRequest;
  readonly pace: Pace;
  readonly digits: number;
  readonly problems = new Problems();
  readonly notes: string[] = [];
  readonly counts: Record<string, Tally> = {};
  readonly conflicts: Conflict[] = [];
  sample: Record<string, unknown>[] = [];
  columns: ColumnReport[] = [];
  missing: readonly MissingField[] = [];
  files: { file: string; rows: number }[] | undefined;
  figures: SalesFigures | undefined;
  rowsRead = 0;
  /** Lines of sales, and records of other kinds, that are written or need not be. */
  #settled = 0;
  /** Records, or for sales documents, that could be read. */
  readable = 0;
  readonly #checkpoints: Checkpoints;
  readonly #source = createHash('sha256');
  #progress: Progress | undefined;
  #saved: Promise<void> = Promise.resolve();

  constructor(
    deps: ImportDeps,
    request: ImportRequest,
    pace: Pace,
    checkpoints: Checkpoints,
    digits: number,
  ) {
    this.deps = deps;
    this.request = request;
    this.pace = pace;
    this.digits = digits;
    this.#checkpoints = checkpoints;
    const { shop_id: _id, name: _name, ...shop } = deps.shop;
    this.#source.update(JSON.stringify([LAYOUT, shop]));
  }

  /** Takes note of what is imported; what comes after the first comparison with the books does not count. */
  from(content: Uint8Array | string): void {
    if (this.#progress === undefined) this.#source.update(content);
  }

  /** How far the writing has come: as an earlier run of the same source left it, or not begun. */
  async progress(): Promise<Progress> {
    if (this.#progress !== undefined) return this.#progress;
    const source = this.#source.digest('hex').slice(0, 32);
    const earlier = this.request.dry_run ? undefined : await this.#checkpoints.load();
    if (earlier?.source === source) {
      this.#progress = earlier;
      Object.assign(this.counts, earlier.counts);
      this.conflicts.push(...earlier.conflicts);
      this.notes.push('An earlier run of this import was stopped before its end; this one went on there.');
    } else {
      if (earlier !== undefined)
        this.notes.push(
          'The file or the shop has changed since this import was begun: all is compared anew.',
        );
      this.#progress = { source, counts: this.counts, conflicts: this.conflicts, counted: 0, written: 0 };
    }
    return this.#progress;
  }

  /** Tells the caller that so many more lines or records are dealt with; reading counts for the first half. */
  advance(by: number, message: string): void {
    this.#settled += by;
    const done = this.rowsRead + this.#settled;
    this.pace.report(done, Math.max(this.rowsRead * 2, done), message);
  }

  /** Keeps how far the writing has come by now, with all that is counted; one after the other. */
  async checkpoint(): Promise<void> {
    if (this.request.dry_run || this.#progress === undefined) return;
    const state = structuredClone({
      ...this.#progress,
      counts: this.counts,
      conflicts: this.conflicts,
    });
    this.#saved = this.#saved.then(() => this.#checkpoints.save(state));
    return this.#saved;
  }

  tally(entity: string): Tally {
    this.counts[entity] ??= { new: 0, updated: 0, unchanged: 0, conflicting: 0 };
    return this.counts[entity];
  }

  conflict(entity: string, conflict: Conflict): void {
    this.tally(entity).conflicting += 1;
    if (this.conflicts.length < MOST_CONFLICTS) this.conflicts.push(conflict);
  }
}

const MOST_CONFLICTS = 50;
/** Raise when the same file would give other documents or another order of them. */
const LAYOUT = 1;
