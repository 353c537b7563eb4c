import { stemWord } from '../../words/names/fold.js';
import type { NameIndex } from '../../words/names/name-index.js';
import type { Lexicon } from './lexicon/lexicon.js';
import { GOODS, SLIPS } from './lexicon/typos.js';

export interface Mend {
  readonly word?: string;
  readonly near: readonly string[];
  /** It is that word in another tongue, and no slip. */
  readonly sure?: boolean;
}

/** What a word that nothing knows most likely is, where one word alone is nearest; or words that are near. */
export function mend(word: string, lexicon: Lexicon, indexes: readonly NameIndex[]): Mend | undefined {
  const named = (some: string): boolean => indexes.some((index) => index.has(some));
  if (lexicon.has(word) || named(word)) return undefined;
  const slip = SLIPS.get(word);
  if (slip !== undefined) return { word: slip, near: [slip] };
  const goods = GOODS.get(word);
  if (goods !== undefined && named(goods)) return { word: goods, near: [goods], sure: true };
  const found = [lexicon.similar(word), ...indexes.map((index) => index.similar(word))]
    .map(({ words, edits }) => ({ words: words.filter((other) => isLikely(word, other)), edits }))
    .filter(({ words }) => words.length > 0);
  const edits = Math.min(...found.map((each) => each.edits));
  const near = [...new Set(found.filter((each) => each.edits === edits).flatMap(({ words }) => words))];
  // "Orders" and "order" are one word; the ending that was typed tells which.
  const one = new Set(near.map(stemWord)).size === 1;
  const ended = near.filter((other) => other.at(-1) === word.at(-1));
  const only = one ? (ended[0] ?? near[0]) : undefined;
  return only === undefined ? { near } : { word: only, near };
}

/** Of words up to this length one letter for another makes another word: gold is not good. */
const SHORT = 4;

/** Slips leave the first letter, or change places of it and the second. */
function isLikely(word: string, other: string): boolean {
  const swapped = word[0] === other[1] && word[1] === other[0];
  const alike = [...word].sort().join('') === [...other].sort().join('');
  const replaced = word.length === other.length && !alike;
  return (word[0] === other[0] || swapped) && !(word.length <= SHORT && replaced);
}

/** Words after which "aata" is flour, and does not come. */
const AFTER_GOODS = /^(?:k[aie]|kitn[aie]|aur|\d.*)$/;

/** "Chai ki patti": goods that several words name, or one that is a verb as well. */
export function goodsIn(words: readonly string[]): { first: number; last: number; goods: string }[] {
  return words.flatMap((word, first) => {
    const several = [3, 2].flatMap((length) => {
      const goods = GOODS.get(words.slice(first, first + length).join(' '));
      return goods === undefined || first + length > words.length
        ? []
        : [{ first, last: first + length - 1, goods }];
    });
    const flour = word === 'aata' && AFTER_GOODS.test(words[first + 1] ?? '');
    return flour ? [...several, { first, last: first, goods: 'atta' }] : several;
  });
}
