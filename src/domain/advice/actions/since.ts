import { dayNumber } from '../../calendar/days.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { Given } from './given.js';

/** What was recorded about a subject since advice was given. Money in minor units, quantities in thousandths. */
export interface Since {
  /** Ordered or bought, thrown away or sent back, and counted: what that added to the books. */
  readonly supplied: number;
  readonly discarded: number;
  readonly counted: number | undefined;
  /** Paid by the customer. */
  readonly paid: number;
}

export const NOTHING: Since = { supplied: 0, discarded: 0, counted: undefined, paid: 0 };

/** A record counts from the moment of the advice, by the time it was written; by its day where the time is the same. */
const AFTER = 'substr(r.fed, 1, 24) > g.at';

/** What was recorded since each advice, by its id; {@link NOTHING} of those that are not in the answer. */
export async function recordedSince(
  replica: Pick<Replica, 'read'>,
  given: readonly Given[],
  signal?: AbortSignal,
): Promise<Map<string, Since>> {
  if (given.length === 0) return new Map();
  const asked = JSON.stringify(
    given.map(({ advice_id: id, at, subject }) => ({ id, at, subject: subject.id })),
  );
  const asking = `(SELECT unnest(from_json($1, '[{"id":"VARCHAR","at":"VARCHAR","subject":"VARCHAR"}]'), recursive := true))`;
  const { rows } = await replica.read(
    `WITH g AS ${asking}
     SELECT g.id,
       (sum(CASE r.kind WHEN 'purchase' THEN r.quantity WHEN 'order' THEN r.ordered ELSE 0 END))::BIGINT,
       (sum(CASE WHEN r.kind IN ('wastage', 'supplier_return') THEN -r.quantity ELSE 0 END))::BIGINT,
       (sum(r.quantity) FILTER (r.kind = 'count'))::BIGINT, 0
     FROM g JOIN stock_movements r ON r.product_id = g.subject AND ${AFTER} GROUP BY 1
     UNION ALL
     SELECT g.id, 0, 0, NULL, (-sum(r.effect) FILTER (r.kind = 'payment'))::BIGINT
     FROM g JOIN udhaar_entries r ON r.customer_id = g.subject AND ${AFTER} GROUP BY 1`,
    [asked],
    signal,
  );
  return new Map(
    rows.map(([id, supplied, discarded, counted, paid]) => [
      String(id),
      {
        supplied: Number(supplied ?? 0),
        discarded: Number(discarded ?? 0),
        counted: counted === null || counted === undefined ? undefined : Number(counted),
        paid: Number(paid ?? 0),
      },
    ]),
  );
}

/** Whole days from one day to another. */
export function daysFrom(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
