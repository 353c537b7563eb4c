import { csvBytes, fitsInline } from '../csv.js';
import { fingerprint, foreignCursor, readCursor, writeCursor } from '../cursor.js';
import { ClerkError } from '../errors.js';
import type { ForecastService } from '../forecast/forecast-service.js';
import { MOVEMENT_TYPE } from '../inventory/keys.js';
import { type Caller, LongRuns, type Reached, type RunContext } from '../long-runs.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { ExportsPort } from '../ports/files/exports.js';
import type { Category, Product, Supplier } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import type { Aims } from './assess.js';
import { type Assessment, assessAll, notesOf, type PlanScope, type Unforecast } from './assessment.js';
import { proposalCsv } from './proposal-csv.js';
import { linesShown, type Proposal, type ProposedLine, propose, type Shown } from './view.js';

export interface ReorderPorts {
  readonly forecasts: Pick<ForecastService, 'forecast' | 'today'>;
  readonly lookup: {
    /** @throws ClerkError `invalid_input` naming `field`. */
    product(idOrName: string, field: string, signal?: AbortSignal): Promise<Product>;
    category(idOrName: string, field: string, signal?: AbortSignal): Promise<Category>;
    supplier(idOrName: string, field: string, signal?: AbortSignal): Promise<Supplier>;
  };
  readonly replica: Pick<Replica, 'sync' | 'read' | 'revision'>;
  readonly settings: ShopSettings;
  /** Absent where nothing may be written. */
  readonly exports: ExportsPort | undefined;
  /** How long a call waits for its plan, in milliseconds. */
  readonly patience?: number | undefined;
}

export interface ReorderRequest extends Aims {
  /** Ids or names. */
  readonly products?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly supplier?: string | undefined;
  /** Minor units. */
  readonly budget?: number | undefined;
  readonly show: Shown;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly csv: boolean;
}

/** One page of a plan. */
export interface PlanPage {
  readonly last: string;
  readonly proposal: Proposal;
  readonly lines: readonly ProposedLine[];
  /** To go on after so many of these lines; nothing where those are the last. */
  readonly cursorAfter: (lines: number) => string | undefined;
  readonly unforecast: readonly Unforecast[];
  readonly classesBy: Assessment['classesBy'];
  readonly notTracked: number;
  readonly discontinued: number;
  readonly notes: readonly string[];
  readonly csv?: string;
  readonly csv_file?: string;
}

/** What a plan is worked out from: it still holds while none of these changed. */
const SOURCES = ['sale', 'product', 'supplier', 'category', MOVEMENT_TYPE];
/** Plans kept for their next pages. */
const MOST_KEPT = 8;

interface Kept {
  readonly print: string;
  readonly assessment: Assessment;
}

/** Purchase proposals of one shop. Writes nothing but the files it is asked for. */
export class ReorderService {
  readonly #ports: ReorderPorts;
  readonly #runs: LongRuns<Kept>;
  /** By name, oldest first. */
  readonly #kept = new Map<string, Kept>();

