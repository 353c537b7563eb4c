import type { Check } from './bill.js';
import { columnAt, isUnder, type TableHead } from './columns.js';
import { type Numeral, numeralsOf } from './numerals.js';
import type { Row, Token } from './rows.js';

/** What the figures of one row say as a line of goods. */
export interface ItemLine {
  readonly amount: Numeral;
  /** The quantity was not read: it is amount by rate. */
  readonly inferred: boolean;
  readonly quantity?: number | undefined;
  readonly unit?: string | undefined;
  readonly rate?: number | undefined;
  readonly discount?: number | undefined;
  readonly taxRate?: number | undefined;
  readonly hsn?: string | undefined;
  readonly checks: readonly Check[];
  /** What is left when the figures are taken out: the name, or part of it. */
  readonly words: readonly Token[];
}

const UNITS =
  'PCS?|NOS?|NO|KGS?|GMS?|GRAMS?|G|LTRS?|LTR|LITRES?|L|ML|MTRS?|M|BOX(?:ES)?|BOTTLES?|BTLS?|PKTS?|PACKS?|PACKETS?|DOZ(?:EN)?|BAGS?|SETS?|UNITS?|UNT|EA|EACH|ROLLS?|TINS?|CTNS?|STRIPS?|TABS?|JARS?|PAIRS?|CAN|BUNCH|TUBE|CASES?|CS|CRATES?|CARTONS?|BUNDLES?|BDLS?|POUCH(?:ES)?|DZ';
const UNIT = new RegExp(`^(?:${UNITS})\\.?$`, 'i');
const QUANTITY_WITH_UNIT = new RegExp(`^(\\d{1,6}(?:\\.\\d{1,3})?)(${UNITS})\\.?$`, 'i');
const TIMES = /^[xX×*@]$/;
const HSN = /^\d{4}(?:\d{2}){0,2}$/;
/** So long that it is told from a quantity even where the table's head could not be read. */
const LONG_HSN = /^\d{6}(?:\d{2})?$/;
const MOST_FIGURES = 10;

/**
 * Reads a row as a line of goods. The amount is the rightmost sum of money; of all ways to take the other figures as
 * quantity, rate, discount and tax, the one counts whose product is the amount and that fits the table's head best.
 */
export function readItemLine(row: Row, head: TableHead | undefined): ItemLine | undefined {
  const { figures, units } = separate(row);
  const free = freeGoods(figures, head);
  const amount = free?.amount ?? pickAmount(figures, head);
  if (amount === undefined) return undefined;
  const hsn =
    figures.find(({ text, left, right }) => HSN.test(text) && columnAt(head, left, right) === 'hsn') ??
    figures.slice(1, -1).find(({ text }) => LONG_HSN.test(text));
  const others = figures
    .filter((figure) => figure !== amount && figure !== hsn && figure.left < amount.left + 1)
    .slice(-MOST_FIGURES);
  const best = free?.reading ?? bestReading(others, amount, head) ?? quotient(others, amount, head);
  const used = new Set([amount, ...(hsn === undefined ? [] : [hsn]), ...(best?.used ?? [])]);
  const taken = new Set([...used, ...leftovers(others, used, head)].flatMap(({ tokens }) => tokens));
  const unit = units.findLast(({ token, bare }) =>
    bare ? head === undefined || columnAt(head, token.left, token.right) !== 'name' : taken.has(token),
  );
  if (unit !== undefined) taken.add(unit.token);
  return {
    amount,
    inferred: best?.inferred === true,
    ...(best === undefined ? {} : best.values),
    ...(unit === undefined ? {} : { unit: unit.name }),
    ...(hsn === undefined ? {} : { hsn: hsn.text }),
    checks: best === undefined || best.inferred || free !== undefined ? [] : ['quantity_times_rate'],
    words: row.tokens.filter(
      (token, index) =>
        !taken.has(token) && !TIMES.test(token.text) && !isOfLot(token, row.tokens[index - 1], head),
    ),
  };
}

