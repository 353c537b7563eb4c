import { createHash } from 'node:crypto';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import { zonedMoment } from '../../time.js';
import type { QueryAnswer } from './answer.js';
import { compile } from './compile.js';
import { type Page, printOf, writeCursor } from './cursor.js';
import { checkDate } from './day.js';
import { checkInline, modelOfQuery } from './definitions/inline.js';
import type { ShopModel } from './definitions/live-model.js';
import { emptyHint } from './empty-hint.js';
import type { FilterRequest } from './filters.js';
import { meaningOf } from './meaning.js';
import type { Model } from './model.js';
import { beforeFirst, listNotes } from './notes.js';
import { changedSince } from './pinned.js';
import { pivot } from './pivot.js';
import { keyLabels, type Plan } from './plan.js';
import { Planner } from './planner.js';
import { receiptOf } from './receipt.js';
import type { Answered } from './receipt-token.js';
import { fitting, record } from './records.js';
import type { QueryRequest } from './request.js';
import { salesSpan } from './sales-span.js';
import { unknownValues } from './suggest.js';
import { type RunPlan, summaries } from './summaries.js';
import { partsOf } from './values.js';

/** Rows stop here so that the whole answer stays under the catalogue's limit. */
const LARGEST_ROWS = 12_500;
const MOST_PIVOT_ROWS = 5_000;
/** Stands for the day of the latest sale. */
const LATEST_SALE = 'latest_sale';

/** One reading of a query: with which model, for which days, of which data, and from which row on. */
export interface Reading {
  readonly shopModel: ShopModel;
  /** When names of periods are understood. */
  readonly now: Date;
  /** The state of the data. */
  readonly asOf: Date;
  /** Leave out what was recorded after `asOf`; else that is the state the replica has. */
  readonly pinned: boolean;
  readonly page?: Page | undefined;
}

/** An answer before it is cut to what can be sent, and the token that stands for it. */
export interface Whole {
  readonly answer: QueryAnswer;
  readonly answered: Answered;
  readonly cursorAfter: (rows: number) => string | undefined;
}

/** Answers queries from the replica as it is. */
export class Answering {
  readonly #base: Model;
  readonly #replica: Replica;
  readonly #shop: ShopSettings;

  constructor(base: Model, replica: Replica, shop: ShopSettings) {
    this.#base = base;
    this.#replica = replica;
    this.#shop = shop;
  }

