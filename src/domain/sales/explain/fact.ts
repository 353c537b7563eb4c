import type { Fact } from '../../ports/language/language.js';
import type { Cell } from '../query/records.js';

/** One figure of an answer, as data and as it is shown. */
export interface SalesFact extends Fact {
  readonly kind: FactKind;
  /** What was measured; absent where rows or buckets are counted. */
  readonly measure?: string | undefined;
  /** Exact, in the unit; a percentage to four decimals. */
  readonly value: number;
  /** ISO 4217 code, `%` or `days`; absent for what is counted. */
  readonly unit?: string | undefined;
  /** The row it is of, by its dimensions. */
  readonly of?: Readonly<Record<string, Cell>> | undefined;
  /** Days it is of, `yyyy-mm-dd`, both included; an end that is absent is open. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Hour of the last day up to which is counted, `hh:00`; all of it where absent. */
  readonly until?: string | undefined;
}

export type FactKind =
  | 'rows'
  | 'listed'
  | 'last'
  | 'total'
  | 'overall'
  | 'figure'
  | 'change'
  | 'driver'
  | 'row'
  | 'share'
  | 'together'
  | 'rows_for_80_percent'
  | 'row_change'
  | 'mean'
  | 'highest'
  | 'lowest'
  | 'last_full'
  | 'record'
  | 'no_break'
  | 'level_before'
  | 'level_after'
  | 'partial';

/** One of our own sentences, with the figures in it. */
export interface Statement {
  /** How telling it is, against the others. */
  readonly weight: number;
  readonly sentence: string;
  readonly facts: readonly SalesFact[];
}
