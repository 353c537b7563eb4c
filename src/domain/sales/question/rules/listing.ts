import type { Draft } from '../draft.js';
import { find, pattern } from '../match.js';
import { type Item, senseOf, THINGS, type Thing } from '../senses.js';
import { areOfStock } from '../stock-figures.js';
import { Unread } from '../unread.js';
import { besideRanked } from './beside-ranked.js';
import { count } from './counting.js';
import { readHead } from './head.js';

const LIST = pattern('which|what|list|who? number? called? of? different? target:thing');
const LIST_TIMES = pattern('which|what|list|how_many? prep:in? grain');
const WITH_THINGS = pattern('and|with shown:thing|dimension|value|grain+');
const SHOWN = pattern('dimension+');
const LISTED_COLUMNS = pattern('of_what:thing? list shown:thing|dimension+');
const OF_RECORDS = pattern('shown:dimension+ of noun:thing');

/** Lists: which, what, who, show. */
export function readList(draft: Draft): void {
  if (draft.rank !== undefined) {
    besideRanked(draft);
    return;
  }
  columns(draft);
  readHead(draft);
  // "Which days had sales above 25000".
  draft.each(LIST_TIMES, (match) => {
    if (draft.conditioned.length === 0 || draft.grain !== undefined || draft.dimensions.length > 0)
      return false;
    draft.grain = senseOf(match.one('grain'), 'grain')?.grain;
    if (match.items.some((item) => senseOf(item, 'how_many') !== undefined))
      draft.taken.push('They are listed; row_count of the answer is their number.');
    for (const name of draft.conditioned) draft.addMeasure(name);
  });
  draft.each(LIST, (match) => {
    const thing = senseOf(match.one('target'), 'thing');
    if (thing === undefined || draft.dimensions.length > 0) return false;
    const changed = draft.change !== undefined && draft.compare.length > 0 && thing.plural;
    if (draft.measures.length > 0 && !changed) {
      const which = ['which', 'what', 'who'].some((tag) =>
        match.items.some((item) => item.senses.some((sense) => sense.tag === tag)),
      );
      const listed = match.items.some((item) => senseOf(item, 'list') !== undefined);
      const near = match.items.every(
        (item, at) => at === 0 || onlyStates(draft, match.items[at - 1]?.last ?? 0, item.first),
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
    const asked = match.items.length > 1 || (thing.thing === 'order' && shownBeside(draft));
    // "Which categories fell": of their sales.
    if (changed || (asked && draft.change !== undefined && draft.compare.length > 0)) {
      draft.addMeasure('net_sales');
      draft.addDimension(THINGS[thing.thing].dimension);
      draft.taken.push('The change is that of net sales, as the question names no other figure.');
      return;
    }
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
  ordered(draft);
  taken(draft);
  if (draft.dimensions.length === 0 && draft.measures.length === 0) {
    who(draft);
    bought(draft);
    inState(draft);
  } else if (
    draft.dimensions.length === 0 &&
    areOfStock(draft.measures, draft.model) &&
    draft.states.length > 0
  )
    inState(draft);
  if (draft.dimensions.length > 0)
    draft.each(WITH_THINGS, (match) => {
      const shown = match.all('shown');
      if (shown.some((item) => shownOf(draft, item) === undefined)) return false;
      // "Customers and suppliers" are two lists, and no list of pairs.
      if (draft.measures.length === 0 && !areRelated(draft.subject, shown)) return false;
      for (const item of shown) show(draft, item);
    });
  // "The price of X, and how many are left".
  const told =
    draft.subject === 'product' ||
    draft.pending.some(({ names }) => names.flat().some(({ member }) => member === 'product'));
  const stock = told && areOfStock(draft.measures, draft.model);
  if (draft.measures.length > 0 && !stock) return;
  // "Names and phones of customers".
  draft.each(OF_RECORDS, (match) => {
    const noun = match.one('noun');
    if (draft.dimensions.length > 0 || noun === undefined) return false;
    draft.subject ??= senseOf(noun, 'thing')?.thing;
    show(draft, noun);
    for (const item of match.all('shown')) show(draft, item);
  });
  draft.each(SHOWN, (match) => {
    for (const item of match.items) show(draft, item);
  });
}

/** Whether nothing stands between two words but states of things, as in "list discontinued products". */
function onlyStates({ all }: Draft, after: number, before: number): boolean {
  return all
    .filter(({ first, last }) => first > after && last < before)
    .every((item) =>
      (['state', 'total', 'filler', 'name', 'of', 'in'] as const).some(
        (tag) => senseOf(item, tag) !== undefined,
      ),
    );
}

/** "Retrieve the customer id, company name and total freight": columns of the answer. */
function columns(draft: Draft): void {
  draft.each(LISTED_COLUMNS, (match) => {
    const shown = [...match.all('of_what'), ...match.all('shown')];
    const things = shown.flatMap((item) => senseOf(item, 'thing') ?? []);
    const headed = /with$/i.test(match.one('list')?.text ?? '') && match.one('of_what') !== undefined;
    const several = shown.length > 1 || (draft.measures.length > 0 && things.length === 0);
    if (!several || (!headed && things.some(({ plural }) => plural)) || draft.dimensions.length > 0)
      return false;
    if (draft.measures.length === 0 && !areRelated(things[0]?.thing, shown)) return false;
    draft.subject ??= things[0]?.thing;
    for (const item of shown) show(draft, item);
  });
}

const GOODS: readonly (Thing | undefined)[] = ['product', 'category', 'supplier'];

/** Whether a record of the one holds the others: goods have a category, and a sale has all. */
function areRelated(subject: Thing | undefined, shown: readonly Item[]): boolean {
  const things = shown.flatMap((item) => senseOf(item, 'thing')?.thing ?? []);
  if (subject === 'order' || subject === undefined) return true;
  return things.every((thing) => thing === subject || (GOODS.includes(thing) && GOODS.includes(subject)));
}

/** Whether what is to be told of each bill is named: "bills with amount and customer". */
function shownBeside(draft: Draft): boolean {
  const match = find(draft.items, WITH_THINGS);
  return match !== undefined && draft.groups.length === 0 && senseOf(match.items[0], 'with') !== undefined;
}

/** Shows a dimension, or the worth of an order, beside what is listed. */
function show(draft: Draft, item: Item): void {
  const name = shownOf(draft, item);
  if (name !== undefined && draft.model.measure(name) !== undefined) draft.addMeasure(name);
  else if (name !== undefined) draft.addDimension(name);
}

function shownOf(draft: Draft, item: Item): string | undefined {
  const thing = senseOf(item, 'thing');
  if (thing !== undefined) return THINGS[thing.thing].dimension;
  const dimension = senseOf(item, 'dimension')?.name;
  if (dimension !== undefined) return dimension;
  const orders = draft.dimensions.includes('order_id') || draft.subject === 'order';
  if (senseOf(item, 'grain') !== undefined)
    return orders && /^dates?$/i.test(item.text) ? 'order_date' : undefined;
  if (senseOf(item, 'value') === undefined || !/amount|value/i.test(item.text)) return undefined;
  if (orders) return 'order_value';
  return draft.subject === 'customer' && draft.pending.length > 0 ? 'net_sales' : undefined;
}

/** "What did X buy": the products. */
function bought(draft: Draft): void {
  const item = draft.items.find((each) => senseOf(each, 'what') !== undefined);
  if (item === undefined || !draft.verbs.has('buy') || draft.dimensions.length > 0) return;
  draft.addDimension('product');
  draft.claim([item]);
}

/** "What is out of stock": the things in the state. "What did we sell": the products, and how much of each. */
/** "What did X buy, with quantities": of each product. */
function taken(draft: Draft): void {
  const { measures, dimensions, items, groups, grain, verbs } = draft;
  const what = items.find((item) => senseOf(item, 'what') !== undefined);
  const told = measures.length > 0 && measures.every((name) => name === 'quantity' || name === 'net_sales');
  if (what === undefined || !verbs.has('buy') || !told || dimensions.length + groups.length > 0) return;
  const named = draft.pending.some(({ names }) => names.flat().some(({ member }) => member === 'customer'));
  if (!named || grain !== undefined) return;
  draft.addDimension('product');
  draft.claim([what]);
}

/** "What is on order": the goods, and how many of each. */
function ordered(draft: Draft): void {
  const { measures, dimensions, items, groups, grain } = draft;
  const what = items.find((item) => senseOf(item, 'what') !== undefined);
  if (
    what === undefined ||
    !measures.includes('stock_on_order') ||
    measures.some((name) => name !== 'stock_on_order' && name !== 'quantity') ||
    dimensions.length + groups.length > 0
  )
    return;
  if (grain !== undefined || draft.all.some((item) => senseOf(item, 'total') !== undefined)) return;
  measures.length = 0;
  draft.addDimension('product');
  draft.addDimension('units_on_order');
  draft.addFilter({ member: 'units_on_order', op: 'more_than', values: ['0'] });
  draft.claim([what]);
}

function inState(draft: Draft): void {
  // "Anything expiring this week".
  if (draft.shown.includes('next_expiry_date') && draft.subject === undefined && draft.pending.length === 0) {
    draft.subject = 'product';
    draft.addDimension('product');
  }
  const item = draft.items.find(
    (each) => senseOf(each, 'what') !== undefined || /^what all$/i.test(each.text),
  );
  if (item === undefined || draft.dimensions.length > 0) return;
  const [state, ...others] = draft.states;
  if (state !== undefined && others.length === 0) {
    draft.subject ??= state.of;
    draft.addDimension(THINGS[state.of].dimension);
  } else if (draft.shown.includes('next_expiry_date')) {
    draft.subject ??= 'product';
    draft.addDimension('product');
  } else if (draft.verbs.has('sell') && draft.pending.length === 0) {
    if (draft.groups.length > 0) draft.addMeasure('net_sales');
    else {
      draft.subject ??= 'product';
      draft.addMeasure('quantity');
      draft.addDimension('product');
    }
  } else if (/^(?:kya kya|what all)$/i.test(item.text) && isOfGoods(draft)) {
    draft.subject ??= 'product';
    draft.addDimension('product');
  } else return;
  draft.claim([item]);
}

/** Whether only groups of goods are named: what there is in a category, or of a supplier. */
function isOfGoods({ pending, verbs, period }: Draft): boolean {
  const goods = pending.every(({ names }) =>
    names.flat().some(({ member }) => member === 'category' || member === 'supplier'),
  );
  return pending.length > 0 && goods && verbs.size === 0 && period === undefined;
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
