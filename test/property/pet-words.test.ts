import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Choice, PetFilter } from '../../src/domain/pets/filter.js';
import { readQuery } from '../../src/domain/pets/words/read-query.js';
import { LEXICON } from '../domain/pets/words/ask.js';
import '../support/seed.js';

const PLURALS = new Map([
  ['dog', 'dogs'],
  ['cat', 'cats'],
  ['bird', 'birds'],
  ['fish', 'fish'],
  ['guinea pig', 'guinea pigs'],
]);
const BREEDS = { dog: ['pug', 'beagle', 'german shepherd'], cat: ['persian', 'maine coon'] } as const;
const COLOURS = ['white', 'black', 'brown', 'golden'];
const SORTS = {
  name: 'by name',
  price_asc: 'cheapest first',
  price_desc: 'most expensive first',
  youngest: 'youngest first',
  oldest: 'oldest first',
} as const;

const some = <T extends string>(values: readonly T[], most = 3) =>
  fc.subarray([...values], { minLength: 1, maxLength: most });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const either = (values: readonly string[]) =>
  maybe(
    fc
      .tuple(some(values, 2), fc.boolean())
      .map(([chosen, not]): Choice => (not ? { any: [], not: chosen } : { any: chosen, not: [] })),
  );
const range = (least: number, most: number) =>
  maybe(
    fc
      .tuple(
        fc.integer({ min: least, max: most }),
        fc.integer({ min: least, max: most }),
        fc.constantFrom('least', 'most', 'both'),
      )
      .map(([a, b, ends]) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b) + 1];
        return { low: ends === 'most' ? undefined : low, high: ends === 'least' ? undefined : high };
      }),
  );

const filters: fc.Arbitrary<PetFilter> = fc
  .record({
    type: either([...PLURALS.keys()]),
    breed: maybe(
      fc
        .constantFrom('dog' as const, 'cat' as const)
        .chain((type) => fc.tuple(some(BREEDS[type], 2), fc.constant(type), fc.boolean())),
    ),
    colour: either(COLOURS),
    size: either(['small', 'medium', 'large']),
    sex: maybe(fc.constantFrom('male' as const, 'female' as const)),
    vaccinated: maybe(fc.boolean()),
    availability: maybe(fc.constantFrom('available' as const, 'reserved' as const, 'sold' as const)),
    price: range(30, 90_000),
    age: range(1, 60),
    sort: maybe(
      fc.constantFrom('price_asc' as const, 'price_desc' as const, 'youngest' as const, 'oldest' as const),
    ),
    limit: maybe(fc.integer({ min: 1, max: 100 })),
    aggregate: maybe(fc.constantFrom('count' as const, 'average_price' as const)),
  })
  .map(({ price, age, breed, type, sort, limit, aggregate, ...rest }) => {
    const [breeds, of, not] = breed ?? [];
    const filter: PetFilter = {
      ...rest,
      type: breeds === undefined || not === true ? type : { any: [of ?? 'dog'], not: [] },
      breed:
        breeds === undefined ? undefined : not === true ? { any: [], not: breeds } : { any: breeds, not: [] },
      min_price: price?.low === undefined ? undefined : price.low * 100,
      max_price: price?.high === undefined ? undefined : price.high * 100,
      min_age_months: age?.low,
      max_age_months: age?.high,
      ...(aggregate === undefined ? { sort, limit } : { aggregate }),
    };
    return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  });

/** A filter as people would say it; `way` chooses among ways to say the same. */
function said(filter: PetFilter, way: number): string {
  const { type, breed, colour, size, sex, vaccinated, availability, limit, sort, aggregate } = filter;
  const pick = (...ways: readonly string[]): string => ways[way % ways.length] ?? '';
  const plural = (name: string): string => PLURALS.get(name) ?? name;
  const any = (choice: Choice | undefined): string => choice?.any.join(' or ') ?? '';
  const noun =
    type === undefined || type.any.length === 0
      ? any(breed) === ''
        ? 'pets'
        : ''
      : type.any.map(plural).join(' or ');
  const opening =
    aggregate === 'count'
      ? pick('how many', 'number of', 'kitne')
      : aggregate === undefined
        ? pick('show me', 'find', 'i want', '')
        : pick('average price of', 'what is the average price of', 'mean price of');
  const traits = [
    any(size),
    any(colour),
    sex ?? '',
    vaccinated === undefined ? '' : vaccinated ? 'vaccinated' : pick('unvaccinated', 'not vaccinated'),
  ];
  return [
    opening,
    limit === undefined || aggregate !== undefined ? '' : String(limit),
    availability ?? '',
    ...traits,
    any(breed),
    noun,
    between(filter.min_age_months, filter.max_age_months, ' months old', ['older than', 'younger than'], way),
    between(filter.min_price, filter.max_price, '', ['above', pick('under', 'below')], way, 100),
    except(type, way, plural),
    except(breed, way),
    except(colour, way),
    except(size, way),
    sort === undefined ? '' : `, ${SORTS[sort]}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function except(choice: Choice | undefined, way: number, name = (value: string): string => value): string {
  if (choice === undefined || choice.not.length === 0) return '';
  const word = [', not', ', except', ', but not', ', excluding'][way % 4] ?? '';
  return `${word} ${choice.not.map(name).join(way % 3 === 0 ? ' or ' : ' and ')}`;
}

function between(
  least: number | undefined,
  most: number | undefined,
  unit: string,
  [over = '', under = '']: readonly string[],
  way: number,
  scale = 1,
): string {
  const show = (value: number): string => `${scale > 1 && way % 2 === 0 ? 'Rs ' : ''}${value / scale}${unit}`;
  if (least !== undefined && most !== undefined) return `between ${least / scale} and ${show(most)}`;
  if (least !== undefined) return `${over} ${show(least)}`;
  return most === undefined ? '' : `${under} ${show(most)}`;
}

test('a typed filter said in words comes back as it was', () => {
  fc.assert(
    fc.property(filters, fc.nat(11), (filter, way) => {
      const query = said(filter, way);
      expect(readQuery(query, LEXICON, 'INR').filter, query).toEqual(filter);
    }),
    { numRuns: 3_000 },
  );
});

test('whatever is written is read or refused, and quickly', () => {
  const words = fc.constantFrom(
    ...'cats dogs not no white under over 5000 and or except , puppy female between to vaccinated cheapest 3 sold nahi 2 years old price average how many pug chhod kar ! ( ) from top budget'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
        fc.string({ maxLength: 300, unit: 'grapheme' }),
      ),
      (query) => {
        try {
          readQuery(query, LEXICON, 'INR');
        } catch (error) {
          expect(error, query).toMatchObject({ name: 'ClerkError', code: 'invalid_input' });
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
