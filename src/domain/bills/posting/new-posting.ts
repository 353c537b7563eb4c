import { ClerkError } from '../../errors.js';
import { shownText } from './answers.js';
import type { ProposedLine } from './line.js';
import { MOST_LINES_OF_PRODUCT } from './ports.js';
import type { Group, Posting } from './posting-record.js';
import { incomplete, type Proposal, soundGstin } from './proposal.js';

/**
 * A proposal as it is to be posted, its lines grouped by product.
 *
 * @throws ClerkError `refused` while something must be said, `too_large` for too many lines of one product.
 */
export function newPosting(
  proposal: Proposal,
  { key, hash }: { readonly key: string; readonly hash: string },
): Posting {
  const { record, header, lines } = proposal;
  const { supplier, number, date, due, total } = header;
  if (proposal.code === undefined || !supplier || !date || !due || total === undefined)
    throw incomplete(proposal);
  const groups = new Map<string, Group>();
  for (const line of lines) if (!line.skipped) addTo(groups, line, proposal);
  const crowded = [...groups.values()].find((group) => group.lines.length > MOST_LINES_OF_PRODUCT);
  if (crowded !== undefined)
    throw new ClerkError(
      'too_large',
      `${crowded.product} stands on ${crowded.lines.length} lines; at most ${MOST_LINES_OF_PRODUCT} of one product are posted.`,
      { field: 'lines', fix: 'Skip some, and add their goods with adjust_stock.' },
    );
  const gstin = soundGstin(record.bill);
  const printed = shownText(record.bill.vendor?.value ?? '');
  const learns = supplier.by !== 'alias' && (gstin !== undefined || /\p{L}/u.test(printed));
  return {
    bill_id: record.bill_id,
    status: 'posting',
    key,
    hash,
    supplier_id: supplier.supplier_id,
    supplier: supplier.name,
    ...(supplier.by === 'new' ? { new_supplier: true } : {}),
    ...(learns ? { seller: { printed, ...(gstin === undefined ? {} : { gstin }) } } : {}),
    ...(number === undefined ? {} : { number }),
    date,
    due,
    total,
    sha256: record.file.sha256,
    ...(proposal.repeats ? { although_duplicate: true } : {}),
    groups: [...groups.values()],
    skipped: lines.filter(({ skipped }) => skipped).length,
  };
}

function addTo(groups: Map<string, Group>, line: ProposedLine, proposal: Proposal): void {
  const { match, make, quantity, unit_cost, batch, expires } = line;
  const product = match.product ?? make;
  if (product === undefined || quantity === undefined || unit_cost === undefined) throw incomplete(proposal);
  const group = groups.get(product.product_id) ?? {
    product_id: product.product_id,
    product: product.name,
    ...(make === undefined ? {} : { make: { unit: make.unit, hsn: make.hsn, tax_rate: make.tax_rate } }),
    lines: [],
    state: 'open' as const,
  };
  group.lines.push({
    line: line.line,
    quantity,
    unit_cost,
    ...(batch === undefined ? {} : { batch }),
    ...(expires === undefined ? {} : { expires }),
    ...(isLesson(line) ? { learns: { printed: line.printed, packs: line.unit?.packs === true } } : {}),
  });
  groups.set(product.product_id, group);
}

/** Whether a line teaches something: its product is not told by its name alone, or how it is counted was not printed. */
function isLesson({ printed, match, make, unit }: ProposedLine): boolean {
  if (!/[\p{L}\p{N}]/u.test(printed)) return false;
  const plain = match.by === 'name' ? match.sure >= 0.97 : make?.name === printed;
  return !(plain || match.by === 'barcode') || unit?.by === 'asked' || unit?.by === 'cost';
}
