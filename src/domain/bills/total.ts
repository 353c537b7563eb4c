import type { Hint } from '../ports/reading/reading.js';
import type { Check, Field } from './bill.js';
import type { Figure } from './figures.js';
import type { Label } from './labels.js';
import { parseNumeral } from './numerals.js';
import { placeOf } from './rows.js';

/** What a label alone says for a figure being the total. */
const WORTH: Readonly<Partial<Record<Label, number>>> = {
  grand_total: 6,
  total_inclusive: 4.3,
  total: 3.6,
  subtotal: 1.2,
  taxable: -1,
  paid: 0.8,
  other: -0.5,
  tax: -3,
  cgst: -3,
  sgst: -3,
  igst: -3,
  cess: -3,
  discount: -3,
  rounding: -4,
  change: -3,
  count: -5,
  saving: -4,
};
const TOTALS: readonly Label[] = ['grand_total', 'total_inclusive', 'total'];
const TAXES: readonly Label[] = ['cgst', 'sgst', 'igst', 'cess', 'tax'];

export interface TotalEvidence {
  readonly figures: readonly Figure[];
  /** Amounts of the lines of goods. */
  readonly amounts: readonly number[];
  /** Rows of goods: their figures are no candidates unless labelled. */
  readonly goods: ReadonlySet<number>;
  readonly hints: readonly Hint[];
  readonly rows: number;
}

interface Candidate {
  readonly figure: Figure;
  readonly score: number;
  readonly checks: readonly Check[];
}

/** The sum to be paid: of all figures the one that its label, its place and the bill's own arithmetic bear out best. */
export function findTotal(evidence: TotalEvidence): Field<number> | undefined {
  const candidates = new Map<number, Candidate>();
  for (const figure of evidence.figures) {
    if (figure.value <= 0) continue;
    const judged = judge(figure, evidence);
    const known = candidates.get(figure.value);
    if (known === undefined || judged.score > known.score) candidates.set(figure.value, judged);
  }
  const ranked = [...candidates.values()].sort((a, b) => b.score - a.score);
  const [best, rival] = ranked;
  if (best === undefined) return undefined;
  const { figure, checks } = best;
  const margin = best.score - (rival?.score ?? 0);
  const confidence = confidenceOf(checks, margin, figure);
  return {
    value: figure.value,
    text: figure.numeral.text,
    confidence,
    place: placeOf(figure.numeral.tokens),
    checks,
    ...(confidence < 0.95
      ? {
          review: checks.some((check) => check !== 'labelled' && check !== 'engine' && check !== 'repeated')
            ? `Another figure could be the total: ${rival?.figure.numeral.text ?? ''}.`
            : 'Nothing else on the bill adds up to this total.',
        }
      : {}),
  };
}

function judge(figure: Figure, evidence: TotalEvidence): Candidate {
  const { value } = figure;
  const checks: Check[] = [];
  let score = figure.label === undefined ? -0.5 : (WORTH[figure.label] ?? 0);
  if (figure.above) score -= 0.6;
  if (evidence.goods.has(figure.row)) score -= 3;
  if (figure.label !== undefined && TOTALS.includes(figure.label)) checks.push('labelled');
  if (figure.numeral.decimals !== 2) score -= 1;
  score += figure.row / Math.max(1, evidence.rows);
  if (paidLessChange(value, evidence.figures)) {
    score += 3.5;
    checks.push('cash_less_change');
  }
  const { sums, rounds } = madeOf(value, evidence);
  if (sums !== undefined) {
    score += sums === 'items_sum' ? 2 : 2.5;
    checks.push(sums);
  }
  if (rounds) {
    score += 2;
    checks.push('rounds');
  }
  const others = new Set(
    evidence.figures
      .filter((other) => other.value === value && other.row !== figure.row && !evidence.goods.has(other.row))
      .map(({ row }) => row),
  );
  score += Math.min(2, others.size) * 0.8;
  if (others.size > 0) checks.push('repeated');
  const hinted = evidence.hints.some(
    ({ field, text }) =>
      field === 'total' && Math.abs(parseNumeral(text.replace(/\s/g, ''))?.value ?? -1) === value,
  );
  if (hinted) {
    score += 2;
    checks.push('engine');
  }
  return { figure, score, checks };
}

