import type { Draft } from './draft.js';
import { refuseLeftOver } from './left-over.js';
import { settleOrder } from './rules/order.js';
import { settlePerEach } from './rules/per-each.js';
import { THINGS } from './senses.js';
import { rankChange, settleChange } from './settle-change.js';
import { settleNames, settleParts } from './settle-names.js';
import { settlePlaces } from './settle-places.js';
import {
  refuseActive,
  refuseAsOf,
  refuseContradiction,
  refuseCounts,
  refuseYesOrNo,
} from './settle-refusals.js';
import { settleShelf, settleStock } from './settle-stock.js';
import { settleValues } from './settle-values.js';
import { areOfStock } from './stock-figures.js';
import { Unread } from './unread.js';

/** Makes one query of what was read, and refuses where words are left over. */
export function settle(draft: Draft): void {
  settleRank(draft);
  settleGroups(draft);
  settleNames(draft);
  settleParts(draft);
  settleValues(draft);
  settleConditions(draft);
  settleLookup(draft);
  settlePlaces(draft);
  settlePlace(draft);
  settleChange(draft);
  settlePerEach(draft);
  settleFirst(draft);
  settleOrder(draft);
  settleShelf(draft);
  settleStock(draft);
  refuseLeftOver(draft);
  settleShares(draft);
  refuseCounts(draft);
  refuseActive(draft);
  refuseAsOf(draft);
  refuseContradiction(draft.filters);
  refuseYesOrNo(draft);
  noteDays(draft);
}

/** "How much is sold on Sundays" may ask for one of them. */
function noteDays({ habitual, filters, dimensions, period, taken }: Draft): void {
  const days = filters.some(({ member }) => member === 'weekday') && !dimensions.includes('weekday');
  if (habitual && days && period === undefined)
    taken.push('All such days on record are added up; ask for the average per day to have that of one.');
}

function settleRank(draft: Draft): void {
  const { rank } = draft;
  if (rank === undefined) return;
  if (draft.bothPeriods)
    throw new Unread('Whether the first of both periods together or of each are meant is not clear.', {
      fix: 'Ask about one period, or about one range such as 1997 to 1998.',
      soFar: draft.request(),
    });
  const figure = rank.usual ? (draft.measures[0] ?? rank.measure) : rank.measure;
  if (rank.usual && figure !== undefined && draft.measures.length === 0)
    draft.taken.push(`Ranked by ${figure}, as the question names no other figure.`);
  const direction = rank.down ? 'desc' : 'asc';
  // "Top customers, the share of each customer": each is one of the ranked.
  const ranked = 'grain' in rank.target ? '' : rank.target.dimension;
  const within = draft.groups.filter((name) => name !== ranked);
  draft.groups.length = 0;
  if ('grain' in rank.target) {
    if ((draft.grain !== undefined && draft.grain !== rank.target.grain) || within.length > 0)
      throw new Unread(`The first ${rank.target.grain} of each of several groups is not told.`, {
        fix: `Ask for the best ${rank.target.grain} of one of them, or for the figure by ${rank.target.grain}.`,
        soFar: draft.request(),
      });
    draft.grain = rank.target.grain;
    if (figure !== undefined) {
      draft.addMeasure(figure);
      draft.order = { member: figure, direction };
    }
  } else {
    for (const name of within) draft.addDimension(name);
    draft.addDimension(rank.target.dimension);
    if (rank.by === 'price' && rank.target.dimension !== 'product')
      throw new Unread('Products have a price, and what is asked for has many.', {
        fix: 'Ask for the cheapest or dearest products, or for the average price.',
        soFar: draft.request(),
      });
    if (rank.by === 'price' && within.length > 0) {
      const price = rank.down ? 'highest_list_price' : 'lowest_list_price';
      draft.addMeasure(price);
      if (!rank.down) draft.order = { member: price, direction };
    } else if (rank.by !== undefined) {
      draft.addDimension(rank.by);
      draft.order = { member: rank.by, direction };
    } else if (figure !== undefined) {
      const others = draft.measures.filter((name) => name !== figure);
      draft.measures.length = 0;
      draft.addMeasure(figure);
      for (const name of others) draft.addMeasure(name);
      // The first of the measures, downward, is the order of itself.
      if (!rank.down) draft.order = { member: figure, direction };
      rankChange(draft, figure, rank);
    }
    if (rank.target.dimension === 'customer' && figure !== undefined) {
      draft.addFilter({ member: 'customer', op: 'is_not_empty' });
      draft.taken.push('Sales without a customer are left out.');
    }
    const timed = draft.grain !== undefined && within.length === 0;
    if (timed && draft.periodic)
      throw new Unread('Whether the first of all time or the first of each period are meant is not clear.', {
        fix: 'Say "top 5 products in each month", or leave the months out.',
        soFar: draft.request(),
      });
    if ((within.length > 0 || timed) && rank.count === undefined)
      throw new Unread('How many of each are to be listed is not said.', {
        fix: 'Give a number: "top 3 products in each category".',
        soFar: draft.request(),
      });
    if (within.length > 0 || timed) {
      draft.within.push(...within, ...(timed && draft.grain !== undefined ? [draft.grain] : []));
      draft.top = rank.count;
      return;
    }
  }
  draft.limit = rank.count ?? draft.first;
}

/** "..., first 10": of a list that has an order of its own. */
function settleFirst(draft: Draft): void {
  const { first, limit, grain, dimensions } = draft;
  if (first === undefined || limit === first) return;
  if (limit !== undefined || grain !== undefined || dimensions.length !== 1)
    throw new Unread(`The first ${first} of what is not clear.`, {
      fix: 'Say e.g. "top 10 customers by net sales".',
    });
  draft.limit = first;
}

