import type { Draft } from '../draft.js';
import { type Match, pattern } from '../match.js';
import { type Item, senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';

const GROUPS = pattern('by|each target:thing|dimension+');
const WISE = pattern('target:thing|dimension wise');

/** Groups: "by category", "for each employee", "category wise". */
export function readGroups(draft: Draft): void {
  const use = (match: Match): void => {
    for (const item of match.all('target')) group(draft, item);
  };
  draft.each(GROUPS, (match) => {
    const first = match.all('target')[0];
    const each = senseOf(match.items[0], 'each') !== undefined;
    // "Sales by late orders" is no grouping.
    if (first === undefined) return false;
    if (/^per$/i.test(match.items[0]?.text ?? '') && senseOf(first, 'thing')?.thing === 'order')
      throw new Unread('An average per order is known of few figures.', {
        fix: 'Ask for average order value, units per order, lines per order or average freight.',
      });
    if (each && senseOf(first, 'thing') === undefined && senseOf(first, 'dimension') === undefined)
      return false;
    use(match);
  });
  draft.each(WISE, use);
  // "Category sales" are told by category.
  draft.each(COMPOUND, (match) => {
    const target = match.one('target');
    const thing = senseOf(target, 'thing');
    const at = draft.all.indexOf(target ?? NONE);
    const alone = TARGETS.every((tag) => senseOf(draft.all[at - 1], tag) === undefined);
    const own = /['’]s$/.test(target?.text ?? '');
    if (own || thing?.plural !== false || !TOLD_BY.has(thing.thing) || !alone || draft.rank !== undefined)
      return false;
    for (const item of match.all('target')) group(draft, item);
    draft.claim(match.all('target'));
    return false;
  });
  draft.each(SEGMENTS, (match) => {
    if (senseOf(match.items[0], 'dimension')?.name !== 'customer_segment') return false;
    draft.groups.push('customer_segment');
  });
  // "Category share of sales".
  draft.each(SHARED, (match) => {
    use(match);
    if (!draft.add.includes('share')) draft.add.push('share');
  });
  draft.each(EVERY, (match) => {
    // "The number of products each": of what is listed, or of the names.
    const next = draft.items[draft.items.indexOf(match.items[0] ?? NONE) + 1];
    if (next !== undefined && TARGETS.some((tag) => senseOf(next, tag) !== undefined)) return false;
    draft.comparing = true;
  });
  readWeekend(draft);
}

/** Days of the week beside those of the weekend. */
function readWeekend(draft: Draft): void {
  const both = draft.items.find((item) => senseOf(item, 'weekend') !== undefined);
  const days = draft.items.find(
    (item) => senseOf(item, 'dimension')?.name === 'weekday' && /^week ?days?$/i.test(item.text),
  );
  const weekend = draft.states.find(({ filters }) => filters.some(({ member }) => member === 'weekday'));
  const versus = draft.items.find((item) => senseOf(item, 'versus') !== undefined);
  if (both !== undefined) draft.claim([both]);
  else if (days !== undefined && weekend !== undefined && versus !== undefined) {
    draft.claim([days, versus]);
    draft.comparing = true;
    draft.dropState(weekend);
  } else return;
  draft.define.push({
    name: 'day_kind',
    of: 'weekday',
    groups: [{ label: 'weekend', op: 'is', values: ['Saturday', 'Sunday'] }],
    otherwise: 'weekday',
  });
  draft.groups.push('day_kind');
}

const SALES = /^(?:net_sales|gross_sales|orders|quantity|discount|freight|average_order_value|buyers|tax)$/;
const COMPOUND = pattern('target:thing measure');
const TOLD_BY = new Set<string>(['category', 'supplier', 'employee', 'shipper']);
const SEGMENTS = pattern('dimension');
const SHARED = pattern('target:thing|dimension share|per_cent');
const EVERY = pattern('each');
const TARGETS = ['thing', 'dimension', 'name', 'grain'] as const;
const NONE: Item = { text: '', first: -1, last: -1, senses: [], apart: false };

/** Takes what an item names as one to group by. */
export function group(draft: Draft, item: Item): void {
  const thing = senseOf(item, 'thing');
  const name = thing === undefined ? senseOf(item, 'dimension')?.name : THINGS[thing.thing].dimension;
  const told = name === 'price' && /^rates?$/i.test(item.text) ? rateOf(draft) : name;
  // Sales have a region by who made them.
  const sold =
    told === 'sales_region' &&
    !draft.all.some(
      (each) => senseOf(each, 'thing')?.thing === 'territory' || senseOf(each, 'thing')?.thing === 'employee',
    );
  const figures = draft.all.some((each) => SALES.test(senseOf(each, 'measure')?.name ?? ''));
  if (sold && figures && !draft.groups.includes('employee_sales_region')) {
    draft.groups.push('employee_sales_region');
    draft.taken.push('The region is that of who made the sale.');
    return;
  }
  if (told !== undefined && !draft.groups.includes(told)) draft.groups.push(told);
}

/** "Tax by rate": the rate of the tax. Prices are not what sales are told by. */
function rateOf({ all }: Draft): string {
  if (all.some((each) => senseOf(each, 'measure')?.name === 'tax')) return 'tax_rate';
  throw new Unread('Which rate is meant is not said.', { fix: 'Write tax rate, discount rate or price.' });
}
