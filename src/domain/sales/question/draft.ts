import type { Named } from '../../words/names/name-index.js';
import type { InlineDefinition } from '../query/definitions/definition.js';
import type { FilterRequest } from '../query/filters.js';
import type { Grain, Model } from '../query/model.js';
import type { QueryRequest } from '../query/request.js';
import { find, type Match, type Pattern } from './match.js';
import { type AskedPeriod, type Compared, type Item, senseOf, type Thing, type Verb } from './senses.js';

/** A name in the question before it is settled what it is a value of. */
export interface Pending {
  readonly items: readonly Item[];
  readonly names: readonly (readonly Named[])[];
  /** The names as they were written. */
  readonly texts: readonly string[];
  readonly negated: boolean;
  readonly before: 'in' | 'of' | 'to' | 'from' | 'by' | 'with' | undefined;
  /** Dimension that a noun beside the name says it is of. */
  readonly kind: string | undefined;
  /** The thing that stands right before: customers in ..., products from .... */
  readonly of: Thing | undefined;
  /** It follows a verb of buying that is denied: never bought it. */
  readonly never: boolean;
  /** The names are set beside each other: this versus that. */
  readonly versus: boolean;
}

/** A place in an order that is asked for: the first so many of something by a figure. */
export interface Rank {
  readonly down: boolean;
  readonly count: number | undefined;
  readonly measure: string | undefined;
  /** No figure was named: the measure is the usual one, or the first that the question asks for. */
  readonly usual: boolean;
  /** Dimension to order by instead. */
  readonly by: string | undefined;
  /** Dimension, or grain. */
  readonly target: { readonly dimension: string } | { readonly grain: Grain };
}

/** A query in the making, and the items that are not explained yet. */
export class Draft {
  items: Item[];
  /** All items there were. */
  readonly all: readonly Item[];
  readonly model: Model;
  readonly measures: string[] = [];
  readonly dimensions: string[] = [];
  readonly filters: FilterRequest[] = [];
  readonly pending: Pending[] = [];
  readonly compare: string[] = [];
  /** Periods that are set beside the one asked about. */
  readonly asides: AskedPeriod[] = [];
  readonly add: ('share' | 'running_total' | 'drivers' | 'rank')[] = [];
  period: AskedPeriod | undefined;
  /** Two periods are asked about at once. */
  bothPeriods = false;
  /** The date that the period is of, where it is not the day of the sale. */
  dated: 'required' | 'shipped' | undefined;
  grain: Grain | undefined;
  /** The grain is said by an adverb: monthly. */
  periodic = false;
  movingAverage: number | undefined;
  order: { readonly member: string; readonly direction: 'asc' | 'desc' } | undefined;
  limit: number | undefined;
  top: number | undefined;
  readonly within: string[] = [];
  includeEmpty = false;
  /** What the answer is about, as soon as that is known. */
  subject: Thing | undefined;
  readonly verbs: ReadonlySet<Verb>;
  /** States of things that were read, of which each gave filters. */
  readonly states: {
    readonly of: Thing;
    readonly filters: readonly FilterRequest[];
    readonly count?: string | undefined;
    readonly negated: boolean;
  }[] = [];
  /** Measures and dimensions that conditions are on, to be shown. */
  readonly conditioned: string[] = [];
  readonly shown: string[] = [];
  /** Dimensions that are held to numbers. */
  readonly held: string[] = [];
  /** What is grouped by with "each", within which a rank is taken. */
  readonly groups: string[] = [];
  rank: Rank | undefined;
  /** The question as it was written. */
  question = '';
  /** The question begins like one for yes or no: is, do. */
  yesOrNo = false;
  /** What is not in the model and made for this question alone. */
  readonly define: InlineDefinition[] = [];
  /** The figures are to be told for each of these on average: per day, per customer. */
  perEach: { readonly grain: Grain } | { readonly thing: Thing } | undefined;
  /** So many rows of the list are asked for. */
  first: number | undefined;
  /** The place in the order that alone is asked for: the second best. */
  place: number | undefined;
  /** The order that is asked for without a rank, and what a rank is sorted by. */
  sort: { readonly by: Item | undefined; readonly way?: 'asc' | 'desc' } | undefined;
  rankedBy: Item | undefined;
  /** It is asked what happens as a rule: hoti hai, do we usually. */
  habitual = false;
  /** The day it is, yyyy-mm-dd. */
  readonly today: string;
  /** "Compare" stands in the question. */
  comparing = false;
  /** The direction of a change that is asked for: grew, fell. */
  change: 'up' | 'down' | undefined;
  /** The noun that the question begins with is listed, the figures behind it are told of each. */
  headed = false;
  /** By how much it is to have grown or fallen. */
  changedBy: Compared | undefined;
  /** Growth or a change is asked for. */
  grown = false;
  /** New or returning customers are asked for. */
  segment = false;
  /** Readings that were chosen where words left a choice, in sentences. */
  readonly taken: string[] = [];

