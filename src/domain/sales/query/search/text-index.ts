import { searchWords } from './stem.js';
import { mates } from './thesaurus.js';

/** What is known of one thing that can be found. */
export interface Described {
  /** Its names and other words for it. */
  readonly phrases: readonly string[];
  readonly description: string;
}

/** BM25 as Robertson and Zaragoza (2009) give it, with their usual constants. */
const K1 = 1.2;
const B = 0.75;
/** How often a word of a name counts beside one of the description. */
const NAMED = 3;
/** How much a word counts that only stands for the one asked. */
const MATE = 0.5;
/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009); small, as few entries are ever meant. */
const RRF = 5;
/** How much a word counts that says what figures are grouped by. */
const GROUP = 0.5;
/** How much more words count that are a whole name. */
const WHOLE = 0.5;
/** Of the two orders: by words, by letters. */
const WEIGHTS = [1, 0.1];
/** Share of common trigrams under which two phrases are not alike. */
const LEAST_ALIKE = 0.35;

interface Entry {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
  readonly phrases: readonly (readonly string[])[];
  readonly grams: readonly ReadonlySet<string>[];
}

/**
 * Finds things by words: by what stands in their names and descriptions (BM25 with everyday synonyms, more where a whole
 * name is asked for), and by likeness of letters; the two orders are fused.
 */
export class TextIndex {
  readonly #entries: readonly Entry[];
  readonly #mean: number;
  readonly #holders = new Map<string, number>();

  constructor(described: readonly Described[]) {
    this.#entries = described.map(entryOf);
    this.#mean =
      this.#entries.reduce((sum, { length }) => sum + length, 0) / Math.max(1, this.#entries.length);
    for (const { counts } of this.#entries)
      for (const word of counts.keys()) this.#holders.set(word, (this.#holders.get(word) ?? 0) + 1);
  }

  /** Places of what matches, best first. */
  search(text: string): number[] {
    const words = [...new Set(searchWords(text.slice(0, 500)))];
    if (words.length === 0) return [];
    // Of "turnover by month" the turnover is looked for first.
    const groups = new Set(
      searchWords(
        text
          .split(/\b(?:by|per|each)\b/i)
          .slice(1)
          .join(' '),
      ),
    );
    const apart = words.filter((word) => !groups.has(word));
    const heads = apart.length > 0 ? apart : words;
    const grams = trigrams(words.join(' '));
    const orders = [
      this.#ranked((entry) => this.#bm25(entry, words, groups) * (1 + WHOLE * named(entry, heads))),
      this.#ranked((entry) => alike(entry, grams)),
    ];
    const fused = new Map<number, number>();
    orders.forEach((order, index) => {
      const weight = WEIGHTS[index] ?? 1;
      for (const { at, place } of order) fused.set(at, (fused.get(at) ?? 0) + weight / (RRF + place));
    });
    return [...fused].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([at]) => at);
  }

  /** What has a score, best first, equal scores in one place. */
  #ranked(score: (entry: Entry) => number): { at: number; place: number }[] {
    const scored = this.#entries
      .map((entry, at) => ({ at, score: score(entry) }))
      .filter((each) => each.score > 0)
      .sort((a, b) => b.score - a.score || a.at - b.at);
    return scored.map(({ at, score: own }) => ({
      at,
      place: scored.findIndex((each) => each.score === own),
    }));
  }

  #bm25({ counts, length }: Entry, words: readonly string[], groups: ReadonlySet<string>): number {
    const of = (word: string): number => {
      const count = counts.get(word) ?? 0;
      if (count === 0) return 0;
      const holders = this.#holders.get(word) ?? 0;
      const rare = Math.log(1 + (this.#entries.length - holders + 0.5) / (holders + 0.5));
      return (rare * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / this.#mean));
    };
    const each = words.map(
      (word) =>
        (groups.has(word) ? GROUP : 1) *
        Math.max(of(word), ...Array.from(mates(word), (mate) => MATE * of(mate))),
    );
    const told = each.filter((score) => score > 0).length;
    return (each.reduce((sum, score) => sum + score, 0) * told) / words.length;
  }
}

function entryOf({ phrases, description }: Described): Entry {
  const split = phrases.map(searchWords).filter((words) => words.length > 0);
  const counts = new Map<string, number>();
  // A word counts once for all the names that hold it.
  for (const word of new Set(split.flat())) counts.set(word, NAMED);
  for (const word of searchWords(description)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return {
    counts,
    // Many names make nothing less likely to be meant.
    length: searchWords(description).length,
    phrases: split,
    grams: split.map((words) => trigrams(words.join(' '))),
  };
}

/** How well a name is asked for: the share of its words that are, and of the words asked that it holds. */
function named({ phrases }: Entry, words: readonly string[]): number {
  return Math.max(
    0,
    ...phrases.map((phrase) => {
      const known = phrase.filter((word) => words.includes(word)).length;
      return known === 0 ? 0 : (known / phrase.length) * known ** 0.5 * (known / words.length) ** 0.5;
    }),
  );
}

function alike({ grams }: Entry, asked: ReadonlySet<string>): number {
  const best = Math.max(
    0,
    ...grams.map((own) => {
      let shared = 0;
      for (const gram of own) if (asked.has(gram)) shared += 1;
      return (2 * shared) / (own.size + asked.size);
    }),
  );
  return best < LEAST_ALIKE ? 0 : best;
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)));
}
