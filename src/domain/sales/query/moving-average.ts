import type { Bindings } from './filters.js';
import { bucketSpan, bucketStart, bucketsApart } from './grains.js';
import type { Grain, Measure } from './model.js';
import type { Period } from './period.js';
import type { Plan, Setting } from './plan.js';
import { isSum, measureScale } from './values.js';

const LEAST_DECIMALS = 4;

/** Decimals of the average of values of so many. */
export function averageScale(scale: number | undefined): number {
  return Math.max(scale ?? 0, LEAST_DECIMALS);
}

/**
 * SQL for a column `average_<measure>` beside each row of joined grids: the mean over the last buckets of the grain
 * up to the row's own, none before the first, rounded half away from zero. What adds up is 0 in a bucket that has no
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
    const scale = measureScale(measure, setting.currencyDigits) ?? 0;
    const up = `CAST(${10 ** (averageScale(scale) - scale)} AS HUGEINT)`;
    const sum = `(sum(${name}) OVER ${frame} * ${up})`;
    const count = isSum(measure) ? buckets() : `nullif(count(${name}) OVER ${frame}, 0)`;
    const rounded = `(2 * abs(${sum}) + ${count}) // (2 * ${count}) * sign(${sum})`;
    return `${isSum(measure) ? `coalesce(${rounded}, 0)` : rounded} AS average_${name}`;
  };
  return measures.map(average).join(', ');
}

/** SQL for the number of buckets up to a row's own, the first of the period or of the rows included, at most `size`. */
function bucketsSoFar(
  grain: Grain,
  size: number,
  { from }: Period,
  { fiscalShift }: Setting,
  bindings: Bindings,
): string {
  const first =
    from === undefined
      ? 'min(k0) OVER ()'
      : bucketStart(grain, `CAST(${bindings.bind(from)} AS TIMESTAMP)`, fiscalShift);
  return `least(${size}, ${bucketsApart(grain, first, 'k0')} + 1)`;
}
