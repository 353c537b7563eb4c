import { stemmer } from 'stemmer';
import { SimilarWords } from '../../../words/names/similar.js';
import { lighterWords, parted, searchWords } from './search-words.js';
import { mates } from './thesaurus.js';

/** What is known of one thing that can be found. */
export interface Described {
  /** Its names and other words for it. */
  readonly names: readonly string[];
  /** Phrases by which it is looked for. */
  readonly asked: readonly string[];
  readonly description: string;
  /** From 0 to 1: of two that match alike, the lighter comes second. */
  readonly weight: number;
}

/** BM25 as Robertson and Zaragoza (2009) give it; lengths of descriptions differ for no good reason, so B is low. */
const K1 = 1.2;
const B = 0.5;
/** How often a word of a name, or of a phrase asked, counts beside one of the description. */
const NAMED = 4;
const ASKED = 1.5;
/** How much a word counts that only stands for the one asked, or is what a mistyped one may have meant. */
const MATE = 0.5;
const MENDED = 0.5;
/** How much a word counts of what figures are grouped by, or for when. */
const LIGHTER = 0.25;
/** How much words of a phrase that were not asked take from its likeness, as an exponent. */
const LEFT_OVER = 0.8;
/** How much a phrase asked is worth beside a name. */
const PHRASE_ASKED = 0.95;
/** Share of common trigrams under which two phrases are not alike, and the weight of those that are. */
const LEAST_ALIKE = 0.35;
const LETTERS = 0.1;
/** Of a longer text only the beginning is read. */
const MOST_READ = 500;

interface Phrase {
  readonly words: readonly string[];
  readonly worth: number;
}

interface Entry {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
  readonly phrases: readonly Phrase[];
  readonly grams: readonly ReadonlySet<string>[];
  readonly weight: number;
}

/** A word asked: how well each known word stands for it, and how much it tells. */
interface Wanted {
  readonly standIns: ReadonlyMap<string, number>;
  readonly share: number;
  readonly tells: number;
}

/**
 * Finds things by words: by all that is said of each (BM25), by the one of its phrases that comes nearest to what is
 * asked, and by likeness of letters; everyday synonyms and mended spelling count in part. The three scores, each as a
 * share of its best, are added up (CombSUM of Fox and Shaw 1994).
 */
export class TextIndex {
  readonly #entries: readonly Entry[];
  readonly #mean: number;
  /** Every phrase with the place of its entry, and which phrases hold a word. */
  readonly #phrases: readonly (Phrase & { readonly at: number })[];
  readonly #holding = new Map<string, number[]>();
  /** The trigrams of every name with the place of its entry, and which names hold a trigram. */
  readonly #names: readonly { readonly at: number; readonly grams: ReadonlySet<string> }[];
  readonly #written = new Map<string, number[]>();
  /** How much a word tells: inverse document frequency. */
  readonly #rarity = new Map<string, number>();
  /** Words written as one of two that stand side by side in a phrase, such as "pincode", unless known themselves. */
  readonly #compounds = new Map<string, readonly [string, string]>();
  readonly #similar: SimilarWords;

  constructor(described: readonly Described[]) {
    this.#entries = described.map(entryOf);
    const count = this.#entries.length;
    const words = this.#entries.reduce((sum, { length }) => sum + length, 0);
    this.#mean = Math.max(1, words / Math.max(1, count));
    const holders = new Map<string, number>();
    for (const { counts } of this.#entries)
      for (const word of counts.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
    for (const [word, held] of holders)
      this.#rarity.set(word, Math.log(1 + (count - held + 0.5) / (held + 0.5)));
    this.#phrases = this.#entries.flatMap(({ phrases }, at) => phrases.map((phrase) => ({ ...phrase, at })));
    this.#phrases.forEach(({ words }, id) => {
      for (const word of new Set(words)) put(this.#holding, word, id);
      words.slice(1).forEach((second, at) => {
        const first = words[at] ?? '';
        const joined = stemmer(first + second);
        if (!holders.has(joined)) this.#compounds.set(joined, [first, second]);
      });
    });
    this.#names = this.#entries.flatMap(({ grams }, at) => grams.map((each) => ({ at, grams: each })));
    this.#names.forEach(({ grams }, id) => {
      for (const gram of grams) put(this.#written, gram, id);
    });
    this.#similar = new SimilarWords(holders.keys());
  }

