import { ClerkError } from '../../errors.js';
import { measureColumn } from './columns.js';
import { emptyBuckets } from './empty-buckets.js';
import { type Bindings, dimensionScale, type Filter, filtersSql, type Subject } from './filters.js';
import { bucketStart } from './grains.js';
import { joinOnKeys } from './join-on-keys.js';
import { dimensionSql, entitiesOfFilter, filledIn, subjectOf, tellable } from './member-sql.js';
import { type Entity, entitiesOf, type Measure, type Model, PERIOD_DATES } from './model.js';
import { daysSql, isDated, type Period } from './period.js';
import { keyNames, type Plan, type Setting } from './plan.js';
import { partsOf, valueSql } from './values.js';

/** What the groups beyond the first few are put under. */
export const OTHER = '(other)';

const MOST_VALID = 6;

/** One column that rows are grouped by. */
interface Key {
  readonly name: string;
  readonly entities: readonly Entity[];
  readonly sql: string;
}

/** Measures that are added up together: over the rows of one entity, held to the same filters of their own. */
interface Scan {
  readonly fact: Entity;
  readonly filters: readonly Filter[];
  readonly measures: readonly Measure[];
}

export interface Grid {
  /** Rows of `k0, k1, …, m_<measure>, …, n`: one a group, `n` rows read for it. */
  readonly sql: string;
  readonly notes: readonly string[];
}

/**
 * The measures of a plan grouped by its keys over one period.
 *
 * Each measure is added up over the coarsest entity that reaches every dimension and filter; measures of different
 * entities are grouped apart and joined on the keys (drill-across, Kimball and Ross, *The Data Warehouse Toolkit*,
 * 3rd ed., ch. 4), so that nothing is counted twice.
 *
 * @throws ClerkError `refused` when members do not go together.
 */
export function gridSql(
  model: Model,
  plan: Plan,
  measures: readonly Measure[],
  period: Period,
  setting: Setting,
  bindings: Bindings,
): Grid {
  const keys = keysOf(model, plan, period, setting, bindings);
  const filters = plan.filters.filter(({ member }) => model.dimension(member) !== undefined);
  const filtered = filters.flatMap((filter) => entitiesOfFilter(model, filter));
  const needed = new Set<Entity>([...keys.flatMap(({ entities }) => entities), ...filtered]);
  const dated = isDated(period);

  const scans = new Map<string, Scan>();
  for (const measure of new Map(
    measures.flatMap((each) => partsOf(model, each)).map((part) => [part.name, part]),
  ).values()) {
    const own = measure.filters ?? [];
    const reached = new Set([...needed, ...own.flatMap((filter) => entitiesOfFilter(model, filter))]);
    const fact = factFor(model, measure, reached, plan);
    const key = `${fact} ${JSON.stringify(own)}`;
    scans.set(key, { fact, filters: own, measures: [...(scans.get(key)?.measures ?? []), measure] });
  }
  const listing =
    scans.size === 0
      ? listingFact(model, needed, dated)
      : plan.includeEmpty
        ? listingFact(model, new Set(keys.flatMap(({ entities }) => entities)), false)
        : undefined;
  if (
    listing !== undefined &&
    ![...scans.values()].some(({ fact, filters }) => fact === listing && filters.length === 0) &&
    (scans.size === 0 || !model.paths(listing).has('sales'))
  )
    scans.set(listing, { fact: listing, filters: [], measures: [] });

  const notes: string[] = [];
  const parts = [...scans.values()].map((scan) => {
    if (dated && scan.measures.length > 0 && !model.paths(scan.fact).has('sales'))
      notes.push(
        `${scan.measures.map(({ name }) => name).join(', ')} has no date and is not limited to the period.`,
      );
    const told = scan.measures.length > 0 ? filters : tellable(model, scan.fact, filters);
    return scanSql(model, scan, keys, told, plan, period, setting, bindings);
  });
  if (plan.grain !== undefined && plan.dimensions.length === 0 && measures.length > 0)
    parts.push(emptyBuckets(model, plan, period, setting, bindings, parts));

  const names = keyNames(plan);
  const joined = parts.slice(1).reduce((left, right) => joinOnKeys(left, right, names), parts[0] ?? '');
  const columns = [
    ...names,
    ...measures.map(
      (measure) => `${valueSql(model, measure, setting.currencyDigits)} AS ${measureColumn(measure.name)}`,
    ),
    'n',
  ];
  return { sql: `SELECT ${columns.join(', ')} FROM (${joined})`, notes };
}

function keysOf(model: Model, plan: Plan, period: Period, setting: Setting, bindings: Bindings): Key[] {
  const date = PERIOD_DATES[period.date];
  const keys: Key[] = [];
  if (plan.grain !== undefined) {
    const moment = plan.grain === 'hour' && period.date === 'sold' ? 's.sold_at' : date;
    keys.push({
      name: plan.grain,
      entities: ['sales'],
      sql: bucketStart(plan.grain, moment, setting.fiscalShift),
    });
  }
  for (const dimension of plan.dimensions) {
    const sql = dimensionSql(model, dimension, setting, bindings);
    const kept = `CASE WHEN ${sql} IN (SELECT k0 FROM top) THEN ${asText(sql, dimensionScale(dimension, setting.currencyDigits))} ELSE '${OTHER}' END`;
    keys.push({
      name: dimension.name,
      entities: entitiesOf(dimension),
      sql: plan.top === undefined ? sql : kept,
    });
  }
  return keys;
}

