import { invalid } from '../errors.js';
import type { Replica } from '../ports/analytics/replica.js';

const MOST_PRODUCTS = 1_000;

/**
 * Days from `from` to `to` (yyyy-mm-dd, both included, none after today) on which a product ended without stock, by
 * product, in order. What sold on such a day may be less than what was wanted, so that a forecast should not learn from
 * it. Where the books went below zero, goods were there that they do not know of: such a day counts only if nothing was
 * sold on it. Nothing is said of days before the first movement.
 */
export async function stockOutDays(
  replica: Pick<Replica, 'sync' | 'read'>,
  productIds: readonly string[],
  from: string,
  to: string,
  today: string,
  signal?: AbortSignal,
): Promise<Map<string, string[]>> {
  if (from > to) throw invalid('to', `${to} lies before ${from}.`, { fix: 'Swap the two.' });
  await replica.sync(signal);
  const days = new Map<string, string[]>();
  for (let at = 0; at < productIds.length; at += MOST_PRODUCTS) {
    const part = productIds.slice(at, at + MOST_PRODUCTS);
    const { rows } = await replica.read(
      `WITH daily AS (
         SELECT product_id, moved_on, sum(quantity) AS change, bool_or(kind = 'sale') AS sold
         FROM stock_movements
         WHERE kind NOT IN ('order', 'cancel_order') AND product_id IN (${part.map((_, index) => `$${index + 4}`).join(', ')})
         GROUP BY ALL
       ), closing AS (
         SELECT product_id, moved_on, sold,
           sum(change) OVER days AS on_hand,
           lead(moved_on, 1, $3::DATE + 1) OVER days AS until
         FROM daily WINDOW days AS (PARTITION BY product_id ORDER BY moved_on)
       ), out AS (
         SELECT product_id, unnest(generate_series(
           greatest(CASE WHEN on_hand < 0 AND sold THEN moved_on + 1 ELSE moved_on END, $1::DATE),
           least(until - 1, $2::DATE, $3::DATE), INTERVAL 1 DAY))::DATE AS day
         FROM closing WHERE on_hand <= 0
       )
       SELECT product_id, string_agg(day::VARCHAR, ' ' ORDER BY day) FROM out GROUP BY 1 ORDER BY 1`,
      [from, to, today, ...part],
      signal,
    );
    for (const [id, list] of rows) days.set(String(id), String(list).split(' '));
  }
  return days;
}
