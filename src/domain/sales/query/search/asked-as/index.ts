import { phrasesOf } from '../../../question/lexicon/phrases.js';
import { DIMENSIONS_ASKED_AS } from './dimensions.js';
import { MEASURES_ASKED_AS } from './measures.js';
import { OPTIONS_ASKED_AS } from './options.js';

/** Phrases by which people look for a member of the built-in model, whose name they do not know. */
export function askedAs(name: string): string[] {
  return [MEASURES_ASKED_AS, DIMENSIONS_ASKED_AS, OPTIONS_ASKED_AS].flatMap((lists) =>
    phrasesOf(lists[name] ?? ''),
  );
}