  /** Places of what matches, best first. */
  search(text: string): number[] {
    const read = text.slice(0, MOST_READ);
    const whole = this.#order(read);
    const parts = parted(read);
    if (parts.some((part) => part.trim() === '')) return whole;
    // "Sales by town" looks for what has it all in its name, for sales, and for towns.
    return [
      ...new Set([...whole.slice(0, 1), ...parts.flatMap((part) => this.#order(part)[0] ?? []), ...whole]),
    ];
  }

  #order(read: string): number[] {
    const words = [...new Set(searchWords(read).flatMap((word) => this.#compounds.get(word) ?? [word]))];
    if (words.length === 0) return [];
    const lighter = lighterWords(read);
    const wanted = words.map((word) =>
      this.#wanted(word, lighter.has(word) && !words.every((each) => lighter.has(each))),
    );
    const scores: [readonly number[], number][] = [
      [this.#entries.map((entry) => this.#bm25(entry, wanted)), 1],
      [this.#nearestPhrases(wanted), 1],
      [this.#alike(trigrams(words.join(' '))), LETTERS],
    ];
    const best = scores.map(([each]) => Math.max(...each, Number.MIN_VALUE));
    return this.#entries
      .map(({ weight }, at) => ({
        at,
        score:
          weight *
          scores.reduce((sum, [each, share], list) => sum + (share * (each[at] ?? 0)) / (best[list] ?? 1), 0),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .map(({ at }) => at);
  }

  #wanted(word: string, lighter: boolean): Wanted {
    const standIns = new Map([...mates(word)].map((mate) => [mate, MATE]));
    standIns.set(word, 1);
    if (![...standIns.keys()].some((each) => this.#rarity.has(each)))
      for (const near of this.#similar.nearest(word).words) standIns.set(near, MENDED);
    const share = lighter ? LIGHTER : 1;
    const tells = Array.from(standIns, ([each, strength]) => strength * (this.#rarity.get(each) ?? 0));
    return { standIns, share, tells: share * Math.max(...tells) };
  }

  #bm25({ counts, length }: Entry, wanted: readonly Wanted[]): number {
    const long = K1 * (1 - B + (B * length) / this.#mean);
    const each = wanted.map(({ standIns, share }) => {
      let best = 0;
      for (const [word, strength] of standIns) {
        const count = counts.get(word);
        if (count === undefined) continue;
        const rare = this.#rarity.get(word) ?? 0;
        best = Math.max(best, (strength * rare * count * (K1 + 1)) / (count + long));
      }
      return share * best;
    });
    const told = each.filter((score) => score > 0).length;
    return (each.reduce((sum, score) => sum + score, 0) * told) / wanted.length;
  }

  /** Of each entry: how much of what is asked its nearest phrase says, times how much of that phrase is asked. */
  #nearestPhrases(wanted: readonly Wanted[]): number[] {
    const found = new Map<number, number>();
    const said = new Map<string, number>();
    for (const { standIns, tells } of wanted) {
      const most = new Map<number, number>();
      for (const [word, strength] of standIns) {
        said.set(word, Math.max(said.get(word) ?? 0, strength));
        for (const id of this.#holding.get(word) ?? [])
          if (strength > (most.get(id) ?? 0)) most.set(id, strength);
      }
      for (const [id, strength] of most) found.set(id, (found.get(id) ?? 0) + tells * strength);
    }
    const best = this.#entries.map(() => 0);
    for (const [id, told] of found) {
      const phrase = this.#phrases[id];
      if (phrase === undefined) continue;
      const { at, words, worth } = phrase;
      const covered = this.#told(words, (word) => said.get(word) ?? 0) / this.#told(words, () => 1);
      best[at] = Math.max(best[at] ?? 0, worth * told * covered ** LEFT_OVER);
    }
    return best;
  }

  /** Of each entry: how much the letters of one of its names are those asked (Dice of trigrams); 0 where not alike. */
  #alike(asked: ReadonlySet<string>): number[] {
    const shared = new Map<number, number>();
    for (const gram of asked)
      for (const id of this.#written.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
    const best = this.#entries.map(() => 0);
    for (const [id, count] of shared) {
      const name = this.#names[id];
      if (name === undefined) continue;
      const likeness = (2 * count) / (name.grams.size + asked.size);
      if (likeness >= LEAST_ALIKE) best[name.at] = Math.max(best[name.at] ?? 0, likeness);
    }
    return best;
  }

  /** How much words tell together, each by its strength. */
  #told(words: readonly string[], strength: (word: string) => number): number {
    return words.reduce((sum, word) => sum + (this.#rarity.get(word) ?? 0) * strength(word), 0);
  }
}

function entryOf({ names, asked, description, weight }: Described): Entry {
  const split = names.map(searchWords).filter((words) => words.length > 0);
  const told = asked.map(searchWords).filter((words) => words.length > 0);
  const described = searchWords(description);
  const counts = new Map<string, number>();
  const count = (word: string, times: number): unknown => counts.set(word, (counts.get(word) ?? 0) + times);
  // A word counts once for all the names, or phrases, that hold it.
  for (const word of new Set(split.flat())) count(word, NAMED);
  for (const word of new Set(told.flat())) count(word, ASKED);
  for (const word of described) count(word, 1);
  return {
    counts,
    // Many names make nothing less likely to be meant.
    length: described.length,
    phrases: [
      ...split.map((words) => ({ words, worth: 1 })),
      ...told.map((words) => ({ words, worth: PHRASE_ASKED })),
    ],
    grams: split.map((words) => trigrams(words.join(' '))),
    weight,
  };
}

/** Adds to a list that a map holds. */
function put(lists: Map<string, number[]>, key: string, id: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [id]);
  else list.push(id);
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)));
}
