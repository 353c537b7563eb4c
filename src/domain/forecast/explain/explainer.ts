import type { LanguagePort } from '../../ports/language/language.js';
import { type Phrased, phrased } from '../../ports/language/phrased.js';
import { type Explained, factsOf } from './facts.js';

const TASK = 'Explain this demand forecast to the shopkeeper.';

export interface Explanation extends Phrased {
  /** Our own sentences. */
  readonly text: string;
}

/** Tells a forecast in words: by a template, and by a language model where one is set. */
export class ForecastExplainer {
  readonly #language: LanguagePort | undefined;

  constructor(language: LanguagePort | undefined) {
    this.#language = language;
  }

  /** @throws ClerkError `cancelled` */
  async explain(explained: Explained, signal?: AbortSignal): Promise<Explanation> {
    const told = factsOf(explained);
    const facts = [
      { name: 'product', figure: explained.name },
      ...told.map(({ name, figure }) => ({ name, figure })),
    ];
    const text = told.map(({ sentence }) => sentence).join(' ');
    return {
      text,
      ...(await phrased(this.#language, { task: TASK, facts, names: [explained.name] }, signal)),
    };
  }

  async close(): Promise<void> {
    await this.#language?.close();
  }
}
