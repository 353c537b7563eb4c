import type { Cell } from './records.js';
import type { Summaries } from './summaries.js';

export interface QueryAnswer extends Summaries {
  readonly columns: { name: string; label: string; type: string; unit?: string | undefined }[];
  readonly rows: Record<string, Cell>[];
  /** Rows of the whole answer, of which `rows` is a part. */
  readonly row_count: number;
  readonly has_more: boolean;
  readonly next_cursor?: string | undefined;
  readonly receipt: Receipt;
  readonly hint?: string | undefined;
  /** What changed since the answer that was run again. */
  readonly changes?: Changes | undefined;
}

/** An earlier answer beside the same query over the same days now. */
export interface Changes {
  /** The saved question, in its own words. */
  readonly question?: string | undefined;
  readonly answered_at: string;
  readonly same: boolean;
  /** Sales documents recorded since, whether they bear on the answer or not. */
  readonly sales_recorded_since: number;
  readonly row_count_then: number;
  readonly row_count_now: number;
  /** Rows that differ, each figure as `<name>_then` and `<name>_now`. */
  readonly rows: Record<string, Cell>[];
  readonly notes?: string[] | undefined;
}

/** What the figures stand on. */
export interface Receipt {
  readonly shop: string;
  readonly definitions: Record<string, string>;
  readonly compared_with?:
    | { from?: string | undefined; to?: string | undefined; columns: string }[]
    | undefined;
  readonly period?:
    | { from?: string | undefined; to?: string | undefined; date: string; time_zone: string }
    | undefined;
  readonly filters?: string[] | undefined;
  readonly rows_read: number;
  readonly as_of: string;
  readonly notes?: string[] | undefined;
  readonly sql?: string | undefined;
  /** Runs the query again later and says what changed: send it as `again`. */
  readonly token?: string | undefined;
}
