import type { Named } from '../../words/names/name-index.js';
import type { FilterRequest } from '../query/filters.js';
import type { Draft, Pending } from './draft.js';
import { senseOf, THINGS } from './senses.js';

export const GOODS = new Set(['product', 'category', 'supplier']);
const PEOPLE: readonly string[] = ['customer', 'employee', 'supplier'];
/** What says that a word is one of a name, which several may bear. */
const BEARING = /^(?:named|called|naam|ka naam|ke naam|surname|with surname|with the surname|with name)$/i;

/** How a condition on goods is one on the customers that are listed: those who bought them, or never did. */
export function boughtOp(
  draft: Draft,
  pending: Pending,
  member: string,
): 'bought' | 'never_bought' | undefined {
  if (pending.never) return 'never_bought';
  const lists =
    draft.subject === 'customer' &&
    !member.startsWith('customer') &&
    draft.verbs.has('buy') &&
    draft.measures.length === 0;
  if (!lists) return undefined;
  if (pending.negated) return 'never_bought';
  return draft.rank === undefined && GOODS.has(member) ? 'bought' : undefined;
}

export function joinedBy({ items }: Pending, tag: 'and' | 'or'): boolean {
  return items.some((item) => senseOf(item, tag) !== undefined);
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** "Customers named Gupta": all that have the word in their names. */
export function namedAlike(draft: Draft, pending: Pending): FilterRequest[] | undefined {
  const [found = [], ...others] = pending.names;
  const [text = ''] = pending.texts;
  const [first, last] = [pending.items[0]?.first ?? 0, pending.items.at(-1)?.last ?? 0];
  const bearing = draft.all.some(
    (item) => BEARING.test(item.text) && (item.last === first - 1 || item.first === last + 1),
  );
  if (others.length > 0 || pending.negated || !bearing) return undefined;
  const things = draft.all.flatMap((item) => senseOf(item, 'thing')?.thing ?? []);
  const member = PEOPLE.find((each) => things.some((thing) => THINGS[thing].dimension === each));
  const bearers = found.filter((each) => each.member === member);
  const all = bearers.every(({ value }) => value.toLowerCase().includes(text.toLowerCase()));
  if (member === undefined || bearers.length < 2 || !all) return undefined;
  draft.taken.push(`All with "${text}" in their names are meant.`);
  return [{ member, op: 'contains', values: [text.toLowerCase()] }];
}

/** A word of goods, and the products that have it in their names. */
interface Word {
  readonly text: string;
  readonly products: readonly string[];
  /** As all of them write it; undefined where their names have its words apart. */
  readonly stem: string | undefined;
  /** They are to be listed: others have the word, or its letters, in their names and are no such goods. */
  readonly listed?: true;
}

/**
 * "How much rice did we sell": a word that several products have in their names, and that is the whole name of nothing,
 * means all of them; so do several such words. Customers and other people are never taken together like that.
 */
export function goodsByWord(draft: Draft, pending: Pending): FilterRequest[] | undefined {
  const { names, texts, kind } = pending;
  if (kind !== undefined && kind !== 'product') return undefined;
  const words = names.map((found, index) => wordOf(found, texts[index] ?? '', draft));
  const known = words.flatMap((word) => word ?? []);
  if (known.length < words.length || known.every(({ products, listed }) => products.length < 2 && !listed))
    return undefined;
  const op = boughtOp(draft, pending, 'product');
  const all = [...new Set(known.flatMap(({ products }) => products))];
  for (const { text, products, listed } of known)
    if (listed)
      draft.taken.push(
        `"${text}" is read as ${products.slice(0, MOST_TOLD).join(', ')}${products.length > MOST_TOLD ? ' and the like' : ''}.`,
      );
    else if (products.length > 1) draft.taken.push(`"${text}" is read as every product with it in its name.`);
  if (op === 'bought' && joinedBy(pending, 'and'))
    return known.map(({ products }) => ({ member: 'product', op, values: products }));
  if (op !== undefined) return [{ member: 'product', op, values: all }];
  if (draft.subject === 'order' && known.length > 1 && joinedBy(pending, 'and')) return undefined;
  if (pending.negated) return [{ member: 'product', op: 'is_not', values: all }];
  const stems = known.flatMap(({ stem }) => stem ?? []);
  if (stems.length < known.length)
    return known.length > 1 || known.some(({ listed }) => listed)
      ? [{ member: 'product', op: 'is', values: all }]
      : undefined;
  if (known.length > 1) beside(draft, pending, stems);
  return [{ member: 'product', op: 'contains', values: stems }];
}

function wordOf(found: readonly Named[], text: string, { productsWith }: Draft): Word | undefined {
  const products = [
    ...new Set(found.flatMap(({ member, value }) => (member === 'product' ? [value] : []))),
  ].sort();
  const onlyGoods = found.every(({ member }) => member === 'product' || member === 'category');
  if (products.length === 0 || !onlyGoods) return undefined;
  const kinds = kindsOf(found, text);
  const ofKind = products.filter((product) => kinds.has(product));
  if (ofKind.length > 0 && ofKind.length < products.length)
    return { text, products: ofKind, stem: undefined, listed: true };
  if (products.length > 1 && found.some(({ value }) => same(value, text))) return undefined;
  const word = text.toLowerCase();
  const stem = [word, word.replace(/s$/, '')].find((each) =>
    products.every((value) => value.toLowerCase().includes(each)),
  );
  // "Atta" stands in Patta as well.
  const others = stem !== undefined && productsWith(stem).some((product) => !products.includes(product));
  return others ? { text, products, stem: undefined, listed: true } : { text, products, stem };
}

/** Products that are told by name in a note. */
const MOST_TOLD = 6;
/** What stands behind the noun in the name of a product: its size, how it is packed. */
const SIZE =
  /^(?:\d.*|loose|pack|pouch|bottle|jar|tin|can|box|bags?|loaf|bar|roll|sachets?|combo|large|small|medium)$/;

/** Products of the categories in which some product is named by this noun: milk chocolate is of another than milk. */
function kindsOf(found: readonly Named[], text: string): ReadonlySet<string> {
  const products = found.filter(({ member }) => member === 'product');
  const heads = products.filter(({ value }) => isHead(value, text));
  const categories = new Set(heads.map(({ of }) => of));
  return new Set(
    products.flatMap(({ value, of }) => (of !== undefined && categories.has(of) ? [value] : [])),
  );
}

/** Whether the noun that a name ends with, before its size, is this one. */
function isHead(product: string, text: string): boolean {
  const [name = ''] = product.toLowerCase().split(/ \d| \(/);
  const words = (name.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SIZE.test(word));
  const stem = (word: string): string => word.replace(/(?:es|s)$/, '');
  return stem(words.at(-1) ?? '') === stem(text.toLowerCase().split(' ').at(-1) ?? '');
}

/** "Soap versus shampoo": goods that are set beside each other are told by the words that name them. */
function beside(draft: Draft, { versus }: Pending, stems: readonly string[]): void {
  const more = draft.items.some(
    (item) => senseOf(item, 'more') !== undefined || senseOf(item, 'fewer') !== undefined,
  );
  if (!versus && !draft.comparing && !more) return;
  if (draft.measures.length === 0) {
    draft.addMeasure('net_sales');
    draft.taken.push('Net sales are told, as the question names no other figure.');
  }
  draft.define.push({
    name: 'asked_goods',
    of: 'product',
    groups: stems.map((stem) => ({ label: stem, op: 'contains', values: [stem] })),
  });
  draft.addDimension('asked_goods');
  draft.claim(
    draft.items.filter((item) =>
      (['more', 'fewer', 'which', 'or'] as const).some((tag) => senseOf(item, tag) !== undefined),
    ),
  );
}
