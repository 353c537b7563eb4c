import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { type Item, type SenseOf, senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';
import { askedTarget, isTarget } from './asked-target.js';

type Extreme = SenseOf<'rank'> & { readonly bare?: boolean };

/** "The top 5 products by margin", "which customer spent the most", "busiest day". */
export function readRanking(draft: Draft): void {
  const extremes = topOf(
    draft,
    draft.items.filter((item) => extremeOf(item) !== undefined),
  );
  if (extremes.length === 0) listBy(draft);
  const [item] = extremes;
  const extreme = extremeOf(item);
  if (item === undefined || extreme === undefined) return;
  if (extremes.length > 1)
    throw new Unread(`"${item.text}" and "${extremes[1]?.text}" are both asked for.`, {
      fix: 'Ask one after the other.',
    });
  const at = draft.items.indexOf(item);
  const used: Item[] = [item];
  const take = (other: Item | undefined): void => {
    if (other !== undefined) used.push(other);
  };
  // A number right before or after, or after "which".
  let next = at + 1;
  let count: number | undefined;
  const numberAt = (index: number): number | undefined => senseOf(draft.items[index], 'number')?.value;
  if (numberAt(next) !== undefined) {
    count = numberAt(next);
    take(draft.items[next]);
    next += 1;
  } else if (numberAt(at - 1) !== undefined) {
    count = numberAt(at - 1);
    take(draft.items[at - 1]);
  }
  // "Top 5 selling items".
  const selling = senseOf(draft.items[next], 'verb')?.verb === 'sell' && count !== undefined;
  if (selling) {
    take(draft.items[next]);
    next += 1;
  }
  // "Most of our customers".
  if (extreme.bare === true && senseOf(draft.items[next], 'of') !== undefined) next += 1;
  const following = draft.items[next];
  const after = draft.items[next + 1];
  const asked = askedTarget(draft, at);
  let measure = extreme.measure;
  let target: Item | undefined;
  const figure = figureOf(following, extreme, asked !== undefined);
  if (figure !== undefined && measure === undefined && extreme.dimension === undefined) {
    measure = figure;
    take(following);
    if (asked === undefined && isTarget(after)) target = after;
  } else if (isTarget(following)) target = following;
  target ??= asked?.target;
  if (asked !== undefined && target === asked.target) {
    for (const other of asked.items) take(other);
    if (count !== undefined && asked.count !== undefined)
      throw new Unread('How many are asked for is said twice.', { fix: 'Give one number.' });
    count ??= asked.count;
  } else take(target);
  // "The most Tea": units of it.
  const bare = draft.pending.some(
    ({ names, items }) =>
      items[0]?.first === item.last + 1 && names.flat().some(({ member }) => member === 'product'),
  );
  if (extreme.bare === true && bare) measure ??= 'quantity';
  const by = draft.items.findIndex(
    (each, index) => senseOf(each, 'by') !== undefined && figureBy(draft.items[index + 1]) !== undefined,
  );
  const counted = draft.items.findIndex(
    (each, index) =>
      senseOf(each, 'by') !== undefined &&
      senseOf(draft.items[index + 1], 'how_many') !== undefined &&
      senseOf(draft.items[index + 2], 'thing') !== undefined,
  );
  if (counted >= 0) {
    const thing = senseOf(draft.items[counted + 2], 'thing');
    const named = thing === undefined ? undefined : THINGS[thing.thing].count;
    refuseTwo(figure, named);
    measure = named;
    for (const other of draft.items.slice(counted, counted + 3)) take(other);
  } else if (by >= 0) {
    const named = figureBy(draft.items[by + 1]);
    refuseTwo(figure, named);
    measure = named;
    take(draft.items[by]);
    take(draft.items[by + 1]);
  }
  measure ??= figureBy(draft.rankedBy);
  target ??= goodsAfter(draft, endOf(item, used), extreme.dimension === 'price');
  if (target === undefined) {
    // "Highest price" and the like are measures of their own; without one there is nothing to rank.
    throw new Unread(`"${item.text}" of what is not said.`, {
      fix: 'Say what is ranked: "top 5 products by net sales".',
    });
  }
  const grain = senseOf(target, 'grain');
  const thing = senseOf(target, 'thing');
  const dimension = thing === undefined ? senseOf(target, 'dimension')?.name : THINGS[thing.thing].dimension;
  const oneOf = used.some(({ text }) => /^which\s+of\b/i.test(text));
  const singular = oneOf || (grain ?? thing ?? senseOf(target, 'dimension'))?.plural !== true;
  if (thing !== undefined) draft.subject ??= thing.thing;
  // "The slowest products by quantity" are those that sell least.
  const idle = extreme.measure === 'average_days_to_ship' && measure === extreme.measure;
  if (idle && (thing?.thing === 'product' || thing?.thing === 'category')) {
    measure = 'quantity';
    draft.taken.push(`"${item.text}" is taken by units sold.`);
  }
  const slow =
    extreme.measure === 'average_days_to_ship' &&
    measure !== extreme.measure &&
    !/ship/.test(measure ?? 'ship');
  if (
    !slow &&
    extreme.measure === 'average_days_to_ship' &&
    (measure !== extreme.measure || thing?.thing !== 'shipper')
  )
    throw new Unread(`By what "${item.text}" is told is not said.`, {
      fix: 'Say what is ranked by: "products with the lowest quantity".',
    });
  if (extreme.dimension?.startsWith('employee') === true && thing?.thing !== 'employee')
    throw new Unread(`By what "${item.text}" is told is not said.`, {
      fix: 'Name a date or a figure to rank by.',
    });
  const ranked = extreme.dimension ?? numbersOf(following, used);
  draft.rank = {
    down: slow ? !extreme.down : extreme.down,
    count: count ?? draft.first ?? (singular ? 1 : undefined),
    measure: ranked === undefined ? (measure ?? verbMeasure(draft, thing?.thing, dimension)) : undefined,
    usual: measure === undefined,
    by: ranked,
    target:
      grain === undefined
        ? { dimension: dimension ?? '' }
        : grain.grain === 'hour'
          ? { dimension: 'hour_of_day' }
          : grain.grain === 'day' && draft.habitual && draft.period === undefined
            ? { dimension: 'weekday' }
            : { grain: grain.grain },
  };
  draft.claim(used);
}

function refuseTwo(one: string | undefined, other: string | undefined): void {
  if (one !== undefined && one !== other)
    throw new Unread(`Both ${one} and ${other} are named to rank by.`, { fix: 'Name one of them.' });
}

const LISTED_BY = pattern(
  'which|what|list|how_many? target:thing|dimension by total? how_many? figure:measure|thing',
);

/** "Customers by revenue": all of them, in the order of a figure. */
function listBy(draft: Draft): void {
  draft.each(LISTED_BY, (match) => {
    const target = match.one('target');
    const thing = senseOf(target, 'thing');
    const dimension =
      thing === undefined ? senseOf(target, 'dimension')?.name : THINGS[thing.thing].dimension;
    const counted = senseOf(match.one('figure'), 'thing');
    const measure =
      measureOf(match.one('figure')) ??
      (counted?.plural === true && match.items.some((item) => senseOf(item, 'how_many') !== undefined)
        ? THINGS[counted.thing].count
        : undefined);
    const plural = (thing ?? senseOf(target, 'dimension'))?.plural === true;
    if (dimension === undefined || measure === undefined || !plural || draft.measures.length > 0)
      return false;
    draft.subject ??= thing?.thing;
    draft.addMeasure(measure);
    draft.addDimension(dimension);
    if (dimension === 'customer') draft.addFilter({ member: 'customer', op: 'is_not_empty' });
  });
}

const ORDINAL = pattern('ordinal rank|most|least');
const PLACES: Readonly<Record<string, number>> = {
  ...{ second: 2, '2nd': 2, dusra: 2, doosra: 2, third: 3, '3rd': 3, teesra: 3 },
  ...{ fourth: 4, '4th': 4, fifth: 5, '5th': 5 },
};

/** "The second best": the place in the order that is asked for. */
export function readOrdinal(draft: Draft): void {
  draft.each(ORDINAL, (match) => {
    const [ordinal] = match.items;
    draft.place = PLACES[ordinal?.text.toLowerCase().replaceAll(' ', '') ?? ''];
    if (ordinal === undefined || draft.place === undefined) return false;
    draft.claim([ordinal]);
    return false;
  });
}

/** Whether an item says that the first or last of something is asked for. */
export function isExtreme(item: Item): boolean {
  return extremeOf(item) !== undefined;
}

/** "The most sold goods? Top 5": says once more that the first are asked for, and how many. */
function topOf(draft: Draft, extremes: readonly Item[]): readonly Item[] {
  const [one, other, ...others] = extremes;
  const top = [one, other].find((item) => /^top$/i.test(item?.text ?? ''));
  const kept = top === one ? other : one;
  if (top === undefined || kept === undefined || others.length > 0 || extremeOf(kept)?.down !== true)
    return extremes;
  const number = draft.items[draft.items.indexOf(top) + 1];
  const end = draft.items[draft.items.indexOf(top) + 2];
  const count = senseOf(number, 'number')?.value;
  if (number === undefined || count === undefined || (end !== undefined && !end.apart)) return extremes;
  draft.claim([top, number]);
  draft.first = count;
  return [kept];
}

/** "The best selling biscuit": of the products that the name after it holds. */
function goodsAfter(draft: Draft, last: number, priced: boolean): Item | undefined {
  const goods = draft.pending.find(
    ({ items, names }) =>
      items[0]?.first === last + 1 &&
      names.every((found) => found.some(({ member }) => member === 'product' || member === 'category')) &&
      (priced || names.flat().every(({ member }) => member === 'product' || member === 'category')),
  );
  const [name] = goods?.items ?? [];
  const plural = /s$/i.test(name?.text ?? '');
  return name === undefined ? undefined : { ...name, senses: [{ tag: 'thing', thing: 'product', plural }] };
}

/** The last word of those that were read from one on without a gap. */
function endOf(item: Item, used: readonly Item[]): number {
  const ordered = [...used].sort((one, other) => one.first - other.first);
  return ordered.reduce((last, each) => (each.first === last + 1 ? each.last : last), item.last);
}

function extremeOf(item: Item | undefined): Extreme | undefined {
  const rank = senseOf(item, 'rank');
  if (rank !== undefined) return rank;
  if (senseOf(item, 'most') !== undefined) return { tag: 'rank', down: true, bare: true };
  return senseOf(item, 'least') === undefined ? undefined : { tag: 'rank', down: false, bare: true };
}

/** The figure that follows "most" or "highest": a measure, or the number of some thing. */
function figureOf(item: Item | undefined, { bare }: Extreme, asked: boolean): string | undefined {
  const measure = measureOf(item);
  const thing = senseOf(item, 'thing');
  // "Top 5 items" are products; "who bought the most items" asks for units.
  if (thing !== undefined && !asked) return undefined;
  if (measure !== undefined) return measure;
  return thing !== undefined && bare === true && asked && thing.plural
    ? THINGS[thing.thing].count
    : undefined;
}

/** The dimension of numbers that is ranked by: "highest reorder level". */
function numbersOf(following: Item | undefined, used: readonly Item[]): string | undefined {
  return following !== undefined && used.includes(following)
    ? undefined
    : senseOf(following, 'dimension')?.name;
}

export function measureOf(item: Item | undefined): string | undefined {
  return senseOf(item, 'measure')?.name ?? senseOf(item, 'unit')?.measure;
}

/** The figure after "by": a measure, or "by orders" the number of them. */
function figureBy(item: Item | undefined): string | undefined {
  const thing = senseOf(item, 'thing');
  return measureOf(item) ?? (thing?.thing === 'order' && thing.plural ? 'orders' : undefined);
}

/** What is ranked by where no figure is named: goods that "sold most" by units, all else by net sales. */
function verbMeasure(draft: Draft, thing: string | undefined, dimension: string | undefined): string {
  const goods = thing === 'product' || thing === 'category' || dimension === 'category';
  if (draft.verbs.has('use')) return 'orders';
  return draft.verbs.has('sell') && goods ? 'quantity' : 'net_sales';
}
