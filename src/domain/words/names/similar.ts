import { distance } from 'fastest-levenshtein';

/** Words shorter than this are too much alike to be mended. */
const SHORTEST = 4;
/** From this length on two edits may lie between a word and what was meant. */
const LONG = 10;
/** Candidates of which so many trigrams are shared are measured. */
const MOST_MEASURED = 60;

/**
 * Finds the known words that a mistyped one most likely stands for. Candidates share trigrams with it (words padded
 * with blanks); of these the ones within one edit, or two in words of ten letters or more, are kept (edits by
 * Levenshtein; two letters swapped count as one, Damerau 1964).
 */
export class SimilarWords {
  readonly #words: readonly string[];
  readonly #postings = new Map<string, number[]>();

  constructor(words: Iterable<string>) {
    this.#words = [...new Set(words)].filter((word) => word.length >= SHORTEST - 1 && !/\d/.test(word));
    this.#words.forEach((word, id) => {
      for (const gram of new Set(trigrams(word))) {
        const ids = this.#postings.get(gram);
        if (ids === undefined) this.#postings.set(gram, [id]);
        else ids.push(id);
      }
    });
  }

  /** Known words at the least number of edits; none where that is more than may be mended. */
  nearest(word: string): { readonly words: readonly string[]; readonly edits: number } {
    if (word.length < SHORTEST || word.length > 40 || /\d/.test(word)) return { words: [], edits: 0 };
    const most = word.length >= LONG ? 2 : 1;
    const shared = new Map<number, number>();
    for (const gram of new Set(trigrams(word)))
      for (const id of this.#postings.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
    const candidates = [...shared]
      .flatMap(([id, count]): [string, number][] => {
        const other = this.#words[id];
        return other === undefined || Math.abs(other.length - word.length) > most ? [] : [[other, count]];
      })
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_MEASURED);
    const measured = candidates
      .map(([other]) => ({ other, edits: swapped(word, other) ? 1 : distance(word, other) }))
      .filter(({ edits }) => edits <= most);
    const edits = Math.min(...measured.map((each) => each.edits));
    return measured.length === 0
      ? { words: [], edits: 0 }
      : { words: measured.filter((each) => each.edits === edits).map(({ other }) => other), edits };
  }
}

function trigrams(word: string): string[] {
  const padded = `  ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
}

/** Whether two words differ by two neighbouring letters that changed places. */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
