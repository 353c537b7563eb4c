import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { type Item, senseOf, THINGS, type Thing } from '../senses.js';
import { Unread } from '../unread.js';
import { count } from './counting.js';
import { readList } from './listing.js';
import { measureOf } from './ranking.js';
import { PERCENT_OF } from './rates.js';

const SHARE = pattern('share');
const PART = pattern('per_cent');
const PERCENT = pattern('per_cent total? target:measure|thing');
const COUNT_MEASURE = pattern('how_many different? measure|unit');
const UNITS_IN_STOCK = pattern('how_many|how_much unit|measure stock:measure');
const HOW_MUCH_OF_UNIT = pattern('how_much unit');
const COUNT = pattern('how_many different? total? target:thing');
/** "Kitni parchi bani". */
const HOW_MANY = pattern('how_much target:thing');
/** As Hindi has it: "naye grahak kitne". */
const COUNTED = pattern('target:thing how_many');
const LATEST = pattern('number? latest number? thing=order');
const WHEN = pattern('when');
const WORTH = pattern('joint:and|with? value of?');
const AMOUNT = pattern('joint:and|with? value');
/** Figures beside which an amount is that of the sales. */
const COUNTS = new Set(['orders', 'quantity', 'buyers', 'lines', 'products_sold']);
const NONE: Item = { text: '', first: -1, last: -1, senses: [], apart: false };
const JOINTS = ['and', 'with', 'list', 'versus'] as const;
const MEASURES = pattern('total? figure:measure|thing=order+');

