import * as z from 'zod';

/** One of a few words: named in its description, which costs half of what a list of them costs. */
export const oneOf = <const T extends readonly string[]>(words: T) => z.string().pipe(z.enum(words));

/** Some of a few words. */
export const severalOf = <const T extends readonly string[]>(words: T) =>
  z
    .array(z.string().pipe(z.enum(words)))
    .max(words.length)
    .default([]);
