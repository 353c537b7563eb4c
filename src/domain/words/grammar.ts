import { isNumeral, type Token, tokenize, touches } from './tokens.js';

/**
 * A small grammar over tokens, after parsing expression grammars (Ford 2004), where of alternatives the longest wins.
 * Each rule looks at a bounded number of tokens, so that reading a text takes time in proportion to its length.
 */
export interface Parser<T> {
  (tokens: readonly Token[], from: number): Parsed<T> | undefined;
  /** What it can begin with, so that alternatives that cannot fit are not tried. */
  readonly first: First;
}

/** What was read, and the token to go on with. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

/** The words that a rule can begin with, whether with digits, and whether it may take nothing. */
export interface First {
  readonly words: ReadonlySet<string>;
  readonly digits: boolean;
  readonly nothing: boolean;
}

/** Begins with digits. */
export const DIGITS: First = { words: new Set(), digits: true, nothing: false };
const NOTHING: First = { words: new Set(), digits: false, nothing: true };

/** A rule from a function of its own. */
export function rule<T>(
  first: First,
  read: (tokens: readonly Token[], from: number) => Parsed<T> | undefined,
): Parser<T> {
  return Object.assign(read, { first });
}

function anyOf(firsts: readonly First[]): First {
  return {
    words: new Set(firsts.flatMap(({ words }) => [...words])),
    digits: firsts.some(({ digits }) => digits),
    nothing: firsts.some(({ nothing }) => nothing),
  };
}

/** What a row can begin with: its first part, and the next where a part may take nothing. */
function rowOf(firsts: readonly First[]): First {
  const end = firsts.findIndex(({ nothing }) => !nothing);
  const leading = anyOf(end < 0 ? firsts : firsts.slice(0, end + 1));
  return { ...leading, nothing: end < 0 };
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
  return rule(rowOf(parts.map(({ first }) => first)), (tokens, from) => {
    let value: unknown[] | undefined;
    let next = from;
    for (const part of parts) {
      const read = part(tokens, next);
      if (read === undefined) return undefined;
      value ??= [];
      value.push(read.value);
      next = read.next;
    }
    return { value: value ?? [], next };
  });
}

/** The longest of what fits; of equals the first. */
export function longest<T>(...choices: readonly Parser<T>[]): Parser<T> {
  const first = anyOf(choices.map((choice) => choice.first));
  const always = choices.filter((choice) => choice.first.nothing);
  const digits = choices.filter((choice) => choice.first.digits || choice.first.nothing);
  const byWord = new Map(
    Array.from(first.words, (word) => [
      word,
      choices.filter((choice) => choice.first.words.has(word) || choice.first.nothing),
    ]),
  );
  return rule(first, (tokens, from) => {
    const here = tokens[from];
    const fitting = byWord.get(here?.word ?? '') ?? (isNumeral(here) ? digits : always);
    let best: Parsed<T> | undefined;
    for (const choice of fitting) {
      const read = choice(tokens, from);
      if (read !== undefined && (best === undefined || read.next > best.next)) best = read;
    }
    return best;
  });
}

/** There or not. */
export function optional<T>(part: Parser<T>): Parser<T | undefined> {
  const none = (next: number): Parsed<T | undefined> => ({ value: undefined, next });
  return rule({ ...part.first, nothing: true }, (tokens, from) => part(tokens, from) ?? none(from));
}

/** Where something was read. */
export interface Place {
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly next: number;
}

/** What is made of a reading; undefined where it is none after all. */
export function map<A, B>(part: Parser<A>, make: (value: A, place: Place) => B | undefined): Parser<B> {
  return rule(part.first, (tokens, from) => {
    const read = part(tokens, from);
    if (read === undefined) return undefined;
    const { next } = read;
    const value = make(read.value, { tokens, from, next });
    return value === undefined ? undefined : { value, next };
  });
}

/** Remembers what it read at each place of the text in hand, as packrat parsers do (Ford 2002). */
export function remembered<T>(part: Parser<T>): Parser<T> {
  let text: readonly Token[] | undefined;
  let known = new Map<number, Parsed<T> | undefined>();
  return rule(part.first, (tokens, from) => {
    if (tokens !== text) {
      text = tokens;
      known = new Map();
    }
    const before = known.get(from);
    if (before !== undefined || known.has(from)) return before;
    const read = part(tokens, from);
    known.set(from, read);
    return read;
  });
}

/** Only where the token before passes a test. */
export function following<T>(test: (before: Token | undefined) => boolean, part: Parser<T>): Parser<T> {
  return rule(part.first, (tokens, from) => (test(tokens[from - 1]) ? part(tokens, from) : undefined));
}

/** Only where `test` holds for the token that comes next. */
export function before<T>(part: Parser<T>, test: (next: Token | undefined) => boolean): Parser<T> {
  return rule(part.first, (tokens, from) => {
    const read = part(tokens, from);
    return read !== undefined && test(tokens[read.next]) ? read : undefined;
  });
}

/** Takes no token; there must be no space between the tokens beside it. */
export const glued: Parser<true> = rule(NOTHING, (tokens, from) =>
  touches(tokens, from) ? { value: true, next: from } : undefined,
);

/** One token of digits that `read` understands. */
export function numeral<T>(read: (token: Token) => T | undefined): Parser<T> {
  return rule(DIGITS, (tokens, from) => {
    const here = tokens[from];
    const value = here && isNumeral(here) ? read(here) : undefined;
    return value === undefined ? undefined : { value, next: from + 1 };
  });
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
  return rule({ words: new Set(starts.keys()), digits: false, nothing: false }, (tokens, from) => {
    const fits = starts
      .get(tokens[from]?.word ?? '')
      ?.find(({ words }) => words.every((word, index) => tokens[from + index]?.word === word));
    return fits && { value: fits.value, next: from + fits.words.length };
  });
}

/** One of several phrases, parted by `|`, where which one does not matter. */
export function words(list: string): Parser<true> {
  return phrases(Object.fromEntries(list.split('|').map((phrase): [string, true] => [phrase, true])));
}

/** Words to look a token up in, parted by `|`. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map((word) => word.normalize('NFKC')));
}
