import type { Replica } from '../ports/analytics/replica.js';

/** What a competitor asks for a product, tax included, minor units. */
export interface SellerPrice {
  readonly seller: string;
  readonly price: number;
  /** From when on, yyyy-mm-dd. */
  readonly from: string;
}

/** What the shop itself asks and pays from a day on; what is absent was not stated. Minor units. */
export interface PriceChange {
  readonly from: string;
  /** Whether it is what a purchase cost, by a bill or by hand. */
  readonly bought: boolean;
  readonly price: number | undefined;
  readonly cost: number | undefined;
  readonly mrp: number | undefined;
}

export interface PriceHistory {
  /** The latest of each competitor that is not older than 90 days. */
  readonly sellers: readonly SellerPrice[];
  /** Latest first, at most ten. */
  readonly changes: readonly PriceChange[];
}

/** Days after which a competitor's price is not relied on any more. */
export const FRESH_DAYS = 90;
const MOST_CHANGES = 10;

const ASKED = `(SELECT unnest(from_json($1, '["VARCHAR"]')))`;
/** Days on which a product was bought at another cost than before, without what was taken back. */
const BOUGHT = `
  SELECT product_id, moved_on, cost FROM (
    SELECT product_id, moved_on, (arg_max(unit_cost, seq) / 10000)::BIGINT AS cost FROM stock_movements m
    WHERE kind = 'purchase' AND unit_cost > 0 AND product_id IN ${ASKED} AND NOT EXISTS (
      FROM stock_movements b WHERE b.kind = 'supplier_return' AND b.bill_id = m.bill_id
        AND b.product_id = m.product_id AND b.seq > m.seq)
    GROUP BY 1, 2
  ) QUALIFY cost IS DISTINCT FROM lag(cost) OVER (PARTITION BY product_id ORDER BY moved_on)`;

/** Prices kept of these products that hold on a day, by product; and what their purchases cost. */
export async function priceHistories(
  replica: Pick<Replica, 'read'>,
  ids: readonly string[],
  today: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, PriceHistory>> {
  const { rows } = await replica.read(
    `SELECT product_id, seller, strftime(valid_from, '%Y-%m-%d'), price, cost, mrp, bought FROM (
       SELECT product_id, seller, valid_from, price, cost, mrp, false AS bought FROM prices
       UNION ALL SELECT product_id, NULL, moved_on, NULL, cost, NULL, true FROM (${BOUGHT})
     ) WHERE valid_from <= $2::DATE AND product_id IN ${ASKED}
       AND (seller IS NULL OR valid_from > $2::DATE - ${FRESH_DAYS})
     QUALIFY row_number() OVER (PARTITION BY product_id, seller ORDER BY valid_from DESC, bought)
       <= CASE WHEN seller IS NULL THEN ${MOST_CHANGES} ELSE 1 END
     ORDER BY 1, 3 DESC, 2, 7`,
    [JSON.stringify(ids), today],
    signal,
  );
  const found = new Map<string, { sellers: SellerPrice[]; changes: PriceChange[] }>();
  const known = (value: unknown): number | undefined => (value === null ? undefined : Number(value));
  for (const [id, seller, from, price, cost, mrp, bought] of rows) {
    const own = found.get(String(id)) ?? { sellers: [], changes: [] };
    found.set(String(id), own);
    if (seller === null)
      own.changes.push({
        from: String(from),
        bought: bought === true,
        price: known(price),
        cost: known(cost),
        mrp: known(mrp),
      });
    // A record without a price says that the one before holds no more.
    else if (price !== null)
      own.sellers.push({ seller: String(seller), price: Number(price), from: String(from) });
  }
  return found;
}
