import { stemmer } from 'stemmer';
import { phrasesOf } from '../../question/lexicon/phrases.js';
import { fillers, sameMeaning } from '../../question/lexicon/said.js';
import { HINDI } from './hindi.js';

/** Words that say nothing of what is looked for. */
const STOP_WORDS = new Set(
  'the of by in for and or to is are was were be been what which how much our my we us i per each show list all with a an on at it its that this from does do did as than then there their they them my she he people things get got has have had about into so can could would should will me you your one ever'.split(
    ' ',
  ),
);

/** Phrases of questions that say more here than they do there. */
const TELLING = new Set(phrasesOf('shop|store|company|rank|ranked|ranking|data|use|how often'));

/** Words for when: they tell little of what is looked for. A unit of time is one after a word that says which. */
const WHICH = new Set('last this past current is pichhle pichhla pichle'.split(' '));
const UNITS = new Set(
  'day days week weeks month months quarter quarters year years mahine mahina saal hafte'.split(' '),
);
const DAYS = new Set(
  'today yesterday aaj kal january february march april may june july august september october november december'.split(
    ' ',
  ),
);

/** What stands for a phrase, by its first word, the longest phrase first. */
const MEANINGS = new Map<
  string,
  { readonly phrase: readonly string[]; readonly words: readonly string[] }[]
>();
for (const [said, meant] of [
  ...[...fillers().map((word): [string, string] => [word, '']), ...sameMeaning()].filter(
    ([phrase]) => !TELLING.has(phrase),
  ),
  ...HINDI.trim()
    .split('\n')
    .flatMap((line) => {
      const [english = '', hindi = ''] = line.split(':');
      return hindi.split(',').map((word): [string, string] => [word, english]);
    }),
]) {
  const phrase = split(said);
  const [first = ''] = phrase;
  const known = MEANINGS.get(first) ?? [];
  MEANINGS.set(
    first,
    [
      ...known.filter((each) => each.phrase.join(' ') !== phrase.join(' ')),
      { phrase, words: split(meant) },
    ].sort((a, b) => b.phrase.length - a.phrase.length),
  );
}

/**
 * Stems of the words of a text that count (Porter 1980), in English: phrases of questions as the one word they mean,
 * Hindi words as what they are looked up by.
 */
export function searchWords(text: string): string[] {
  const words = split(text);
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const meaning = MEANINGS.get(words[at] ?? '')?.find(({ phrase }) =>
      phrase.every((word, index) => words[at + index] === word),
    );
    const length = meaning?.phrase.length ?? 1;
    found.push(...(meaning?.words ?? words.slice(at, at + 1)));
    at += length;
  }
  return found.filter((word) => word.length > 1 && !STOP_WORDS.has(word)).map(stemmer);
}

/** What is looked for, and what it is to be grouped by: of "sales by town" the sales, and the town. */
export function parted(text: string): readonly [figures: string, groups: string] {
  const [figures = '', ...groups] = text.toLowerCase().split(/\b(?:by|per|each)\b/);
  return [figures, groups.join(' ')];
}

/** Words that count less: of what figures are grouped by, and for when they are. */
export function lighterWords(text: string): ReadonlySet<string> {
  const words = split(text);
  const plain = words.filter((word) => !/\d/.test(word));
  const spans = plain.flatMap((word, at) =>
    UNITS.has(word) && WHICH.has(plain[at - 1] ?? '') ? [plain[at - 1] ?? '', word] : [],
  );
  const days = words.filter((word) => DAYS.has(word) || /\d/.test(word));
  return new Set([parted(text)[1], ...spans, ...days, 'total'].flatMap(searchWords));
}

function split(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('%', ' percent ')
    .replaceAll(/['’]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}
