import { meanConfidence, type Row, type Token } from './rows.js';

/** A number on the page. */
export interface Numeral {
  /** In hundredths. */
  readonly value: number;
  /** The same in thousandths, for quantities. */
  readonly thousandths: number;
  /** How many decimals are written. */
  readonly decimals: number;
  /** Written with a currency sign or code before it, or `/-` after it. */
  readonly money: boolean;
  readonly percent: boolean;
  /** Letters were taken for digits, or a mark for a point. */
  readonly mended: boolean;
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly confidence: number;
  readonly left: number;
  readonly right: number;
}

/** Currency signs as printed; 7 and < stand in for a rupee sign that recognisers do not know. */
const CURRENCY = /^(?:RM|MYR|INR|Rs\.?|R5\.?|USD|SGD|\$|S\$|₹|¥|￥|€|£)[:.]?/i;
const ALIKE: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  D: '0',
  Q: '0',
  I: '1',
  l: '1',
  i: '1',
  '|': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
};
const LARGEST = 1e13;

/**
 * Reads a number with up to three decimals as bills write it: 1,23,456.00, 1,234.50, 12.5%, Rs.500/-, (1.20), 9-00,
 * 12.00-. Undefined for anything else.
 */
export function parseNumeral(
  given: string,
): Pick<Numeral, 'value' | 'thousandths' | 'decimals' | 'money' | 'percent' | 'mended'> | undefined {
  let text = given
    .replace(/[：:;*]+$/, '')
    .replace(/^[:：*=@xX]+(?=\S)/, '')
    .replace(/[，]/g, ',')
    .replace(/[．。·]/g, '.');
  let money = false;
  let negative = false;
  if (/^\(.+\)$/.test(text)) {
    negative = true;
    text = text.slice(1, -1);
  }
  if (/^[-–—~]/.test(text)) {
    negative = true;
    text = text.slice(1);
  }
  const sign = CURRENCY.exec(text);
  if (sign !== null && sign[0].length < text.length) {
    money = true;
    text = text.slice(sign[0].length);
  }
  // A dollar sign is often read as S.
  if (/^S\d+\.\d\d$/.test(text)) {
    money = true;
    text = text.slice(1);
  }
  if (/\/[-=]?$/.test(text)) {
    money = true;
    text = text.replace(/\/[-=]?$/, '');
  }
  const percent = /%$/.test(text);
  text = text.replace(/%$/, '').replace(/(?<=\d\.\d\d)(?:SR|ZR|ZRL|SRS|TX|[A-Z*#])$/i, '');
  if (/^[-–—]/.test(text)) {
    negative = true;
    text = text.slice(1);
  }
  if (/\d[-–]$/.test(text)) {
    negative = true;
    text = text.slice(0, -1);
  }
  const digits = [...text].filter((char) => /\d/.test(char)).length;
  if (digits === 0) return undefined;
  let mended = false;
  if (/[A-Za-z|]/.test(text)) {
    const letters = text.length - text.replace(/[A-Za-z|]/g, '').length;
    if (letters > digits || !/[.,]/.test(text)) return undefined;
    text = [...text].map((char) => ALIKE[char] ?? char).join('');
    mended = true;
  }
  if (/^\d+[-~_'’:]\d\d$/.test(text) && !/:/.test(text)) {
    text = text.replace(/[-~_'’]/, '.');
    mended = true;
  }
  if (/^\d{1,3}(?:[.,]\d{3})*,\d{2}$/.test(text) && !/^\d{1,2},\d{2},/.test(text)) {
    text = text.replace(/,(\d{2})$/, '.$1');
    mended = true;
  } else if (/^\d{1,3}(?:\.\d{2,3})+\.\d{2}$/.test(text)) {
    text = text.replace(/\.(?=.*\.)/g, '');
    mended = true;
  }
  text = text.replace(/[.,]$/, '').replace(/^\./, '0.');
  if (!/^(?:\d+|\d{1,3}(?:,\d{2,3})*(?:,\d{3}))(?:\.\d{1,3})?$/.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.replace(/,/g, '').split('.');
  const thousandths = Number(whole) * 1_000 + Number(fraction.padEnd(3, '0'));
  if (thousandths > LARGEST) return undefined;
  const value = Math.round(thousandths / 10) * (negative ? -1 : 1);
  return {
    value,
    thousandths: negative ? -thousandths : thousandths,
    decimals: fraction.length,
    money,
    percent,
    mended,
  };
}

/**
 * The numbers of a row from left to right. Parts that were cut apart (`1,234.` and `50`, `RM` and `9.00`) are put
 * together where they stand close.
 */
export function numeralsOf(row: Row): Numeral[] {
  const found: Numeral[] = [];
  const { tokens } = row;
  for (let index = 0; index < tokens.length; ) {
    let taken = 0;
    for (const length of [3, 2, 1]) {
      const part = tokens.slice(index, index + length);
      if (part.length < length || !standsTogether(part)) continue;
      const text = part.map((token) => token.text).join('');
      const read = parseNumeral(text);
      if (read === undefined) continue;
      found.push({
        ...read,
        tokens: part,
        text,
        confidence: meanConfidence(part),
        left: part[0]?.left ?? 0,
        right: part.at(-1)?.right ?? 0,
      });
      taken = length;
      break;
    }
    index += Math.max(1, taken);
  }
  return found;
}

/** Whether tokens may be parts of one number: a sign and a number, or a number cut at its point. */
function standsTogether(part: readonly Token[]): boolean {
  return part.slice(1).every((token, index) => {
    const before = part[index];
    if (before === undefined) return false;
    const near = token.left - before.right;
    if (/^(?:RM|MYR|INR|Rs\.?|₹|\$|[-–])[:.]?$/i.test(before.text)) return near < 6 * token.height;
    if (/^%$/.test(token.text)) return near < token.height;
    return (
      near < 0.7 * token.height &&
      /\d/.test(before.text) &&
      ((/[.,]$/.test(before.text) && /^\d{2,3}(?!\d)/.test(token.text)) ||
        (/\d$/.test(before.text) && /^[.,]\d{2}$/.test(token.text)))
    );
  });
}
