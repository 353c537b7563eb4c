import { bandTable, measureColumn } from './columns.js';
import { type Bindings, filtersSql, type Subject } from './filters.js';
import { gridSql } from './grid.js';
import type { Dimension, Measure, Model } from './model.js';
import type { Period } from './period.js';
import type { Plan, Setting } from './plan.js';
import { measureScale, partsOf } from './values.js';

/**
 * Tables that name the group each thing is in by its figure over the period (customers by what they bought, and the
 * like), one for each such grouping that a plan uses.
 */
export function bandTables(model: Model, plan: Plan, setting: Setting, bindings: Bindings): string[] {
  const filters = [
    ...plan.filters,
    ...plan.measures.flatMap((measure) => partsOf(model, measure)).flatMap((part) => part.filters ?? []),
  ];
  const used = new Set([
    ...plan.dimensions.map(({ name }) => name),
    ...filters.flatMap(({ member, than }) => [member, ...(than === undefined ? [] : [than])]),
  ]);
  return [...used].flatMap((name) => {
    const dimension = model.dimension(name);
    return dimension?.cases?.each === undefined ? [] : [bandSql(model, dimension, setting, bindings)];
  });
}

function bandSql(model: Model, dimension: Dimension, setting: Setting, bindings: Bindings): string {
  const { of = '', each = '', groups = [], otherwise = '' } = dimension.cases ?? {};
  const measure = model.measure(of);
  const id = model.dimension(each);
  if (measure === undefined || id === undefined)
    throw new Error(`${dimension.name} is made of what the model lacks`);
  const { period = { date: 'sold' } } = setting;
  const grid = gridSql(model, planOf(measure, id, period), [measure], period, setting, bindings);
  const subject: Subject = {
    sql: measureColumn(of),
    type: measure.type,
    scale: measureScale(measure, setting.currencyDigits) ?? 0,
    currency: setting.currency,
  };
  const cases = groups.map((group) => {
    const filter = { ...group, member: of };
    return `WHEN ${filtersSql([filter], [filter], bindings, () => subject).join('')} THEN CAST(${bindings.bind(group.label)} AS VARCHAR)`;
  });
  return `${bandTable(dimension.name)} AS (SELECT k0, CASE ${cases.join(' ')} ELSE CAST(${bindings.bind(otherwise)} AS VARCHAR) END AS band FROM (${grid.sql}))`;
}

/** A plan of one measure by one dimension. */
function planOf(measure: Measure, dimension: Dimension, period: Period): Plan {
  return {
    measures: [measure],
    dimensions: [dimension],
    filters: [],
    period,
    grain: undefined,
    compare: [],
    added: [],
    movingAverage: undefined,
    includeEmpty: false,
    top: undefined,
    within: [],
    topWithin: undefined,
    order: [],
    limit: 0,
    offset: 0,
  };
}
