import type { Named } from '../../words/names/name-index.js';
import type { Draft, Pending } from './draft.js';
import { senseOf, type Thing } from './senses.js';
import { same } from './settle-goods.js';
import { Unread } from './unread.js';

const PLACE = /^(customer|supplier|employee|ship)_(city|region|country)$/;
const MOST_OFFERED = 6;

/**
 * The one thing of those a name may be of: by the noun and the words beside it.
 *
 * @throws Unread with what it may mean when several are left.
 */
export function choose(draft: Draft, pending: Pending, names: readonly Named[], text: string): Named {
  const covers = draft.subject === 'employee' && draft.all.some((item) => /^(?:cover|look)/i.test(item.text));
  const fitting = byKind(names, pending, covers);
  const members = [...new Set(fitting.map(({ member }) => member))];
  const places = fitting.filter(({ member }) => PLACE.test(member));
  const pool =
    places.length > 0 && places.length === fitting.length
      ? atRole(draft, pending, places, text)
      : withoutPlaces(draft, pending, fitting, text);
  const [only] = pool;
  if (
    only !== undefined &&
    pool.every(({ member, value }) => member === only.member && same(value, only.value))
  ) {
    if (only.member === 'supplier' && !same(only.value, text)) readPart(draft, pending, only, text);
    return only;
  }
  // Eggs are what is sold as eggs; dairy, bread and eggs are more.
  const products = pool.filter(({ member }) => member === 'product');
  const [product] = products;
  const onlyGoods = pool.every(({ member }) => member === 'product' || member === 'category');
  const literally = ` ${product?.value.toLowerCase()} `.includes(` ${text.toLowerCase()} `);
  if (product !== undefined && products.length === 1 && onlyGoods && literally) return product;
  const category = categoryOf(pool, text);
  if (category !== undefined) {
    draft.taken.push(`"${text}" is read as the category ${category.value}.`);
    return category;
  }
  const words = pending.items.map((item) => item.text).join(' ');
  const values = [
    ...new Map(
      (pool.length > 0 ? pool : fitting).map((each) => [`${each.member}: ${each.value}`, each]),
    ).keys(),
  ];
  throw new Unread(
    `"${words}" may mean ${values.length > MOST_OFFERED ? 'many things' : 'several things'}${members.length > 1 ? ` (${members.slice(0, 4).join(', ')})` : ''}.`,
    { fix: 'Write one of the names in full.', valid: values.slice(0, MOST_OFFERED) },
  );
}

/** A supplier by a part of its name: said in a note, and refused for a word such as "home" that need not be of it. */
function readPart(draft: Draft, { kind, before }: Pending, { value }: Named, text: string): void {
  const said = kind === 'supplier' || before === 'from' || draft.verbs.has('supply');
  const [start = ''] = text.toLowerCase().split(' ');
  if (!said && !value.toLowerCase().startsWith(start) && !text.includes(' '))
    throw new Unread(`Whether "${text}" is the supplier ${value} is not clear.`, {
      fix: 'Write the name in full, or "from" before it.',
      valid: [value],
      word: text,
    });
  draft.taken.push(`"${text}" is read as the supplier ${value}.`);
}

/** The category that a word is a part of: dal of "Dal & pulses". Products are not chosen where suppliers may be meant. */
function categoryOf(names: readonly Named[], text: string): Named | undefined {
  const parts = ({ value }: Named): string[] =>
    value
      .toLowerCase()
      .split(/[&,/]|\band\b/)
      .map((part) => part.trim());
  const [only, ...others] = names.filter(
    (each) => each.member === 'category' && parts(each).includes(text.toLowerCase()),
  );
  return others.length === 0 ? only : undefined;
}

