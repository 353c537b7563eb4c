import { FILTER_OPS, type FilterOp, type FilterRequest } from '../../../src/domain/sales/query/filters.js';
import { GRAINS } from '../../../src/domain/sales/query/model.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { DIMENSION_RULES, dimensionRule, smallest } from './dimensions.js';
import { decimal } from './filters.js';
import { MEASURE_RULES, measureRule } from './measures.js';
import { addDays, type Dice } from './shop.js';
import { POPULATIONS, type Population, REACH, type World } from './world.js';

/** Most of them make sense; some ask for what does not go together. */
export function randomQuery(dice: Dice, world: World): QueryRequest {
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
  const fits = (needs: readonly string[]): boolean =>
    loose || needs.every((part) => REACH[population].some((reached) => reached === part));
  const dimensions = [...DIMENSION_RULES].filter(([, { needs }]) => fits(needs)).map(([name]) => name);
  const chosen = dice.some(dimensions, dice.pick([0, 1, 1, 1, 2, 3]));
  const covering = (name: string): boolean =>
    loose ||
    measureRule(name).over.every((each) =>
      chosen.every((dimension) => dimensionRule(dimension).needs.every((part) => REACH[each].includes(part))),
    );
  const measures = dice.some([...MEASURE_RULES.keys()].filter(covering), dice.pick([0, 1, 1, 2, 3]));
  if (chosen.length + measures.length === 0) measures.push('orders');
  const reached = (name: string): boolean =>
    loose ||
    measures.every((measure) =>
      measureRule(measure).over.every((each) =>
        dimensionRule(name).needs.every((part) => REACH[each].includes(part)),
      ),
    );
  const filters = Array.from({ length: dice.pick([0, 0, 0, 1, 1, 2, 3]) }, () =>
    measures.length > 0 && dice.chance(0.3)
      ? measureFilter(dice, world, dice.pick(measures))
      : dimensionFilter(dice, world, dice.pick(dimensions.filter(reached).concat(chosen, 'order_date'))),
  );
  const grouped = filters.map((filter) => ({
    ...filter,
    ...(dice.chance(0.3) ? { or_group: MEASURE_RULES.has(filter.member) ? 2 : 1 } : {}),
  }));
  const dated =
    loose || measures.every((name) => measureRule(name).over.every((each) => REACH[each].includes('sale')));
  const grains = GRAINS.filter((name) => !chosen.some((dimension) => dimension === name));
  const grain = dated && dice.chance(0.3) ? dice.pick(grains) : undefined;
  const columns = [...(grain === undefined ? [] : [grain]), ...chosen, ...measures];
  return {
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

function period(dice: Dice, short: boolean): Pick<QueryRequest, 'period'> {
  if (!short && dice.chance(0.5)) return {};
  const from = addDays('2025-01-01', dice.below(430));
  const to = addDays(from, dice.pick(short ? [0, 1, 3] : [0, 6, 29, 89, 200, 400]));
  const ends = short ? { from, to } : dice.pick([{ from, to }, { from, to }, { from }, { to }, {}]);
  return {
    period: {
      ...ends,
      ...(dice.chance(0.3) ? { date: dice.pick(['sold', 'required', 'shipped'] as const) } : {}),
    },
  };
}

const ANY: readonly FilterOp[] = ['is', 'is', 'is_not', 'is_empty', 'is_not_empty'];
const COMPARED: readonly FilterOp[] = [...ANY, 'more_than', 'at_least', 'less_than', 'at_most', 'between'];
const NUMBER_OPS: readonly FilterOp[] = [...COMPARED, 'above_average', 'below_average'];
const TEXT_OPS: readonly FilterOp[] = [...ANY, 'contains', 'starts_with'];

function dimensionFilter(dice: Dice, world: World, member: string): FilterRequest {
  const { kind, needs, scale, value } = dimensionRule(member);
  const rows = smallest(needs, world) ?? [];
  const asText = (): string => {
    const found = rows.length === 0 ? null : value(dice.pick(rows), world, world.shop.today);
    if (found !== null)
      return typeof found === 'bigint' ? atMostFour(decimal(found, scale(world.shop.digits))) : String(found);
    return { text: 'Nobody', boolean: 'true', date: '2025-06-15', number: '3' }[kind];
  };
  const sellable = needs.every((part) => REACH.line.includes(part));
  const op = dice.pick(
    sellable && dice.chance(0.1)
      ? (['bought', 'never_bought'] as const)
      : { text: TEXT_OPS, boolean: ANY, date: COMPARED, number: NUMBER_OPS }[kind],
  );
  return { member, op, ...valuesFor(dice, op, asText, kind === 'text') };
}

/** No more decimals than a filter takes. */
function atMostFour(text: string): string {
  return text.replace(/(\.\d{4})\d+$/, '$1');
}

function measureFilter(dice: Dice, world: World, member: string): FilterRequest {
  const { kind, scale } = measureRule(member);
  const choices =
    kind === 'date'
      ? ['2025-03-01', '2025-09-30', '2026-01-31']
      : scale(world.shop.digits) === 0
        ? ['0', '1', '2', '5']
        : ['0', '1', '12.5', '50', '100', '1000.25'];
  const op = dice.pick(kind === 'date' ? COMPARED : NUMBER_OPS);
  return { member, op, ...valuesFor(dice, op, () => dice.pick(choices), false) };
}

function valuesFor(dice: Dice, op: FilterOp, draw: () => string, isText: boolean): { values?: string[] } {
  if (!FILTER_OPS.includes(op)) throw new Error(`There is no filter ${op}`);
  if (op.endsWith('empty') || op.endsWith('average')) return {};
  if (op === 'between') {
    const [low = '', high = ''] = [draw(), draw()].sort((a, b) =>
      /^-?[\d.]+$/.test(a) ? Number(a) - Number(b) : a < b ? -1 : 1,
    );
    return { values: [low, high] };
  }
  if (op === 'contains' || op === 'starts_with') {
    const whole = draw();
    const start = op === 'contains' ? dice.below(Math.max(1, whole.length - 1)) : 0;
    return { values: [whole.slice(start, start + dice.between(1, 3)) || 'a'] };
  }
  const many =
    op === 'is' || op === 'is_not' || op === 'bought' || op === 'never_bought' ? dice.between(1, 3) : 1;
  return {
    values: Array.from({ length: many }, () => {
      const value = draw();
      return isText && /^[\x20-\x7e]*$/.test(value) && dice.chance(0.3) ? value.toUpperCase() : value;
    }),
  };
}
