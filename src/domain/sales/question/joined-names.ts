import type { FilterRequest } from '../query/filters.js';
import type { Draft, Pending } from './draft.js';
import { type Item, senseOf } from './senses.js';
import { GOODS } from './settle-goods.js';
import { Unread } from './unread.js';

const JOINTS = ['and', 'or', 'versus'] as const;
type Joint = (typeof JOINTS)[number];

/** The conditions that the names of one place in a question came to. */
export interface Conditions {
  readonly pending: Pending;
  readonly filters: readonly FilterRequest[];
}

/**
 * Names that "and", "or" or "versus" joins are alternatives, also where one is a product and the other a category: both
 * at once would hold for nothing.
 *
 * @throws Unread where they are set beside each other, or are not both of goods.
 */
export function joinAlternatives(draft: Draft, conditions: readonly Conditions[]): FilterRequest[] {
  let group = 0;
  const joined: FilterRequest[][] = [];
  conditions.forEach(({ pending, filters }, index) => {
    const before = conditions[index - 1];
    const joint = before === undefined ? undefined : jointBetween(draft, before.pending, pending);
    const own = filters.length > 1 ? jointIn(pending.items) : undefined;
    if (own !== undefined) refuseUnlessGoods(draft, own, pending, filters);
    const last = joined.at(-1);
    const across = joint !== undefined && last !== undefined && areParted(joint, last, filters);
    if (across) refuseUnlessGoods(draft, joint, pending, [...last, ...filters]);
    if (own === undefined && !across) {
      joined.push([...filters]);
      return;
    }
    const both = [...(across ? (joined.pop() ?? []) : []), ...filters];
    const number = both.find((filter) => filter.or_group !== undefined)?.or_group ?? group + 1;
    group = Math.max(group, number);
    const any =
      both.every(({ op }) => op !== 'is_not' && op !== 'never_bought') && !eachBought(both, own ?? joint);
    if (across) draft.claim(draft.items.filter((item) => stands(item, before?.pending, pending)));
    joined.push(any ? both.map((filter) => ({ ...filter, or_group: number })) : both);
  });
  return joined.flat();
}

/** Those who bought this and that bought each of them. */
function eachBought(filters: readonly FilterRequest[], joint: Joint | undefined): boolean {
  return joint === 'and' && filters.every(({ op }) => op === 'bought');
}

/** Whether two places are conditions of their own: several values of one member are one list, read elsewhere. */
function areParted(joint: Joint, one: readonly FilterRequest[], other: readonly FilterRequest[]): boolean {
  const [first] = one;
  const [second] = other;
  if (first === undefined || second === undefined) return false;
  const lists = [first, second].some(({ values = [] }) => values.length > 1);
  if (first.member === second.member && first.op === 'is' && second.op === 'is' && !lists) return false;
  return joint === 'versus' || [...one, ...other].every(({ member }) => GOODS.has(member));
}

function refuseUnlessGoods(
  draft: Draft,
  joint: Joint,
  { negated, never }: Pending,
  filters: readonly FilterRequest[],
): void {
  if (negated || never) return;
  const goods = filters.every(({ member }) => GOODS.has(member));
  const beside = joint === 'versus' || draft.comparing || draft.add.includes('share');
  const bills = draft.subject === 'order' && joint === 'and';
  if (goods && !beside && !bills) return;
  throw new Unread(
    `How "${filters.flatMap(({ values = [] }) => values).join(`" and "`)}" go together is not clear: they are of different kinds.`,
    { fix: 'Ask about one after the other.', valid: filters.map(({ member }) => member) },
  );
}

function jointIn(items: readonly Item[]): Joint | undefined {
  return (
    JOINTS.find((tag) => items.some((item) => senseOf(item, tag) !== undefined)) ??
    (items.slice(1).some(({ apart }) => apart) ? 'and' : undefined)
  );
}

function stands(item: Item, one: Pending | undefined, other: Pending): boolean {
  const from = one?.items.at(-1)?.last ?? Number.POSITIVE_INFINITY;
  const to = other.items[0]?.first ?? -1;
  return item.first > from && item.last < to && JOINTS.some((tag) => senseOf(item, tag) !== undefined);
}

/** What joins two names that stand apart: "sugar and of salt", "tea versus sales of sugar". */
function jointBetween({ all }: Draft, one: Pending, other: Pending): Joint | undefined {
  const between = all.filter((item) => stands(item, one, other));
  return JOINTS.find((tag) => between.some((item) => senseOf(item, tag) !== undefined));
}
