import type { SqlValue } from '../../ports/analytics/engine.js';
import type { Replica } from '../../ports/analytics/replica.js';

export type Reader = Pick<Replica, 'read' | 'revision' | 'epoch'>;

/** A stretch of the numbers that the replica gives its records: those above `from`, up to `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Whether a record that was there before has been replaced. */
  readonly replaced: boolean;
}

/**
 * Tells which records of the replica's tables are new since it last looked. A record, or a new version of one, gets a
 * number above all others when it is taken in, so that what is new is what has a higher number: the engine finds it by
 * the least and greatest number of each block, without reading the others.
 */
export class Changes {
  readonly #replica: Reader;
  readonly #reached = new Map<string, { revision: number; to: number }>();
  #epoch: number;

  constructor(replica: Reader) {
    this.#replica = replica;
    this.#epoch = replica.epoch;
  }

  /** Whether the replica was emptied and filled anew: nothing that was read before counts. */
  get broken(): boolean {
    return this.#epoch !== this.#replica.epoch;
  }

  restart(): void {
    this.#epoch = this.#replica.epoch;
    this.#reached.clear();
  }

  /** What is new of a table; undefined where nothing is. Moves on: the next call tells what came after. */
  async next(type: string, table: string, signal?: AbortSignal): Promise<Stretch | undefined> {
    const { revision, to: from } = this.#reached.get(table) ?? { revision: -1, to: 0 };
    const now = this.#replica.revision(type);
    if (now === revision) return undefined;
    const [row = []] = await this.rows(
      `SELECT max(record_key), max(v) FROM ${table} WHERE record_key > $1`,
      [from],
      signal,
    );
    const to = row[0] === null || row[0] === undefined ? from : Number(row[0]);
    this.#reached.set(table, { revision: now, to });
    return to === from ? undefined : { from, to, replaced: from > 0 && Number(row[1]) > 1 };
  }

  async rows(sql: string, values: readonly SqlValue[], signal?: AbortSignal): Promise<readonly SqlValue[][]> {
    return (await this.#replica.read(sql, values, signal)).rows;
  }
}

export function textOf(value: SqlValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

export function wholeOf(value: SqlValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
