import { measureColumn } from './columns.js';
import type { Measure, ValueType } from './model.js';
import { averageScale } from './moving-average.js';
import { inOwnOrder, otherLast, tiesSql } from './order.js';
import { keyLabels, keyNames, type Plan, type Setting } from './plan.js';
import { isSum, measureScale } from './values.js';

export interface ResultColumn {
  readonly name: string;
  readonly label: string;
  readonly type: ValueType;
  /** Decimals of the whole number the engine gives; undefined where it gives text or booleans. */
  readonly scale: number | undefined;
}

/** A shown column and the SQL of its value over the grids `main`, `c0`, `c1`, …. */
export interface Shown extends ResultColumn {
  readonly sql: string;
}

const SHARE_SCALE = 4;

/** A sum over nothing is 0, where only another period has the group; anything else over nothing is empty. */
export function orZero(measure: Measure, column: string): string {
  return isSum(measure) ? `coalesce(${column}, 0)` : column;
}

/** A measure, its comparisons with change and percent, and what is added beside it. */
export function figuresOf(measure: Measure, plan: Plan, setting: Setting): Shown[] {
  const { name, label, type } = measure;
  const own = measureColumn(name);
  const scale = measureScale(measure, setting.currencyDigits);
  const value = (column: string): string =>
    type === 'date' ? `strftime(${column}, '%Y-%m-%d')` : orZero(measure, column);
  const figures: Shown[] = [{ name, label, type, scale, sql: value(own) }];
  plan.compare.forEach((comparison, index) => {
    const other = `c${index}_${own}`;
    figures.push({
      name: `${name}_${comparison.name}`,
      label: `${label}, ${comparison.name.replaceAll('_', ' ')}`,
      type,
      scale,
      sql: value(other),
    });
    if (type === 'date') return;
    const change = `(${value(own)} - ${value(other)})`;
    figures.push({
      name: `${name}_change_${comparison.name}`,
      label: `${label}, change`,
      type,
      scale,
      sql: change,
    });
    figures.push({
      name: `${name}_percent_${comparison.name}`,
      label: `${label}, change in percent`,
      type: 'percent',
      scale: SHARE_SCALE,
      sql: percentSql(change, `abs(${value(other)})`),
    });
  });
  const { across, along } = windowsOf(plan);
  if (type === 'date') {
    if (plan.added.includes('rank')) figures.push(rankOf(measure, plan, across));
    return figures;
  }
  for (const added of plan.added) {
    if (added === 'share')
      figures.push({
        name: `${name}_share`,
        label: `${label}, share`,
        type: 'percent',
        scale: SHARE_SCALE,
        sql: percentSql(value(own), `sum(${value(own)}) OVER (${across})`),
      });
    if (added === 'running_total')
      figures.push({
        name: `${name}_running`,
        label: `${label}, running total`,
        type,
        scale,
        sql: `sum(${value(own)}) OVER (${along.partition}${along.order} ROWS UNBOUNDED PRECEDING)`,
      });
    if (added === 'running_share')
      figures.push({
        name: `${name}_running_share`,
        label: `${label}, running share`,
        type: 'percent',
        scale: SHARE_SCALE,
        sql: percentSql(
          `sum(${value(own)}) OVER (${along.partition}${along.order} ROWS UNBOUNDED PRECEDING)`,
          `sum(${value(own)}) OVER (${along.partition})`,
        ),
      });
    if (added === 'rank') figures.push(rankOf(measure, plan, across));
  }
  if (plan.movingAverage !== undefined) {
    const decimals = averageScale(scale);
    figures.push({
      name: `${name}_moving_average`,
      label: `${label}, moving average of ${plan.movingAverage}`,
      type: type === 'count' ? 'number' : type,
      scale: decimals,
      sql: `average_${own}`,
    });
  }
  return figures;
}

/** Place by the measure, from the highest, or from the lowest where rows are ordered so. */
function rankOf(measure: Measure, plan: Plan, across: string): Shown {
  const { name, label } = measure;
  const lowest = plan.order.some(({ member, descending }) => member === name && !descending);
  return {
    name: `${name}_rank`,
    label: `${label}, rank${lowest ? ' from the lowest' : ''}`,
    type: 'count',
    scale: 0,
    sql: `rank() OVER (${across}ORDER BY ${orZero(measure, measureColumn(name))} ${lowest ? 'ASC' : 'DESC'} NULLS LAST)`,
  };
}

/**
 * What shares and ranks are taken across, and what running totals run along: within the columns asked for, or else
 * across the groups of each bucket and along time for each group. Within one moment, or without a grain, they run in the
 * order of the rows.
 */
function windowsOf(plan: Plan): {
  readonly across: string;
  readonly along: { readonly partition: string; readonly order: string };
} {
  const keys = keyNames(plan);
  const partition = (columns: readonly string[]): string =>
    columns.length === 0 ? '' : `PARTITION BY ${columns.join(', ')} `;
  const asked = keyLabels(plan).flatMap((name, index) => (plan.within.includes(name) ? [`k${index}`] : []));
  const timed = plan.grain !== undefined;
  const groups = timed ? keys.slice(1) : [];
  const along = [
    ...(timed ? [] : otherLast(plan, 'k')),
    ...(timed && !plan.within.includes(plan.grain ?? '') ? [] : runningOrder(plan)),
    ...tiesSql(plan, 'k'),
  ];
  const order = along.length === 0 ? '' : `ORDER BY ${along.join(', ')}`;
  if (asked.length > 0) return { across: partition(asked), along: { partition: partition(asked), order } };
  return {
    across: partition(timed && groups.length > 0 ? ['k0'] : []),
    along: { partition: partition(groups), order },
  };
}

function runningOrder(plan: Plan): string[] {
  const [first] = plan.measures;
  const asked = plan.order.flatMap(({ member, descending }) => {
    const key = keyLabels(plan).indexOf(member);
    const measure = plan.measures.find(({ name }) => name === member);
    const column =
      key >= 0
        ? inOwnOrder(plan, key, `k${key}`)
        : measure === undefined
          ? undefined
          : orZero(measure, measureColumn(member));
    return column === undefined ? [] : [`${column} ${descending ? 'DESC' : 'ASC'} NULLS LAST`];
  });
  if (asked.length === plan.order.length && asked.length > 0) return asked;
  return first === undefined ? [] : [`${orZero(first, measureColumn(first.name))} DESC NULLS LAST`];
}

/** `part` as a percentage of `whole`, a whole number of four decimals, half away from zero. */
function percentSql(part: string, whole: string): string {
  const up = `CAST(${100 * 10 ** SHARE_SCALE} AS HUGEINT)`;
  return `CASE WHEN ${whole} = 0 THEN NULL ELSE (2 * abs(CAST(${part} AS HUGEINT)) * ${up} + abs(${whole})) // (2 * abs(${whole})) * sign(${part}) * sign(${whole}) END`;
}