/** "The second best": of the ranks, one. */
function settlePlace(draft: Draft): void {
  const { place, rank, measures } = draft;
  if (place === undefined || rank === undefined) return;
  const [figure] = measures;
  const several = (rank.count ?? 1) > 1;
  if (figure === undefined || several || !rank.down || draft.within.length > 0 || draft.change !== undefined)
    throw new Unread('The place in this order is not told.', {
      fix: 'Ask for the first few, e.g. "top 3 products by net sales".',
      soFar: draft.request(),
    });
  draft.add.push('rank');
  draft.addFilter({ member: `${figure}_rank`, op: 'is', values: [String(place)] });
  draft.order = undefined;
  draft.limit = undefined;
}

/** Words that ask for an account of the sales without naming a figure. */
const ACCOUNT = /\b(?:hisaa?b|report|summary|len ?den|karobar)\b/i;

function settleGroups(draft: Draft): void {
  if (draft.measures.length === 0 && draft.groups.length > 0) {
    // "Customers by country": how many there are of each.
    const listed =
      draft.dimensions.length === 1
        ? Object.values(THINGS).find(({ dimension }) => dimension === draft.dimensions[0])
        : undefined;
    if (draft.groups.join() === 'customer_segment') draft.addMeasure('buyers');
    else if (draft.compare.length > 0 || ACCOUNT.test(draft.question)) {
      draft.addMeasure('net_sales');
      draft.taken.push('Net sales are told, as the question names no other figure.');
    } else if (listed === undefined)
      throw new Unread('What is to be told of each is not said.', {
        fix: 'Name a figure: "net sales by category".',
        soFar: draft.request(),
      });
    else {
      draft.dimensions.length = 0;
      draft.addMeasure(listed.count);
    }
  }
  for (const name of draft.groups) draft.addDimension(name);
}

function settleConditions(draft: Draft): void {
  if (draft.conditioned.length > 0) {
    if (draft.dimensions.length === 0 && draft.grain === undefined) counted(draft);
    else if (draft.headed)
      draft.measures.splice(0, draft.measures.length, ...new Set([...draft.conditioned, ...draft.measures]));
    else for (const name of draft.conditioned) draft.addMeasure(name);
    if (draft.dimensions.includes('customer') && !draft.includeEmpty)
      draft.addFilter({ member: 'customer', op: 'is_not_empty' });
  }
  if (draft.dimensions.length > 0) for (const name of draft.shown) draft.addDimension(name);
}

/** "The price of X": shown beside the name it is the price of. */
function settleLookup(draft: Draft): void {
  const figures = draft.measures.length > 0 && !areOfStock(draft.measures, draft.model);
  if (figures || draft.subject !== undefined || draft.dimensions.length === 0 || draft.groups.length > 0)
    return;
  const [first] = draft.dimensions;
  if (
    first !== undefined &&
    draft.model.dimension(first)?.type !== 'text' &&
    draft.model.dimension(first)?.entity === 'products'
  )
    draft.dimensions.unshift('product');
  const named = draft.filters.flatMap(({ member, op }) =>
    (op === 'is' || op === 'contains') && member in NAMED ? [member] : [],
  );
  draft.dimensions.unshift(...named.filter((member) => !draft.dimensions.includes(member)));
}

const NAMED = { product: true, customer: true, supplier: true, employee: true };

/** How many customers have more than so many orders: what is on file of each tells, over all time. */
function counted(draft: Draft): void {
  const only =
    draft.conditioned.length === 1 && draft.conditioned[0] === 'orders' && draft.measures.length === 1;
  if (only && draft.subject === 'customer' && draft.period === undefined) {
    const at = draft.filters.findIndex(({ member }) => member === 'orders');
    const [filter] = draft.filters.splice(at, 1);
    if (filter !== undefined) draft.addFilter({ ...filter, member: 'purchase_count' });
    draft.measures.splice(0, 1, 'customers');
    return;
  }
  const filter = draft.filters.find(({ member }) => member === 'orders');
  const measure = BY_ORDERS[`${filter?.op} ${filter?.values?.join()}`];
  if (draft.conditioned.join() === 'orders' && draft.measures.join() === 'buyers' && filter && measure) {
    draft.filters.splice(draft.filters.indexOf(filter), 1);
    draft.measures.splice(0, 1, measure);
    return;
  }
  throw new Unread('How many have a figure so large is not counted; they can be listed.', {
    fix: 'Ask which instead of how many: row_count of the answer is the number.',
    soFar: draft.request(),
  });
}

/** Buyers by how many orders they made, that have a measure of their own. */
const BY_ORDERS: Readonly<Record<string, string>> = {
  'at_least 2': 'repeat_buyers',
  'more_than 1': 'repeat_buyers',
  'is 1': 'one_time_buyers',
  'less_than 2': 'one_time_buyers',
};

function settleShares(draft: Draft): void {
  if (draft.add.includes('share') && draft.dimensions.length === 0 && draft.grain === undefined)
    throw new Unread('A share is a part of what is listed, and nothing is listed.', {
      fix: 'Ask for the share by something: "share of sales by category".',
      soFar: draft.request(),
    });
  if (draft.movingAverage !== undefined && draft.grain === undefined) draft.grain = 'month';
  if (draft.measures.length === 0 && draft.dimensions.length === 0)
    throw new Unread('No figure and nothing to list is named.', {
      fix: 'Name one: sales, orders, quantity, customers, stock.',
      soFar: draft.request(),
    });
  if (
    draft.measures.length === 0 &&
    (draft.compare.length > 0 || draft.add.length > 0 || draft.grain !== undefined)
  )
    throw new Unread('Which figure is meant is not said.', {
      fix: 'Name one, e.g. net sales or orders.',
      soFar: draft.request(),
    });
}
