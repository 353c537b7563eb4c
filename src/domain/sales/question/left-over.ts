import type { Draft } from './draft.js';
import { type Item, senseOf, type Tag, THINGS, type Thing, type Verb } from './senses.js';
import { Unread } from './unread.js';

/** Words that may be left over: what they say is in the rest, or nothing. */
const SOFT: readonly Tag[] = [
  'filler',
  'of',
  'in',
  'to',
  'from',
  'what',
  'which',
  'list',
  'called',
  'total',
  'with',
];

/** What says something of its own, so that no other meaning of the word may hide that it was not read. */
const TELLING: readonly Tag[] = ['measure', 'dimension', 'state', 'rank', 'periodic', 'running', 'moving'];

/** @throws Unread for a word that no part of the query explains. */
export function refuseLeftOver(draft: Draft): void {
  const first = draft.items.find((item) => !isExplained(draft, item));
  if (first !== undefined)
    throw new Unread(`What "${first.text}" adds to the question is not understood.`, {
      fix: 'Leave it out or say it otherwise.',
      word: first.text,
      soFar: draft.request(),
    });
  const { comparing, compare, dimensions, grain } = draft;
  if (comparing && compare.length === 0 && dimensions.length === 0 && grain === undefined)
    throw new Unread('What is to be set beside what is not said.', {
      fix: 'Name both, e.g. "cash versus UPI" or "March compared with April".',
      soFar: draft.request(),
    });
}

function isExplained(draft: Draft, item: Item): boolean {
  const { measures, dimensions, filters, model } = draft;
  const telling = item.senses.some(({ tag }) => TELLING.includes(tag));
  if (
    item.senses.some((sense) => {
      if (sense.tag === 'verb') return !telling && says(draft, sense.verb) && !saysMore(draft, item);
      if (sense.tag === 'called' && /^called$/i.test(item.text)) return isNaming(draft, item);
      if (sense.tag === 'who')
        return (
          dimensions.some((name) => /^(?:customer|employee|supplier|manager)/.test(name)) ||
          measures.some((name) => /buyers$|^customers$/.test(name))
        );
      if (sense.tag === 'dimension') return dimensions.includes(sense.name) && isAside(draft, item);
      if (sense.tag === 'measure') return measures.includes(sense.name) && isAside(draft, item);
      if (sense.tag === 'grain') return draft.grain === sense.grain && isAside(draft, item);
      if (sense.tag === 'only') return isOfCondition(draft, item);
      if (sense.tag === 'value') return measures.some((name) => model.measure(name)?.type === 'money');
      return SOFT.includes(sense.tag);
    })
  )
    return true;
  // What it joins was read.
  const joined =
    draft.add.length > 0 ||
    [measures, dimensions, filters].some((each) => each.length > 1) ||
    (measures.length + dimensions.length > 1 && sidesRead(draft, item));
  const next = draft.all[draft.all.indexOf(item) + 1];
  const again =
    next !== undefined && draft.items.includes(next) && next.senses.some(({ tag }) => COLUMNS.includes(tag));
  if (senseOf(item, 'and') !== undefined && (joined || (again && isExplained(draft, next)))) return true;
  const thing = senseOf(item, 'thing');
  // A noun that only says again what is sold or whose orders they are.
  return (
    thing !== undefined &&
    (measures.length > 0 || dimensions.includes(THINGS[thing.thing].dimension)) &&
    repeats(draft, thing.thing, item)
  );
}

/** "Our best day, date and amount": a column that is shown is asked for once more. */
function isAside({ all }: Draft, item: Item): boolean {
  const before = all[all.indexOf(item) - 1];
  return item.apart || senseOf(before, 'and') !== undefined || senseOf(before, 'with') !== undefined;
}

/** What people may buy or pay by besides. */
const HABITS = new Set(['product', 'category', 'supplier', 'payment', 'channel']);
const CONDITIONS: readonly Tag[] = ['name', 'comparison', 'period', 'state', 'hours'];

/** "Tea only", "only those with 5 orders": what a condition says, unless of people who bought nothing else. */
function isOfCondition({ all, items, subject, dimensions }: Draft, item: Item): boolean {
  const at = all.indexOf(item);
  const people = subject === 'customer' || dimensions.includes('customer');
  const read = (each: Item | undefined, tags: readonly Tag[]): boolean =>
    each !== undefined && !items.includes(each) && each.senses.some(({ tag }) => tags.includes(tag));
  const [before, next, after, last] = [all[at - 1], all[at + 1], all[at + 2], all[at + 3]];
  const habits = [before, next].some((each) =>
    senseOf(each, 'name')?.names.some(({ member }) => HABITS.has(member)),
  );
  if (people && habits) return false;
  if (read(next, CONDITIONS) || read(before, CONDITIONS)) return true;
  // "But only people who took at least 50 orders".
  const noun =
    next !== undefined &&
    (['thing', 'who', 'dimension'] as const).some((tag) => senseOf(next, tag) !== undefined);
  return (
    noun &&
    [after, last, all[at + 4], all[at + 5]].some((each) => read(each, ['comparison', 'state', 'measure']))
  );
}

