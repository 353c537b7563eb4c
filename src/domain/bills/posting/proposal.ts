import { ClerkError } from '../../errors.js';
import { digest } from '../../names.js';
import type { ItemKey } from '../../ports/store/table.js';
import { localDate } from '../../time.js';
import type { Bill, BillItem } from '../bill.js';
import type { BillRecord, Duplicate } from '../bill-record.js';
import { Duplicates } from '../duplicates.js';
import { Aliases, nameOf, plainText } from './aliases.js';
import { type Answers, byLine, type Need, shownText } from './answers.js';
import { guardsOf } from './guards.js';
import { type Header, headerOf } from './header.js';
import { factorOf, landingOf, notesOfLanding } from './landing.js';
import { type ProposedLine, proposeLine } from './line.js';
import { Matcher } from './matching.js';
import { foreignOf, notesOfBill } from './notes.js';
import type { PostingPorts } from './ports.js';
import { type POSTING_STATES, postingKey, readPosting } from './posting-record.js';
import type { ShelfProduct } from './shelf.js';
import { type Warning, warningsOf } from './warnings.js';

export interface FoundDuplicate extends Duplicate {
  /** What became of that bill; absent where it was only read. */
  readonly status?: (typeof POSTING_STATES)[number];
}

/** What would be posted of a bill, and what must be said first. */
export interface Proposal {
  readonly record: BillRecord;
  readonly header: Header;
  readonly lines: readonly (ProposedLine & { readonly warnings: readonly Warning[] })[];
  readonly duplicates: readonly FoundDuplicate[];
  readonly needs: readonly Need[];
  /** It looks like a bill that was posted. */
  readonly repeats: boolean;
  /** Stands for exactly this, and for posting it although it repeats a bill; absent while something must be said. */
  readonly code?: string;
}

/** Works out what would be posted of a bill, with what a person says laid over what was read. Writes nothing. */
export async function propose(
  record: BillRecord,
  answers: Answers,
  ports: PostingPorts,
  signal?: AbortSignal,
): Promise<Proposal> {
  const { shelf, settings, clock, table } = ports;
  const { bill } = record;
  const said = byLine(answers.lines, bill.items.length);
  const aliases = new Aliases(table, settings.shop_id);
  const today = localDate(clock(), settings.time_zone);
  const sellerKey = keyOfSeller(aliases, bill);
  const suppliers = await shelf.suppliers(signal);
  const learnedSeller = sellerKey === undefined ? undefined : await aliases.find([sellerKey], signal);
  const seller = [...(learnedSeller ?? new Map()).values()][0]?.alias;
  const foreign = foreignOf(bill, settings.currency);
  const head = headerOf(bill, answers, { suppliers, seller, today, foreign });
  const supplierId = head.supplier?.supplier_id;
  const keys =
    supplierId === undefined
      ? []
      : bill.items.map(({ name }) => aliases.lineKey(supplierId, shownText(name)));
  const learned = await aliases.find(keys, signal);
  const products = await shelf.products(signal);
  const inputTax = settings.input_tax ?? 'credit';
  const landing = foreign === undefined ? landingOf(bill, head.total) : undefined;
  const around = {
    products,
    matcher: new Matcher(products),
    aliasOf: (printed: string) =>
      supplierId === undefined ? undefined : learned.get(nameOf(aliases.lineKey(supplierId, printed)))?.alias,
    on: head.date ?? today,
    factor: (item: BillItem, product: ShelfProduct | undefined) =>
      factorOf(item, product?.tax_rate, landing, inputTax),
    foreign,
  };
  const lines = bill.items.map((item, index) => {
    const line = proposeLine(index + 1, item, said.get(index + 1), around);
    return { ...line, warnings: warningsOf(line, item) };
  });
  const header = {
    ...head,
    notes: [
      ...head.notes,
      ...(foreign === undefined ? notesOfLanding(bill, landing, inputTax) : []),
      ...notesOfBill(bill, head, lines, today),
    ],
  };
  const duplicates = await duplicatesOf(record, header, ports, signal);
  const posted = duplicates.filter(({ status }) => status !== undefined && status !== 'reversed');
  const needs = [...header.needs, ...lines.flatMap((line) => line.needs)];
  const repeats = posted.length > 0;
  const proposal = { record, header, lines, duplicates, needs, repeats };
  return needs.length > 0 ? proposal : { ...proposal, code: codeOf(proposal) };
}

