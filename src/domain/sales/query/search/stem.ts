/** Words that say nothing of what is looked for. */
const STOP_WORDS = new Set(
  'the of by in for and or to is are was were be been what which who how many much our my we us i per each show list all with a an on at it its that this from when where does do did as than then there their they them he she people things get got has have had not no about into over up out so can could would should will me you your one ever'.split(
    ' ',
  ),
);

/** The words of a text that count, in lower case and without endings of number, person and tense. */
export function searchWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(stem);
}

/** An English word without -s, -es, -ies, -ed, -ing and a last -e: so much that forms of one word meet. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  const single =
    word.endsWith('ies') && word.length > 4 ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^su])s$/, '');
  const plain = single.length > 5 ? single.replace(/(?:ing|ed)$/, '') : single;
  // "shipped" and "ship", "running" and "run".
  const undoubled = plain !== single && /([^aeiouls])\1$/.test(plain) ? plain.slice(0, -1) : plain;
  return undoubled.length > 3 ? undoubled.replace(/e$/, '') : undoubled;
}
