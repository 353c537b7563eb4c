import { type Parsed, type Parser, phrases } from '../../words/grammar.js';
import { type Token, tokenize } from '../../words/tokens.js';
import { type Breed, type Entry, typeOf } from './entry.js';
import { COLOUR_WORDS, GENERAL } from './general-words.js';
import { COMMON_NUMBER_WORDS, NUMBER_WORDS } from './quantities.js';
import { type ShopWords, valuesOf } from './values.js';

/** A breed, the token after its name, and the one after the type that follows. */
export interface Named extends Parsed<Breed> {
  readonly reach: number;
}

/** All words that a query may hold. */
export interface Lexicon {
  readonly read: Parser<Entry>;
  /** Breeds by the first part of their names, where a word for their type comes next: desi kutte, indie kittens. */
  readonly named: (tokens: readonly Token[], from: number) => Named | undefined;
  /** Each word of each phrase. */
  readonly words: ReadonlySet<string>;
  /** Words a mistyped one may have meant. */
  readonly meant: readonly string[];
  /** Each word of what the shop calls its pets. */
  readonly own: ReadonlySet<string>;
  /** Each word of each colour. */
  readonly colours: ReadonlySet<string>;
}

/** The lexicon of a shop: general words, common breeds, and its own values, which come before the common ones. */
export function makeLexicon(shop: ShopWords): Lexicon {
  const { values, heads } = valuesOf(shop);
  const table = Object.fromEntries([...Object.entries(GENERAL), ...values]);
  const { types, breeds, colours } = shop;
  const read = phrases(spaced(Object.entries(table)));
  return {
    read,
    named: namedBy(phrases(spaced(heads)), read),
    words: wordsOf([...Object.keys(table), ...heads.keys(), ...NUMBER_WORDS]),
    own: wordsOf([...types, ...breeds.map(({ breed }) => breed), ...colours]),
    colours: wordsOf(Object.entries(table).flatMap(([phrase, { is }]) => (is === 'colour' ? [phrase] : []))),
    meant: [
      ...new Set([
        ...Object.entries(table).flatMap(([phrase, { is }]) => (MENDED.has(is) ? phrase.split(' ') : [])),
        ...COMMON_NUMBER_WORDS,
      ]),
    ].filter((word) => word.length >= 4 && /^[a-z]+$/.test(word) && !NEVER_MEANT.has(word)),
  };
}

function wordsOf(list: readonly string[]): Set<string> {
  return new Set(list.flatMap((phrase) => tokenize(phrase).map(({ word }) => word)));
}

function spaced<T>(table: Iterable<readonly [phrase: string, value: T]>): Record<string, T> {
  return Object.fromEntries(
    Array.from(table, ([phrase, value]): [string, T] => [phrase.replaceAll('-', ' '), value]),
  );
}

function namedBy(heads: Parser<ReadonlyMap<string, Breed>>, read: Parser<Entry>): Lexicon['named'] {
  return (tokens, from) => {
    const head = heads(tokens, from);
    const noun = head && read(tokens, head.next);
    if (head === undefined || noun === undefined) return undefined;
    const breed = head.value.get(typeOf(noun.value) ?? '');
    return breed && { value: breed, next: head.next, reach: noun.next };
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
