import { ClerkError, invalid } from '../../errors.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import type { QueryAnswer } from './answer.js';
import { Answering, type Reading, type Whole } from './answering.js';
import { type Page, printOf, readCursor } from './cursor.js';
import type { LiveModel } from './definitions/live-model.js';
import { salesSince } from './pinned.js';
import { isToken, readToken, writeToken } from './receipt-token.js';
import { changesBetween } from './replay.js';
import type { QueryRequest } from './request.js';
import { withinLimit } from './within-limit.js';

/**
 * Answers typed queries from the replica, brought up to date first.
 */
export class QueryService {
  readonly #live: LiveModel;
  readonly #replica: Replica;
  readonly #shop: ShopSettings;
  readonly #answering: Answering;

  constructor(live: LiveModel, replica: Replica, shop: ShopSettings) {
    this.#live = live;
    this.#replica = replica;
    this.#shop = shop;
    this.#answering = new Answering(live.base, replica, shop);
  }

  /**
   * @throws ClerkError as {@link Answering.answer} does, and `invalid_input` for a cursor, token or name of a question
   * that is not the shop's.
   */
  async run(request: QueryRequest, signal?: AbortSignal): Promise<QueryAnswer> {
    const { asOf } = await this.#replica.sync(signal);
    return this.runAsOf(request, asOf, signal);
  }

  /** Answers as {@link QueryService.run} does, from the replica as it was just brought up to `asOf`. */
  async runAsOf(request: QueryRequest, asOf: Date, signal?: AbortSignal): Promise<QueryAnswer> {
    const shopModel = await this.#live.current();
    if (request.again !== undefined) return this.#again(request.again, request, { shopModel, asOf }, signal);
    const page = readCursor(request.cursor, printOf(this.#shop.shop_id, request));
    const moment = page?.asOf ?? asOf;
    const reading = { shopModel, now: moment, asOf: moment, pinned: page !== undefined, page };
    return this.#sent(await this.#answering.answer(request, reading, signal), page);
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
    const page = readCursor(cursor, printOf(this.#shop.shop_id, request));
    const moment = page?.asOf ?? asOf;
    const reading = {
      shopModel,
      now: saved === undefined ? earlier.now : moment,
      asOf: moment,
      pinned: page !== undefined,
      page,
    };
    const answer = (query: QueryRequest, as: Reading): Promise<Whole> =>
      this.#answering.answer(query, as, signal).catch((error: unknown) => {
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
