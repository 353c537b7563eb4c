import type { SqlValue } from '../ports/analytics/engine.js';
import { ageText, monthsBefore } from './birth.js';
import { CHOICES, type Choice, type ChoiceField, type PetFilter } from './filter.js';
import { breedKey } from './names.js';
import type { Pet } from './records.js';

/** One thing asked of a pet. */
export interface Condition {
  /** The field that asks it; `!` before it for what is excluded. */
  readonly name: string;
  readonly sql: string;
  /** What is left of it where it is left out. */
  readonly without?: string;
  /** Of pets that meet all others, the amount that comes nearest to it, as SQL. */
  readonly closest?: string;
  readonly why: (pet: Pet) => string;
}

/** Values of a statement, in order; gives the parameter of each. */
export type Bind = (value: SqlValue) => string;

interface Setting {
  readonly today: string;
  readonly bind: Bind;
  /** An amount for people. */
  readonly money: (minor: number) => string;
}

/** Each condition of a filter, with its SQL over the table `pets`. What is not known of a pet meets no condition. */
export function conditionsOf(filter: PetFilter, setting: Setting): Condition[] {
  return [
    ...CHOICES.flatMap((field) => ofChoice(field, filter[field], setting.bind)),
    ...ofFacts(filter, setting.bind),
    ...ofAge(filter, setting),
    ...ofPrice(filter, setting),
    shown(filter),
  ];
}

const IS: Readonly<Record<ChoiceField, (value: string) => string>> = {
  type: (value) => `type = ${value}`,
  breed: (value) => `breed_key = ${value}`,
  size: (value) => `size = ${value}`,
  colour: (value) => `contains(colours, '|' || ${value} || '|')`,
};

const OF: Readonly<Record<ChoiceField, (pet: Pet) => readonly string[]>> = {
  type: ({ type }) => [type],
  breed: ({ breed }) => (breed === undefined ? [] : [breedKey(breed)]),
  size: ({ size }) => (size === undefined ? [] : [size]),
  colour: ({ colours = [] }) => colours,
};

function ofChoice(field: ChoiceField, choice: Choice | undefined, bind: Bind): Condition[] {
  const { any, not } = choice ?? { any: [], not: [] };
  const either = (values: readonly string[]): string =>
    values.map((value) => IS[field](bind(value))).join(' OR ');
  const asked: Condition[] = [];
  if (any.length > 0)
    asked.push({
      name: field,
      sql: `(${either(any)})`,
      why: (pet) =>
        field === 'breed'
          ? (pet.breed ?? '')
          : OF[field](pet)
              .filter((value) => any.includes(value))
              .join(', '),
    });
  if (not.length > 0)
    asked.push({
      name: `!${field}`,
      sql: `(${either(not)}) IS NOT TRUE`,
      why: () => `not ${not.join(', not ')}`,
    });
  return asked;
}

function ofFacts({ sex, vaccinated }: PetFilter, bind: Bind): Condition[] {
  return [
    ...(sex === undefined ? [] : [{ name: 'sex', sql: `sex = ${bind(sex)}`, why: () => sex }]),
    ...(vaccinated === undefined
      ? []
      : [
          {
            name: 'vaccinated',
            sql: vaccinated ? 'vaccinated IS TRUE' : 'vaccinated IS NOT TRUE',
            why: ({ vaccinated: known }: Pet) =>
              vaccinated ? 'vaccinated' : known === false ? 'not vaccinated' : 'not known to be vaccinated',
          },
        ]),
  ];
}

function ofAge(
  { min_age_months: least, max_age_months: most }: PetFilter,
  { today, bind }: Setting,
): Condition[] {
  const why = (pet: Pet): string => `${ageText(pet, today)} old`;
  const asked: Condition[] = [];
  if (least !== undefined)
    asked.push({ name: 'min_age_months', sql: `born <= ${bind(monthsBefore(today, least))}::DATE`, why });
  if (most !== undefined)
    asked.push({
      name: 'max_age_months',
      sql:
        least !== undefined
          ? `born > ${bind(monthsBefore(today, most + 1))}::DATE`
          : `born >= ${bind(monthsBefore(today, most))}::DATE`,
      why,
    });
  return asked;
}

function ofPrice({ min_price: least, max_price: most }: PetFilter, { bind, money }: Setting): Condition[] {
  const asked: Condition[] = [];
  const why = ({ price }: Pet): string => (price === undefined ? '' : money(price));
  if (least !== undefined)
    asked.push({ name: 'min_price', sql: `price >= ${bind(least)}`, why, closest: 'max(price)' });
  if (most !== undefined)
    asked.push({ name: 'max_price', sql: `price <= ${bind(most)}`, why, closest: 'min(price)' });
  return asked;
}

const IN_SHOP = "(availability <> 'sold' AND NOT removed)";

function shown({ availability = 'in_shop' }: PetFilter): Condition {
  const sql =
    availability === 'removed'
      ? 'removed'
      : availability === 'any'
        ? 'NOT removed'
        : availability === 'in_shop'
          ? IN_SHOP
          : `(availability = '${availability}' AND NOT removed)`;
  return {
    name: 'availability',
    sql,
    without: availability === 'in_shop' ? 'NOT removed' : IN_SHOP,
    why: () => (availability === 'in_shop' ? '' : availability.replaceAll('_', ' ')),
  };
}
