import { type Answers, shownText } from '../domain/bills/posting/answers.js';
import type { Posting } from '../domain/bills/posting/posting-record.js';
import type { BillState, Outcome } from '../domain/bills/posting/posting-service.js';
import type { Proposal } from '../domain/bills/posting/proposal.js';
import type { Warning } from '../domain/bills/posting/warnings.js';
import type { Payable } from '../domain/payables/payable.js';
import { type Amounts, present } from './amounts.js';

/** Lines of one answer, so that it stays well under 20 KB. */
const MOST_LINES = 30;
const MOST_NOTES = 20;

type Line = Proposal['lines'][number];

/**
 * What would be posted, as people read it. Of a long bill come first the lines that need an answer or were corrected,
 * then those that stand out.
 */
export function proposalView(proposal: Proposal, answers: Answers, amounts: Amounts) {
  const { header, lines, duplicates, needs, code, record, repeats } = proposal;
  const { supplier, review } = header;
  const notes = [
    ...(repeats
      ? ['It looks like a bill that is posted: leave it, unless a person says that it is another one.']
      : []),
    ...header.notes,
  ];
  const said = new Set(answers.lines.map(({ line }) => line));
  const rank = (line: Line): number =>
    said.has(line.line) || line.needs.length > 0 ? 0 : line.warnings.length > 0 ? 1 : 2;
  const shown = [...lines]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_LINES)
    .sort((a, b) => a.line - b.line);
  const value = lines.reduce((sum, { quantity, unit_cost }) => sum + worth(quantity, unit_cost), 0);
  return {
    status: code === undefined ? 'incomplete' : repeats ? 'duplicate' : 'proposed',
    bill: present({
      bill_id: record.bill_id,
      supplier_id: supplier?.supplier_id,
      supplier: supplier?.by === 'new' ? undefined : supplier?.name,
      supplier_by: supplier?.by,
      supplier_known_since: supplier?.since,
      number: header.number,
      date: header.date,
      due_on: header.due,
      total: money(header.total, amounts),
      goods_at_cost: amounts.shown(Math.round(value)),
      line_count: lines.length,
      review: review.length === 0 ? undefined : review,
      duplicates: duplicates.length === 0 ? undefined : duplicates.slice(0, 5),
    }),
    lines: shown.map((line) => lineView(line, amounts)),
    ...(code === undefined ? {} : repeats ? { confirm_although_duplicate: code } : { confirm: code }),
    ...(needs.length === 0
      ? {}
      : { needs: needs.slice(0, MOST_NOTES).map(({ field, why }) => `${field}: ${why}`) }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(shown.length < lines.length
      ? { lines_not_shown: lines.length - shown.length, hint: 'Name a line alone, e.g. "57", to see it.' }
      : {}),
    untrusted: present({
      printed_seller: shownText(record.bill.vendor?.value ?? ''),
      lines: Object.fromEntries(shown.map(({ line, printed }) => [line, printed.slice(0, 80)])),
    }),
  };
}

function lineView({ match, make, unit, ...line }: Line, amounts: Amounts): Record<string, unknown> {
  if (line.skipped) return { line: line.line, skipped: true };
  const { product, by, sure, alias, candidates } = match;
  return present({
    line: line.line,
    product_id: product?.product_id ?? make?.product_id,
    product: product?.name,
    matched_by: by,
    sure: sure === 0 ? undefined : Math.round(sure * 100) / 100,
    alias_since: alias?.since.slice(0, 10),
    alias_bill: alias?.bill_id,
    candidates:
      candidates.length === 0
        ? undefined
        : candidates.map((each) => `${each.product.product_id}: ${each.product.name}`),
    quantity: line.quantity === undefined ? undefined : line.quantity / 1_000,
    unit: product?.unit ?? make?.unit,
    unit_cost: cost(line.unit_cost, amounts),
    per_pack: unit?.packs === true ? unit.size / 1_000 : undefined,
    batch: line.batch,
    expires_on: line.expires,
    warnings: line.warnings.length === 0 ? undefined : line.warnings.map((each) => told(each, amounts)),
  });
}

function told(warning: Warning, amounts: Amounts): string {
  switch (warning.kind) {
    case 'cost_jump':
      return `Costs ${Math.abs(warning.percent)} % ${warning.percent > 0 ? 'more' : 'less'} than ${warning.on === undefined ? 'the cost on file' : `on ${warning.on}`}, ${cost(warning.was, amounts)}.`;
    case 'cost_above_price':
      return `Costs more than it is sold at, ${amounts.shown(warning.price)}.`;
    case 'cost_above_mrp':
      return `Costs more than its MRP, ${amounts.shown(warning.mrp)}: check the pack.`;
    case 'tax_differs':
      return `The bill taxes it at ${warning.bill / 100} %, the product says ${warning.product / 100} %.`;
    case 'hsn_differs':
      return `HSN ${warning.bill} on the bill, ${warning.product} on the product.`;
    case 'packs_by_cost':
      return 'Taken for packs because of its cost: send unit if it is not.';
    case 'stock_not_kept':
      return 'Its stock is not kept: only its cost is set.';
    case 'no_price':
      return 'It is made without a price: set one with save_product.';
  }
}

