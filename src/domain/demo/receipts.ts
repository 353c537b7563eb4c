import type { Random } from '../random.js';
import { type LineDraft, priceSale } from '../sales/amounts.js';
import type { Sale } from '../sales/sale.js';
import { ITEMS } from './catalogue.js';
import type { Day } from './days.js';
import { isClosed } from './festivals.js';
import { CLOSING, type Receipt } from './visits.js';

const FIRST_NUMBER = 10_001;
const REFUND_SHARE = 0.005;
const REFUND_REASONS = ['packet torn', 'past its best-before date', 'wrong item taken', 'bought twice'];
/** Where in the history the two cancellations lie. */
const CANCELLED_AT = [0.35, 0.8];

const SOLD_LOOSE = new Set(ITEMS.filter((item) => item.loose).map((item) => item.product_id));

/** Refunds of one line, some days later, for a few of the receipts, and two receipts cancelled at once. */
export function takeBacks(receipts: readonly Receipt[], days: readonly Day[], random: Random): Receipt[] {
  const cancelled = new Set(
    CANCELLED_AT.flatMap((share) => receipts.find(({ day }) => day.index >= share * days.length) ?? []),
  );
  const cancellations = [...cancelled].map((receipt) =>
    takeBack(
      receipt,
      receipt.day,
      Math.min(receipt.second + random.int(120, 480), CLOSING - 1),
      receipt.draft.lines,
      'cancellation',
      'billed twice by mistake',
    ),
  );
  const refunds = receipts.flatMap((receipt) => {
    if (cancelled.has(receipt) || !random.chance(REFUND_SHARE)) return [];
    const line = random.pick(receipt.draft.lines);
    const later = receipt.day.index + random.int(1, 6);
    const day = days.find((candidate) => candidate.index >= later && !isClosed(candidate));
    if (day === undefined || line.product_id === undefined || SOLD_LOOSE.has(line.product_id)) return [];
    const back = { ...line, quantity: Math.min(line.quantity, 1_000) };
    return takeBack(
      receipt,
      day,
      random.int(10 * 3_600, 20 * 3_600),
      [back],
      'refund',
      random.pick(REFUND_REASONS),
    );
  });
  return [...cancellations, ...refunds];
}

/** Puts receipts in order of time, numbers them without gaps and works out their amounts. */
export function numbered(receipts: readonly Receipt[]): Sale[] {
  const ids = new Map<Receipt, string>();
  return [...receipts]
    .sort((a, b) => a.day.index - b.day.index || a.second - b.second)
    .map((receipt, index) => {
      const number = String(FIRST_NUMBER + index);
      const saleId = `${receipt.day.date.replaceAll('-', '')}-${number}`;
      ids.set(receipt, saleId);
      const refersTo = receipt.takesBack === undefined ? undefined : ids.get(receipt.takesBack);
      return priceSale({
        sale_id: saleId,
        number,
        at: `${receipt.day.date}T${clock(receipt.second)}+05:30`,
        ...(refersTo === undefined ? {} : { refers_to: refersTo }),
        ...receipt.draft,
      });
    });
}

function takeBack(
  receipt: Receipt,
  day: Day,
  second: number,
  lines: readonly LineDraft[],
  kind: 'refund' | 'cancellation',
  reason: string,
): Receipt {
  const { shipper_id: _, ...draft } = receipt.draft;
  const returned = lines.map((line) => ({ ...line, quantity: -line.quantity }));
  return {
    day,
    second,
    takesBack: receipt,
    draft: { ...draft, kind, employee_id: 'E1', channel: 'counter', reason, lines: returned },
  };
}

function clock(second: number): string {
  const parts = [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
