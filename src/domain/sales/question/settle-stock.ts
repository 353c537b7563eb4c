import type { Draft } from './draft.js';
import { areOfStock } from './stock-figures.js';
import { Unread } from './unread.js';

/** Beside a price, the stock of a product is a number on its record as the price is. */
export function settleShelf(draft: Draft): void {
  const { measures, dimensions, model, grain, rank } = draft;
  const goods =
    dimensions.includes('product') &&
    dimensions.every((name) => model.dimension(name)?.entity === 'products');
  if (
    measures.join() === 'stock_on_order' &&
    goods &&
    dimensions.length > 1 &&
    rank === undefined &&
    grain === undefined
  ) {
    measures.length = 0;
    draft.addDimension('units_on_order');
  }
  const onRecord =
    measures.length === 0 &&
    dimensions.length > 0 &&
    dimensions.every((name) => model.dimension(name)?.entity === 'products');
  const kept = draft.filters.every(
    ({ member }) => model.dimension(member)?.entity === 'products' && member !== 'last_sold_date',
  );
  // "What must be reordered today": as it is now.
  if (onRecord && kept && draft.period?.named === 'today' && draft.verbs.size === 0) draft.period = undefined;
  const gone = draft.verbs.has('sell') || draft.verbs.has('buy');
  // "How many packets are there": on the shelf.
  if (
    measures.join() === 'quantity' &&
    !gone &&
    /\b(?:hai|hain|bach\w*|left)\s*\??$/i.test(draft.question) &&
    draft.period === undefined &&
    rank === undefined &&
    grain === undefined &&
    dimensions.length === 0 &&
    draft.compare.length === 0
  )
    measures.splice(0, 1, 'stock_units');
  if (measures.join() === 'stock_units' && dimensions.includes('units_in_stock') && rank === undefined)
    measures.length = 0;
  const priced = dimensions.some((name) => /^(?:price|cost|mrp)$/.test(name));
  if (measures.join() !== 'stock_units' || !priced || grain !== undefined || rank !== undefined) return;
  if (dimensions.some((name) => model.dimension(name)?.entity !== 'products' && name !== 'category')) return;
  measures.length = 0;
  dimensions.push('units_in_stock');
}

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
