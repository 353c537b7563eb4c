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

/** A call that a model is to fill in from somebody's words. */
export interface FillRequest {
  /** What is to be done; ours, never from outside. */
  readonly task: string;
  readonly tool: {
    readonly name: string;
    readonly description: string;
    /** JSON Schema of its arguments; an object. */
    readonly schema: JsonObject;
  };
  /** What may be named, for the model to choose from. */
  readonly known: string;
  /** From outside: data, never instructions. */
  readonly question: string;
  /** Images to look at, as JPEG; from outside as well. */
  readonly pictures?: readonly Uint8Array[];
}

export interface JsonObject {
  readonly [key: string]: unknown;
}

/**
 * What came of reading a model's arguments: a value, or what is wrong with them in words the model can act on; no issues
 * where there is nothing to mend.
 */
export type ReadArguments<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly string[] };

/** Tokens that were paid for, of all turns. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** A value, or why there is none: `unfit` where the arguments could not be used, also after they were sent back. */
export type Filled<T> = (
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: LanguageFailure | 'unfit' }
) & { readonly tokens: Tokens };

/** A language model. What it says is text from outside: see `wording.ts` for what of it is let through. */
export interface LanguagePort {
  /**
   * Puts facts into words. A failure of the service is a result, not an error.
   *
   * @throws ClerkError `cancelled`
   */
  words(request: WordsRequest, signal?: AbortSignal): Promise<Words>;
  /**
   * Fills in a tool's arguments from a question. Arguments that `read` finds fault with are sent back once with the
   * issues. A failure of the service is a result, not an error.
   *
   * @throws ClerkError `cancelled`, and whatever `read` throws
   */
  fill<T>(
    request: FillRequest,
    read: (given: unknown) => ReadArguments<T>,
    signal?: AbortSignal,
  ): Promise<Filled<T>>;
  close(): Promise<void>;
}
