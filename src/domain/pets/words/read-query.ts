import { isWord, type Token, tokenize, touches } from '../../words/tokens.js';
import type { PetFilter } from '../filter.js';
import { withoutAsides } from './asides.js';
import { boundsOf } from './bounds.js';
import { inLatinLetters } from './hindi-script.js';
import type { Lexicon } from './lexicon.js';
import { type Piece, piecesOf } from './pieces.js';
import { withoutPriceAsked } from './price-asked.js';
import { contradiction, refuse } from './refusal.js';
import { type Asked, scoped } from './scope.js';
import { settle } from './settle.js';
import { mendSpelling } from './spelling.js';

/** Most words of a query, and most that are named when they are not understood. */
const MOST_TOKENS = 80;
const MOST_NAMED = 3;

/** A query in words as a filter. */
export interface ReadQuery {
  readonly filter: PetFilter;
  /** Words that say nothing of what is wanted. */
  readonly not_used: readonly string[];
  /** How doubtful words were read. */
  readonly notes: readonly string[];
}

/**
 * Reads a query in words. Every word must be explained: none is dropped.
 *
 * @throws ClerkError `invalid_input` naming the words that are not understood, a contradiction or what is missing.
 */
export function readQuery(query: string, lexicon: Lexicon, currency: string): ReadQuery {
  const all = unhyphened(tokenize(query));
  if (all.length > MOST_TOKENS)
    throw refuse(`The query has more than ${MOST_TOKENS} words.`, 'Say it shorter, or send the fields.');
  const { tokens, notes } = mendSpelling(inLatinLetters(all, lexicon), lexicon);
  const { pieces: read, unknown, unclear } = piecesOf(tokens, lexicon);
  const pieces = withoutPriceAsked(withoutAsides(read, tokens));
  const text = ({ first, last }: { readonly first: number; readonly last: number }): string =>
    query.slice(all[first]?.start ?? 0, all[last]?.end ?? 0).slice(0, 60);
  const understood = pieces.filter(({ what: { is } }) => !PASSED_OVER.has(is)).map(text);
  if (unknown.length > 0) {
    const named = [
      ...new Set(unknown.slice(0, MOST_NAMED).map((token) => `"${token.text.slice(0, 40)}"`)),
    ].join(', ');
    const more = unknown.length > MOST_NAMED ? ' and others' : '';
    throw refuse(
      `The query has words that are not understood: ${named}${more}.`,
      understood.length === 0
        ? 'Ask in English or Hindi for type, breed, colour, size, sex, age, price, vaccinated or availability; for one pet by its name send pet_id.'
        : `Leave them out or send the fields. Understood: ${understood.slice(0, 12).join(', ')}.`,
    );
  }
  if (unclear !== undefined)
    throw refuse(`${unclear}.`.replace(/\.\.$/, '.'), 'Say it in another way, or send the fields.');
  if (understood.length === 0)
    throw refuse(
      'The query asks for nothing.',
      'Say what is wanted, such as "cats under 10000" or "all pets".',
    );
  if (
    pieces.some(({ what: { is } }) => is === 'sorting') &&
    !pieces.some(({ what: { is } }) => is === 'sort')
  )
    throw refuse(
      'By what to sort is not said.',
      'Say e.g. "by price", "cheapest first" or "youngest first".',
    );
  const asked = scoped(pieces, tokens);
  const { bounds, notes: counted } = boundsOf(inOrder(pieces, asked), currency);
  if (asked.some(({ piece: { what }, not }) => what.is === 'pets' && not)) throw contradiction('no pets');
  return {
    filter: settle(asked, bounds),
    not_used: pieces
      .filter(({ what: { is } }, at) => is === 'filler' || (is === 'priced' && !saysOfWhat(pieces, at)))
      .map(text),
    notes: [...notes, ...counted, ...coloursNote(pieces, text)],
  };
}

/** Without the hyphens inside words: medium-sized is medium sized. */
function unhyphened(tokens: readonly Token[]): Token[] {
  return tokens.filter(
    (token, index) =>
      token.word !== '-' ||
      !(
        isWord(tokens[index - 1]) &&
        isWord(tokens[index + 1]) &&
        touches(tokens, index) &&
        touches(tokens, index + 1)
      ),
  );
}

/** Whether a number comes after a word for price: the cost of dogs asks for dogs, and shows what they cost. */
function saysOfWhat(pieces: readonly Piece[], at: number): boolean {
  return pieces.slice(at + 1).find(({ what: { is } }) => is !== 'filler')?.what.is === 'bound';
}

/** The pieces, with those that a negation changed. */
function inOrder(pieces: readonly Piece[], asked: readonly Asked[]): Piece[] {
  const changed = new Map(asked.map(({ piece }) => [piece.first, piece]));
  return pieces.map((piece) => changed.get(piece.first) ?? piece);
}

const PASSED_OVER: ReadonlySet<string> = new Set(['filler', 'and', 'or', 'but', 'aged', 'priced', 'sorting']);

/** A filter holds alternatives only. */
function coloursNote(pieces: readonly Piece[], text: (piece: Piece) => string): string[] {
  const at = (index: number) => pieces[index]?.what.is;
  const joined = pieces.some(
    (piece, index) =>
      piece.what.is === 'and' &&
      !/^[,;/]/.test(text(piece)) &&
      at(index - 1) === 'colour' &&
      at(index + 1) === 'colour',
  );
  return joined ? ['Colours joined by "and" were read as any of them.'] : [];
}
