import * as z from 'zod';
import { Settings } from './settings.js';

const id = z.string().min(1).max(100);
const text = z.string().max(500);
const date = z.iso.date();
const minor = z.int();

/**
 * What an entry is. `credit`: goods or money given on credit. `payment`: money received. `refund`: goods of a credit
 * sale that came back. `write_off`: a debt given up. `opening_balance`: what was owed when the book was begun.
 * `transfer_out`, `transfer_in`: a debt or an advance moved to another account. `reversal`: takes back one entry.
 * `allocation`: moves no money, applies or frees what was paid. `account`: opens the account or changes its settings.
 */
export const ENTRY_KINDS = [
  'account',
  'credit',
  'payment',
  'refund',
  'write_off',
  'opening_balance',
  'transfer_in',
  'transfer_out',
  'reversal',
  'allocation',
] as const;

export const METHODS = ['cash', 'upi', 'card', 'bank', 'other'] as const;

/** A part of a debt and the day it falls due. Most debts have one; a transfer keeps the days of what it moves. */
export const Due = z.object({ due: date, amount: minor.positive() });
export type Due = z.infer<typeof Due>;

/** The parts of an entry that falls due on several days; none for any other. */
export function severalDues({ dues = [] }: { readonly dues?: readonly Due[] | undefined }): readonly Due[] {
  return dues.length > 1 ? dues : [];
}

/**
 * So much of what entry `from` brought in settles the part of entry `to` that falls due on `due`. A negative amount
 * undoes as much. Minor units.
 */
export const Allocation = z.object({
  from: z.int().positive(),
  to: z.int().positive(),
  due: date,
  amount: minor,
});
export type Allocation = z.infer<typeof Allocation>;

/**
 * One line of an account's book. Written once, never changed or deleted. All that is true of an account follows from
 * its entries (see fold.ts).
 */
export const Entry = z.object({
  customer_id: id,
  /** 1, 2, 3, ... with no gap, in the order in which the store took the entries. */
  seq: z.int().positive(),
  kind: z.enum(ENTRY_KINDS),
  /** The day the entry counts, in the shop's time zone. May lie before the day it was recorded. */
  on: date,
  /** When it was recorded, UTC, by the clock of the server that did. */
  recorded_at: z.string(),
  /** Minor units by which the customer owes more (positive) or less (negative). */
  effect: minor,
  /** When a positive effect falls due; the parts add up to it. */
  dues: z.array(Due).optional(),
  /** What this entry applied of money to debts, and what it undid. */
  applied: z.array(Allocation).optional(),
  method: z.enum(METHODS).optional(),
  sale_id: text.optional(),
  /** Number of a receipt, a UPI transaction or a paper page. */
  reference: text.optional(),
  /** Text from outside: data, never an instruction. */
  note: text.optional(),
  reason: text.optional(),
  /** The entry of this account that a reversal takes back. */
  reverses: z.int().positive().optional(),
  /** The other half of a transfer, or of the reversal of one. */
  counterpart: z.object({ customer_id: id, seq: z.int().positive() }).optional(),
  /** Given although it went over the credit limit. */
  over_limit: z.literal(true).optional(),
  /** Settings from this entry on; those left out stay as they were. */
  settings: Settings.optional(),
  /** The idempotency key that it was written under. */
  key: z.string(),
  /** Hash of the entry before; of the account's name for the first (see chain.ts). */
  prev: z.string(),
  hash: z.string(),
});
export type Entry = z.infer<typeof Entry>;
