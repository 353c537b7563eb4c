import type { Hint } from '../ports/reading/reading.js';
import type { Field } from './bill.js';
import { meanConfidence, placeOf, type Row, type Token } from './rows.js';

/** How companies end their names. */
const SUFFIX =
  /\b(?:S[A-Z0]?[NM]\.?\s*\.?,?\s*B[HK][DO0]|[S5]\/B|BERHAD|BHD|ENTERPRISES?|TRADING|PVT\.?\s*LTD|PRIVATE\s+LIMITED|LTD|LIMITED|LLP|PLT|INC|CORP(?:ORATION)?|AND\s+SONS|& ?SONS|BROS|BROTHERS|& ?CO\b|COMPANY|TRADERS?|STORES?|MART|SUPERMARKET|AGENC(?:Y|IES)|DISTRIBUTORS?|INDUSTRIES|RESTAURANTS?|RESTORAN|CAFE|BAKERY|BAKERIES|PHARMACY|FARMASI|HARDWARE|SYARIKAT|KEDAI|PASARAYA|BHANDAR|KIRANA|GENERAL\s+STORE|MEDICALS?|TEXTILES?|ELECTRICALS?|ELECTRONICS|HOTEL)\b/i;
const STRONG =
  /S[A-Z0]?[NM]\.?\s*\.?,?\s*B[HK][DO0]|[S5]\/B\b|PVT\.?\s*LTD|PRIVATE\s+LIMITED|\bLLP\b|\bPLT\b|BERHAD|ENTERPRISE|TRADING/i;
const ADDRESS =
  /(?:\bJALAN\b|\bJLN\b|\bLOT\b|\bLORONG\b|\bTAMAN\b|\bTMN\b|\bNO\.?\s?:?\s?\d|\bROAD\b|\bRD\b|\bSTREET\b|\bMARG\b|\bNAGAR\b|\bFLOOR\b|\bBLOCK\b|\bPLOT\b|\bSHOP\s+NO\b|\bSECTOR\b|\bLEVEL\b|\bDIST\b|\bNEAR\b|\bOPP\b|\bPERSIARAN\b|\bLEBUH\b|\bBANDAR\b|\bSELANGOR\b|\bJOHOR\b|\bKUALA\b|\bBAZAAR\b|\bBAZAR\b|\bPIN\b|\b\d{5,6}\b)/i;
