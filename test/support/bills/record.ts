import { createHash } from 'node:crypto';
import type { Bill, BillItem } from '../../../src/domain/bills/bill.js';
import { type BillRecord, billItem } from '../../../src/domain/bills/bill-record.js';
import { Duplicates } from '../../../src/domain/bills/duplicates.js';
import type { Item, Table } from '../../../src/domain/ports/store/table.js';

const PLACE = { page: 1, left: 0, top: 0, right: 1, bottom: 1 };
const sure = { confidence: 0.99, checks: [] };

/** A line of goods that was read well: quantity in thousandths, rate in minor units. */
export function itemOf(name: string, quantity: number, rate: number, more: Partial<BillItem> = {}): BillItem {
  return {
    name,
    quantity,
    rate,
    amount: Math.round((quantity * rate) / 1_000),
    confidence: 0.99,
    place: PLACE,
    checks: ['quantity_times_rate'],
    ...more,
  };
}

export interface MadeBill {
  readonly id: string;
  readonly items: readonly BillItem[];
  readonly vendor?: string;
  readonly number?: string;
  readonly date?: string;
  readonly total?: number;
  readonly file?: string;
  readonly more?: Partial<Bill>;
}

/** A bill as if it had been read, without an image. Its id is `20260331-` and twelve of these hex digits. */
export function billRecord({ id, items, file = id, more = {}, ...head }: MadeBill): BillRecord {
  const text = (value: string) => ({ value, text: value, ...sure });
  const { vendor = 'Gupta Traders', number = id, date = '2026-03-28' } = head;
  const total = head.total ?? items.reduce((sum, { amount }) => sum + amount, 0);
  return {
    bill_id: `20260331-${createHash('sha256').update(id).digest('hex').slice(0, 13)}`,
    read_at: '2026-03-31T06:00:00.000Z',
    engine: 'local',
    pages: 1,
    file: { sha256: createHash('sha256').update(file).digest('hex'), bytes: 1, kind: 'png' },
    bill: {
      vendor: text(vendor),
      billNumber: text(number),
      date: text(date),
      items,
      taxes: [],
      total: { value: total, text: String(total), ...sure },
      ...more,
    },
    duplicates: [],
  };
}

/** What reading a bill writes. */
export function itemsOfBill(table: Pick<Table, 'query'>, shop: string, record: BillRecord): Item[] {
  const { bill_id: id, read_at: at, file, bill } = record;
  return [billItem(shop, record), ...new Duplicates(table, shop).marks(id, at, file.sha256, bill)];
}
