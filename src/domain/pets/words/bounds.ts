import { currencyDigits, toUnits } from '../../money.js';
import type { PetFilter } from '../filter.js';
import type { Piece } from './pieces.js';
import type { Bound, Quantity } from './quantities.js';
import { contradiction, refuse } from './refusal.js';

/** Bounds that numbers set. Money in minor units. */
export type Bounds = Pick<
  PetFilter,
  'min_price' | 'max_price' | 'min_age_months' | 'max_age_months' | 'limit'
>;

const MOST = 100;
/** Bare numbers from here on are amounts; below they may as well be months. */
const LEAST_AMOUNT = 25;

/** What stands before a number and says what it is of. */
type Context = 'budget' | 'aged' | 'priced' | 'top' | undefined;

/**
 * What the numbers of a query bound, and notes on how they were read.
 *
 * @throws ClerkError `invalid_input` for a number that could be of two things, or two bounds of one side.
 */
export function boundsOf(
  pieces: readonly Piece[],
  currency: string,
): { readonly bounds: Bounds; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const bounds: { -readonly [K in keyof Bounds]: Bounds[K] } = {};
  const set = (field: keyof Bounds, value: number): void => {
    if (bounds[field] !== undefined && (bounds[field] !== value || field === 'limit'))
      throw contradiction(`two values of ${field}: ${bounds[field]} and ${value}`);
    bounds[field] = value;
  };
  let context: Context;
  for (const [index, { what }] of pieces.entries()) {
    if (what.is === 'budget' || what.is === 'aged' || what.is === 'priced' || what.is === 'top') {
      if (what.is !== 'top') refuseMissing(context === 'top' ? context : undefined, pieces);
      context = what.is;
    } else if (what.is === 'bound') {
      notes.push(...what.numbers.flatMap(({ note }) => note ?? []));
      if (context === 'top' && what.op !== undefined) refuseMissing(context, pieces);
      const [least, most] = ends(what, context);
      const [first] = what.numbers;
      if (first === undefined) continue;
      const side = sideOf(first, what, context, COUNTED.has(pieces[index + 1]?.what.is ?? 'filler'));
      if (side === 'limit') {
        if (!countsPets(pieces, index, context)) throw unsaid(first.value);
        set('limit', limitOf(first.value));
      } else if (side === 'age') {
        if (least !== undefined) set('min_age_months', Number(least.value));
        if (most !== undefined) set('max_age_months', Number(most.value) + (isYear(what) ? 11 : 0));
      } else {
        if (least !== undefined) set('min_price', amount(least, currency));
        if (most !== undefined) set('max_price', amount(most, currency));
      }
      context = undefined;
    } else if (what.is !== 'filler' && what.is !== 'sort') {
      refuseMissing(context, pieces);
      context = undefined;
    }
  }
  refuseMissing(context, pieces);
  return { bounds, notes };
}

/** Youngest puppies first: the order is said, no number is missing. */
function refuseMissing(context: Context, pieces: readonly Piece[]): void {
  if (context === 'budget')
    throw refuse('The budget is not said.', 'Say e.g. "budget 5000" or "under 5000".');
  if (context === 'top' && !pieces.some(({ what: { is } }) => is === 'sort' || is === 'cheap'))
    throw refuse('How many are wanted is not said.', 'Say e.g. "top 5" or "first 3".');
}

/** What a number may count, or stand beside an order. */
const COUNTED: ReadonlySet<Piece['what']['is']> = new Set(['type', 'breed', 'stage', 'pets']);
const TOLD: ReadonlySet<Piece['what']['is']> = new Set([
  'colour',
  'size',
  'sex',
  'vaccinated',
  'availability',
  'sort',
  'cheap',
]);

/** Whether a number stands before what it counts, or beside an order: 3 cats, cheapest 3. */
function countsPets(pieces: readonly Piece[], index: number, context: Context): boolean {
  const others = (side: readonly Piece[]) =>
    side.find(({ what }) => what.is !== 'filler' || what.role !== 'article')?.what.is ?? 'filler';
  const after = others(pieces.slice(index + 1));
  const before = others(pieces.slice(0, index).reverse());
  return (
    context === 'top' || COUNTED.has(after) || TOLD.has(after) || before === 'sort' || before === 'cheap'
  );
}

function sideOf(
  first: Quantity,
  { op }: Bound,
  context: Context,
  counts: boolean,
): 'price' | 'age' | 'limit' {
  if (op === 'not')
    throw refuse('A number that is excluded cannot be asked for.', 'Give a range, such as over 5000.');
  if (first.of === 'months') return 'age';
  if (first.of === 'money' || context === 'budget' || context === 'priced') {
    if (op === undefined && context !== 'budget' && context !== 'priced')
      throw refuse(
        `Whether ${first.value} is the least or the most is not said.`,
        'Say e.g. under 5000 or over 5000.',
      );
    return 'price';
  }
  if (context === 'aged') throw refuse(`${first.value} of what age is not said.`, 'Say months or years.');
  if (op === undefined) return 'limit';
  // Up to 50 birds.
  if (Number(first.value) < LEAST_AMOUNT || (counts && Number(first.value) <= MOST))
    throw refuse(
      `Whether ${first.value} is money, months or years is not said.`,
      'Say e.g. Rs 20, 6 months or 2 years.',
    );
  return 'price';
}

/** The least and the most that a comparison lets through. Bounds named belong to what is asked. */
function ends({ op, numbers: [first, second] }: Bound, context: Context): [Quantity?, Quantity?] {
  if (first === undefined) return [];
  switch (op) {
    case 'between':
      return second === undefined ? [first] : [first, second];
    case 'over':
    case 'at_least':
      return [first];
    case 'under':
    case 'at_most':
      return [undefined, first];
    default:
      return context === 'budget' ? [undefined, first] : [first, first];
  }
}

/** 2 years old is any age from 24 to 35 months. */
function isYear({ op, numbers: [first] }: Bound): boolean {
  return (op === undefined || op === 'is') && first?.unit === 12 && Number(first.value) % 12 === 0;
}

function limitOf(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= MOST) return count;
  throw unsaid(value);
}

function unsaid(value: string) {
  return refuse(
    `What ${value.slice(0, 20)} stands for is not said.`,
    `Say e.g. under ${value.slice(0, 20)}; at most ${MOST} pets are listed at once.`,
  );
}

function amount({ value, currency: said }: Quantity, currency: string): number {
  if (said !== undefined && said !== currency)
    throw refuse(`The shop keeps its prices in ${currency}, not ${said}.`, `Give the amount in ${currency}.`);
  if (value.startsWith('-')) throw refuse('A price is not below 0.', 'Give 0 or more.');
  return toUnits(Number(value), currencyDigits(currency), 'query');
}
