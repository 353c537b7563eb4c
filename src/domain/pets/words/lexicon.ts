import { type Parser, phrases } from '../../words/grammar.js';
import { tokenize } from '../../words/tokens.js';
import { BREEDS } from '../breeds.js';
import { breedKey, colourName, petType, TYPES } from '../names.js';
import type { Entry } from './entry.js';
import { COLOUR_WORDS, GENERAL } from './general-words.js';
import { HINDI_TYPES } from './hindi-words.js';
import { COMMON_NUMBER_WORDS, NUMBER_WORDS } from './quantities.js';

/** What a shop calls its pets. */
export interface ShopWords {
  readonly types: readonly string[];
  readonly breeds: readonly { readonly breed: string; readonly type: string }[];
  readonly colours: readonly string[];
}

/** All words that a query may hold. */
export interface Lexicon {
  readonly read: Parser<Entry>;
  /** Each word of each phrase. */
  readonly words: ReadonlySet<string>;
  /** Words a mistyped one may have meant. */
  readonly meant: readonly string[];
}

const SINGULAR = new Set(Object.keys(TYPES));

/** The lexicon of a shop: general words, common breeds, and its own values, which come before the common ones. */
export function makeLexicon(shop: ShopWords): Lexicon {
  const table = Object.fromEntries([...Object.entries(GENERAL), ...values(shop)]);
  const words = new Set(
    [...Object.keys(table), ...NUMBER_WORDS].flatMap((phrase) => tokenize(phrase).map(({ word }) => word)),
  );
  return {
    read: phrases(
      Object.fromEntries(
        Object.entries(table).map(([phrase, entry]) => [phrase.replaceAll('-', ' '), entry]),
      ),
    ),
    words,
    meant: [
      ...new Set([
        ...Object.entries(table).flatMap(([phrase, { is }]) => (MENDED.has(is) ? phrase.split(' ') : [])),
        ...COMMON_NUMBER_WORDS,
      ]),
    ].filter((word) => word.length >= 4 && /^[a-z]+$/.test(word) && !NEVER_MEANT.has(word)),
  };
}

/** Kinds of entries whose words are mended when they are mistyped. */
const MENDED: ReadonlySet<Entry['is']> = new Set([
  'type',
  'breed',
  'colour',
  'size',
  'sex',
  'stage',
  'vaccinated',
  'availability',
  'sort',
  'cheap',
  'aggregate',
]);
/** Hindi in Latin letters has no one spelling, and short words are near too many. */
const NEVER_MEANT = new Set([
  ...Object.keys(COLOUR_WORDS).filter((word) => /^(?:k|saf|bhu|la|ha|ne|ni|pe|pi|sun|nar|gul)/.test(word)),
  'laga',
  'lage',
  'lagi',
  'tika',
  'teeka',
  'been',
  'have',
  'need',
  'needs',
  'done',
  'shots',
  'with',
  'wala',
  'wale',
  'wali',
  'from',
  'that',
  'sale',
  'sell',
  'held',
  'hold',
  'shop',
  'stock',
  'price',
  'first',
  'kam',
  'daam',
  'sold',
  'mini',
  'high',
  'budget',
  'order',
  'adult',
  'short',
]);

function values({ types, breeds, colours }: ShopWords): Map<string, Entry> {
  const table = new Map<string, Entry>();
  const add = (phrase: string, entry: Entry): void => {
    const known = table.get(phrase);
    if (known === undefined) table.set(phrase, entry);
    else if (known.is === 'breed' && entry.is === 'breed' && known.value === entry.value)
      table.set(phrase, { ...known, types: [...new Set([...known.types, ...entry.types])] });
  };
  for (const [type, others] of Object.entries(TYPES))
    for (const word of [type, ...others])
      add(word, { is: 'type', value: type, one: SINGULAR.has(word) && type !== 'fish' });
  for (const [type, words] of Object.entries(HINDI_TYPES))
    for (const [word, one] of words) add(word, { is: 'type', value: type, one });
  for (const said of types)
    for (const word of [said, `${said}s`])
      add(word.toLowerCase(), { is: 'type', value: petType(said), one: word === said });
  for (const { breed, type } of breeds)
    for (const word of [breed.toLowerCase(), `${breed.toLowerCase()}s`])
      addBreed(word, breedKey(breed), type);
  for (const [type, known] of Object.entries(BREEDS))
    for (const [breed, others] of Object.entries(known))
      for (const word of new Set([breed, ...others, `${breed}s`])) addBreed(word, breed, type);
  for (const word of [...Object.entries(COLOUR_WORDS), ...colours.map((colour) => [colour, colour] as const)])
    add(word[0].toLowerCase(), { is: 'colour', value: colourName(word[1]) });
  return table;

  function addBreed(word: string, breed: string, type: string): void {
    if (!Object.hasOwn(GENERAL, word) && !Object.hasOwn(COLOUR_WORDS, word) && !AMBIGUOUS.has(word))
      add(word, {
        is: 'breed',
        value: breed,
        types: [type],
        one: word === breed || !/(?:s|fish|tote)$/.test(word),
      });
  }
}

/** Other words for a breed that mean something else alone. */
const AMBIGUOUS = new Set(['angel', 'american', 'fighter', 'chow', 'cocker', 'slider', 'sliders']);
