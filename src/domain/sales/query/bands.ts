import { bandTable, measureColumn } from './columns.js';
import { type Bindings, type FilterRequest, nameSql, type Subject, whenSql } from './filters.js';
import { gridSql } from './grid.js';
import type { Dimension, Measure, Model } from './model.js';
import type { Period } from './period.js';
import { NOTHING_ADDED, type Plan, type Setting } from './plan.js';
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
  const used = new Set<Dimension>();
  const use = (name: string): void => {
    const dimension = model.dimension(name);
    if (dimension?.cases?.each === undefined || used.has(dimension)) return;
    // The figure may be held to groups itself, whose table comes first.
    const figure = model.measure(dimension.cases.of);
    const parts = figure === undefined ? [] : partsOf(model, figure);
    for (const part of parts.flatMap((each) => each.filters ?? []).flatMap(namesIn)) use(part);
    used.add(dimension);
  };
  for (const name of [...plan.dimensions.map((each) => each.name), ...filters.flatMap(namesIn)]) use(name);
  return [...used].map((dimension) => bandSql(model, dimension, setting, bindings));
}

function namesIn({ member, than }: FilterRequest): string[] {
  return than === undefined ? [member] : [member, than];
}

function bandSql(model: Model, dimension: Dimension, setting: Setting, bindings: Bindings): string {
  const { cases } = dimension;
  const measure = model.measure(cases?.of ?? '');
  const id = model.dimension(cases?.each ?? '');
  if (cases === undefined || measure === undefined || id === undefined)
    throw new Error(`${dimension.name} is made of what the model lacks`);
  const { period = { date: 'sold' } } = setting;
  const grid = gridSql(model, planOf(measure, id, period), [measure], period, setting, bindings);
  const subject = figureSubject(measure, setting);
  const groups = whenSql(cases, bindings, () => subject);
  return `${bandTable(dimension.name)} AS (SELECT k0, CASE ${groups} ELSE ${nameSql(cases.otherwise, bindings)} END AS band FROM (${grid.sql}))`;
}

/** What the groups of a figure are told by. */
export function figureSubject(measure: Measure, { currency, currencyDigits }: Setting): Subject {
  const scale = measureScale(measure, currencyDigits) ?? 0;
  return { sql: measureColumn(measure.name), type: measure.type, scale, currency };
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
    ...NOTHING_ADDED,
    limit: 0,
  };
}
