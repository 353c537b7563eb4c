import { dayNumber } from '../../calendar/days.js';
import { KEPT_FORECAST, KeptForecast } from '../../forecast/kept/kept-forecast.js';
import { MOVEMENT_TYPE } from '../../inventory/keys.js';
import { type Changes, type Stretch, textOf, wholeOf } from './changes.js';
import { KEPT_DAYS, lotKey, noProduct, type ProductFacts } from './facts.js';

/** Products, and who changed since it was last asked. */
export interface Shelf {
  readonly products: Map<string, ProductFacts>;
  readonly touched: Set<string>;
}

function productOf({ products, touched }: Shelf, id: string): ProductFacts {
  touched.add(id);
  const known = products.get(id) ?? noProduct(id);
  products.set(id, known);
  return known;
}

/** Takes in product records. */
export async function takeProducts(changes: Changes, shelf: Shelf, signal?: AbortSignal): Promise<void> {
  const stretch = await changes.next('product', 'products', signal);
  if (stretch === undefined) return;
  const rows = await changes.rows(
    `SELECT product_id, name, unit, price, cost, mrp, tax_rate, supplier_id, lead_time_days, stock, on_order,
       reorder_level, track_stock, discontinued, removed
     FROM products WHERE record_key > $1 AND record_key <= $2`,
    [stretch.from, stretch.to],
    signal,
  );
  for (const [
    id,
    name,
    unit,
    price,
    cost,
    mrp,
    tax,
    supplier,
    lead,
    stock,
    ordered,
    level,
    ...flags
  ] of rows) {
    const [track, discontinued, removed] = flags;
    productOf(shelf, String(id)).record = {
      name: String(name),
      unit: textOf(unit),
      price: wholeOf(price),
      cost: wholeOf(cost),
      mrp: wholeOf(mrp),
      taxRate: wholeOf(tax) ?? 0,
      supplier: textOf(supplier),
      leadDays: wholeOf(lead),
      stated: wholeOf(stock),
      statedOnOrder: wholeOf(ordered) ?? 0,
      reorderLevel: wholeOf(level),
      trackStock: typeof track === 'boolean' ? track : undefined,
      discontinued: discontinued === true,
      removed: removed === true,
    };
  }
}

/** Takes in stock movements, which are only ever added. */
export async function takeMovements(changes: Changes, shelf: Shelf, signal?: AbortSignal): Promise<void> {
  const stretch = await changes.next(MOVEMENT_TYPE, 'stock_movements', signal);
  if (stretch === undefined) return;
  const values = [stretch.from, stretch.to];
  const moved = await changes.rows(
    `SELECT product_id, sum(quantity)::BIGINT, sum(ordered)::BIGINT, arg_max(average_cost, seq),
       epoch(max(moved_on) FILTER (quantity <> 0))::BIGINT // 86400,
       epoch(max(moved_on) FILTER (kind = 'purchase'))::BIGINT // 86400,
       epoch(max(moved_on) FILTER (kind = 'order'))::BIGINT // 86400,
       epoch(max(moved_on) FILTER (kind = 'opening'))::BIGINT // 86400
     FROM stock_movements WHERE record_key > $1 AND record_key <= $2 GROUP BY 1`,
    values,
    signal,
  );
  for (const [id, quantity, ordered, cost, on, bought, orderedOn, began] of moved) {
    const product = productOf(shelf, String(id));
    const before = product.stock;
    product.stock = {
      quantity: (before?.quantity ?? 0) + Number(quantity),
      ordered: (before?.ordered ?? 0) + Number(ordered),
      cost: wholeOf(cost) ?? before?.cost,
      movedOn: latest(before?.movedOn, wholeOf(on)),
      orderedOn: latest(before?.orderedOn, wholeOf(orderedOn)),
    };
    product.lastBought = latest(product.lastBought, wholeOf(bought));
    product.stockBegan = latest(product.stockBegan, wholeOf(began));
  }
  const legs = await changes.rows(
    `SELECT product_id, location, batch, expires_on::VARCHAR, sum(quantity)::BIGINT
     FROM stock_legs WHERE record_key > $1 AND record_key <= $2 GROUP BY ALL`,
    values,
    signal,
  );
  for (const [id, place, batchNumber, expiry, quantity] of legs) {
    const { lots } = productOf(shelf, String(id));
    const [location, batch, expires] = [String(place), textOf(batchNumber), textOf(expiry)];
    const key = lotKey(location, batch, expires);
    const left = (lots.get(key)?.quantity ?? 0) + Number(quantity);
    if (left === 0) lots.delete(key);
    else {
      const day = expires === undefined ? undefined : dayNumber(expires);
      lots.set(key, { location, batch, expires: day, quantity: left });
    }
  }
}

