import type { AGGREGATES, GROUPINGS, PET_SORTS, SHOWN } from '../filter.js';
import type { SEXES, SIZES } from '../records.js';

export type Breed = Extract<Entry, { readonly is: 'breed' }>;

/** What a word or phrase of a query stands for. */
export type Entry =
  | { readonly is: 'type'; readonly value: string; readonly one: boolean }
  | { readonly is: 'breed'; readonly value: string; readonly types: readonly string[]; readonly one: boolean }
  | { readonly is: 'colour'; readonly value: string }
  | { readonly is: 'size'; readonly value: (typeof SIZES)[number] }
  | { readonly is: 'sex'; readonly value: (typeof SEXES)[number] }
  /** A young or old animal, perhaps of a type: bounds in months. */
  | {
      readonly is: 'stage';
      readonly type?: string;
      readonly one: boolean;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly is: 'vaccinated'; readonly value: boolean }
  | { readonly is: 'availability'; readonly value: (typeof SHOWN)[number] }
  | { readonly is: 'sort'; readonly value: (typeof PET_SORTS)[number]; readonly best: boolean }
  /** Cheap, costly: an order only where no price is named. */
  | { readonly is: 'cheap'; readonly value: (typeof PET_SORTS)[number] }
  | { readonly is: 'aggregate'; readonly value: (typeof AGGREGATES)[number] }
  | { readonly is: 'by'; readonly value: (typeof GROUPINGS)[number] }
  | { readonly is: 'free' }
  /** Before a number that is the most to pay, or before one that is an age. */
  | { readonly is: 'budget' }
  | { readonly is: 'aged' }
  | { readonly is: 'priced' }
  | { readonly is: 'top' }
  /** Before an order. */
  | { readonly is: 'sorting' }
  /** Pets in general. */
  | { readonly is: 'pets'; readonly one: boolean }
  /** Excludes what comes after, or before; a wide one reaches no further than the thing named: except birds under 500. */
  | { readonly is: 'not'; readonly wide: boolean }
  /** Excludes the next word alone: non-white cats. */
  | { readonly is: 'non' }
  | { readonly is: 'not_before' }
  | { readonly is: 'and' }
  | { readonly is: 'or' }
  | { readonly is: 'but' }
  /** Says nothing of a pet. */
  | { readonly is: 'filler'; readonly role: 'article' | 'verb' | 'person' | 'other' };

/** The type of pet that a word for an animal names. */
export function typeOf(what: Entry | { readonly is: 'bound' }): string | undefined {
  return what.is === 'type' ? what.value : what.is === 'stage' ? what.type : undefined;
}
