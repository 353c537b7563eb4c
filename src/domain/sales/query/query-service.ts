import { fingerprint, readCursor, writeCursor } from '../../cursor.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import { type Clock, zonedMoment } from '../../time.js';
import type { QueryAnswer, Receipt } from './answer.js';
import { type Compiled, compile } from './compile.js';
import type { Model } from './model.js';
import { pivot } from './pivot.js';
import type { Plan, Setting } from './plan.js';
import { Planner, type QueryRequest } from './planner.js';
import { fitting, record } from './records.js';
import { suggestValues } from './suggest.js';
import { type RunPlan, summaries } from './summaries.js';

/** Rows stop here so that the whole answer stays under the catalogue's limit. */
const LARGEST_ROWS = 13_000;
const MOST_PIVOT_ROWS = 5_000;

/**
 * Answers typed queries from the replica, brought up to date first.
 */
export class QueryService {
  readonly model: Model;
  readonly #planner: Planner;
  readonly #replica: Replica;
  readonly #shop: ShopSettings;

  constructor(model: Model, replica: Replica, shop: ShopSettings, clock: Clock) {
    this.model = model;
    this.#planner = new Planner(model, shop, clock);
    this.#replica = replica;
    this.#shop = shop;
  }

  /**
   * @throws ClerkError `invalid_input` naming an unknown or unfit member with the nearest known ones, `refused`
   * where members do not go together.
   */
  async run(request: QueryRequest, signal?: AbortSignal): Promise<QueryAnswer> {
    const { cursor, limit, show_sql: showSql, ...query } = request;
    const print = fingerprint(this.#shop.shop_id, query);
    const page = this.#planner.plan(request, readCursor(cursor, print));
    const plan = request.pivot === undefined ? page : { ...page, limit: MOST_PIVOT_ROWS };
    const setting = this.#planner.setting(plan);
    const compiled = compile(this.model, plan, setting);
    const { asOf } = await this.#replica.sync(signal);
    const { rows } = await this.#replica.read(compiled.sql, compiled.values, signal);
    const run: RunPlan = async (other) => {
      const { sql, values, columns } = compile(this.model, other, setting);
      return { rows: (await this.#replica.read(sql, values, signal)).rows, columns };
    };
    const total = Number(rows[0]?.at(-1) ?? 0);
    const rowsRead = Number(rows[0]?.at(-2) ?? 0);
    const records = rows.map((row) => record(row, compiled.columns));
    const shown = request.pivot === undefined ? fitting(records, LARGEST_ROWS) : records;
    const end = plan.offset + shown.length;
    const more = rows.length > 0 && end < total;
    const answer: QueryAnswer = {
      columns: compiled.columns.map(({ name, label, type }) => ({
        name,
        label,
        type,
        unit: this.#unit(type),
      })),
      rows: shown,
      row_count: total,
      has_more: more,
      next_cursor: more && request.pivot === undefined ? writeCursor(end, print) : undefined,
      ...(await summaries(this.model, request, plan, run, setting.currencyDigits)),
      receipt: this.#receipt(plan, compiled, rowsRead, asOf, showSql === true),
      hint: rowsRead === 0 ? await this.#emptyHint(plan, setting, signal) : undefined,
    };
    if (request.pivot === undefined) return answer;
    const keys = [
      ...(plan.grain === undefined ? [] : [plan.grain]),
      ...plan.dimensions.map(({ name }) => name),
    ];
    const wide = pivot(answer, request.pivot, keys);
    const fitted = fitting(wide.rows.slice(0, limit), LARGEST_ROWS);
    return { ...wide, rows: fitted, has_more: fitted.length < wide.rows.length };
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
      compared_with:
        plan.compare.length === 0
          ? undefined
          : plan.compare.map(({ name, period }) => ({
              from: period.from,
              to: period.to,
              columns: `…_${name}`,
            })),
      rows_read: rowsRead,
      as_of: zonedMoment(asOf, this.#shop.time_zone),
      notes: compiled.notes.length === 0 ? undefined : [...compiled.notes],
      sql: showSql ? compiled.sql : undefined,
    };
  }

  /** What would help where nothing came out: values that exist, or that the shop has no data yet. */
  async #emptyHint(plan: Plan, setting: Setting, signal: AbortSignal | undefined): Promise<string> {
    const { rows } = await this.#replica.read(
      "SELECT count(*), strftime(min(sold_on), '%Y-%m-%d'), strftime(max(sold_on), '%Y-%m-%d') FROM sales",
      [],
      signal,
    );
    const [count, first, last] = rows[0] ?? [];
    if (count === 0n)
      return 'This shop has no sales yet. record_sale adds one; import_file brings many from a file.';
    const values = await suggestValues(this.model, this.#replica, plan.filters, setting, signal);
    if (values !== undefined) return values;
    return `Nothing matches. Sales run from ${first} to ${last}; try a wider period or fewer filters.`;
  }
}
