import { squeeze } from './labels.js';
import type { Row, Token } from './rows.js';

export type ColumnKind =
  | 'name'
  | 'hsn'
  | 'quantity'
  | 'unit'
  | 'rate'
  | 'discount'
  | 'tax'
  | 'amount'
  | 'serial'
  /** Batch or expiry: no part of the name. */
  | 'lot';

export interface Column {
  readonly kind: ColumnKind;
  readonly left: number;
  readonly right: number;
}

/** The head of a table of goods: its columns from left to right. */
export interface TableHead {
  readonly row: number;
  readonly columns: readonly Column[];
}

const WORDS: readonly (readonly [ColumnKind, RegExp])[] = [
  ['serial', /^(?:SNO|SN|SRNO|SLNO|SR|SL|NO|LN|क्र|क्रसं)$/],
  ['hsn', /^(?:HSN|HSNSAC|SAC|HSNCODE|एचएसएन)$/],
  [
    'name',
    /^(?:ITEM|ITEMS|ITEMNAME|DESCRIPTION|DESC|DESCRIP|PARTICULARS?|PRODUCTS?|GOODS|ARTICLE|CODEDESC|DETAILS|NAME|विवरण|वस्तु|सामान|नाम)$/,
  ],
  ['quantity', /^(?:QTY|QTYS|QUANTITY|QNTY|QTV|OTY|UNITS?SOLD|मात्रा|KUANTITI)$/],
  ['unit', /^(?:UOM|UNIT|UNITS|PER|इकाई)$/],
  ['rate', /^(?:RATE|PRICE|UPRICE|UNITPRICE|SPRICE|UP|MRP|PRICERM|RATERS|URICE|दर|मूल्य|HARGA)$/],
  ['lot', /^(?:BATCH|BATCHNO|BNO|LOT|LOTNO|EXP|EXPIRY|EXPDT|EXPDATE|MFG|MFGDT|MFGDATE|MFD)$/],
  ['discount', /^(?:DISC|DISCOUNT|DIS|DISCRM|छूट)$/],
  ['tax', /^(?:TAX|GST|TAXRATE|GSTRATE|CODE|TAXCODE|कर)$/],
  [
    'amount',
    /^(?:AMOUNT|AMT|AMOUN|TOTAL|VALUE|AMOUNTRM|AMTRM|TOTALRM|RM|RS|INR|NETAMT|NETAMOUNT|LINETOTAL|SUBTOTAL|राशि|रकम|कुल|JUMLAH)$/,
  ],
];

const FIGURES: readonly ColumnKind[] = ['quantity', 'rate', 'amount', 'discount', 'hsn'];

/** The first row that names at least two columns, one of them a figure's. Words of the row below may add to it. */
export function findHead(rows: readonly Row[]): TableHead | undefined {
  for (const [index, row] of rows.entries()) {
    const columns = columnsOf(row);
    const kinds = new Set(columns.map(({ kind }) => kind));
    const figures = FIGURES.filter((kind) => kinds.has(kind));
    if (kinds.size < 2 || figures.length === 0 || (figures.length === 1 && !kinds.has('name'))) continue;
    if (row.tokens.some(({ text }) => /\d[.,]\d\d$/.test(text))) continue;
    const below = rows[index + 1];
    const more =
      below !== undefined && !/\d/.test(below.text) && below.middle - row.middle < 2.5 * row.height
        ? columnsOf(below).filter(({ kind }) => !kinds.has(kind))
        : [];
    return {
      row: more.length > 0 ? index + 1 : index,
      columns: [...columns, ...more].sort((a, b) => a.left - b.left),
    };
  }
  return undefined;
}

function columnsOf(row: Row): Column[] {
  const columns: Column[] = [];
  const { tokens } = row;
  for (let index = 0; index < tokens.length; ) {
    let taken = 1;
    for (const length of [2, 1]) {
      const part = tokens.slice(index, index + length);
      if (part.length < length || (length === 2 && !near(part))) continue;
      const kind = kindOf(part.map(({ text }) => text).join(''));
      if (kind === undefined) continue;
      columns.push({ kind, left: part[0]?.left ?? 0, right: part.at(-1)?.right ?? 0 });
      taken = length;
      break;
    }
    index += taken;
  }
  return columns;
}

function near([first, second]: readonly Token[]): boolean {
  return first !== undefined && second !== undefined && second.left - first.right < first.height;
}

function kindOf(text: string): ColumnKind | undefined {
  const plain = squeeze(text.replace(/[#%]/g, ''));
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Whether a span of a row stands right under a column's head. */
export function isUnder(column: Column, left: number, right: number): boolean {
  return left < column.right && right > column.left;
}

/** The column a span of a row stands under: the nearest, edges or middles compared; batch and expiry only right there. */
export function columnAt(head: TableHead | undefined, left: number, right: number): ColumnKind | undefined {
  let best: ColumnKind | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const column of head?.columns ?? []) {
    if (column.kind === 'lot' && !isUnder(column, left, right)) continue;
    const apart = Math.min(
      Math.abs(column.left - left),
      Math.abs(column.right - right),
      Math.abs((column.left + column.right) / 2 - (left + right) / 2),
    );
    if (apart < distance) {
      distance = apart;
      best = column.kind;
    }
  }
  return best;
}
