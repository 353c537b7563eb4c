import { ENGLISH, ENGLISH_COLOURS, ENGLISH_FILLERS, ENGLISH_PEOPLE } from './english-words.js';
import type { Entry } from './entry.js';
import { HINDI, HINDI_COLOURS, HINDI_FILLERS, HINDI_PEOPLE } from './hindi-words.js';

const ARTICLES = new Set('a|an|the|any|some|these|those|koi|of|with|in|to|ka|ke|ki'.split('|'));
/** Words that begin anew: what was excluded before them is no matter of what comes after. */
const VERBS = new Set(
  'show|show me|show only|give|gimme|give me|list|find|fetch|want|wants|need|needs|looking for|only|just|sirf|would like|i would like|i’d like|dikhao|dikha do'.split(
    '|',
  ),
);

type Filler = Extract<Entry, { readonly is: 'filler' }>;

function roleOf(phrase: string): Filler['role'] {
  return ARTICLES.has(phrase) ? 'article' : VERBS.has(phrase) ? 'verb' : 'other';
}

/** Words of Hindi phrases that are spelled in two ways. */
const SPELLED: readonly (readonly string[])[] = [
  ...[
    ['nahi', 'nahin'],
    ['daam', 'dam'],
    ['keemat', 'kimat'],
    ['tika', 'teeka'],
    ['tike', 'teeke'],
  ],
  ...[
    ['chhod', 'chod'],
    ['chhota', 'chota'],
    ['chhote', 'chote'],
    ['chhoti', 'choti'],
    ['chahiye', 'chahie'],
  ],
];

/** A phrase in every spelling of its words. */
function spellings([word, ...rest]: readonly string[]): string[] {
  if (word === undefined) return [''];
  const alike = SPELLED.find((each) => each.includes(word)) ?? [word];
  return spellings(rest).flatMap((end) => alike.map((each) => `${each} ${end}`.trim()));
}

/** Every general phrase with what it stands for. */
export const GENERAL: Readonly<Record<string, Entry>> = Object.fromEntries([
  ...`${ENGLISH_FILLERS}|${HINDI_FILLERS}`
    .split('|')
    .map((phrase): [string, Entry] => [phrase, { is: 'filler', role: roleOf(phrase) }]),
  ...`${ENGLISH_PEOPLE}|${HINDI_PEOPLE}`
    .split('|')
    .map((phrase): [string, Entry] => [phrase, { is: 'filler', role: 'person' }]),
  ...ENGLISH.flatMap(([entry, list]) => list.split('|').map((phrase): [string, Entry] => [phrase, entry])),
  ...HINDI.flatMap(([entry, list]) =>
    list
      .split('|')
      .flatMap((phrase) => spellings(phrase.split(' ')).map((one): [string, Entry] => [one, entry])),
  ),
]);

/** Colours that words name, in English and Hindi. */
export const COLOUR_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ENGLISH_COLOURS.split('|').map((word) => [word, word])),
  ...HINDI_COLOURS,
};
