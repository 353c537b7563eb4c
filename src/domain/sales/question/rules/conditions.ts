import type { FilterRequest } from '../../query/filters.js';
import type { Draft } from '../draft.js';
import { find, type Match, pattern } from '../match.js';
import { type Compared, type Item, senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';
import { readDayparts } from './dayparts.js';
import { readIdle } from './idle.js';
import { PERCENT_OF } from './rates.js';
import { isOfSubject, isOnFile, noteJoined } from './states.js';

const STATE = pattern('neg:not? state');
const SEGMENT = pattern('which:new|returning thing=customer');
const AFTER_FIGURE = pattern('figure:measure|dimension of? comparison');
const TOTAL = pattern('total of? comparison');
const COSTING = pattern('verb=cost comparison');
const SPENDING = pattern('verb=spend comparison');
const BEFORE_FIGURE = pattern('with? comparison of|in? different? figure:unit|measure|dimension|thing in?');
const OF_ORDERS = pattern('comparison of? thing=order');
const ORDER_WORTH = pattern('thing=order comparison');
const WITHOUT = pattern('without what:dimension|thing');
const IN_STOCK = pattern('measure');
const TAXED = pattern('with? rate:number|amount of? figure:measure|dimension');
const TAXED_AFTER = pattern('with? figure:measure|dimension of? rate:number|amount');
const AGED = pattern('comparison');
const BESIDE_OTHER = pattern('with? way:more|fewer one:measure|dimension than in? other:measure|dimension');
const PRICED = pattern('comparison');
const GOODS_UNDER = pattern('thing=product comparison');
const VALUED = pattern('value comparison');
const BEFORE_VERB = pattern('comparison of? thing=product? verb=buy|verb=spend');
const WITH_VERB = pattern('verb comparison figure:unit?');

/** States of things and conditions on figures. */
export function readConditions(draft: Draft): void {
  draft.each(STATE, (match) => {
    const state = senseOf(match.one('state'), 'state');
    const [said] = match.all('state');
    if (state === undefined || said === undefined || !isOfSubject(draft, state, said)) return false;
    if (isOnFile(draft, said)) return true;
    noteJoined(draft, said);
    const negated = match.one('neg') !== undefined;
    // Inactive goods are not sold any more; of customers it tells how long they have not come.
    const people = draft.items.some((item) => senseOf(item, 'thing')?.thing === 'customer');
    if (state.of === 'product' && people && senseOf(match.one('state'), 'idle') !== undefined) return false;
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
  readThresholds(draft);
}

function readThresholds(draft: Draft): void {
  // "Items with 18% GST".
  for (const pattern of [TAXED, TAXED_AFTER])
    draft.each(pattern, (match) => {
      const said = match.one('rate');
      const amount = senseOf(said, 'amount');
      const rate = amount?.kind === 'percent' ? amount.value : senseOf(said, 'number')?.value;
      const figure = match.one('figure');
      const taxed =
        senseOf(figure, 'measure')?.name === 'tax' || senseOf(figure, 'dimension')?.name === 'tax_rate';
      const goods = draft.items.some((item) => senseOf(item, 'thing')?.thing === 'product');
      const figured = draft.items.some((item) => item !== figure && senseOf(item, 'measure') !== undefined);
      if (rate === undefined || !taxed || !(goods || figured)) return false;
      draft.addFilter({ member: 'tax_rate', op: 'is', values: [String(rate)] });
      if (!figured) draft.shown.push('tax_rate');
    });
  draft.each(WITHOUT, (match) => {
    const item = match.one('what');
    const thing = senseOf(item, 'thing')?.thing;
    const name = thing === undefined ? senseOf(item, 'dimension')?.name : THINGS[thing].dimension;
    const lists = draft.items.some((each) => each !== item && senseOf(each, 'thing') !== undefined);
    if (name === undefined || thing === 'order' || thing === 'customer' || !lists) return false;
    draft.addFilter({ member: name, op: 'is_empty' });
  });
  readDayparts(draft);
  draft.each(AGED, (match) => {
    if (!/^(?:older|younger)/i.test(match.one('comparison')?.text ?? '')) return false;
    if (draft.items.every((item) => senseOf(item, 'thing')?.thing !== 'employee')) return false;
    condition(draft, 'employee_age', match);
    draft.shown.push('employee_age');
  });
  draft.each(BESIDE_OTHER, (match) => {
    const [one, other] = [match.one('one'), match.one('other')].map((item) => ofProduct(item, draft));
    if (one === undefined || other === undefined) return false;
    const op = senseOf(match.one('way'), 'more') === undefined ? 'less_than' : 'more_than';
    draft.addFilter({ member: one, op, than: other });
    draft.shown.push(one, other);
  });
  draft.each(IN_STOCK, (match) => {
    const goods = draft.items.some((item) => senseOf(item, 'thing')?.thing === 'product');
    const units = draft.items.some((item) => senseOf(item, 'unit') !== undefined);
    if (!goods || units || !/^(?:in stock|in hand|on hand)$/i.test(match.items[0]?.text ?? '')) return false;
    draft.addFilter({ member: 'units_in_stock', op: 'more_than', values: ['0'] });
    draft.shown.push('units_in_stock');
  });
  // "With a total above 5000": of customers, their purchases.
  draft.each(TOTAL, (match) => {
    const people = draft.items.some((item) =>
      /^(?:customer|employee)$/.test(senseOf(item, 'thing')?.thing ?? ''),
    );
    if (!people || Number(comparedOf(match)?.values[0]) < 100) return false;
    condition(draft, 'net_sales', match);
  });
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
    const worth = /^(?:total )?(?:purchas\w*|kharida\w*)$/i.test(match.items[0]?.text ?? '');
    if (others && worth && draft.items.some((item) => senseOf(item, 'thing')?.thing === 'customer')) {
      condition(draft, 'net_sales', match);
      draft.taken.push('The purchases of each customer are taken together.');
      return true;
    }
    if (others)
      throw new Unread(`What of them is to be "${match.one('comparison')?.text}" is not clear.`, {
        fix: 'Say "who spent more than 5000", or "with more than 5 orders".',
        soFar: draft.request(),
      });
    condition(draft, 'order_value', match);
    draft.claim(match.all('comparison'));
    return false;
  });
  // "500 se upar ke bill".
  draft.each(OF_ORDERS, (match) => {
    const counted = match.items.length < 3 && comparedOf(match)?.kind !== 'money';
    if (counted) return false;
    condition(draft, 'order_value', match);
    draft.claim(match.all('comparison'));
    return false;
  });
  draft.each(BEFORE_FIGURE, (match) => held(draft, match));
  draft.each(VALUED, (match) => {
    if (!draft.items.some((item) => senseOf(item, 'thing')?.thing === 'order')) return false;
    condition(draft, 'order_value', match);
  });
  // "Items under 10 dollars".
  draft.each(GOODS_UNDER, (match) => {
    const figures = draft.items.some((item) => senseOf(item, 'measure') !== undefined);
    if (comparedOf(match)?.kind !== 'money' || figures || draft.verbs.has('buy')) return false;
    condition(draft, 'price', match);
    draft.claim(match.all('comparison'));
    return false;
  });
  draft.each(PRICED, (match) => {
    if (!/cheap|costl|dear|expensive/i.test(match.items[0]?.text ?? '')) return false;
    condition(draft, 'price', match);
  });
  // "Which days did we do more than 25 thousand".
  draft.each(PRICED, (match) => {
    const timed = draft.items.some((item) => senseOf(item, 'grain') !== undefined);
    if (!timed || draft.items.some((item) => senseOf(item, 'measure') !== undefined)) return false;
    if (Number(comparedOf(match)?.values[0]) < 100) return false;
    condition(draft, 'net_sales', match);
  });
  // "Jin grahak ne 5000 se zyada ka kharida".
  draft.each(BEFORE_VERB, (match) => {
    const customers = draft.items.some((item) => senseOf(item, 'thing')?.thing === 'customer');
    const units = senseOf(match.one('of'), 'of') === undefined && comparedOf(match)?.kind !== 'money';
    if (!customers || units) return false;
    condition(draft, 'net_sales', match);
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
  draft.each(PRICED, (match) => ofTheFigure(draft, match));
}

/** "Which months had over 2 lakh of sales": a comparison that stands apart is of the one figure that is named. */
function ofTheFigure(draft: Draft, match: Match): boolean {
  const compared = comparedOf(match);
  const figures = new Set(draft.items.flatMap((item) => senseOf(item, 'measure')?.name ?? []));
  const average = compared?.values.length === 0;
  const people = draft.items.some((item) =>
    /^(?:customer|employee)$/.test(senseOf(item, 'thing')?.thing ?? ''),
  );
  if (average && people && figures.size === 0) figures.add('net_sales');
  const [name, ...others] = figures;
  const listed = draft.items.some((item) =>
    (['which', 'what', 'who', 'list'] as const).some((tag) => senseOf(item, tag) !== undefined),
  );
  if (name === undefined || others.length > 0 || !(listed || average)) return false;
  const money = draft.model.measure(name)?.type === 'money';
  if (!average && (compared?.kind === 'money') !== money && !(money && Number(compared?.values[0]) >= 100))
    return false;
  condition(draft, name, match);
  return true;
}

function held(draft: Draft, match: Match): boolean {
  const figure = match.one('figure');
  const member = memberOf(figure, draft);
  if (member === undefined) return false;
  const percent = comparedOf(match)?.kind === 'percent' ? PERCENT_OF[member] : undefined;
  const each = areBills(draft) ? OF_EACH_BILL[member] : undefined;
  if (member === 'orders' && isAmountOfBills(draft, match)) {
    condition(draft, 'order_value', match);
    draft.addMeasure('orders');
  } else condition(draft, percent ?? each ?? member, match);
  return true;
}

/** "Sales above 500: how many bills": what is meant of bills alone is that of each. */
const OF_EACH_BILL: Readonly<Record<string, string>> = {
  net_sales: 'order_value',
  average_days_to_ship: 'days_to_ship',
};

function areBills({ items }: Draft): boolean {
  const things = items.flatMap((item) => senseOf(item, 'thing')?.thing ?? []);
  return things.includes('order') && things.every((thing) => thing === 'order');
}

/** "Number of orders above 5000": of nothing else there are so many orders, so that the amount of each is meant. */
function isAmountOfBills({ items, grain }: Draft, match: Match): boolean {
  if (comparedOf(match)?.kind === 'money') return true;
  const others = items.some(
    (item) =>
      !match.items.includes(item) &&
      (['thing', 'dimension', 'grain', 'by', 'each', 'who', 'which'] as const).some(
        (tag) => senseOf(item, tag) !== undefined,
      ),
  );
  return !others && grain === undefined;
}

/** The number of each product that a figure is the sum of. */
function ofProduct(item: Item | undefined, draft: Draft): string | undefined {
  const name = senseOf(item, 'measure')?.name;
  if (name === 'stock_on_order') return 'units_on_order';
  const member = item === undefined ? undefined : memberOf(item, draft);
  return member !== undefined && draft.model.dimension(member)?.entity === 'products' ? member : undefined;
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
  const goods = draft.items.some((item) =>
    /^(?:product|category|supplier)$/.test(senseOf(item, 'thing')?.thing ?? ''),
  );
  if (thing?.thing === 'customer' && thing.plural && goods) return 'buyers';
  return measure ?? (thing?.plural === true ? THINGS[thing.thing].count : undefined);
}

function comparedOf(match: Match): Compared | undefined {
  return senseOf(match.one('comparison'), 'comparison')?.comparison;
}

function condition(draft: Draft, name: string, match: Match): void {
  const compared = comparedOf(match);
  if (compared === undefined) return;
  if (compared.kind === 'percent' && SHARED.has(name)) {
    draft.add.push('share');
    draft.addMeasure(name);
    draft.addFilter({ member: `${name}_share`, op: compared.op, values: compared.values });
    return;
  }
  const member = compared.kind === 'percent' ? rateOf(draft, name) : name;
  const { op, values } = compared;
  draft.addFilter({ member, op, ...(values.length === 0 ? {} : { values }) });
  if (draft.model.measure(member) !== undefined) draft.conditioned.push(member);
  else {
    draft.held.push(member);
    if (member === 'units_in_stock' || member === 'price') draft.shown.push(member);
  }
}

/** Figures of which a percentage is a part of the whole: "more than 15 % of revenue". */
const SHARED = new Set(['net_sales', 'gross_sales', 'quantity', 'orders']);

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
