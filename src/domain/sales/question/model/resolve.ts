import { findNumbers } from '../../../words/numbers.js';
import { tokenize } from '../../../words/tokens.js';
import type { FilterRequest } from '../../query/filters.js';
import type { QueryRequest } from '../../query/request.js';
import type { Reader } from '../grammar.js';
import type { AskedQuery } from './asked-query.js';

/** Comparisons that take part of a name, as it is. */
const PARTIAL: ReadonlySet<string> = new Set(['contains', 'starts_with']);
/** Types whose values are numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['count', 'number', 'quantity', 'money', 'percent', 'days']);
const BESIDE: ReadonlySet<string> = new Set(['previous_period', 'same_period_last_year', 'previous_bucket']);
const MOST_NAMED = 6;

/** A typed query, or what of it could not be resolved, with what would do. */
export interface Resolved {
  readonly query: QueryRequest;
  readonly issues: readonly string[];
}

/** Gives the words of a model's query their meaning, by the resolvers that every route shares. */
export function resolve(asked: AskedQuery, reader: Reader): Resolved {
  const issues: string[] = [];
  const told = <T>(outcome: Outcome<T>, field: string): T | undefined => {
    if ('issue' in outcome) issues.push(`${field}: ${outcome.issue}`);
    return 'issue' in outcome ? undefined : outcome.value;
  };
  const filters = asked.filters?.map(
    ({ member, op, values, than, or_group: alternative, period: when }, index): FilterRequest => ({
      member,
      op,
      ...(than === undefined ? {} : { than }),
      ...(alternative === undefined ? {} : { or_group: alternative }),
      ...(when === undefined ? {} : { period: told(periodOf(when, reader), `filters[${index}].period`) }),
      ...(values === undefined
        ? {}
        : {
            values: values.flatMap(
              (value) => told(valueFor(member, op, value, reader), `filters[${index}].values`) ?? [],
            ),
          }),
    }),
  );
  const period = asked.period === undefined ? undefined : told(periodOf(asked.period, reader), 'period');
  const compare = asked.compare?.flatMap(
    (text, index) => told(besideOf(text, reader), `compare[${index}]`) ?? [],
  );
  const average =
    asked.moving_average === undefined ? undefined : told(wholeOf(asked.moving_average), 'moving_average');
  const top = asked.top === undefined ? undefined : told(wholeOf(asked.top), 'top');
  const limit = asked.limit === undefined ? undefined : told(wholeOf(asked.limit), 'limit');
  return {
    issues,
    query: {
      ...(isEmpty(asked.measures) ? {} : { measures: asked.measures }),
      ...(isEmpty(asked.dimensions) ? {} : { dimensions: asked.dimensions }),
      ...(isEmpty(filters) ? {} : { filters }),
      ...(period === undefined || period === 'all'
        ? {}
        : { period: { named: period, ...(asked.date === undefined ? {} : { date: asked.date }) } }),
      ...(asked.grain === undefined ? {} : { grain: asked.grain }),
      ...(isEmpty(compare) ? {} : { compare }),
      ...(isEmpty(asked.add) ? {} : { add: asked.add }),
      ...(isEmpty(asked.within) ? {} : { within: asked.within }),
      ...(average === undefined ? {} : { moving_average: average }),
      ...(asked.include_empty === true ? { include_empty: true } : {}),
      ...(top === undefined ? {} : { top }),
      ...(isEmpty(asked.order_by) || isUsualOrder(asked) ? {} : { order_by: asked.order_by }),
      ...(limit === undefined ? {} : { limit }),
    },
  };
}

type Outcome<T> = { readonly value: T } | { readonly issue: string };

/** The largest of the first figure comes first in any case. */
function isUsualOrder({ measures, order_by: order, grain }: AskedQuery): boolean {
  const [by, ...more] = order ?? [];
  return grain === undefined && more.length === 0 && by?.direction === 'desc' && by.member === measures?.[0];
}

function isEmpty(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

function periodOf(text: string, reader: Reader): Outcome<string> {
  const tokens = tokenize(text);
  if (tokens.length === 1 && tokens[0]?.word === 'all') return { value: 'all' };
  const [found, ...others] = reader.periods(tokens);
  if (found?.unclear !== undefined) return { issue: found.unclear };
  const named = found?.value?.named;
  return named === undefined || others.length > 0 || found?.first !== 0 || found.last !== tokens.length - 1
    ? { issue: `"${text}" is not one period; copy the words of the question that say when, and no others.` }
    : { value: named };
}

function besideOf(text: string, reader: Reader): Outcome<string> {
  return BESIDE.has(text) ? { value: text } : periodOf(text, reader);
}

function wholeOf(text: string): Outcome<number> {
  const number = numberOf(text);
  const value = 'issue' in number ? Number.NaN : Number(number.value);
  return Number.isInteger(value) && value > 0 ? { value } : { issue: `"${text}" is no number of rows.` };
}

function valueFor(member: string, op: string, text: string, reader: Reader): Outcome<string> {
  const type = (reader.model.dimension(member) ?? reader.model.measure(member))?.type;
  if (type === undefined || PARTIAL.has(op)) return { value: text };
  if (NUMBERS.has(type)) return numberOf(text);
  return type === 'text' ? nameOf(member, text, reader) : { value: text };
}

function numberOf(text: string): Outcome<string> {
  const tokens = tokenize(text);
  const [found] = findNumbers(tokens);
  if (found === undefined) return { issue: `"${text}" is no number.` };
  if ('unclear' in found) return { issue: found.unclear };
  return found.first === 0 && found.last === tokens.length - 1
    ? { value: found.value.value }
    : { issue: `"${text}" is more than a number.` };
}

/** The name as the shop has it. A dimension whose values have no index takes the text as it is. */
function nameOf(member: string, text: string, reader: Reader): Outcome<string> {
  const values = reader.model.dimension(member)?.values;
  const fixed = values?.find((value) => value.toLowerCase() === text.toLowerCase());
  if (fixed !== undefined) return { value: fixed };
  const index = reader.names.find((each) => each.members.has(member));
  if (index === undefined) return { value: text };
  const words = tokenize(text).map(({ word }) => word);
  // A closing bracket or full stop is no part of a name.
  const last = words.findLastIndex((word) => /[\p{L}\p{N}]/u.test(word));
  const matches = index.find(mended(words, index)).filter(({ first }) => first === 0);
  const of = (how: 'whole' | 'part'): string[] => [
    ...new Set(
      matches
        .filter((match) => match.how === how && match.last >= last)
        .flatMap(({ names }) => names.flatMap((name) => (name.member === member ? [name.value] : []))),
    ),
  ];
  const found = of('whole').length > 0 ? of('whole') : of('part');
  const [only] = found;
  if (only !== undefined && found.length === 1) return { value: only };
  return {
    issue:
      only === undefined
        ? `no ${member} is called "${text}"`
        : `"${text}" may be ${found.slice(0, MOST_NAMED).join(', ')}; take contains for all of them, or one`,
  };
}

/** Mistyped words as the one word of a name that they can only be. */
function mended(words: readonly string[], index: Reader['names'][number]): string[] {
  return words.map((word) => {
    if (index.has(word)) return word;
    const [near, ...others] = index.similar(word).words;
    return near !== undefined && others.length === 0 ? near : word;
  });
}
