import * as z from 'zod';
import { ClerkError } from '../../../errors.js';
import type { Filled, FillRequest, LanguagePort, ReadArguments } from '../../../ports/language/language.js';
import type { Model } from '../../query/model.js';
import type { QueryRequest } from '../../query/request.js';
import type { Reader } from '../grammar.js';
import { AskedQuery } from './asked-query.js';
import { resolve } from './resolve.js';
import { unused } from './unused.js';

const TOOL: FillRequest['tool'] = {
  name: 'ask_sales',
  description: 'Asks the sales records one question, by names of measures and dimensions.',
  schema: z.toJSONSchema(AskedQuery, { io: 'input' }),
};
const TASK =
  'Make the one query that answers the question exactly: every condition in it, none beside. Where no query does, say why in cannot.';
const MOST_ISSUES = 8;

/**
 * Has a language model make a query of a question. It is shown names and descriptions of the model, never a row. What
 * it sends is resolved, checked to leave nothing out, and checked to be a query that runs; issues go back to it once.
 *
 * @param check throws ClerkError for a query that does not fit the model
 * @throws ClerkError `cancelled`
 */
export function askModel(
  language: LanguagePort,
  question: string,
  reader: Reader,
  check: (query: QueryRequest) => void,
  signal?: AbortSignal,
): Promise<Filled<QueryRequest>> {
  const read = (given: unknown): ReadArguments<QueryRequest> => {
    const asked = AskedQuery.safeParse(given);
    if (!asked.success)
      return issues(asked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
    if (asked.data.cannot !== undefined) return issues([]);
    const { query, issues: unresolved } = resolve(asked.data, reader);
    const missing = unresolved.length > 0 ? unresolved : unused(question, query, reader);
    if (missing.length > 0) return issues(missing);
    try {
      check(query);
    } catch (error) {
      if (!(error instanceof ClerkError)) throw error;
      const valid = error.valid === undefined ? '' : ` Valid: ${error.valid.slice(0, 10).join(', ')}.`;
      return issues([`${error.field ?? 'query'}: ${error.message} ${error.fix ?? ''}${valid}`]);
    }
    return { ok: true, value: query };
  };
  return language.fill({ task: TASK, tool: TOOL, known: knownOf(reader.model), question }, read, signal);
}

function issues(all: readonly string[]): ReadArguments<never> {
  return { ok: false, issues: all.slice(0, MOST_ISSUES) };
}

/** Names and descriptions of all that can be asked. */
function knownOf({ measures, dimensions }: Model): string {
  const listed = (all: readonly { readonly name: string; readonly description: string }[]): string =>
    all.map(({ name, description }) => `${name}: ${description}`).join('\n');
  return `Measures\n${listed(measures)}\n\nDimensions\n${listed(dimensions)}`;
}
