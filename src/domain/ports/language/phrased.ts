import { FAILURE_WORDS } from '../upstream.js';
import type { LanguageFailure, LanguagePort, WordsRequest } from './language.js';
import { type Objection, objectionTo } from './wording.js';

/** Facts in the words of a language model: text from outside. */
export interface Phrased {
  /** Where a model is set and kept to the facts. */
  readonly model?: string;
  /** Why the model that is set said nothing that can be shown. */
  readonly failure?: string;
}

const WHY: Readonly<Record<LanguageFailure | Objection, string>> = {
  ...FAILURE_WORDS,
  stopped: 'stopped before its answer was whole',
  too_long: 'said too much',
  markup: 'answered with markup',
  link: 'answered with a link or an address',
  unknown_number: 'named a number that is not among the figures',
};

/**
 * Has a language model put facts into words, and lets through what keeps to them.
 *
 * @throws ClerkError `cancelled`
 */
export async function phrased(
  language: LanguagePort | undefined,
  request: WordsRequest,
  signal?: AbortSignal,
): Promise<Phrased> {
  if (language === undefined) return {};
  const words = await language.words(request, signal);
  const failure = words.ok ? objectionTo(words.text, request) : words.failure;
  if (words.ok && failure === undefined) return { model: words.text };
  return failure === undefined ? {} : { failure: `The language model ${WHY[failure]}.` };
}
