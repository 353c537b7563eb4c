import { describe, expect, test } from 'vitest';
import { GENERAL } from '../../../../src/domain/pets/words/general-words.js';
import { HINDI_COLOURS, HINDI_TYPES } from '../../../../src/domain/pets/words/hindi-words.js';
import { makeLexicon } from '../../../../src/domain/pets/words/lexicon.js';
import { LOANWORDS } from '../../../../src/domain/pets/words/loanwords.js';
import { readQuery } from '../../../../src/domain/pets/words/read-query.js';
import { soundKey } from '../../../../src/domain/words/sound-key.js';
import { ask, LEXICON } from './ask.js';

describe('Hindi in its own script', () => {
  test.each<[string, object]>([
    ['सबसे सस्ता कछुआ', { type: 'turtle', sort: 'price_asc', limit: 1 }],
    ['सफ़ेद बिल्ली दिखाओ 10000 रुपये तक', { type: 'cat', colour: 'white', max_price: 1_000_000 }],
    ['मुझे एक सफेद खरगोश चाहिए', { type: 'rabbit', colour: 'white' }],
    ['कुत्ता नहीं चाहिए, बिल्ली चलेगी ८००० के अंदर', { type: 'cat', max_price: 800_000 }],
    ['पाँच हज़ार से कम के तोते', { breed: 'parrot', max_price: 500_000 }],
    ['5000 से 10000 के बीच बिल्ली', { type: 'cat', min_price: 500_000, max_price: 1_000_000 }],
    ['दो साल से बड़े कुत्ते', { type: 'dog', min_age_months: 24 }],
    ['6 महीने से छोटी मादा बिल्ली', { type: 'cat', sex: 'female', max_age_months: 6 }],
    ['कितनी बिल्लियाँ हैं?', { type: 'cat', aggregate: 'count' }],
    [
      'लैब्राडोर पपी 15000 तक',
      { type: 'dog', breed: 'labrador retriever', max_age_months: 12, max_price: 1_500_000 },
    ],
    ['दिखा दो कुत्ते', { type: 'dog' }],
    ['दो कुत्ते दिखाओ', { type: 'dog', limit: 2 }],
    ['तीन सबसे सस्ते कुत्ते', { type: 'dog', sort: 'price_asc', limit: 3 }],
    ['बिना टीके वाली बिल्ली', { type: 'cat', vaccinated: false }],
    ['जिन कुत्तों को टीका नहीं लगा', { type: 'dog', vaccinated: false }],
    ['टीका लगा हुआ पिल्ला', { type: 'dog', max_age_months: 12, vaccinated: true }],
    ['पीला तोता', { breed: 'parrot', colour: 'yellow' }],
    ['पीले तोते', { breed: 'parrot', colour: 'yellow' }],
    ['देसी कुत्ते 2000 से कम के', { type: 'dog', breed: 'indie', max_price: 200_000 }],
    ['कुत्तों का औसत दाम', { type: 'dog', aggregate: 'average_price' }],
    ['खरगोश का दाम कितना है', { type: 'rabbit' }],
    ['क्या आपके पास गोल्डन रिट्रीवर के बच्चे हैं।', { breed: 'golden retriever', max_age_months: 12 }],
    ['कौन से कुत्ते बिक गए', { type: 'dog', availability: 'sold' }],
  ])('%s', (query, filter) => {
    expect(ask(query)).toEqual(filter);
  });

  test.each([
    ['रात को कुत्ता', '"रात"'],
    ['मई का कुत्ता', '"मई"'],
    ['लंबे कान वाला खरगोश', '"कान"'],
    ['बच्चों के साथ अच्छा कुत्ता', '"साथ"'],
    ['बीमार कुत्ता', '"बीमार"'],
    ['काला कुत्ता नहीं चाहिए', 'excludes a combination'],
  ])('%s is refused', (query, message) => {
    expect(ask(query)).toContain(message);
  });

  test('what the shop itself calls so comes first', () => {
    const lexicon = makeLexicon({ types: ['कुत्ता'], breeds: [], colours: [] });
    expect(readQuery('सफ़ेद कुत्ता', lexicon, 'INR').filter.type).toEqual({ any: ['कुत्ता'], not: [] });
  });

  test('each loanword is a word of the lexicon', () => {
    const strange = [...new Set(LOANWORDS.values())].filter((word) => !LEXICON.words.has(word));
    expect(strange).toEqual([]);
  });
});

test('words that sound alike mean the same, but for those whose spelling tells them apart', () => {
  const meanings = new Map<string, Map<string, string[]>>();
  const add = (word: string, meaning: string): void => {
    const alike = meanings.get(soundKey(word)) ?? new Map<string, string[]>();
    meanings.set(soundKey(word), alike.set(meaning, [...(alike.get(meaning) ?? []), word]));
  };
  for (const [word, colour] of Object.entries(HINDI_COLOURS)) add(word, colour);
  for (const [type, forms] of Object.entries(HINDI_TYPES)) for (const [word] of forms) add(word, type);
  for (const [phrase, entry] of Object.entries(GENERAL))
    if (!phrase.includes(' ') && (entry.is === 'size' || entry.is === 'sex' || entry.is === 'stage'))
      add(phrase, JSON.stringify(entry));
  const doubtful = [...meanings.values()].filter((alike) => alike.size > 1);
  expect(doubtful.map((alike) => [...alike.values()].flat())).toEqual([
    ['peela', 'pila', 'pilla'],
    ['peele', 'pile', 'pille'],
  ]);
});
