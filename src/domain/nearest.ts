import { distance } from 'fastest-levenshtein';

/**
 * The candidates a mistyped name most likely meant, nearest first: those that contain it or are contained in it,
 * then those within a third of its length by edit distance (Levenshtein). At most five.
 */
export function nearest(name: string, candidates: readonly string[]): string[] {
  const wanted = normal(name.slice(0, 100));
  if (wanted === '') return [];
  return candidates
    .map((candidate) => {
      const other = normal(candidate);
      const edits = distance(wanted, other);
      const inside =
        other.length > 2 && wanted.length > 2 && (other.includes(wanted) || wanted.includes(other));
      return {
        candidate,
        score: inside ? Math.min(edits, 1 + edits / 100) : edits,
        limit: inside
          ? Number.POSITIVE_INFINITY
          : Math.max(1, Math.ceil(Math.max(wanted.length, other.length) / 3)),
      };
    })
    .filter(({ score, limit }) => score <= limit)
    .sort((a, b) => a.score - b.score)
    .slice(0, 5)
    .map(({ candidate }) => candidate);
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
