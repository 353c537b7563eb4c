import { findNumbers } from '../../../words/numbers.js';
import { type Token, tokenize } from '../../../words/tokens.js';
import type { QueryRequest } from '../../query/request.js';
import type { Reader } from '../grammar.js';

/**
 * What stands in a question and not in the query that a model made of it: times, numbers and names of the shop. A
 * model that drops a condition gives an answer to another question without a sign, so each is asked about.
 */
export function unused(question: string, query: QueryRequest, reader: Reader): string[] {
  const tokens = tokenize(question);
  const values = new Set(
    [
      ...(query.filters ?? []).flatMap(({ values: given = [] }) => given),
      ...[query.limit, query.top, query.moving_average].map(String),
    ].map((value) => value.toLowerCase()),
  );
  const periods = reader.periods(tokens);
  const times = new Set([query.period?.named, ...(query.compare ?? [])]);
  const names = namesIn(tokens, reader);
  const within = (at: number, spans: readonly Span[]): boolean =>
    spans.some(({ first, last }) => at >= first && at <= last);
  return [
    ...periods.flatMap(({ first, last, value, unclear }) =>
      unclear !== undefined
        ? [unclear]
        : value === undefined || times.has(value.named) || isCompared(value.beside, query)
          ? []
          : [`"${written(tokens, { first, last })}" is a time that the query leaves out.`],
    ),
    ...findNumbers(tokens).flatMap((found) => {
      if (within(found.first, periods) || within(found.first, names)) return [];
      if ('unclear' in found) return [found.unclear];
      return values.has(found.value.value.toLowerCase())
        ? []
        : [`"${written(tokens, found)}" is a number that the query leaves out.`];
    }),
    ...names.flatMap((name) =>
      name.values.some((value) => values.has(value.toLowerCase()))
        ? []
        : [`"${written(tokens, name)}" is a name in the shop that the query leaves out.`],
    ),
  ];
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** "Than last year" is answered by any comparison with it. */
function isCompared(beside: boolean, query: QueryRequest): boolean {
  return beside && (query.compare?.length ?? 0) > 0;
}

/** Whole names that are not made of words of the model alone, the longest at each place. */
function namesIn(
  tokens: readonly Token[],
  reader: Reader,
): (Span & { readonly values: readonly string[] })[] {
  const words = tokens.map(({ word }) => word);
  const found = reader.names
    .flatMap((index) => index.find(words))
    .filter(
      ({ how, first, last }) =>
        how === 'whole' && !words.slice(first, last + 1).every((word) => reader.lexicon.has(word)),
    )
    .map(({ first, last, names }) => ({ first, last, values: names.map(({ value }) => value) }))
    .sort((a, b) => b.last - b.first - (a.last - a.first));
  const longest: (Span & { readonly values: readonly string[] })[] = [];
  for (const name of found) {
    const same = longest.findIndex(({ first, last }) => first === name.first && last === name.last);
    const known = longest[same];
    if (known !== undefined) longest[same] = { ...known, values: [...known.values, ...name.values] };
    else if (!longest.some(({ first, last }) => name.first <= last && name.last >= first)) longest.push(name);
  }
  return longest;
}

function written(tokens: readonly Token[], { first, last }: Span): string {
  return tokens
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join(' ');
}
