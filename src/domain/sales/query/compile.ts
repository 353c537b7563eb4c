import { invalid } from '../../errors.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import { bandTables } from './bands.js';
import { joinComparison } from './beside.js';
import { measureColumn, ORDERED_KEY, orderedMeasure } from './columns.js';
import { figuresOf, orZero, type ResultColumn, type Shown } from './figures.js';
import { Bindings, dimensionScale, filtersSql } from './filters.js';
import { bucketLabel } from './grains.js';
import { gridSql } from './grid.js';
import type { Model } from './model.js';
import { movingAverages, withLead } from './moving-average.js';
import { planNotes } from './notes.js';
import { orderSql, tiesSql, topWithinSql } from './order.js';
import { pinnedTables } from './pinned.js';
import type { Plan, Setting } from './plan.js';
import { measureScale } from './values.js';

export interface Compiled {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** The shown columns, in order; two more follow: rows read, and number of groups. */
  readonly columns: readonly ResultColumn[];
  /** Where the query could not be taken literally, in words for the caller. */
  readonly notes: readonly string[];
}

/**
 * Turns a plan into one SQL statement: a grid of the measures for the period, one for each period to compare with,
 * joined on the keys; then what is added beside each measure, filters on measures, order and page. Only names of the
 * model and numbered parameters become SQL text.
 *
 * @throws ClerkError `invalid_input` or `refused` when members do not go together.
 */
