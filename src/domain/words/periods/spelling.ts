import { distance } from 'fastest-levenshtein';
import { wordSet } from '../grammar.js';
import { isNumeral, isWord, type Token } from '../tokens.js';

/** Words of time that are worth mending, all of five letters or more. */
const VOCABULARY = [
  ...['january', 'february', 'march', 'april', 'august', 'september', 'october', 'november', 'december'],
  ...['month', 'months', 'weeks', 'years', 'quarter', 'quarters', 'weekend', 'fiscal', 'financial'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  ...['today', 'yesterday', 'diwali', 'previous', 'current', 'mahine'],
];
/** Other words that stand as near. */
const OTHERS: ReadonlySet<string> = wordSet(
  'marsh|match|larch|mouth|mouths|monty|aprils|augusta|augusto|quartet|quartz|weeds|yearn|yearns|years|currant|currants|currents|toady|sundae|sundry|fiscally|decembers|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends|machine|moths|month|monthly|yearly|weekly|quarterly|maria|marco|marcy|wheels|previously|currently|weekday|weekdays|weekly',
);
/** Words that make it likely that time follows. */
const BEFORE: ReadonlySet<string> = wordSet(
  'in|since|until|till|during|last|this|next|previous|past|current|before|after|between|of|from|to|for|pichle|pichhle|is|on|the',
);
/** Words that need no sign that time is meant. */
const ALONE: ReadonlySet<string> = wordSet('today|yesterday|september|november|december|february');

/**
 * The tokens with misspelt words of time put right: one letter wrong, missing, doubled or swapped, two in long words,
 * where only one word comes into question and a neighbour says that time is meant.
 */
export function mended(tokens: readonly Token[]): readonly Token[] {
  const known = new Map<string, string | undefined>();
  return tokens.map((token, index) => {
    if (!isWord(token) || token.word.length < 5 || token.word.length > 12) return token;
    if (!known.has(token.word)) known.set(token.word, meant(token.word));
    const word = known.get(token.word);
    if (word === undefined) return token;
    const before = tokens[index - 1];
    const likely =
      tokens.length === 1 ||
      ALONE.has(word) ||
      isNumeral(before) ||
      isNumeral(tokens[index + 1]) ||
      BEFORE.has(before?.word ?? '');
    return likely ? { ...token, word } : token;
  });
}

/** The one word that was most likely meant. */
function meant(word: string): string | undefined {
  if (OTHERS.has(word) || VOCABULARY.includes(word)) return undefined;
  const near = VOCABULARY.filter(
    (candidate) => candidate[0] === word[0] && Math.abs(candidate.length - word.length) <= 2,
  )
    .map((candidate) => ({ candidate, edits: edits(word, candidate) }))
    .filter(({ candidate, edits }) => edits <= (candidate.length >= 8 ? 2 : 1))
    .sort((a, b) => a.edits - b.edits);
  const [best, second] = near;
  return best !== undefined && best.edits !== second?.edits ? best.candidate : undefined;
}

/** Edit distance where two neighbours swapped count as one edit when nothing else is wrong. */
function edits(a: string, b: string): number {
  const far = distance(a, b);
  if (far !== 2 || a.length !== b.length) return far;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2) ? 1 : far;
}
