import type { Piece } from './pieces.js';
import { refuse } from './refusal.js';

/**
 * Kitna is how many, and beside a price how much: rabbit ka daam kitna hai asks for rabbits, and shows what they cost.
 *
 * @throws ClerkError `invalid_input` where an age is asked for so.
 */
export function withoutPriceAsked(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.what.is !== 'aggregate' || piece.what.value !== 'count') return piece;
    const [before, after, then] = [at - 1, at + 1, at + 2].map((index) => pieces[index]?.what.is);
    const beside = before === 'priced' || before === 'aged' ? before : then === 'bound' ? undefined : after;
    if (beside === 'aged')
      throw refuse(
        'Ages cannot be asked for.',
        'Ask for the pets, and see their ages: "labradors, youngest first".',
      );
    return beside === 'priced' ? { ...piece, what: { is: 'filler', role: 'other' } } : piece;
  });
}