  constructor(ports: ReorderPorts) {
    this.#ports = ports;
    this.#runs = new LongRuns({
      cancelled: {
        message: 'The plan was cancelled before it was made.',
        fix: 'Call again; for an answer sooner name products, a category or a supplier.',
      },
      begun: 'the sales are being read',
      patience: ports.patience,
    });
  }

  /**
   * A page of the plan for today, or how far it has come: the same call, repeated, waits on. A plan is made once and
   * remembered until sales, stock or products change; later pages are of the plan that the first one was of.
   *
   * @throws ClerkError `invalid_input` for names that nobody has and cursors of other plans; `not_found` where nothing
   * was ever sold; `read_only` where a file is needed and none may be written; `cancelled`.
   */
  async plan(
    request: ReorderRequest,
    caller: Caller = {},
  ): Promise<PlanPage | { readonly reached: Reached }> {
    const scope = await this.#scope(request, caller.signal);
    const { service, coverDays } = request;
    const name = fingerprint(this.#ports.settings.shop_id, [
      'reorder',
      this.#ports.forecasts.today(),
      scope,
      service,
      coverDays,
    ]);
    const kept = await this.#planned(name, scope, request, caller);
    if ('reached' in kept) return kept;
    return this.#page(kept, request);
  }

  /** Stops every run and waits until all have. */
  close(): Promise<void> {
    return this.#runs.close();
  }

  async #scope(
    { products, category, supplier }: ReorderRequest,
    signal: AbortSignal | undefined,
  ): Promise<PlanScope> {
    const { lookup } = this.#ports;
    const [named, group, firm] = await Promise.all([
      products === undefined || products.length === 0
        ? undefined
        : Promise.all(products.map((each, index) => lookup.product(each, `products[${index}]`, signal))),
      category === undefined ? undefined : lookup.category(category, 'category', signal),
      supplier === undefined ? undefined : lookup.supplier(supplier, 'supplier', signal),
    ]);
    return {
      products: named === undefined ? undefined : [...new Set(named.map(({ product_id: id }) => id))].sort(),
      category: group?.category_id,
      supplier: firm?.supplier_id,
    };
  }

  async #planned(
    name: string,
    scope: PlanScope,
    request: ReorderRequest,
    caller: Caller,
  ): Promise<Kept | { readonly reached: Reached }> {
    const { replica } = this.#ports;
    const known = this.#kept.get(name);
    await replica.sync(caller.signal);
    if (known !== undefined && (request.cursor !== undefined || known.print === this.#print(name)))
      return known;
    if (request.cursor !== undefined) throw foreignCursor();
    const outcome = await this.#runs.run(
      { name, hash: name },
      (context) => this.#assess(name, scope, request, context),
      caller,
    );
    if ('reached' in outcome) return outcome;
    this.#kept.delete(name);
    this.#kept.set(name, outcome.result);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return outcome.result;
  }

  async #assess(name: string, scope: PlanScope, aims: ReorderRequest, context: RunContext): Promise<Kept> {
    const print = this.#print(name);
    const assessment = await assessAll(this.#ports, scope, aims, context);
    return { print, assessment };
  }

  /** The same while what a plan is worked out from is. */
  #print(name: string): string {
    const { replica, settings } = this.#ports;
    return fingerprint(settings.shop_id, [name, SOURCES.map((type) => replica.revision(type))]);
  }

  async #page({ print, assessment }: Kept, request: ReorderRequest): Promise<PlanPage> {
    const { show, limit, cursor, budget, coverDays } = request;
    const { lines, classes, last, classesBy, unforecast, notTracked, discontinued } = assessment;
    const proposal = await propose(lines, classes, budget);
    const shown = linesShown(proposal, show);
    const bound = fingerprint(print, [show, budget]);
    const start = readCursor(cursor, bound);
    return {
      last,
      proposal,
      lines: shown.slice(start, start + limit),
      cursorAfter: (taken) => (start + taken < shown.length ? writeCursor(start + taken, bound) : undefined),
      unforecast,
      classesBy,
      notTracked,
      discontinued,
      notes: notesOf(assessment, coverDays),
      ...(request.csv ? await this.#csv(shown, last, fingerprint(bound, [])) : {}),
    };
  }

  async #csv(
    lines: readonly ProposedLine[],
    last: string,
    print: string,
  ): Promise<Pick<PlanPage, 'csv' | 'csv_file'>> {
    const { settings, exports } = this.#ports;
    const csv = proposalCsv(lines, settings);
    if (fitsInline(csv)) return { csv };
    if (exports === undefined)
      throw new ClerkError('read_only', 'This server writes no files.', {
        field: 'csv',
        fix: 'Leave csv out, or ask for one supplier at a time.',
      });
    const name = `purchase-proposal-${last}-${print.replace(/[^A-Za-z0-9]/g, '_')}.csv`;
    return { csv_file: await exports.save(name, csvBytes(csv)) };
  }
}
