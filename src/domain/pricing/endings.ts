import { invalid } from '../errors.js';

/** How prices end: in any way, on the whole rupee (dollar, ...), its half, one minor unit below, on 5s or on 9. */
export const ENDINGS = ['any', '.00', '.50', '.99', '5', '9'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Most prices that are compared. */
const MOST = 200;

/** The ending that the price has now: whole stays whole. */
export function endingOf(price: number, digits: number): Ending {
  return price % 10 ** digits === 0 ? '.00' : 'any';
}

/** @throws ClerkError `invalid_input` for decimals that the currency does not have. */
export function checkEnding(ending: Ending | undefined, digits: number): void {
  if ((ending === '.50' || ending === '.99') && digits < 2)
    throw invalid('ending', `The shop's currency has no prices that end in ${ending}.`, {
      fix: 'Send any, .00, 5 or 9.',
    });
}

/**
 * Prices from `low` to `high` that end so, rising, the outermost included; of more than 200 some are passed over evenly.
 * In `any` way where none does.
 */
export function pricesIn(low: number, high: number, ending: Ending, digits: number): number[] {
  const [modulus, rest] = residue(ending, digits);
  const first = low + ((((rest - low) % modulus) + modulus) % modulus);
  const count = first > high ? 0 : Math.floor((high - first) / modulus) + 1;
  if (count === 0) return ending === 'any' ? [] : pricesIn(low, high, 'any', digits);
  const taken = Math.min(count, MOST);
  return Array.from({ length: taken }, (_, index) => {
    const at = taken === 1 ? 0 : Math.round((index * (count - 1)) / (taken - 1));
    return first + at * modulus;
  });
}

export function endsSo(price: number, ending: Ending, digits: number): boolean {
  const [modulus, rest] = residue(ending, digits);
  return price % modulus === rest;
}

function residue(ending: Ending, digits: number): readonly [modulus: number, rest: number] {
  const major = 10 ** digits;
  switch (ending) {
    case 'any':
      return [1, 0];
    case '.00':
      return [major, 0];
    case '.50':
      return [major / 2, 0];
    case '.99':
      return [major, major - 1];
    case '5':
      return [5 * major, 0];
    case '9':
      return [10 * major, 9 * major];
  }
}
