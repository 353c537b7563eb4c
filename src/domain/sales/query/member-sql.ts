import { bandTable } from './columns.js';
import {
  type Bindings,
  dimensionScale,
  type Filter,
  filtersSql,
  nameSql,
  type Subject,
  whenSql,
} from './filters.js';
import { type Dimension, type Entity, entitiesOf, type Model, PERIOD_DATES } from './model.js';
import { daysSql, isDated } from './period.js';
import type { Plan, Setting } from './plan.js';

/** SQL of a dimension as it is grouped by: dates as text, the day and fiscal year of the answer filled in. */
export function dimensionSql(
  model: Model,
  dimension: Dimension,
  setting: Setting,
  bindings: Bindings,
): string {
  const sql = memberSql(model, dimension, setting, bindings);
  return dimension.type === 'date' ? `strftime(${sql}, '%Y-%m-%d')` : sql;
}

/** SQL of a dimension's value, with the names of groups in place of values where it has such. */
function memberSql(model: Model, dimension: Dimension, setting: Setting, bindings: Bindings): string {
  const { cases, sql } = dimension;
  if (cases === undefined) return filledIn(sql, setting, bindings);
  if (cases.each !== undefined)
    return `(SELECT band FROM ${bandTable(dimension.name)} b WHERE b.k0 = ${filledIn(sql, setting, bindings)})`;
  const base = known(model, cases.of);
  const groups = whenSql(cases, bindings, (filter) => subjectOf(model, filter, setting, bindings));
  const value = memberSql(model, base, setting, bindings);
  return `CASE WHEN ${value} IS NULL THEN NULL ${groups} ELSE ${nameSql(cases.otherwise, bindings)} END`;
}

/** SQL of the model with the day and the fiscal year of the answer filled in. */
export function filledIn(sql: string, setting: Setting, bindings: Bindings): string {
  const dated = sql.includes('{as_of}')
    ? sql.replaceAll('{as_of}', `CAST(${bindings.bind(setting.asOf)} AS DATE)`)
    : sql;
  return dated.replaceAll('{fiscal_shift}', String(setting.fiscalShift));
}

/** Entities that must be reached for a filter to be tested. */
export function entitiesOfFilter(model: Model, filter: Filter): Entity[] {
  const other = filter.than === undefined ? [] : entitiesOf(known(model, filter.than));
  return filter.op === 'bought' || filter.op === 'never_bought'
    ? ['customers']
    : [...entitiesOf(known(model, filter.member)), ...other];
}

/** The filters that a record can be held to without a sale; of alternatives all or none. */
export function tellable(model: Model, fact: Entity, filters: readonly Filter[]): Filter[] {
  const reached = model.paths(fact);
  const told = (filter: Filter): boolean =>
    entitiesOfFilter(model, filter).every((entity) => reached.has(entity));
  return filters.filter(
    (filter) =>
      told(filter) &&
      (filter.or_group === undefined ||
        filters.every((other) => other.or_group !== filter.or_group || told(other))),
  );
}

/**
 * What a filter on a dimension compares.
 *
 * @param plan the query; an average is then taken over its period and what its other filters leave.
 */
export function subjectOf(
  model: Model,
  filter: Filter,
  setting: Setting,
  bindings: Bindings,
  plan?: Pick<Plan, 'filters' | 'period'>,
): Subject {
  const dimension = known(model, filter.member);
  const { type, entity } = dimension;
  const paths = model.paths('lines');
  return {
    // A comparison as a value binds more weakly than what a filter adds to it.
    sql: `(${memberSql(model, dimension, setting, bindings)})`,
    type,
    scale: dimensionScale(dimension, setting.currencyDigits),
    currency: setting.currency,
    all: (find) => allSql(model, dimension, find, setting, bindings, plan),
    buyers: paths.has(entity)
      ? ({ days = {} }) =>
          `SELECT s.customer_id FROM ${model.entity('lines').from} ${filledIn([...new Set(['sales' as const, ...entitiesOf(dimension)].flatMap((each) => paths.get(each) ?? []))].join(' '), setting, bindings)} WHERE ${["s.kind = 'sale'", 's.customer_id IS NOT NULL', ...daysSql(PERIOD_DATES.sold, days, bindings)].join(' AND ')}`
      : undefined,
  };
}

/**
 * Query for the sum or count of a dimension over the records that have it, in the period and within filters they can be
 * held to: what a mean is made of.
 */
function allSql(
  model: Model,
  dimension: Dimension,
  find: 'sum' | 'count',
  setting: Setting,
  bindings: Bindings,
  { filters, period }: Pick<Plan, 'filters' | 'period'> = { filters: [], period: { date: 'sold' } },
): string {
  const shape = model.smallest(entitiesOf(dimension));
  if (shape === undefined) throw new Error(`Nothing has ${dimension.name}`);
  const paths = model.paths(shape.name);
  const others = filters.filter(
    ({ member, op }) => model.dimension(member) !== undefined && !op.endsWith('_average'),
  );
  const told = tellable(model, shape.name, others);
  const dated = paths.has('sales') && isDated(period);
  const reach = [
    ...entitiesOf(dimension),
    ...told.flatMap((filter) => entitiesOfFilter(model, filter)),
    ...(dated ? ['sales' as const] : []),
  ];
  const joins = new Set(reach.flatMap((entity) => paths.get(entity) ?? []));
  const conditions = [
    ...filtersSql(told, filters, bindings, (filter) => subjectOf(model, filter, setting, bindings)),
    ...(dated ? daysSql(PERIOD_DATES[period.date], period, bindings) : []),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${find}(CAST(${memberSql(model, dimension, setting, bindings)} AS HUGEINT)) FROM ${filledIn([shape.from, ...joins].join(' '), setting, bindings)}${where}`;
}

function known(model: Model, name: string): Dimension {
  const dimension = model.dimension(name);
  if (dimension === undefined) throw new Error(`The plan names an unknown dimension ${name}`);
  return dimension;
}
