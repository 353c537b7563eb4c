import { createHash } from 'node:crypto';
import { fingerprint } from '../../cursor.js';
import { ClerkError, invalid } from '../../errors.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import { zonedMoment } from '../../time.js';
import type { QueryAnswer } from './answer.js';
import { compile } from './compile.js';
import { type Page, readCursor, writeCursor } from './cursor.js';
import { checkDate } from './day.js';
import { checkInline, modelOfQuery } from './definitions/inline.js';
import type { LiveModel, ShopModel } from './definitions/live-model.js';
import { emptyHint } from './empty-hint.js';
import type { FilterRequest } from './filters.js';
import { meaningOf } from './meaning.js';
import type { Model } from './model.js';
import { beforeFirst, listNotes } from './notes.js';
import { changedSince, salesSince } from './pinned.js';
import { pivot } from './pivot.js';
import type { Plan } from './plan.js';
import { Planner } from './planner.js';
import { receiptOf } from './receipt.js';
import { type Answered, isToken, readToken, writeToken } from './receipt-token.js';
import { fitting, record } from './records.js';
import { changesBetween } from './replay.js';
import type { QueryRequest } from './request.js';
import { salesSpan } from './sales-span.js';
import { unknownValues } from './suggest.js';
import { type RunPlan, summaries } from './summaries.js';
import { partsOf } from './values.js';
import { withinLimit } from './within-limit.js';

/** Rows stop here so that the whole answer stays under the catalogue's limit. */
const LARGEST_ROWS = 12_500;
const MOST_PIVOT_ROWS = 5_000;
/** Stands for the day of the latest sale. */
const LATEST_SALE = 'latest_sale';

/** One reading of a query: with which model, for which days, of which data, and from which row on. */
interface Reading {
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
interface Whole {
  readonly answer: QueryAnswer;
  readonly answered: Answered;
  readonly cursorAfter: (rows: number) => string | undefined;
}

/**
 * Answers typed queries from the replica, brought up to date first.
 */
export class QueryService {
  readonly #live: LiveModel;
  readonly #replica: Replica;
  readonly #shop: ShopSettings;

  constructor(live: LiveModel, replica: Replica, shop: ShopSettings) {
    this.#live = live;
    this.#replica = replica;
    this.#shop = shop;
  }

