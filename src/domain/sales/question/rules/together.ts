import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { senseOf } from '../senses.js';
import { Unread } from '../unread.js';

const WITH = pattern('what|which|list? thing=product? verb? together of? name');
const WITH_BEHIND = pattern('name together');
const PAIRS = pattern('pairs');
const BOTH = pattern('thing=order with|verb|of|in and? one:name and other:name');

/** What stands on the same bill: "bought together with tea", "orders with both tea and sugar". */
export function readTogether(draft: Draft): void {
  const use = (name: Parameters<typeof senseOf>[0]): boolean => {
    const names = senseOf(name, 'name')?.names.filter(({ member }) => member === 'product') ?? [];
    const values = [...new Set(names.map(({ value }) => value))];
    if (values.length === 0) return false;
    const word = (senseOf(name, 'name')?.said ?? name?.text ?? '').toLowerCase();
    const alike = values.length > 1 && values.every((value) => value.toLowerCase().includes(word));
    if (alike) draft.taken.push(`"${name?.text}" is read as every product with it in its name.`);
    else if (values.length > 1)
      throw new Unread(`"${name?.text}" may mean several products.`, {
        fix: 'Write one of the names in full.',
        valid: values.slice(0, 6),
      });
    draft.addFilter({ member: 'product', op: alike ? 'contains' : 'is', values: alike ? [word] : values });
    draft.addMeasure('orders_together');
    draft.addDimension('bought_with');
    draft.subject ??= 'product';
    limited(draft);
    return true;
  };
  draft.each(WITH, (match) => use(match.one('name')));
  draft.each(WITH_BEHIND, (match) => use(match.one('name')));
  draft.each(BOTH, (match) => {
    const pair = [match.one('one'), match.one('other')].map((item) =>
      senseOf(item, 'name')?.names.filter(({ member }) => member === 'product'),
    );
    const [one, other] = pair.map((names) => (names?.length === 1 ? names[0] : undefined));
    const both = /\bboth\b|together/i.test(draft.all.map(({ text }) => text).join(' '));
    if (one === undefined || other === undefined || !both) return false;
    draft.addFilter({ member: 'product', op: 'is', values: [one.value] });
    draft.addFilter({ member: 'bought_with', op: 'is', values: [other.value] });
    draft.addMeasure('orders_together');
    draft.claim(draft.items.filter((item) => senseOf(item, 'how_many') !== undefined));
  });
  draft.each(PAIRS, () => {
    if (draft.measures.includes('orders_together')) return;
    draft.addMeasure('orders_together');
    draft.addDimension('product');
    draft.addDimension('bought_with');
    limited(draft);
    draft.claim(draft.items.filter((item) => senseOf(item, 'thing')?.thing === 'product'));
  });
}

/** "Most often, top 5": they stand in that order anyway. */
function limited(draft: Draft): void {
  const count = draft.items.find((item) => senseOf(item, 'number') !== undefined);
  const top = draft.items.filter(
    (item) => senseOf(item, 'rank') !== undefined || senseOf(item, 'most') !== undefined,
  );
  if (count !== undefined && top.length > 0) draft.limit = senseOf(count, 'number')?.value;
  if (top.length > 0) draft.claim([...top, ...(count === undefined ? [] : [count])]);
}
