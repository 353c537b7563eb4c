import { ADDED, WHOLE } from '../../../src/domain/sales/query/plan.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { expectedAnswer } from './answer.js';
import { DIMENSION_RULES, dimensionRule } from './dimensions.js';
import { keyNames } from './figures.js';
import { measureRule } from './measures.js';
import { addDays, type Dice } from './shop.js';
import { REACH, type World } from './world.js';

/** A query with comparisons, columns beside, summaries, top, pivot or empty groups added to it; often several. */
export function withAdditions(dice: Dice, world: World, query: QueryRequest): QueryRequest {
  const { measures = [], order_by: _order, limit, ...rest } = query;
  const asked = measures.length === 0 ? ['net_sales'] : measures;
  let added: QueryRequest = { ...rest, measures: asked, limit };
  if (dice.chance(0.5)) added = compared(dice, added);
  const beside = dice.some(ADDED, dice.pick([0, 1, 1, 2, 3]));
  const drivers = added.compare !== undefined && dice.chance(0.6);
  const whole = WHOLE.filter((word) => (word === 'drivers' ? drivers : dice.chance(0.35)));
  if (beside.length + whole.length > 0) added = { ...added, add: [...beside, ...whole] };
  if (added.grain !== undefined && dice.chance(0.6))
    added = { ...added, moving_average: dice.pick([2, 3, 7]) };
  if (dice.chance(0.25)) added = { ...added, include_empty: true };
  if (dice.chance(0.25)) added = pivoted(dice, added);
  if (keyNames(added).length === 1 && dice.chance(0.4)) added = { ...added, top: dice.pick([1, 2, 3, 10]) };
  const columns = [...(added.grain === undefined ? [] : [added.grain]), ...keyNames(added)];
  if (columns.length > 1 && added.top === undefined && dice.chance(0.3))
    added = {
      ...added,
      within: dice.some(columns, dice.pick([1, 1, 2])),
      ...(dice.chance(0.5) ? { top: dice.pick([1, 2, 3]) } : {}),
    };
  if (dice.chance(0.4)) {
    const { columns: shown = [] } = expectedAnswer(world, added) ?? {};
    const order = dice.some(shown, 2).map((member) => ({
      member,
      direction: dice.chance(0.5) ? ('asc' as const) : ('desc' as const),
    }));
    added = { ...added, order_by: order };
  }
  return added;
}

function compared(dice: Dice, query: QueryRequest): QueryRequest {
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
  ];
  return {
    ...query,
    period: { ...period, ...(query.period?.date === undefined ? {} : { date: query.period.date }) },
    compare: dice
      .some(texts, dice.pick([1, 1, 2, 3]))
      .map((text) =>
        text === 'previous_period' && query.grain !== undefined && !short && dice.chance(0.5)
          ? 'previous_bucket'
          : text,
      ),
  };
}

/** A dimension that all measures and the grain go with becomes columns. */
function pivoted(dice: Dice, query: QueryRequest): QueryRequest {
  const { measures = [], dimensions = [] } = query;
  const fitting = [...DIMENSION_RULES.keys()].filter(
    (name) =>
      name !== query.grain &&
      measures.every((measure) =>
        measureRule(measure).over.every((each) =>
          dimensionRule(name).needs.every((part) => REACH[each].includes(part)),
        ),
      ),
  );
  const candidates = dice.chance(0.4) ? dimensions : fitting;
  return candidates.length === 0 ? query : { ...query, pivot: dice.pick(candidates) };
}
