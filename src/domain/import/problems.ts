import type { BadRow } from './report.js';

const MOST_LISTED = 50;
const MOST_REASONS = 100;
const LONGEST_VALUE = 60;

/** Rows that could not be read: every one counted, the first ones kept. */
export class Problems {
  total = 0;
  readonly first: BadRow[] = [];
  readonly #reasons = new Map<string, number>();

  /** `group` is the reason without what differs from row to row, where that is not the reason itself. */
  add(row: BadRow, group = row.reason): void {
    this.total += 1;
    if (this.first.length < MOST_LISTED) {
      this.first.push(row.value === undefined ? row : { ...row, value: cut(row.value) });
    }
    const reason = row.column === undefined ? group : `${row.column}: ${group}`;
    const key = this.#reasons.has(reason) || this.#reasons.size < MOST_REASONS ? reason : 'other reasons';
    this.#reasons.set(key, (this.#reasons.get(key) ?? 0) + 1);
  }

  get byReason(): { reason: string; rows: number }[] {
    return [...this.#reasons].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => b.rows - a.rows);
  }
}

function cut(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE - 3)}...` : value;
}
