import { type Decimal, decimal } from './decimal.js';
import type { Outcome } from './found.js';
import type { Parsed } from './grammar.js';
import { isNumeral, isWord, type Token, touches } from './tokens.js';

const PLAIN = /^\d+(?:\.\d+)?$/;
const WESTERN = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const INDIAN = /^[1-9]\d?(?:,\d{2})*,\d{3}(?:\.\d+)?$/;
const EUROPEAN = /^\d{1,3}(?:\.\d{3})*,\d+$/;
const MOST_DIGITS = 30;
/** Marks that hold digits together in a date, a time, a fraction or a code. */
const MARKS = new Set(['/', ':', '.', ',', '-', '–', '—', '−', '‐', '_', '^', '⁄', '+', '*']);

/**
 * A number in digits, grouped by thousands (1,200,000) or by lakhs (12,00,000), with a decimal point. Digits that
 * belong to a date, a time or a code are unclear; digits that a letter touches from the left are no number.
 */
export function readNumeral(tokens: readonly Token[], from: number): Parsed<Outcome<Decimal>> | undefined {
  const token = tokens[from];
  if (token === undefined || !isNumeral(token)) return undefined;
  if (touches(tokens, from) && isWord(tokens[from - 1]) && !isPrefix(tokens, from - 1)) return undefined;
  if (startsWithPoint(tokens, from))
    return { next: from + 1, value: { unclear: `".${token.text}" needs its zero. Write 0.${token.text}.` } };
  const end = endOfCode(tokens, from);
  if (end > from + 1) {
    const text = tokens
      .slice(from, end)
      .map((each) => each.text)
      .join('');
    return {
      next: end,
      value: { unclear: `"${text.slice(0, 40)}" is not a plain number. Write it like 1,250.50 or 1,00,000.` },
    };
  }
  return { next: from + 1, value: plainNumber(token) };
}

function plainNumber({ word, text }: Token): Outcome<Decimal> {
  const shown = text.slice(0, 40);
  if (/^['‘’]/.test(text))
    return { unclear: `"${shown}" looks like a year. Write the number without a quote.` };
  if (word.length > MOST_DIGITS) return { unclear: `"${shown}" has too many digits for a number.` };
  if (PLAIN.test(word)) return { value: decimal(word) };
  if (WESTERN.test(word) || INDIAN.test(word)) return { value: decimal(word.replaceAll(',', '')) };
  if (EUROPEAN.test(word))
    return {
      unclear: `"${shown}" may have a decimal comma. Write decimals with a point and groups with commas: 1,234.50.`,
    };
  return { unclear: `"${shown}" is grouped in no known way. Write 1,23,456 or 123,456 or 123456.` };
}

/**
 * The token after what digits, marks and letters make together without a space: `15/08/2025`, `10:30`, `1e5`, `10x20`.
 * Two numbers with a dash (`100-200`) are two numbers.
 */
function endOfCode(tokens: readonly Token[], from: number): number {
  let next = from + 1;
  let numbers = 1;
  let dashes = true;
  while (touches(tokens, next)) {
    const mark = tokens[next];
    const joins = mark !== undefined && (MARKS.has(mark.word) || isShortWord(mark));
    const after = next + (joins && touches(tokens, next + 1) ? 1 : 0);
    if (isNumeral(tokens[after]) && (after > next || isNumeral(mark))) {
      if (mark === undefined || !/^[-–—−‐]$/.test(mark.word)) dashes = false;
      numbers += 1;
      next = after + 1;
    } else if (mark !== undefined && /^\p{No}/u.test(mark.text)) {
      dashes = false;
      numbers += 1;
      next += 1;
    } else break;
  }
  const range = dashes && numbers === 2;
  return range ? from + 1 : numbers > 1 ? next : from + 1;
}

function isShortWord(token: Token): boolean {
  return isWord(token) && token.word.length <= 2;
}

/** Digits after a point that nothing stands before: .5, and not Rs.5. */
function startsWithPoint(tokens: readonly Token[], from: number): boolean {
  return tokens[from - 1]?.word === '.' && touches(tokens, from) && !touches(tokens, from - 1);
}

/** Whether the word before digits may touch them: a currency, as in Rs500. */
function isPrefix(tokens: readonly Token[], index: number): boolean {
  return !touches(tokens, index) && /^(?:rs|inr|usd|eur|gbp|us|re|रु)$/.test(tokens[index]?.word ?? '');
}
