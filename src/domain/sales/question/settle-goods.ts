import type { Named } from '../../words/names/name-index.js';
import type { FilterRequest } from '../query/filters.js';
import type { Draft, Pending } from './draft.js';
import { senseOf } from './senses.js';

/**
 * "How much rice did we sell": a word that several products have in their names, and that is the whole name of nothing,
 * means all of them. Customers and other people are never taken together like that.
 */
export function goodsByWord(
  draft: Draft,
  { names, texts, negated, never, kind, versus }: Pending,
): FilterRequest | undefined {
  if (negated || never || (kind !== undefined && kind !== 'product')) return undefined;
  const listsBuyers = draft.subject === 'customer' && draft.verbs.has('buy') && draft.measures.length === 0;
  const several = names.some((found) => found.length > 1);
  const stems = names.map((found, index) => stemOf(found, texts[index] ?? '', names.length > 1));
  const known = stems.flatMap((stem) => stem ?? []);
  if (listsBuyers || !several || known.length < names.length) return undefined;
  const more = draft.items.some(
    (item) => senseOf(item, 'more') !== undefined || senseOf(item, 'fewer') !== undefined,
  );
  if (known.length > 1 && (versus || more)) besideGoods(draft, texts, known);
  else if (draft.comparing && known.length > 1) draft.addDimension('product');
  for (const text of texts) draft.taken.push(`"${text}" is read as every product with it in its name.`);
  return { member: 'product', op: 'contains', values: known };
}

/** "Rice versus atta": the goods of each word as one, beside each other. */
function besideGoods(draft: Draft, texts: readonly string[], stems: readonly string[]): void {
  draft.define.push({
    name: 'goods',
    of: 'product',
    groups: stems.map((stem, index) => ({ label: texts[index] ?? stem, op: 'contains', values: [stem] })),
  });
  if (draft.measures.length === 0) {
    draft.addMeasure('net_sales');
    draft.taken.push('Net sales are told, as the question names no other figure.');
  }
  draft.addDimension('goods');
  draft.claim(
    draft.items.filter((item) =>
      (['more', 'fewer', 'which', 'or'] as const).some((tag) => senseOf(item, tag) !== undefined),
    ),
  );
}

/** What the names of all products that a word may mean have in common; in a list it may be one product. */
function stemOf(found: readonly Named[], text: string, listed: boolean): string | undefined {
  const word = text.toLowerCase();
  const products = found.filter(({ member }) => member === 'product');
  const onlyGoods = found.every(({ member }) => member === 'product' || member === 'category');
  const enough = products.length > (listed ? 0 : 1);
  if (!enough || !onlyGoods || found.some(({ value }) => value.toLowerCase() === word)) return undefined;
  return [word, word.replace(/s$/, '')].find((each) =>
    products.every(({ value }) => value.toLowerCase().includes(each)),
  );
}
