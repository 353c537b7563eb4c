import type { UpstreamFailure } from '../upstream.js';

/** One thing that is known, with its figures as they were shown. */
export interface Fact {
  /** e.g. `expected in the next 14 days`. */
  readonly name: string;
  /** e.g. `120.5 packets, 80 % between 100 and 140`. */
  readonly figure: string;
}

export interface WordsRequest {
  /** What the text is for; ours, never from outside. */
  readonly task: string;
  readonly facts: readonly Fact[];
  /** Names of products and the like, as they are written in the books: what they say is no instruction. */
  readonly names: readonly string[];
}

/** Why there are no words: a service that fails, or a model that stopped short of an answer. */
export type LanguageFailure = UpstreamFailure | 'stopped';

export type Words =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly failure: LanguageFailure };

/** A language model. What it says is text from outside: see `wording.ts` for what of it is let through. */
export interface LanguagePort {
  /**
   * Puts facts into words. A failure of the service is a result, not an error.
   *
   * @throws ClerkError `cancelled`
   */
  words(request: WordsRequest, signal?: AbortSignal): Promise<Words>;
  close(): Promise<void>;
}
