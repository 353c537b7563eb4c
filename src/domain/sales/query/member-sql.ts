import { type Bindings, dimensionScale, type Filter, filtersSql, type Subject } from './filters.js';
import { type Dimension, type Entity, entitiesOf, type Model } from './model.js';
import type { Setting } from './plan.js';

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
  const base = known(model, cases.of);
  const groups = cases.groups.map((group) => {
    const filter = { ...group, member: cases.of };
    const when = filtersSql([filter], [filter], bindings, () => subjectOf(model, filter, setting, bindings));
    return `WHEN ${when.join('')} THEN CAST(${bindings.bind(group.label)} AS VARCHAR)`;
  });
  const value = memberSql(model, base, setting, bindings);
  return `CASE WHEN ${value} IS NULL THEN NULL ${groups.join(' ')} ELSE CAST(${bindings.bind(cases.otherwise)} AS VARCHAR) END`;
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

/** What a filter on a dimension compares. */
export function subjectOf(model: Model, filter: Filter, setting: Setting, bindings: Bindings): Subject {
  const dimension = known(model, filter.member);
  const { type, entity } = dimension;
  const paths = model.paths('lines');
  return {
    sql: memberSql(model, dimension, setting, bindings),
    type,
    scale: dimensionScale(dimension, setting.currencyDigits),
    currency: setting.currency,
    all: (find) =>
      `SELECT ${find}(CAST(${memberSql(model, dimension, setting, bindings)} AS HUGEINT)) FROM ${filledIn(model.rowsOf(dimension), setting, bindings)}`,
    buyers: paths.has(entity)
      ? ({ days }) =>
          `SELECT s.customer_id FROM ${model.entity('lines').from} ${filledIn([...new Set(['sales' as const, ...entitiesOf(dimension)].flatMap((each) => paths.get(each) ?? []))].join(' '), setting, bindings)} WHERE s.kind = 'sale' AND s.customer_id IS NOT NULL${within(days, bindings)}`
      : undefined,
  };
}

function within(days: Filter['days'], bindings: Bindings): string {
  const from = days?.from === undefined ? '' : ` AND s.sold_on >= CAST(${bindings.bind(days.from)} AS DATE)`;
  return days?.to === undefined ? from : `${from} AND s.sold_on <= CAST(${bindings.bind(days.to)} AS DATE)`;
}

function known(model: Model, name: string): Dimension {
  const dimension = model.dimension(name);
  if (dimension === undefined) throw new Error(`The plan names an unknown dimension ${name}`);
  return dimension;
}