/** Where it is kept who this seller is. */
function keyOfSeller(aliases: Aliases, { vendor, vendorGstin }: Bill): ItemKey | undefined {
  const printed = shownText(vendor?.value ?? '');
  const gstin = soundGstin({ vendorGstin });
  return gstin === undefined && plainText(printed) === '' ? undefined : aliases.sellerKey(gstin, printed);
}

/** The seller's GSTIN where its check digit is right. */
export function soundGstin({ vendorGstin }: Pick<Bill, 'vendorGstin'>): string | undefined {
  return vendorGstin?.checks.includes('check_digit') === true ? vendorGstin.value : undefined;
}

async function duplicatesOf(
  { bill_id, bill, file }: BillRecord,
  header: Header,
  { table, settings }: PostingPorts,
  signal: AbortSignal | undefined,
): Promise<FoundDuplicate[]> {
  const finder = new Duplicates(table, settings.shop_id);
  const found = (await finder.find(file.sha256, asSaid(bill, header), signal)).filter(
    (each) => each.bill_id !== bill_id,
  );
  const { supplier, number } = header;
  const marked = {
    supplier_id: supplier?.supplier_id ?? '',
    sha256: file.sha256,
    ...(supplier === undefined || number === undefined ? {} : { number }),
  };
  for (const { kind, held } of await guardsOf(table, settings.shop_id, marked))
    if (
      held !== undefined &&
      held.bill_id !== bill_id &&
      !found.some((each) => each.bill_id === held.bill_id)
    )
      found.unshift({ kind, bill_id: held.bill_id, read_at: '' });
  const items = await table.getMany(
    found.map((each) => postingKey(settings.shop_id, each.bill_id)),
    signal,
  );
  const states = new Map(items.map(readPosting).map(({ posting }) => [posting.bill_id, posting.status]));
  return found.map((each) => {
    const status = states.get(each.bill_id);
    return status === undefined ? each : { ...each, status };
  });
}

/** The bill with the number, day and total that a person said, as duplicates are looked for. */
function asSaid(bill: Bill, { number, date, total }: Header): Bill {
  const sure = { confidence: 1, checks: [] };
  return {
    ...bill,
    ...(number === undefined ? {} : { billNumber: { value: number, text: number, ...sure } }),
    ...(date === undefined ? {} : { date: { value: date, text: date, ...sure } }),
    ...(total === undefined ? {} : { total: { value: total, text: String(total), ...sure } }),
  };
}

/** Stands for all that would be posted: another product, quantity, cost or sum has another code. */
function codeOf({ record, header, lines, repeats }: Omit<Proposal, 'code' | 'needs'>): string {
  const { supplier, number, date, due, total } = header;
  const code = digest(
    JSON.stringify([
      record.bill_id,
      [supplier?.supplier_id, supplier?.name, number, date, due, total],
      lines.map(({ skipped, match, make, quantity, unit_cost, batch, expires }) =>
        skipped
          ? 0
          : [match.product?.product_id, make?.product_id, make?.name, quantity, unit_cost, batch, expires],
      ),
    ]),
    12,
  );
  return repeats ? `again-${code}` : code;
}

/**
 * The first thing that must be said, as a refusal.
 */
export function incomplete({ needs }: Proposal): ClerkError {
  const [first] = needs;
  return new ClerkError('refused', first?.why ?? 'Something must be said first.', {
    field: first?.field ?? 'lines',
    fix: 'Propose again with the answers, then post with the code of that proposal.',
    valid: needs.slice(0, 10).map(({ field, why }) => `${field}: ${why}`),
  });
}
