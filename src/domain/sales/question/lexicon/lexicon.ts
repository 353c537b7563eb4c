import { SimilarWords } from '../../../words/names/similar.js';
import { bySound } from '../../../words/sound-key.js';
import { tokenize } from '../../../words/tokens.js';
import type { SavedQuestion } from '../../query/definitions/definition.js';
import type { Model } from '../../query/model.js';
import type { Beyond, Keyword, Sense, Thing, Verb } from '../senses.js';
import { BEYOND_WORDS, FILLERS } from './beyond-words.js';
import { KEYWORDS } from './keywords.js';
import { MEASURE_WORDS } from './measures.js';
import { DIMENSION_WORDS, GRAIN_WORDS, OF_WHOM, PERIODIC_WORDS, PLURAL_NOUNS, THING_WORDS } from './nouns.js';
import { phrasesOf } from './phrases.js';
import { STATES } from './states.js';
import { GOODS, SLIPS } from './typos.js';
import { RANKS, VERBS } from './verbs.js';

/** Words that are passed over everywhere, also inside of phrases. */
const ARTICLES = new Set(['the', 'a', 'an', 'our', 'my']);
const PERCENT = /\b(?:percentage|percent|per cent)\b/i;
const LONGEST_PHRASE = 9;

/** Whether a word counts: no article, and no mark but that of percent. */
export function counts(word: string): boolean {
  return (!ARTICLES.has(word) && /[\p{L}\p{N}]/u.test(word)) || word === '%';
}

const CONTENT: ReadonlySet<string> = new Set(['measure', 'dimension', 'thing', 'grain', 'periodic']);
/** Kinds of words of which only long ones are looked for behind mistyped words: short ones are much alike. */
const JOINING: ReadonlySet<string> = new Set(['rank', 'state', 'latest', 'most', 'least', 'average']);
const LONG_WORD = 6;

/** Every phrase that means something in a question to a shop, made of the model and of closed lists of words. */
export class Lexicon {
  readonly #senses = new Map<string, Sense[]>();
  readonly #words = new Set<string>();
  /** Words of what can be asked for; the others are not looked for behind a mistyped one. */
  readonly #content = new Set<string>();
  readonly #similar: SimilarWords;
  #sounds: ((word: string) => string | undefined) | undefined;

  constructor(model: Model, questions: readonly SavedQuestion[]) {
    this.#addLists(model);
    this.#addModel(model, questions);
    this.#similar = new SimilarWords(this.#content);
  }

  /** What a run of words means as a phrase of its own. */
  senses(words: readonly string[]): readonly Sense[] {
    return this.#senses.get(words.join(' ')) ?? [];
  }

  /** Whether the word is part of some phrase. */
  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** The word in Latin letters that one in Devanagari sounds like. */
  sounding(word: string): string | undefined {
    this.#sounds ??= bySound(
      [...this.#words, ...GOODS.keys(), ...SLIPS.keys()].filter((each) => /^[a-z]{2,}$/.test(each)),
    );
    return this.#sounds(word);
  }

  similar(word: string): ReturnType<SimilarWords['nearest']> {
    return this.#similar.nearest(word);
  }

  /** Runs of words from one on that are phrases. */
  from(
    words: readonly string[],
    first: number,
  ): { readonly last: number; readonly senses: readonly Sense[] }[] {
    const found: { last: number; senses: readonly Sense[] }[] = [];
    for (let last = first; last < Math.min(words.length, first + LONGEST_PHRASE); last += 1) {
      if (!this.has(words[last] ?? '')) break;
      const senses = this.senses(words.slice(first, last + 1));
      if (senses.length > 0) found.push({ last, senses });
    }
    return found;
  }

