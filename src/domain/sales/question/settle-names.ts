import type { Named } from '../../words/names/name-index.js';
import type { FilterRequest } from '../query/filters.js';
import type { Draft, Pending } from './draft.js';
import { joinAlternatives } from './joined-names.js';
import { senseOf, type Thing } from './senses.js';
import { boughtOp, GOODS, goodsByWord, joinedBy, namedAlike, same } from './settle-goods.js';
import { Unread } from './unread.js';

const PLACE = /^(customer|supplier|employee|ship)_(city|region|country)$/;
const MOST_OFFERED = 6;

/** Turns names into filters: which member a name is of follows from the noun and the words beside it. */
export function settleNames(draft: Draft): void {
  const filters = together(
    draft,
    joinAlternatives(
      draft,
      [...draft.pending]
        .sort((one, other) => (one.items[0]?.first ?? 0) - (other.items[0]?.first ?? 0))
        .map((pending) => ({ pending, filters: settled(draft, pending) })),
    ),
  );
  besideEachOther(draft, filters);
  // "In Germany or France" was one list; several conditions on one member that each must hold leave nothing.
  const all = [...draft.filters, ...filters];
  const holds = ({ op, or_group: group }: FilterRequest): boolean =>
    group === undefined && (op === 'is' || op === 'contains');
  const twice = all.find(
    (one, index) =>
      holds(one) && all.findIndex((other) => other.member === one.member && holds(other)) !== index,
  );
  if (twice !== undefined)
    throw new Unread(`Two different values are asked of ${twice.member} at once.`, {
      fix: 'Join them by "or", or ask about one.',
      valid: all.filter(({ member }) => member === twice.member).flatMap(({ values = [] }) => values),
    });
  for (const filter of filters)
    if (
      isPartAlongTime(draft, filter) ||
      (filter.op === 'contains' && isPart(draft, { ...filter, op: 'is' }))
    )
      shareOf(draft, filter);
    else if (isPart(draft, filter)) {
      draft.addDimension(filter.member);
      draft.taken.push(`The shares of all are listed, ${filter.values?.join(', ')} among them.`);
    } else draft.addFilter(filter);
}

/** "Cash sales versus UPI sales": one condition, whose values are set beside each other. */
function together(draft: Draft, filters: readonly FilterRequest[]): FilterRequest[] {
  const versus = draft.items.find((item) => senseOf(item, 'versus') !== undefined);
  const [first, second, ...others] = filters.filter(({ op }) => op === 'is');
  const alike = first !== undefined && first.member === second?.member && others.length === 0;
  const asked = draft.all.filter(
    (item) => senseOf(item, 'how_much') !== undefined || senseOf(item, 'how_many') !== undefined,
  );
  if ((versus === undefined && asked.length < 2) || !alike) return [...filters];
  if (versus !== undefined) draft.claim([versus]);
  draft.claim(draft.items.filter((item) => senseOf(item, 'and') !== undefined));
  draft.comparing = true;
  const merged = { ...first, values: [...new Set([...(first.values ?? []), ...(second.values ?? [])])] };
  return [...filters.filter((filter) => filter !== first && filter !== second), merged];
}

/** Values that are compared with each other are grouped by. */
function besideEachOther(draft: Draft, filters: readonly FilterRequest[]): void {
  // "Kitni kitni": how much of each.
  const each = draft.all.filter((item) => /^kit[nt][aei]$/i.test(item.text)).length > 1;
  if (!draft.comparing && !each && draft.pending.every(({ versus }) => !versus)) return;
  const several = filters.filter(({ op, values = [] }) => op === 'is' && values.length > 1);
  for (const { member } of several) if (draft.measures.length > 0) draft.addDimension(member);
}

