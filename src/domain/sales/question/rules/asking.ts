import type { Draft } from '../draft.js';
import { type Match, pattern } from '../match.js';
import { type Item, senseOf, THINGS, type Thing } from '../senses.js';
import { Unread } from '../unread.js';
import { measureOf } from './ranking.js';

const GROUPS = pattern('by|each target:thing|dimension+');
const WISE = pattern('target:thing|dimension wise');
const SHARE = pattern('share');
const PART = pattern('per_cent');
const PERCENT = pattern('per_cent total? target:measure|thing');
const COUNT_MEASURE = pattern('how_many different? measure|unit');
const UNITS_IN_STOCK = pattern('how_many unit|measure|thing=product stock:measure');
const COUNT = pattern('how_many different? total? target:thing');
/** As Hindi has it: "naye grahak kitne". */
const COUNTED = pattern('target:thing how_many');
const LATEST = pattern('number? latest number? thing=order');
const WHEN = pattern('when');
const NONE: Item = { text: '', first: -1, last: -1, senses: [], apart: false };
const JOINTS = ['and', 'with', 'list', 'versus'] as const;
const LIST = pattern('which|what|list|who? number? called? of? different? target:thing');
const WITH_THINGS = pattern('and|with shown:thing|dimension+');
const SHOWN = pattern('dimension+');
const MEASURES = pattern('total? figure:measure|thing=order+');

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
}

/** Takes what an item names as one to group by. */
export function group(draft: Draft, item: Item): void {
  const thing = senseOf(item, 'thing');
  const name = thing === undefined ? senseOf(item, 'dimension')?.name : THINGS[thing.thing].dimension;
  if (name !== undefined && !draft.groups.includes(name)) draft.groups.push(name);
}

/** What is asked for: counts, sums, lists, dates. */
export function readAsked(draft: Draft): void {
  when(draft);
  draft.each(UNITS_IN_STOCK, (match) => {
    if (measureOf(match.one('stock')) !== 'stock_units') return false;
    draft.addMeasure('stock_units');
  });
  draft.each(COUNT_MEASURE, (match) => {
    const measure = measureOf(match.one('measure|unit')) ?? '';
    // "How many items are out of stock": of items in a state there are products, not units.
    if (measure === 'quantity' && draft.states.some(({ of, negated }) => of === 'product' && !negated))
      count(draft, 'product');
    else draft.addMeasure(measure);
  });
  draft.each(COUNTED, (match) => count(draft, senseOf(match.one('target'), 'thing')?.thing));
  draft.each(COUNT, (match) => count(draft, senseOf(match.one('target'), 'thing')?.thing));
  draft.each(PERCENT, (match) => {
    draft.add.push('share');
    const target = match.one('target');
    const thing = senseOf(target, 'thing');
    draft.addMeasure(thing === undefined ? (measureOf(target) ?? '') : THINGS[thing.thing].count);
  });
  draft.each(PART, () => {
    if (!draft.add.includes('share')) draft.add.push('share');
  });
  draft.each(SHARE, () => {
    if (!draft.add.includes('share')) draft.add.push('share');
  });
  draft.each(LATEST, (match) => {
    draft.addDimension('order_id');
    draft.addDimension('order_date');
    draft.subject ??= 'order';
    draft.order = { member: 'order_date', direction: 'desc' };
    draft.limit =
      senseOf(match.one('number'), 'number')?.value ??
      (senseOf(match.one('thing=order'), 'thing')?.plural === true ? undefined : 1);
  });
  rates(draft);
  draft.each(MEASURES, (match) => {
    const figures = match.all('figure');
    if (figures.every((item) => measureOf(item) === undefined)) return false;
    const before = draft.items[draft.items.indexOf(match.items[0] ?? figures[0] ?? NONE) - 1];
    const joined = JOINTS.some((tag) => senseOf(before, tag) !== undefined) || match.items[0]?.apart === true;
    if (draft.measures.length > 0 && !joined)
      throw new Unread(`How "${match.items[0]?.text}" goes with ${draft.measures.join(', ')} is not clear.`, {
        fix: 'Join figures by "and", or ask for one.',
        soFar: draft.request(),
      });
    for (const item of figures) draft.addMeasure(measureOf(item) ?? 'orders');
  });
  howMuch(draft);
  list(draft);
}

