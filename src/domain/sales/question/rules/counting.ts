import type { Draft } from '../draft.js';
import { senseOf, THINGS, type Thing } from '../senses.js';

/** What tells of those that did not buy or sell. */
const IDLE = new Set(['purchase_count', 'days_since_purchase', 'days_since_sold', 'last_sold_date']);

const ONE_OR_MORE = new Set(['one_time_buyers', 'repeat_buyers']);

/** "How many customers came back": those who had bought before. */
function returned({ all, filters }: Draft): boolean {
  const back = all.some((item) => /^(?:c[oa]me|coming) back$|^returned to us$/i.test(item.text));
  return back && !filters.some(({ member }) => IDLE.has(member) || member === 'customer_segment');
}

/** Counts things: those on file, or those that bought or were sold. */
export function count(draft: Draft, thing: Thing | undefined): void {
  if (thing === undefined) return;
  draft.subject ??= thing;
  // "How many customers bought once" is told by a measure of its own.
  if (
    thing === 'customer' &&
    draft.items.some((item) => ONE_OR_MORE.has(senseOf(item, 'measure')?.name ?? ''))
  )
    return;
  if (thing === 'customer' && returned(draft)) {
    draft.addFilter({ member: 'customer_segment', op: 'is', values: ['returning'] });
    draft.segment = true;
  }
  const sold = draft.verbs.has('sell') || draft.verbs.has('buy') || draft.verbs.has('spend');
  const state = draft.states.find(
    ({ of, negated, count: own }) => of === thing && !negated && own !== undefined,
  );
  if (state?.count !== undefined && draft.filters.length > 0) {
    draft.addMeasure(state.count);
    draft.dropState(state);
    return;
  }
  const bought =
    sold ||
    draft.period !== undefined ||
    draft.grain !== undefined ||
    draft.pending.some(({ names }) => names.flat().some(({ member }) => GOODS.has(member)));
  const never =
    draft.pending.some((each) => each.never) || draft.filters.some(({ member }) => IDLE.has(member));
  if (thing === 'customer' && (bought || draft.segment) && !never) draft.addMeasure('buyers');
  else if (thing === 'product' && (sold || draft.period !== undefined) && !never) {
    draft.addMeasure('products_sold');
    draft.taken.push('Products are counted once each; ask for units to count what was sold of them.');
  } else draft.addMeasure(THINGS[thing].count);
}

const GOODS = new Set(['product', 'category', 'supplier', 'payment', 'channel', 'location', 'employee']);
