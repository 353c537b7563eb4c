import { distance } from 'fastest-levenshtein';

/** The `count` of `candidates` that look most like one of `words`, nearest first; far ones only if nothing else. */
export function nearest(
  words: readonly string[],
  candidates: readonly string[],
  keys: (text: string) => readonly string[],
  count = 3,
): string[] {
  const wanted = words.flatMap(keys);
  const scored = candidates.map((candidate) => {
    const far = Math.min(...keys(candidate).flatMap((key) => wanted.map((word) => score(word, key))));
    return { candidate, far };
  });
  return scored
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function score(word: string, key: string): number {
  if (word === '' || key === '') return 1;
  if (word.length > 2 && key.length > 2 && (word.includes(key) || key.includes(word))) return 0.2;
  return distance(word, key) / Math.max(word.length, key.length);
}
