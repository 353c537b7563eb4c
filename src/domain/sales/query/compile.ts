import { invalid } from '../../errors.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import { Bindings, filtersSql, storedScale } from './filters.js';
import { bucketLabel, bucketShift, bucketStart } from './grains.js';
import { gridSql, OTHER } from './grid.js';
import type { Measure, Model, ValueType } from './model.js';
import { averageScale, movingAverages } from './moving-average.js';
import { planNotes } from './notes.js';
import type { Plan, Setting } from './plan.js';
import { isSum, measureScale } from './values.js';

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

/** A shown column and the SQL of its value over the grids `main`, `c0`, `c1`, …. */
interface Shown extends ResultColumn {
  readonly sql: string;
}

const SHARE_SCALE = 4;

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
    ...new Set([...plan.measures, ...having.flatMap(({ member }) => model.measure(member) ?? [])]),
  ];
  const keys = keyColumns(plan, setting);

  const first = [
    ...(setting.pin === undefined ? [] : pinnedTables(setting.pin, bindings)),
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
      sql: measure === undefined ? member : orZero(measure, member),
      type: measure?.type ?? 'count',
      scale,
      currency: setting.currency,
      mean: () => `SELECT avg(${member}) FROM main`,
    };
  });
  const figures = plan.measures.flatMap((measure) => figuresOf(measure, plan, keys.length, setting));
  const columns = [...keys, ...figures];
  const averages = movingAverages(plan, setting, bindings);
  const kept = `SELECT * FROM (${averages === undefined ? joined : `SELECT *, ${averages} FROM (${joined})`})${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
  const shown = columns.map(({ sql, name }) => `${sql} AS "${name}"`).join(', ');
  const sql = [
    `WITH ${[...first, `main AS (${main.sql})`].join(', ')}`,
    `, kept AS (${kept})`,
    `, shown AS (SELECT ${[shown, ...keys.map((_, index) => `k${index} AS o${index}`), ...plan.measures.map((measure) => `${orZero(measure, measure.name)} AS o_${measure.name}`), 'n'].join(', ')} FROM kept)`,
    `SELECT ${[...columns.map(({ name }) => `"${name}"`), 'sum(n) OVER ()', 'count(*) OVER ()'].join(', ')} FROM shown`,
    orderSql(plan, keys, columns),
    ` LIMIT ${bindings.bind(plan.limit)} OFFSET ${bindings.bind(plan.offset)}`,
  ].join('');
  return { sql, values: bindings.values, columns, notes: [...main.notes, ...planNotes(model, plan)] };
}

/** The tables of sales as they were: these names stand for them in all of the statement. */
function pinnedTables(pin: Date, bindings: Bindings): string[] {
  // A position in the feed starts with the time of writing; '~' comes after all that follows it.
  const until = bindings.bind(`${pin.toISOString()}#~`);
  return [
    `sales AS (SELECT * FROM main.sales WHERE fed <= ${until})`,
    'lines AS (SELECT * FROM main.lines SEMI JOIN sales USING (record_key))',
  ];
}

