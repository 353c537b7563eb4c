import type { Replica } from '../../ports/analytics/replica.js';
import { feedEnd } from '../../ports/store/repository.js';

/** How many sales documents there are, and the days of the first and the latest. */
export interface SalesSpan {
  readonly count: number;
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

/** @param asOf leaves out what was recorded after this moment. */
export async function salesSpan(replica: Replica, asOf: Date, signal?: AbortSignal): Promise<SalesSpan> {
  const { rows } = await replica.read(
    "SELECT count(*), strftime(min(sold_on), '%Y-%m-%d'), strftime(max(sold_on), '%Y-%m-%d') FROM sales WHERE fed <= $1",
    [feedEnd(asOf)],
    signal,
  );
  const [count, first, last] = rows[0] ?? [];
  return {
    count: Number(count ?? 0),
    first: typeof first === 'string' ? first : undefined,
    last: typeof last === 'string' ? last : undefined,
  };
}
