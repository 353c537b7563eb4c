import type { Draft } from '../draft.js';
import { type Item, type SenseOf, senseOf } from '../senses.js';

/** Said of goods, yet of people and firms too, of whom it tells something else. */
const OF_ANY = /^(?:in)?active$|^current$/i;
const JOINED = /join|gain|acquire|regist|sign|enrol/i;
const ON_FILE = /regist|sign|enrol/i;

/** Whether a state is of what the question is about: "inactive" of products, "joined" of customers. */
export function isOfSubject(draft: Draft, state: SenseOf<'state'>, { text }: Item): boolean {
  const things = draft.all.flatMap((item) => senseOf(item, 'thing')?.thing ?? []);
  if (state.of === 'product' && OF_ANY.test(text)) return things.includes('product');
  return state.of !== 'customer' || !JOINED.test(text) || things.includes('customer');
}

/** "Registered customers", of no period: those on file. */
export function isOnFile({ period, grain }: Draft, { text }: Item): boolean {
  return period === undefined && grain === undefined && ON_FILE.test(text);
}

/** Says what makes a customer new where the words may mean another day. */
export function noteJoined(draft: Draft, { text }: Item): void {
  if (JOINED.test(text)) draft.taken.push('Customers are new in the period of their first purchase.');
}

/** "Customers we gained" are new ones; a figure that gained grew. */
export function ofGain(items: readonly Item[]): readonly Item[] {
  const people = items.some(
    (item) => senseOf(item, 'thing')?.thing === 'customer' || senseOf(item, 'who') !== undefined,
  );
  return items.map((item) => {
    // "Customers who dropped in"; sales that dropped in March.
    if (/^drop/i.test(item.text) && senseOf(item, 'verb') !== undefined)
      return { ...item, senses: item.senses.filter(({ tag }) => tag !== (people ? 'growth' : 'verb')) };
    if (senseOf(item, 'growth') === undefined || senseOf(item, 'state') === undefined) return item;
    const other = people ? 'growth' : 'state';
    return { ...item, senses: item.senses.filter(({ tag }) => tag !== other) };
  });
}
