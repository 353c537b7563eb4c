import { AFTER, BEFORE, type Op, VAGUE } from './comparison-words.js';
import { compare, decimal, decimalOf, times } from './decimal.js';
import { type Found, type Outcome, scan } from './found.js';
import { type Parsed, phrases, words } from './grammar.js';
import { LETTER_SCALES, SCALES } from './number-words.js';
import { findNumbers, type NumberValue } from './numbers.js';
import { isNumeral, type Token, touches } from './tokens.js';

/** A condition on a figure. */
export interface Comparison {
  readonly op: Op;
  /** Two with `between`, the lesser first, both included; one otherwise. */
  readonly numbers: readonly NumberValue[];
}

type Numbers = ReadonlyMap<number, Found<NumberValue>>;

const before = phrases(BEFORE);
const after = phrases(AFTER);
const vague = words(VAGUE);
const between = words('between|from|ranging from|in the range of|in the range|range|in between|betwixt');
const strictBetween = words('between|in the range of|in the range|ranging from|in between');
const and = words('and|to|till|until|upto|up to|through|-|–|—|& |se|aur|से|और');
const amid = words('ke beech|ke bich|ke beech mein|ke beech me|के बीच|tak|तक');
const dash = words('-|–|—|to');

/** The comparisons with numbers that stand in a text. */
export function findComparisons(tokens: readonly Token[]): readonly Found<Comparison>[] {
  const numbers: Numbers = new Map(findNumbers(tokens).map((found) => [found.first, found]));
  return scan(
    tokens.length,
    (from) =>
      readBetween(tokens, from, numbers) ??
      readBefore(tokens, from, numbers) ??
      readRange(tokens, from, numbers) ??
      readAfter(tokens, from, numbers),
  );
}

/** `between 500 and 1000`, `from 500 to 1000`. */
function readBetween(
  tokens: readonly Token[],
  from: number,
  numbers: Numbers,
): Parsed<Outcome<Comparison>> | undefined {
  const negated = tokens[from]?.word === 'not' || tokens[from]?.word === 'outside';
  const opening = between(tokens, negated ? from + 1 : from);
  const low = opening && numbers.get(opening.next);
  if (low === undefined) return undefined;
  const joint = and(tokens, low.last + 1);
  const high = joint && numbers.get(joint.next);
  if (high !== undefined && negated)
    return {
      next: high.last + 1,
      value: { unclear: 'Outside a range is two conditions. Write under 500 or over 1000.' },
    };
  if (high !== undefined) return pair(tokens, low, high);
  return strictBetween(tokens, from) === undefined
    ? undefined
    : { next: low.last + 1, value: { unclear: 'Between needs two numbers: between 500 and 1000.' } };
}

/** `500 to 1000`, `100-200`, `500 se 1000 tak`, `500 aur 1000 ke beech`. */
function readRange(
  tokens: readonly Token[],
  from: number,
  numbers: Numbers,
): Parsed<Outcome<Comparison>> | undefined {
  const low = numbers.get(from);
  const joint = low && and(tokens, low.last + 1);
  const high = joint && numbers.get(joint.next);
  if (low === undefined || joint === undefined || high === undefined) return undefined;
  const closing = amid(tokens, high.last + 1);
  if (closing === undefined && dash(tokens, low.last + 1)?.next !== joint.next) return undefined;
  const read = pair(tokens, low, high);
  return closing === undefined ? read : { ...read, next: closing.next };
}

/** `more than 500`, `at least 3`, `not 20 %`, and what is too vague: `around 500`. */
function readBefore(
  tokens: readonly Token[],
  from: number,
  numbers: Numbers,
): Parsed<Outcome<Comparison>> | undefined {
  const op = before(tokens, from);
  const number = op && numbers.get(op.next);
  if (op !== undefined && number !== undefined) {
    const next = number.last + 1;
    return 'unclear' in number
      ? { next, value: { unclear: number.unclear } }
      : { next, value: { value: { op: op.value, numbers: [number.value] } } };
  }
  const open = vague(tokens, from);
  const about = open && numbers.get(open.next);
  if (about === undefined) return undefined;
  const text = tokens
    .slice(from, about.last + 1)
    .map((token) => token.text)
    .join(' ');
  const unclear = `"${text.slice(0, 60)}" is not exact. Give a range, such as between 450 and 550.`;
  return { next: about.last + 1, value: { unclear } };
}

/** `500 or more`, `500+`, `500 se zyada`, `500 tak`. */
function readAfter(
  tokens: readonly Token[],
  from: number,
  numbers: Numbers,
): Parsed<Outcome<Comparison>> | undefined {
  const number = numbers.get(from);
  const op = number && after(tokens, number.last + 1);
  if (number === undefined || op === undefined) return undefined;
  return 'unclear' in number
    ? { next: op.next, value: { unclear: number.unclear } }
    : { next: op.next, value: { value: { op: op.value, numbers: [number.value] } } };
}

function pair(
  tokens: readonly Token[],
  low: Found<NumberValue>,
  high: Found<NumberValue>,
): Parsed<Outcome<Comparison>> {
  const next = high.last + 1;
  if ('unclear' in low) return { next, value: { unclear: low.unclear } };
  if ('unclear' in high) return { next, value: { unclear: high.unclear } };
  const first = alike(scaledAlike(tokens, low, low.value, high, high.value), high.value);
  const second = alike(high.value, first);
  if (first.unit !== second.unit || first.currency !== second.currency)
    return { next, value: { unclear: 'The two ends are of different kinds. Give both in one unit.' } };
  if (compare(signed(first.value), signed(second.value)) > 0) {
    const unclear = `The range is reversed: ${first.value} is more than ${second.value}. Put the lesser first.`;
    return { next, value: { unclear } };
  }
  return { next, value: { value: { op: 'between', numbers: [first, second] } } };
}

/** `1 to 2 lakh` is 1 lakh to 2 lakh where the scale makes a range; `500 to 2 thousand` is as written. */
export function scaledAlike(
  tokens: readonly Token[],
  low: Found<NumberValue>,
  lowValue: NumberValue,
  high: Found<NumberValue>,
  highValue: NumberValue,
): NumberValue {
  const scale = scaleOf(tokens, high);
  if (scale === undefined || scaleOf(tokens, low) !== undefined) return lowValue;
  const scaled = times(signed(lowValue.value), decimal(String(scale)));
  return compare(scaled, signed(highValue.value)) < 0 ? { ...lowValue, value: decimalOf(scaled) } : lowValue;
}

function scaleOf(tokens: readonly Token[], { first, last }: Found<NumberValue>): number | undefined {
  for (let index = last; index > first; index -= 1) {
    const { word = '' } = tokens[index] ?? {};
    const scale = SCALES.get(word);
    if (scale !== undefined) return scale;
    if (isNumeral(tokens[index - 1]) && touches(tokens, index) && LETTER_SCALES.has(word))
      return LETTER_SCALES.get(word);
  }
  return undefined;
}

/** A number without a unit has that of its neighbour: Rs 500 to 1000, 10 to 20 %. */
function alike(value: NumberValue, other: NumberValue): NumberValue {
  if (value.unit !== undefined || other.unit === undefined) return value;
  return { ...other, value: value.value };
}

function signed(text: string) {
  return text.startsWith('-') ? times(decimal(text.slice(1)), { units: -1n, places: 0 }) : decimal(text);
}
