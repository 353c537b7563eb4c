import type { FilterRequest } from '../../query/filters.js';
import type { Draft } from '../draft.js';
import { find, type Match, pattern } from '../match.js';
import { type Compared, type Item, senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';
import { readIdle } from './idle.js';

const STATE = pattern('neg:not? state');
const SEGMENT = pattern('which:new|returning thing=customer');
const AFTER_FIGURE = pattern('figure:measure|dimension of? comparison');
const COSTING = pattern('verb=cost comparison');
const SPENDING = pattern('verb=spend comparison');
const BEFORE_FIGURE = pattern('with? comparison of? figure:unit|measure|dimension|thing in?');
const ORDER_WORTH = pattern('thing=order comparison');
const TAXED = pattern('with? amount figure:measure|dimension');
const PRICED = pattern('comparison');
const VALUED = pattern('value comparison');
const WITH_VERB = pattern('verb comparison figure:unit?');

/** States of things and conditions on figures. */
export function readConditions(draft: Draft): void {
  draft.each(STATE, (match) => {
    const state = senseOf(match.one('state'), 'state');
    if (state === undefined) return false;
    const negated = match.one('neg') !== undefined;
    const others = match.one('state')?.senses.some(({ tag }) => tag === 'measure') === true;
    // "Late orders" is a measure of its own; as an adjective of a list it is a state.
    if (others && !negated) return false;
    for (const filter of state.filters) draft.addFilter(negated ? turned(filter) : filter);
    if (!negated && state.filters.some(({ member }) => member === 'needs_reorder'))
      draft.shown.push('units_in_stock', 'reorder_level');
    draft.states.push({ ...state, negated });
  });
  for (let match = find(draft.items, SEGMENT); match !== undefined; match = find(draft.items, SEGMENT)) {
    const segment = senseOf(match.one('which'), 'new') === undefined ? 'returning' : 'new';
    draft.addFilter({ member: 'customer_segment', op: 'is', values: [segment] });
    draft.segment = true;
    draft.claim(match.all('which'));
  }
  if (draft.filters.filter(({ member }) => member === 'customer_segment').length > 1) {
    draft.filters.splice(
      0,
      draft.filters.length,
      ...draft.filters.filter(({ member }) => member !== 'customer_segment'),
    );
    draft.groups.push('customer_segment');
    draft.claim(draft.items.filter((item) => senseOf(item, 'versus') !== undefined));
  }
  readIdle(draft);
  readTaxed(draft);
  readThresholds(draft);
}

function readThresholds(draft: Draft): void {
  draft.each(COSTING, (match) => condition(draft, 'price', match));
  draft.each(SPENDING, (match) => condition(draft, 'net_sales', match));
  draft.each(AFTER_FIGURE, (match) => {
    // "The highest average bill, at least 5 bills": the condition is on what follows it.
    const next = draft.items[match.at + match.length];
    const counts = senseOf(next, 'unit') !== undefined || senseOf(next, 'thing')?.plural === true;
    const own = counts && comparedOf(match)?.kind === undefined && next?.apart === false;
    if (own && memberOf(next, draft) !== memberOf(match.one('figure'), draft)) return false;
    return held(draft, match);
  });
  draft.each(ORDER_WORTH, (match) => {
    // Of customers with purchases over 500 it is not clear whether each or all of them are.
    const others = draft.items.some((item) =>
      /^(?:customer|employee|product)$/.test(senseOf(item, 'thing')?.thing ?? ''),
    );
    if (others)
      throw new Unread(`What of them is to be "${match.one('comparison')?.text}" is not clear.`, {
        fix: 'Say "who spent more than 5000", or "with more than 5 orders".',
        soFar: draft.request(),
      });
    condition(draft, 'order_value', match);
    draft.claim(match.all('comparison'));
    return false;
  });
  draft.each(BEFORE_FIGURE, (match) => held(draft, match));
  draft.each(VALUED, (match) => {
    if (!draft.items.some((item) => senseOf(item, 'thing')?.thing === 'order')) return false;
    condition(draft, 'order_value', match);
  });
  draft.each(PRICED, (match) => {
    if (!/cheap|costl|dear|expensive/i.test(match.items[0]?.text ?? '')) return false;
    condition(draft, 'price', match);
  });
  draft.each(WITH_VERB, (match) => {
    const verb = senseOf(match.items[0], 'verb')?.verb;
    const unit = senseOf(match.one('figure'), 'unit')?.measure;
    const compared = comparedOf(match);
    const people = draft.items.some((item) =>
      /^(?:employee|customer)$/.test(senseOf(item, 'thing')?.thing ?? ''),
    );
    const member = unit ?? (compared?.kind === 'money' || people ? 'net_sales' : undefined);
    if (member === undefined || verb === undefined)
      throw new Unread(`Of what there are to be "${match.one('comparison')?.text}" is not said.`, {
        fix: 'Say e.g. "more than 10 units" or "more than Rs 500".',
      });
    condition(draft, member, match);
  });
}

function held(draft: Draft, match: Match): boolean {
  const figure = match.one('figure');
  const member = memberOf(figure, draft);
  if (member === undefined) return false;
  condition(draft, member === 'net_sales' && areBills(draft) ? 'order_value' : member, match);
  return true;
}

/** "Sales above 500: how many bills": of bills alone the amount of each is meant. */
function areBills({ items }: Draft): boolean {
  const things = items.flatMap((item) => senseOf(item, 'thing')?.thing ?? []);
  return things.includes('order') && things.every((thing) => thing === 'order');
}

function memberOf(figure: Item | undefined, draft: Draft): string | undefined {
  const measure = senseOf(figure, 'measure')?.name ?? senseOf(figure, 'unit')?.measure;
  if (measure === 'stock_units') return 'units_in_stock';
  const dimension = senseOf(figure, 'dimension')?.name;
  if (dimension !== undefined && measure === undefined)
    return /^(?:count|number|quantity|money|percent|days)$/.test(draft.model.dimension(dimension)?.type ?? '')
      ? dimension
      : undefined;
  const thing = senseOf(figure, 'thing');
  return measure ?? (thing?.plural === true ? THINGS[thing.thing].count : undefined);
}

function comparedOf(match: Match): Compared | undefined {
  return senseOf(match.one('comparison'), 'comparison')?.comparison;
}

function condition(draft: Draft, name: string, match: Match): void {
  const compared = comparedOf(match);
  if (compared === undefined) return;
  const member = compared.kind === 'percent' ? rateOf(draft, name) : name;
  draft.addFilter({ member, op: compared.op, values: compared.values });
  if (draft.model.measure(member) !== undefined) draft.conditioned.push(member);
  else {
    draft.held.push(member);
    if (member === 'units_in_stock' || member === 'price') draft.shown.push(member);
  }
}

const RATE: Readonly<Record<string, string>> = {
  margin: 'margin_rate',
  discount: 'discount_rate',
  tax: 'tax_rate',
  freight: 'freight_rate',
};

/** What a percentage is held against: "margin below 8 %" is of the rate. */
function rateOf({ model }: Draft, name: string): string {
  const rate = RATE[name] ?? name;
  if ((model.measure(rate) ?? model.dimension(rate))?.type === 'percent') return rate;
  throw new Unread(`${name} is no percentage.`, { fix: 'Leave the percent sign out, or name a rate.' });
}

/** "Items with 18 % GST". */
function readTaxed(draft: Draft): void {
  draft.each(TAXED, (match) => {
    const amount = senseOf(match.one('amount'), 'amount');
    const figure = match.one('figure');
    const taxed =
      senseOf(figure, 'measure')?.name === 'tax' || senseOf(figure, 'dimension')?.name === 'tax_rate';
    if (amount?.kind !== 'percent' || !taxed) return false;
    draft.addFilter({ member: 'tax_rate', op: 'is', values: [amount.value] });
    draft.held.push('tax_rate');
  });
}

/** The opposite of a condition. */
function turned(filter: FilterRequest): FilterRequest {
  const [value] = filter.values ?? [];
  if (value === 'true' || value === 'false')
    return { ...filter, values: [value === 'true' ? 'false' : 'true'] };
  const op = { at_most: 'more_than', less_than: 'at_least', is: 'is_not', is_empty: 'is_not_empty' } as const;
  const known = Object.entries(op).find(([each]) => each === filter.op)?.[1];
  if (known === undefined) throw new Unread('What is denied is not clear.', {});
  return { ...filter, op: known };
}
