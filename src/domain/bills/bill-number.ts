import type { Hint } from '../ports/reading/reading.js';
import type { Field } from './bill.js';
import { meanConfidence, placeOf, type Row, type Token } from './rows.js';

const LABEL =
  /(?:(?:TAX\s*)?INVOICE|INV|BILL|RECEIPT|RCPT|DOC(?:UMENT)?|MEMO|CHECK|CHIT|SLIP|VOUCHER|TRANS(?:ACTION)?|TRX|ORDER|REF(?:ERENCE)?)\s*\.?\s*(?:NO\.?|NUMBER|NUM|#|ID|BIL)?\s*[.:#：-]*\s*$/i;
const STRONG =
  /(?:INVOICE|INV|BILL|RECEIPT|RCPT|DOC(?:UMENT)?|MEMO)\s*\.?\s*(?:NO|NUMBER|NUM|#)\s*\.?\s*[.:#：-]*\s*$/i;
const NUMBER = /^[#:.：]*([A-Z0-9][A-Z0-9/\-_.]{0,24}[A-Z0-9]|\d)$/i;
const NOT_NUMBER = /^\d{1,2}[/:.-]\d{1,2}[/:.-]\d{2,4}|^\d+\.\d\d$|^(?:DATE|TIME)$/i;

/** The number of the bill: what stands right after, or below, a word that names it. */
export function findBillNumber(rows: readonly Row[], hints: readonly Hint[]): Field<string> | undefined {
  let best: { readonly token: Token; readonly text: string; readonly score: number } | undefined;
  for (const [index, row] of rows.entries()) {
    let before = '';
    for (const token of row.tokens) {
      const glued = /^(?:.*?(?:NO|#)\s?[.:#：]+)([A-Z0-9][A-Z0-9/-]{2,})$/i.exec(token.text)?.[1];
      const raw =
        glued === undefined ? before : before + token.text.slice(0, token.text.length - glued.length);
      const label = raw.replace(/(?<=[A-Za-z]1*)1/g, 'l').replace(/(?<=[A-Za-z])0|0(?=[A-Za-z])/g, 'o');
      const text = NUMBER.exec(glued ?? token.text)?.[1];
      before = `${before}${token.text} `;
      if (text === undefined || !/\d/.test(text) || NOT_NUMBER.test(text)) continue;
      if (/GST|TEL|FAX|PHONE|REG|MEMBER|TABLE|CARD|ACC|A\/C|MOBILE|HSN|PAN\b/i.test(label)) continue;
      const strong = STRONG.test(label.trimEnd());
      if (!strong && !LABEL.test(label.trimEnd())) continue;
      const score =
        (strong ? 3 : 1) + (text.length >= 3 ? 1 : 0) + (/[A-Z]/i.test(text) ? 0.2 : 0) - index * 0.02;
      if (best === undefined || score > best.score) best = { token, text, score };
    }
  }
  if (best === undefined) return undefined;
  const { token, text, score } = best;
  const agreed = hints.some(({ field, text: said }) => field === 'bill_number' && said.includes(text));
  const confidence = Math.min(
    0.97,
    meanConfidence([token]) * (score > 3 ? 0.95 : 0.75) + (agreed ? 0.05 : 0),
  );
  return {
    value: text,
    text,
    confidence,
    place: placeOf([token]),
    checks: [...(score > 3 ? (['labelled'] as const) : []), ...(agreed ? (['engine'] as const) : [])],
    ...(confidence < 0.75 ? { review: 'The number of the bill is not certain.' } : {}),
  };
}
