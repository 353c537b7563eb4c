import { distance } from 'fastest-levenshtein';
import { sameName } from '../names.js';

const MOST = 5;
/** Names whose words differ by more than this share of their length are different names. */
const FARTHEST = 0.2;

export interface Known {
  readonly product_id: string;
  readonly name: string;
  readonly barcode?: string | undefined;
  readonly removed: boolean;
}

/**
 * Products that may be the same: same barcode, or nearly the same words with the same numbers (500 g is not 250 g).
 * Nearest first, at most five.
 */
export function alikeProducts(
  wanted: { readonly name: string; readonly barcode?: string | undefined },
  known: readonly Known[],
): Known[] {
  const mine = partsOf(wanted.name);
  return known
    .map((other) => {
      const sameCode = wanted.barcode !== undefined && other.barcode === wanted.barcode;
      return { other, far: sameCode ? 0 : farness(mine, partsOf(other.name)) };
    })
    .filter(({ far }) => far <= FARTHEST)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ other }) => other);
}

/** A name as names are compared: its words in order of letters, and its numbers. */
export interface Parts {
  readonly words: string;
  readonly numbers: string;
}

/** Takes a name apart for {@link farness}. */
export function partsOf(name: string): Parts {
  const same = sameName(name);
  return {
    words: same
      .replace(/[\d.]+/g, ' ')
      .split(/[^\p{L}\p{M}]+/u)
      .filter((word) => word !== '')
      .sort()
      .join(' '),
    numbers: (same.match(/\d+(?:\.\d+)?/g) ?? []).sort().join(' '),
  };
}

/** How far two names are apart: 0 for the same words and numbers, 1 for other numbers or quite other words. */
export function farness(a: Parts, b: Parts): number {
  if (a.numbers !== b.numbers || a.words === '' || b.words === '') return 1;
  const longest = Math.max(a.words.length, b.words.length);
  if (Math.abs(a.words.length - b.words.length) > longest * FARTHEST) return 1;
  return distance(a.words, b.words) / longest;
}