/** Money given less change is the total, rounded or not. No change at all says no more than a repeated figure. */
function paidLessChange(value: number, figures: readonly Figure[]): boolean {
  const changes = figures.filter(({ label, value: change }) => label === 'change' && change > 0);
  const roundings = roundingsOf(figures);
  return changes.some((change) =>
    figures.some(
      (paid) =>
        paid.row !== change.row &&
        (paid.label === undefined || !TOTALS.includes(paid.label)) &&
        paid.label !== 'subtotal' &&
        roundings.some((rounding) => paid.value === value + change.value + rounding),
    ),
  );
}

/** Whether goods, or a subtotal with taxes, discount and rounding, give a value. */
function madeOf(
  value: number,
  { figures, amounts, goods }: TotalEvidence,
): { sums?: Check; rounds: boolean } {
  const of = (...labels: readonly Label[]): number[] => [
    ...new Set(
      figures
        .filter(({ label, row }) => label !== undefined && labels.includes(label) && !goods.has(row))
        .map((figure) => Math.abs(figure.value))
        .filter((each) => each > 0),
    ),
  ];
  const goodsSum = amounts.reduce((sum, amount) => sum + amount, 0);
  const taxes = taxSums(figures);
  const bases = new Set([...of('subtotal', 'taxable', ...TOTALS), ...(amounts.length > 0 ? [goodsSum] : [])]);
  const discounts = [0, ...of('discount')];
  const roundings = roundingsOf(figures);
  let sums: Check | undefined;
  let rounds = false;
  for (const base of bases) {
    for (const tax of taxes) {
      for (const discount of discounts) {
        for (const rounding of roundings) {
          if (base + tax - discount + rounding !== value) continue;
          const parts = [tax, discount, rounding].filter((part) => part !== 0).length;
          if (base === goodsSum && amounts.length > 0 && (amounts.length > 1 || parts > 0))
            sums ??= 'items_sum';
          else if (tax !== 0 || discount !== 0) sums ??= 'parts_sum';
          if (rounding !== 0 && parts === 1) rounds = true;
        }
      }
    }
  }
  if (sums === undefined && isSumOfTotals(value, figures)) sums = 'parts_sum';
  return { ...(sums === undefined ? {} : { sums }), rounds };
}

/** Whether a total is two or three others together, as where goods are summed up by rate of tax. */
function isSumOfTotals(value: number, figures: readonly Figure[]): boolean {
  const totals = figures.filter(
    ({ label }) => label === 'subtotal' || (label !== undefined && TOTALS.includes(label)),
  );
  const parts = [...new Set(totals.map((figure) => figure.value))]
    .filter((part) => part !== value && part !== 0)
    .slice(0, 8);
  return parts.some((a, i) =>
    parts.some((b, j) => j > i && (a + b === value || parts.some((c, k) => k > j && a + b + c === value))),
  );
}

function roundingsOf(figures: readonly Figure[]): number[] {
  const sizes = new Set(
    figures.filter(({ label }) => label === 'rounding').map(({ value }) => Math.abs(value)),
  );
  return [0, ...[...sizes].flatMap((size) => (size > 0 && size < 100 ? [size, -size] : []))];
}

/** Sums that the taxes may make: none, each kind's own figures, CGST and SGST together. */
function taxSums(figures: readonly Figure[]): number[] {
  const sums = new Set<number>([0]);
  const by = (kind: Label): number[] =>
    figures.filter(({ label }) => label === kind).map(({ value }) => Math.abs(value));
  for (const kind of TAXES) for (const value of by(kind)) sums.add(value);
  const [central, state] = [by('cgst'), by('sgst')];
  for (const a of central) for (const b of state) sums.add(a + b);
  sums.add([...central, ...state].reduce((sum, value) => sum + value, 0));
  for (const kind of ['igst', 'tax'] as const) sums.add(by(kind).reduce((sum, value) => sum + value, 0));
  return [...sums].slice(0, 24);
}

/**
 * How likely the total is right. Measured on receipts: a total that two independent checks bear out was never
 * wrong, one with a label and one check almost never.
 */
function confidenceOf(checks: readonly Check[], margin: number, figure: Figure): number {
  const proofs = checks.filter(
    (check) => check === 'cash_less_change' || check === 'items_sum' || check === 'parts_sum',
  ).length;
  const lighter = checks.filter(
    (check) => check === 'repeated' || check === 'labelled' || check === 'engine' || check === 'rounds',
  ).length;
  const read = Math.max(0, figure.numeral.confidence - 0.5) * 2;
  const log =
    -1.6 + 2.5 * proofs + 1.3 * lighter + 0.6 * Math.min(3, Math.max(0, margin)) + 1.2 * (read - 0.8);
  return Math.max(0.05, Math.min(0.995, 1 / (1 + Math.exp(-log))));
}
