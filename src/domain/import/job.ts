import type { FilesPort } from '../ports/files/files.js';
import type { Repository } from '../ports/store/repository.js';
import type { Books } from '../sales/books.js';
import type { ShopSettings } from '../shop.js';
import type { Clock } from '../time.js';
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
  /** Records, or for sales documents, that could be read. */
  readable = 0;

  constructor(deps: ImportDeps, request: ImportRequest, pace: Pace, digits: number) {
    this.deps = deps;
    this.request = request;
    this.pace = pace;
    this.digits = digits;
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
