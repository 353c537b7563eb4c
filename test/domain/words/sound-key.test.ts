import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bySound, soundKey } from '../../../src/domain/words/sound-key.js';

describe('spellings of one word have one key', () => {
  test.each([
    ['kutta', 'kuta', 'kuttaa'],
    ['chhota', 'chota', 'chhotaa'],
    ['bachcha', 'baccha', 'bacha'],
    ['achchha', 'accha', 'achha'],
    ['safed', 'saphed'],
    ['neeche', 'niche'],
    ['upar', 'oopar'],
    ['zyada', 'jyada', 'jyaada'],
    ['alava', 'alawa'],
    ['chahiye', 'chahie'],
    ['rupaye', 'rupae'],
    ['pehle', 'pahle'],
    ['mein', 'men'],
    ['teeka', 'tika'],
    ['kaali', 'kali', 'kaalee'],
    ['laal', 'lal'],
  ])('%s', (...spellings) => {
    expect(new Set(spellings.map(soundKey)).size).toBe(1);
  });

  test.each([
    ['kala', 'kali'],
    ['chota', 'choti'],
    ['saat', 'saath'],
    ['kan', 'ka'],
    ['hara', 'hari'],
    ['bada', 'bade'],
    ['kutta', 'kutti'],
    ['do', 'das'],
    ['kam', 'kham'],
  ])('%s and %s are two words', (one, other) => {
    expect(soundKey(one)).not.toBe(soundKey(other));
  });
});

test('no word has a longer key, and one that is long by doubling alone the same', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(?:[bdgklmnprst][aiu]){1,6}$/), fc.nat(), (word, place) => {
      const at = place % word.length;
      const doubled = word.slice(0, at) + word.charAt(at) + word.slice(at);
      expect(soundKey(word)).toBe(word);
      // Ii and uu are not typed.
      if (!/[iu]/.test(word.charAt(at))) expect(soundKey(doubled)).toBe(word);
    }),
  );
});

describe('words looked up by their sound', () => {
  const find = bySound([
    'pilla',
    'pila',
    'peela',
    'nahi',
    'billi',
    'ka',
    'safed',
    'kabootar',
    'machhli',
    'mein',
  ]);

  test.each([
    ['पिल्ला', 'pilla'],
    ['पीला', 'pila'],
    ['नहीं', 'nahi'],
    ['बिल्ली', 'billi'],
    ['सफ़ेद', 'safed'],
    ['सफेद', 'safed'],
    ['कबूतर', 'kabootar'],
    ['मछली', 'machhli'],
    ['में', 'mein'],
    ['billee', 'billi'],
  ])('%s is %s', (word, known) => {
    expect(find(word.normalize('NFKC'))).toBe(known);
  });

  test.each(['कान', 'रात', 'बिल', 'kan', 'dog', ''])('%s is none of them', (word) => {
    expect(find(word)).toBeUndefined();
  });
});
