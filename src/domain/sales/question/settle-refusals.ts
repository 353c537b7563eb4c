import type { FilterRequest } from '../query/filters.js';
import type { Model } from '../query/model.js';
import type { QueryRequest } from '../query/request.js';
import type { Draft } from './draft.js';
import { senseOf } from './senses.js';
import { Unread } from './unread.js';

/** @throws Unread for conditions that nothing can meet. */
export function refuseContradiction(filters: readonly FilterRequest[]): void {
  for (const [index, one] of filters.entries())
    for (const other of filters.slice(index + 1)) {
      if (one.member !== other.member) continue;
      const [low, high] = [one, other].map(bounds);
      const shared = (one.values ?? []).some((value) => other.values?.includes(value));
      const opposed = shared && [one.op, other.op].sort().join() === 'is,is_not';
      const apart = low !== undefined && high !== undefined && (isBelow(low, high) || isBelow(high, low));
      if (opposed || apart)
        throw new Unread(`The conditions on ${one.member} contradict each other.`, {
          fix: 'Leave one of them out.',
        });
    }
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** The ends themselves are left out. */
  readonly open?: true;
}

function isBelow(one: Bounds, other: Bounds): boolean {
  const shut = one.open !== true && other.open !== true;
  return one.most < other.least || (one.most === other.least && !shut);
}

/** The numbers that a condition lets through, from least to most. */
function bounds({ op, values = [] }: FilterRequest): Bounds | undefined {
  const [first, second] = values.map(Number);
  if (first === undefined || Number.isNaN(first)) return undefined;
  const open = Number.POSITIVE_INFINITY;
  if (op === 'more_than') return { least: first, most: open, open: true };
  if (op === 'at_least') return { least: first, most: open };
  if (op === 'less_than') return { least: -open, most: first, open: true };
  if (op === 'at_most') return { least: -open, most: first };
  if (op === 'between' && second !== undefined) return { least: first, most: second };
  return op === 'is' && values.length === 1 ? { least: first, most: first } : undefined;
}

/** @throws Unread for stock by the expiry of its first batch, and for prices of a time that has passed. */
export function refuseAsOf(draft: Draft): void {
  const { measures, dimensions, filters, period, verbs, all, taken } = draft;
  const counted = all.some(
    (item) => senseOf(item, 'how_much') !== undefined || senseOf(item, 'how_many') !== undefined,
  );
  // "Stock expiring this week": the goods themselves.
  if (
    measures.join() === 'stock_units' &&
    dimensions.length === 0 &&
    !counted &&
    filters.every(({ member }) => member === 'next_expiry_date') &&
    filters.length > 0 &&
    !/value|worth/i.test(draft.question)
  ) {
    measures.length = 0;
    dimensions.push('product', 'next_expiry_date');
    taken.push('Products with stock that expires then are listed; how much of it does is kept by batch.');
    return;
  }
  if (measures.includes('stock_units') && filters.some(({ member }) => member === 'next_expiry_date'))
    throw new Unread('How much of the stock has which expiry is kept by batch.', {
      fix: 'Ask which products expire; list_products tells the batches.',
    });
  const priced = dimensions.some((name) => /^(?:cost|price|mrp)$/.test(name));
  const past = period !== undefined && !/^(?:all|today)$/.test(period.named);
  if (measures.length === 0 && priced && past && [...verbs].every((verb) => verb === 'cost'))
    throw new Unread('Prices and costs are known as they are now, not as they were.', {
      fix: 'Ask without a time; cost_of_goods is what the goods sold in a period cost.',
    });
  if (measures.includes('stock_value') && !all.some(({ text }) => /price|retail/i.test(text)))
    taken.push('Stock is valued at its selling price; ask for stock at cost to have that.');
}

/** @throws Unread for "active customers" of no period: since when is not said. */
export function refuseActive({ all, period, grain }: Draft): void {
  const active = all.find(({ text }) => /^active (?:customer|buyer|client)/i.test(text));
  if (active !== undefined && period === undefined && grain === undefined)
    throw new Unread(`Since when "${active.text}" are meant is not said.`, {
      fix: 'Name a period: "customers who bought last month".',
    });
}

const MOST_ROWS = 500;
const MOST_OF_EACH = 50;

/** @throws Unread for a number of rows that no query can have. */
export function refuseCounts({ limit, top }: Draft): void {
  for (const [count, most] of [
    [limit, MOST_ROWS],
    [top, MOST_OF_EACH],
  ] as const)
    if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= most))
      throw new Unread(`${count} is no number of rows.`, {
        fix: `Ask for a whole number of them, 1 to ${most}.`,
      });
}

/** "Is tea our best product": an order of all would not say yes or no. */
export function refuseYesOrNo({
  yesOrNo,
  comparing: compared,
  rank,
  filters,
  compare,
  dimensions,
  measures,
}: Draft): void {
  if (!yesOrNo) return;
  // "Did she sell more than he" is told by both figures.
  if (compared) return;
  const fixed =
    rank !== undefined && filters.some(({ member, op }) => op === 'is' && dimensions.includes(member));
  const bare = measures.length === 0 && filters.length === 0;
  if (fixed || bare || (compare.length === 0 && measures.length > 0))
    throw new Unread('A yes or no is asked for.', { fix: 'Ask for the figures: how much, how many, which.' });
}

/** @throws Unread for a member of which nothing is recorded: its figure would be empty, or wrong. */
export function refuseEmpty(
  query: QueryRequest,
  { model, empty }: { readonly model: Model; readonly empty: ReadonlySet<string> },
): void {
  const { measures = [], dimensions = [], filters = [], order_by: order = [], define = [] } = query;
  const members = [
    ...(query.grain === 'hour' ? ['hour_of_day'] : []),
    ...(query.period?.date === 'shipped' ? ['shipped_date'] : []),
    ...measures,
    ...dimensions,
    ...[...filters, ...order].map(({ member }) => member),
  ];
  const made = define.flatMap(({ plus = [], of }) => [...plus, ...(of === undefined ? [] : [of])]);
  const bare = [...members, ...made].find((name) => empty.has(name));
  if (bare === undefined) return;
  const label = (model.measure(bare) ?? model.dimension(bare))?.label ?? bare;
  throw new Unread(`Nothing is recorded in this shop that tells ${label.toLowerCase()} (${bare}).`, {
    fix: 'Ask for another figure; import or save records that hold it to have it told.',
  });
}
