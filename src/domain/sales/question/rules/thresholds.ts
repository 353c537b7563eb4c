import type { Draft } from '../draft.js';
import { type Match, pattern } from '../match.js';
import { senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';
import { readDayparts } from './dayparts.js';
import { comparedOf, condition, held, memberOf, ofProduct } from './held.js';

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

/** Conditions on figures: "with more than 5 orders", "under 100 rupees", "with 18 % GST". */
export function readThresholds(draft: Draft): void {
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
    const units = draft.items.some(
      (item) => senseOf(item, 'unit') !== undefined && senseOf(item, 'thing') === undefined,
    );
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