/** The keys of the first groups by the first measure, over the whole period. */
function topSql(model: Model, plan: Plan, setting: Setting, bindings: Bindings): string {
  const [measure] = plan.measures;
  if (measure === undefined || plan.dimensions.length !== 1) {
    throw invalid('top', 'top needs a measure and exactly one dimension.', {
      fix: 'Send e.g. measures ["net_sales"], dimensions ["product"], top 5.',
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
  return `SELECT k0 FROM (${grid.sql}) WHERE k0 IS NOT NULL ORDER BY ${[`${measure.name} DESC NULLS LAST`, ...tiesSql({ ...plan, grain: undefined }, 'k')].join(', ')} LIMIT ${bindings.bind(plan.top ?? 0)}`;
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
    ({ name, label, type }): Omit<Shown, 'sql'> => ({
      name,
      label,
      type: plan.top === undefined ? type : 'text',
      scale:
        plan.top !== undefined || type === 'text' || type === 'date' || type === 'boolean'
          ? undefined
          : storedScale(type, setting.currencyDigits),
    }),
  );
  return [...time, ...dimensions].map((column, index) => ({
    ...column,
    sql: grain !== undefined && index === 0 ? bucketLabel(grain, 'k0') : `k${index}`,
  }));
}

/** Lays the grid of another period over what is there; its measures become `c<index>_<measure>`. */
function joinComparison(
  left: string,
  grid: string,
  index: number,
  plan: Plan,
  setting: Setting,
  bindings: Bindings,
): string {
  const comparison = plan.compare[index];
  const keys = keyNames(plan);
  const renamed = plan.measures.map(({ name }) => `${name} AS c${index}_${name}`);
  let laid = keys.join(', ');
  if (plan.grain !== undefined && comparison !== undefined && plan.period.from !== undefined) {
    const start = (day: string): string =>
      bucketStart(plan.grain ?? 'day', `CAST(${bindings.bind(day)} AS TIMESTAMP)`, setting.fiscalShift);
    laid = [
      `${bucketShift(plan.grain, 'k0', start(comparison.period.from), start(plan.period.from))} AS k0`,
      ...keys.slice(1),
    ].join(', ');
  }
  const other = `SELECT ${[...(laid === '' ? [] : [laid]), ...renamed, 'n'].join(', ')} FROM (${grid})`;
  if (keys.length === 0)
    return `SELECT a.* EXCLUDE (n), b.* EXCLUDE (n), a.n + b.n AS n FROM (${left}) a CROSS JOIN (${other}) b`;
  const on = keys.map((key) => `a.${key} IS NOT DISTINCT FROM b.${key}`).join(' AND ');
  const out = [...keys, 'n'].join(', ');
  return `SELECT ${keys.map((key) => `coalesce(a.${key}, b.${key}) AS ${key}`).join(', ')}, a.* EXCLUDE (${out}), b.* EXCLUDE (${out}), coalesce(a.n, 0) + coalesce(b.n, 0) AS n FROM (${left}) a FULL JOIN (${other}) b ON ${on}`;
}

/** A sum over nothing is 0, where only another period has the group; anything else over nothing is empty. */
function orZero(measure: Measure, column: string): string {
  return isSum(measure) ? `coalesce(${column}, 0)` : column;
}

/** A measure, its comparisons with change and percent, and what is added beside it. */
function figuresOf(measure: Measure, plan: Plan, keys: number, setting: Setting): Shown[] {
  const { name, label, type } = measure;
  const scale = measureScale(measure, setting.currencyDigits);
  const value = (column: string): string =>
    type === 'date' ? `strftime(${column}, '%Y-%m-%d')` : orZero(measure, column);
  const figures: Shown[] = [{ name, label, type, scale, sql: value(name) }];
  plan.compare.forEach((comparison, index) => {
    const other = `c${index}_${name}`;
    figures.push({
      name: `${name}_${comparison.name}`,
      label: `${label}, ${comparison.name.replaceAll('_', ' ')}`,
      type,
      scale,
      sql: value(other),
    });
    if (type === 'date') return;
    const change = `(${value(name)} - ${value(other)})`;
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
  if (type === 'date') return figures;
  const time = plan.grain === undefined ? undefined : 'k0';
  const others = keyNames(plan).filter((key) => key !== time);
  const alone = time === undefined || others.length === 0;
  const within = others.length === 0 ? '' : `PARTITION BY ${others.join(', ')} `;
  for (const added of plan.added) {
    if (added === 'share')
      figures.push({
        name: `${name}_share`,
        label: `${label}, share`,
        type: 'percent',
        scale: SHARE_SCALE,
        sql: percentSql(value(name), `sum(${value(name)}) OVER (${alone ? '' : `PARTITION BY ${time}`})`),
      });
    if (added === 'running_total')
      figures.push({
        name: `${name}_running`,
        label: `${label}, running total`,
        type,
        scale,
        sql: `sum(${value(name)}) OVER (${time === undefined ? `ORDER BY ${[...otherLast(plan, 'k'), `${value(name)} DESC NULLS LAST`, ...tiesSql(plan, 'k')].join(', ')}` : `${within}ORDER BY ${time}`} ROWS UNBOUNDED PRECEDING)`,
      });
    if (added === 'rank')
      figures.push({
        name: `${name}_rank`,
        label: `${label}, rank`,
        type: 'count',
        scale: 0,
        sql: `rank() OVER (${time === undefined || keys === 1 ? '' : `PARTITION BY ${time} `}ORDER BY ${value(name)} DESC NULLS LAST)`,
      });
  }
  if (plan.movingAverage !== undefined) {
    const decimals = averageScale(scale);
    figures.push({
      name: `${name}_moving_average`,
      label: `${label}, moving average of ${plan.movingAverage}`,
      type: type === 'count' ? 'number' : type,
      scale: decimals,
      sql: `average_${name}`,
    });
  }
  return figures;
}

/** `part` as a percentage of `whole`, a whole number of four decimals, half away from zero. */
function percentSql(part: string, whole: string): string {
  const up = `CAST(${100 * 10 ** SHARE_SCALE} AS HUGEINT)`;
  return `CASE WHEN ${whole} = 0 THEN NULL ELSE (2 * abs(CAST(${part} AS HUGEINT)) * ${up} + abs(${whole})) // (2 * abs(${whole})) * sign(${part}) * sign(${whole}) END`;
}

function keyNames(plan: Plan): string[] {
  return Array.from(
    { length: plan.dimensions.length + (plan.grain === undefined ? 0 : 1) },
    (_, index) => `k${index}`,
  );
}

function orderSql(plan: Plan, keys: readonly Shown[], columns: readonly Shown[]): string {
  const asked = plan.order.map(({ member, descending }, index) => {
    const at = keys.findIndex(({ name }) => name === member);
    const known = columns.some(({ name }) => name === member);
    const filtered = plan.filters.some((filter) => filter.member === member);
    if (!known)
      throw invalid(
        `order_by[${index}].member`,
        `${member} is ${filtered ? 'only a filter, and ' : ''}not among the columns of the answer.`,
        {
          fix: filtered
            ? `Name ${member} as a measure or dimension too, or order by a column.`
            : 'Order by a column of the answer.',
          valid: columns.map(({ name }) => name),
        },
      );
    const column =
      at >= 0 ? `o${at}` : plan.measures.some(({ name }) => name === member) ? `o_${member}` : `"${member}"`;
    return `${column} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  const ties = tiesSql(plan, 'o');
  const last = otherLast(plan, 'o');
  const usual =
    asked.length > 0 || plan.grain !== undefined || plan.measures[0] === undefined
      ? []
      : [`o_${plan.measures[0].name} DESC NULLS LAST`];
  const order =
    plan.grain === undefined ? [...last, ...asked, ...usual, ...ties] : [...asked, ...usual, ...ties];
  return order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
}

/** Order of the keys, which settles all ties; columns are named `<prefix><index>`. */
function tiesSql({ grain, dimensions }: Plan, prefix: string): string[] {
  const names = [...(grain === undefined ? [] : [grain]), ...dimensions.map(({ name }) => name)];
  return names.flatMap((name, index) => [
    // Ids that are numbers come in the order of numbers.
    ...(name.endsWith('_id') ? [`TRY_CAST(${prefix}${index} AS BIGINT) ASC NULLS LAST`] : []),
    `${prefix}${index} ASC NULLS LAST`,
  ]);
}

/** Where the first groups are kept, the rest comes after them. */
function otherLast(plan: Plan, prefix: string): string[] {
  return plan.top === undefined ? [] : [`(${prefix}${keyNames(plan).length - 1} = '${OTHER}') ASC`];
}
