/** A word, a number or a mark of a text. */
export interface Token {
  /** As written. */
  readonly text: string;
  /** To compare by: NFKC, lower case, digits of any script as ASCII, without quotes and possessive `'s`. */
  readonly word: string;
  /** Place in the text, in UTF-16 units; `end` is not included. */
  readonly start: number;
  readonly end: number;
}

/**
 * A number with the points and commas inside it and the apostrophe of a short year (`'26`); a word with its
 * apostrophes; or one mark. Letters and digits part: `FY26` and `10k` are two tokens that touch.
 */
const TOKEN =
  /(?:['‘’](?=\p{Nd}\p{Nd}(?![\p{Nd}'‘’])))?\p{Nd}+(?:[.．]\p{Nd}+|[,，]\p{Nd}{1,3}(?!\p{Nd}))*|\p{L}[\p{L}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]*(?:['‘’]\p{L}[\p{L}\p{M}]*)*|[\u202a-\u202e\u2066-\u2069]|[^\s\p{C}"“”„«»'‘’`_]/gu;
const PLAIN = /^[a-z0-9.,]+$/;
const SILENT = /['‘’\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * Takes a text apart. White space, quotes, underscores and control characters only part tokens; marks that turn the
 * direction of writing are tokens, so that nothing hides behind them.
 */
export function tokenize(text: string): readonly Token[] {
  return Array.from(text.matchAll(TOKEN), (match) => ({
    text: match[0],
    word: normal(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Whether a token begins where the one before it ends. */
export function touches(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1] !== undefined && tokens[index - 1]?.end === tokens[index]?.start;
}

/** Whether a token is a number in digits. */
export function isNumeral(token: Token | undefined): boolean {
  const first = token?.word.charCodeAt(0) ?? 0;
  return first >= 48 && first <= 57;
}

/** Whether a token is a word in letters. */
export function isWord(token: Token | undefined): boolean {
  return token !== undefined && /^\p{L}/u.test(token.word);
}

function normal(text: string): string {
  if (PLAIN.test(text)) return text;
  const word = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/['‘’]s$/, '')
    .replace(SILENT, '');
  return word.replace(/\p{Nd}/gu, asciiDigit);
}

/** Digits of a script come in blocks of ten whose code points end in 0 to 9 or in 6 to F (Unicode, chapter 4.6). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const place = code % 16;
  return String(/\p{Nd}/u.test(String.fromCodePoint(code - place)) ? place : place - 6);
}
