import type { LanguageFailure, LanguagePort } from '../../ports/language/language.js';
import { type Objection, objectionTo } from '../../ports/language/wording.js';
import { FAILURE_WORDS } from '../../ports/upstream.js';
import { type Explained, factsOf } from './facts.js';

const TASK = 'Explain this demand forecast to the shopkeeper.';

export interface Explanation {
  /** Our own sentences. */
  readonly text: string;
  /** The same by a language model, where one is set and kept to the facts: text from outside. */
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

/** Tells a forecast in words: by a template, and by a language model where one is set. */
export class ForecastExplainer {
  readonly #language: LanguagePort | undefined;

  constructor(language: LanguagePort | undefined) {
    this.#language = language;
  }

  /** @throws ClerkError `cancelled` */
  async explain(explained: Explained, signal?: AbortSignal): Promise<Explanation> {
    const told = factsOf(explained);
    const text = told.map(({ sentence }) => sentence).join(' ');
    if (this.#language === undefined) return { text };
    const names = [explained.name];
    const facts = [
      { name: 'product', figure: explained.name },
      ...told.map(({ name, figure }) => ({ name, figure })),
    ];
    const words = await this.#language.words({ task: TASK, facts, names }, signal);
    const failure = words.ok ? objectionTo(words.text, { facts, names }) : words.failure;
    if (words.ok && failure === undefined) return { text, model: words.text };
    return failure === undefined ? { text } : { text, failure: `The language model ${WHY[failure]}.` };
  }

  async close(): Promise<void> {
    await this.#language?.close();
  }
}
