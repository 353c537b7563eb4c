import * as z from 'zod';
import { shopKey } from '../ports/store/repository.js';
import type { Item, ItemKey } from '../ports/store/table.js';
import { Bill } from './bill.js';

/** Why a bill may have been read before. */
export const DUPLICATE_KINDS = ['same_file', 'same_number', 'near_same'] as const;

export const Duplicate = z.object({
  kind: z.enum(DUPLICATE_KINDS),
  bill_id: z.string(),
  /** ISO 8601 moment at which that bill was read. */
  read_at: z.string(),
});
export type Duplicate = z.infer<typeof Duplicate>;

/** A bill that was read, with what it was read from. */
export const BillRecord = z.object({
  bill_id: z.string(),
  /** ISO 8601 moment. */
  read_at: z.string(),
  engine: z.enum(['local', 'textract']),
  pages: z.int(),
  file: z.object({
    sha256: z.string(),
    bytes: z.int(),
    kind: z.string(),
    /** Its name among the kept files; absent where none are kept. */
    kept_as: z.string().optional(),
  }),
  bill: Bill,
  duplicates: z.array(Duplicate),
});
export type BillRecord = z.infer<typeof BillRecord>;

/** What an id of a bill looks like. */
const BILL_ID = /^\d{8}-[0-9a-f-]{13}$/;

/** Where the bill of an id lies; undefined for what is no such id. */
export function billKey(shopId: string, id: string): ItemKey | undefined {
  if (!BILL_ID.test(id)) return undefined;
  return { PK: `${shopKey(shopId)}#BILL#${id.slice(0, 4)}-${id.slice(4, 6)}`, SK: id };
}

/**
 * The item that holds a bill. Bills lie in one partition a month, in order of time: `BILL#<yyyy-mm>` /
 * `<yyyymmdd>-<suffix>`. They are not on the feed: no question of the replica is about them.
 */
export function billItem(shopId: string, record: BillRecord): Item {
  const id = record.bill_id;
  return {
    PK: `${shopKey(shopId)}#BILL#${id.slice(0, 4)}-${id.slice(4, 6)}`,
    SK: id,
    type: 'bill',
    v: 1,
    body: JSON.stringify(record),
  };
}
