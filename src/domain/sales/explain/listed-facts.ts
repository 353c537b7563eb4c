import type { QueryAnswer } from '../query/answer.js';
import type { Dimension, Measure, ValueType } from '../query/model.js';
import type { Cell } from '../query/records.js';
import type { QueryRequest } from '../query/request.js';
import type { Statement } from './fact.js';
import { type Around, conditionsWords, rowDimensions, rowsWords, rowWords } from './subject.js';
import { dayWords, nameWords, Wording, within } from './wording.js';

/** Rows and values that are read out; of longer lists the rows are counted. */
const MOST_ROWS = 3;
const MOST_VALUES = 4;
/** Days of products as people say them. */
const SAID: Readonly<Record<string, string>> = {
  last_order_date: 'was last sold',
  last_sold_date: 'was last sold',
  first_order_date: 'was first sold',
};

/** A list without figures to compare: a few rows with their values, else how many there are. */
export function listedFacts(query: QueryRequest, answer: QueryAnswer, around: Around): Statement {
  const { row_count: count, rows } = answer;
  const dimensions = rowDimensions(query, around.model);
  const figure = `${count} ${rowsWords(count, dimensions)}`;
  const few = count <= MOST_ROWS && rows.length === count && query.pivot === undefined;
  const told = few ? rows.map((row) => readOut(row, query, answer, around)) : [];
  if (told.length > 0 && told.every((words) => words !== undefined))
    return {
      weight: 0,
      sentence: `${told.join('; ')}.`,
      facts: told.map((words, index) => ({
        kind: 'listed',
        name: `row ${index + 1}`,
        figure: words,
        value: index + 1,
      })),
    };
  return {
    weight: 0,
    sentence: `The list has ${figure}.`,
    facts: [{ kind: 'rows', name: 'the list', figure, value: count }],
  };
}

/** A row by its name and values; undefined where it has too many of them, or none. */
function readOut(
  row: Readonly<Record<string, Cell>>,
  query: QueryRequest,
  answer: QueryAnswer,
  { model, settings }: Around,
): string | undefined {
  const measures = (query.measures ?? []).flatMap((name) => model.measure(name) ?? []);
  const [first, ...others] = rowDimensions(query, model).filter(
    ({ names }) => names === undefined || query.dimensions?.includes(names) !== true,
  );
  const values = [...others, ...measures].flatMap((member) => {
    const words = cellWords(row[member.name], member.type, new Wording(settings));
    return words === undefined ? [] : [{ member, words }];
  });
  const [value, ...more] = values;
  if (value === undefined || values.length > MOST_VALUES) return undefined;
  const head = first === undefined ? undefined : rowWords(row, [first]);
  const sold = more.length === 0 ? soldWords(value.member, head, first, query) : undefined;
  if (sold !== undefined) return `${sold} on ${value.words}`;
  const told = values.map(({ member: { label }, words }) => `${within(label)} ${words}`);
  const about = conditionsWords(answer.receipt.filters ?? []);
  return head === undefined
    ? `${value.member.label}${about}: ${[value.words, ...told.slice(1)].join(', ')}`
    : `${head}: ${told.join(', ')}`;
}

/** `Cat litter was last sold`, where a day is all that is told of one product. */
function soldWords(
  { name }: Dimension | Measure,
  head: string | undefined,
  first: Dimension | undefined,
  { filters = [] }: QueryRequest,
): string | undefined {
  const said = SAID[name];
  if (said === undefined) return undefined;
  if (head !== undefined) return first?.name === 'product' ? `${head} ${said}` : undefined;
  const [only, ...more] = filters;
  const [product, ...products] = only?.values ?? [];
  const one = only?.member === 'product' && only.op === 'is' && more.length + products.length === 0;
  return one && product !== undefined ? `${nameWords(product)} ${said}` : undefined;
}

function cellWords(value: Cell | undefined, type: ValueType, wording: Wording): string | undefined {
  if (typeof value === 'number') return wording.figure(value, type);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string' || value === '') return undefined;
  return type === 'date' ? dayWords(value) : nameWords(value);
}
