import type { Draft } from '../draft.js';
import type { Match } from '../match.js';
import { type Compared, type Item, senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';
import { PERCENT_OF } from './rates.js';

/** Holds the figure of a match to its comparison. */
export function held(draft: Draft, match: Match): boolean {
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
export function ofProduct(item: Item | undefined, draft: Draft): string | undefined {
  const name = senseOf(item, 'measure')?.name;
  if (name === 'stock_on_order') return 'units_on_order';
  const member = item === undefined ? undefined : memberOf(item, draft);
  return member !== undefined && draft.model.dimension(member)?.entity === 'products' ? member : undefined;
}

/** The member that a figure is held by: of goods the number on their record, of things how many there are. */
export function memberOf(figure: Item | undefined, draft: Draft): string | undefined {
  const measure = senseOf(figure, 'measure')?.name ?? senseOf(figure, 'unit')?.measure;
  if (measure === 'stock_units') return 'units_in_stock';
  if (
    measure === 'stock_on_order' &&
    draft.items.some(
      (item) =>
        senseOf(item, 'thing')?.thing === 'product' ||
        senseOf(item, 'state')?.of === 'product' ||
        senseOf(item, 'which') !== undefined ||
        senseOf(item, 'what') !== undefined,
    )
  )
    return 'units_on_order';
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

/** The comparison of a match. */
export function comparedOf(match: Match): Compared | undefined {
  return senseOf(match.one('comparison'), 'comparison')?.comparison;
}

/** Holds a member to the comparison of a match; of a percentage its rate, or its share of the whole. */
export function condition(draft: Draft, name: string, match: Match): void {
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
