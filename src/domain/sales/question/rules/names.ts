import { roleOf } from '../choose-name.js';
import type { Draft, Pending } from '../draft.js';
import { type Match, pattern } from '../match.js';
import { type Item, senseOf, THINGS } from '../senses.js';

const NEVER = pattern('never|not not? verb=buy prep:of|in|from|with? name+');
const NAMED = pattern('neg:not|except|without|never? prep:in|of|to|from|by|with|each? name+');
const NONE: Item = { text: '', first: -1, last: -1, senses: [], apart: false };
const BEFORE_NAME = ['in', 'of', 'to', 'from', 'by', 'with'] as const;

/** Names of the shop's own values, with what stands around them; what they are values of is settled later. */
export function readNames(draft: Draft): void {
  draft.each(NEVER, (match) => hold(draft, match, true));
  draft.each(NAMED, (match) => hold(draft, match, false));
}

function hold(draft: Draft, match: Match, never: boolean): boolean {
  const names = match.all('name');
  // "Phones of customers" are no sales by phone.
  if (names.some((item) => senseOf(item, 'dimension')?.plural === true)) return false;
  const prep = match.one('prep');
  const beside = kindBeside(draft, match, names);
  const pending: Pending = {
    items: match.items,
    names: names.map((item) => senseOf(item, 'name')?.names ?? []),
    texts: names.map((item) => senseOf(item, 'name')?.said ?? item.text),
    negated: match.one('neg') !== undefined,
    before: BEFORE_NAME.find((tag) => senseOf(prep, tag) !== undefined),
    kind: beside?.kind,
    of: senseOf(draft.items[draft.items.indexOf(match.items[0] ?? names[0] ?? NONE) - 1], 'thing')?.thing,
    never,
    versus: match.items.some((item) => senseOf(item, 'versus') !== undefined),
  };
  draft.pending.push(pending);
  // "The top 3 in each of France and Spain".
  if (/\bof$/i.test(prep?.text ?? '') && senseOf(prep, 'each') !== undefined) groupBy(draft, pending);
  if (beside !== undefined) draft.claim(beside.items);
  return true;
}

/** Takes what all of several names are values of as a group. */
function groupBy(draft: Draft, { names, of }: Pending): void {
  const [first = [], ...others] = names;
  const shared = first
    .map(({ member }) => member)
    .filter((member) => others.every((found) => found.some((each) => each.member === member)));
  const members = [...new Set(shared)];
  const role = roleOf(draft, 'in', of);
  const member = members.length === 1 ? members[0] : members.find((each) => each.startsWith(`${role}_`));
  if (member !== undefined && !draft.groups.includes(member)) draft.groups.push(member);
}

/** The noun right before or after names that says what they are: "the Tea category", "customer Rao". */
function kindBeside(
  draft: Draft,
  match: Match,
  names: readonly Item[],
): { readonly kind: string; readonly items: readonly Item[] } | undefined {
  const members = new Set(
    names.flatMap((item) => senseOf(item, 'name')?.names ?? []).map(({ member }) => member),
  );
  const [start] = match.items;
  const first = start === undefined ? 0 : draft.items.indexOf(start);
  const prep = match.one('prep');
  const neighbours = [
    ...(prep === undefined ? [draft.items[first - 1]] : []),
    draft.items[first + match.items.length],
  ];
  for (const item of neighbours) {
    const thing = senseOf(item, 'thing');
    const dimension = thing === undefined ? senseOf(item, 'dimension')?.name : THINGS[thing.thing].dimension;
    if (item === undefined || dimension === undefined) continue;
    const kind = [
      dimension,
      ...['customer', 'supplier', 'employee', 'ship', 'sales'].map((whose) => `${whose}_${dimension}`),
    ].find((member) => members.has(member));
    // "By employee except Ramesh": grouped by, and not to be taken out.
    const joint = draft.items[draft.items.indexOf(item) - 1];
    const grouped = senseOf(joint, 'by') !== undefined || senseOf(joint, 'each') !== undefined;
    if (kind !== undefined) return { kind: dimension, items: grouped ? [] : [item] };
  }
  return undefined;
}