  #add(phrase: string, sense: Sense): void {
    const words = tokenize(phrase)
      .map(({ word }) => word)
      .filter(counts);
    if (words.length === 0) return;
    if (words.length > 1 && words.includes('average'))
      this.#add(phrase.replace(/\baverage\b/i, 'avg'), sense);
    if (PERCENT.test(phrase) && words.length > 1) this.#add(phrase.replace(PERCENT, '%'), sense);
    for (const word of words) this.#words.add(word);
    const joining = JOINING.has(sense.tag);
    if (CONTENT.has(sense.tag) || joining)
      for (const word of words) if (!joining || word.length >= LONG_WORD) this.#content.add(word);
    const key = words.join(' ');
    const senses = this.#senses.get(key) ?? [];
    if (senses.some((known) => JSON.stringify(known) === JSON.stringify(sense))) return;
    this.#senses.set(key, [...senses, sense]);
  }

  #addLists(model: Model): void {
    for (const [tag, list] of entries(KEYWORDS))
      for (const phrase of phrasesOf(list)) this.#add(phrase, { tag });
    for (const [thing, list] of entries(THING_WORDS))
      for (const phrase of phrasesOf(list)) {
        const unchanging = UNCHANGING.includes(phrase);
        this.#add(phrase, { tag: 'thing', thing, plural: unchanging });
        this.#addPointed(phrase);
        if (!unchanging) this.#add(plural(phrase), { tag: 'thing', thing, plural: true });
      }
    for (const [phrase, grain] of entries(GRAIN_WORDS)) {
      this.#add(phrase, { tag: 'grain', grain, plural: false });
      this.#add(plural(phrase), { tag: 'grain', grain, plural: true });
    }
    for (const [phrase, grain] of entries(PERIODIC_WORDS)) this.#add(phrase, { tag: 'periodic', grain });
    for (const [sense, list] of RANKS) for (const phrase of phrasesOf(list)) this.#add(phrase, sense);
    for (const [verb, list] of entries(VERBS))
      for (const phrase of phrasesOf(list)) this.#add(phrase, { tag: 'verb', verb });
    for (const [state, list] of STATES)
      for (const phrase of phrasesOf(list)) this.#add(phrase, { tag: 'state', ...state });
    for (const [phrase, measure] of Object.entries(UNITS)) this.#add(phrase, { tag: 'unit', measure });
    for (const phrase of phrasesOf(FILLERS)) this.#add(phrase, { tag: 'filler' });
    for (const [beyond, list] of entries(BEYOND_WORDS))
      for (const phrase of phrasesOf(list)) this.#add(phrase, { tag: 'beyond', beyond });
    for (const [name, list] of Object.entries(MEASURE_WORDS))
      if (model.measure(name) !== undefined)
        for (const phrase of phrasesOf(list)) this.#add(phrase, { tag: 'measure', name });
    for (const [name, list] of Object.entries(DIMENSION_WORDS))
      if (OF_WHOM.includes(name) || model.dimension(name) !== undefined)
        for (const phrase of phrasesOf(list)) this.#addDimension(phrase, name);
  }

  /** Names, labels and synonyms of the model; a phrase of the lists, or of a member before, keeps its meaning. */
  #addModel(model: Model, questions: readonly SavedQuestion[]): void {
    const listed = new Set([...this.#senses.keys(), ...READ_BY_RULES]);
    const free = (phrase: string): boolean =>
      !listed.has(
        tokenize(phrase)
          .map(({ word }) => word)
          .filter(counts)
          .join(' '),
      );
    for (const { name, label, synonyms = [] } of model.measures)
      for (const phrase of [name.replaceAll('_', ' '), label, ...synonyms])
        if (free(phrase)) this.#add(phrase, { tag: 'measure', name });
    for (const dimension of model.dimensions) {
      const { name, label, synonyms = [] } = dimension;
      for (const phrase of [name.replaceAll('_', ' '), label, ...synonyms])
        if (free(phrase)) this.#addDimension(phrase, name);
    }
    for (const { name, values = [] } of model.dimensions)
      for (const value of values)
        this.#add(plural(value), { tag: 'name', names: [{ member: name, value }], how: 'whole' });
    for (const { name, label, synonyms = [] } of questions)
      for (const phrase of [name.replaceAll('_', ' '), label, ...synonyms])
        if (free(phrase)) this.#add(phrase, { tag: 'question', name });
  }

  /** "This product", "is grahak ne": what a question that stands alone does not name. */
  #addPointed(noun: string): void {
    const sense: Sense = { tag: 'beyond', beyond: 'pronoun' };
    for (const word of ['this', 'these', 'those', 'such'])
      for (const phrase of [noun, plural(noun)]) this.#add(`${word} ${phrase}`, sense);
    for (const word of ['is', 'us', 'isi', 'usi'])
      for (const ending of ['ka', 'ki', 'ke', 'ne', 'ko', 'se'])
        this.#add(`${word} ${noun} ${ending}`, sense);
  }

  #addDimension(phrase: string, name: string): void {
    this.#add(phrase, { tag: 'dimension', name, plural: false });
    this.#add(plural(phrase), { tag: 'dimension', name, plural: true });
  }
}

