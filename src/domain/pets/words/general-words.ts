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

/** Every general phrase with what it stands for. */
export const GENERAL: Readonly<Record<string, Entry>> = Object.fromEntries([
  ...`${ENGLISH_FILLERS}|${HINDI_FILLERS}`
    .split('|')
    .map((phrase): [string, Entry] => [phrase, { is: 'filler', role: roleOf(phrase) }]),
  ...`${ENGLISH_PEOPLE}|${HINDI_PEOPLE}`
    .split('|')
    .map((phrase): [string, Entry] => [phrase, { is: 'filler', role: 'person' }]),
  ...[...ENGLISH, ...HINDI].flatMap(([entry, list]) =>
    list.split('|').map((phrase): [string, Entry] => [phrase, entry]),
  ),
]);

/** Colours that words name, in English and Hindi. */
export const COLOUR_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ENGLISH_COLOURS.split('|').map((word) => [word, word])),
  ...HINDI_COLOURS,
};