function count(draft: Draft, thing: Thing | undefined): void {
  if (thing === undefined) return;
  draft.subject ??= thing;
  const sold = draft.verbs.has('sell') || draft.verbs.has('buy') || draft.verbs.has('spend');
  const state = draft.states.find(
    ({ of, negated, count: own }) => of === thing && !negated && own !== undefined,
  );
  if (state?.count !== undefined && draft.filters.length > 0) {
    draft.addMeasure(state.count);
    draft.dropState(state);
    return;
  }
  const bought =
    sold ||
    draft.period !== undefined ||
    draft.grain !== undefined ||
    draft.pending.some(({ names }) => names.flat().some(({ member }) => GOODS.has(member)));
  const never =
    draft.pending.some((each) => each.never) ||
    draft.filters.some(({ member }) => member === 'purchase_count');
  if (thing === 'customer' && (bought || draft.segment) && !never) draft.addMeasure('buyers');
  else if (thing === 'product' && (sold || draft.period !== undefined)) {
    draft.addMeasure('products_sold');
    draft.taken.push('Products are counted once each; ask for units to count what was sold of them.');
  } else draft.addMeasure(THINGS[thing].count);
}

const GOODS = new Set(['product', 'category', 'supplier', 'payment', 'channel', 'location', 'employee']);

/** "What percentage of orders were late": the share of a state has a measure of its own. */
function rates(draft: Draft): void {
  const at = draft.add.indexOf('share');
  const rate = draft.states.flatMap((state) => {
    const measure = state.negated ? undefined : RATES[state.count ?? ''];
    return measure === undefined ? [] : [{ state, measure }];
  })[0];
  if (at < 0 || rate === undefined || draft.groups.length > 0) return;
  draft.add.splice(at, 1);
  draft.measures.splice(0, draft.measures.length, rate.measure);
  draft.dropState(rate.state);
}

const RATES: Readonly<Record<string, string>> = {
  late_orders: 'late_share',
  discontinued_products: 'discontinued_share',
};

function howMuch(draft: Draft): void {
  const item = draft.items.find((each) => senseOf(each, 'how_much') !== undefined);
  if (item === undefined) return;
  draft.claim([item]);
  if (draft.measures.length > 0 || draft.rank !== undefined) return;
  const goods = draft.pending.some(({ names }) => names.flat().some(({ member }) => member === 'product'));
  if (draft.verbs.has('cost') && goods) {
    draft.addDimension('product');
    draft.addDimension('price');
    draft.claim(draft.items.filter((each) => senseOf(each, 'verb')?.verb === 'cost'));
  } else if (draft.verbs.has('sell') && goods) {
    draft.addMeasure('quantity');
    draft.taken.push('How much of a product is told in units; ask for sales to have the amount.');
  } else if (
    draft.verbs.has('sell') ||
    draft.verbs.has('spend') ||
    draft.verbs.has('buy') ||
    draft.verbs.has('earn')
  )
    draft.addMeasure('net_sales');
  else if (draft.items.every((each) => senseOf(each, 'dimension') === undefined))
    throw new Unread('How much of what is not said.', { fix: 'Name a figure, e.g. "how much net sales".' });
}

function when(draft: Draft): void {
  draft.each(WHEN, () => {
    const dated = draft.items.find((item) =>
      /^(?:first|last)_order_date$/.test(senseOf(item, 'measure')?.name ?? ''),
    );
    if (dated !== undefined) return;
    const first = draft.items.find((item) => senseOf(item, 'first') !== undefined);
    const last = draft.items.find((item) => senseOf(item, 'latest') !== undefined);
    const which = first ?? last;
    if (which === undefined)
      throw new Unread('Whether the first or the last time is meant is not said.', {
        fix: 'Ask e.g. "when did this customer last order".',
      });
    draft.addMeasure(first === undefined ? 'last_order_date' : 'first_order_date');
    draft.claim(draft.items.filter((item) => item === which || senseOf(item, 'thing')?.thing === 'order'));
  });
}

