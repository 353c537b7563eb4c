/** The character between whole and fraction. */
export type DecimalMark = '.' | ',';

/** Digits beyond which a double no longer holds a decimal exactly. */
const MOST_DIGITS = 15;
const PLAIN = /^-?\d{1,10}(?:\.\d{1,5})?$/;
const SPACES = /[\u00a0\u2007\u2009\u202f]/g;
const MINUS = /[\u2212\u2013\ufe63\uff0d]/g;
const CURRENCY = String.raw`(?:Rs\.?|Re\.?|${Intl.supportedValuesOf('currency').join('|')}|[A-Z]{0,3}\p{Sc})`;
const LEADING_CURRENCY = new RegExp(`^${CURRENCY}\\s*`, 'iu');
const TRAILING_CURRENCY = new RegExp(`\\s*(?:/-|${CURRENCY})$`, 'iu');
const GROUPED: Record<DecimalMark, RegExp> = {
  '.': /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ '’]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})?(?:\.(\d*))?$/,
  ',': /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ '’]\d{3})+)?(?:,(\d*))?$/,
};

/**
 * Reads a decimal as shops write it: thousands and lakh separators, currency signs, `/-`, a minus before or
 * after, parentheses for negatives. Undefined when it is not a number in that style.
 */
export function parseDecimal(text: string, mark: DecimalMark): number | undefined {
  if (mark === '.' && PLAIN.test(text)) return Number(text) + 0;
  let rest = text.replace(SPACES, ' ').replace(MINUS, '-').trim();
  let signs = 0;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    rest = rest.slice(1, -1).trim();
    signs += 1;
  }
  const takeSign = (): void => {
    if (rest.startsWith('-')) signs += 1;
    if (/^[+-]/.test(rest)) rest = rest.slice(1).trim();
  };
  takeSign();
  rest = rest.replace(LEADING_CURRENCY, '');
  takeSign();
  rest = rest.replace(TRAILING_CURRENCY, '');
  if (rest.endsWith('-')) {
    signs += 1;
    rest = rest.slice(0, -1).trim();
  }
  const [, whole = '', fraction = ''] = GROUPED[mark].exec(rest) ?? [];
  if ((whole === '' && fraction === '') || signs > 1) return undefined;
  const digits = whole.replace(/\D/g, '');
  if (digits.replace(/^0+/, '').length + fraction.replace(/0+$/, '').length > MOST_DIGITS) return undefined;
  const value = Number(`${digits || '0'}.${fraction || '0'}`);
  return signs === 1 && value !== 0 ? -value : value;
}

/** The mark people in `locale` write. */
export function localeDecimal(locale: string): DecimalMark {
  return new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .some((part) => part.type === 'decimal' && part.value === ',')
    ? ','
    : '.';
}

/** What the cells of a column, or of several, say about the decimal mark. */
export class DecimalEvidence {
  point = 0;
  comma = 0;
  /** Cells such as `1,234` or `1.250` that could be either. */
  unclear = 0;

  see(text: string): void {
    const firstComma = text.indexOf(',');
    const firstPoint = text.indexOf('.');
    if (firstComma < 0 && firstPoint < 0) return;
    const number = /\d[\d.,]*/.exec(text)?.[0].replace(/[.,]+$/, '');
    if (number === undefined) return;
    const lastComma = number.lastIndexOf(',');
    const lastPoint = number.lastIndexOf('.');
    if (lastComma >= 0 && lastPoint >= 0) {
      if (lastPoint > lastComma) this.point += 1;
      else this.comma += 1;
      return;
    }
    const last = Math.max(lastComma, lastPoint);
    if (last < 0) return;
    const [own, other] = lastComma >= 0 ? (['comma', 'point'] as const) : (['point', 'comma'] as const);
    if (number.indexOf(number[last] ?? '') !== last) this[other] += 1;
    else if (number.length - last - 1 !== 3 || last > 3 || (last === 1 && number.startsWith('0')))
      this[own] += 1;
    else this.unclear += 1;
  }

  add(other: DecimalEvidence): void {
    this.point += other.point;
    this.comma += other.comma;
    this.unclear += other.unclear;
  }

  /** The mark the cells agree on, or most of them; undefined when none of them tells. */
  get mark(): DecimalMark | undefined {
    if (this.point === this.comma) return undefined;
    return this.point > this.comma ? '.' : ',';
  }

  get mixed(): boolean {
    return this.point > 0 && this.comma > 0;
  }
}
