import { type BillItem, SURE } from './bill.js';
import { findHead, type TableHead } from './columns.js';
import { type ItemLine, readItemLine } from './item-line.js';
import { labelOf } from './labels.js';
import { meanConfidence, placeOf, type Row, type Token } from './rows.js';

/** The goods of a bill and the rows they stand in. */
export interface ItemTable {
  readonly items: readonly BillItem[];
  /** Row of the head, or the first with goods. */
  readonly from: number;
  /** First row after the goods. */
  readonly to: number;
}

const ENDS = new Set([
  'subtotal',
  'grand_total',
  'total_inclusive',
  'total',
  'taxable',
  'count',
  'paid',
  'rounding',
  'cgst',
  'sgst',
  'igst',
]);
/** After these nothing is bought any more. */
const FINAL = new Set(['grand_total', 'paid', 'rounding']);
const NOT_A_NAME =
  /^(?:TAX|CASH|INVOICE|RECEIPT|DATE|TIME|TEL|PHONE|FAX|TABLE|CASHIER|GST|GSTIN|BILL|MOBILE)\b/i;

/** Reads the lines of goods between the head of the table and the sums. */
export function findItems(rows: readonly Row[]): ItemTable {
  const head = findHead(rows);
  const start = head === undefined ? 0 : head.row + 1;
  let to = rows.length;
  for (let index = start; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined || !endsGoods(row) || isGoods(row, head)) continue;
    to = Math.min(to, index);
    if (FINAL.has(labelOf(lettersOf(row.tokens)) ?? '') || !goesOn(rows.slice(index + 1, index + 4), head))
      break;
    to = rows.length;
  }
  const items: BillItem[] = [];
  let waiting: readonly Token[] = [];
  /** Whether the last line of goods holds its own name: what follows may go on with it. */
  let named = false;
  let from = head === undefined ? to : head.row;
  for (let index = start; index < to; index += 1) {
    const row = rows[index];
    if (row === undefined) continue;
    const line = readItemLine(row, head);
    const labelled = labelOf(lettersOf(row.tokens));
    if (line === undefined || (labelled !== undefined && !isGoods(row, head))) {
      waiting = line === undefined && hasLetters(row.tokens) && labelled === undefined ? row.tokens : [];
      if (line === undefined && named) continueName(items, row, head);
      continue;
    }
    if (
      head === undefined &&
      items.length === 0 &&
      line.checks.length === 0 &&
      !hasLetters(line.words) &&
      waiting.length === 0
    )
      continue;
    const own = hasLetters(line.words) ? nameTokens(line.words) : [];
    const name = own.length > 0 ? own : nameTokens(waiting);
    if (name.length > 0 && NOT_A_NAME.test(textOf(name)) && line.checks.length === 0) continue;
    if (items.length === 0) from = Math.min(from, index);
    items.push(toItem(line, name, row));
    named = own.length > 0;
    waiting = [];
  }
  return { items, from, to };
}

/** Under a head, quantity times rate being the amount makes a line goods, whatever its name sounds like. */
function isGoods(row: Row, head: TableHead | undefined): boolean {
  const line = head === undefined ? undefined : readItemLine(row, head);
  return (
    line !== undefined && line.checks.length > 0 && line.quantity !== line.rate && hasLetters(line.words)
  );
}

/** A sum in between: right after it come more goods, whose quantity times rate is their amount. */
function goesOn(rows: readonly Row[], head: TableHead | undefined): boolean {
  return rows.some((row) => {
    if (head === undefined || endsGoods(row)) return false;
    const line = readItemLine(row, head);
    return (
      line !== undefined &&
      line.checks.length > 0 &&
      hasLetters(line.words) &&
      labelOf(lettersOf(row.tokens)) === undefined
    );
  });
}

function endsGoods(row: Row): boolean {
  const label = labelOf(lettersOf(row.tokens));
  return label !== undefined && ENDS.has(label) && /\d/.test(row.text) && !/\d\s*[xX@]\s*\d/.test(row.text);
}

/** In a table, text without figures right below a line goes on with its name. */
function continueName(items: BillItem[], row: Row, head: TableHead | undefined): void {
  const last = items.at(-1);
  const column = head?.columns.find(({ kind }) => kind === 'name');
  if (last === undefined || column === undefined || !hasLetters(row.tokens) || last.name === '') return;
  const [first] = row.tokens;
  if (first === undefined || Math.abs(first.left - last.place.left) > 6 * row.height) return;
  if (row.tokens.some(({ place }) => place.top > last.place.bottom + 1.2 * row.height)) return;
  if (!last.checks.includes('quantity_times_rate')) return;
  items[items.length - 1] = { ...last, name: `${last.name} ${textOf(row.tokens)}` };
}

function toItem(line: ItemLine, name: readonly Token[], row: Row): BillItem {
  const checked = line.checks.length > 0;
  const read = Math.min(line.amount.confidence, meanConfidence(row.tokens));
  const confidence = checked ? Math.min(0.99, 0.9 + 0.1 * read) : 0.75 * read;
  const { amount, words: _words, inferred, ...rest } = line;
  return {
    ...rest,
    name: textOf(name),
    amount: amount.value,
    confidence,
    place: placeOf([...name, ...row.tokens]),
    ...(name.length === 0
      ? { review: 'No name stands beside this amount.' }
      : confidence < SURE
        ? {
            review: inferred
              ? 'The quantity could not be read; it is the amount divided by the rate.'
              : amount.value === 0
                ? 'The quantity of goods free of charge is borne out by no sum.'
                : checked
                  ? 'The line is hard to read.'
                  : 'Quantity times rate does not give the amount.',
          }
        : {}),
  };
}

/** A name without a serial number before it. */
function nameTokens(tokens: readonly Token[]): Token[] {
  const [first, ...rest] = tokens;
  return first !== undefined && rest.length > 0 && /^\d{1,3}[.)]?$/.test(first.text) ? rest : [...tokens];
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function lettersOf(tokens: readonly Token[]): string {
  return textOf(tokens.filter(({ text }) => /\p{L}/u.test(text)));
}

function hasLetters(tokens: readonly Token[]): boolean {
  return tokens.reduce((sum, { text }) => sum + text.replace(/[^\p{L}]/gu, '').length, 0) >= 3;
}
