import { Temporal } from 'temporal-polyfill';
import type { ShopSettings } from '../../shop.js';
import type { QueryAnswer } from '../query/answer.js';
import type { Dimension, Measure, Model } from '../query/model.js';
import type { Cell } from '../query/records.js';
import type { QueryRequest } from '../query/request.js';
import type { SalesSpan } from '../query/sales-span.js';
import { partsOf } from '../query/values.js';
import { nameWords, pluralOf, Wording, within } from './wording.js';

/** Books that are silent for longer than this have ended for now. */
const SILENT_DAYS = 7;
const HOUR = 'hour_of_day';
const MOST_FILTERS_TOLD = 2;
/** Where nothing else is told. */
const MOST_CONDITIONS = 4;

/** A first and a last day; an end that is absent is open. */
export interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What an answer is about, and what its facts are looked up with. */
export interface Subject {
  readonly model: Model;
  readonly query: QueryRequest;
  readonly answer: QueryAnswer;
  /** The measure that is read: the one rows are ordered by, else the first. */
  readonly measure: Measure;
  /** The others that have figures. */
  readonly others: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  /** Rows were chosen by their figures, so that others may be missing. */
  readonly chosen: boolean;
  /** The measure follows the days asked for. */
  readonly dated: boolean;
  /** Of the measure; none where it follows none. */
  readonly days: Days;
  /** Of the answer. */
  readonly asked: Days;
  /** Day up to which sales are known: today, or that of the last sale where it is to come or the books ended before. */
  readonly knownTo: string;
  /** The moment of the answer in the shop, `yyyy-mm-ddThh:mm:ss`. */
  readonly now: string;
  readonly sales: SalesSpan;
  readonly settings: ShopSettings;
  readonly wording: Wording;
  /** e.g. `Net sales where category is Tea`. */
  readonly title: string;
  /** Answers a query from the same data. */
  readonly ask: Ask;
}

export type Ask = (query: QueryRequest) => Promise<QueryAnswer>;

/** The books around an answer. */
export interface Around {
  readonly model: Model;
  readonly sales: SalesSpan;
  readonly settings: ShopSettings;
  readonly ask: Ask;
}

/** What an answer is about; undefined where it has no figures to read. */
export function subjectOf(
  query: QueryRequest,
  answer: QueryAnswer,
  { model, sales, settings, ask }: Around,
): Subject | undefined {
  const measures = (query.measures ?? []).flatMap((name) => {
    const measure = model.measure(name);
    return measure === undefined || measure.type === 'date' ? [] : [measure];
  });
  const ordered = measures.find(({ name }) => name === query.order_by?.[0]?.member);
  const measure = ordered ?? measures[0];
  if (measure === undefined) return undefined;
  const { period, filters = [] } = answer.receipt;
  const dated = followsSales(model, measure);
  const asked = { from: period?.from, to: period?.to };
  return {
    model,
    query,
    answer,
    measure,
    others: measures.filter((other) => other !== measure),
    dimensions: rowDimensions(query, model),
    chosen: (query.filters ?? []).some(({ member }) => model.dimension(member) === undefined),
    dated,
    days: dated ? asked : {},
    asked,
    ...stateOf(query, answer, sales),
    sales,
    settings,
    wording: new Wording(settings),
    title: `${measure.label}${conditionsWords(filters, MOST_FILTERS_TOLD)}`,
    ask,
  };
}

/** The moment of an answer, and how far the books are known then. */
export function stateOf(
  query: QueryRequest,
  { receipt: { as_of, period } }: QueryAnswer,
  { last }: SalesSpan,
): Pick<Subject, 'knownTo' | 'now'> {
  const now = as_of.slice(0, 19);
  const today = now.slice(0, 10);
  const sold = (query.period?.date ?? 'sold') === 'sold';
  return { now, knownTo: sold ? endOfBooks(last, today) : latest(today, period?.to) };
}

/** What the rows of an answer are about; of a pivot the columns only where it has nothing else. */
export function rowDimensions({ dimensions = [], pivot }: QueryRequest, model: Model): readonly Dimension[] {
  const rows = dimensions.filter((name) => name !== pivot);
  const names = rows.length === 0 && pivot !== undefined ? [pivot] : rows;
  return names.flatMap((name) => model.dimension(name) ?? []);
}