const COLUMNS: readonly Tag[] = ['measure', 'dimension', 'grain', 'value'];

/** Whether the words on both sides of one were read. */
function sidesRead({ all, items }: Draft, item: Item): boolean {
  const at = all.indexOf(item);
  return [all[at - 1], all[at + 1]].every((each) => each !== undefined && !items.includes(each));
}

/** What must stand in a query for a verb to say nothing more; verbs that are not here never do. */
const SAID_BY: Partial<Readonly<Record<Verb, RegExp>>> = {
  ship: /ship|freight|delivery|late_|days_to/,
  cost: /price|cost|mrp|margin|value/,
  use: /payment|channel|shipper|location|supplier/,
  spend: /customer|buyers?$|payment|product|category|supplier|tax|freight/,
  supply: /supplier|product|category|stock/,
};
const OF_GOODS_GONE: readonly Verb[] = ['sell', 'buy'];
/** Verbs that say something which no figure says. */
const NEVER_SAID: readonly Verb[] = ['hire', 'expire', 'require'];

function says(draft: Draft, verb: Verb): boolean {
  const { measures, dimensions, filters, dated, subject, model } = draft;
  if (NEVER_SAID.includes(verb)) return false;
  const members = [...measures, ...dimensions, ...filters.map(({ member }) => member)];
  // Stock that was sold is no stock.
  if (OF_GOODS_GONE.includes(verb))
    return measures.length === 0 || !measures.every((name) => model.measure(name)?.needs?.includes('stock'));
  if (verb === 'ship' && dated !== undefined) return true;
  if (verb === 'spend' && subject === 'customer') return true;
  const said = SAID_BY[verb];
  return said === undefined || members.some((name) => said.test(name));
}

/** Whoever comes back bought before, and what a list of goods was made by is nowhere recorded. */
const AGAIN = /^(?:c[oa]me back|coming back|returned to us|been active)$/i;
const MADE = /^(?:mak(?:e|es|ing)|made|produce[ds]?|receive[ds]?|record(?:ed)?|charge[ds]?)$/i;

function saysMore({ measures }: Draft, { text }: Item): boolean {
  return AGAIN.test(text) || (MADE.test(text) && measures.length === 0);
}

/** "A customer called Rao": a name follows. Alone it is a verb. */
function isNaming({ all }: Draft, item: Item): boolean {
  return senseOf(all[all.indexOf(item) + 1], 'name') !== undefined;
}

/** Figures and conditions that are of orders, so that the word says nothing more. */
const OF_ORDERS =
  /order|bill|buyer|freight|ship|late|delivery|discounted|payment|channel|location|weekday|hour|cancel|refund|employee|customer|segment/;

function repeats(draft: Draft, thing: Thing, item: Item): boolean {
  const { measures, dimensions, filters, all } = draft;
  if (dimensions.includes(THINGS[thing].dimension)) return true;
  const held = filters.map(({ member }) => member);
  if (thing === 'order') {
    const before = all[all.indexOf(item) - 1];
    const joined = (['of', 'from', 'in', 'with', 'total', 'each'] as const).some(
      (tag) => senseOf(before, tag) !== undefined,
    );
    return joined || [...measures, ...dimensions, ...held].some((name) => OF_ORDERS.test(name));
  }
  if (thing === 'product')
    return (
      ((draft.verbs.has('sell') || measures.includes('refunds')) &&
        measures.length > 0 &&
        /^(?:maal|saa?maa?n|goods|stuff)$/i.test(item.text)) ||
      dimensions.some((name) => name === 'supplier' || name === 'category') ||
      held.some((member) => /^(?:product|category|supplier|discount|tax_rate)/.test(member)) ||
      (measures.some((name) => /price|stock|product|quantity/.test(name)) &&
        draft.items.every((each) => senseOf(each, 'list') === undefined))
    );
  if (thing === 'customer' && measures.some((name) => /buyers$/.test(name))) return true;
  return held.some((member) => member === thing || member.startsWith(`${thing}_`));
}
