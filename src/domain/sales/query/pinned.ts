import type { Replica } from '../../ports/analytics/replica.js';
import { feedEnd } from '../../ports/store/repository.js';
import { Bindings } from './filters.js';
import { PROJECTIONS } from './tables.js';

const RECORDS = PROJECTIONS.map(({ main }) => main.name).filter(
  (name) => name !== 'sales' && name !== 'definitions',
);

/**
 * The tables as they were at a moment: these names stand for them in all of a statement. Records that are kept up to
 * date (customers, products) are left out where they are new; of those that were changed since, only what they are now
 * is known.
 */
export function pinnedTables(pin: Date, bindings: Bindings): string[] {
  const until = bindings.bind(feedEnd(pin));
  return [
    `sales AS (SELECT * FROM main.sales WHERE fed <= ${until})`,
    'lines AS (SELECT * FROM main.lines SEMI JOIN sales USING (record_key))',
    ...RECORDS.map((name) => `${name} AS (SELECT * FROM main.${name} WHERE v > 1 OR fed <= ${until})`),
  ];
}

/** Kinds of records of which some were changed after a moment, so that the tables as they were are not wholly known. */
export async function changedSince(
  moment: Date,
  replica: Replica,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const bindings = new Bindings();
  const until = bindings.bind(feedEnd(moment));
  const each = RECORDS.map(
    (name) => `SELECT '${name}' AS name FROM ${name} WHERE v > 1 AND fed > ${until} HAVING count(*) > 0`,
  );
  const { rows } = await replica.read(each.join(' UNION ALL '), bindings.values, signal);
  return rows.map(([name]) => String(name));
}

/** Sales documents recorded after a moment. */
export async function salesSince(
  moment: Date,
  replica: Replica,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { rows } = await replica.read('SELECT count(*) FROM sales WHERE fed > $1', [feedEnd(moment)], signal);
  return Number(rows[0]?.[0] ?? 0);
}
