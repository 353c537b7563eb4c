import { type Token, tokenize, touches } from './tokens.js';

/**
 * A small grammar over tokens, after parsing expression grammars (Ford 2004), where of alternatives the longest wins.
 * Each rule looks at a bounded number of tokens, so that reading a text takes time in proportion to its length.
 */
export type Parser<T> = (tokens: readonly Token[], from: number) => Parsed<T> | undefined;

/** What was read, and the token to go on with. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

/** One after the other. */
export function seq<A, B>(a: Parser<A>, b: Parser<B>): Parser<[A, B]>;
export function seq<A, B, C>(a: Parser<A>, b: Parser<B>, c: Parser<C>): Parser<[A, B, C]>;
export function seq<A, B, C, D>(a: Parser<A>, b: Parser<B>, c: Parser<C>, d: Parser<D>): Parser<[A, B, C, D]>;
export function seq<A, B, C, D, E>(
  a: Parser<A>,
  b: Parser<B>,
  c: Parser<C>,
  d: Parser<D>,
  e: Parser<E>,
): Parser<[A, B, C, D, E]>;
export function seq<A, B, C, D, E, F>(
  a: Parser<A>,
  b: Parser<B>,
  c: Parser<C>,
  d: Parser<D>,
  e: Parser<E>,
  f: Parser<F>,
): Parser<[A, B, C, D, E, F]>;
export function seq(...parts: Parser<unknown>[]): Parser<unknown[]> {
  return (tokens, from) => {
    const value: unknown[] = [];
    let next = from;
    for (const part of parts) {
      const read = part(tokens, next);
      if (read === undefined) return undefined;
      value.push(read.value);
      next = read.next;
    }
    return { value, next };
  };
}

/** The longest of what fits; of equals the first. */
export function longest<T>(...choices: readonly Parser<T>[]): Parser<T> {
  return (tokens, from) => {
    let best: Parsed<T> | undefined;
    for (const choice of choices) {
      const read = choice(tokens, from);
      if (read !== undefined && (best === undefined || read.next > best.next)) best = read;
    }
    return best;
  };
}

/** There or not. */
export function optional<T>(part: Parser<T>): Parser<T | undefined> {
  return (tokens, from) => part(tokens, from) ?? { value: undefined, next: from };
}

/** What is made of a reading; undefined where it is none after all. */
export function map<A, B>(part: Parser<A>, make: (value: A) => B | undefined): Parser<B> {
  return (tokens, from) => {
    const read = part(tokens, from);
    const value = read && make(read.value);
    return value === undefined || read === undefined ? undefined : { value, next: read.next };
  };
}

/** Only where the token before passes a test. */
export function following<T>(test: (before: Token | undefined) => boolean, part: Parser<T>): Parser<T> {
  return (tokens, from) => (test(tokens[from - 1]) ? part(tokens, from) : undefined);
}

/** Only where what comes next does not fit `stop`. */
export function unless<T>(part: Parser<T>, stop: Parser<unknown>): Parser<T> {
  return (tokens, from) => {
    const read = part(tokens, from);
    return read === undefined || stop(tokens, read.next) !== undefined ? undefined : read;
  };
}

/** Takes no token; there must be no space between the tokens beside it. */
export const glued: Parser<true> = (tokens, from) =>
  touches(tokens, from) ? { value: true, next: from } : undefined;

/** One token that `read` understands. */
export function token<T>(read: (token: Token) => T | undefined): Parser<T> {
  return (tokens, from) => {
    const here = tokens[from];
    const value = here && read(here);
    return value === undefined ? undefined : { value, next: from + 1 };
  };
}

/** Phrases of one or more words with what they stand for; the longest that fits. */
export function phrases<T>(table: Readonly<Record<string, T>>): Parser<T> {
  const starts = new Map<string, { readonly words: readonly string[]; readonly value: T }[]>();
  for (const [phrase, value] of Object.entries(table)) {
    const words = tokenize(phrase).map(({ word }) => word);
    const first = words[0] ?? '';
    const list = starts.get(first) ?? [];
    list.push({ words, value });
    list.sort((a, b) => b.words.length - a.words.length);
    starts.set(first, list);
  }
  return (tokens, from) => {
    const fits = starts
      .get(tokens[from]?.word ?? '')
      ?.find(({ words }) => words.every((word, index) => tokens[from + index]?.word === word));
    return fits && { value: fits.value, next: from + fits.words.length };
  };
}

/** One of several phrases, parted by `|`, where which one does not matter. */
export function words(list: string): Parser<true> {
  return phrases(Object.fromEntries(list.split('|').map((phrase): [string, true] => [phrase, true])));
}
