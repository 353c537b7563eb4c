import { type Decimal, decimal, plus, times } from './decimal.js';
import type { Outcome } from './found.js';
import { type Parsed, type Parser, rule, wordSet } from './grammar.js';
import { COUNTED, LETTER_SCALES, PARTS, SCALES, SHARED, SHIFTS, SMALL, TENS } from './number-words.js';
import { readNumeral } from './numeral.js';
import { isNumeral, isWord, type Token, touches } from './tokens.js';

/** Most tokens that one number may have. */
const LONGEST = 16;

/**
 * The number without sign, currency or unit that begins at a token: `1.5 lakh`, `10k`, `half a million`,
 * `two hundred and fifty`, `dhai lakh`, `1 crore 20 lakh`.
 */
export function readMagnitude(tokens: readonly Token[], from: number): Parsed<Outcome<Decimal>> | undefined {
  let total: Decimal | undefined;
  let next = from;
  let below = Number.POSITIVE_INFINITY;
  while (next < from + LONGEST) {
    const joined = total !== undefined && tokens[next]?.word === 'and' ? next + 1 : next;
    const group = readGroup(tokens, joined, total !== undefined);
    if (group === undefined) break;
    if ('unclear' in group.value)
      return total === undefined ? { next: group.next, value: group.value } : undefined;
    const { value, smallest, largest, digits } = group.value;
    // The words after "and" may begin another number: one hundred and two hundred.
    if (largest >= below || (total !== undefined && digits && smallest === 1)) break;
    total = total === undefined ? value : plus(total, value);
    below = smallest;
    next = group.next;
    if (smallest === 1) break;
  }
  return total && { value: { value: total }, next };
}

interface Group {
  readonly value: Decimal;
  /** The scale it ends in; 1 where it has none. */
  readonly smallest: number;
  readonly largest: number;
  readonly digits: boolean;
}

/** A number with its scale, such as `50 thousand`, `two hundred`, `three hundred thousand`, `five`. */
function readGroup(
  tokens: readonly Token[],
  from: number,
  later: boolean,
): Parsed<Group | { readonly unclear: string }> | undefined {
  const head = readHead(tokens, from, later);
  if (head === undefined) return undefined;
  if ('unclear' in head.value) return { next: head.next, value: head.value };
  let { next } = head;
  const scales: number[] = [];
  for (let scale = scaleAt(tokens, next); scale !== undefined; scale = scaleAt(tokens, next)) {
    if (scales.length > 0 && scale < 1_000) break;
    scales.push(scale);
    next += 1;
    if (scales.length === 2) break;
  }
  if (scales.length === 0 && head.value.needsScale) return undefined;
  const scale = scales.reduce((product, each) => product * each, 1);
  return {
    next,
    value: {
      value: times(head.value.value, decimal(String(scale))),
      smallest: scale,
      largest: scale,
      digits: head.value.digits,
    },
  };
}

interface Head {
  readonly value: Decimal;
  readonly digits: boolean;
  /** Means nothing alone, such as half. */
  readonly needsScale: boolean;
}

