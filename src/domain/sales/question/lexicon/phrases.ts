/** The phrases of a list, parted by bars. */
export function phrasesOf(list: string): string[] {
  return list.split('|').map((phrase) => phrase.trim());
}
