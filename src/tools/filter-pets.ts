import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { LARGEST_PAGE, rowsThatFit } from '../domain/fitting.js';
import type { Shop } from '../domain/open-shop.js';
import {
  AGGREGATES,
  CHOICES,
  choiceText,
  GROUPINGS,
  PET_SORTS,
  type PetFilter,
  readChoice,
  SHOWN,
} from '../domain/pets/filter.js';
import type { PetList } from '../domain/pets/pet-list.js';
import { SEXES } from '../domain/pets/records.js';
import { type Amounts, amountsIn, present } from './amounts.js';
import { petView } from './pet-view.js';

/** For the pets, in bytes; the rest is for filter, totals and cursor. */
const ROOM = LARGEST_PAGE - 2_500;

const choice = (what: string) => z.string().min(1).max(500).optional().describe(what);
const months = z.int().min(0).max(1_800).optional();

const Input = z.strictObject({
  query: z.string().min(1).max(10_000).optional().describe('In words, alone.'),
  pet_id: z.string().min(1).max(200).optional().describe('Id or name, alone.'),
  type: choice('E.g. dog,cat; !bird excludes.'),
  breed: choice('Likewise.'),
  size: choice('small, medium, large; likewise.'),
  colour: choice('Likewise.'),
  sex: z.string().pipe(z.enum(SEXES)).optional().describe('male or female.'),
  min_age_months: months.describe('To 1800.'),
  max_age_months: months.describe('To 1800.'),
  min_price: z.number().optional().describe('From.'),
  max_price: z.number().optional().describe('To.'),
  vaccinated: z.boolean().optional().describe('Known to be.'),
  availability: z.enum(SHOWN).optional().describe('Default in_shop.'),
  aggregate: z.enum(AGGREGATES).optional().describe('A figure, no list.'),
  by: z.enum(GROUPINGS).optional().describe('Of each.'),
  sort: z.enum(PET_SORTS).optional().describe('Default name.'),
  limit: z.int().min(1).max(100).optional().describe('To 100; default 20.'),
  cursor: z.string().max(600).optional().describe('next_cursor.'),
});
type Input = z.output<typeof Input>;

export const filterPets = defineTool({
  name: 'filter_pets',
  toolset: 'pets',
  title: 'Find pets',
  description: 'Pets that match, why, and figures of all. To change: save_pet.',
  operation: 'read',
  scope: 'pets:read',
  input: Input,
  output: z.looseObject({
    currency: z.string(),
    pets: z.array(z.record(z.string(), z.unknown())).optional(),
    totals: z.record(z.string(), z.number()).optional(),
    next_cursor: z.string().optional(),
  }),
  run: async ({ pet_id: named, ...input }, shop, { signal }) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    const start = { currency, as_of: shop.pets.today() };
    if (named !== undefined) {
      refuseOthers('pet_id', input, []);
      return { ...start, ...(await one(named, shop, amounts, signal)) };
    }
    const { query, cursor } = input;
    if (query !== undefined) refuseOthers('query', input, ['query', 'cursor', 'limit']);
    const read = query === undefined ? undefined : await shop.pets.understand(query, signal);
    const asked = read === undefined ? filterOf(input, amounts) : limited(read.filter, input.limit);
    return {
      ...start,
      ...told(asked, await shop.pets.list(asked, cursor, signal), amounts),
      ...(read === undefined ? {} : { not_used: read.not_used }),
      ...(read === undefined || read.notes.length === 0 ? {} : { notes: read.notes }),
    };
  },
});

/** What is asked one way is not narrowed by what asks another way. */
function refuseOthers(field: string, input: object, beside: readonly string[]): void {
  const other = Object.entries(input).find(([name, value]) => value !== undefined && !beside.includes(name));
  if (other !== undefined)
    throw invalid(other[0], `With ${field}, ${other[0]} says nothing.`, { fix: `Send one of them.` });
}

/** What a query asks, a page of so many at a time. */
function limited(filter: PetFilter, limit: number | undefined): PetFilter {
  if (limit !== undefined && filter.limit !== undefined && filter.limit !== limit)
    throw invalid('limit', `The query asks for ${filter.limit}.`, { fix: 'Leave limit out.' });
  return limit === undefined ? filter : { ...filter, limit };
}

function filterOf({ query: _, cursor: __, ...input }: Omit<Input, 'pet_id'>, amounts: Amounts): PetFilter {
  return {
    ...input,
    type: readChoice('type', input.type),
    breed: readChoice('breed', input.breed),
    size: readChoice('size', input.size),
    colour: readChoice('colour', input.colour),
    min_price: amounts.money(input.min_price, 'min_price'),
    max_price: amounts.money(input.max_price, 'max_price'),
  };
}

async function one(named: string, shop: Shop, amounts: Amounts, signal: AbortSignal) {
  const pet = await shop.pets.find(named, 'pet_id', signal);
  const { cost, notes } = pet;
  return {
    pets: [
      {
        ...petView(pet, shop.pets.today(), amounts),
        ...(cost === undefined ? {} : { cost: amounts.shown(cost) }),
      },
    ],
    ...(notes === undefined ? {} : { untrusted: { notes } }),
  };
}

/** The filter as it can be sent again. */
function filterView(filter: PetFilter, { shown }: Amounts): Record<string, unknown> {
  const { min_price: least, max_price: most } = filter;
  return present({
    ...filter,
    ...Object.fromEntries(
      CHOICES.flatMap((field) => {
        const chosen = filter[field];
        return chosen === undefined ? [] : [[field, choiceText(chosen)]];
      }),
    ),
    min_price: least === undefined ? undefined : shown(least),
    max_price: most === undefined ? undefined : shown(most),
  });
}

function told(filter: PetFilter, list: PetList, amounts: Amounts) {
  const rows = list.pets.map(({ pet, why }) => ({ ...petView(pet, list.today, amounts), why }));
  const fit = Math.max(1, rowsThatFit(rows, ROOM));
  const next = list.cursorAfter(Math.min(fit, rows.length));
  const { groups, relax } = list;
  return {
    filter: filterView(filter, amounts),
    ...(filter.aggregate === undefined
      ? { pets: rows.slice(0, fit) }
      : groups === undefined
        ? {}
        : { groups: groups.map(({ group, ...figures }) => ({ group, ...totalsView(figures, amounts) })) }),
    totals: totalsView(list.totals, amounts),
    ...(relax.length > 0 ? { relax: relax.map((each) => relaxView(each, amounts)) } : {}),
    ...(filter.aggregate === undefined ? { has_more: next !== undefined } : {}),
    ...(next === undefined ? {} : { next_cursor: next }),
    ...(list.totals.pets === 0 ? { hint: hintOf(list, amounts) } : {}),
  };
}

function totalsView(
  { pets, priced, ...amounts }: PetList['totals'],
  { shown }: Amounts,
): Record<string, number> {
  const shownAmounts = Object.entries(amounts).map(([name, amount]) => [name, shown(amount)]);
  return { pets, priced, ...Object.fromEntries(shownAmounts) };
}

function relaxView(
  { closest, ...rest }: PetList['relax'][number],
  { shown }: Amounts,
): Record<string, unknown> {
  return closest === undefined ? rest : { ...rest, closest: shown(closest) };
}

function hintOf({ relax: [first] }: PetList, { shown }: Amounts): string {
  if (first === undefined) return 'No pet matches, nor would one with a single condition left out.';
  const nearest = first.closest === undefined ? '' : ` The nearest price is ${shown(first.closest)}.`;
  return `No pet matches. Without ${first.condition} ${first.gives} would.${nearest}`;
}
