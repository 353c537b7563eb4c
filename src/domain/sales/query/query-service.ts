import { createHash } from 'node:crypto';
import { invalid } from '../../errors.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import type { Clock } from '../../time.js';
import type { QueryAnswer } from './answer.js';
import { compile } from './compile.js';
import { fingerprint, type Page, readCursor, writeCursor } from './cursor.js';
import { defineInline } from './definitions/inline.js';
import type { LiveModel, ShopModel } from './definitions/live-model.js';
import { emptyHint } from './empty-hint.js';
import type { Model } from './model.js';
import { listNotes } from './notes.js';
import { pivot } from './pivot.js';
import { Planner } from './planner.js';
import { receiptOf } from './receipt.js';
import { type Answered, isToken, readToken, writeToken } from './receipt-token.js';
import { fitting, record } from './records.js';
import { replay } from './replay.js';
import { QueryRequest } from './request.js';
import { unknownValues } from './suggest.js';
import { type RunPlan, summaries } from './summaries.js';
import { withinLimit } from './within-limit.js';

/** Rows stop here so that the whole answer stays under the catalogue's limit. */
const LARGEST_ROWS = 12_500;
const MOST_PIVOT_ROWS = 5_000;

/** One reading of a query: with which model, when, and from which row on. */
interface Reading {
  readonly model: Model;
  readonly now: Date;
  /** Show the data as it was at `now`. */
  readonly pinned: boolean;
  readonly page?: Page | undefined;
}

/**
 * Answers typed queries from the replica, brought up to date first.
 */
export class QueryService {
  readonly #live: LiveModel;
  readonly #replica: Replica;
  readonly #shop: ShopSettings;
  readonly #clock: Clock;

  constructor(live: LiveModel, replica: Replica, shop: ShopSettings, clock: Clock) {
    this.#live = live;
    this.#replica = replica;
    this.#shop = shop;
    this.#clock = clock;
  }

  /**
   * @throws ClerkError `invalid_input` naming an unknown or unfit member with the nearest known ones, `refused`
   * where members do not go together.
   */
  async run(request: QueryRequest, signal?: AbortSignal): Promise<QueryAnswer> {
    const { asOf } = await this.#replica.sync(signal);
    const shopModel = await this.#live.current();
    const { model } = shopModel;
    if (request.again !== undefined) return this.#again(request.again, request, shopModel, signal);
    const page = readCursor(request.cursor, this.#print(request));
    const now = page?.now ?? asOf;
    return this.#answer(request, { model, now, pinned: page !== undefined, page }, signal);
  }

  /** Runs the query of an earlier answer again, for the same days, or a saved question for the days it means now. */
  async #again(
    name: string,
    asked: QueryRequest,
    { model, questions }: ShopModel,
    signal: AbortSignal | undefined,
  ): Promise<QueryAnswer> {
    const { again: _, cursor, limit, show_sql: showSql, ...rest } = asked;
    const [extra] = Object.entries(rest).find(([, value]) => value !== undefined) ?? [];
    if (extra !== undefined)
      throw invalid(extra, 'again runs a query that is already whole.', {
        fix: 'Send again alone, with limit, cursor or show_sql at most.',
      });
    const saved = isToken(name) ? undefined : questions.find((question) => question.name === name);
    if (!isToken(name) && saved === undefined)
      throw invalid('again', `No question is saved as "${name.slice(0, 60)}".`, {
        fix: 'Send the name of a saved question or receipt.token of an earlier answer.',
        valid: questions.map((question) => question.name).slice(0, 20),
      });
    const answered = readToken(this.#shop.shop_id, saved?.receipt ?? name, 'again');
    const query = QueryRequest.parse(answered.query);
    const request = { ...query, cursor, limit, show_sql: showSql };
    const page = readCursor(cursor, this.#print(request));
    const now = page?.now ?? (saved === undefined ? answered.now : this.#clock());
    const answer = await this.#answer(request, { model, now, pinned: page !== undefined, page }, signal);
    if (page !== undefined) return answer;
    const changes = await replay(answered, {
      answer: (each, pinned) =>
        this.#answer(each, { model, now: answered.now, pinned }, signal).then((found) => ({
          found,
          answered: this.#answered(each, found, { model, now: answered.now, pinned }),
        })),
      recordedSince: () => this.#recordedSince(answered.now, signal),
      query,
      timeZone: this.#shop.time_zone,
    });
    return {
      ...answer,
      changes: saved === undefined ? changes : { question: saved.description, ...changes },
    };
  }

