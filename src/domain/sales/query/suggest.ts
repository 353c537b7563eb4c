import { fromUnits } from '../../money.js';
import { nearest } from '../../nearest.js';
import type { Replica } from '../../ports/analytics/replica.js';
import { Bindings, type FilterRequest, storedScale } from './filters.js';
import { dimensionSql } from './member-sql.js';
import type { Dimension, Model } from './model.js';
import type { Setting } from './plan.js';

const MOST_VALUES = 20_000;

/** Values of a dimension that occur, as they are shown, most frequent first, at most `limit`. */
export async function sampleValues(
  model: Model,
  replica: Replica,
  dimension: Dimension,
  setting: Setting,
  limit: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const bindings = new Bindings();
  const value = dimensionSql(model, dimension, setting, bindings);
  const { rows } = await replica.read(
    `SELECT value FROM (SELECT ${value} AS value FROM ${model.rowsOf(dimension)}) WHERE value IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${bindings.bind(limit)}`,
    bindings.values,
    signal,
  );
  const scale = storedScale(dimension.type, setting.currencyDigits);
  return rows.map(([shown]) =>
    String(typeof shown === 'bigint' || typeof shown === 'number' ? fromUnits(shown, scale) : shown),
  );
}

/** For text filters that match nothing: the values that come nearest, in a sentence; undefined if all exist. */
export async function suggestValues(
  model: Model,
  replica: Replica,
  filters: readonly FilterRequest[],
  setting: Setting,
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (const { member, op, values = [] } of filters) {
    const dimension = model.dimension(member);
    if (dimension?.type !== 'text' || op !== 'is') continue;
    const known = await sampleValues(model, replica, dimension, setting, MOST_VALUES, signal);
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
