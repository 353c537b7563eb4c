import * as z from 'zod';
import { Allocation, ENTRY_KINDS, type METHODS } from './entry.js';
import type { Settings } from './settings.js';

/** What every change may say. */
interface Said {
  /** The day it counts, yyyy-mm-dd; today when absent. */
  readonly on?: string | undefined;
  /** Checked against the account's, where given. */
  readonly currency?: string | undefined;
  readonly reference?: string | undefined;
  readonly note?: string | undefined;
  readonly reason?: string | undefined;
}

/** The customer owes more. Amount in minor units. */
export interface Debit extends Said {
  readonly kind: 'credit' | 'opening_balance';
  readonly amount: number;
  /** Due date; `on` and the account's terms when absent. */
  readonly due?: string | undefined;
  /** Go over the credit limit. */
  readonly over_limit?: boolean | undefined;
  readonly sale_id?: string | undefined;
}

/** The customer owes less. Amount in minor units. */
export interface Receipted extends Said {
  readonly kind: 'payment' | 'refund' | 'write_off';
  readonly amount: number;
  readonly method?: (typeof METHODS)[number] | undefined;
  readonly sale_id?: string | undefined;
  /** Entries to settle first, in this order; then the oldest due. */
  readonly apply_to?: readonly number[] | undefined;
}

export interface Reversal extends Said {
  readonly kind: 'reversal';
  readonly reverses: number;
}

/** Moves what is owed, or an advance, to another customer's account. */
export interface Transfer extends Said {
  readonly kind: 'transfer';
  readonly to: string;
  /** Minor units; all there is when absent. */
  readonly amount?: number | undefined;
}

export interface SettingsChange extends Said {
  readonly kind: 'account';
  /** An empty phone is none. */
  readonly settings: Settings;
  /** Take a name or phone that someone alike has. */
  readonly although_alike?: boolean | undefined;
}

/** What a caller may ask of the ledger. */
export type Change = Debit | Receipted | Reversal | Transfer | SettingsChange;

/** What a write came to, as it is remembered with its key. Money in minor units. */
export const Receipt = z.object({
  customer_id: z.string(),
  name: z.string(),
  seq: z.int(),
  kind: z.enum(ENTRY_KINDS),
  on: z.string(),
  effect: z.int(),
  due: z.string().optional(),
  balance: z.int(),
  open: z.int(),
  advance: z.int(),
  applied: z.array(Allocation),
  hash: z.string(),
  /** The other account of a transfer. */
  other: z
    .object({
      customer_id: z.string(),
      name: z.string(),
      seq: z.int(),
      balance: z.int(),
      open: z.int(),
      advance: z.int(),
    })
    .optional(),
});
export type Receipt = z.infer<typeof Receipt>;