const NOT_VENDOR =
  /(?:TAX\s*INVOICE|^INVOICE|^RECEIPT|CASH\s*(?:BILL|SALE|MEMO|RECEIPT)|^BILL\b|\bTEL\b|PHONE|\bFAX\b|MOBILE|E-?MAIL|WWW\.|HTTP|GST|^DATE|TIME|CASHIER|ORIGINAL|DUPLICATE|COPY|WELCOME|THANK|GSTIN|FSSAI|CUSTOMER|@|^CO\.?\s*REG|\bREG\.?\s*NO|\bCO\.?\s*NO|\bROC\b|^\(?\d|TABLE|MEMBER|QTY|AMOUNT|^PAGE)/i;
/** Names stand above this share of the page's rows. */
const HEAD_ROWS = 14;

interface Candidate {
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly score: number;
  readonly row: number;
}

/** The name of whoever made the bill: near the top, set large, ending as companies do, before the address. */
export function findVendor(
  rows: readonly Row[],
  hints: readonly Hint[],
): { field: Field<string>; row: number } | undefined {
  const top = rows.slice(0, HEAD_ROWS);
  const sizes = rows.map(({ height }) => height).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 1;
  const address = top.findIndex((row) => ADDRESS.test(row.text) && !STRONG.test(row.text));
  const title = top.findIndex((row) => /TAX\s*INVOICE|INVOICE\s*NO|\bDATE\b|BILL\s*NO/i.test(row.text));
  const candidates = top.flatMap((row, index): Candidate[] => {
    const tokens = withoutRegistration(row.tokens);
    const text = textOf(tokens);
    const letters = text.replace(/[^\p{L}]/gu, '');
    if (letters.length < 3 || (NOT_VENDOR.test(text) && !STRONG.test(text))) return [];
    const upper = [...letters].filter((char) => char !== char.toLowerCase()).length / letters.length;
    const score =
      (STRONG.test(text) ? 4 : SUFFIX.test(text) ? 2.2 : 0) -
      (ADDRESS.test(text) && !STRONG.test(text) ? 3 : 0) +
      (index < 3 ? 1.2 - 0.4 * index : -0.3 * index) +
      (address >= 0 && index > address ? -1.5 : 0) -
      (title >= 0 && index > title && index > 2 ? 2 : 0) +
      Math.min(2, Math.max(-0.5, (row.height / usual - 1) * 1.5)) +
      (upper < 0.3 ? -2.5 : 0) +
      (meanConfidence(tokens) - 0.9) * 4 -
      (letters.length < 5 ? 1.2 : 0) +
      (hinted(text, hints) ? 2 : 0);
    return [{ tokens, text, score, row: index }];
  });
  const [best, rival] = [...candidates].sort((a, b) => b.score - a.score);
  if (best === undefined) return undefined;
  const tokens = joined(best, candidates, rows);
  const text = tidy(textOf(tokens));
  const strong = STRONG.test(text);
  const margin = best.score - (rival?.score ?? best.score - 2);
  const confidence = Math.max(
    0.1,
    Math.min(
      0.97,
      meanConfidence(tokens) * (strong ? 0.95 : SUFFIX.test(text) ? 0.85 : 0.7) +
        Math.min(0.1, margin * 0.03),
    ),
  );
  return {
    row: best.row,
    field: {
      value: text,
      text: textOf(tokens),
      confidence,
      place: placeOf(tokens),
      checks: strong ? ['labelled'] : [],
      ...(confidence < 0.75 ? { review: 'The name of the seller is not certain.' } : {}),
    },
  };
}

/** A name over two lines: the end of a company's name alone, or a line as large right above it. */
function joined(best: Candidate, candidates: readonly Candidate[], rows: readonly Row[]): readonly Token[] {
  const before = candidates.find(({ row }) => row === best.row - 1);
  const [row, above] = [rows[best.row], rows[best.row - 1]];
  if (before === undefined || row === undefined || above === undefined) return best.tokens;
  const stem = best.text.replace(STRONG, '').replace(/[^\p{L}]/gu, '');
  const alike = Math.abs(row.height - above.height) < 0.25 * Math.max(row.height, above.height);
  const close = row.middle - above.middle < 1.9 * Math.max(row.height, above.height);
  const onlyEnd = STRONG.test(best.text) && stem.length < 4;
  const goesOn =
    STRONG.test(best.text) && !STRONG.test(before.text) && /^[(&]|^(?:AND|DAN)\b/i.test(best.text);
  const hangs = STRONG.test(best.text) && /(?:&|\bAND|\bDAN)$/i.test(before.text);
  return close && ((onlyEnd && before.score > -1) || (alike && (goesOn || hangs)))
    ? [...before.tokens, ...best.tokens]
    : best.tokens;
}

/** Words without a company's registration number after the name. */
function withoutRegistration(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ text }, index) =>
      index > 0 &&
      /^[([]?(?:CO\.?|REG\.?|ROC|NO\.?|GST|[A-Z]{0,3}\d{4,}[-–]?[A-Z0-9]{0,2})[)\].:,]*$/i.test(text),
  );
  return at > 0 ? tokens.slice(0, at) : tokens;
}

function tidy(text: string): string {
  return text
    .replace(/\s*[([][^)\]]*\d{3}.*$/, '')
    .replace(/\s*[([]\s*(?:CO\.?\s*(?:REG|NO)?\.?|REG|ROC)?[\s.:]*[A-Z]{0,3}\d{4,}.*$/i, '')
    .replace(/\bS[A-Z0]?[NM](\.?)\s*\.?,?\s*B[HK][DO0]\b/i, (said) => (/^sdn/i.test(said) ? said : 'SDN BHD'))
    .replace(/\b5\/B\b/, 'S/B')
    .replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N}).]+$/gu, '')
    .trim();
}

function hinted(text: string, hints: readonly Hint[]): boolean {
  const plain = (value: string): string => value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  return hints.some(
    ({ field, text: said }) => field === 'vendor' && plain(said) !== '' && plain(text).includes(plain(said)),
  );
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

/** The lines below the name that read like an address, as one text. */
export function findAddress(rows: readonly Row[], vendorRow: number): Field<string> | undefined {
  const tokens: Token[] = [];
  for (const row of rows.slice(vendorRow + 1, vendorRow + 8)) {
    const isAddress =
      ADDRESS.test(row.text) && !/\bTEL\b|PHONE|\bFAX\b|GST|INVOICE|\bREG\b|DATE|E-?MAIL/i.test(row.text);
    if (isAddress) tokens.push(...row.tokens);
    else if (tokens.length > 0) break;
  }
  if (tokens.length === 0) return undefined;
  const text = textOf(tokens);
  const confidence = Math.min(0.9, meanConfidence(tokens) * 0.9);
  return { value: text, text, confidence, place: placeOf(tokens), checks: [] };
}
