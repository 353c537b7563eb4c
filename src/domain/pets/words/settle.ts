import { ClerkError } from '../../errors.js';
import { CHOICES, type Choice, type ChoiceField, checkFilter, type PetFilter } from '../filter.js';
import type { Bounds } from './bounds.js';
import { typeOf } from './entry.js';
import type { Piece } from './pieces.js';
import { contradiction, refuse } from './refusal.js';
import type { Asked } from './scope.js';

type What<K extends Piece['what']['is']> = Extract<Piece['what'], { readonly is: K }>;
interface Held<K extends Piece['what']['is']> {
  readonly what: What<K>;
  readonly not: boolean;
  readonly joint: Asked['joint'];
}

/**
 * The filter that the parts of a query make together.
 *
 * @throws ClerkError `invalid_input` for parts that contradict each other or that one filter cannot hold.
 */
export function settle(asked: readonly Asked[], bounds: Bounds): PetFilter {
  const of = <K extends Piece['what']['is']>(is: K): Held<K>[] =>
    asked.flatMap(({ piece: { what }, not, joint }) => (isOf(what, is) ? [{ what, not, joint }] : []));
  const choices = choicesOf(asked, of);
  const ages = agesOf(of('stage'), bounds, choices.type);
  const sort = sortOf(of('sort'), of('cheap'), bounds);
  const aggregate = oneOf(
    'figures',
    of('aggregate').map(({ what }) => what.value),
  );
  const by = oneOf(
    'groupings',
    of('by').map(({ what }) => what.value),
  );
  const limit = bounds.limit ?? (isOne(asked) ? 1 : undefined);
  if (aggregate !== undefined && (bounds.limit !== undefined || of('sort').length > 0))
    throw refuse(
      'A figure of the first few cannot be asked for.',
      'Ask for the list, or for the figure of all.',
    );
  const free = of('free').length > 0;
  if (free && bounds.max_price !== undefined) throw contradiction('free pets and a price');
  const filter: { -readonly [K in keyof PetFilter]: PetFilter[K] } = {
    ...bounds,
    ...choices,
    ...ages,
    ...(free ? { max_price: 0 } : {}),
    sex: sexOf(of('sex')),
    vaccinated: oneOf(
      'states of vaccination',
      of('vaccinated').map(({ what, not }) => what.value !== not),
    ),
    availability: oneOf('availabilities', of('availability').map(availabilityOf)),
    sort,
    limit: aggregate === undefined && by === undefined ? limit : undefined,
    aggregate: aggregate ?? (by === undefined ? undefined : 'count'),
    by,
  };
  checkSaid(filter);
  for (const field of ONE_EACH) {
    const choice = filter[field];
    if (choice !== undefined && choice.any.length > 0) filter[field] = { any: choice.any, not: [] };
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function isOf<K extends Piece['what']['is']>(what: Piece['what'], is: K): what is What<K> {
  return what.is === is;
}

function oneOf<T>(what: string, values: readonly T[]): T | undefined {
  const [first, ...others] = [...new Set(values)];
  if (others.length > 0) throw contradiction(`two ${what} at once`);
  return first;
}

/** A pet has one of each: what is wanted excludes all others. */
const ONE_EACH = ['type', 'breed', 'size'] as const;

/** {@link checkFilter}, of the query as a whole. */
function checkSaid(filter: PetFilter): void {
  try {
    checkFilter(filter);
  } catch (error) {
    if (!(error instanceof ClerkError)) throw error;
    throw refuse(error.message, 'Say what is meant, without contradiction.');
  }
}

type Of = <K extends Piece['what']['is']>(is: K) => Held<K>[];

function choicesOf(asked: readonly Asked[], of: Of): Partial<Record<ChoiceField, Choice>> {
  const breeds = of('breed');
  const lists: Record<ChoiceField, Choice> = {
    type: {
      any: typesOf(asked, of),
      not: unique(
        of('type')
          .filter(({ not }, index) => not && !isAbsorbed(asked, index))
          .map(({ what }) => what.value),
      ),
    },
    breed: sides(breeds.map(({ what, not }) => [what.value, not])),
    size: sides(of('size').map(({ what, not }) => [what.value, not])),
    colour: sides(of('colour').map(({ what, not }) => [what.value, not])),
  };
  return Object.fromEntries(
    CHOICES.flatMap((field) =>
      lists[field].any.length + lists[field].not.length > 0 ? [[field, lists[field]]] : [],
    ),
  );
}

/** The types wanted. A type that follows its breed says nothing of its own: Persian cats. */
function typesOf(asked: readonly Asked[], of: Of): string[] {
  const wanted = of('breed').flatMap(({ what, not }) => (not ? [] : [what]));
  const stages = of('stage').flatMap(({ what, not }) => (not ? [] : [what]));
  const said = asked.flatMap(({ piece, not }) => (not ? [] : (typeOf(piece.what) ?? [])));
  const own = asked.flatMap(({ piece: { what }, not }, index) => {
    const type = typeOf(what);
    const before = asked[index - 1]?.piece.what;
    return type === undefined || not || (before?.is === 'breed' && before.types.includes(type)) ? [] : [type];
  });
  const plain = of('type').flatMap(({ what, not }) => (not ? [] : [what.value]));
  const young = stages.flatMap(({ type }) => type ?? []);
  if (young.length > 0 && plain.some((type) => !young.includes(type)))
    throw refuse('The query asks for young ones of one type and for another type.', 'Ask for each alone.');
  const uncovered = wanted.filter(
    ({ types }) => said.length > 0 && !types.some((type) => said.includes(type)),
  );
  const foreign = wanted.length > 0 && own.some((type) => !wanted.some(({ types }) => types.includes(type)));
  if (foreign || (uncovered.length > 0 && (own.length > 0 || stages.length > 0)))
    throw refuse(
      'The query asks for a breed and for another type of pet.',
      'Ask for each alone, such as "labradors" and then "cats".',
    );
  // Labradors or Persian cats: the breeds say all.
  return uncovered.length > 0 ? [] : unique(said);
}

/** Whether the n-th type of a query only repeats what the excluded breed before it says. */
function isAbsorbed(asked: readonly Asked[], nth: number): boolean {
  const at =
    asked.map(({ piece }, index) => (piece.what.is === 'type' ? index : -1)).filter((index) => index >= 0)[
      nth
    ] ?? 0;
  const [before, here] = [asked[at - 1], asked[at]];
  return (
    before?.not === true &&
    here?.joint === undefined &&
    before.piece.what.is === 'breed' &&
    before.piece.what.types.includes(here === undefined ? '' : (typeOf(here.piece.what) ?? ''))
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function sides(values: readonly (readonly [value: string, not: boolean])[]): Choice {
  const side = (excluded: boolean) =>
    unique(values.flatMap(([value, not]) => (not === excluded ? [value] : [])));
  return { any: side(false), not: side(true) };
}

/** The bounds of age that puppy, adult, senior set; a number beside them counts where it is tighter. */
function agesOf(
  stages: readonly Held<'stage'>[],
  { min_age_months: least, max_age_months: most }: Bounds,
  type: Choice | undefined,
): Pick<PetFilter, 'min_age_months' | 'max_age_months'> {
  let [min, max] = [least, most];
  for (const { what, not } of stages) {
    if (not && what.type !== undefined && !(type?.any.length === 1 && type.any[0] === what.type))
      throw refuse(
        'Which pets are wanted in place of young ones is not said.',
        `Say e.g. "${what.type}s at least a year old", or "adult ${what.type}s".`,
      );
    const [from, to] = not ? [what.max, what.min] : [what.min, what.max];
    if (from !== undefined) min = Math.max(min ?? 0, from);
    if (to !== undefined) max = Math.min(max ?? Number.POSITIVE_INFINITY, to);
  }
  if (min !== undefined && max !== undefined && min > max) throw contradiction('ages that no pet can have');
  return {
    ...(min === undefined ? {} : { min_age_months: min }),
    ...(max === undefined ? {} : { max_age_months: max }),
  };
}

function sortOf(
  sorts: readonly Held<'sort'>[],
  cheap: readonly Held<'cheap'>[],
  bounds: Bounds,
): PetFilter['sort'] {
  const priced = bounds.min_price !== undefined || bounds.max_price !== undefined;
  return oneOf('orders', [
    ...sorts.map(({ what }) => what.value),
    ...(priced ? [] : cheap.map(({ what }) => what.value)),
  ]);
}

/** Male or female is either. */
function sexOf(sexes: readonly Held<'sex'>[]): PetFilter['sex'] {
  const wanted = unique(
    sexes.map(({ what, not }) => (not ? (what.value === 'male' ? 'female' : 'male') : what.value)),
  );
  if (wanted.length === 2) {
    if (sexes.length === 2 && sexes[1]?.joint !== undefined && sexes[1].joint !== 'but' && !sexes[1].not)
      return undefined;
    throw contradiction('both sexes at once');
  }
  return wanted[0] === 'male' || wanted[0] === 'female' ? wanted[0] : undefined;
}

function availabilityOf({ what: { value }, not }: Held<'availability'>): PetFilter['availability'] {
  if (!not) return value;
  if (value === 'sold') return 'in_shop';
  throw refuse(
    `All that are not ${value.replaceAll('_', ' ')} cannot be asked for.`,
    'Name what is wanted: available, reserved, sold.',
  );
}

/** The cheapest dog is one; the cheapest dogs are some. */
function isOne(asked: readonly Asked[]): boolean {
  if (!asked.some(({ piece: { what } }) => what.is === 'sort' && what.best)) return false;
  const nouns = asked.flatMap(({ piece: { what }, not }) =>
    !not && (what.is === 'type' || what.is === 'stage' || what.is === 'pets' || what.is === 'breed')
      ? [what.one]
      : [],
  );
  return nouns.length > 0 && nouns.every((one) => one);
}