/** Takes in what was sold of each product by a stretch of documents. */
export async function takeSold(
  changes: Changes,
  shelf: Shelf,
  { from, to }: Stretch,
  today: number,
  signal?: AbortSignal,
): Promise<void> {
  const rows = await changes.rows(
    `WITH sold AS (
       SELECT l.product_id, epoch(s.sold_on)::BIGINT // 86400 AS day, l.quantity, s.kind,
         l.tax_fine > 0 AND l.tax_inside_fine = 0 AS outside
       FROM lines l JOIN sales s USING (record_key)
       WHERE l.record_key > $1 AND l.record_key <= $2 AND s.record_key > $1 AND s.record_key <= $2
         AND l.product_id IS NOT NULL
     )
     SELECT product_id, day, sum(quantity)::BIGINT, false, NULL, NULL FROM sold WHERE day > $3 GROUP BY 1, 2
     UNION ALL
     SELECT product_id, NULL, NULL, bool_or(outside), min(day), max(day) FROM sold WHERE kind = 'sale' GROUP BY 1`,
    [from, to, today - KEPT_DAYS],
    signal,
  );
  for (const [id, day, quantity, outside, first, last] of rows) {
    const product = productOf(shelf, String(id));
    const on = wholeOf(day);
    if (on !== undefined) product.sold.set(on, (product.sold.get(on) ?? 0) + Number(quantity));
    else {
      if (outside === true) product.taxOutside = true;
      const begun = wholeOf(first);
      if (begun !== undefined) product.firstSold = Math.min(product.firstSold ?? begun, begun);
      product.lastSold = latest(product.lastSold, wholeOf(last));
    }
  }
}

/** Takes in kept forecasts of products by day: of each day what the latest one before it said. */
export async function takeForecasts(
  changes: Changes,
  shelf: Shelf,
  today: number,
  signal?: AbortSignal,
): Promise<void> {
  const stretch = await changes.next(KEPT_FORECAST.type, 'kept_forecasts', signal);
  if (stretch === undefined) return;
  const rows = await changes.rows(
    `SELECT body FROM kept_forecasts WHERE record_key > $1 AND record_key <= $2
       AND scope = 'product' AND counted = 'units' AND grain = 'day'
       AND epoch(ends)::BIGINT // 86400 > $3 ORDER BY record_key`,
    [stretch.from, stretch.to, today - KEPT_DAYS],
    signal,
  );
  for (const [body] of rows) {
    const kept = KeptForecast.parse(JSON.parse(String(body)));
    const { forecasts } = productOf(shelf, kept.series_id);
    const last = dayNumber(kept.last);
    for (const [step, start] of kept.starts.entries()) {
      const day = dayNumber(start);
      if (last >= day || (forecasts.get(day)?.last ?? -1) > last) continue;
      const [point, low, high] = [kept.point[step], kept.low95[step], kept.high95[step]];
      if (point !== undefined && low !== undefined && high !== undefined)
        forecasts.set(day, { last, point, low, high });
    }
  }
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}
