import type { ReadPage } from '../ports/reading/reading.js';
import { type Bill, type BillItem, type BillTax, type Check, type Field, TAX_KINDS } from './bill.js';
import { type DateOptions, findDate } from './bill-date.js';
import { findBillNumber } from './bill-number.js';
import { type Figure, findFigures } from './figures.js';
import { findGstins } from './gstin.js';
import { findItems } from './items.js';
import type { Label } from './labels.js';
import { doubtNoBill } from './no-bill.js';
import { placeOf, type Row, toRows } from './rows.js';
import { findTotal } from './total.js';
import { findAddress, findVendor } from './vendor.js';

export interface UnderstandOptions extends DateOptions {
  /** ISO 4217; where the bill names no currency. */
  readonly currency: string;
}

/** Makes a bill of the words of its pages: the same whichever engine read them. */
export function understand(pages: readonly ReadPage[], options: UnderstandOptions): Bill {
  const rows = pages.flatMap(toRows);
  const hints = pages.flatMap((page) => page.hints);
  const vendor = findVendor(rows, hints);
  const table = findItems(rows);
  const figures = findFigures(rows, 0);
  const goods = rowsOfGoods(rows, table.items);
  const total = doubtNoBill(
    rows,
    findTotal({
      figures,
      amounts: table.items.map(({ amount }) => amount),
      goods,
      hints,
      rows: rows.length,
    }),
  );
  const sums = figures.filter(({ row }) => !goods.has(row));
  const taxes = findTaxes(sums);
  const items = confirmItems(table.items, total, sums);
  const gstins = gstinsOf(rows);
  return {
    vendor: vendor?.field,
    address: vendor === undefined ? undefined : findAddress(rows, vendor.row),
    ...gstins,
    billNumber: findBillNumber(rows, hints),
    date: findDate(rows, options),
    currency: currencyOf(rows, gstins.vendorGstin !== undefined, options.currency),
    items,
    subtotal: best(sums, 'subtotal', 'taxable'),
    discount: best(sums, 'discount'),
    taxes,
    rounding: signed(best(sums, 'rounding'), total, sums),
    total,
    paid: best(sums, 'paid'),
    change: best(sums, 'change'),
  };
}

function rowsOfGoods(rows: readonly Row[], items: readonly BillItem[]): Set<number> {
  const goods = new Set<number>();
  for (const [index, row] of rows.entries()) {
    const inside = items.some(
      ({ place }) =>
        place.page === row.page &&
        row.tokens.every(
          (token) => token.place.top >= place.top - 1 && token.place.bottom <= place.bottom + 1,
        ),
    );
    if (inside) goods.add(index);
  }
  return goods;
}

/** Lines whose sum is the total, or a stated part of it, bear each other out. */
function confirmItems(
  items: readonly BillItem[],
  total: Field<number> | undefined,
  sums: readonly Figure[],
): BillItem[] {
  const sum = items.reduce((all, { amount }) => all + amount, 0);
  const stated = new Set(
    sums
      .filter(
        ({ label }) =>
          label === 'subtotal' || label === 'taxable' || label === 'total' || label === 'grand_total',
      )
      .map(({ value }) => value),
  );
  const fits =
    items.length > 0 &&
    (sum === total?.value || stated.has(sum) || total?.checks.includes('items_sum') === true);
  if (!fits) {
    return items.map((item) => ({
      ...item,
      confidence: item.confidence * 0.9,
      review: item.review ?? 'The lines do not add up to a sum on the bill.',
    }));
  }
  return items.map((item) => {
    const { review, ...rest } = item;
    const keep = review?.startsWith('No name') === true || review?.startsWith('The quantity') === true;
    return {
      ...rest,
      confidence: Math.min(0.99, item.confidence + (1 - item.confidence) * 0.8),
      checks: [...item.checks, 'items_sum' as const],
      ...(keep ? { review } : {}),
    };
  });
}