  /**
   * @throws ClerkError `invalid_input` naming an unknown or unfit member with the nearest known ones, `refused`
   * where members do not go together.
   */
  async run(request: QueryRequest, signal?: AbortSignal): Promise<QueryAnswer> {
    const { asOf } = await this.#replica.sync(signal);
    const shopModel = await this.#live.current();
    if (request.again !== undefined) return this.#again(request.again, request, { shopModel, asOf }, signal);
    const page = readCursor(request.cursor, this.#print(request));
    const moment = page?.asOf ?? asOf;
    const reading = { shopModel, now: moment, asOf: moment, pinned: page !== undefined, page };
    return this.#sent(await this.#answer(request, reading, signal), page);
  }

  /** Runs the query of an earlier answer again, for the same days, or a saved question for the days it means now. */
  async #again(
    name: string,
    asked: QueryRequest,
    { shopModel, asOf }: Pick<Reading, 'asOf' | 'shopModel'>,
    signal: AbortSignal | undefined,
  ): Promise<QueryAnswer> {
    const { again: _, cursor, limit, show_sql: showSql, ...rest } = asked;
    const [extra] = Object.entries(rest).find(([, value]) => value !== undefined) ?? [];
    if (extra !== undefined)
      throw invalid(extra, 'again runs a query that is already whole.', {
        fix: 'Send again alone, with limit, cursor or show_sql at most.',
      });
    const { questions } = shopModel;
    const saved = isToken(name) ? undefined : questions.find((question) => question.name === name);
    if (!isToken(name) && saved === undefined)
      throw invalid('again', `No question is saved as "${name.slice(0, 60)}".`, {
        fix: 'Send the name of a saved question or receipt.token of an earlier answer.',
        valid: questions.map((question) => question.name).slice(0, 20),
      });
    const earlier = readToken(this.#shop.shop_id, saved?.receipt ?? name, 'again');
    const request = { ...earlier.query, cursor, limit: limit ?? earlier.query.limit, show_sql: showSql };
    const page = readCursor(cursor, this.#print(request));
    const moment = page?.asOf ?? asOf;
    const reading = {
      shopModel,
      now: saved === undefined ? earlier.now : moment,
      asOf: moment,
      pinned: page !== undefined,
      page,
    };
    const answer = (query: QueryRequest, as: Reading): Promise<Whole> =>
      this.#answer(query, as, signal).catch((error: unknown) => {
        throw error instanceof ClerkError ? unfit(error, saved?.name) : error;
      });
    const whole = await answer(request, reading);
    const told = this.#sent(whole, page);
    if (page !== undefined) return told;
    const [then, now, recorded] = await Promise.all([
      answer(earlier.query, { ...reading, now: earlier.now, asOf: earlier.asOf, pinned: true }),
      answer(earlier.query, { ...reading, now: earlier.now }),
      salesSince(earlier.asOf, this.#replica, signal),
    ]);
    const changes = changesBetween(earlier, { then, now, recorded, timeZone: this.#shop.time_zone });
    const answered = {
      ...told,
      changes: saved === undefined ? changes : { question: saved.description, ...changes },
    };
    return withinLimit(answered, whole.cursorAfter);
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

  async #answer(request: QueryRequest, reading: Reading, signal: AbortSignal | undefined): Promise<Whole> {
    const { now, asOf, page, pinned, shopModel } = reading;
    const model = modelOfQuery(this.#live.base, shopModel, request.define ?? []);
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
            this.#print(request),
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

  /** The answer within its limit, with the token of its receipt: the first page has it. */
  #sent({ answer, answered, cursorAfter }: Whole, page: Page | undefined): QueryAnswer {
    if (page !== undefined) return withinLimit(answer, cursorAfter);
    const token = writeToken(this.#shop.shop_id, answered);
    const { notes = [] } = answer.receipt;
    const untold =
      token === undefined
        ? { notes: [...notes, 'The query is too long for a token: it can neither be run again nor saved.'] }
        : { token };
    return withinLimit({ ...answer, receipt: { ...answer.receipt, ...untold } }, cursorAfter);
  }

  #print({ cursor: _, limit: __, show_sql: ___, again: ____, ...query }: QueryRequest): string {
    return fingerprint(this.#shop.shop_id, query);
  }

  #unit(type: string): string | undefined {
    if (type === 'money') return this.#shop.currency;
    return type === 'percent' ? '%' : type === 'days' ? 'days' : undefined;
  }
}

/** A pivot of the rows, as many as fit. */
function laidOut(answer: QueryAnswer, by: string, plan: Plan): QueryAnswer {
  const keys = [
    ...(plan.grain === undefined ? [] : [plan.grain]),
    ...plan.dimensions.map(({ name }) => name),
  ];
  const values = plan.dimensions.find(({ name }) => name === by)?.values;
  const wide = pivot(answer, by, keys, values);
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

/** An error about a query that the caller has not written out. */
function unfit({ code, message, fix, valid, field }: ClerkError, question: string | undefined): ClerkError {
  const about = field === undefined ? {} : { field: 'again' };
  const again =
    question === undefined
      ? 'Ask anew, without again.'
      : `Ask anew and save that in place of ${question}, or mend what it is made of.`;
  return new ClerkError(code, field === undefined ? message : `The query can no longer be run: ${message}`, {
    ...about,
    fix: field === undefined ? (fix ?? again) : again,
    ...(valid === undefined ? {} : { valid }),
  });
}

function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 10);
}
