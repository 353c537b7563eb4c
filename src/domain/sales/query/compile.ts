import { ClerkError, invalid } from '../../errors.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import { Bindings, type FilterRequest, filterSql, measureScale, storedScale } from './filters.js';
import {
  type Dimension,
  type Entity,
  type Grain,
  type Measure,
  type Model,
  PERIOD_DATES,
  type ValueType,
} from './model.js';
import type { Period } from './period.js';

/** A query whose names are all known and whose period is days. */
export interface Plan {
  readonly measures: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  readonly filters: readonly FilterRequest[];
  readonly period: Period;
  readonly grain: Grain | undefined;
  readonly order: readonly { readonly member: string; readonly descending: boolean }[];
  readonly limit: number;
  readonly offset: number;
}

export interface ResultColumn {
  readonly name: string;
  readonly label: string;
  readonly type: ValueType;
  /** Decimals of the whole number the engine gives; undefined where it gives text or booleans. */
  readonly scale: number | undefined;
}

export interface Compiled {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** The shown columns, in order; two more follow: rows read, and number of groups. */
  readonly columns: readonly ResultColumn[];
  /** Where the query could not be taken literally, in words for the caller. */
  readonly notes: readonly string[];
}

const GRAIN_FORMATS: Record<Grain, (date: string) => string> = {
  day: (date) => `strftime(${date}, '%Y-%m-%d')`,
  week: (date) => `strftime(${date}, '%G-W%V')`,
  month: (date) => `strftime(${date}, '%Y-%m')`,
  quarter: (date) => `year(${date}) || '-Q' || quarter(${date})`,
  year: (date) => `strftime(${date}, '%Y')`,
};

interface Key {
  readonly column: ResultColumn;
  readonly entity: Entity;
  readonly sql: string;
}

/**
 * Turns a plan into one SQL statement.
 *
 * Each measure is added up over the coarsest entity that reaches every dimension and filter; measures of different
 * entities are grouped apart and joined on the dimensions (drill-across, Kimball and Ross, *The Data Warehouse
 * Toolkit*, 3rd ed., ch. 4), so that nothing is counted twice. Only names of the model and numbered parameters
 * become SQL text.
 *
 * @throws ClerkError `invalid_input` or `refused` when members do not go together.
 */