  /**
   * @throws ClerkError `invalid_input` naming an unknown or unfit member with the nearest known ones, `refused`
   * where members do not go together.
   */
  async answer(request: QueryRequest, reading: Reading, signal: AbortSignal | undefined): Promise<Whole> {
    const { now, asOf, page, pinned, shopModel } = reading;
    const model = modelOfQuery(this.#base, shopModel, request.define ?? []);
    const planner = new Planner(model, this.#shop, await this.#today(request, now, signal));
    const asked = planner.plan(request, page?.offset ?? 0);
    const plan = request.pivot === undefined ? asked : { ...asked, limit: MOST_PIVOT_ROWS };
    const setting = { ...planner.setting(plan), ...(pinned ? { pin: asOf } : {}) };
    checkInline(model, request.define ?? [], setting);
    const compiled = compile(model, plan, setting);
    const { rows } = await this.#replica.read(compiled.sql, compiled.values, signal);
    const run: RunPlan = async (other) => {
      const { sql, values, columns } = compile(model, other, setting);
      return { rows: (await this.#replica.read(sql, values, signal)).rows, columns };
    };
    const total = Number(rows[0]?.at(-1) ?? 0);
    const rowsRead = Number(rows[0]?.at(-2) ?? 0);
    const records = rows.map((row) => record(row, compiled.columns));
    const shown = request.pivot === undefined ? fitting(records, LARGEST_ROWS) : records;
    const more = rows.length > 0 && plan.offset + shown.length < total;
    const moved = page === undefined || rows.length === 0 ? [] : await this.#moved(page, total, signal);
    const unknown = [
      ...(rowsRead === 0
        ? []
        : await unknownValues(model, this.#replica, plan.filters, setting, false, signal)),
      ...(await unknownValues(model, this.#replica, ownFilters(model, plan), setting, true, signal)),
    ];
    const whole = await summaries(model, request, plan, run, setting.currencyDigits);
    const cursorAfter = (shownRows: number): string | undefined =>
      request.pivot === undefined
        ? writeCursor(
            { offset: plan.offset + shownRows, asOf, total: page?.total ?? total },
            printOf(this.#shop.shop_id, request),
          )
        : undefined;
    const long: QueryAnswer = {
      columns: compiled.columns.map(({ name, label, type }) => ({
        name,
        label,
        type,
        unit: this.#unit(type),
      })),
      rows: shown,
      row_count: total,
      has_more: more,
      next_cursor: more ? cursorAfter(shown.length) : undefined,
      ...whole.summaries,
      receipt: receiptOf(plan, {
        shop: this.#shop,
        notes: [
          ...new Set([
            ...compiled.notes,
            ...(plan.compare.length === 0
              ? []
              : beforeFirst(plan, await salesSpan(this.#replica, asOf, signal))),
            ...unknown,
            ...listNotes(plan, rowsRead, total),
            ...whole.notes,
            ...moved,
          ]),
        ],
        rowsRead,
        asOf,
        sql: request.show_sql === true ? compiled.sql : undefined,
      }),
      hint: rowsRead === 0 ? await emptyHint(model, this.#replica, plan, setting, asOf, signal) : undefined,
    };
    const answer = request.pivot === undefined ? long : laidOut(long, request.pivot, asked);
    return { answer, cursorAfter, answered: answeredBy(model, request, answer, { now, asOf }) };
  }

  /** The moment whose day names such as "this month" count from. */
  async #today(request: QueryRequest, now: Date, signal: AbortSignal | undefined): Promise<Date> {
    const asOf = request.period?.as_of;
    if (asOf === undefined) return now;
    const day = asOf === LATEST_SALE ? (await salesSpan(this.#replica, now, signal)).last : asOf;
    if (day === undefined) return now;
    checkDate('period.as_of', day);
    return new Date(zonedMoment(`${day}T12:00`, this.#shop.time_zone));
  }

  /** What may keep later pages from going on exactly where the first one ended. */
  async #moved(
    { asOf, total: first }: Page,
    total: number,
    signal: AbortSignal | undefined,
  ): Promise<string[]> {
    const changed = await changedSince(asOf, this.#replica, signal);
    return [
      ...(first === total
        ? []
        : [`The records changed since the first page: it counted ${first} rows, now there are ${total}.`]),
      ...(changed.length === 0
        ? []
        : [`Records were changed since the first page, so rows may have moved: ${changed.join(', ')}.`]),
    ];
  }

  #unit(type: string): string | undefined {
    if (type === 'money') return this.#shop.currency;
    return type === 'percent' ? '%' : type === 'days' ? 'days' : undefined;
  }
}

/** A pivot of the rows, as many as fit. */
function laidOut(answer: QueryAnswer, by: string, plan: Plan): QueryAnswer {
  const values = plan.dimensions.find(({ name }) => name === by)?.values;
  const wide = pivot(answer, by, keyLabels(plan), values);
  const rows = fitting(wide.rows.slice(0, plan.limit), LARGEST_ROWS);
  return { ...wide, rows, has_more: rows.length < wide.rows.length };
}

function answeredBy(
  model: Model,
  request: QueryRequest,
  { rows, row_count: rowCount, totals, subtotals, drivers }: QueryAnswer,
  { now, asOf }: Pick<Reading, 'asOf' | 'now'>,
): Answered {
  const { cursor: _, show_sql: __, again: ___, ...query } = request;
  const [only] = rows;
  return {
    query,
    now,
    asOf,
    rowCount,
    rows: shortHash([rows, totals, subtotals, drivers]),
    meaning: shortHash(meaningOf(model, request)),
    only: rowCount === 1 && (request.dimensions ?? []).length === 0 ? only : undefined,
  };
}

/** What the measures and groupings of a plan are held to by their own definitions. */
function ownFilters(model: Model, { measures, dimensions }: Plan): FilterRequest[] {
  return [
    ...measures.flatMap((measure) => partsOf(model, measure)).flatMap(({ filters = [] }) => filters),
    ...dimensions.flatMap(({ cases }) =>
      cases === undefined ? [] : cases.groups.map((group) => ({ ...group, member: cases.of })),
    ),
  ];
}

function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 10);
}