export function compile(model: Model, plan: Plan, setting: Setting): Compiled {
  const bindings = new Bindings();
  const having = plan.filters.filter(({ member }) => model.measure(member) !== undefined);
  const measures = [
    ...new Set([
      ...plan.measures,
      ...having
        .flatMap(({ member, than }) => [member, ...(than === undefined ? [] : [than])])
        .flatMap((name) => model.measure(name) ?? []),
    ]),
  ];
  const keys = keyColumns(plan, setting);

  const first = [
    ...(setting.pin === undefined ? [] : pinnedTables(setting.pin, bindings)),
    ...bandTables(model, plan, setting, bindings),
    ...(plan.top === undefined ? [] : [`top AS (${topSql(model, plan, setting, bindings)})`]),
  ];
  const main = gridSql(model, plan, measures, plan.period, setting, bindings);
  const others = plan.compare.map(
    ({ period }) => gridSql(model, { ...plan, compare: [] }, plan.measures, period, setting, bindings).sql,
  );
  const joined = others.reduce(
    (left, grid, index) => joinComparison(left, grid, index, plan, setting, bindings),
    `SELECT main.* FROM main`,
  );

  const conditions = filtersSql(having, plan.filters, bindings, ({ member }) => {
    const measure = model.measure(member);
    const scale = measure === undefined ? 0 : (measureScale(measure, setting.currencyDigits) ?? 0);
    return {
      sql: measure === undefined ? member : orZero(measure, measureColumn(member)),
      type: measure?.type ?? 'count',
      scale,
      currency: setting.currency,
      all: (find) => `SELECT ${find}(CAST(${measureColumn(member)} AS HUGEINT)) FROM main`,
    };
  });
  const figures = plan.measures.flatMap((measure) => figuresOf(measure, plan, setting));
  const columns = [...keys, ...figures];
  refuseTwice(columns);
  const averages = movingAverages(plan, setting, bindings);
  const averaged =
    averages === undefined
      ? joined
      : `SELECT * EXCLUDE (early) FROM (SELECT *, ${averages} FROM (${withLead(joined, model, plan, setting, bindings)})) WHERE NOT early`;
  const kept = `SELECT * FROM (${averaged})${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
  const shown = columns.map(({ sql, name }) => `${sql} AS "${name}"`).join(', ');
  const beside = columnFilters(model, plan, figures, setting, bindings);
  const picked = beside.length === 0 ? 'shown' : `(SELECT * FROM shown WHERE ${beside.join(' AND ')})`;
  const sql = [
    `WITH ${[...first, `main AS (${main.sql})`].join(', ')}`,
    `, kept AS (${kept})`,
    `, shown AS (SELECT ${[shown, ...keys.map((_, index) => `k${index} AS ${ORDERED_KEY}${index}`), ...plan.measures.map((measure) => `${orZero(measure, measureColumn(measure.name))} AS ${orderedMeasure(measure.name)}`), 'n'].join(', ')} FROM kept)`,
    `SELECT ${[...columns.map(({ name }) => `"${name}"`), 'sum(n) OVER ()', 'count(*) OVER ()'].join(', ')} FROM ${topWithinSql(plan, keys, columns, picked, bindings)}`,
    orderSql(plan, keys, columns),
    ` LIMIT ${bindings.bind(plan.limit)} OFFSET ${bindings.bind(plan.offset)}`,
  ].join('');
  return {
    sql,
    values: bindings.values,
    columns,
    notes: [...main.notes, ...planNotes(model, plan, setting)],
  };
}

/** What a query defines may be called as a column that is added: rows can hold one of them only. */
function refuseTwice(columns: readonly Shown[]): void {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw invalid('measures', `Two columns of the answer would be called ${twice}.`, {
      fix: 'Give what is defined another name.',
    });
}

/** Filters on what stands beside the measures: comparisons, shares, ranks and the like. */
function columnFilters(
  model: Model,
  plan: Plan,
  figures: readonly Shown[],
  { currency }: Setting,
  bindings: Bindings,
): string[] {
  const filters = plan.filters.filter(
    ({ member }) => model.measure(member) === undefined && model.dimension(member) === undefined,
  );
  return filtersSql(filters, plan.filters, bindings, ({ member }) => {
    const figure = figures.find(({ name }) => name === member);
    if (figure === undefined)
      throw invalid(
        `filters[${plan.filters.findIndex((each) => each.member === member || each.than === member)}].member`,
        `${member.slice(0, 60)} is neither in the model nor a column of the answer.`,
        {
          fix: 'Filter on a column of the answer; compare, add and moving_average bring more.',
          valid: figures.map(({ name }) => name),
        },
      );
    const { type, scale } = figure;
    return {
      // Dates are shown as text.
      sql: type === 'date' ? `CAST("${figure.name}" AS DATE)` : `"${figure.name}"`,
      type,
      scale: scale ?? 0,
      currency,
      all: (find) => `SELECT ${find}(CAST("${figure.name}" AS HUGEINT)) FROM shown`,
    };
  });
}

/** The keys of the first groups by the measure ordered by, or else the first, over the whole period. */
function topSql(model: Model, plan: Plan, setting: Setting, bindings: Bindings): string {
  const [asked] = plan.order;
  const ordered = plan.measures.find(({ name }) => name === asked?.member);
  const measure = ordered ?? plan.measures[0];
  const direction = ordered !== undefined && asked?.descending === false ? 'ASC' : 'DESC';
  if (measure === undefined || plan.dimensions.length !== 1) {
    throw invalid('top', 'top needs a measure and exactly one dimension.', {
      fix: 'Send e.g. measures ["net_sales"], dimensions ["product"], top 5; or with more dimensions, within ["category"] for the first of each.',
    });
  }
  const grid = gridSql(
    model,
    { ...plan, top: undefined, grain: undefined, includeEmpty: false },
    [measure],
    plan.period,
    setting,
    bindings,
  );
  return `SELECT k0 FROM (${grid.sql}) WHERE k0 IS NOT NULL ORDER BY ${[`${measureColumn(measure.name)} ${direction} NULLS LAST`, ...tiesSql({ ...plan, grain: undefined }, 'k')].join(', ')} LIMIT ${bindings.bind(plan.top ?? 0)}`;
}

function keyColumns(plan: Plan, setting: Setting): Shown[] {
  const { grain, period } = plan;
  const time: Omit<Shown, 'sql'>[] =
    grain === undefined
      ? []
      : [
          {
            name: grain,
            label: `${grain[0]?.toUpperCase()}${grain.slice(1).replaceAll('_', ' ')} ${period.date}`,
            type: 'text',
            scale: undefined,
          },
        ];
  const dimensions = plan.dimensions.map(
    ({ name, label, type, fine }): Omit<Shown, 'sql'> => ({
      name,
      label,
      type: plan.top === undefined ? type : 'text',
      scale:
        plan.top !== undefined || type === 'text' || type === 'date' || type === 'boolean'
          ? undefined
          : dimensionScale({ type, fine }, setting.currencyDigits),
    }),
  );
  return [...time, ...dimensions].map((column, index) => ({
    ...column,
    sql: grain !== undefined && index === 0 ? bucketLabel(grain, 'k0') : `k${index}`,
  }));
}
