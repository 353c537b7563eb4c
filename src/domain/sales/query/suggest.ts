import { nearest } from '../../nearest.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { FilterRequest } from './filters.js';
import type { Dimension, Model } from './model.js';

const MOST_VALUES = 20_000;

/** Values of a dimension that occur, most frequent first in its own table, at most `limit`. */
export async function sampleValues(
  model: Model,
  replica: Replica,
  dimension: Dimension,
  limit: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const { from } = model.entity(dimension.entity);
  const sql =
    dimension.type === 'date'
      ? `strftime(${dimension.sql}, '%Y-%m-%d')`
      : `CAST(${dimension.sql} AS VARCHAR)`;
  const { rows } = await replica.read(
    `SELECT ${sql} AS value FROM ${from} WHERE ${dimension.sql} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT $1`,
    [limit],
    signal,
  );
  return rows.map(([value]) => String(value));
}

/** For text filters that match nothing: the values that come nearest, in a sentence; undefined if all exist. */
export async function suggestValues(
  model: Model,
  replica: Replica,
  filters: readonly FilterRequest[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (const { member, op, values = [] } of filters) {
    const dimension = model.dimension(member);
    if (dimension?.type !== 'text' || op !== 'is') continue;
    const known = await sampleValues(model, replica, dimension, MOST_VALUES, signal);
    const lower = new Set(known.map((value) => value.toLowerCase()));
    const missing = values.find((value) => !lower.has(value.toLowerCase()));
    if (missing === undefined) continue;
    const near = nearest(missing, known);
    const shown =
      near.length > 0
        ? `The nearest are ${near.join(', ')}.`
        : `Some that exist: ${known.slice(0, 5).join(', ')}.`;
    return `No ${member} is "${missing.slice(0, 60)}". ${shown}`;
  }
  return undefined;
}
