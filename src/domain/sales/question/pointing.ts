import { type Item, senseOf, type Tag, type Verb } from './senses.js';

const WHOSE = /^(?:their|its|his|her|unk[aie]|usk[aie])$/i;
const OBJECT = /^(?:it|them|those|unhe)$/i;
const SUBJECT = /^(?:it|they|he|she)$/i;
const ASKING: readonly Tag[] = ['how_many', 'how_much', 'what', 'which', 'who', 'when'];
const NAMING: readonly Tag[] = ['thing', 'name'];

/**
 * Words that point to a noun of the same sentence add nothing to it: "products out of stock, value of it",
 * "jo grahak aaye unki list", "which clerk made the most bills, and how many did she make". Those that point out of the
 * sentence stay as they are, and are refused.
 */
export function pointBack(items: readonly Item[]): Item[] {
  return items
    .map((each, at) => people(items, each, at))
    .map((item, at, items) =>
      senseOf(item, 'beyond')?.beyond === 'pronoun' && (pointsBack(items, at) || isTold(items, item))
        ? { ...item, senses: [{ tag: 'filler' }] }
        : item,
    );
}

/** "That year", after the year was named. */
function isTold(items: readonly Item[], item: Item): boolean {
  return TIME.test(item.text) && items.some((each) => each.first < item.first && is(each, ['period']));
}
const TIME = /^(?:that|us|usi) (?:year|month|quarter|week|period|saal|mahine|hafte)$/i;

/** "How many people report to her": of the shop, or those who buy there, as the verb has it. */
function people(items: readonly Item[], item: Item, at: number): Item {
  const before = items[at - 1];
  if (!/^(?:people|persons?|log|logon|logo)$/i.test(item.text)) return item;
  if (is(before, ['name'])) return { ...item, senses: [{ tag: 'filler' }] };
  if (!is(before, ['how_many', 'which', 'list', 'number'])) return item;
  const verbs = items.flatMap((each) => senseOf(each, 'verb')?.verb ?? []);
  const has = (...some: readonly Verb[]): boolean => some.some((verb) => verbs.includes(verb));
  const reporting = items.some(({ text }) => /^report/i.test(text));
  if (reporting || has('handle', 'sell', 'hire'))
    return { ...item, senses: [{ tag: 'thing', thing: 'employee', plural: true }] };
  return has('buy', 'spend')
    ? { ...item, senses: [{ tag: 'thing', thing: 'customer', plural: true }] }
    : item;
}

function pointsBack(items: readonly Item[], at: number): boolean {
  const text = items[at]?.text ?? '';
  const before = items.slice(0, at).filter(({ senses }) => senses.some(({ tag }) => tag !== 'filler'));
  if (before.every((item) => !is(item, NAMING))) return false;
  const last = before.at(-1);
  if (WHOSE.test(text))
    return items.slice(at + 1).some((item) => is(item, ['list', 'measure', 'dimension', 'thing']));
  if (OBJECT.test(text) && (is(last, ['list']) || (is(last, ['of']) && is(before.at(-2), FIGURES))))
    return true;
  if (OBJECT.test(text) && is(last, ['verb']) && is(before.at(-2), ['who'])) return true;
  // The second of two clauses, which asks for something of what the first named.
  const asked = before.findLastIndex((item) => is(item, ASKING));
  const clause = before[asked];
  const joined = clause?.apart === true || is(before[asked - 1], ['and']);
  return SUBJECT.test(text) && joined && before.slice(0, asked).some((item) => is(item, NAMING));
}

const FIGURES: readonly Tag[] = ['value', 'measure', 'how_much', 'how_many', 'dimension'];

function is(item: Item | undefined, tags: readonly Tag[]): boolean {
  return item?.senses.some(({ tag }) => tags.includes(tag)) === true;
}
