import { Temporal } from 'temporal-polyfill';
import { findNumbers } from '../../../words/numbers.js';
import { type Token, tokenize } from '../../../words/tokens.js';
import type { QueryRequest } from '../../query/request.js';
import type { Reader } from '../grammar.js';
import { SO_FAR } from '../rules/time.js';
import type { AskedPeriod } from '../senses.js';
import { areOfStock } from '../stock-figures.js';

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
        ? isCompared(true, query)
          ? []
          : [unclear]
        : value === undefined ||
            isAsked(value, times, values) ||
            isCompared(value.beside, query) ||
            (value.named === 'today' && areOfStock(query.measures ?? [], reader.model)) ||
            (SO_FAR.test(written(tokens, { first, last })) && periods.length > 1) ||
            findNumbers(tokens.slice(first, last + 1)).some(
              (found) => 'value' in found && values.has(found.value.value),
            )
          ? []
          : [`"${written(tokens, { first, last })}" is a time that the query leaves out.`],
    ),
    ...findNumbers(tokens).flatMap((found) => {
      if (within(found.first, periods) || within(found.first, names)) return [];
      if (isPhrase(tokens, found, reader)) return [];
      if ('unclear' in found) return [found.unclear];
      return values.has(found.value.value.toLowerCase()) || isTold(found.value.value, tokens, periods, query)
        ? []
        : [`"${written(tokens, found)}" is a number that the query leaves out.`];
    }),
    ...names.flatMap((name) =>
      name.values.some((value) => values.has(value.toLowerCase())) || isListed(name.members, query)
        ? []
        : [`"${written(tokens, name)}" is a name in the shop that the query leaves out.`],
    ),
  ];
}

/** Days of a week, month and year, as lengths without a sale are counted in. */
const LENGTHS = [7, 30, 365];

/** Whether a number stands in the query in another form: 6 in the evening as 18, 2 months as 60 days. */
function isTold(
  text: string,
  tokens: readonly Token[],
  periods: readonly Span[],
  query: QueryRequest,
): boolean {
  const number = Number(text);
  const held = (member: RegExp): string[] =>
    (query.filters ?? []).flatMap((filter) => (member.test(filter.member) ? (filter.values ?? []) : []));
  const hours = [number, number - 1, number + 11, number + 12];
  // "The last 30 days and the 30 days before that."
  const repeated = periods.some(({ first, last }) =>
    tokens.slice(first, last + 1).some(({ word }) => word === text),
  );
  return (
    held(/^hour_of_day$/).some((value) => hours.includes(Number(value))) ||
    held(/^days_since_/).some((value) => LENGTHS.some((days) => days * number === Number(value))) ||
    (repeated && isCompared(true, query))
  );
}

interface Span {
  readonly first: number;
  readonly last: number;
}

interface NameSpan extends Span {
  readonly values: readonly string[];
  readonly members: readonly string[];
}

/** A time is asked about by its name, by those of its ends, or by days that a date is compared with. */
function isAsked(
  { named, ends, first, last }: AskedPeriod,
  times: ReadonlySet<string | undefined>,
  values: ReadonlySet<string>,
): boolean {
  const days = [first, last, beside(first, -1), beside(last, 1)];
  return (
    times.has(named) ||
    ends?.every((end) => times.has(end.named)) === true ||
    days.some((day) => day !== undefined && values.has(day))
  );
}

function beside(day: string | undefined, days: number): string | undefined {
  return day === undefined ? undefined : Temporal.PlainDate.from(day).add({ days }).toString();
}

/** "One time customers" is a phrase of the model, and its number none. */
function isPhrase(tokens: readonly Token[], { first, last }: Span, { lexicon }: Reader): boolean {
  const words = tokens.map(({ word }) => word);
  return [first - 1, first].some((from) =>
    lexicon.from(words, Math.max(0, from)).some((phrase) => phrase.last >= last && phrase.last > from),
  );
}

/** The share of each value of a dimension holds that of the one named. */
function isListed(members: readonly string[], { dimensions = [], add = [] }: QueryRequest): boolean {
  return add.includes('share') && members.some((member) => dimensions.includes(member));
}

/** "Than last year" is answered by any comparison with it. */
function isCompared(beside: boolean, query: QueryRequest): boolean {
  return beside && (query.compare?.length ?? 0) > 0;
}

/** Whole names that are not made of words of the model alone, the longest at each place. */
function namesIn(tokens: readonly Token[], reader: Reader): NameSpan[] {
  const words = tokens.map(({ word }) => word);
  const found = reader.names
    .flatMap((index) => index.find(words))
    .filter(
      ({ how, first, last }) =>
        how === 'whole' && !words.slice(first, last + 1).every((word) => reader.lexicon.has(word)),
    )
    .map(({ first, last, names }) => ({
      first,
      last,
      values: names.map(({ value }) => value),
      members: names.map(({ member }) => member),
    }))
    .sort((a, b) => b.last - b.first - (a.last - a.first));
  const longest: NameSpan[] = [];
  for (const name of found) {
    const same = longest.findIndex(({ first, last }) => first === name.first && last === name.last);
    const known = longest[same];
    if (known !== undefined)
      longest[same] = {
        ...known,
        values: [...known.values, ...name.values],
        members: [...known.members, ...name.members],
      };
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
