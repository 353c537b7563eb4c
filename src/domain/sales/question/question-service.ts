import { ClerkError } from '../../errors.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { Filled, LanguageFailure, LanguagePort, Tokens } from '../../ports/language/language.js';
import { FAILURE_WORDS } from '../../ports/upstream.js';
import type { ShopSettings } from '../../shop.js';
import type { Clock } from '../../time.js';
import type { QueryAnswer } from '../query/answer.js';
import { compile } from '../query/compile.js';
import { modelOfQuery } from '../query/definitions/inline.js';
import type { LiveModel, ShopModel } from '../query/definitions/live-model.js';
import { Planner, settingAt } from '../query/planner.js';
import type { QueryService } from '../query/query-service.js';
import type { QueryRequest } from '../query/request.js';
import { refuseForm } from './beyond.js';
import { type Closest, closestQuestion } from './closest.js';
import { EmptyMembers } from './empty-members.js';
import { type Reader, type ReadQuestion, readQuestion } from './grammar.js';
import { Lexicon } from './lexicon/lexicon.js';
import { askModel } from './model/ask-model.js';
import { periodsOf } from './periods.js';
import { refuseEmpty } from './settle-refusals.js';
import { ShopNames } from './shop-names.js';
import { Unread } from './unread.js';

/** How a question in words was read. */
export interface Reading {
  readonly route: 'model' | 'grammar';
  /** What the model was paid for, where one was asked. */
  readonly tokens?: Tokens;
  /** The query that it became: sent as it is, it gives the same answer. */
  readonly query: QueryRequest;
  readonly notes: readonly string[];
}

interface Ports {
  readonly live: LiveModel;
  /** Reads questions first, where one is set. */
  readonly language?: LanguagePort | undefined;
  readonly replica: Replica;
  readonly queries: QueryService;
  readonly settings: ShopSettings;
  readonly clock: Clock;
}

const WHY: Readonly<Record<LanguageFailure | 'unfit', string>> = {
  ...FAILURE_WORDS,
  stopped: 'stopped before its answer was whole',
  unfit: 'found no query that answers the whole question',
};

/** What of a query may go with a question: how much of the answer is shown. */
export type Shown = Pick<QueryRequest, 'cursor' | 'limit' | 'show_sql'>;

/** Answers questions in words, by reading each as a typed query. */
export class QuestionService {
  readonly #ports: Ports;
  readonly #names: ShopNames;
  readonly #empty: EmptyMembers;
  #lexicon: { readonly of: ShopModel; readonly lexicon: Lexicon } | undefined;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#names = new ShopNames(ports.replica);
    this.#empty = new EmptyMembers(ports.replica);
  }

  /**
   * Answers a question, with how it was read.
   *
   * @throws ClerkError `refused` for a question that cannot be read in full, saying what is missing; as
   * {@link QueryService.run} for the query that it became.
   */
  async ask(
    question: string,
    shown: Shown = {},
    signal?: AbortSignal,
  ): Promise<QueryAnswer & { readonly reading: Reading }> {
    const { asOf } = await this.#ports.replica.sync(signal);
    const reading = await this.#routed(question, signal);
    const answer = await this.#ports.queries.runAsOf({ ...reading.query, ...given(shown) }, asOf, signal);
    return { ...answer, reading };
  }

  /** By the language model where one is set, and by the grammar where it finds no query. */
  async #routed(question: string, signal: AbortSignal | undefined): Promise<Reading> {
    const { language } = this.#ports;
    const asked = language === undefined ? undefined : await this.#askModel(language, question, signal);
    if (asked?.ok === true) return { route: 'model', query: asked.value, notes: [], tokens: asked.tokens };
    const { query, notes } = await this.#read(question, signal);
    if (asked === undefined) return { route: 'grammar', query, notes };
    return {
      route: 'grammar',
      query,
      notes: [...notes, `The language model ${WHY[asked.failure]}.`],
      tokens: asked.tokens,
    };
  }

  async #askModel(
    language: LanguagePort,
    question: string,
    signal: AbortSignal | undefined,
  ): Promise<Filled<QueryRequest>> {
    try {
      refuseForm(question);
    } catch (error) {
      throw error instanceof Unread ? refusal(error) : error;
    }
    const reader = await this.#reader(signal);
    const check = (query: QueryRequest): void => {
      reader.check(query);
      try {
        refuseEmpty(query, reader);
      } catch (error) {
        throw error instanceof Unread ? refusal(error) : error;
      }
    };
    return askModel(language, question, reader, check, signal);
  }

  /** @throws ClerkError `refused` for a question that cannot be read in full, saying what is missing. */
  async read(question: string, signal?: AbortSignal): Promise<ReadQuestion> {
    await this.#ports.replica.sync(signal);
    return this.#read(question, signal);
  }

  async #read(question: string, signal: AbortSignal | undefined): Promise<ReadQuestion> {
    const reader = await this.#reader(signal);
    try {
      return readQuestion(question, reader);
    } catch (error) {
      throw error instanceof Unread ? refusal(error, closestQuestion(question, error.why, reader)) : error;
    }
  }

  /** What questions are read with now: the words of the shop's model and the names that occur in it. */
  async reader(signal?: AbortSignal): Promise<Reader> {
    await this.#ports.replica.sync(signal);
    return this.#reader(signal);
  }

  async #reader(signal: AbortSignal | undefined): Promise<Reader> {
    const { live, settings, clock } = this.#ports;
    const shopModel = await live.current();
    if (this.#lexicon?.of !== shopModel)
      this.#lexicon = { of: shopModel, lexicon: new Lexicon(shopModel.model, shopModel.questions) };
    const now = clock();
    const setting = settingAt(settings, now);
    const planner = new Planner(shopModel.model, settings, now);
    return {
      model: shopModel.model,
      lexicon: this.#lexicon.lexicon,
      currency: settings.currency,
      names: await this.#names.indexes(shopModel, setting, signal),
      empty: await this.#empty.names(shopModel, planner, setting, signal),
      periods: periodsOf(settings, now),
      check: (query) => {
        const model = modelOfQuery(live.base, shopModel, query.define ?? []);
        const own = query.define === undefined ? planner : new Planner(model, settings, now);
        const plan = own.plan(query, 0);
        compile(model, plan, own.setting(plan));
      },
    };
  }
}

function given(shown: Shown): Shown {
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

function refusal({ why }: Unread, closest?: Closest): ClerkError {
  const read = closest?.query ?? why.soFar;
  const soFar =
    read === undefined || Object.keys(read).length === 0 ? '' : ` Read so far: ${JSON.stringify(read)}.`;
  const fix =
    why.fix ??
    'Say it otherwise, or send measures, dimensions, filters and period; describe_data finds the names.';
  return new ClerkError('refused', `The question is not answered: ${why.message}${soFar}`, {
    field: 'question',
    fix: closest === undefined ? fix : `${fix} What can be answered: "${closest.question}".`,
    ...(why.valid === undefined || why.valid.length === 0 ? {} : { valid: why.valid }),
  });
}
