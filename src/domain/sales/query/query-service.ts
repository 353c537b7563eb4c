import { createHash } from 'node:crypto';
import { type ClerkError, invalid } from '../../errors.js';
import { currencyDigits, fromUnits } from '../../money.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import { type Clock, zonedMoment } from '../../time.js';
import { type Compiled, compile, type Plan, type ResultColumn } from './compile.js';
import type { FilterRequest } from './filters.js';
import type { Dimension, Grain, Measure, Model } from './model.js';
import { type PeriodRequest, resolvePeriod } from './period.js';
import { suggestValues } from './suggest.js';

/** A query by the names of the model, as a caller sends it. */
export interface QueryRequest {
  readonly measures?: readonly string[] | undefined;
  readonly dimensions?: readonly string[] | undefined;
  readonly filters?: readonly FilterRequest[] | undefined;
  readonly period?: PeriodRequest | undefined;
  readonly grain?: Grain | undefined;
  readonly order_by?: readonly { readonly member: string; readonly direction: 'asc' | 'desc' }[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly show_sql?: boolean | undefined;
}

export type Cell = string | number | boolean;

export interface QueryAnswer {
  readonly columns: { name: string; label: string; type: string; unit?: string | undefined }[];
  readonly rows: Record<string, Cell>[];
  /** Rows of the whole answer, of which `rows` is a part. */
  readonly row_count: number;
  readonly has_more: boolean;
  readonly next_cursor?: string | undefined;
  readonly receipt: Receipt;
  readonly hint?: string | undefined;
}

/** What the figures stand on. */
export interface Receipt {
  readonly shop: string;
  readonly definitions: Record<string, string>;
  readonly period?:
    | { from?: string | undefined; to?: string | undefined; date: string; time_zone: string }
    | undefined;
  readonly filters?: string[] | undefined;
  readonly rows_read: number;
  readonly as_of: string;
  readonly notes?: string[] | undefined;
  readonly sql?: string | undefined;
}

/** Rows stop here so that the whole answer stays under the catalogue's limit. */
const LARGEST_ROWS = 13_000;

/**
 * Answers typed queries from the replica, brought up to date first.
 */
export class QueryService {
  readonly model: Model;
  readonly #replica: Replica;
  readonly #shop: ShopSettings;
  readonly #clock: Clock;

  constructor(model: Model, replica: Replica, shop: ShopSettings, clock: Clock) {
    this.model = model;
    this.#replica = replica;
    this.#shop = shop;
    this.#clock = clock;
  }

