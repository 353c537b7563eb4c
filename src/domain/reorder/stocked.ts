import { dayNumber } from '../calendar/days.js';
import { STOCK_LEVELS, STOCK_LOTS } from '../inventory/levels.js';
import { FINE_PER_MINOR, QUANTITY_SCALE } from '../money.js';
import { cellsOf } from '../ports/analytics/cells.js';
import type { SqlValue } from '../ports/analytics/engine.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { DatedStock } from './expiry.js';

/** A product as reordering needs it. Money in minor units, amounts in thousandths, days as day numbers. */
export interface Stocked {
  readonly product_id: string;
  readonly name: string;
  readonly category_id: string | undefined;
  readonly supplier_id: string | undefined;
  readonly supplier: string | undefined;
  readonly unit: string | undefined;
  readonly price: number | undefined;
  readonly taxRate: number;
  /** As stated, else as it moves on average; may be a fraction. */
  readonly cost: number | undefined;
  /** Absent where its stock is not kept. */
  readonly onHand: number | undefined;
  /** Part of it that has expired, and can no more be sold. */
  readonly expired: number;
  readonly onOrder: number;
  readonly reorderLevel: number | undefined;
  readonly packSize: number | undefined;
  readonly minOrder: number | undefined;
  readonly orderMultiple: number | undefined;
  /** Calendar days; the product's own, else its supplier's. */
  readonly leadTime: number | undefined;
  readonly discontinued: boolean;
  readonly lots: readonly DatedStock[];
  /**
   * Days from delivery to expiry that half of the lots bought had; where none was bought with a date, the most that one of
   * the opening stock had left. Absent where none had a date.
   */
  readonly shelfLife: number | undefined;
  /** Last day of a sale, and of a purchase as the stock ledger knows it. */
  readonly lastSold: number | undefined;
  readonly lastBought: number | undefined;
  /** Day of the stock that its ledger began with. */
  readonly began: number | undefined;
}

/** What products sold for in a year, in fine units without tax, by id; `margin` where every cost is known. */
export interface YearValue {
  readonly by: 'margin' | 'revenue';
  readonly values: ReadonlyMap<string, number>;
}

const YEAR = 365;

/** All products that were not removed, in order of id, as they stand on a day. */
export async function stockedProducts(
  replica: Pick<Replica, 'read'>,
  today: string,
  signal?: AbortSignal,
): Promise<readonly Stocked[]> {
  const { rows } = await replica.read(
    `SELECT p.product_id, p.name, p.category_id, p.supplier_id, u.name, p.unit, p.price, p.tax_rate, p.cost,
       v.unit_cost, v.on_hand, greatest(v.on_order, 0), p.reorder_level, p.pack_size, p.min_order, p.order_multiple,
       coalesce(p.lead_time_days, u.lead_time_days), p.discontinued IS TRUE,
       e.lots,
       strftime(s.sold, '%Y-%m-%d'), strftime(b.bought, '%Y-%m-%d'),
       coalesce(e.expired, 0)::BIGINT, k.life, strftime(b.began, '%Y-%m-%d')
     FROM products p
     LEFT JOIN suppliers u USING (supplier_id)
     LEFT JOIN ${STOCK_LEVELS} v USING (product_id)
     LEFT JOIN (SELECT l.product_id, max(d.sold_on) AS sold FROM lines l JOIN sales d USING (record_key)
       WHERE d.kind = 'sale' AND d.sold_on <= $1::DATE GROUP BY 1) s USING (product_id)
     LEFT JOIN (SELECT product_id, max(moved_on) FILTER (kind = 'purchase') AS bought,
         max(moved_on) FILTER (kind = 'opening') AS began FROM stock_movements GROUP BY 1) b
       USING (product_id)
     LEFT JOIN (SELECT product_id, string_agg(strftime(expires_on, '%Y-%m-%d') || ' ' || quantity, ',') AS lots,
         sum(quantity) FILTER (expires_on < $1::DATE) AS expired
       FROM ${STOCK_LOTS} WHERE expires_on IS NOT NULL AND quantity > 0 GROUP BY 1) e USING (product_id)
     LEFT JOIN (SELECT l.product_id, round(coalesce(median(expires_on - moved_on) FILTER (kind = 'purchase'),
         max(expires_on - moved_on)))::BIGINT AS life
       FROM stock_legs l JOIN stock_movements m USING (record_key)
       WHERE kind IN ('purchase', 'opening') AND expires_on >= moved_on GROUP BY 1) k USING (product_id)
     WHERE p.removed IS NOT TRUE ORDER BY p.product_id`,
    [today],
    signal,
  );
  return rows.map(stocked);
}

function stocked(row: readonly SqlValue[]): Stocked {
  const { text, number } = cellsOf(row);
  const day = (at: number): number | undefined => {
    const value = text(at);
    return value === undefined ? undefined : dayNumber(value);
  };
  const average = number(9);
  return {
    product_id: text(0) ?? '',
    name: text(1) ?? '',
    category_id: text(2),
    supplier_id: text(3),
    supplier: text(4),
    unit: text(5),
    price: number(6),
    taxRate: number(7) ?? 0,
    cost: number(8) ?? (average === undefined ? undefined : average / FINE_PER_MINOR),
    onHand: number(10),
    expired: number(21) ?? 0,
    onOrder: number(11) ?? 0,
    reorderLevel: number(12),
    packSize: number(13),
    minOrder: number(14),
    orderMultiple: number(15),
    leadTime: number(16),
    discontinued: row[17] === true,
    lots: lotsIn(text(18)),
    shelfLife: number(22),
    lastSold: day(19),
    lastBought: day(20),
    began: day(23),
  };
}

/** `2026-03-31 4000,2026-04-30 250` */
function lotsIn(list: string | undefined): DatedStock[] {
  return [...(list ?? '').matchAll(/(\d{4}-\d\d-\d\d) (\d+)/g)].map(([, date = '', quantity]) => ({
    expires: dayNumber(date),
    quantity: Number(quantity) / QUANTITY_SCALE,
  }));
}

/** What every product of the shop was worth in the year up to `last`: its margin, or its sales if a cost is missing. */
export async function yearValues(
  replica: Pick<Replica, 'read'>,
  last: string,
  signal?: AbortSignal,
): Promise<YearValue> {
  const { rows } = await replica.read(
    `SELECT l.product_id, sum(l.net_fine - l.tax_inside_fine)::DOUBLE, sum(l.cost_fine)::DOUBLE,
       bool_and(l.cost_fine IS NOT NULL)
     FROM lines l JOIN sales d USING (record_key)
     WHERE l.product_id IS NOT NULL AND d.sold_on > $1::DATE - ${YEAR} AND d.sold_on <= $1::DATE GROUP BY 1`,
    [last],
    signal,
  );
  const by = rows.every(([, , , known]) => known === true) ? 'margin' : 'revenue';
  return {
    by,
    values: new Map(
      rows.map(([id, sales, cost]) => [String(id), Number(sales) - (by === 'margin' ? Number(cost) : 0)]),
    ),
  };
}

/** First day with a sale; nothing where there is none. */
export async function firstSale(
  replica: Pick<Replica, 'read'>,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const { rows } = await replica.read(
    "SELECT strftime(min(sold_on), '%Y-%m-%d') FROM sales WHERE kind = 'sale'",
    [],
    signal,
  );
  const first = rows[0]?.[0];
  return typeof first === 'string' ? dayNumber(first) : undefined;
}