  constructor(items: readonly Item[], model: Model, today: string) {
    this.today = today;
    this.items = [...items];
    this.all = items;
    this.model = model;
    this.verbs = new Set(items.flatMap((item) => senseOf(item, 'verb')?.verb ?? []));
  }

  /** Looks for a pattern and, where `use` accepts it, takes its items out; repeats until it holds nowhere. */
  each(steps: Pattern, use: (match: Match) => unknown): void {
    for (let from = 0; from < this.items.length; ) {
      const match = find(this.items.slice(from), steps);
      if (match === undefined) return;
      if (use(match) === false) from += match.at + 1;
      else this.claim(match.items);
    }
  }

  claim(items: readonly Item[]): void {
    this.items = this.items.filter((item) => !items.includes(item));
  }

  addMeasure(name: string): void {
    if (!this.measures.includes(name)) this.measures.push(name);
  }

  addDimension(name: string): void {
    if (!this.dimensions.includes(name)) this.dimensions.push(name);
  }

  /** A state that is counted by a measure of its own is no filter any more. */
  dropState({ of }: { readonly of: Thing }): void {
    const state = this.states.findIndex((each) => each.of === of);
    const [dropped] = this.states.splice(state, 1);
    for (const filter of dropped?.filters ?? []) {
      const at = this.filters.findIndex((each) => JSON.stringify(each) === JSON.stringify(filter));
      if (at >= 0) this.filters.splice(at, 1);
    }
  }

  addFilter(filter: FilterRequest): void {
    const text = JSON.stringify(filter);
    if (!this.filters.some((known) => JSON.stringify(known) === text)) this.filters.push(filter);
  }

  /** The query as it stands; keys that hold nothing are left out. */
  request(): QueryRequest {
    const named = this.period?.named;
    return {
      ...(this.define.length === 0 ? {} : { define: [...this.define] }),
      ...(this.measures.length === 0 ? {} : { measures: [...this.measures] }),
      ...(this.dimensions.length === 0 ? {} : { dimensions: [...this.dimensions] }),
      ...(this.filters.length === 0 ? {} : { filters: [...this.filters] }),
      ...(named === undefined || named === 'all'
        ? {}
        : { period: { named, ...(this.dated === undefined ? {} : { date: this.dated }) } }),
      ...(this.grain === undefined ? {} : { grain: this.grain }),
      ...(this.compare.length === 0 ? {} : { compare: [...this.compare] }),
      ...(this.add.length === 0 ? {} : { add: [...this.add] }),
      ...(this.movingAverage === undefined ? {} : { moving_average: this.movingAverage }),
      ...(this.includeEmpty ? { include_empty: true } : {}),
      ...(this.top === undefined ? {} : { top: this.top }),
      ...(this.within.length === 0 ? {} : { within: [...this.within] }),
      ...(this.order === undefined ? {} : { order_by: [this.order] }),
      ...(this.limit === undefined ? {} : { limit: this.limit }),
    };
  }
}
