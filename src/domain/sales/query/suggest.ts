import { fromUnits } from '../../money.js';
import { nearest } from '../../nearest.js';
import type { Replica } from '../../ports/analytics/replica.js';
import { Bindings, dimensionScale, type FilterOp, type FilterRequest } from './filters.js';
import { dimensionSql, filledIn } from './member-sql.js';
import type { Dimension, Model } from './model.js';
import type { Setting } from './plan.js';

const MOST_VALUES = 20_000;
const EXACT: readonly FilterOp[] = ['is', 'is_not', 'bought', 'never_bought'];

/** Values of a dimension that occur, as they are shown, most frequent first, at most `limit`. */
export async function sampleValues(
  model: Model,
  replica: Replica,
  dimension: Dimension,
  setting: Setting,
  limit: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const { cases } = dimension;
  // Which of the groups by a figure occur depends on the period.
  if (cases?.each !== undefined) return [...cases.groups.map(({ label }) => label), cases.otherwise];
  const bindings = new Bindings();
  const value = dimensionSql(model, dimension, setting, bindings);
  const { rows } = await replica.read(
    `SELECT value FROM (SELECT ${value} AS value FROM ${filledIn(model.rowsOf(dimension), setting, bindings)}) WHERE value IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${bindings.bind(limit)}`,
    bindings.values,
    signal,
  );
  const scale = dimensionScale(dimension, setting.currencyDigits);
  return rows.map(([shown]) =>
    String(typeof shown === 'bigint' || typeof shown === 'number' ? fromUnits(shown, scale) : shown),
  );
}

/**
 * Text values of filters that do not occur, each with the nearest that do, in a sentence: a filter that leaves out or
 * looks for something that is not there finds everything or nothing without a sign.
 *
 * @param all whether filters for one value count, too; where rows came out, that one did occur.
 */
export async function unknownValues(
  model: Model,
  replica: Replica,
  filters: readonly FilterRequest[],
  setting: Setting,
  all: boolean,
  signal?: AbortSignal,
): Promise<string[]> {
  const told: string[] = [];
  for (const { member, op, values = [] } of filters) {
    const dimension = model.dimension(member);
    const checked = EXACT.includes(op) && (all || op !== 'is' || values.length > 1);
    if (dimension?.type !== 'text' || !checked || values.length === 0) continue;
    const missing = await firstMissing(model, replica, dimension, values, setting, signal);
    if (missing === undefined) continue;
    const known = await sampleValues(model, replica, dimension, setting, MOST_VALUES, signal);
    const near = nearest(missing, known);
    const shown =
      near.length > 0
        ? `The nearest are ${near.join(', ')}.`
        : `Some that exist: ${known.slice(0, 5).join(', ')}.`;
    told.push(`No ${member} is "${missing.slice(0, 60)}". ${shown}`);
  }
  return told;
}

/** The first of some texts that is no value of a dimension. */
async function firstMissing(
  model: Model,
  replica: Replica,
  dimension: Dimension,
  values: readonly string[],
  setting: Setting,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { cases } = dimension;
  if (cases?.each !== undefined) {
    const known = [...cases.groups.map(({ label }) => label), cases.otherwise].map((each) =>
      each.toLowerCase(),
    );
    return values.find((text) => !known.includes(text.toLowerCase()));
  }
  const bindings = new Bindings();
  const value = dimensionSql(model, dimension, setting, bindings);
  const wanted = values.map((text) => `(${bindings.bind(text)})`).join(', ');
  const { rows } = await replica.read(
    `SELECT w FROM (VALUES ${wanted}) t(w) WHERE lower(w) NOT IN (SELECT lower(${value}) FROM ${filledIn(model.rowsOf(dimension), setting, bindings)} WHERE ${value} IS NOT NULL)`,
    bindings.values,
    signal,
  );
  return rows.map(([text]) => String(text))[0];
}