function list(draft: Draft): void {
  if (draft.rank !== undefined) return;
  draft.each(LIST, (match) => {
    const thing = senseOf(match.one('target'), 'thing');
    if (thing === undefined || draft.dimensions.length > 0) return false;
    if (draft.measures.length > 0) {
      const which = ['which', 'what', 'who'].some((tag) =>
        match.items.some((item) => item.senses.some((sense) => sense.tag === tag)),
      );
      const listed = match.items.some((item) => senseOf(item, 'list') !== undefined);
      const near = match.items.every(
        (item, at) => at === 0 || item.first === (match.items[at - 1]?.last ?? 0) + 1,
      );
      if (!near || (!which && !listed)) return false;
      if (which && draft.filters.length === 0 && draft.groups.length === 0 && draft.compare.length === 0)
        throw new Unread('Which of them are meant is not said.', {
          fix: 'Ask for the top ones, or give a number: "with more than 5 orders".',
          soFar: draft.request(),
        });
    }
    draft.subject ??= thing.thing;
    if (draft.measures.length > 0) {
      draft.addDimension(THINGS[thing.thing].dimension);
      return;
    }
    const asked = match.items.length > 1;
    // "Customers by country", "orders in March": a number of them; after "which" or "show" themselves.
    if (
      draft.groups.length > 0 ||
      draft.grain !== undefined ||
      draft.compare.length > 0 ||
      (!asked && thing.thing === 'order' && draft.conditioned.length === 0 && draft.held.length === 0)
    )
      count(draft, thing.thing);
    else draft.addDimension(THINGS[thing.thing].dimension);
    const limit = senseOf(match.one('number'), 'number')?.value;
    if (limit !== undefined) draft.limit = limit;
  });
  if (draft.dimensions.length === 0 && draft.measures.length === 0) {
    who(draft);
    bought(draft);
    inState(draft);
  }
  if (draft.dimensions.length > 0)
    draft.each(WITH_THINGS, (match) => {
      for (const item of match.all('shown')) show(draft, item);
    });
  if (draft.measures.length > 0) return;
  draft.each(SHOWN, (match) => {
    for (const item of match.items) show(draft, item);
  });
}

/** Shows a dimension beside what is listed. */
function show(draft: Draft, item: Item): void {
  const thing = senseOf(item, 'thing');
  const name = thing === undefined ? senseOf(item, 'dimension')?.name : THINGS[thing.thing].dimension;
  if (name !== undefined) draft.addDimension(name);
}

/** "What did X buy": the products. */
function bought(draft: Draft): void {
  const item = draft.items.find((each) => senseOf(each, 'what') !== undefined);
  if (item === undefined || !draft.verbs.has('buy') || draft.dimensions.length > 0) return;
  draft.addDimension('product');
  draft.claim([item]);
}

/** "What is out of stock": the things in the state. "What did we sell": the products, and how much of each. */
function inState(draft: Draft): void {
  const item = draft.items.find((each) => senseOf(each, 'what') !== undefined);
  if (item === undefined || draft.dimensions.length > 0) return;
  const [state, ...others] = draft.states;
  if (state !== undefined && others.length === 0) {
    draft.subject ??= state.of;
    draft.addDimension(THINGS[state.of].dimension);
  } else if (draft.verbs.has('sell') && draft.pending.length === 0) {
    draft.subject ??= 'product';
    draft.addMeasure('quantity');
    draft.addDimension('product');
  } else return;
  draft.claim([item]);
}

function who(draft: Draft): void {
  const item = draft.items.find((each) => senseOf(each, 'who') !== undefined);
  if (item === undefined) return;
  const thing = draft.verbs.has('supply')
    ? 'supplier'
    : draft.verbs.has('buy') || draft.verbs.has('spend')
      ? 'customer'
      : draft.verbs.has('sell') || draft.verbs.has('handle')
        ? 'employee'
        : undefined;
  if (thing === undefined) return;
  draft.subject ??= thing;
  draft.addDimension(THINGS[thing].dimension);
  draft.claim([item]);
}
