import type { Fact } from './language.js';
import { numbersIn, spelledIn } from './numbers.js';

/** Characters. */
const LONGEST = 600;

/** Marks of Markdown, HTML and the like; control, invisible and direction characters. */
const MARKUP = /[<>[\]{}`*#_|~\\]|[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
const LINK = /:\/\/|www\.|@|[\p{L}\p{N}]\.\p{L}{2,}/iu;

/** Why a model's text is not let through. */
export type Objection = 'too_long' | 'markup' | 'link' | 'unknown_number';

/**
 * What there is against a text that should say nothing but the facts: it is long, carries markup or links, or has a
 * number, in digits or spelled out, that is not among the facts. Numbers within a product's name count as part of the
 * name. Whether the words around a number are true is not checked.
 */
export function objectionTo(
  text: string,
  { facts, names }: { readonly facts: readonly Fact[]; readonly names: readonly string[] },
): Objection | undefined {
  if (text.length >= LONGEST) return 'too_long';
  if (MARKUP.test(text)) return 'markup';
  if (LINK.test(text)) return 'link';
  const known = facts.map(({ name, figure }) => withoutNames(`${name}: ${figure}`, names)).join('\n');
  const said = withoutNames(text, names);
  const [numbers, spelled] = [new Set(numbersIn(known)), new Set(spelledIn(known))];
  return numbersIn(said).every((number) => numbers.has(number)) &&
    spelledIn(said).every((word) => spelled.has(word))
    ? undefined
    : 'unknown_number';
}

/** A name without a letter could hide any number, so it counts as one. */
function withoutNames(text: string, names: readonly string[]): string {
  return names
    .filter((name) => /\p{L}/u.test(name))
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replace(wholeName(name), ' … '), text);
}

function wholeName(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}.,])${escaped}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'giu');
}
