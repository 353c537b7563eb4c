/** What lies in each lot, and loose, at each location; quantities in thousandths, never 0. */
export const STOCK_LOTS =
  '(SELECT product_id, location, batch, expires_on, sum(quantity)::BIGINT AS quantity FROM (FROM stock_legs SEMI JOIN stock_movements USING (record_key)) GROUP BY ALL HAVING sum(quantity) <> 0)';

/** After every day; a maximum by number passes over what is empty. */
const NEVER = "DATE '9999-12-31'";

/**
 * One row for each product: `on_hand` in thousandths (empty where its stock is not kept), `on_order` in thousandths (as
 * the product states it until something moves), `unit_cost` on the moving average, else as the product states it, in
 * fine units, and `next_expiry` of what is there.
 */
export const STOCK_LEVELS = `(SELECT x.product_id,
  CASE WHEN x.track_stock IS NOT FALSE THEN coalesce(y.moved, x.stock, CASE WHEN x.track_stock THEN 0 END) END AS on_hand,
  CASE WHEN y.product_id IS NULL THEN x.on_order ELSE y.ordered END AS on_order,
  coalesce(y.average_cost, x.cost * 10000) AS unit_cost, nullif(y.next_expiry, ${NEVER}) AS next_expiry
  FROM products x
  LEFT JOIN (
    SELECT product_id, sum(quantity)::BIGINT AS moved, sum(ordered)::BIGINT AS ordered,
      arg_max(average_cost, seq) AS average_cost,
      arg_max(coalesce(next_expiry, ${NEVER}), seq) AS next_expiry
    FROM stock_movements GROUP BY 1
  ) y USING (product_id))`;
