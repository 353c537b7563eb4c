import { phrasesOf } from '../../../question/lexicon/phrases.js';
import { DIMENSIONS_ASKED_AS } from './dimensions.js';
import { MEASURES_ASKED_AS } from './measures.js';
import { OPTIONS_ASKED_AS } from './options.js';
import { PEOPLE_ASKED_AS } from './people.js';

/** Phrases by which people look for a member of the built-in model, whose name they do not know, by member. */
export const ASKED_AS: Readonly<Record<string, string>> = {
  ...MEASURES_ASKED_AS,
  ...DIMENSIONS_ASKED_AS,
  ...PEOPLE_ASKED_AS,
  ...OPTIONS_ASKED_AS,
};

/** The phrases of one member; none for what a shop defines. */
export function askedAs(name: string): string[] {
  const list = ASKED_AS[name];
  return list === undefined ? [] : phrasesOf(list);
}
