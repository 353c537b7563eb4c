import { invalid } from '../errors.js';
import { breedKey, colourName, petType } from './names.js';
import { AVAILABILITIES, type SEXES, SIZES } from './records.js';

/** `in_shop` is all but sold; `any` all but removed. */
export const SHOWN = ['in_shop', ...AVAILABILITIES, 'any', 'removed'] as const;
export const PET_SORTS = ['name', 'price_asc', 'price_desc', 'youngest', 'oldest'] as const;
export const AGGREGATES = ['count', 'average_price', 'min_price', 'max_price'] as const;
export const GROUPINGS = ['type', 'breed'] as const;

/** Any of some values, and none of others. */
export interface Choice {
  readonly any: readonly string[];
  readonly not: readonly string[];
}

/** What is looked for. Money in minor units; what is absent does not matter. */
export interface PetFilter {
  readonly type?: Choice | undefined;
  readonly breed?: Choice | undefined;
  readonly size?: Choice | undefined;
  readonly colour?: Choice | undefined;
  readonly sex?: (typeof SEXES)[number] | undefined;
  /** At least so many months old today. */
  readonly min_age_months?: number | undefined;
  /** At most so many months old, to the day; with a least: at most so many completed months. */
  readonly max_age_months?: number | undefined;
  readonly min_price?: number | undefined;
  readonly max_price?: number | undefined;
  readonly vaccinated?: boolean | undefined;
  readonly availability?: (typeof SHOWN)[number] | undefined;
  readonly sort?: (typeof PET_SORTS)[number] | undefined;
  readonly limit?: number | undefined;
  /** Which figure is asked for instead of the pets. */
  readonly aggregate?: (typeof AGGREGATES)[number] | undefined;
  readonly by?: (typeof GROUPINGS)[number] | undefined;
}

export const CHOICES = ['type', 'breed', 'size', 'colour'] as const;
export type ChoiceField = (typeof CHOICES)[number];

const MOST_VALUES = 20;

/** Each value as it is compared. */
export const CANONICAL: Readonly<Record<ChoiceField, (value: string) => string>> = {
  type: petType,
  breed: breedKey,
  size: (value) => value.toLowerCase(),
  colour: colourName,
};

/**
 * A choice from text: values by comma, each with `!` before it where it is excluded.
 *
 * @throws ClerkError `invalid_input` for a value on both sides, none at all or a size there is not.
 */
export function readChoice(field: ChoiceField, text: string | undefined): Choice | undefined {
  if (text === undefined) return undefined;
  const parts = text.split(',').map((part) => part.trim());
  const values = parts.map((part) => CANONICAL[field](part.replace(/^!\s*/, '').trim()));
  if (values.some((value) => value === ''))
    throw invalid(field, 'A value is empty.', { fix: `Send values by comma, e.g. ${EXAMPLES[field]}.` });
  if (values.length > MOST_VALUES)
    throw invalid(field, `There are more than ${MOST_VALUES} values.`, { fix: 'Send fewer.' });
  if (field === 'size') checkSizes(values);
  const side = (excluded: boolean): string[] => [
    ...new Set(values.filter((_, index) => parts[index]?.startsWith('!') === excluded)),
  ];
  return { any: side(false), not: side(true) };
}

const EXAMPLES: Readonly<Record<ChoiceField, string>> = {
  type: 'dog,cat or !bird',
  breed: 'pug,beagle or !pug',
  size: 'small,medium or !large',
  colour: 'black,white or !white',
};

function checkSizes(values: readonly string[]): void {
  const strange = values.find((value) => !SIZES.some((size) => size === value));
  if (strange !== undefined)
    throw invalid('size', `"${strange.slice(0, 40)}" is no size.`, {
      fix: 'Send sizes by comma, ! before one to exclude it.',
      valid: SIZES,
    });
}

/** A choice as {@link readChoice} reads it. */
export function choiceText({ any, not }: Choice): string {
  return [...any, ...not.map((value) => `!${value}`)].join(',');
}

/** @throws ClerkError `invalid_input` for what no pet can be. */
export function checkFilter(filter: PetFilter): void {
  for (const field of CHOICES) {
    const { any, not } = filter[field] ?? { any: [], not: [] };
    const both = any.find((value) => not.includes(value));
    if (both !== undefined)
      throw invalid(field, `${both.slice(0, 40)} is both asked for and excluded.`, {
        fix: 'Decide for one.',
      });
  }
  const { min_age_months: young, max_age_months: old, min_price: cheap, max_price: dear } = filter;
  if (young !== undefined && old !== undefined && young > old)
    throw invalid('min_age_months', 'The least age is above the greatest.', { fix: 'Swap them.' });
  if (cheap !== undefined && dear !== undefined && cheap > dear)
    throw invalid('min_price', 'The least price is above the greatest.', { fix: 'Swap them.' });
  if (filter.by !== undefined && filter.aggregate === undefined)
    throw invalid('by', 'Groups are of a figure.', { fix: 'Send aggregate too, e.g. count.' });
}
