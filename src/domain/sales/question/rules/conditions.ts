import type { FilterRequest } from '../../query/filters.js';
import type { Draft } from '../draft.js';
import { find, pattern } from '../match.js';
import { senseOf } from '../senses.js';
import { Unread } from '../unread.js';
import { readIdle } from './idle.js';
import { isOfSubject, isOnFile, noteJoined } from './states.js';
import { readThresholds } from './thresholds.js';

const STATE = pattern('neg:not? state');
const SEGMENT = pattern('which:new|returning thing=customer');

/** States of things and conditions on figures. */
export function readConditions(draft: Draft): void {
  draft.each(STATE, (match) => {
    const state = senseOf(match.one('state'), 'state');
    const [said] = match.all('state');
    if (state === undefined || said === undefined || !isOfSubject(draft, state, said)) return false;
    if (isOnFile(draft, said)) return true;
    noteJoined(draft, said);
    const negated = match.one('neg') !== undefined;
    // Inactive goods are not sold any more; of customers it tells how long they have not come.
    const people = draft.items.some((item) => senseOf(item, 'thing')?.thing === 'customer');
    if (state.of === 'product' && people && senseOf(match.one('state'), 'idle') !== undefined) return false;
    const others = match.one('state')?.senses.some(({ tag }) => tag === 'measure') === true;
    // "Late orders" is a measure of its own; as an adjective of a list it is a state.
    if (others && !negated) return false;
    for (const filter of state.filters) draft.addFilter(negated ? turned(filter) : filter);
    if (!negated && state.filters.some(({ member }) => member === 'needs_reorder'))
      draft.shown.push('units_in_stock', 'reorder_level');
    draft.states.push({ ...state, negated });
  });
  for (let match = find(draft.items, SEGMENT); match !== undefined; match = find(draft.items, SEGMENT)) {
    const segment = senseOf(match.one('which'), 'new') === undefined ? 'returning' : 'new';
    draft.addFilter({ member: 'customer_segment', op: 'is', values: [segment] });
    draft.segment = true;
    draft.claim(match.all('which'));
  }
  if (draft.filters.filter(({ member }) => member === 'customer_segment').length > 1) {
    draft.filters.splice(
      0,
      draft.filters.length,
      ...draft.filters.filter(({ member }) => member !== 'customer_segment'),
    );
    draft.groups.push('customer_segment');
    draft.claim(draft.items.filter((item) => senseOf(item, 'versus') !== undefined));
  }
  readIdle(draft);
  readThresholds(draft);
}

/** The opposite of a condition. */
function turned(filter: FilterRequest): FilterRequest {
  const [value] = filter.values ?? [];
  if (value === 'true' || value === 'false')
    return { ...filter, values: [value === 'true' ? 'false' : 'true'] };
  const op = { at_most: 'more_than', less_than: 'at_least', is: 'is_not', is_empty: 'is_not_empty' } as const;
  const known = Object.entries(op).find(([each]) => each === filter.op)?.[1];
  if (known === undefined) throw new Unread('What is denied is not clear.', {});
  return { ...filter, op: known };
}