/** What is asked for: counts, sums, lists, dates. */
export function readAsked(draft: Draft): void {
  when(draft);
  draft.each(UNITS_IN_STOCK, (match) => {
    const [, said] = match.items;
    if (draft.model.measure(measureOf(said) ?? '')?.type === 'money') return false;
    if (measureOf(match.one('stock')) !== 'stock_units') return false;
    draft.addMeasure('stock_units');
  });
  draft.each(COUNT_MEASURE, (match) => {
    const measure = measureOf(match.one('measure|unit')) ?? '';
    // "How many items are out of stock": of items in a state there are products, not units.
    const kinds = draft.pending.every(({ names }) =>
      names.every(
        (found) =>
          found.length > 0 && found.every(({ member }) => member === 'category' || member === 'supplier'),
      ),
    );
    const idle = draft.verbs.size === 0 && draft.period === undefined && kinds;
    const items = /^items?$/i.test(match.one('measure|unit')?.text ?? '');
    if (
      measure === 'quantity' &&
      ((items && idle) || draft.states.some(({ of, negated }) => of === 'product' && !negated))
    )
      count(draft, 'product');
    else if (measure === 'net_sales' && isCount(match.items)) {
      draft.addMeasure('orders');
      draft.taken.push('How many sales is taken as their number; ask how much for the amount.');
    } else draft.addMeasure(measure);
  });
  draft.each(HOW_MUCH_OF_UNIT, (match) => draft.addMeasure(measureOf(match.one('unit')) ?? ''));
  draft.each(HOW_MANY, (match) => {
    const thing = senseOf(match.one('target'), 'thing')?.thing;
    if (!/^kitn[ai]$/i.test(match.items[0]?.text ?? '') || thing === 'product') return false;
    count(draft, thing);
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
  draft.each(SHARE, (match) => {
    // "Growth in percent": the percentage stands beside every change.
    const text = match.items[0]?.text ?? '';
    if (draft.compare.length > 0 && draft.grown && /percent|%/i.test(text) && !/share/i.test(text)) return;
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
    const earlier = draft.items[draft.items.indexOf(before ?? NONE) - 1];
    const further =
      (['what', 'how_much'] as const).some((tag) => senseOf(before, tag) !== undefined) &&
      senseOf(earlier, 'and') !== undefined;
    if (further && before !== undefined) draft.claim([before]);
    const joined =
      further || JOINTS.some((tag) => senseOf(before, tag) !== undefined) || match.items[0]?.apart === true;
    // "The stock that is left" says stock twice.
    const left = figures.every((item) => measureOf(item) === 'stock_units');
    const [figure] = figures;
    // "Kitne ka dhandha": the figure is said in two words.
    const earlierSaid = figure === undefined ? undefined : draft.all[draft.all.indexOf(figure) - 1];
    const close =
      figures.length === 1 &&
      earlierSaid !== undefined &&
      earlierSaid.text.toLowerCase() !== figure?.text.toLowerCase() &&
      draft.measures.includes(measureOf(earlierSaid) ?? '');
    const again =
      (close && draft.measures.includes(measureOf(figure) ?? '')) ||
      ((draft.comparing || left) &&
        figures.every((item) => draft.measures.includes(measureOf(item) ?? 'orders')));
    // "How many bills got cancelled".
    const undone = figures.map(measureOf).find((name) => name === 'cancellations' || name === 'refunds');
    if (undone !== undefined && figures.length === 1 && draft.measures.join() === 'orders' && !joined) {
      draft.measures.splice(0, 1, undone);
      return;
    }
    if (draft.measures.length > 0 && !joined && !again)
      throw new Unread(`How "${match.items[0]?.text}" goes with ${draft.measures.join(', ')} is not clear.`, {
        fix: 'Join figures by "and", or ask for one.',
        soFar: draft.request(),
      });
    const inside = [before, ...match.items].some((item) => /^with$|^incl/i.test(item?.text ?? ''));
    const asked = [...draft.measures, ...figures.map(measureOf)];
    if (inside && asked.includes('net_sales') && asked.includes('tax'))
      throw new Unread('Whether the tax is to be in the sales or beside them is not clear.', {
        fix: 'Ask for "sales and tax" to have both; they are not to be added where prices hold the tax.',
      });
    for (const item of figures) {
      draft.addMeasure(measureOf(item) ?? 'orders');
      if (EARNED.test(item.text)) draft.taken.push(`"${item.text}" is read as ${measureOf(item)}.`);
    }
  });
  // "Products that have stock, value of it".
  draft.each(WORTH, (match) => {
    if (
      draft.measures.join() !== 'stock_units' ||
      !/^(?:value|amount)$/i.test(match.one('value')?.text ?? '')
    )
      return false;
    if (match.one('joint') === undefined) draft.measures.length = 0;
    draft.addMeasure('stock_value');
  });
  // "Number of bills and amount".
  draft.each(AMOUNT, (match) => {
    const counted = draft.measures.some((name) => COUNTS.has(name)) && !draft.measures.includes('net_sales');
    const told = match.one('joint') !== undefined || match.one('value')?.apart === true;
    if (!counted || !told || !/^(?:value|amount)$/i.test(match.one('value')?.text ?? '')) return false;
    draft.addMeasure('net_sales');
  });
  percentOf(draft);
  howMuch(draft);
  readList(draft);
}

/** Words that may mean what came in or what was left of it. */
const EARNED = /^(?:money|earnings?|income|kama+i|kamai)\b/i;

function percentOf(draft: Draft): void {
  const [measure = '', ...others] = draft.measures;
  const rate = PERCENT_OF[measure];
  const said = draft.all.some((item) => senseOf(item, 'share') !== undefined && /percent|%/i.test(item.text));
  if (rate === undefined || !said || others.length > 0 || !draft.add.includes('share')) return;
  draft.add.splice(draft.add.indexOf('share'), 1);
  draft.measures.splice(0, 1, rate);
}

/** "How many sales": their number, not what they came to. */
function isCount([asked, figure]: readonly Item[]): boolean {
  return /many|number|count/i.test(asked?.text ?? '') && /^sales?$/i.test(figure?.text ?? '');
}

/** "What percentage of orders were late": the share of a state has a measure of its own. */
function rates(draft: Draft): void {
  const at = draft.add.indexOf('share');
  const rate = draft.states.flatMap((state) => {
    const measure = state.negated ? undefined : RATES[state.count ?? ''];
    return measure === undefined ? [] : [{ state, measure }];
  })[0];
  if (at < 0 || rate === undefined || (draft.groups.length > 0 && !isSaidAfter(draft, rate.state.of))) return;
  const [counted, ...others] = draft.measures;
  if (others.length > 0 || (counted !== undefined && counted !== THINGS[rate.state.of].count)) return;
  draft.add.splice(at, 1);
  draft.measures.splice(0, draft.measures.length, rate.measure);
  draft.dropState(rate.state);
}

/** "The share of orders shipped late by employee": of the orders of each; "of late orders" is a part of them all. */
function isSaidAfter({ all }: Draft, of: Thing): boolean {
  const noun = all.findIndex((item) => senseOf(item, 'thing')?.thing === of);
  return noun >= 0 && all.findIndex((item) => senseOf(item, 'state')?.of === of) > noun;
}

const RATES: Readonly<Record<string, string>> = {
  late_orders: 'late_share',
  discontinued_products: 'discontinued_share',
};

function howMuch(draft: Draft): void {
  const item = draft.items.find((each) => senseOf(each, 'how_much') !== undefined);
  if (item === undefined) return;
  draft.claim(draft.items.filter((each) => senseOf(each, 'how_much') !== undefined));
  // "How much goods did she sell".
  const next = draft.all[draft.all.indexOf(item) + 1];
  if (next !== undefined && senseOf(next, 'thing')?.thing === 'product') draft.claim([next]);
  if (draft.measures.length > 0 || draft.rank !== undefined) return;
  const goods = draft.pending.some(({ names }) => names.flat().some(({ member }) => member === 'product'));
  if (draft.verbs.has('ship') && goods && draft.verbs.size === 1) {
    draft.addMeasure('quantity');
    draft.taken.push('How much of a product is told in units; ask for sales to have the amount.');
  } else if (draft.verbs.has('cost') && goods) {
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
  ) {
    draft.addMeasure('net_sales');
    if (draft.verbs.has('earn') && !draft.verbs.has('sell'))
      draft.taken.push('What was earned is taken as net sales; ask for margin to have the profit.');
  } else if (draft.items.every((each) => senseOf(each, 'dimension') === undefined))
    throw new Unread('How much of what is not said.', { fix: 'Name a figure, e.g. "how much net sales".' });
}

/** "When was she hired", "when does the curd expire": a date on the record of who or what is named. */
function recorded(draft: Draft): { readonly verb: Item; readonly dimension: string } | undefined {
  for (const verb of draft.items) {
    const date = DATES_OF.find(({ of }) => senseOf(verb, 'verb')?.verb === of);
    const named = draft.pending.some(({ names }) =>
      names.flat().some(({ member }) => member === date?.whose),
    );
    if (
      date !== undefined &&
      (named || draft.items.some((item) => senseOf(item, 'thing')?.thing === date.whose))
    )
      return { verb, dimension: date.dimension };
  }
  return undefined;
}

const DATES_OF = [
  { of: 'hire', whose: 'employee', dimension: 'employee_hire_date' },
  { of: 'expire', whose: 'product', dimension: 'next_expiry_date' },
] as const;

function when(draft: Draft): void {
  draft.each(WHEN, () => {
    const dated = draft.items.find((item) =>
      /^(?:first|last)_order_date$/.test(senseOf(item, 'measure')?.name ?? ''),
    );
    if (dated !== undefined) return;
    // "List the days when sales were above 20000".
    const days = draft.all.findIndex((item) => senseOf(item, 'grain') !== undefined);
    if (days >= 0 && draft.conditioned.length > 0) return;
    // "When was this product last sold".
    const sold = draft.items.find((item) => senseOf(item, 'dimension')?.name === 'last_sold_date');
    if (sold !== undefined) {
      draft.addDimension('product');
      draft.addDimension('last_sold_date');
      draft.claim([sold]);
      return;
    }
    const record = recorded(draft);
    if (record !== undefined) {
      draft.addDimension(record.dimension);
      draft.claim([record.verb]);
      return;
    }
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
