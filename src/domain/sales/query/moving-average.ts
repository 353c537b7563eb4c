import { bucketsBefore } from './buckets.js';
import type { Bindings } from './filters.js';
import { bucketSpan, bucketStart, bucketsApart } from './grains.js';
import { gridSql } from './grid.js';
import { type Grain, type Measure, type Model, PERIOD_DATES } from './model.js';
import type { Period } from './period.js';
import type { Plan, Setting } from './plan.js';
import { isSum, measureColumn, measureScale } from './values.js';

const LEAST_DECIMALS = 4;

/** Decimals of the average of values of so many. */
export function averageScale(scale: number | undefined): number {
  return Math.max(scale ?? 0, LEAST_DECIMALS);
}

/**
 * SQL for a column `average_<measure>` beside each row of joined grids: the mean over the last buckets of the grain
 * up to the row's own, none before the shop's first sale, rounded half away from zero. What adds up is 0 in a bucket that has no
 * row; of anything else only the values there are count. Undefined where none is asked for.
 */
export function movingAverages(plan: Plan, setting: Setting, bindings: Bindings): string | undefined {
  const { grain, movingAverage: size, period, dimensions } = plan;
  const measures = plan.measures.filter(({ type }) => type !== 'date');
  if (grain === undefined || size === undefined || measures.length === 0) return undefined;
  const keys = dimensions.map((_, index) => `k${index + 1}`);
  const within = keys.length === 0 ? '' : `PARTITION BY ${keys.join(', ')} `;
  const frame = `(${within}ORDER BY k0 RANGE ${bucketSpan(grain, size - 1)} PRECEDING)`;
  let counted: string | undefined;
  const buckets = (): string => {
    counted ??= bucketsSoFar(grain, size, period, setting, bindings);
    return counted;
  };
  const average = (measure: Measure): string => {
    const { name } = measure;
    const column = measureColumn(name);
    const scale = measureScale(measure, setting.currencyDigits) ?? 0;
    const up = `CAST(${10 ** (averageScale(scale) - scale)} AS HUGEINT)`;
    const sum = `(sum(${column}) OVER ${frame} * ${up})`;
    const count = isSum(measure) ? buckets() : `nullif(count(${column}) OVER ${frame}, 0)`;
    const rounded = `(2 * abs(${sum}) + ${count}) // (2 * ${count}) * sign(${sum})`;
    return `${isSum(measure) ? `coalesce(${rounded}, 0)` : rounded} AS average_${name}`;
  };
  return measures.map(average).join(', ');
}

/**
 * Joined grids with the buckets before the period that an average at its start looks back to, marked `early`: none
 * before the shop's first sale.
 */
export function withLead(
  joined: string,
  model: Model,
  plan: Plan,
  setting: Setting,
  bindings: Bindings,
): string {
  const { grain, period, movingAverage: size } = plan;
  const here = `SELECT *, false AS early FROM (${joined})`;
  if (grain === undefined || size === undefined || period.from === undefined) return here;
  const days = bucketsBefore(grain, period.from, size - 1, setting.fiscalShift + 1);
  const grid = gridSql(
    model,
    { ...plan, compare: [], includeEmpty: false },
    plan.measures,
    { ...days, date: period.date },
    setting,
    bindings,
  );
  return `${here} UNION ALL BY NAME SELECT *, true AS early FROM (${grid.sql}) WHERE k0 >= ${firstBucket(grain, period, setting)}`;
}

/** SQL for the bucket of the shop's first sale. */
function firstBucket(grain: Grain, { date }: Period, { fiscalShift }: Setting): string {
  return bucketStart(grain, `(SELECT min(${PERIOD_DATES[date]}) FROM sales s)`, fiscalShift);
}

/**
 * SQL for the number of buckets up to a row's own, at most `size`: from the shop's first sale on, or from the start of
 * the period where that is earlier.
 */
function bucketsSoFar(
  grain: Grain,
  size: number,
  period: Period,
  setting: Setting,
  bindings: Bindings,
): string {
  const start =
    period.from === undefined
      ? 'min(k0) OVER ()'
      : `least(${bucketStart(grain, `CAST(${bindings.bind(period.from)} AS TIMESTAMP)`, setting.fiscalShift)}, ${firstBucket(grain, period, setting)})`;
  return `least(${size}, ${bucketsApart(grain, start, 'k0')} + 1)`;
}