  async #answer(
    request: QueryRequest,
    reading: Reading,
    signal: AbortSignal | undefined,
  ): Promise<QueryAnswer> {
    const { now, page, pinned } = reading;
    const model = defineInline(reading.model, request.define ?? []);
    const planner = new Planner(model, this.#shop, now);
    const asked = planner.plan(request, page?.offset ?? 0);
    const plan = request.pivot === undefined ? asked : { ...asked, limit: MOST_PIVOT_ROWS };
    const setting = { ...planner.setting(plan), ...(pinned ? { pin: now } : {}) };
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
    const moved =
      page !== undefined && rows.length > 0 && page.total !== total
        ? [`The records changed since the first page: it counted ${page.total} rows, now there are ${total}.`]
        : [];
    const unknown =
      rowsRead === 0 ? [] : await unknownValues(model, this.#replica, plan.filters, setting, false, signal);
    const whole = await summaries(model, request, plan, run, setting.currencyDigits);
    const cursorAfter = (shownRows: number): string =>
      writeCursor(
        { offset: plan.offset + shownRows, now, total: page?.total ?? total },
        this.#print(request),
      );
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
      next_cursor: more && request.pivot === undefined ? cursorAfter(shown.length) : undefined,
      ...whole.summaries,
      receipt: receiptOf(plan, {
        shop: this.#shop,
        notes: [...compiled.notes, ...unknown, ...listNotes(plan, rowsRead, total), ...whole.notes, ...moved],
        rowsRead,
        asOf: now,
        sql: request.show_sql === true ? compiled.sql : undefined,
      }),
      hint: rowsRead === 0 ? await emptyHint(model, this.#replica, plan, setting, signal) : undefined,
    };
    if (request.pivot === undefined) return this.#sent(request, answer, reading, cursorAfter);
    const keys = [
      ...(plan.grain === undefined ? [] : [plan.grain]),
      ...plan.dimensions.map(({ name }) => name),
    ];
    const wide = pivot(answer, request.pivot, keys, model.dimension(request.pivot)?.values);
    const fitted = fitting(wide.rows.slice(0, request.limit), LARGEST_ROWS);
    const fewer = { ...wide, rows: fitted, has_more: fitted.length < wide.rows.length };
    return this.#sent(request, fewer, reading, () => undefined);
  }

  /** The answer within its limit, signed. A token is as long for fewer rows. */
  #sent(
    request: QueryRequest,
    answer: QueryAnswer,
    reading: Reading,
    cursorAfter: (rows: number) => string | undefined,
  ): QueryAnswer {
    return this.#signed(request, withinLimit(this.#signed(request, answer, reading), cursorAfter), reading);
  }

  /** The answer with the token of its receipt. */
  #signed(request: QueryRequest, answer: QueryAnswer, reading: Reading): QueryAnswer {
    const token = writeToken(this.#shop.shop_id, this.#answered(request, answer, reading));
    return { ...answer, receipt: { ...answer.receipt, token } };
  }

  #answered(
    request: QueryRequest,
    { rows, row_count: rowCount }: QueryAnswer,
    { model, now }: Reading,
  ): Answered {
    const { cursor: _, show_sql: __, again: ___, ...query } = request;
    const [only] = rows;
    return {
      query,
      now,
      rowCount,
      rows: shortHash(rows),
      meaning: shortHash([
        ...(request.measures ?? []).map((name) => model.measure(name)),
        ...(request.dimensions ?? []).map((name) => model.dimension(name)),
      ]),
      only: rowCount === 1 && (request.dimensions ?? []).length === 0 ? only : undefined,
    };
  }

  #print({ cursor: _, limit: __, show_sql: ___, again: ____, ...query }: QueryRequest): string {
    return fingerprint(this.#shop.shop_id, query);
  }

  async #recordedSince(moment: Date, signal: AbortSignal | undefined): Promise<number> {
    const { rows } = await this.#replica.read(
      'SELECT count(*) FROM sales WHERE fed > $1',
      [`${moment.toISOString()}#~`],
      signal,
    );
    return Number(rows[0]?.[0] ?? 0);
  }

  #unit(type: string): string | undefined {
    if (type === 'money') return this.#shop.currency;
    return type === 'percent' ? '%' : type === 'days' ? 'days' : undefined;
  }
}

function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 10);
}