/** What a call posted or took back. */
export function outcomeView({ posting, below }: Outcome, amounts: Amounts) {
  const { groups } = posting;
  const made = groups.filter(({ make }) => make !== undefined).map(({ product_id: id }) => id);
  const back = posting.status === 'reversed';
  const learned = groups.flatMap(({ lines }) => lines.filter(({ learns }) => learns !== undefined)).length;
  return {
    status: posting.status,
    bill: present({
      ...headOf(posting, amounts),
      products: groups.length,
      skipped_lines: posting.skipped === 0 ? undefined : posting.skipped,
    }),
    lines: groups.slice(0, MOST_LINES).map((group) => groupView(group, amounts)),
    has_more: groups.length > MOST_LINES,
    notes: [
      ...(below.length > 0 ? [`Below zero now: ${below.slice(0, 10).join(', ')}: count them.`] : []),
      ...(made.length > 0 && !back
        ? [`New, without a price: ${made.slice(0, 10).join(', ')}. Set it with save_product.`]
        : []),
      ...(made.length > 0 && back
        ? [`Made by the bill and still there: ${made.slice(0, 10).join(', ')}.`]
        : []),
      ...(learned > 0 ? [`${learned} names of this supplier are ${back ? 'forgotten' : 'learned'}.`] : []),
    ],
  };
}

/** What has become of a bill. */
export function stateView({ posting, payable }: BillState, amounts: Amounts) {
  return {
    status: posting?.status ?? (payable !== undefined && payable.paid >= payable.amount ? 'paid' : 'unpaid'),
    bill: present({
      ...(posting === undefined ? {} : headOf(posting, amounts)),
      ...(payable === undefined ? {} : payableView(payable, amounts)),
    }),
    ...(posting === undefined
      ? {}
      : {
          lines: posting.groups.slice(0, MOST_LINES).map((group) => groupView(group, amounts)),
          has_more: posting.groups.length > MOST_LINES,
        }),
    ...(posting?.status === 'posting' || posting?.status === 'reversing'
      ? { notes: [stopped(posting)] }
      : {}),
  };
}

function stopped({ status, groups, key }: Posting): string {
  const done = groups.filter(({ state }) => state === (status === 'posting' ? 'in' : 'back')).length;
  return status === 'posting'
    ? `Stopped halfway: ${done} of ${groups.length} products are posted. Repeat the call with its key ${key}, or reverse.`
    : `Stopped halfway: ${done} of ${groups.length} products are taken back. Call reverse again.`;
}

/** Bills to be paid, the one due first at the front. */
export function unpaidView(
  { bills, has_more }: { bills: readonly Payable[]; has_more: boolean },
  today: string,
  amounts: Amounts,
) {
  const left = bills.reduce((sum, { amount, paid }) => sum + amount - paid, 0);
  return {
    bill: { left: amounts.shown(left), bills: bills.length },
    unpaid: bills.map((payable) =>
      present({ ...payableView(payable, amounts), overdue: payable.due < today ? true : undefined }),
    ),
    has_more,
    ...(bills.length === 0 ? { notes: ['No posted bill is unpaid. ocr_bill reads a new one.'] } : {}),
  };
}

function payableView(payable: Payable, amounts: Amounts): Record<string, unknown> {
  const { bill_id, supplier_id, supplier, number, date, due, amount, paid } = payable;
  return {
    bill_id,
    supplier_id,
    supplier,
    number,
    date,
    due_on: due,
    total: amounts.shown(amount),
    paid: amounts.shown(paid),
    left: amounts.shown(amount - paid),
  };
}

function headOf(posting: Posting, amounts: Amounts) {
  const { bill_id, supplier_id, supplier, number, date, due, total } = posting;
  return { bill_id, supplier_id, supplier, number, date, due_on: due, total: amounts.shown(total) };
}

function groupView(
  { product_id, product, lines, state, cost: changed }: Posting['groups'][number],
  amounts: Amounts,
) {
  return present({
    product_id,
    product,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0) / 1_000,
    // Taken back, the product's cost is as it was, or as it was set since.
    ...(state === 'back'
      ? {}
      : { cost_was: money(changed?.before, amounts), cost: money(changed?.after, amounts) }),
    state: state === 'in' ? undefined : state,
  });
}

/** Minor units, of thousandths at fine units each. */
function worth(quantity = 0, unitCost = 0): number {
  return (quantity * unitCost) / 10_000_000;
}

function money(minor: number | undefined, { shown }: Amounts): number | undefined {
  return minor === undefined ? undefined : shown(minor);
}

function cost(fine: number | undefined, { shown }: Amounts): number | undefined {
  return fine === undefined ? undefined : shown(fine) / 10_000;
}
