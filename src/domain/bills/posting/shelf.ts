import type { SqlValue } from '../../ports/analytics/engine.js';
import type { Replica } from '../../ports/analytics/replica.js';

/** A product as a bill's line is compared with it. Money in minor units, `last_cost` in fine units. */
export interface ShelfProduct {
  readonly product_id: string;
  readonly name: string;
  readonly unit?: string | undefined;
  readonly pack?: string | undefined;
  /** Thousandths of the unit. */
  readonly pack_size?: number | undefined;
  readonly barcode?: string | undefined;
  readonly hsn?: string | undefined;
  readonly price?: number | undefined;
  readonly mrp?: number | undefined;
  readonly cost?: number | undefined;
  /** Ten-thousandths. */
  readonly tax_rate?: number | undefined;
  readonly track_stock?: boolean | undefined;
  /** What a unit cost in the last purchase that was not free and not taken back, and its day. */
  readonly last_cost?: number | undefined;
  readonly last_on?: string | undefined;
}

/** What a shop sells and whom it buys from, as far as a bill is compared with it. */
export interface Shelf {
  /** Every product that was not removed. */
  products(signal?: AbortSignal): Promise<readonly ShelfProduct[]>;
  suppliers(signal?: AbortSignal): Promise<readonly { supplier_id: string; name: string }[]>;
}

const PRODUCTS = `SELECT p.product_id, p.name, p.unit, p.pack, p.pack_size, p.barcode, p.hsn, p.price, p.mrp, p.cost,
  p.tax_rate, p.track_stock, l.cost, strftime(l.day, '%Y-%m-%d')
  FROM products p LEFT JOIN (
    SELECT product_id, arg_max(unit_cost, seq) AS cost, arg_max(moved_on, seq) AS day
    FROM stock_movements m
    WHERE kind = 'purchase' AND unit_cost > 0 AND NOT EXISTS (
      FROM stock_movements b WHERE b.kind = 'supplier_return' AND b.bill_id = m.bill_id
        AND b.product_id = m.product_id AND b.seq > m.seq)
    GROUP BY 1
  ) l USING (product_id) WHERE p.removed IS NOT TRUE ORDER BY 1`;

/** {@link Shelf} by the replica. */
export function replicaShelf(replica: Pick<Replica, 'sync' | 'read'>): Shelf {
  return {
    products: async (signal) => {
      await replica.sync(signal);
      const { rows } = await replica.read(PRODUCTS, [], signal);
      return rows.map(
        ([
          id,
          name,
          unit,
          pack,
          size,
          barcode,
          hsn,
          price,
          mrp,
          cost,
          tax,
          track,
          last,
          day,
        ]): ShelfProduct => ({
          product_id: String(id),
          name: String(name),
          unit: text(unit),
          pack: text(pack),
          pack_size: number(size),
          barcode: text(barcode),
          hsn: text(hsn),
          price: number(price),
          mrp: number(mrp),
          cost: number(cost),
          tax_rate: number(tax),
          track_stock: typeof track === 'boolean' ? track : undefined,
          last_cost: number(last),
          last_on: text(day),
        }),
      );
    },
    suppliers: async (signal) => {
      await replica.sync(signal);
      const { rows } = await replica.read('SELECT supplier_id, name FROM suppliers ORDER BY 1', [], signal);
      return rows.map(([id, name]) => ({ supplier_id: String(id), name: String(name) }));
    },
  };
}

function text(value: SqlValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function number(value: SqlValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