/** SQL for a value as it is shown, in words: a whole number of so many decimals as the decimal it stands for. */
function asText(sql: string, scale: number): string {
  if (scale === 0) return `CAST(${sql} AS VARCHAR)`;
  return `rtrim(rtrim(CAST(CAST(${sql} AS DECIMAL(38, ${scale})) * CAST(${10 ** -scale} AS DECIMAL(${scale + 1}, ${scale})) AS VARCHAR), '0'), '.')`;
}

function scanSql(
  model: Model,
  { fact, measures, filters: own }: Scan,
  keys: readonly Key[],
  filters: readonly Filter[],
  plan: Plan,
  period: Period,
  setting: Setting,
  bindings: Bindings,
): string {
  const paths = model.paths(fact);
  const limited = paths.has('sales') && isDated(period);
  const usesSales =
    limited || measures.some((measure) => /\bs\./.test(`${measure.over[fact]} ${measure.per?.[fact]}`));
  const reach = [
    ...keys.flatMap(({ entities }) => entities),
    ...[...filters, ...own].flatMap((filter) => entitiesOfFilter(model, filter)),
    ...measures.flatMap(({ needs = [] }) => needs),
    ...(usesSales && paths.has('sales') ? ['sales' as const] : []),
  ];
  const joins = new Set(reach.flatMap((entity) => paths.get(entity) ?? []));

  const subject = (filter: Filter): Subject => subjectOf(model, filter, setting, bindings, plan);
  const conditions = [
    ...filtersSql(filters, plan.filters, bindings, subject),
    ...filtersSql(own, own, bindings, (filter) => subjectOf(model, filter, setting, bindings)),
  ];
  const date = PERIOD_DATES[period.date];
  if (limited) conditions.push(...daysSql(date, period, bindings));
  if (plan.grain !== undefined) conditions.push(`${date} IS NOT NULL`);
  if (fact === 'pairs' && pairsOnce(plan)) conditions.push('r.product_id < r.partner_id');

  const columns = [
    ...keys.map(({ sql }, index) => `${sql} AS k${index}`),
    ...measures.flatMap((measure) => [
      `${filledIn(measure.over[fact] ?? '', setting, bindings)} AS ${measure.name}_over`,
      ...(measure.per?.[fact] === undefined
        ? []
        : [`${filledIn(measure.per[fact], setting, bindings)} AS ${measure.name}_per`]),
    ]),
    'count(*) AS n',
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const group = keys.length === 0 ? '' : ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`;
  return `SELECT ${columns.join(', ')} FROM ${filledIn([model.entity(fact).from, ...joins].join(' '), setting, bindings)}${where}${group}`;
}

/** Whether two products stand for a pair, not for one and what goes with it. */
export function pairsOnce({ dimensions, filters }: Plan): boolean {
  const listed = (...names: string[]): boolean => dimensions.some(({ name }) => names.includes(name));
  const held = filters.some(({ member }) => /^(?:product|bought_with)(?:_id)?$/.test(member));
  return listed('product', 'product_id') && listed('bought_with', 'bought_with_id') && !held;
}

function factFor(model: Model, measure: Measure, needed: ReadonlySet<Entity>, plan: Plan): Entity {
  const reaches = (fact: Entity): boolean => [...needed].every((entity) => model.paths(fact).has(entity));
  const fact = model.coarsest(measure, reaches);
  if (fact !== undefined) return fact;
  const candidates = model.entities
    .map(({ name }) => name)
    .filter((name) => measure.over[name] !== undefined);
  const away = [...needed].filter(
    (entity) => !candidates.some((candidate) => model.paths(candidate).has(entity)),
  );
  const offending = plan.dimensions
    .filter((dimension) => entitiesOf(dimension).some((entity) => away.includes(entity)))
    .map(({ name }) => name);
  const others = model.measures.filter((other) =>
    model.entities.some(({ name }) => other.over[name] !== undefined && reaches(name)),
  );
  const reaching = Object.keys(measure.over).flatMap((name) =>
    model.entities.filter((entity) => entity.name === name),
  );
  const instead = model.dimensions.filter((dimension) =>
    reaching.some(({ name }) => entitiesOf(dimension).every((entity) => model.paths(name).has(entity))),
  );
  const filtered = plan.filters.filter((filter) =>
    (model.dimension(filter.member) === undefined ? [] : entitiesOfFilter(model, filter)).some((entity) =>
      away.includes(entity),
    ),
  );
  const named = [...offending, ...filtered.map(({ member }) => `the filter on ${member}`)];
  throw new ClerkError(
    'refused',
    `${measure.name} cannot be broken down by ${named.length > 0 ? named.join(', ') : `the grain ${plan.grain}`}.`,
    {
      field: 'measures',
      fix: 'Use one of the dimensions or measures listed, take it out, or ask describe_data what goes with the measure.',
      valid: [
        ...closest(
          instead.map(({ name }) => name),
          [...offending, ...filtered.map(({ member }) => member)],
        ),
        ...others.map(({ name }) => name).slice(0, MOST_VALID),
      ],
    },
  );
}

/** Names that share most words with those that did not fit come first. */
function closest(names: readonly string[], wanted: readonly string[]): string[] {
  const words = wanted.flatMap((name) => name.split('_'));
  const shared = (name: string): number => name.split('_').filter((word) => words.includes(word)).length;
  return [...names].sort((a, b) => shared(b) - shared(a)).slice(0, MOST_VALID);
}

/** The smallest thing that has everything a listing asks for. */
function listingFact(model: Model, needed: ReadonlySet<Entity>, dated: boolean): Entity {
  const best = model.smallest(dated ? [...needed, 'sales'] : [...needed]);
  if (best === undefined)
    throw new ClerkError('refused', 'These dimensions have no record in common.', {
      field: 'dimensions',
      fix: 'Ask for them in separate calls.',
    });
  return best.name;
}