/** Goods free of charge, or that did not come: a quantity, and 0.00 under the head of the amounts. Their rate is not asked. */
function freeGoods(
  figures: readonly Numeral[],
  head: TableHead | undefined,
): { amount: Numeral; reading: Reading } | undefined {
  const under = (figure: Numeral) => columnAt(head, figure.left, figure.right);
  const amount = figures.findLast(({ percent }) => !percent);
  if (amount === undefined || amount.value !== 0 || amount.decimals !== 2 || under(amount) !== 'amount')
    return undefined;
  const quantity = figures.find((each) => under(each) === 'quantity' && !each.percent && each.value >= 0);
  if (quantity === undefined) return undefined;
  const values = { quantity: quantity.thousandths };
  return { amount, reading: { values, used: [quantity], score: 0, inferred: false } };
}

/** Batch or expiry: it stands right under such a head, and away from the name. */
function isOfLot(token: Token, before: Token | undefined, head: TableHead | undefined): boolean {
  return (
    before !== undefined &&
    token.left - before.right > token.height / 2 &&
    head?.columns.some((column) => column.kind === 'lot' && isUnder(column, token.left, token.right)) === true
  );
}

interface Reading {
  readonly values: Pick<ItemLine, 'quantity' | 'rate' | 'discount' | 'taxRate'>;
  readonly used: readonly Numeral[];
  readonly score: number;
  /** The quantity could not be read and follows from the other two. */
  readonly inferred: boolean;
}

function bestReading(
  others: readonly Numeral[],
  amount: Numeral,
  head: TableHead | undefined,
): Reading | undefined {
  let best: Reading | undefined;
  const kinds = new Map(others.map((each) => [each, columnAt(head, each.left, each.right)]));
  const plain = others.filter(({ percent, value }) => !percent && value > 0);
  for (const quantity of plain) {
    for (const rate of plain) {
      if (rate === quantity) continue;
      const gross = Math.round((quantity.thousandths * rate.value) / 1_000);
      if (gross === 0) continue;
      for (const discount of [undefined, ...others]) {
        if (discount === quantity || discount === rate) continue;
        for (const way of discount === undefined ? (['none'] as const) : (['share', 'sum'] as const)) {
          const off =
            discount === undefined ? 0 : way === 'share' ? (gross * discount.value) / 10_000 : discount.value;
          if (discount !== undefined && (off < 0 || off >= gross)) continue;
          const net = gross - off;
          for (const tax of [undefined, ...others]) {
            if (tax === quantity || tax === rate || (tax !== undefined && tax === discount)) continue;
            if (tax !== undefined && !isTaxRate(tax)) continue;
            const sum = tax === undefined ? net : net * (1 + tax.value / 10_000);
            if (Math.abs(sum - amount.value) > 1.01) continue;
            const score =
              (kinds.get(quantity) === 'quantity' ? 3 : 0) +
              (kinds.get(rate) === 'rate' ? 3 : 0) +
              (discount === undefined ? 1 : kinds.get(discount) === 'discount' ? 2 : -1.5) +
              (tax === undefined ? 1 : kinds.get(tax) === 'tax' ? 1.2 : -1.5) +
              (rate.decimals === 2 ? 0.6 : 0) +
              (quantity.decimals !== 2 ? 0.4 : 0) +
              (quantity.left < rate.left ? 0.2 : 0) -
              (kinds.get(quantity) === 'serial' || kinds.get(quantity) === 'name' ? 1 : 0);
            if (best !== undefined && best.score >= score) continue;
            const beside = tax ?? others.find((each) => kinds.get(each) === 'tax' && isTaxRate(each));
            best = {
              values: {
                quantity: quantity.thousandths,
                rate: rate.value,
                ...(discount === undefined ? {} : { discount: Math.round(off) }),
                ...(beside === undefined ? {} : { taxRate: beside.value }),
              },
              used: [quantity, rate, discount, beside].filter((each) => each !== undefined),
              score,
              inferred: false,
            };
          }
        }
      }
    }
  }
  return best;
}

