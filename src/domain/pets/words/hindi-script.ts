import { isDevanagari } from '../../words/devanagari.js';
import { SHARED } from '../../words/number-words.js';
import { bySound } from '../../words/sound-key.js';
import { type Token, tokenize } from '../../words/tokens.js';
import { BREEDS } from '../breeds.js';
import { TYPES } from '../names.js';
import { ENGLISH, ENGLISH_COLOURS, ENGLISH_FILLERS, ENGLISH_PEOPLE } from './english-words.js';
import { HINDI, HINDI_COLOURS, HINDI_FILLERS, HINDI_PEOPLE, HINDI_TYPES } from './hindi-words.js';
import type { Lexicon } from './lexicon.js';
import { LOANWORDS } from './loanwords.js';
import { NUMBER_WORDS } from './quantities.js';

const ENGLISH_WORDS = wordsOf([
  ...ENGLISH.map(([, list]) => list),
  ENGLISH_FILLERS,
  ENGLISH_PEOPLE,
  ENGLISH_COLOURS,
  ...Object.entries(TYPES).flat(2),
]);
const HINDI_WORDS = wordsOf([
  ...HINDI.map(([, list]) => list),
  HINDI_FILLERS,
  HINDI_PEOPLE,
  ...Object.keys(HINDI_COLOURS),
  ...Object.values(HINDI_TYPES).flatMap((forms) => forms.map(([word]) => word)),
]);
/** Names this short sound like too many other words: rat is night. */
const LEAST_NAME = 4;
const NAMES = wordsOf(Object.values(BREEDS).flatMap((breeds) => Object.entries(breeds).flat(2))).filter(
  (word) => word.length >= LEAST_NAME,
);
const hindiOf = bySound(HINDI_WORDS);
const hindi = bySound([
  ...HINDI_WORDS,
  ...[...NAMES, ...wordsOf(NUMBER_WORDS)].filter((word) => !ENGLISH_WORDS.includes(word)),
]);

function wordsOf(lists: readonly string[]): string[] {
  return lists.flatMap((list) =>
    list.split('|').flatMap((phrase) => tokenize(phrase).map(({ word }) => word)),
  );
}

/**
 * Words in Devanagari as those of the lexicon in Latin letters that they sound like. What the shop itself calls so, and
 * what sounds like nothing known, stays as it is.
 */
export function inLatinLetters(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  if (!tokens.some(({ word }) => isDevanagari(word))) return tokens;
  const latin = tokens.map((token) => {
    if (!isDevanagari(token.word) || lexicon.own.has(token.word)) return token;
    const word = LOANWORDS.get(token.word.replaceAll('़', '')) ?? hindi(token.word);
    return word === undefined ? token : { ...token, word };
  });
  // Two is a number, but in dikha do it is none.
  return latin.map((token, at) => {
    const written = tokens[at];
    if (written === undefined || written === token || !SHARED.has(token.word)) return token;
    const phrase = lexicon.read(latin, at - 1);
    return phrase !== undefined && phrase.next > at ? token : written;
  });
}

const LATIN = /^[a-z]{5,}$/;
/** English words that sound like Hindi ones. */
const ENGLISH_ALIKE = new Set(['challenge']);

/** The Hindi word that an unknown one in Latin letters is another spelling of: kuttaa, machhlee. */
export function spelledElse(word: string): string | undefined {
  return LATIN.test(word) && !ENGLISH_ALIKE.has(word) ? hindiOf(word) : undefined;
}
