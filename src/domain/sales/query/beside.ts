import { measureColumn } from './columns.js';
import type { Bindings } from './filters.js';
import { bucketShift, bucketStart, nextBucket } from './grains.js';
import { joinOnKeys } from './join-on-keys.js';
import { keyNames, type Plan, type Setting } from './plan.js';

/** Lays the grid of another period over what is there; its measures become `c<index>_m_<measure>`. */
export function joinComparison(
  left: string,
  grid: string,
  index: number,
  plan: Plan,
  setting: Setting,
  bindings: Bindings,
): string {
  const comparison = plan.compare[index];
  const keys = keyNames(plan);
  const renamed = plan.measures.map(({ name }) => {
    const own = measureColumn(name);
    return `${own} AS c${index}_${own}`;
  });
  let laid = keys.join(', ');
  const start = (day: string): string =>
    bucketStart(plan.grain ?? 'day', `CAST(${bindings.bind(day)} AS TIMESTAMP)`, setting.fiscalShift);
  const edges: string[] = [];
  if (plan.grain !== undefined && comparison?.buckets === true) {
    const next = nextBucket(plan.grain, 'k0');
    laid = [`${next} AS k0`, ...keys.slice(1)].join(', ');
    const { from, to } = plan.period;
    const last =
      to === undefined ? '(SELECT max(k0) FROM main)' : start(plan.grain === 'hour' ? `${to}T23:00:00` : to);
    edges.push(`${next} <= ${last}`, ...(from === undefined ? [] : [`${next} >= ${start(from)}`]));
  } else if (
    plan.grain !== undefined &&
    comparison?.period.from !== undefined &&
    plan.period.from !== undefined
  ) {
    laid = [
      `${bucketShift(plan.grain, 'k0', start(comparison.period.from), start(plan.period.from))} AS k0`,
      ...keys.slice(1),
    ].join(', ');
  }
  const other = `SELECT ${[...(laid === '' ? [] : [laid]), ...renamed, 'n'].join(', ')} FROM (${grid})${edges.length === 0 ? '' : ` WHERE ${edges.join(' AND ')}`}`;
  return joinOnKeys(left, other, keys);
}
