import type { Entry } from './entry.js';
import type { Settings } from './settings.js';

/** What of a debt was still to be paid on the day asked for. Minor units. */
export interface OpenDebt {
  /** Entry that made the debt. */
  readonly seq: number;
  readonly kind: Entry['kind'];
  /** Day of that entry. */
  readonly on: string;
  readonly due: string;
  readonly amount: number;
  readonly left: number;
  /** Whole days past the due date; 0 or less while not overdue. */
  readonly days_overdue: number;
}

/** What was open, by days past the due date. The parts add up to the open debts. Minor units. */
export interface Ageing {
  readonly not_due: number;
  readonly days_1_30: number;
  readonly days_31_60: number;
  readonly days_61_90: number;
  readonly days_over_90: number;
}

/**
 * An account at the end of a day, from the entries whose `on` is not after it, as recorded so far. Money in minor
 * units.
 */
export interface AsOf {
  readonly date: string;
  readonly balance: number;
  /** Sum of the open debts. `balance` is `open - advance`. */
  readonly open: number;
  readonly advance: number;
  readonly overdue: number;
  /** Earliest due date among the open debts. */
  readonly oldest_due: string | undefined;
  readonly ageing: Ageing;
  /** Oldest due date first. */
  readonly debts: readonly OpenDebt[];
}

/** A line of a statement, in order of the day it counts, then of recording. */
export interface StatementRow {
  readonly entry: Entry;
  /** What was owed after this line, in the order of the statement. Minor units. */
  readonly balance: number;
  /** The later entry that reverses it, if one does. */
  readonly reversed_by: number | undefined;
}

/** All that happened on an account in a period. */
export interface Statement {
  readonly customer_id: string;
  readonly name: string;
  readonly currency: string;
  readonly settings: Settings;
  readonly opened_on: string;
  /** First day, included. */
  readonly from: string;
  /** Last day, included. */
  readonly to: string;
  /** Owed before the first day. Minor units. */
  readonly opening: number;
  readonly rows: readonly StatementRow[];
  readonly closing: AsOf;
  /** The last entry recorded when the statement was made: what the statement can be checked against. */
  readonly head: { readonly seq: number; readonly hash: string };
}

/** Whether an account's book is whole: no gap, no changed entry, and the kept state is what the entries come to. */
export interface BookCheck {
  readonly intact: boolean;
  readonly entries: number;
  /** First entry that is not as it was written, and why. */
  readonly fault?: { readonly seq: number; readonly what: string };
}
