import { distance } from 'fastest-levenshtein';
import { isDevanagari, romanised } from './devanagari.js';

/** Hindi in Latin letters has no one spelling: what is written, in order, and what it is folded to. */
const FOLDS: readonly (readonly [written: RegExp, folded: string])[] = [
  [/aa+/g, 'a'],
  [/ee+/g, 'i'],
  [/oo+/g, 'u'],
  [/([a-z])\1+/g, '$1'],
  [/(?:ch)+/g, 'ch'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/ksh/g, 'x'],
  // Chahiye, chahie.
  [/(?<=[aiu])y(?=[aeio])/g, ''],
  // Mein, me.
  [/ei/g, 'e'],
  // Pehle, pahle.
  [/eh(?=[^aeiou])/g, 'ah'],
];

/** One key for the spellings of a Hindi word in Latin letters: kutta and kuta, neeche and niche, zyada and jyaada. */
export function soundKey(word: string): string {
  return FOLDS.reduce((key, [written, folded]) => key.replace(written, folded), word);
}

/** A nasal vowel, which not all who type it write with n: nahin, nahi. */
const NASAL_END = /[ँं]$/;

/**
 * Looks words up by their sound among those known, which are in Latin letters. Of several with one key the one that is
 * spelled most alike is meant.
 */
export function bySound(known: Iterable<string>): (word: string) => string | undefined {
  const words = new Set(known);
  const byKey = new Map<string, string[]>();
  for (const word of words) byKey.set(soundKey(word), [...(byKey.get(soundKey(word)) ?? []), word]);
  const nearest = (latin: string): string | undefined =>
    words.has(latin)
      ? latin
      : byKey
          .get(soundKey(latin))
          ?.toSorted((a, b) => distance(a, latin) - distance(b, latin))
          .at(0);
  return (word) => {
    if (!isDevanagari(word)) return nearest(word);
    const latin = romanised(word);
    return nearest(latin) ?? (NASAL_END.test(word) ? nearest(latin.slice(0, -1)) : undefined);
  };
}
