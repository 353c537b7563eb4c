import type { Grain } from '../../query/model.js';
import { type Keyword, THINGS } from '../senses.js';
import { FILLERS } from './beyond-words.js';
import { KEYWORDS } from './keywords.js';
import { MEASURE_WORDS } from './measures.js';
import { DIMENSION_WORDS, GRAIN_WORDS, PERIODIC_WORDS, THING_WORDS } from './nouns.js';
import { phrasesOf } from './phrases.js';
import { STATES } from './states.js';

/** Dimensions that cut time as a grain does. */
const GRAIN_DIMENSIONS: Partial<Record<Grain, string>> = {
  hour: 'hour_of_day',
  day: 'order_date',
  month: 'order_month',
  year: 'order_year',
  fiscal_year: 'fiscal_year',
};

/** Keywords that say what is looked for, each with the one word that all of its phrases mean. */
const TELLING: readonly (readonly [Keyword, string])[] = [
  ['how_many', 'number'],
  ['when', 'date'],
  ['why', 'why'],
  ['average', 'average'],
  ['share', 'share'],
  ['per_cent', 'share'],
  ['growth', 'change'],
  ['trend', 'trend'],
  ['running', 'running'],
  ['moving', 'moving'],
  ['latest', 'latest'],
  ['versus', 'compare'],
  ['same', 'compare'],
  ['rest', 'previous'],
  ['without', 'without'],
  ['never', 'never'],
  ['most', 'highest'],
  ['least', 'lowest'],
];

const THING_OF = new Map(Object.entries(THINGS).map(([thing, { dimension }]) => [String(dimension), thing]));

const TIMES = Object.entries({ ...GRAIN_WORDS, ...PERIODIC_WORDS }).map(
  ([word, grain]) => [word, GRAIN_DIMENSIONS[grain]] as const,
);

/** Phrases of questions, each with the word that says the same. */
export function sameMeaning(): [phrase: string, word: string][] {
  return TELLING.flatMap(([key, word]) =>
    phrasesOf(KEYWORDS[key]).map((phrase): [string, string] => [phrase, word]),
  );
}

/** Single words that change nothing about what is asked. */
export function fillers(): string[] {
  return phrasesOf(FILLERS).filter((phrase) => !phrase.includes(' '));
}

/** What people say in questions for a member of the model, beside its own label and synonyms. */
export function saidFor(member: string): string[] {
  const things: Readonly<Record<string, string>> = THING_WORDS;
  const lists = [
    MEASURE_WORDS[member],
    DIMENSION_WORDS[member],
    things[THING_OF.get(member) ?? ''],
    ...STATES.map(([{ count, filters }, list]) =>
      (count ?? filters[0]?.member) === member ? list : undefined,
    ),
  ];
  const times = TIMES.filter(([, dimension]) => dimension === member).map(([word]) => word);
  return [...lists.flatMap((list) => (list === undefined ? [] : phrasesOf(list))), ...times];
}