/** Where no quantity that fits was read, a rate that goes into the amount a whole number of times gives it. */
function quotient(
  others: readonly Numeral[],
  amount: Numeral,
  head: TableHead | undefined,
): Reading | undefined {
  const known = head?.columns.some(({ kind }) => kind === 'rate') === true;
  const rate = others.findLast(
    (each) =>
      each.decimals === 2 && each.value > 0 && (!known || columnAt(head, each.left, each.right) === 'rate'),
  );
  if (rate === undefined || amount.value % rate.value !== 0) return undefined;
  const tax = others.find((each) => columnAt(head, each.left, each.right) === 'tax' && isTaxRate(each));
  return {
    values: {
      quantity: (amount.value / rate.value) * 1_000,
      rate: rate.value,
      ...(tax === undefined ? {} : { taxRate: tax.value }),
    },
    used: tax === undefined ? [rate] : [rate, tax],
    score: 0,
    inferred: true,
  };
}

function isTaxRate({ value, percent }: Numeral): boolean {
  return (
    percent || [0, 10, 25, 150, 250, 300, 500, 600, 900, 1_200, 1_400, 1_800, 2_800, 4_000].includes(value)
  );
}

/** Figures that are no part of the name: those under a column of figures, or right of the rate. */
function leftovers(
  others: readonly Numeral[],
  used: ReadonlySet<Numeral>,
  head: TableHead | undefined,
): Numeral[] {
  const figures = [...used];
  const least = Math.min(...figures.map(({ left }) => left));
  return others.filter((each) => {
    if (used.has(each)) return false;
    const kind = columnAt(head, each.left, each.right);
    if (/[A-Za-z]/.test(each.text) && kind !== 'quantity') return false;
    return each.left > least || each.decimals === 2 || (kind !== undefined && kind !== 'name');
  });
}

interface UnitToken {
  readonly token: Token;
  readonly name: string;
  /** The unit alone, without a quantity before it. */
  readonly bare: boolean;
}

/** Figures and units of a row; `2PCS` is both. */
function separate(row: Row): { figures: Numeral[]; units: UnitToken[] } {
  const units: UnitToken[] = [];
  const extra: Numeral[] = [];
  for (const token of row.tokens) {
    const both = QUANTITY_WITH_UNIT.exec(token.text);
    if (both !== null) {
      const [whole = '', fraction = ''] = (both[1] ?? '').split('.');
      const thousandths = Number(whole) * 1_000 + Number(fraction.padEnd(3, '0'));
      extra.push({
        value: Math.round(thousandths / 10),
        thousandths,
        decimals: fraction.length,
        money: false,
        percent: false,
        mended: false,
        tokens: [token],
        text: token.text,
        confidence: token.confidence,
        left: token.left,
        right: token.right,
      });
      units.push({ token, name: (both[2] ?? '').toUpperCase(), bare: false });
    } else if (UNIT.test(token.text))
      units.push({ token, name: token.text.toUpperCase().replace(/\.$/, ''), bare: true });
  }
  const figures = [
    ...numeralsOf(row).filter(({ tokens }) => !extra.some((each) => each.tokens[0] === tokens[0])),
    ...extra,
  ];
  return { figures: figures.sort((a, b) => a.left - b.left), units };
}

function pickAmount(figures: readonly Numeral[], head: TableHead | undefined): Numeral | undefined {
  const sums = figures.filter(
    ({ decimals, money, percent, value }) => (decimals === 2 || money) && !percent && value !== 0,
  );
  const under = sums.filter(({ left, right }) => columnAt(head, left, right) === 'amount');
  const whole = figures.filter(
    ({ decimals, percent, value, left, right }) =>
      decimals === 0 && !percent && value > 0 && columnAt(head, left, right) === 'amount',
  );
  return under.at(-1) ?? sums.at(-1) ?? whole.at(-1);
}
