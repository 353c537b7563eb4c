import * as z from 'zod';
import { Settings } from './settings.js';

/** What is left of a debt (`due` present) or of money received (`due` absent). Minor units, more than 0. */
export const Open = z.object({
  seq: z.int().positive(),
  due: z.string().optional(),
  left: z.int().positive(),
});
export type Open = z.infer<typeof Open>;

/**
 * One side of an account: what is open, oldest first. The first ones are listed here; `spilled` further ones, all
 * newer, lie in items of their own so that a write costs the same however many there are.
 */
export const Side = z.object({
  first: z.array(Open),
  spilled: z.int().nonnegative(),
  total: z.int().nonnegative(),
});
export type Side = z.infer<typeof Side>;

/**
 * The state of an account after its last entry: a fold over its entries, kept so that a write need not read them.
 * Money in minor units of `currency`.
 */
export const Account = z.object({
  customer_id: z.string(),
  currency: z.string(),
  opened_on: z.iso.date(),
  /** Number of entries. */
  seq: z.int().nonnegative(),
  /** Hash of the last entry. */
  head: z.string(),
  /** What the customer owes; negative where money lies with the shop. Always `debts.total - advances.total`. */
  balance: z.int(),
  /** Debts by due date, then by age. */
  debts: Side,
  /** Money received that settles nothing yet, by age. */
  advances: Side,
  /** The opening balance in force, by its sequence number. */
  opening: z.int().positive().optional(),
  settings: Settings,
});
export type Account = z.infer<typeof Account>;
