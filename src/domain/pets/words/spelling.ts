import { distance } from 'fastest-levenshtein';
import { isWord, type Token } from '../../words/tokens.js';
import { spelledElse } from './hindi-script.js';
import type { Lexicon } from './lexicon.js';

const SHORTEST = 5;
const LONG = 8;

export interface Mended {
  readonly tokens: readonly Token[];
  /** What was read as what. */
  readonly notes: readonly string[];
}

/**
 * Unknown words as the Hindi word that they spell in another way, or the one known word they are a slip of the keyboard
 * away from (Damerau 1964: one letter too many, too few or another, or two swapped; two slips in words of eight letters
 * or more). Words near two known ones stay as they are.
 */
export function mendSpelling(tokens: readonly Token[], lexicon: Lexicon): Mended {
  const notes: string[] = [];
  const mended = tokens.map((token) => {
    if (!isWord(token) || token.word.length < SHORTEST || lexicon.words.has(token.word)) return token;
    if (isPluralColour(token.word, lexicon)) return token;
    const word = spelledElse(token.word) ?? nearestWord(token.word, lexicon.meant);
    if (word === undefined) return token;
    notes.push(`"${token.text.slice(0, 40)}" was read as ${word}.`);
    return { ...token, word };
  });
  return { tokens: mended, notes: [...new Set(notes)] };
}

/** Goldens are dogs, and whites may be anything: what a plural names is no colour. */
function isPluralColour(word: string, { colours }: Lexicon): boolean {
  return word.endsWith('s') && colours.has(word.slice(0, -1));
}

function nearestWord(word: string, known: readonly string[]): string | undefined {
  const most = word.length >= LONG ? 2 : 1;
  let best: string | undefined;
  let least = most + 1;
  let rivals = 0;
  for (const other of known) {
    // Reserve asks for something to be done, reserved says what is so.
    if (other === `${word}d` || other === `${word}ed`) continue;
    // The smallest is one, and smaller are some.
    if (word.endsWith('est') && !other.endsWith('est')) continue;
    if (other[0] !== word[0] || Math.abs(other.length - word.length) > most || other.length < SHORTEST - 1)
      continue;
    const slips = isSwap(word, other) ? 1 : distance(word, other);
    if (slips < least) {
      best = other;
      least = slips;
      rivals = 1;
    } else if (slips === least) rivals += 1;
  }
  if (rivals === 1 || best === undefined) return best;
  return onePlural(word, known, least);
}

/** A word and its plural are no rivals: labradr is labrador, and so would be labradors. */
function onePlural(word: string, known: readonly string[], least: number): string | undefined {
  const rivals = known.filter(
    (other) => other[0] === word[0] && (isSwap(word, other) ? 1 : distance(word, other)) === least,
  );
  const [first = ''] = rivals.toSorted((a, b) => a.length - b.length);
  return rivals.every((other) => other === first || other === `${first}s`) ? first : undefined;
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