/** Only names of what the noun beside them says. */
function byKind(names: readonly Named[], { kind, items }: Pending, covers: boolean): readonly Named[] {
  if (kind !== undefined) {
    const own = names.filter(({ member }) => member === kind || member.endsWith(`_${kind}`));
    if (own.length > 0) return own;
  }
  if (covers && names.some(({ member }) => member === 'territory'))
    return names.filter(({ member }) => member === 'territory');
  if (/report/i.test(items[0]?.text ?? '')) {
    const own = names
      .filter(({ member }) => member === 'employee')
      .map((each) => ({ ...each, member: 'manager' }));
    if (own.length > 0) return own;
  }
  return names;
}

/** The role of a place: of whom the question speaks, or where goods go. */
function atRole(
  draft: Draft,
  { before, of: thing }: Pending,
  places: readonly Named[],
  text: string,
): readonly Named[] {
  const of = (whose: string): readonly Named[] =>
    places.filter(({ member }) => member.startsWith(`${whose}_`));
  const role = roleOf(draft, before, thing);
  const own = of(role);
  if (own.length > 0) return own;
  if (role === 'customer' && of('ship').length > 0) return of('ship');
  if (role === 'ship' && of('customer').length > 0) return of('customer');
  throw new Unread(
    `No ${role === 'ship' ? 'sale went' : role} is known ${role === 'ship' ? 'to' : 'in'} "${text}".`,
    {
      fix: 'The name occurs elsewhere only; say whose it is.',
      valid: places.map(({ member, value }) => `${member}: ${value}`).slice(0, MOST_OFFERED),
    },
  );
}

/** Whose country, city or region is meant. */
export function roleOf(
  draft: Draft,
  before: Pending['before'],
  of: Thing | undefined = undefined,
): 'customer' | 'supplier' | 'employee' | 'ship' {
  const { subject, verbs } = draft;
  if (of === 'customer' || of === 'supplier' || of === 'employee') return of;
  if (subject === 'supplier') return 'supplier';
  if (subject === 'employee' && !verbs.has('sell')) return 'employee';
  if (verbs.has('ship')) return 'ship';
  const goods: readonly (Thing | undefined)[] = ['product', 'category'];
  if ((goods.includes(subject) || goods.includes(of)) && before === 'from') return 'supplier';
  return 'customer';
}

/** Whether it is said who supplies; stock is a figure, too. */
function supplies({ all }: Draft): boolean {
  return all.some(
    (item) => senseOf(item, 'verb')?.verb === 'supply' && senseOf(item, 'measure') === undefined,
  );
}

function withoutPlaces(
  draft: Draft,
  { before, items, kind }: Pending,
  names: readonly Named[],
  text: string,
): readonly Named[] {
  const of = (...members: string[]): readonly Named[] =>
    names.filter(({ member }) => members.includes(member));
  const prep = items[0]?.text ?? '';
  const tries: (readonly Named[])[] = [];
  if (/suppl|provid/i.test(prep) || (supplies(draft) && of('supplier').length > 0))
    tries.push(of('supplier'));
  if (/bought|ordered|purchas|placed by/i.test(prep)) tries.push(of('customer'));
  if (/sold|handled|made by|taken|processed/i.test(prep)) tries.push(of('employee'));
  if (/ship|deliver|carried|sent/i.test(prep) || (draft.verbs.has('ship') && before === 'by'))
    tries.push(of('shipper'));
  if (before === 'to' || draft.verbs.has('spend')) tries.push(of('customer'));
  // "Profit from oil" is that of the goods.
  const goodsFirst = kind === undefined && categoryOf(names, text) !== undefined;
  if (before === 'from' && !goodsFirst) tries.push(of('supplier'), of('customer'));
  if (before === 'by')
    tries.push(of('employee'), of('shipper'), of('payment'), of('customer'), of('supplier'));
  const fits = tries.find((found) => found.length > 0);
  if (fits !== undefined) return fits;
  const goods = of('product', 'category');
  return goods.length > 0 && names.some(({ member }) => member === 'supplier') ? goods : names;
}
