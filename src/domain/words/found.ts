import type { Parsed } from './grammar.js';

/** What could not be read, and what to write instead, for people. */
export interface Unclear {
  readonly unclear: string;
}

/** A reading, or why there is none. */
export type Outcome<T> = { readonly value: T } | Unclear;

/** Something that stands in a list of tokens: indices of its first and last token, both included. */
export type Found<T> = { readonly first: number; readonly last: number } & Outcome<T>;

/** What `read` finds from left to right, none overlapping. */
export function scan<T>(
  length: number,
  read: (from: number) => Parsed<Outcome<T>> | undefined,
): readonly Found<T>[] {
  const found: Found<T>[] = [];
  for (let from = 0; from < length; ) {
    const here = read(from);
    if (here !== undefined) found.push({ first: from, last: here.next - 1, ...here.value });
    from = here?.next ?? from + 1;
  }
  return found;
}