function findTaxes(sums: readonly Figure[]): BillTax[] {
  const central = new Set(sums.filter(({ label }) => label === 'cgst').map(({ value }) => value));
  const named = sums.some(({ label }) => label === 'cgst' || label === 'igst');
  const seen = new Set<string>();
  return sums.flatMap((figure): BillTax[] => {
    const kind = TAX_KINDS.find((each) => each === figure.label);
    if (kind === undefined || figure.value <= 0 || (kind === 'tax' && named)) return [];
    const key = `${kind} ${figure.row}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const checks: Check[] = ['labelled'];
    if (kind === 'sgst' && central.has(figure.value)) checks.push('halves_equal');
    return [
      {
        kind,
        ...(figure.share === undefined ? {} : { rate: figure.share }),
        amount: { ...fieldOf(figure), checks },
      },
    ];
  });
}

function best(sums: readonly Figure[], ...labels: readonly Label[]): Field<number> | undefined {
  const found = labels
    .map(
      (label) =>
        sums.findLast((figure) => figure.label === label && figure.numeral.decimals === 2) ??
        sums.findLast((figure) => figure.label === label),
    )
    .find((figure) => figure !== undefined);
  return found === undefined ? undefined : fieldOf(found);
}

/** Rounding takes the sign with which the sums come out. */
function signed(
  rounding: Field<number> | undefined,
  total: Field<number> | undefined,
  sums: readonly Figure[],
): Field<number> | undefined {
  if (rounding === undefined || total === undefined || rounding.value === 0) return rounding;
  const size = Math.abs(rounding.value);
  const before = new Set(sums.map(({ value }) => value));
  if (before.has(total.value + size) && !before.has(total.value - size)) return { ...rounding, value: -size };
  return rounding;
}

function fieldOf({ numeral, value }: Figure): Field<number> {
  return {
    value,
    text: numeral.text,
    confidence: Math.min(0.95, 0.2 + 0.75 * numeral.confidence),
    place: placeOf(numeral.tokens),
    checks: ['labelled'],
  };
}

/** The seller's GSTIN is the first; the buyer's stands after words such as "Bill to". */
function gstinsOf(rows: readonly Row[]): Pick<Bill, 'vendorGstin' | 'buyerGstin'> {
  let buyer = false;
  let result: { vendorGstin?: Field<string>; buyerGstin?: Field<string> } = {};
  for (const row of rows) {
    if (/BILL(?:ED)?\s*TO|BUYER|CONSIGNEE|SHIP\s*TO|CUSTOMER|PARTY/i.test(row.text)) buyer = true;
    for (const { value, changes, checked } of findGstins(row.text)) {
      const field: Field<string> = {
        value,
        text: row.text,
        confidence: checked ? 0.99 - 0.03 * changes : 0.3,
        place: placeOf(row.tokens),
        checks: checked ? ['check_digit'] : [],
        ...(checked ? {} : { review: 'The check character of the GSTIN does not fit.' }),
      };
      if (buyer || (result.vendorGstin !== undefined && result.vendorGstin.value !== value))
        result = { ...result, buyerGstin: result.buyerGstin ?? field };
      else result = { ...result, vendorGstin: result.vendorGstin ?? field };
    }
  }
  return result;
}

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/₹|\bRs\.?\b|\bINR\b|\bRUPEES?\b/i, 'INR'],
  [/(?:^|[^A-Z])RM(?:[^A-Z]|$)|\bMYR\b|\bRINGGIT\b|\bSDN\b/, 'MYR'],
  [/\bSGD\b|S\$/, 'SGD'],
  [/\bUSD\b|US\$/, 'USD'],
  [/€|\bEUR\b/, 'EUR'],
  [/£|\bGBP\b/, 'GBP'],
  [/\bAED\b|\bDHS?\b/, 'AED'],
];

function currencyOf(rows: readonly Row[], gst: boolean, usual: string): Field<string> {
  if (gst) return { value: 'INR', text: 'GSTIN', confidence: 0.99, checks: ['check_digit'] };
  for (const [pattern, code] of CURRENCIES) {
    const row = rows.find(({ text }) => pattern.test(text));
    if (row !== undefined)
      return {
        value: code,
        text: pattern.exec(row.text)?.[0].trim() ?? code,
        confidence: 0.9,
        place: placeOf(row.tokens),
        checks: [],
      };
  }
  return { value: usual, text: '', confidence: 0.6, checks: [] };
}
