import { dayNumber } from '../calendar/days.js';
import { STOCK_LEVELS, STOCK_LOTS } from '../inventory/levels.js';
import { FINE_PER_MINOR, QUANTITY_SCALE } from '../money.js';
import { cellsOf } from '../ports/analytics/cells.js';
import type { SqlValue } from '../ports/analytics/engine.js';
import type { Replica } from '../ports/analytics/replica.js';

/** A product as pricing needs it. Money in minor units, amounts in units. */
export interface PricedProduct {
  readonly product_id: string;
  readonly name: string;
  readonly unit: string | undefined;
  readonly category_id: string | undefined;
  readonly category: string | undefined;
  readonly price: number | undefined;
  /** As it moves on average where the stock ledger knows it, else as saved; may be a fraction. */
  readonly cost: number | undefined;
  readonly costFrom: 'average' | 'saved';
  readonly mrp: number | undefined;
  readonly taxRate: number;
  /** Whether its prices include tax, as its latest sales show; they do where those do not tell. */
  readonly taxInside: boolean;
  /** Absent where its stock is not kept. */
  readonly stock: number | undefined;
  readonly discontinued: boolean;
  /** Takings of the last 90 days of the books, in minor units. */
  readonly takings: number;
}

/** Some units that expire on a day. */
export interface Lot {
  readonly product_id: string;
  readonly expires: number;
  readonly units: number;
}

type Reader = Pick<Replica, 'read'>;

/** Days of sales that tell whether prices include tax, and what is worth looking at first. */
const LATELY = 90;

/** Products that were not removed, those with the greatest takings of late first: all, a category's, or those named. */
export async function pricedProducts(
  replica: Reader,
  scope: { readonly ids?: readonly string[] | undefined; readonly category?: string | undefined },
  today: string,
  signal?: AbortSignal,
): Promise<PricedProduct[]> {
  const { rows } = await replica.read(
    `SELECT p.product_id, p.name, p.unit, p.category_id, c.name, p.price, p.cost, v.unit_cost, p.mrp, p.tax_rate,
       s.outside IS TRUE, v.on_hand, p.discontinued IS TRUE, coalesce(s.takings, 0)
     FROM products p LEFT JOIN categories c USING (category_id) LEFT JOIN ${STOCK_LEVELS} v USING (product_id)
     LEFT JOIN (SELECT l.product_id, sum(l.net_fine)::DOUBLE AS takings, sum(l.tax_fine) > 0 AND sum(l.tax_inside_fine) = 0 AS outside
       FROM lines l JOIN sales d USING (record_key)
       WHERE d.kind = 'sale'
         AND d.sold_on > (SELECT least($1::DATE, max(sold_on)) FROM sales WHERE kind = 'sale') - ${LATELY} GROUP BY 1) s USING (product_id)
     WHERE p.removed IS NOT TRUE AND ($2::VARCHAR IS NULL OR p.category_id = $2)
       AND ($3::VARCHAR IS NULL OR p.product_id IN (SELECT unnest(from_json($3, '["VARCHAR"]'))))
     ORDER BY 14 DESC, 1`,
    [today, scope.category ?? null, scope.ids === undefined ? null : JSON.stringify(scope.ids)],
    signal,
  );
  return rows.map(priced);
}

function priced(row: readonly SqlValue[]): PricedProduct {
  const { text, number } = cellsOf(row);
  const [saved, level, stock] = [number(6), number(7), number(11)];
  const cost = level === undefined ? saved : level / FINE_PER_MINOR;
  return {
    product_id: text(0) ?? '',
    name: text(1) ?? '',
    unit: text(2),
    category_id: text(3),
    category: text(4),
    price: number(5),
    cost,
    costFrom: cost === saved ? 'saved' : 'average',
    mrp: number(8),
    taxRate: number(9) ?? 0,
    taxInside: row[10] !== true,
    stock: stock === undefined ? undefined : stock / QUANTITY_SCALE,
    discontinued: row[12] === true,
    takings: (number(13) ?? 0) / FINE_PER_MINOR,
  };
}

/** What is on hand of these products that expires, the first to expire first. */
export async function expiringLots(
  replica: Reader,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Lot[]> {
  const { rows } = await replica.read(
    `SELECT product_id, strftime(expires_on, '%Y-%m-%d'), sum(quantity)::BIGINT FROM ${STOCK_LOTS}
     WHERE expires_on IS NOT NULL AND quantity > 0
       AND product_id IN (SELECT unnest(from_json($1, '["VARCHAR"]'))) GROUP BY ALL ORDER BY 1, 2`,
    [JSON.stringify(ids)],
    signal,
  );
  return rows.map(([id, day, quantity]) => ({
    product_id: String(id),
    expires: dayNumber(String(day)),
    units: Number(quantity) / QUANTITY_SCALE,
  }));
}

/** Sales documents by the Monday of their week, as yyyy-mm-dd. */
export async function weeklyCustomers(
  replica: Reader,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await replica.read(
    "SELECT strftime(date_trunc('week', sold_on), '%Y-%m-%d'), count(*) FROM sales WHERE kind = 'sale' GROUP BY 1",
    [],
    signal,
  );
  return new Map(rows.map(([week, count]) => [String(week), Number(count)]));
}

/** Products that learn from each other: the best sold of a category, or of those without one. */
export async function groupOf(
  replica: Reader,
  category: string | undefined,
  most: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const { rows } = await replica.read(
    `SELECT product_id FROM products LEFT JOIN (SELECT product_id, count(*) AS sold FROM lines GROUP BY 1) USING (product_id)
     WHERE category_id IS NOT DISTINCT FROM $1 ORDER BY coalesce(sold, 0) DESC, 1 LIMIT ${most}`,
    [category ?? null],
    signal,
  );
  return rows.map(([id]) => String(id));
}

/** Stands for all that was sold and moved before a day: what was learned of it holds while this is the same. */
export async function soldUpTo(replica: Reader, today: string, signal?: AbortSignal): Promise<string> {
  const { rows } = await replica.read(
    `SELECT (SELECT max(record_key) FROM sales WHERE sold_on < $1::DATE),
       (SELECT max(record_key) FROM stock_movements WHERE moved_on < $1::DATE)`,
    [today],
    signal,
  );
  return JSON.stringify([today, rows[0]?.map(Number)]);
}