/** "What share of sales is tea": of goods that a word means, their part of the whole. */
function shareOf(draft: Draft, filter: FilterRequest): void {
  const [measure = 'net_sales', ...others] = draft.measures;
  if (others.length > 0 || draft.rank !== undefined || draft.compare.length > 0) {
    draft.addFilter(filter);
    return;
  }
  draft.define.push(
    { name: 'asked_part', measure, filters: [filter] },
    { name: 'asked_share', plus: ['asked_part'], per: [measure], type: 'percent' },
  );
  draft.measures.splice(0, draft.measures.length, 'asked_share');
  draft.add.splice(draft.add.indexOf('share'), 1);
}

/** "The share of UPI by month": in each bucket, of all that was sold in it. */
function isPartAlongTime({ add, dimensions, groups, grain }: Draft, { op }: FilterRequest): boolean {
  return (
    add.includes('share') &&
    grain !== undefined &&
    dimensions.length + groups.length === 0 &&
    (op === 'is' || op === 'contains')
  );
}

/** "The share of UPI in sales": a part is told beside the others that make up the whole. */
function isPart({ add, dimensions, groups, grain }: Draft, { op }: FilterRequest): boolean {
  return (
    add.includes('share') && op === 'is' && dimensions.length + groups.length === 0 && grain === undefined
  );
}

function settled(draft: Draft, pending: Pending): FilterRequest[] {
  const several = namedAlike(draft, pending) ?? goodsByWord(draft, pending);
  if (several !== undefined) return several;
  const wanted = pending.names.map((names, index) =>
    choose(draft, pending, names, pending.texts[index] ?? ''),
  );
  const byMember = new Map<string, string[]>();
  for (const { member, value } of wanted) byMember.set(member, [...(byMember.get(member) ?? []), value]);
  for (const [member, values] of byMember)
    if (new Set(values).size < values.length && isMore(values[0] ?? '', pending.texts))
      throw new Unread(`Several of the names are read as one ${member}, ${values[0]}.`, {
        fix: 'Write the names of the products in full.',
      });
  return [...byMember].flatMap(([member, named]): FilterRequest[] => {
    const values = [...new Set(named)];
    const op = boughtOp(draft, pending, member);
    // Customers who bought this and that bought each.
    if (op === 'bought' && joinedBy(pending, 'and'))
      return values.map((value) => ({ member, op, values: [value] }));
    if (op !== undefined) return [{ member, op, values }];
    if (
      member === 'channel' &&
      pending.negated &&
      draft.subject === 'customer' &&
      draft.measures.length === 0
    )
      throw new Unread(
        `Whether "${values.join(', ')}" is how they order or what is known of them is not clear.`,
        {
          fix: 'Write e.g. "customers who did not order by phone".',
        },
      );
    if (draft.subject === 'order' && values.length > 1 && GOODS.has(member) && joinedBy(pending, 'and'))
      throw new Unread('Whether orders with all of these or with any of them are meant is not clear.', {
        fix: 'Write "or", or ask about one.',
        valid: values,
      });
    return [{ member, op: pending.negated ? 'is_not' : 'is', values }];
  });
}

/** Whether a category holds more than the words that stand for it: biscuits or snacks are all of Biscuits & snacks. */
function isMore(category: string, texts: readonly string[]): boolean {
  const stems = (text: string): string[] =>
    (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).map((word) => word.replace(/s$/, ''));
  const said = new Set(texts.flatMap(stems));
  return stems(category).some((stem) => stem !== 'and' && !said.has(stem));
}

function choose(draft: Draft, pending: Pending, names: readonly Named[], text: string): Named {
  const fitting = byKind(names, pending);
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
function byKind(names: readonly Named[], { kind, before, items }: Pending): readonly Named[] {
  if (kind !== undefined) {
    const own = names.filter(({ member }) => member === kind || member.endsWith(`_${kind}`));
    if (own.length > 0) return own;
  }
  if (/report/i.test(items[0]?.text ?? '')) {
    const own = names
      .filter(({ member }) => member === 'employee')
      .map((each) => ({ ...each, member: 'manager' }));
    if (own.length > 0) return own;
  }
  void before;
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
  if (/suppl|provid/i.test(prep) || (draft.verbs.has('supply') && of('supplier').length > 0))
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
