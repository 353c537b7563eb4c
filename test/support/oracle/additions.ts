import { ADDED, WHOLE } from '../../../src/domain/sales/query/plan.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { columnsOf } from './answer.js';
import { keyNames } from './order.js';
import { figureFilter, pairFilter } from './random-filters.js';
import { Scope } from './scope.js';
import { addDays, type Dice } from './shop.js';
import type { World } from './world.js';

/** A query with comparisons, columns beside, summaries, top, pivot or empty groups added to it; often several. */
export function withAdditions(dice: Dice, world: World, query: QueryRequest): QueryRequest {
  const { measures = [], order_by: _order, limit, ...rest } = query;
  const asked = measures.length === 0 ? ['net_sales'] : measures;
  const scope = new Scope(world, query);
  let added: QueryRequest = { ...rest, measures: asked, limit };
  if (dice.chance(0.5)) added = compared(dice, added);
  const beside = dice.some(ADDED, dice.pick([0, 1, 1, 2, 3]));
  const drivers = added.compare !== undefined && dice.chance(0.6);
  const whole = WHOLE.filter((word) => (word === 'drivers' ? drivers : dice.chance(0.35)));
  if (beside.length + whole.length > 0) added = { ...added, add: [...beside, ...whole] };
  if (added.grain !== undefined && dice.chance(0.6))
    added = { ...added, moving_average: dice.pick([2, 3, 7]) };
  if (dice.chance(0.25)) added = { ...added, include_empty: true };
  if (dice.chance(0.25)) added = pivoted(dice, scope, added);
  const keys = [...(added.grain === undefined ? [] : [added.grain]), ...keyNames(added)];
  if (keys.length > 0 && dice.chance(keys.length > 1 ? 0.6 : 0.15))
    added = { ...added, within: dice.some(keys, dice.pick([1, 1, 2])) };
  if ((added.within !== undefined || keyNames(added).length === 1) && dice.chance(0.4))
    added = { ...added, top: dice.pick([1, 2, 3, 10]) };
  if (dice.chance(0.3))
    added = { ...added, filters: [...(added.filters ?? []), ...onColumns(dice, scope, added)] };
  if (dice.chance(0.4)) {
    const columns = columnsOf(scope, added).map(({ name }) => name);
    const order = dice.some(columns, 2).map((member) => ({
      member,
      direction: dice.chance(0.5) ? ('asc' as const) : ('desc' as const),
    }));
    added = { ...added, order_by: order };
  }
  return added;
}

/** One filter or two on what stands beside the measures. */
function onColumns(dice: Dice, scope: Scope, query: QueryRequest): NonNullable<QueryRequest['filters']> {
  const columns = new Map(columnsOf(scope, query).map((column) => [column.name, column]));
  for (const name of [...keyNames(query), ...(query.measures ?? []), query.grain ?? '']) columns.delete(name);
  const names = [...columns.keys()];
  const typeOf = (name: string) => columns.get(name) ?? { kind: 'number' as const, scale: 0 };
  return dice.some(names, dice.pick([1, 1, 2])).map((name) => ({
    ...((dice.chance(0.3) ? pairFilter(dice, names, typeOf) : undefined) ??
      figureFilter(dice, name, typeOf(name))),
    ...(dice.chance(0.3) ? { or_group: 3 } : {}),
  }));
}

function compared(dice: Dice, query: QueryRequest): QueryRequest {
  if (query.grain !== undefined && dice.chance(0.6)) return { ...query, compare: ['previous_bucket'] };
  const from = addDays('2025-02-01', dice.below(360));
  const short = query.grain === 'hour';
  const period = dice.pick([
    { from, to: addDays(from, dice.pick(short ? [0, 1] : [0, 6, 29, 89])) },
    short ? { from, to: from } : { from: '2025-04-01', to: '2025-06-30' },
    short ? { from, to: from } : { from: '2025-02-01', to: '2025-02-28' },
    short ? { from, to: from } : { from: '2026-01-01', to: '2026-03-31' },
  ]);
  const start = addDays('2025-01-10', dice.below(300));
  const texts = [
    'previous_period',
    'same_period_last_year',
    `${start}..${addDays(start, dice.pick(short ? [0, 2] : [0, 13, 60, 150]))}`,
    ...(query.grain === undefined ? [] : ['previous_bucket']),
  ];
  const chosen = dice.some(texts, dice.pick([1, 1, 2, 3]));
  return {
    ...query,
    period: { ...period, ...(query.period?.date === undefined ? {} : { date: query.period.date }) },
    // Both may mean the same days, which is refused.
    compare: chosen.filter((text) => text !== 'previous_bucket' || !chosen.includes('previous_period')),
  };
}

/** A dimension that all measures and the grain go with becomes columns. */
function pivoted(dice: Dice, scope: Scope, query: QueryRequest): QueryRequest {
  const { measures = [], dimensions = [] } = query;
  const fitting = [...scope.dimensions].flatMap(([name, { needs }]) =>
    name !== query.grain && measures.every((measure) => scope.measure(measure).scans(needs) !== undefined)
      ? [name]
      : [],
  );
  const candidates = dice.chance(0.4) ? dimensions : fitting;
  return candidates.length === 0 ? query : { ...query, pivot: dice.pick(candidates) };
}
