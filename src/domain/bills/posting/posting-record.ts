import * as z from 'zod';
import { shopKey } from '../../ports/store/repository.js';
import type { Item, ItemKey } from '../../ports/store/table.js';

const id = z.string().min(1).max(100);

const Line = z.object({
  /** Its number on the bill, from 1. */
  line: z.int().positive(),
  /** Thousandths of the product's unit; fine units for one. */
  quantity: z.int().positive(),
  unit_cost: z.int().nonnegative(),
  batch: z.string().optional(),
  expires: z.iso.date().optional(),
  /** What is learned: that this text of this supplier means the product, counted in packs or not. */
  learns: z.object({ printed: z.string(), packs: z.boolean() }).optional(),
  /** The movement it made. */
  moved: z.object({ seq: z.int().positive(), average_before: z.int().nonnegative().optional() }).optional(),
});

/** The lines of one product; they are posted together. */
const Group = z.object({
  product_id: id,
  product: z.string(),
  /** The product is made with them. */
  make: z
    .object({ unit: z.string().optional(), hsn: z.string().optional(), tax_rate: z.int().optional() })
    .optional(),
  lines: z.array(Line),
  /** `open`: not posted yet; `in`: posted; `back`: taken back. */
  state: z.enum(['open', 'in', 'back']),
  /** The product's cost before and after, minor units. */
  cost: z.object({ before: z.int().optional(), after: z.int() }).optional(),
});
export type Group = z.infer<typeof Group>;

export const POSTING_STATES = ['posting', 'posted', 'reversing', 'reversed'] as const;

/**
 * What becomes of a bill: what is posted of it, and how far that has come. A bill too large for one transaction is
 * `posting` until all its parts are written, and `reversing` until all are taken back.
 */
export const Posting = z.object({
  bill_id: id,
  status: z.enum(POSTING_STATES),
  /** Idempotency key of the write that is or was under way, and the hash of what it asked. */
  key: z.string(),
  hash: z.string(),
  supplier_id: id,
  supplier: z.string(),
  new_supplier: z.literal(true).optional(),
  /** What the bill calls the seller, where that is learned. */
  seller: z.object({ gstin: z.string().optional(), printed: z.string() }).optional(),
  number: z.string().optional(),
  date: z.iso.date(),
  due: z.iso.date(),
  /** Minor units. */
  total: z.int().positive(),
  sha256: z.string(),
  although_duplicate: z.literal(true).optional(),
  groups: z.array(Group),
  /** Lines of the bill that were left out. */
  skipped: z.int().nonnegative(),
  posted_at: z.string().optional(),
  reversed_at: z.string().optional(),
});
export type Posting = z.infer<typeof Posting>;

export interface StoredPosting {
  readonly posting: Posting;
  readonly version: number;
}

export function postingKey(shopId: string, billId: string): ItemKey {
  return { PK: `${shopKey(shopId)}#POSTING#${billId.slice(0, 4)}-${billId.slice(4, 6)}`, SK: billId };
}

export function postingItem(shopId: string, posting: Posting, version: number): Item {
  return {
    ...postingKey(shopId, posting.bill_id),
    type: 'bill_posting',
    v: version,
    body: JSON.stringify(posting),
  };
}

export function readPosting(item: Item): StoredPosting {
  return { posting: Posting.parse(JSON.parse(item.body)), version: item.v };
}
