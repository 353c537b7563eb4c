import type { Draft } from './draft.js';
import { areOfStock } from './stock-figures.js';
import { Unread } from './unread.js';

/** Figures of stock that stand on the record of a product are columns there, and of now. */
export function settleShelf(draft: Draft): void {
  asOfNow(draft);
  const { measures, dimensions, grain, rank } = draft;
  if (grain !== undefined || rank !== undefined) return;
  onTheShelf(draft);
  const priced = dimensions.some((name) => /^(?:price|cost|mrp)$/.test(name));
  const figure = measures.join();
  if (
    figure === 'stock_on_order' &&
    dimensions.length > 1 &&
    areOfProducts(draft) &&
    dimensions.includes('product')
  )
    column(draft, 'units_on_order');
  else if (
    figure === 'stock_units' &&
    (dimensions.includes('units_in_stock') || (priced && areOfProducts(draft, 'category')))
  )
    column(draft, 'units_in_stock');
}

function column(draft: Draft, name: string): void {
  draft.measures.length = 0;
  draft.addDimension(name);
}

/** Whether all that is listed stands on the record of a product, or is this beside it. */
function areOfProducts({ dimensions, model }: Draft, beside?: string): boolean {
  return dimensions.every((name) => name === beside || model.dimension(name)?.entity === 'products');
}

/** "What must be reordered today": as it is now. */
function asOfNow(draft: Draft): void {
  const { measures, dimensions, filters, model, period, verbs } = draft;
  if (period?.named !== 'today' || verbs.size > 0 || measures.length > 0 || dimensions.length === 0) return;
  const kept = filters.every(
    ({ member }) => model.dimension(member)?.entity === 'products' && member !== 'last_sold_date',
  );
  if (kept && areOfProducts(draft)) draft.period = undefined;
}

/** "How many packets are there": on the shelf, where nothing says that they were sold. */
function onTheShelf({ measures, dimensions, period, compare, verbs, question }: Draft): void {
  if (measures.join() !== 'quantity' || dimensions.length > 0 || period !== undefined || compare.length > 0)
    return;
  if (verbs.has('sell') || verbs.has('buy') || !THERE.test(question)) return;
  measures.splice(0, 1, 'stock_units');
}
const THERE = /\b(?:hai|hain|bach\w*|left)\s*\??$/i;

/** Stock is known as it is now: of today that is nothing to say, and of the past it cannot be told. */
export function settleStock(draft: Draft): void {
  const { measures, model, period, grain } = draft;
  if (!areOfStock(measures, model)) return;
  if (period === undefined && grain === undefined && draft.compare.length === 0) return;
  if (period?.named === 'today' && grain === undefined && draft.compare.length === 0) {
    draft.period = undefined;
    return;
  }
  throw new Unread('Stock is known as it is now, not as it was.', {
    fix: 'Ask without a time; list_products shows the movements of a product.',
    soFar: draft.request(),
  });
}
