import { type Decimal, decimal, decimalOf, times } from './decimal.js';
import { type Found, type Outcome, scan } from './found.js';
import { type Parsed, phrases } from './grammar.js';
import { readMagnitude, small } from './magnitude.js';
import { COUNTS, CURRENCIES, PERCENTS, SCALES } from './number-words.js';
import { isNumeral, isWord, type Token, touches } from './tokens.js';

/** A number in words or digits, with what it counts. */
export interface NumberValue {
  /** Exact, plain: `150000`, `-12.5`. A percentage is as written: 20 % is `20`. */
  readonly value: string;
  /** Absent where nothing says what it is. */
  readonly unit?: 'money' | 'percent' | 'count';
  /** ISO 4217, with money alone. `$` is USD, `Rs` is INR. */
  readonly currency?: string;
}

const currency = phrases(CURRENCIES);
const percent = phrases(PERCENTS);
const count = phrases(COUNTS);
const DOZEN = new Set(['dozen', 'dozens', 'darjan', 'दर्जन']);
const MINUS = new Set(['-', '−', '–', 'minus']);
/** Before these, `one` and `ek` are no number: which one, this one. */
const PRONOUN = new Set([
  'which',
  'that',
  'this',
  'each',
  'every',
  'any',
  'the',
  'only',
  'no',
  'some',
  'another',
]);

/** The numbers that stand in a text, those inside dates and periods too. */
export function findNumbers(tokens: readonly Token[]): readonly Found<NumberValue>[] {
  return scan(tokens.length, (from) => readNumber(tokens, from));
}

function readNumber(tokens: readonly Token[], from: number): Parsed<Outcome<NumberValue>> | undefined {
  const minus = isMinus(tokens, from);
  const start = minus ? from + 1 : from;
  const before = currencyAt(tokens, start);
  let at = before?.next ?? start;
  const inner = before !== undefined && isMinus(tokens, at);
  if (inner) at += 1;
  if (before === undefined && isPronoun(tokens, at)) return undefined;
  const read = readMagnitude(tokens, at) ?? dozen(tokens, at);
  if (read === undefined) return undefined;
  if (isOrdinal(tokens, read.next)) return undefined;
  if ('unclear' in read.value) return { next: read.next, value: read.value };
  if (runsOn(tokens, read.next)) return { next: read.next + 1, value: { unclear: SIDE_BY_SIDE } };
  const lakh = isBareL(tokens, read.next);
  if (lakh && before === undefined) {
    const unclear = `"${tokens[read.next - 1]?.text}${tokens[read.next]?.text}" may be lakh or litres. Write lakh or litre.`;
    return { next: read.next + 1, value: { unclear } };
  }
  const scaled = lakh ? times(read.value.value, decimal('100000')) : read.value.value;
  const value = minus || inner ? times(scaled, { units: -1n, places: 0 }) : scaled;
  return withUnit(tokens, lakh ? read.next + 1 : read.next, value, before?.value);
}

function withUnit(
  tokens: readonly Token[],
  next: number,
  value: Decimal,
  given: string | undefined,
): Parsed<Outcome<NumberValue>> {
  const paise = tokens[next]?.word === 'paise' || tokens[next]?.word === 'पैसे';
  if (paise && given === undefined) return money(next + 1, times(value, { units: 1n, places: 2 }), 'INR');
  const share = percent(tokens, next);
  if (share !== undefined && given === undefined)
    return { next: share.next, value: { value: { value: decimalOf(value), unit: 'percent' } } };
  const slash =
    tokens[next]?.word === '/' && touches(tokens, next) && /^[-=]$/.test(tokens[next + 1]?.word ?? '');
  if (slash) return money(next + 2, value, given ?? 'INR');
  const after = currency(tokens, next);
  if (after !== undefined && (given === undefined || given === after.value) && isWord(tokens[next]))
    return money(after.next, value, after.value);
  if (given !== undefined) return money(next, value, given);
  const dozens = DOZEN.has(tokens[next]?.word ?? '');
  if (dozens) return counted(next + 1, times(value, decimal('12')));
  const counting = count(tokens, next);
  if (counting !== undefined) return counted(counting.next, value);
  return { next, value: { value: { value: decimalOf(value) } } };
}

function money(next: number, value: Decimal, code: string): Parsed<Outcome<NumberValue>> {
  return { next, value: { value: { value: decimalOf(value), unit: 'money', currency: code } } };
}

function counted(next: number, value: Decimal): Parsed<Outcome<NumberValue>> {
  return { next, value: { value: { value: decimalOf(value), unit: 'count' } } };
}

/** A minus that stands before a number and not between two. */
function isMinus(tokens: readonly Token[], from: number): boolean {
  if (!MINUS.has(tokens[from]?.word ?? '')) return false;
  if (tokens[from]?.word === 'minus') return true;
  return touches(tokens, from + 1) && !touches(tokens, from);
}

/** A currency before a number, as in `Rs. 500`; a word such as rupees comes after. */
function currencyAt(tokens: readonly Token[], from: number): Parsed<string> | undefined {
  const read = currency(tokens, from);
  const at = read?.next ?? from;
  const follows = isNumeral(tokens[at]) || isMinus(tokens, at) || readMagnitude(tokens, at) !== undefined;
  return follows ? read : undefined;
}

/** A dozen, half a dozen. */
function dozen(tokens: readonly Token[], from: number): Parsed<Outcome<Decimal>> | undefined {
  const { word = '' } = tokens[from] ?? {};
  const half = word === 'half';
  const at = half ? from + 1 : from;
  const start = tokens[at]?.word === 'a' || half ? at + (tokens[at]?.word === 'a' ? 1 : 0) : at;
  if (!DOZEN.has(tokens[start]?.word ?? '')) return undefined;
  return { next: start, value: { value: decimal(half ? '0.5' : '1') } };
}

const SIDE_BY_SIDE = 'Two numbers stand side by side. Write one number in digits, such as 250000.';

/** Whether another number follows that may belong to this one: two hundred fifty thousand, 1 000 000, 1 lakh 500. */
function runsOn(tokens: readonly Token[], next: number): boolean {
  const last = tokens[next - 1];
  const after = tokens[next];
  if (!isNumeral(after)) return small(tokens, next) !== undefined;
  if (isNumeral(last)) return /^\d{1,3}$/.test(last?.word ?? '') && /^\d{3}$/.test(after?.word ?? '');
  return SCALES.has(last?.word ?? '');
}

/** The letter of `5L`: lakh where it is money, and else perhaps litres. */
function isBareL(tokens: readonly Token[], next: number): boolean {
  return tokens[next]?.word === 'l' && isNumeral(tokens[next - 1]) && touches(tokens, next);
}

/** 15th, 2nd: places in an order, not numbers. */
function isOrdinal(tokens: readonly Token[], next: number): boolean {
  return touches(tokens, next) && /^(?:st|nd|rd|th)$/.test(tokens[next]?.word ?? '');
}

function isPronoun(tokens: readonly Token[], at: number): boolean {
  const { word = '' } = tokens[at] ?? {};
  return (word === 'one' || word === 'ek') && PRONOUN.has(tokens[at - 1]?.word ?? '');
}
