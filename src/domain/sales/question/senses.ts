import type { Named } from '../../words/names/name-index.js';
import type { FilterRequest } from '../query/filters.js';
import type { Grain } from '../query/model.js';

/** The things of a shop that can be counted and listed. */
export const THINGS = {
  customer: { dimension: 'customer', count: 'customers' },
  product: { dimension: 'product', count: 'products' },
  order: { dimension: 'order_id', count: 'orders' },
  supplier: { dimension: 'supplier', count: 'suppliers' },
  employee: { dimension: 'employee', count: 'employees' },
  category: { dimension: 'category', count: 'categories' },
  shipper: { dimension: 'shipper', count: 'shippers' },
  territory: { dimension: 'territory', count: 'territories' },
} as const;
export type Thing = keyof typeof THINGS;

export type Verb =
  | 'sell'
  | 'buy'
  | 'spend'
  | 'earn'
  | 'ship'
  | 'supply'
  | 'cost'
  | 'handle'
  | 'use'
  | 'hire'
  | 'expire'
  | 'require';

/** Words that only say how the others go together. */
export type Keyword =
  | 'how_many'
  | 'how_much'
  | 'which'
  | 'what'
  | 'who'
  | 'when'
  | 'why'
  | 'list'
  | 'by'
  | 'each'
  | 'of'
  | 'in'
  | 'to'
  | 'from'
  | 'with'
  | 'without'
  | 'not'
  | 'never'
  | 'except'
  | 'and'
  | 'or'
  | 'versus'
  | 'than'
  | 'average'
  | 'total'
  | 'different'
  | 'only'
  | 'per_cent'
  | 'share'
  | 'growth'
  | 'trend'
  | 'running'
  | 'moving'
  | 'first'
  | 'latest'
  | 'called'
  | 'new'
  | 'returning'
  | 'ago'
  | 'wise'
  | 'same'
  | 'rest'
  | 'value'
  | 'most'
  | 'separately'
  | 'least'
  | 'idle'
  | 'descending'
  | 'ascending'
  | 'sorted'
  | 'ordinal'
  | 'weekend'
  | 'behind'
  | 'together'
  | 'pairs'
  | 'daypart'
  | 'more'
  | 'fewer';

/** Why a question is not answered from the sales figures, known by a word of it. */
export type Beyond =
  | 'forecast'
  | 'reorder'
  | 'write'
  | 'advice'
  | 'credit'
  | 'private'
  | 'pronoun'
  | 'orders_to_us'
  | 'pets'
  | 'bills'
  | 'pricing';

/** What a word or phrase can mean. */
export type Sense =
  | { readonly tag: 'measure'; readonly name: string }
  | { readonly tag: 'dimension'; readonly name: string; readonly plural?: boolean | undefined }
  | { readonly tag: 'thing'; readonly thing: Thing; readonly plural: boolean }
  | { readonly tag: 'grain'; readonly grain: Grain; readonly plural: boolean }
  | { readonly tag: 'periodic'; readonly grain: Grain }
  | {
      readonly tag: 'rank';
      readonly down: boolean;
      /** What is ranked by, where the word says it: "busiest" is by orders. */
      readonly measure?: string | undefined;
      readonly dimension?: string | undefined;
    }
  | {
      readonly tag: 'state';
      readonly of: Thing;
      readonly filters: readonly FilterRequest[];
      /** The measure that counts just these, where there is one. */
      readonly count?: string | undefined;
    }
  | { readonly tag: 'unit'; readonly measure: string }
  | { readonly tag: 'verb'; readonly verb: Verb }
  | {
      readonly tag: 'name';
      readonly names: readonly Named[];
      readonly how: 'whole' | 'part';
      /** The words of the names, where the question calls them otherwise. */
      readonly said?: string | undefined;
      /** It is said in another tongue. */
      readonly other?: true;
    }
  | { readonly tag: 'period'; readonly period: AskedPeriod }
  | { readonly tag: 'beside'; readonly period: AskedPeriod }
  | { readonly tag: 'number'; readonly value: number }
  /** A sum of money or a percentage, which is no number of things. */
  | { readonly tag: 'amount'; readonly kind: 'money' | 'percent'; readonly value: string }
  /** Hours of the day, 0 to 23, both included. */
  | { readonly tag: 'hours'; readonly from: number; readonly to: number }
  | { readonly tag: 'comparison'; readonly comparison: Compared }
  | { readonly tag: 'question'; readonly name: string }
  | { readonly tag: 'beyond'; readonly beyond: Beyond }
  | { readonly tag: 'filler' }
  | { readonly tag: Keyword };

/** A period as the resolver of periods gives it. */
export interface AskedPeriod {
  /** Name that `period.named` understands, or `compare` where it stands beside another. */
  readonly named: string;
  /** It is set beside the period of the question. */
  readonly beside: boolean;
  /** Grain that a comparison bucket by bucket needs. */
  readonly grain?: Grain | undefined;
  /** First and last day, yyyy-mm-dd; absent where open. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  /** Its ends, where it goes from one period to another. */
  readonly ends?: readonly [from: AskedPeriod, to: AskedPeriod] | undefined;
  /** Why it is no one period; set where it can only be two that a change lies between. */
  readonly unclear?: string | undefined;
  /** What was taken for granted in reading it. */
  readonly note?: string | undefined;
}

/** A comparison with a number, as words for it were read. */
export interface Compared {
  readonly op:
    | 'is'
    | 'is_not'
    | 'more_than'
    | 'at_least'
    | 'less_than'
    | 'at_most'
    | 'between'
    | 'above_average'
    | 'below_average';
  readonly values: readonly string[];
  /** The number was written as money, as a percentage or with a unit of time. */
  readonly kind?: 'money' | 'percent' | undefined;
}

/** Words of a question with all that they can mean, the likelier first. */
export interface Item {
  readonly text: string;
  /** First and last of the words that count. */
  readonly first: number;
  readonly last: number;
  readonly senses: readonly Sense[];
  /** A comma, slash or ampersand stands before it. */
  readonly apart: boolean;
}

export type Tag = Sense['tag'];
export type SenseOf<T extends Tag> = Extract<Sense, { readonly tag: T }>;

/** What an item means as one kind of sense; undefined where it cannot. */
export function senseOf<T extends Tag>(item: Item | undefined, tag: T): SenseOf<T> | undefined {
  return item?.senses.find((sense): sense is SenseOf<T> => sense.tag === tag);
}
