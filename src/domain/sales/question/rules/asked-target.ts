import type { Draft } from '../draft.js';
import { type Item, senseOf } from '../senses.js';

/** Whether an item is what can be ranked: records, buckets of time or a dimension. */
export function isTarget(item: Item | undefined): boolean {
  return (
    senseOf(item, 'thing') !== undefined ||
    senseOf(item, 'grain') !== undefined ||
    (senseOf(item, 'dimension') !== undefined && senseOf(item, 'measure') === undefined)
  );
}

const HIRED = /hired|joined|serving|senior|oldest|eldest|youngest/i;

/** What "which ..." or "who" asks for, or the noun that "with the most" follows. */
export function askedTarget(
  draft: Draft,
  before: number,
):
  | { readonly target: Item; readonly items: readonly Item[]; readonly count?: number | undefined }
  | undefined {
  for (let at = 0; at < draft.items.length; at += 1) {
    const item = draft.items[at];
    if (item === undefined || at === before) continue;
    if (
      senseOf(item, 'which') !== undefined ||
      senseOf(item, 'what') !== undefined ||
      senseOf(item, 'list') !== undefined
    ) {
      const count = senseOf(draft.items[at + 1], 'number')?.value;
      const target = draft.items[at + (count === undefined ? 1 : 2)];
      const number = count === undefined ? [] : draft.items.slice(at + 1, at + 2);
      if (target !== undefined && isTarget(target))
        return { target, count, items: [item, ...number, target] };
    }
    // "What sold most", "what did she buy most": a product.
    if (senseOf(item, 'what') !== undefined && (draft.verbs.has('sell') || draft.verbs.has('buy'))) {
      return {
        target: { ...item, senses: [{ tag: 'thing', thing: 'product', plural: false }] },
        items: [item],
      };
    }
    if (senseOf(item, 'who') !== undefined) {
      const thing =
        draft.verbs.has('sell') || draft.verbs.has('handle') || HIRED.test(draft.items[before]?.text ?? '')
          ? 'employee'
          : draft.verbs.has('supply')
            ? 'supplier'
            : 'customer';
      // "5 customers who spent the most".
      const [earlier, noun] = [draft.items[at - 2], draft.items[at - 1]];
      const many = senseOf(earlier, 'number')?.value;
      if (
        many !== undefined &&
        earlier !== undefined &&
        noun !== undefined &&
        senseOf(noun, 'thing')?.plural === true
      )
        return { target: noun, count: many, items: [earlier, noun, item] };
      const plural = false;
      return { target: { ...item, senses: [{ tag: 'thing', thing, plural }] }, items: [item] };
    }
  }
  const first = draft.items.slice(0, before).find(isTarget);
  if (first === undefined) return undefined;
  const joint = draft.items[draft.items.indexOf(first) - 1];
  const grouping = senseOf(joint, 'by') !== undefined || senseOf(joint, 'each') !== undefined;
  // "5 customers who spent the most".
  const count = senseOf(joint, 'number')?.value;
  if (count !== undefined && joint !== undefined) return { target: first, count, items: [joint, first] };
  return { target: first, items: grouping && joint !== undefined ? [joint, first] : [first] };
}