function readHead(
  tokens: readonly Token[],
  from: number,
  later: boolean,
): Parsed<Head | { readonly unclear: string }> | undefined {
  const { word = '' } = tokens[from] ?? {};
  if (isNumeral(tokens[from])) {
    const read = readNumeral(tokens, from);
    if (read === undefined) return undefined;
    if ('unclear' in read.value) return { next: read.next, value: read.value };
    const { value } = read.value;
    const half = andAHalf(tokens, read.next);
    return half === undefined
      ? { next: read.next, value: { value, digits: true, needsScale: false } }
      : { next: half, value: { value: plus(value, HALF), digits: true, needsScale: false } };
  }
  const part = PARTS.get(word);
  if (part !== undefined) {
    const article = tokens[from + 1]?.word;
    const next = from + (word === 'half' && (article === 'a' || article === 'an') ? 2 : 1);
    return { next, value: { value: decimal(part), digits: false, needsScale: true } };
  }
  const shift = SHIFTS.get(word);
  if (shift !== undefined) {
    if (scaleAt(tokens, from + 1) !== undefined)
      return { next: from + 1, value: { value: plus(ONE, shiftOf(shift)), digits: false, needsScale: true } };
    const shifted = smallAt(tokens, from + 1);
    const value = shifted && plus(decimal(String(shifted.value)), shiftOf(shift));
    return shifted && value && { next: shifted.next, value: { value, digits: false, needsScale: true } };
  }
  if (!later && (word === 'a' || word === 'an'))
    return { next: from + 1, value: { value: ONE, digits: false, needsScale: true } };
  // A hundred, a lakh without a number before it.
  if (!later && SCALES.get(word) !== undefined && (SCALES.get(word) ?? 0) < 1_000_000_000 && word.length > 2)
    return LOOSE.has(tokens[from - 1]?.word ?? '')
      ? {
          next: from + 1,
          value: { unclear: `"${word}" has no exact number before it. Write one, such as 2 ${word}.` },
        }
      : { next: from, value: { value: ONE, digits: false, needsScale: true } };
  const small = smallAt(tokens, from);
  if (small === undefined) return undefined;
  const value = decimal(String(small.value));
  const half = andAHalf(tokens, small.next);
  return half === undefined
    ? { next: small.next, value: { value, digits: false, needsScale: false } }
    : { next: half, value: { value: plus(value, HALF), digits: false, needsScale: false } };
}

/** Words before a scale that give no number: few lakh, a quarter million. */
const LOOSE: ReadonlySet<string> = wordSet('quarter|third|few|several|many|couple|of|some|kuch|kai');
const ONE = decimal('1');
const HALF = decimal('0.5');

function shiftOf(text: string): Decimal {
  return text.startsWith('-') ? times(decimal(text.slice(1)), { units: -1n, places: 0 }) : decimal(text);
}

/** Where `and a half` ends, if it is there. */
function andAHalf(tokens: readonly Token[], from: number): number | undefined {
  return ['and', 'a', 'half'].every((word, index) => tokens[from + index]?.word === word)
    ? from + 3
    : undefined;
}

/** A number below a hundred in words. */
export const small: Parser<number> = rule(
  { words: new Set([...SMALL.keys(), ...SHARED.keys(), ...TENS.keys()]), digits: false, nothing: false },
  smallAt,
);

/** A number below a hundred in words; `twenty five` and `twenty-five`. */
function smallAt(tokens: readonly Token[], from: number): Parsed<number> | undefined {
  const { word = '' } = tokens[from] ?? {};
  const shared = SHARED.get(word);
  if (shared !== undefined && COUNTED.has(tokens[from + 1]?.word ?? ''))
    return { value: shared, next: from + 1 };
  const tens = TENS.get(word);
  if (tens !== undefined) {
    const at = tokens[from + 1]?.word === '-' ? from + 2 : from + 1;
    const ones = SMALL.get(tokens[at]?.word ?? '');
    return ones !== undefined && ones > 0 && ones < 10
      ? { value: tens + ones, next: at + 1 }
      : { value: tens, next: from + 1 };
  }
  const small = SMALL.get(word);
  return small === undefined ? undefined : { value: small, next: from + 1 };
}

/** The scale that a token is: a word, or a letter that touches the digits before it. */
function scaleAt(tokens: readonly Token[], index: number): number | undefined {
  const token = tokens[index];
  if (!isWord(token) || token === undefined) return undefined;
  const word = SCALES.get(token.word);
  if (word !== undefined) return word;
  const afterDigits = isNumeral(tokens[index - 1]);
  if (!afterDigits || !(touches(tokens, index) || token.word === 'k' || token.word === 'cr'))
    return undefined;
  return LETTER_SCALES.get(token.word);
}
