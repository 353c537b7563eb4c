import type { Token } from '../../words/tokens.js';
import type { Piece } from './pieces.js';
import { refuse } from './refusal.js';

const BEING = new Set('is|are|turned|turns|turning|just turned|will be|who is|who’s|aged'.split('|'));
const OWNERS = new Set('my|our|his|her|their|mere|meri|mera|hamare|hamari|hamara'.split('|'));
const OWNED =
  /(?:^| )(?:my|our|(?<!do )(?:i|we|i’ve|we’ve)(?: already)? (?:have|own|got)(?: already)? (?:a|an|one))$/;
const ANIMALS: ReadonlySet<Piece['what']['is']> = new Set(['type', 'breed', 'stage']);
/** Numbers of people, or ages of theirs. */
const MOST_PEOPLE = 20;

/**
 * The pieces of a query, where what is said of people says nothing of pets: small kids, elderly parents, my son is 8
 * years old, our two daughters. What is said of a pet of theirs beside one that is wanted cannot be told from it.
 *
 * @throws ClerkError `invalid_input` where an age may be that of a person: my 8 year old wants a dog; or a pet one they
 * have: my cat is two years old, and I want a rabbit.
 */
export function withoutAsides(pieces: readonly Piece[], tokens: readonly Token[]): Piece[] {
  const text = ({ first, last }: Piece): string =>
    tokens
      .slice(first, last + 1)
      .map((token) => token.text.toLowerCase().replace("'", '’'))
      .join(' ');
  for (const [at, { what, first }] of pieces.entries()) {
    const own = tokens
      .slice(Math.max(0, first - 4), first)
      .map(({ text }) => text.toLowerCase().replace("'", '’'));
    const one = (what.is === 'type' || what.is === 'breed' || what.is === 'stage') && what.one;
    if (
      one &&
      OWNED.test(own.join(' ')) &&
      pieces.some(({ what: { is } }, other) => other > at && ANIMALS.has(is))
    )
      throw refuse(
        'Whether the pet that is there already is asked for is not said.',
        'Leave it out, and say only what is wanted.',
      );
  }
  const told = [...pieces];
  for (let at = told.length - 1; at >= 0; at -= 1) {
    const [before, piece, next] = [told[at - 1], told[at], told[at + 1]];
    if (piece === undefined) continue;
    const named = before !== undefined && CONTEXT.has(before.what.is) && text(before) !== 'aged';
    if (isPerson(next) && maySayOfPerson(piece) && !named) told[at] = asPerson(piece);
    else if (
      piece.what.is === 'bound' &&
      before !== undefined &&
      OWNERS.has(text(before)) &&
      isAge(piece) &&
      (next === undefined || (next.what.is === 'filler' && next.what.role !== 'article'))
    )
      throw refuse(
        `Whether "${text(piece).slice(0, 40)}" is of a pet is not said.`,
        'Leave out the ages of people; say e.g. "2 year old dogs".',
      );
  }
  for (const [at, piece] of told.entries()) {
    const [person, being] = [told[at - 2], told[at - 1]];
    if (isPerson(person) && being !== undefined && BEING.has(text(being)) && maySayOfPerson(piece)) {
      told[at - 1] = asPerson(being);
      told[at] = asPerson(piece);
    }
  }
  return told;
}

const CONTEXT: ReadonlySet<Piece['what']['is']> = new Set(['budget', 'priced', 'top', 'aged']);

function isPerson(piece: Piece | undefined): boolean {
  return piece?.what.is === 'filler' && piece.what.role === 'person';
}

function asPerson(piece: Piece): Piece {
  return { ...piece, what: { is: 'filler', role: 'person' } };
}

function isAge({ what }: Piece): boolean {
  return what.is === 'bound' && what.op === undefined && what.numbers[0]?.of === 'months';
}

function maySayOfPerson(piece: Piece): boolean {
  const { what } = piece;
  if (what.is === 'bound')
    return isAge(piece) || (what.op === undefined && Number(what.numbers[0]?.value) <= MOST_PEOPLE);
  return what.is === 'size' || what.is === 'sex' || (what.is === 'stage' && what.type === undefined);
}