export function compile(model: Model, plan: Plan, currencyDigits: number): Compiled {
  const keys = keysOf(plan, currencyDigits);
  const rowFilters = plan.filters.filter(({ member }) => model.measure(member) === undefined);
  const having = plan.filters.filter(({ member }) => model.measure(member) !== undefined);
  const needed = new Set<Entity>([
    ...keys.map(({ entity }) => entity),
    ...rowFilters.map(({ member }) => known(model, member).entity),
  ]);
  const dated = plan.period.from !== undefined || plan.period.to !== undefined;

  const measures = [...plan.measures];
  for (const { member } of having) {
    const measure = model.measure(member);
    if (measure !== undefined && !measures.includes(measure)) measures.push(measure);
  }
  const facts = new Map<Entity, Measure[]>();
  if (measures.length === 0) facts.set(listingFact(model, needed, dated), []);
  for (const measure of measures) {
    const fact = factFor(model, measure, needed, keys);
    facts.set(fact, [...(facts.get(fact) ?? []), measure]);
  }

  const bindings = new Bindings();
  const notes: string[] = [];
  const parts = [...facts].map(([fact, own], index) => {
    const sql = factSql(model, fact, own, keys, rowFilters, plan.period, currencyDigits, bindings);
    if (dated && !model.paths(fact).has('sales'))
      notes.push(`${own.map(({ name }) => name).join(', ')} has no date and is not limited to the period.`);
    return { name: `f${index}`, sql, measures: own };
  });

  const columns: ResultColumn[] = [
    ...keys.map(({ column }) => column),
    ...plan.measures.map((measure) => ({
      name: measure.name,
      label: measure.label,
      type: measure.type,
      scale: scaleOf(measure, currencyDigits),
    })),
  ];
  const joined = parts.slice(1).reduce((sql, part) => {
    const on = keys
      .map((_, index) => `joined.k${index} IS NOT DISTINCT FROM ${part.name}.k${index}`)
      .join(' AND ');
    const shared = keys
      .map((_, index) => `coalesce(joined.k${index}, ${part.name}.k${index}) AS k${index}, `)
      .join('');
    return `SELECT ${shared}joined.* EXCLUDE (${[...keys.map((_, index) => `k${index}`), 'n'].join(', ')}), ${part.name}.* EXCLUDE (${[...keys.map((_, index) => `k${index}`), 'n'].join(', ')}), coalesce(joined.n, 0) + coalesce(${part.name}.n, 0) AS n FROM (${sql}) joined ${on === '' ? 'CROSS' : 'FULL'} JOIN ${part.name}${on === '' ? '' : ` ON ${on}`}`;
  }, `SELECT * FROM ${parts[0]?.name}`);

  const valued = [
    ...keys.map((_, index) => `k${index}`),
    ...measures.map((measure) => `${valueSql(measure, currencyDigits)} AS ${measure.name}`),
    'n',
  ].join(', ');
  const conditions = having.map((filter) => {
    const measure = model.measure(filter.member);
    const subject = {
      sql: filter.member,
      type: measure?.type ?? 'count',
      scale: measure === undefined ? 0 : (scaleOf(measure, currencyDigits) ?? 0),
    };
    return filterSql(filter, subject, `filters[${plan.filters.indexOf(filter)}]`, bindings);
  });
  const shown = [
    ...keys.map((_, index) => `k${index}`),
    ...plan.measures.map((measure) =>
      measure.type === 'date' ? `strftime(${measure.name}, '%Y-%m-%d')` : measure.name,
    ),
  ];
  const sql = [
    `WITH ${parts.map(({ name, sql: part }) => `${name} AS (${part})`).join(', ')}`,
    `, valued AS (SELECT ${valued} FROM (${joined}))`,
    `SELECT ${[...shown, 'sum(n) OVER ()', 'count(*) OVER ()'].join(', ')} FROM valued`,
    conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`,
    orderSql(plan, keys),
    ` LIMIT ${bindings.bind(plan.limit)} OFFSET ${bindings.bind(plan.offset)}`,
  ].join('');
  return { sql, values: bindings.values, columns, notes };
}

function keysOf(plan: Plan, currencyDigits: number): Key[] {
  const date = PERIOD_DATES[plan.period.date];
  const time: Key[] =
    plan.grain === undefined
      ? []
      : [
          {
            entity: 'sales',
            sql: GRAIN_FORMATS[plan.grain](date),
            column: {
              name: plan.grain,
              label: `${plan.grain[0]?.toUpperCase()}${plan.grain.slice(1)} ${plan.period.date}`,
              type: 'text',
              scale: undefined,
            },
          },
        ];
  return [
    ...time,
    ...plan.dimensions.map(
      ({ name, label, type, entity, sql }): Key => ({
        entity,
        sql: type === 'date' ? `strftime(${sql}, '%Y-%m-%d')` : sql,
        column: {
          name,
          label,
          type,
          scale:
            type === 'text' || type === 'date' || type === 'boolean'
              ? undefined
              : storedScale(type, currencyDigits),
        },
      }),
    ),
  ];
}

function factSql(
  model: Model,
  fact: Entity,
  measures: readonly Measure[],
  keys: readonly Key[],
  filters: readonly FilterRequest[],
  period: Period,
  currencyDigits: number,
  bindings: Bindings,
): string {
  const paths = model.paths(fact);
  const dated = paths.has('sales') && (period.from !== undefined || period.to !== undefined);
  const bySales =
    paths.has('sales') &&
    (dated ||
      keys.some(({ entity }) => entity === 'sales') ||
      measures.some((measure) => /\bs\./.test(`${measure.over[fact]} ${measure.per?.[fact]}`)));
  const joins = new Set<string>();
  const reach = [
    ...keys.map(({ entity }) => entity),
    ...filters.map(({ member }) => known(model, member).entity),
    ...(bySales ? ['sales' as const] : []),
  ];
  for (const entity of reach) for (const sql of paths.get(entity) ?? []) joins.add(sql);

  const date = PERIOD_DATES[period.date];
  const conditions = filters.map((filter, index) => {
    const { sql, type } = known(model, filter.member);
    return filterSql(
      filter,
      { sql, type, scale: storedScale(type, currencyDigits) },
      `filters[${index}]`,
      bindings,
    );
  });
  if (dated && period.from !== undefined)
    conditions.push(`${date} >= CAST(${bindings.bind(period.from)} AS DATE)`);
  if (dated && period.to !== undefined)
    conditions.push(`${date} <= CAST(${bindings.bind(period.to)} AS DATE)`);
  if (keys.some(({ sql }) => sql.includes(date)) && period.date !== 'sold')
    conditions.push(`${date} IS NOT NULL`);

  const columns = [
    ...keys.map(({ sql }, index) => `${sql} AS k${index}`),
    ...measures.flatMap((measure) => [
      `${measure.over[fact]} AS ${measure.name}_over`,
      ...(measure.per?.[fact] === undefined ? [] : [`${measure.per[fact]} AS ${measure.name}_per`]),
    ]),
    'count(*) AS n',
  ].join(', ');
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const group = keys.length === 0 ? '' : ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`;
  return `SELECT ${columns} FROM ${[model.entity(fact).from, ...joins].join(' ')}${where}${group}`;
}

/** The whole number shown for a measure: a sum as it is, a quotient rounded half away from zero to four decimals. */
function valueSql(measure: Measure, currencyDigits: number): string {
  const over = `${measure.name}_over`;
  if (measure.per === undefined) {
    if (measure.type === 'date') return over;
    return measure.mayBeUnknown ? `CAST(${over} AS HUGEINT)` : `coalesce(CAST(${over} AS HUGEINT), 0)`;
  }
  const per = `${measure.name}_per`;
  const shownScale = measure.type === 'money' ? currencyDigits : measure.type === 'percent' ? -2 : 0;
  const up = 10 ** Math.max(0, measure.type === 'money' ? 0 : 4 - shownScale);
  const down = 10 ** (measure.type === 'money' ? shownScale : 0);
  const size = `(2 * abs(CAST(${over} AS HUGEINT)) * ${up} + abs(CAST(${per} AS HUGEINT)) * ${down}) // (2 * abs(CAST(${per} AS HUGEINT)) * ${down})`;
  return `CASE WHEN ${per} = 0 THEN NULL ELSE ${size} * sign(${over}) * sign(${per}) END`;
}

function scaleOf(measure: Measure, currencyDigits: number): number | undefined {
  return measure.type === 'date'
    ? undefined
    : measureScale(measure.type, measure.per !== undefined, currencyDigits);
}

function orderSql(plan: Plan, keys: readonly Key[]): string {
  const names = new Map<string, string>([
    ...keys.map(({ column }, index): [string, string] => [column.name, `k${index}`]),
    ...plan.measures.map(({ name }): [string, string] => [name, name]),
  ]);
  const asked = plan.order.map(({ member, descending }, index) => {
    const column = names.get(member);
    if (column === undefined)
      throw invalid(
        `order_by[${index}].member`,
        `${member} is not among the measures and dimensions asked for.`,
        { fix: 'Order by a column of the answer.', valid: [...names.keys()] },
      );
    return `${column} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  const ties = keys.flatMap(({ column }, index) => [
    // Ids that are numbers come in the order of numbers.
    ...(column.name.endsWith('_id') ? [`TRY_CAST(k${index} AS BIGINT) ASC NULLS LAST`] : []),
    `k${index} ASC NULLS LAST`,
  ]);
  const usual =
    asked.length > 0 || plan.grain !== undefined || plan.measures[0] === undefined
      ? []
      : [`${plan.measures[0].name} DESC NULLS LAST`];
  const order = [...asked, ...usual, ...ties];
  return order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
}

function factFor(model: Model, measure: Measure, needed: ReadonlySet<Entity>, keys: readonly Key[]): Entity {
  const candidates = Object.keys(measure.over).flatMap((name) =>
    model.entities.filter((entity) => entity.name === name).map((entity) => entity.name),
  );
  for (const fact of candidates) {
    const paths = model.paths(fact);
    if ([...needed].every((entity) => paths.has(entity))) return fact;
  }
  const away = [...needed].filter((entity) => !candidates.some((fact) => model.paths(fact).has(entity)));
  const offending = keys.filter(({ entity }) => away.includes(entity)).map(({ column }) => column.name);
  const others = model.measures.filter((other) =>
    Object.keys(other.over).some((name) =>
      model.entities.some(
        (entity) =>
          entity.name === name && [...needed].every((entity_) => model.paths(entity.name).has(entity_)),
      ),
    ),
  );
  throw new ClerkError(
    'refused',
    `${measure.name} cannot be broken down by ${offending.length > 0 ? offending.join(', ') : 'these filters'}.`,
    {
      field: 'measures',
      fix: 'Take out the dimension or filter, or use one of the measures listed.',
      valid: others.map(({ name }) => name),
    },
  );
}

/** The smallest thing that has everything a listing without measures asks for. */
function listingFact(model: Model, needed: ReadonlySet<Entity>, dated: boolean): Entity {
  const all = new Set<Entity>(dated ? [...needed, 'sales'] : needed);
  const [best] = model.entities
    .filter(({ name }) => [...all].every((entity) => model.paths(name).has(entity)))
    .sort((a, b) => model.paths(a.name).size - model.paths(b.name).size);
  if (best === undefined)
    throw new ClerkError('refused', 'These dimensions have no record in common.', {
      field: 'dimensions',
      fix: 'Ask for them in separate calls.',
    });
  return best.name;
}

function known(model: Model, name: string): Dimension {
  const dimension = model.dimension(name);
  if (dimension === undefined) throw new Error(`The plan names an unknown dimension ${name}`);
  return dimension;
}