/** Words for what is counted, after a number. */
const UNITS: Readonly<Record<string, string>> = {
  units: 'quantity',
  unit: 'quantity',
  pieces: 'quantity',
  pcs: 'quantity',
  items: 'quantity',
  packets: 'quantity',
  packs: 'quantity',
  bottles: 'quantity',
  boxes: 'quantity',
  kilo: 'quantity',
  kilos: 'quantity',
  kg: 'quantity',
  litres: 'quantity',
  packet: 'quantity',
  piece: 'quantity',
  nag: 'quantity',
  trays: 'quantity',
  tray: 'quantity',
  pouches: 'quantity',
  bags: 'quantity',
  tins: 'quantity',
  jars: 'quantity',
  cans: 'quantity',
  cartons: 'quantity',
  baar: 'orders',
  times: 'orders',
  time: 'orders',
};

/** Synonyms of the model that are read word by word, so that what follows them counts. */
const READ_BY_RULES = [
  'customers who bought',
  'new customers',
  'returning customers',
  'bought once',
  'bought together',
  'bought with',
  'first order',
  'last order',
  'latest order',
  'most recent order',
  'first purchase',
  'last purchase',
  'no order in',
  'within days',
  'company',
  'party',
  'area',
  'season',
  'how fast',
  'how old',
  'not selling',
  'dead stock',
  'late orders',
  'delayed orders',
  'discontinued products',
  'products out of stock',
  'products below zero',
  'sold on',
  'number of customers',
  'number of products',
  'number of suppliers',
  'number of employees',
  'products sold',
  'sales by region',
  'region of sales',
  'region',
  'age of employees',
  'never ordered',
  'never bought',
  'never sold',
  'inactive',
  'lapsed',
  'recency',
  'recently',
  'nth purchase',
  'second purchase',
  'customer since',
  'slow moving',
  'repeat',
  'on offer',
  'with discount',
  'late',
  'on time',
  'shipped',
  'reorder',
  'low stock',
  'deleted',
  'manages',
  'subordinates',
  'reports to',
  'reports to nobody',
  'nobody reports to',
  'expensive',
  'cheap',
  'frequent',
  'current',
  'basket',
  'pairs',
  'how often',
  'order frequency',
];

const UNCHANGING = phrasesOf(PLURAL_NOUNS);

function plural(phrase: string): string {
  if (/[^aeiou]y$/.test(phrase)) return `${phrase.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(phrase) ? `${phrase}es` : `${phrase}s`;
}

function entries<K extends Beyond | Keyword | Thing | Verb | string, V>(
  record: Readonly<Record<K, V>>,
): [K, V][] {
  const keys = Object.keys(record).filter((key): key is K => key in record);
  return keys.map((key) => [key, record[key]]);
}
