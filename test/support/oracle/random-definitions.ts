import { AGGREGATES, type InlineDefinition } from '../../../src/domain/sales/query/definitions/definition.js';
import { DIMENSION_RULES } from './dimensions.js';
import { MEASURE_RULES } from './measures.js';
import { ownFilter } from './random-filters.js';
import { Scope } from './scope.js';
import type { Dice } from './shop.js';
import type { World } from './world.js';

/** Measures that are sums, by what they are sums of: these go into formulas. */
const SUMS = {
  money: [
    'net_sales',
    'gross_sales',
    'discount',
    'tax',
    'taxable_value',
    'freight',
    'amount_payable',
    'cost_of_goods',
    'margin',
    'list_value',
    'stock_value',
    'largest_order',
    'p90_order_value',
  ],
  count: [
    'orders',
    'lines',
    'discounted_lines',
    'refunds',
    'buyers',
    'products_sold',
    'late_orders',
    'repeat_buyers',
    'customers',
    'products',
    'employees',
    'territories',
    'orders_together',
  ],
  quantity: ['quantity', 'stock_units', 'stock_on_order'],
} as const;
type Sum = keyof typeof SUMS;
const KINDS: readonly Sum[] = ['money', 'money', 'count', 'quantity'];
const FACTORS = ['0.02', '2', '-1.5', '100', '0.000125', '1'];

/** Up to three measures and groupings; one may be made of those before it. */
export function randomDefinitions(dice: Dice, world: World): InlineDefinition[] {
  const made: InlineDefinition[] = [];
  const sums: Record<Sum, string[]> = {
    money: [...SUMS.money],
    count: [...SUMS.count],
    quantity: [...SUMS.quantity],
  };
  for (let at = dice.between(1, 3); at > 0; at -= 1) {
    const scope = new Scope(world, { define: made });
    const name = `own_${at}`;
    const definition = {
      name,
      ...dice.pick([grouping, filtered, formula, formula, aggregated])(dice, scope, sums),
    };
    made.push(definition);
    // A sum that is held to filters is still one.
    for (const kind of KINDS)
      if (
        definition.measure !== undefined &&
        sums[kind].includes(definition.measure) &&
        !sums[kind].includes(name)
      )
        sums[kind].push(name);
  }
  return made;
}

type Made = Omit<InlineDefinition, 'name'>;

function grouping(dice: Dice, scope: Scope): Made {
  const of = dice.pick([...DIMENSION_RULES.keys(), 'order_value', 'price', 'days_since_purchase', 'cohort']);
  const groups = Array.from({ length: dice.between(1, 3) }, (_, index) => {
    const { op, values } = ownFilter(dice, scope, of);
    return {
      label: dice.pick([`Group ${index}`, 'b', 'Ü']),
      op,
      ...(values === undefined ? {} : { values }),
    };
  });
  return { of, groups, ...(dice.chance(0.5) ? { otherwise: dice.pick(['rest', 'b']) } : {}) };
}

/** Filters that a measure can be held to. */
function filters(dice: Dice, scope: Scope, measures: readonly string[]): Pick<Made, 'filters'> {
  const fitting = [...scope.dimensions.keys()].filter((name) =>
    measures.every((measure) => scope.measure(measure).scans(scope.dimension(name).needs) !== undefined),
  );
  return fitting.length === 0
    ? {}
    : { filters: dice.some(fitting, dice.pick([1, 1, 2])).map((name) => ownFilter(dice, scope, name)) };
}

function filtered(dice: Dice, scope: Scope): Made {
  const measure = dice.pick([...MEASURE_RULES.keys()]);
  return { measure, ...filters(dice, scope, [measure]) };
}

function formula(dice: Dice, scope: Scope, sums: Record<Sum, string[]>): Made {
  const kind = dice.pick(KINDS);
  const below = dice.pick<Sum>(['money', 'count', 'quantity', kind]);
  // Mostly of sales, so that they go together.
  const alike = dice.chance(0.75);
  const of = (pool: readonly string[]): string[] =>
    pool.filter((name) => !alike || scope.measure(name).scans(['sale']) !== undefined);
  const plus = dice.some(of(sums[kind]), dice.pick([1, 1, 2]));
  const minus = dice.some(of(sums[kind]), dice.pick([0, 0, 1]));
  const per = dice.some(of(sums[below]), dice.pick([0, 1, 1, 2]));
  const type =
    per.length === 0
      ? dice.maybe(0.2, () => 'number' as const)
      : dice.pick(['percent', 'number', 'money'] as const);
  return {
    plus,
    ...(minus.length === 0 ? {} : { minus }),
    ...(per.length === 0 ? {} : { per }),
    ...(dice.chance(0.4) ? { times: dice.pick(FACTORS) } : {}),
    ...(type === undefined ? {} : { type }),
    ...(dice.chance(0.3) ? filters(dice, scope, [...plus, ...minus, ...per]) : {}),
  };
}

function aggregated(dice: Dice, scope: Scope): Made {
  const of = dice.pick([
    ...DIMENSION_RULES.keys(),
    'order_value',
    'days_to_ship',
    'price',
    'units_available',
  ]);
  const { kind } = scope.dimension(of);
  const aggregate = dice.pick(
    kind === 'number'
      ? AGGREGATES
      : kind === 'date'
        ? (['smallest', 'largest', 'count_distinct'] as const)
        : (['count_distinct'] as const),
  );
  return { aggregate, of };
}
