import type { FilterRequest } from '../../../src/domain/sales/query/filters.js';
import { GRAINS } from '../../../src/domain/sales/query/model.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { randomDefinitions } from './random-definitions.js';
import { dimensionFilter, figureFilter, pairFilter } from './random-filters.js';
import { Scope } from './scope.js';
import { addDays, type Dice } from './shop.js';
import { POPULATIONS, type Population, reaches, type World } from './world.js';

/** Most of them make sense; some ask for what does not go together. */
export function randomQuery(dice: Dice, world: World): QueryRequest {
  const define = dice.chance(0.35) ? randomDefinitions(dice, world) : [];
  const scope = new Scope(world, { define });
  const own = define.map(({ name }) => name);
  const population = dice.pick<Population>([
    'line',
    'line',
    'line',
    'sale',
    'sale',
    'product',
    ...POPULATIONS,
  ]);
  const loose = dice.chance(0.12);
  const dimensions = [...scope.dimensions.keys()].filter(
    (name) => loose || reaches(population, scope.dimension(name).needs),
  );
  const chosen = favoured(dice, dimensions, own, dice.pick([0, 1, 1, 1, 2, 3]));
  const together = (measure: string, names: readonly string[]): boolean =>
    loose || scope.measure(measure).scans(names.flatMap((name) => scope.dimension(name).needs)) !== undefined;
  const covering = [...scope.measures.keys()].filter((name) => together(name, chosen));
  const measures = favoured(dice, covering, own, dice.pick([0, 1, 1, 2, 3]));
  if (chosen.length + measures.length === 0) measures.push('orders');
  const reached = dimensions.filter((name) => measures.every((measure) => together(measure, [name])));
  const filters = Array.from({ length: dice.pick([0, 0, 0, 1, 1, 2, 3]) }, (): FilterRequest => {
    if (measures.length > 0 && dice.chance(0.3)) return measureFilter(dice, scope, measures, covering);
    const able = [...reached, ...chosen, 'order_date'];
    const paired = dice.chance(0.15) ? pairFilter(dice, able, scope.dimension) : undefined;
    return paired ?? dimensionFilter(dice, scope, dice.pick(favoured(dice, able, own, 1)));
  });
  const grouped = filters.map((filter) => ({
    ...filter,
    ...(dice.chance(0.3) ? { or_group: scope.measures.has(filter.member) ? 2 : 1 } : {}),
  }));
  const dated = loose || measures.every((name) => scope.measure(name).scans(['sale']) !== undefined);
  const drawn = dated && dice.chance(0.3) ? dice.pick(GRAINS) : undefined;
  const grain = chosen.some((name) => name === drawn) ? undefined : drawn;
  const columns = [...(grain === undefined ? [] : [grain]), ...chosen, ...measures];
  return {
    ...(define.length > 0 ? { define } : {}),
    ...(measures.length > 0 ? { measures } : {}),
    ...(chosen.length > 0 ? { dimensions: chosen } : {}),
    ...(filters.length > 0 ? { filters: grouped } : {}),
    ...(grain === undefined ? {} : { grain }),
    ...period(dice, grain === 'hour'),
    ...(dice.chance(0.4)
      ? {
          order_by: dice.some(columns, 2).map((member) => ({
            member,
            direction: dice.chance(0.5) ? ('asc' as const) : ('desc' as const),
          })),
        }
      : {}),
    limit: dice.pick([1, 3, 20, 20, 500]),
  };
}

/** Up to so many names; the first is often one of the query's own. */
function favoured(dice: Dice, names: readonly string[], own: readonly string[], most: number): string[] {
  const mine = names.filter((name) => own.includes(name));
  if (most === 0 || mine.length === 0 || dice.chance(0.3)) return dice.some(names, most);
  const first = dice.pick(mine);
  return [
    first,
    ...dice.some(
      names.filter((name) => name !== first),
      most - 1,
    ),
  ];
}

function measureFilter(
  dice: Dice,
  scope: Scope,
  measures: readonly string[],
  covering: readonly string[],
): FilterRequest {
  const paired = dice.chance(0.25)
    ? pairFilter(dice, [...measures, ...dice.some(covering, 3)], scope.measure)
    : undefined;
  const member = dice.pick(measures);
  const { kind, scale } = scope.measure(member);
  return paired ?? figureFilter(dice, member, { kind, scale: scale(scope.world.shop.digits) });
}

function period(dice: Dice, short: boolean): Pick<QueryRequest, 'period'> {
  if (!short && dice.chance(0.5)) return {};
  // Now and then before the first sale.
  const from = addDays('2025-01-01', dice.chance(0.2) ? -dice.below(150) : dice.below(430));
  const to = addDays(from, dice.pick(short ? [0, 1, 3] : [0, 6, 29, 89, 200, 400]));
  const ends = short ? { from, to } : dice.pick([{ from, to }, { from, to }, { from }, { to }, {}]);
  return {
    period: {
      ...ends,
      ...(dice.chance(0.3) ? { date: dice.pick(['sold', 'required', 'shipped'] as const) } : {}),
    },
  };
}
