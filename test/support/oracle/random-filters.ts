import { FILTER_OPS, type FilterOp, type FilterRequest } from '../../../src/domain/sales/query/filters.js';
import { smallest } from './dimensions.js';
import { decimal, type Typed } from './filters.js';
import type { Scope } from './scope.js';
import { addDays, type Dice } from './shop.js';
import { reaches } from './world.js';

const ANY: readonly FilterOp[] = ['is', 'is', 'is_not', 'is_empty', 'is_not_empty'];
const COMPARED: readonly FilterOp[] = [...ANY, 'more_than', 'at_least', 'less_than', 'at_most', 'between'];
const AVERAGES: readonly FilterOp[] = ['above_average', 'below_average'];
const NUMBER_OPS: readonly FilterOp[] = [...COMPARED, ...AVERAGES, ...AVERAGES];
const TEXT_OPS: readonly FilterOp[] = [...ANY, 'contains', 'starts_with'];
const PAIRED: readonly FilterOp[] = ['is', 'is_not', 'more_than', 'at_least', 'less_than', 'at_most'];
const FACTORS = ['1', '2', '0.5', '1.5', '0.1', '1.2', '0.3333'];
/** Decimals that a value of a filter may have. */
const MOST_DECIMALS = 4;

/** Holds a dimension to some of its own values, now and then to what customers bought. */
export function dimensionFilter(dice: Dice, scope: Scope, member: string): FilterRequest {
  const { needs } = scope.dimension(member);
  if (dice.chance(0.2) && reaches('line', needs)) {
    const op = dice.pick(['bought', 'never_bought'] as const);
    const period = dice.maybe(0.6, () => dice.pick(['all', '2025', '2025-06', randomDays(dice)]));
    return {
      ...ownFilter(dice, scope, member, 'is'),
      op,
      ...(period === undefined ? {} : { period }),
    };
  }
  return ownFilter(dice, scope, member);
}

function randomDays(dice: Dice): string {
  const from = addDays('2025-01-01', dice.below(400));
  return `${from}..${addDays(from, dice.below(120))}`;
}

/** Holds a dimension to some of its own values. */
export function ownFilter(
  dice: Dice,
  scope: Scope,
  member: string,
  given?: FilterOp,
): FilterRequest & { readonly values?: string[] } {
  const { kind, needs, scale, value } = scope.dimension(member);
  const rows = smallest(needs, scope.world) ?? [];
  const asText = (): string => {
    const found = rows.length === 0 ? null : value(dice.pick(rows), scope.world, scope.world.shop.today);
    if (typeof found === 'bigint') return rounded(decimal(found, scale(scope.world.shop.digits)));
    return found === null
      ? { text: 'Nobody', boolean: 'true', date: '2025-06-15', number: '3' }[kind]
      : String(found);
  };
  const op = given ?? dice.pick({ text: TEXT_OPS, boolean: ANY, date: COMPARED, number: NUMBER_OPS }[kind]);
  return { member, op, ...valuesFor(dice, op, asText, kind === 'text') };
}

function rounded(text: string): string {
  const [whole = '', decimals = ''] = text.split('.');
  const cut = `${whole}.${decimals.slice(0, MOST_DECIMALS)}0`;
  return Number(cut) === 0 ? '0' : cut.slice(0, decimals === '' ? whole.length : undefined);
}

/** Holds one of several to another of its kind; undefined where none is of the kind of another. */
export function pairFilter(
  dice: Dice,
  names: readonly string[],
  typeOf: (name: string) => Pick<Typed, 'kind'>,
): FilterRequest | undefined {
  const member = dice.pick(names);
  const { kind } = typeOf(member);
  const others = names.filter((name) => name !== member && typeOf(name).kind === kind);
  if (others.length === 0) return undefined;
  const op = dice.pick(kind === 'boolean' ? (['is', 'is_not'] as const) : PAIRED);
  return { member, op, than: dice.pick(others) };
}

/** Holds a measure or a column of an answer to something. */
export function figureFilter(dice: Dice, member: string, { kind, scale }: Typed): FilterRequest {
  const choices =
    kind === 'date'
      ? ['2025-03-01', '2025-09-30', '2026-01-31']
      : scale === 0
        ? ['0', '1', '2', '5']
        : ['0', '1', '12.5', '50', '100', '1000.25'];
  const op = dice.pick(kind === 'date' ? COMPARED : NUMBER_OPS);
  return { member, op, ...valuesFor(dice, op, () => dice.pick(choices), false) };
}

function valuesFor(dice: Dice, op: FilterOp, draw: () => string, isText: boolean): { values?: string[] } {
  if (!FILTER_OPS.includes(op)) throw new Error(`There is no filter ${op}`);
  if (op.endsWith('empty')) return {};
  if (op.endsWith('average')) return dice.chance(0.3) ? {} : { values: [dice.pick(FACTORS)] };
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
  const many = op === 'is' || op === 'is_not' ? dice.between(1, 3) : 1;
  return {
    values: Array.from({ length: many }, () => {
      const value = draw();
      return isText && /^[\x20-\x7e]*$/.test(value) && dice.chance(0.3) ? value.toUpperCase() : value;
    }),
  };
}
