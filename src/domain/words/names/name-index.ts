import { tokenize } from '../tokens.js';
import { foldWord, stemWord } from './fold.js';
import { SimilarWords } from './similar.js';

/** A value that occurs in the shop, and what it is a value of. */
export interface Named {
  /** Dimension of the model, e.g. product. */
  readonly member: string;
  readonly value: string;
  /** What people call it, where that is not the value. */
  readonly said?: string | undefined;
  /** What it belongs to: the category of a product. */
  readonly of?: string | undefined;
}

/** Words of a text that name something. */
export interface NameMatch {
  /** First and last word, both included. */
  readonly first: number;
  readonly last: number;
  /** `whole` name, or `part` of one. */
  readonly how: 'whole' | 'part';
  /** Everything the words may name, at most {@link MOST_NAMES}. */
  readonly names: readonly Named[];
}

/** Words of a text longer than this are not looked for as one name. */
const LONGEST_NAME = 10;
const MOST_NAMES = 200;
const JOINING = new Set(['and', '&', 'n', 'the', 'aur']);

/** Words of a name or text as they are compared; empty for what is no word. */
export function nameWords(word: string): string[] {
  if (JOINING.has(word)) return [];
  return foldWord(word)
    .split(/[^\p{L}\p{M}\p{N}]+|(?<=\p{N})(?=\p{L})/u)
    .filter((part) => part !== '')
    .map(stemWord);
}

/**
 * Finds names in a text: whole ones by all their words in order, parts of them by words in any order. Case, marks on
 * Latin letters, plural endings, signs and "and" do not count.
 */
export class NameIndex {
  /** What the names are values of. */
  readonly members: ReadonlySet<string>;
  readonly #names: readonly Named[];
  readonly #whole = new Map<string, number[]>();
  readonly #postings = new Map<string, number[]>();
  #similar: SimilarWords | undefined;
  #lower: readonly string[] | undefined;

  constructor(names: readonly Named[]) {
    this.#names = names;
    this.members = new Set(names.map(({ member }) => member));
    names.forEach(({ value, said = value }, id) => {
      const words = tokenize(said).flatMap(({ word }) => nameWords(word));
      add(this.#whole, words.join(' '), id);
      for (const word of new Set(words)) add(this.#postings, word, id);
    });
  }

  /** Whether some name holds the word. */
  has(word: string): boolean {
    return nameWords(word).every((part) => this.#postings.has(part));
  }

  /** Values of a member that have the letters somewhere in them, parts of words as well. */
  holding(member: string, letters: string): readonly Named[] {
    if (!this.members.has(member)) return [];
    this.#lower ??= this.#names.map(({ value }) => value.toLowerCase());
    const lower = this.#lower;
    return this.#names.filter((name, id) => name.member === member && lower[id]?.includes(letters));
  }

  /** Words of names that a mistyped one may stand for. */
  similar(word: string): ReturnType<SimilarWords['nearest']> {
    this.#similar ??= new SimilarWords(this.#postings.keys());
    return this.#similar.nearest(stemWord(foldWord(word)));
  }

  /**
   * Every run of words that is a whole name, and from each word on the longest run that is part of some name.
   *
   * @param words in lower case; those that are only joining or signs are passed over inside a name.
   */
  find(words: readonly string[]): NameMatch[] {
    const parts = words.map(nameWords);
    return parts.flatMap((_, first) => [...this.#wholeFrom(parts, first), ...this.#partFrom(parts, first)]);
  }

  #wholeFrom(parts: readonly (readonly string[])[], first: number): NameMatch[] {
    const found: NameMatch[] = [];
    const key: string[] = [];
    if (parts[first]?.length === 0) return [];
    for (let last = first; last < Math.min(parts.length, first + LONGEST_NAME); last += 1) {
      const here = parts[last] ?? [];
      if (here.length === 0) continue;
      key.push(...here);
      const ids = this.#whole.get(key.join(' '));
      if (ids !== undefined) found.push({ first, last, how: 'whole', names: this.#named(ids) });
    }
    return found;
  }

  #partFrom(parts: readonly (readonly string[])[], first: number): NameMatch[] {
    let ids: readonly number[] | undefined;
    let end = first;
    if (parts[first]?.length === 0) return [];
    for (let last = first; last < Math.min(parts.length, first + LONGEST_NAME); last += 1) {
      const here = parts[last] ?? [];
      if (here.length === 0) continue;
      const next = here.reduce<readonly number[] | undefined>(
        (left, word) => both(left, this.#postings.get(word) ?? []),
        ids,
      );
      if (next === undefined || next.length === 0) break;
      ids = next;
      end = last;
    }
    return ids === undefined ? [] : [{ first, last: end, how: 'part', names: this.#named(ids) }];
  }

  #named(ids: readonly number[]): Named[] {
    return ids.slice(0, MOST_NAMES).flatMap((id) => this.#names[id] ?? []);
  }
}

function add(map: Map<string, number[]>, key: string, id: number): void {
  if (key === '') return;
  const ids = map.get(key);
  if (ids === undefined) map.set(key, [id]);
  else ids.push(id);
}

/** Numbers in both of two rising lists; the second where the first is not there. */
function both(left: readonly number[] | undefined, right: readonly number[]): readonly number[] {
  if (left === undefined) return right;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const found: number[] = [];
  let at = 0;
  for (const id of short) {
    if (long.length > short.length * 20) at = lowest(long, id, at);
    else while (at < long.length && (long[at] ?? 0) < id) at += 1;
    if (long[at] === id) found.push(id);
  }
  return found;
}

/** The first place from `from` on whose number is not below `wanted`. */
function lowest(ids: readonly number[], wanted: number, from: number): number {
  let [low, high] = [from, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
