import * as z from 'zod';
import { shopKey } from '../ports/store/repository.js';
import type { Item, ItemKey } from '../ports/store/table.js';

const id = z.string().min(1).max(100);
const text = z.string().max(500);

/**
 * One entry of what the shop owes for a supplier's bill. Written once, never changed. Money in minor units.
 * `bill`: owed from now on. `payment`: paid by the shop. `payment_back`: a payment taken back, in part or whole.
 * `reversal`: the bill was taken back.
 */
export const PayableEntry = z.object({
  bill_id: id,
  /** 1, 2, 3, ... without a gap. */
  seq: z.int().positive(),
  kind: z.enum(['bill', 'payment', 'payment_back', 'reversal']),
  /** What it adds to what is owed: above 0 for `bill` and `payment_back`, below for the others. */
  amount: z.int(),
  /** The day it counts. */
  on: z.iso.date(),
  recorded_at: z.string(),
  key: z.string(),
});
export type PayableEntry = z.infer<typeof PayableEntry>;

/** What is owed for one bill after its last entry. */
export const Payable = z.object({
  bill_id: id,
  supplier_id: id,
  supplier: text,
  /** The supplier's number of the bill. */
  number: text.optional(),
  /** Day of the bill, and the day it is to be paid by. */
  date: z.iso.date(),
  due: z.iso.date(),
  /** Number of entries. */
  seq: z.int().positive(),
  /** What the bill is for; 0 once it was taken back. */
  amount: z.int().nonnegative(),
  paid: z.int().nonnegative(),
});
export type Payable = z.infer<typeof Payable>;

const Stored = PayableEntry.extend({ after: Payable });

export function entriesOf(shopId: string, billId: string): string {
  return `${shopKey(shopId)}#PAYABLE#${billId}`;
}

/** The item of an entry. It also carries what is owed after it, so that the last entry is the account. */
export function entryItem(shopId: string, entry: PayableEntry, after: Payable): Item {
  return {
    PK: entriesOf(shopId, entry.bill_id),
    SK: `ENTRY#${String(entry.seq).padStart(10, '0')}`,
    type: 'payable_entry',
    v: 1,
    body: JSON.stringify({ ...entry, after }),
  };
}

export function readAfter(item: Item): Payable {
  return Stored.parse(JSON.parse(item.body)).after;
}

/** Bills that are not paid in full lie in one partition, by the day they are due. */
export function unpaidPartition(shopId: string): string {
  return `${shopKey(shopId)}#UNPAID`;
}

export function unpaidKey(shopId: string, { due, bill_id }: Payable): ItemKey {
  return { PK: unpaidPartition(shopId), SK: `${due}#${bill_id}` };
}

export function unpaidItem(shopId: string, payable: Payable): Item {
  return {
    ...unpaidKey(shopId, payable),
    type: 'unpaid_bill',
    v: payable.seq,
    body: JSON.stringify(payable),
  };
}