/** Whether a measure follows the days asked for; what is on file now does not. */
export function followsSales(model: Model, measure: Measure): boolean {
  return partsOf(model, measure).every(({ over }) =>
    model.entities.some(({ name }) => over[name] !== undefined && model.paths(name).has('sales')),
  );
}

/** Goods may be required or shipped on days to come. */
function latest(today: string, to: string | undefined): string {
  return to !== undefined && to > today ? to : today;
}

function endOfBooks(last: string | undefined, today: string): string {
  if (last === undefined) return today;
  if (last > today) return last;
  const silent = Temporal.PlainDate.from(last).until(Temporal.PlainDate.from(today)).days;
  return silent > SILENT_DAYS ? last : today;
}

/** The conditions of an answer as they follow what it tells. */
export function conditionsWords(filters: readonly string[], most = MOST_CONDITIONS): string {
  if (filters.length === 0) return '';
  if (filters.length > most) return ' under these filters';
  return ` where ${filters.map((filter) => nameWords(filter.replaceAll('_', ' '))).join(' and ')}`;
}

/** The query of the same filters and days for the one measure, with nothing beside it. */
export function baseOf({ query, measure, days }: Subject): QueryRequest {
  const { define, filters, period } = query;
  return {
    measures: [measure.name],
    ...(define === undefined ? {} : { define }),
    ...(filters === undefined ? {} : { filters }),
    period: {
      ...(days.from === undefined ? {} : { from: days.from }),
      ...(days.to === undefined ? {} : { to: days.to }),
      ...(period?.date === undefined ? {} : { date: period.date }),
      ...(period?.as_of === undefined ? {} : { as_of: period.as_of }),
    },
  };
}

/** The figure of a row; undefined where it has none. */
export function figureIn(
  row: Readonly<Record<string, Cell>> | undefined,
  column: string,
): number | undefined {
  const value = row?.[column];
  return typeof value === 'number' ? value : undefined;
}

/** The row by its dimensions alone. */
export function keysOf(
  row: Readonly<Record<string, Cell>>,
  dimensions: readonly Dimension[],
): Record<string, Cell> {
  return Object.fromEntries(
    dimensions.flatMap(({ name }): [string, Cell][] => {
      const value = row[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What a row is called: its dimensions, with an id left out where the name stands beside it. */
export function rowWords(row: Readonly<Record<string, Cell>>, dimensions: readonly Dimension[]): string {
  const named = dimensions.filter(
    ({ names }) => names === undefined || !dimensions.some(({ name }) => name === names),
  );
  const words = named.flatMap(({ name, label, type }) => {
    const value = row[name];
    if (value === undefined) return [`(no ${within(label)})`];
    if (name === HOUR)
      return [`${String(value).padStart(2, '0')}:00 to ${String(value).padStart(2, '0')}:59`];
    if (type === 'boolean') return [`${label}: ${value === true ? 'yes' : 'no'}`];
    return [nameWords(String(value)) || `(blank ${within(label)})`];
  });
  return words.join(' / ');
}

/** What rows are called together. */
export function rowsWords(count: number, dimensions: readonly Dimension[]): string {
  const [only, ...more] = dimensions.filter(
    ({ names }) => names === undefined || !dimensions.some(({ name }) => name === names),
  );
  if (only?.name === HOUR && more.length === 0) return count === 1 ? 'hour' : 'hours';
  const plural = only === undefined || more.length > 0 ? 'rows' : pluralOf(only.label);
  if (count !== 1) return plural;
  return plural === 'rows' || only === undefined ? 'row' : only.label.toLowerCase();
}

/** Whether rows say the same of one measure wherever they are about the same. */
export function agree(
  one: readonly Readonly<Record<string, Cell>>[],
  other: readonly Readonly<Record<string, Cell>>[],
  keys: readonly string[],
  column: string,
): boolean {
  const keyOf = (row: Readonly<Record<string, Cell>>): string => JSON.stringify(keys.map((key) => row[key]));
  const known = new Map(other.map((row) => [keyOf(row), row[column]]));
  return one.every((row) => !known.has(keyOf(row)) || known.get(keyOf(row)) === row[column]);
}
