import { invalid } from '../../errors.js';
import { jsonBytes, LARGEST_PAGE, rowsThatFit } from '../../fitting.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { LanguagePort } from '../../ports/language/language.js';
import { phrased } from '../../ports/language/phrased.js';
import type { ShopSettings } from '../../shop.js';
import type { QueryAnswer } from '../query/answer.js';
import { modelOfQuery } from '../query/definitions/inline.js';
import type { LiveModel } from '../query/definitions/live-model.js';
import type { QueryService } from '../query/query-service.js';
import { readToken } from '../query/receipt-token.js';
import type { QueryRequest } from '../query/request.js';
import { salesSpan } from '../query/sales-span.js';
import { changeFacts } from './change-facts.js';
import { emptyFacts } from './empty-facts.js';
import type { SalesFact, Statement } from './fact.js';
import { groupFacts } from './group-facts.js';
import { listedFacts } from './listed-facts.js';
import { seriesFacts } from './series-facts.js';
import { type Around, baseOf, type Subject, subjectOf } from './subject.js';
import { nameWords } from './wording.js';

const TASK = 'Tell the shopkeeper what these sales figures say, the most telling first.';
const MOST_SENTENCES = 5;
/** What says how to reach people, or is written about them, stays here. */
const PERSONAL = /(?:phone|fax|address|postal_code|birth_date|notes|extension|contact)$/;

/** A short reading of an answer. */
export interface SalesExplanation {
  /** Who phrased it last: with a model its words stand apart, as text from outside. */
  readonly by: 'template' | 'bedrock';
  /** Our own sentences. */
  readonly text: string;
  readonly untrusted_text?: string | undefined;
  /** Why the model that is set said nothing that can be shown. */
  readonly failure?: string | undefined;
  /** What the sentences say, as data. */
  readonly facts: readonly SalesFact[];
}

interface Ports {
  readonly live: LiveModel;
  readonly replica: Replica;
  readonly queries: Pick<QueryService, 'runAsOf'>;
  readonly language: LanguagePort | undefined;
  readonly settings: ShopSettings;
}

/** Reads answers for people: facts that are worked out here, phrased by templates and by a language model where one is set. */
export class SalesExplainer {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /**
   * Explains the answer of a query. Rows that no longer fit beside the explanation are left for the next page.
   *
   * @throws ClerkError `invalid_input` for a later page; `cancelled`
   */
  async explain<A extends QueryAnswer>(
    request: QueryRequest,
    answer: A,
    signal?: AbortSignal,
  ): Promise<A & { readonly explanation: SalesExplanation }> {
    if (request.cursor !== undefined)
      throw invalid('explain', 'A later page is not explained: the first one was, as a whole.', {
        fix: 'Leave explain out with a cursor.',
      });
    const statements = await this.#statements(request, answer, signal);
    const facts = statements.flatMap((statement) => statement.facts);
    const explanation = {
      text: statements.map(({ sentence }) => sentence).join(' '),
      facts,
      ...(isPersonal(request) || facts.some(({ kind }) => kind === 'listed')
        ? { by: 'template' as const }
        : await this.#phrased(request, facts, signal)),
    };
    return { ...(await this.#beside(request, answer, explanation, signal)), explanation };
  }

  async #statements(
    request: QueryRequest,
    answer: QueryAnswer,
    signal: AbortSignal | undefined,
  ): Promise<readonly Statement[]> {
    const { live, replica, queries, settings } = this.#ports;
    const { token } = answer.receipt;
    const answered = token === undefined ? undefined : readToken(settings.shop_id, token, 'again');
    const query = request.again === undefined ? request : (answered?.query ?? request);
    const asOf = answered?.asOf ?? endOfSecond(answer);
    const model = modelOfQuery(live.base, await live.current(), query.define ?? []);
    const around: Around = {
      model,
      sales: await salesSpan(replica, asOf, signal),
      settings,
      ask: (other) => queries.runAsOf(other, asOf, signal),
    };
    if (answer.hint !== undefined) return [await emptyFacts(query, answer, around)];
    const read = subjectOf(query, answer, around);
    const subject = read === undefined ? undefined : await withUnits(read);
    const list = listedFacts(query, answer, around);
    if (subject === undefined) return [list];
    const found = await Promise.all(
      [changeFacts, groupFacts, seriesFacts].map((factsOf) => factsOf(subject)),
    );
    const told = found.flat();
    return told.length === 0 ? [list] : mostTelling(told);
  }

  async #phrased(
    { filters = [] }: QueryRequest,
    facts: readonly SalesFact[],
    signal: AbortSignal | undefined,
  ): Promise<Omit<SalesExplanation, 'facts' | 'text'>> {
    const rows = facts.flatMap(({ of = {} }) => Object.values(of).map(String));
    const held = filters.flatMap(({ values = [] }) => values);
    const names = [...new Set([...rows, ...held].map(nameWords))];
    const { model, failure } = await phrased(
      this.#ports.language,
      { task: TASK, facts: facts.map(({ name, figure }) => ({ name, figure })), names },
      signal,
    );
    return {
      by: model === undefined ? 'template' : 'bedrock',
      ...(model === undefined ? {} : { untrusted_text: model }),
      ...(failure === undefined ? {} : { failure }),
    };
  }

  /** The answer with so many rows as fit beside its explanation. */
  async #beside<A extends QueryAnswer>(
    request: QueryRequest,
    answer: A,
    explanation: SalesExplanation,
    signal: AbortSignal | undefined,
  ): Promise<A> {
    const all = jsonBytes({ ...answer, explanation });
    if (all <= LARGEST_PAGE) return answer;
    const room = jsonBytes(answer.rows) - (all - LARGEST_PAGE);
    const limit = Math.max(1, rowsThatFit(answer.rows, room));
    if (limit >= answer.rows.length) return answer;
    return {
      ...answer,
      ...(await this.#ports.queries.runAsOf({ ...request, limit }, endOfSecond(answer), signal)),
    };
  }
}

/** The state that an answer shows, which its receipt tells to the second. */
function endOfSecond({ receipt }: QueryAnswer): Date {
  return new Date(Date.parse(receipt.as_of) + 999);
}

function isPersonal({ dimensions = [], filters = [], pivot = '' }: QueryRequest): boolean {
  return [...dimensions, ...filters.map(({ member }) => member), pivot].some((name) => PERSONAL.test(name));
}

/** Says of quantities that they add up kilograms, pieces and the like. */
async function withUnits(subject: Subject): Promise<Subject> {
  if (subject.measure.type !== 'quantity' || subject.chosen) return subject;
  const { row_count: units } = await subject.ask({ ...baseOf(subject), dimensions: ['unit'], limit: 2 });
  return units < 2 ? subject : { ...subject, title: `${subject.title} (of mixed units)` };
}

/** The first sentences by weight; of several that tell the same kind of total, the first. */
function mostTelling(all: readonly Statement[]): readonly Statement[] {
  const headed = all.some(({ weight }) => weight === 100) ? all.filter(({ weight }) => weight !== 90) : all;
  return headed.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_SENTENCES);
}