  /**
   * @throws ClerkError `invalid_input` naming an unknown or unfit member with the nearest known ones, `refused`
   * where members do not go together.
   */
  async run(request: QueryRequest, signal?: AbortSignal): Promise<QueryAnswer> {
    const plan = this.#plan(request);
    const digits = currencyDigits(this.#shop.currency);
    const compiled = compile(this.model, plan, digits);
    const { asOf } = await this.#replica.sync(signal);
    const { rows } = await this.#replica.read(compiled.sql, compiled.values, signal);
    const total = Number(rows[0]?.at(-1) ?? 0);
    const shown = fitting(rows.map((row) => record(row, compiled.columns)));
    const end = plan.offset + shown.length;
    const more = rows.length > 0 && end < total;
    return {
      columns: compiled.columns.map(({ name, label, type }) => ({
        name,
        label,
        type,
        unit: this.#unit(type),
      })),
      rows: shown,
      row_count: total,
      has_more: more,
      next_cursor: more ? writeCursor(end, fingerprint(this.#shop.shop_id, request)) : undefined,
      receipt: this.#receipt(plan, compiled, Number(rows[0]?.at(-2) ?? 0), asOf, request.show_sql === true),
      hint: total === 0 || rows.length === 0 ? await this.#emptyHint(plan, signal) : undefined,
    };
  }

  #plan(request: QueryRequest): Plan {
    const measures = (request.measures ?? []).map((name, index) => this.#measure(name, `measures[${index}]`));
    const dimensions = (request.dimensions ?? []).map((name, index) =>
      this.#dimension(name, `dimensions[${index}]`),
    );
    if (measures.length + dimensions.length === 0) {
      throw invalid('measures', 'The query asks for nothing.', {
        fix: 'Name at least one measure or dimension; describe_data lists them.',
        valid: ['net_sales', 'orders', 'quantity', 'product', 'customer'],
      });
    }
    for (const [field, names] of [
      ['measures', request.measures],
      ['dimensions', request.dimensions],
    ] as const) {
      const twice = names?.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined)
        throw invalid(field, `${twice} is named twice.`, { fix: 'Name each member once.' });
    }
    const filters = request.filters ?? [];
    filters.forEach(({ member }, index) => {
      if (this.model.dimension(member) === undefined && this.model.measure(member) === undefined)
        throw this.#unknown(member, 'members', `filters[${index}].member`);
    });
    return {
      measures,
      dimensions,
      filters,
      period: resolvePeriod(request.period ?? {}, this.#shop, this.#clock()),
      grain: request.grain,
      order: (request.order_by ?? []).map(({ member, direction }) => ({
        member,
        descending: direction === 'desc',
      })),
      limit: request.limit,
      offset:
        request.cursor === undefined
          ? 0
          : readCursor(request.cursor, fingerprint(this.#shop.shop_id, request)),
    };
  }

  #measure(name: string, field: string): Measure {
    const measure = this.model.measure(name);
    if (measure !== undefined) return measure;
    if (this.model.dimension(name) !== undefined)
      throw invalid(field, `${name} is a dimension, not a measure.`, {
        fix: `Move ${name} to dimensions.`,
        valid: this.model.nearest(name, 'measures'),
      });
    throw this.#unknown(name, 'measures', field);
  }

  #dimension(name: string, field: string): Dimension {
    const dimension = this.model.dimension(name);
    if (dimension !== undefined) return dimension;
    if (this.model.measure(name) !== undefined)
      throw invalid(field, `${name} is a measure, not a dimension.`, {
        fix: `Move ${name} to measures.`,
        valid: this.model.nearest(name, 'dimensions'),
      });
    throw this.#unknown(name, 'dimensions', field);
  }

  #unknown(name: string, among: 'dimensions' | 'measures' | 'members', field: string): ClerkError {
    const near = this.model.nearest(name, among);
    const kind = among === 'members' ? 'member' : among.slice(0, -1);
    return invalid(
      field,
      `There is no ${kind} "${name.slice(0, 60)}".${near.length > 0 ? ` Did you mean ${near[0]}?` : ''}`,
      {
        fix: 'Use a name from valid, or search with describe_data.',
        valid:
          near.length > 0
            ? near
            : (among === 'dimensions' ? this.model.dimensions : this.model.measures)
                .map((member) => member.name)
                .slice(0, 40),
      },
    );
  }

  #unit(type: string): string | undefined {
    if (type === 'money') return this.#shop.currency;
    return type === 'percent' ? '%' : type === 'days' ? 'days' : undefined;
  }

  #receipt(plan: Plan, compiled: Compiled, rowsRead: number, asOf: Date, showSql: boolean): Receipt {
    const { from, to, date } = plan.period;
    return {
      shop: this.#shop.name,
      definitions: Object.fromEntries(plan.measures.map(({ name, description }) => [name, description])),
      period:
        from === undefined && to === undefined && plan.grain === undefined
          ? undefined
          : { from, to, date, time_zone: this.#shop.time_zone },
      filters:
        plan.filters.length === 0
          ? undefined
          : plan.filters.map(({ member, op, values }) =>
              [
                member,
                op.replaceAll('_', ' '),
                (values ?? []).slice(0, 5).join(', '),
                (values ?? []).length > 5 ? `and ${(values ?? []).length - 5} more` : '',
              ]
                .filter((part) => part !== '')
                .join(' '),
            ),
      rows_read: rowsRead,
      as_of: zonedMoment(asOf, this.#shop.time_zone),
      notes: compiled.notes.length === 0 ? undefined : [...compiled.notes],
      sql: showSql ? compiled.sql : undefined,
    };
  }

  /** What would help where nothing came out: values that exist, or that the shop has no data yet. */
  async #emptyHint(plan: Plan, signal: AbortSignal | undefined): Promise<string> {
    const { rows } = await this.#replica.read(
      "SELECT count(*), strftime(min(sold_on), '%Y-%m-%d'), strftime(max(sold_on), '%Y-%m-%d') FROM sales",
      [],
      signal,
    );
    const [count, first, last] = rows[0] ?? [];
    if (count === 0n)
      return 'This shop has no sales yet. record_sale adds one; import_file brings many from a file.';
    const values = await suggestValues(this.model, this.#replica, plan.filters, signal);
    if (values !== undefined) return values;
    return `Nothing matches. Sales run from ${first} to ${last}; try a wider period or fewer filters.`;
  }
}

function record(row: readonly SqlValue[], columns: readonly ResultColumn[]): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  columns.forEach(({ name, scale }, index) => {
    const value = row[index];
    if (value === null || value === undefined) return;
    if (scale === undefined) cells[name] = typeof value === 'bigint' ? Number(value) : value;
    else cells[name] = fromUnits(BigInt(value), scale);
  });
  return cells;
}

function fitting(rows: Record<string, Cell>[]): Record<string, Cell>[] {
  let size = 0;
  const end = rows.findIndex((row, index) => {
    size += Buffer.byteLength(JSON.stringify(row)) + 1;
    return index > 0 && size > LARGEST_ROWS;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

/** Ties a cursor to the query and the shop it came from. */
function fingerprint(
  shopId: string,
  { cursor: _, limit: __, show_sql: ___, ...query }: QueryRequest,
): string {
  return createHash('sha256')
    .update(JSON.stringify([shopId, query]))
    .digest('base64url')
    .slice(0, 16);
}

function writeCursor(offset: number, print: string): string {
  return Buffer.from(`${offset}.${print}`).toString('base64url');
}

function readCursor(cursor: string, print: string): number {
  const [offset, other] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  const start = Number(offset);
  if (other !== print || !Number.isSafeInteger(start) || start < 0) {
    throw invalid('cursor', 'The cursor does not belong to this query.', {
      fix: 'Repeat the very same query with the next_cursor it gave, or leave cursor out to start again.',
    });
  }
  return start;
}
