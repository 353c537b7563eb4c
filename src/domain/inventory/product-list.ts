import { fingerprint, readCursor, writeCursor } from '../cursor.js';
import { divideRounded, FINE_PER_MINOR, QUANTITY_SCALE } from '../money.js';
import type { SqlValue } from '../ports/analytics/engine.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { ShopSettings } from '../shop.js';
import { STOCK_LEVELS, STOCK_LOTS } from './levels.js';
import { defaultLocation, locationAmong, locationsOf } from './locations.js';

/**
 * Which products are listed. Removed ones only where they are asked for. Low is what plan_reorder orders at, if nothing
 * is on order: at the reorder level or below it; a level of 0 is none.
 */
const SHOWN_SQL = {
  all: 'true',
  low: 'reorder_level > 0 AND on_hand <= reorder_level AND NOT discontinued',
  out: 'on_hand <= 0 AND NOT discontinued',
  negative: '(below IS NOT NULL OR on_hand < 0)',
  expiring: 'next_expiry <= $1::DATE + $2::INTEGER',
  expired: 'expired > 0',
  not_tracked: 'on_hand IS NULL',
  discontinued: 'discontinued',
  removed: 'true',
} as const;
export const SHOWN = [
  'all',
  'low',
  'out',
  'negative',
  'expiring',
  'expired',
  'not_tracked',
  'discontinued',
  'removed',
] as const satisfies readonly (keyof typeof SHOWN_SQL)[];

const SORT_SQL = {
  name: 'lower(name)',
  stock: 'on_hand ASC NULLS LAST',
  value: 'value DESC NULLS LAST',
  expiry: 'next_expiry ASC NULLS LAST',
} as const;
export const PRODUCT_SORTS = [
  'name',
  'stock',
  'value',
  'expiry',
] as const satisfies readonly (keyof typeof SORT_SQL)[];

export interface ProductsRequest {
  readonly show: (typeof SHOWN)[number];
  /** Words that all occur in name, id or barcode. */
  readonly search?: string | undefined;
  /** Id or name. */
  readonly category?: string | undefined;
  readonly supplier?: string | undefined;
  readonly barcode?: string | undefined;
  /** Only what lies there, and how much of it. */
  readonly location?: string | undefined;
  readonly expiring_days: number;
  readonly sort: (typeof PRODUCT_SORTS)[number];
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A product as it is listed. Money in minor units, quantities in thousandths. */
export interface ListedProduct {
  readonly product_id: string;
  readonly name: string;
  readonly category: string | undefined;
  readonly supplier: string | undefined;
  readonly unit: string | undefined;
  readonly price: number | undefined;
  readonly mrp: number | undefined;
  readonly barcode: string | undefined;
  /** Absent where the stock is not kept. */
  readonly on_hand: number | undefined;
  readonly on_order: number;
  /** What of it has expired, and what will have within the days asked for; both where `location` says. */
  readonly expired: number;
  readonly expiring: number;
  /** Places where the books are below zero, whatever lies elsewhere. */
  readonly below_zero: readonly { readonly location: string; readonly quantity: number }[];
  /** At cost. */
  readonly value: number | undefined;
  readonly reorder_level: number | undefined;
  readonly next_expiry: string | undefined;
  readonly discontinued: boolean;
}

export interface ProductList {
  readonly rows: readonly ListedProduct[];
  /** Of all that match; `value` in minor units over those with stock above zero and a known cost. */
  readonly totals: { readonly products: number; readonly value: bigint };
  /** Goes on after so many of these rows, 1 or more; undefined where nothing comes after. */
  readonly cursorAfter: (rows: number) => string | undefined;
}

/** What lies where it is asked for, by product: in all, by expiry, and where the books are below zero. */
const HELD = `SELECT product_id, sum(quantity)::BIGINT AS here,
  min(expires_on) FILTER (quantity > 0) AS next_expiry,
  sum(quantity) FILTER (expires_on < $1::DATE)::BIGINT AS expired,
  sum(quantity) FILTER (expires_on <= $1::DATE + $2::INTEGER)::BIGINT AS expiring,
  string_agg(quantity || ' ' || location, ',' ORDER BY location) FILTER (quantity < 0) AS below
  FROM ${STOCK_LOTS}`;

/**
 * Products with what is in stock of each, read from the replica.
 *
 * @throws ClerkError `invalid_input` for a cursor of another list, or a location that there is not.
 */
export async function listProducts(
  replica: Pick<Replica, 'sync' | 'read'>,
  settings: ShopSettings,
  today: string,
  request: ProductsRequest,
  signal?: AbortSignal,
): Promise<ProductList> {
  const { cursor, limit, ...asked } = request;
  const print = fingerprint(settings.shop_id, asked);
  const start = readCursor(cursor, print);
  await replica.sync(signal);
  const values: SqlValue[] = [today, request.expiring_days];
  const bind = (value: SqlValue): string => `$${values.push(value)}`;
  const conditions = [
    // Keeps both parameters in use whatever is shown.
    '$1::DATE IS NOT NULL AND $2::INTEGER IS NOT NULL',
    SHOWN_SQL[request.show],
    request.show === 'removed' ? 'removed' : 'NOT removed',
  ];
  for (const word of (request.search ?? '').toLowerCase().split(/\s+/).filter(Boolean))
    conditions.push(`contains(lower(concat_ws(' ', name, product_id, barcode)), ${bind(word)})`);
  const group = (kind: string, said: string | undefined): void => {
    if (said === undefined) return;
    const value = bind(said.trim());
    conditions.push(`(${kind}_id = ${value} OR lower(${kind}) = lower(${value}))`);
  };
  group('category', request.category);
  group('supplier', request.supplier);
  if (request.barcode !== undefined) conditions.push(`barcode = ${bind(request.barcode)}`);
  const location = await knownLocation(replica, settings, request.location, signal);
  // Where the ledger has not begun, all there is lies at the first location.
  const isFirst = location === defaultLocation(settings);
  const onHand =
    location === undefined
      ? 'v.on_hand'
      : `CASE WHEN v.on_hand IS NOT NULL THEN coalesce(h.here, ${isFirst ? 'CASE WHEN NOT EXISTS (FROM stock_movements n WHERE n.product_id = p.product_id) THEN v.on_hand END, 0' : '0'}) END`;
  const wantsEmpty = request.show === 'out' || request.show === 'low';
  if (location !== undefined && !wantsEmpty) conditions.push('on_hand <> 0');
  const { rows } = await replica.read(
    `WITH held AS (${HELD} ${location === undefined ? '' : `WHERE location = ${bind(location)}`} GROUP BY 1), listed AS (
       SELECT p.product_id, p.name, p.category_id, c.name AS category, p.supplier_id, u.name AS supplier, p.unit,
         p.price, p.mrp, p.barcode, p.reorder_level, v.on_order, h.next_expiry, h.expired, h.expiring, h.below,
         coalesce(p.discontinued, false) AS discontinued, coalesce(p.removed, false) AS removed,
         (${onHand})::BIGINT AS on_hand, v.unit_cost
       FROM products p
       LEFT JOIN categories c ON c.category_id = p.category_id
       LEFT JOIN suppliers u ON u.supplier_id = p.supplier_id
       LEFT JOIN ${STOCK_LEVELS} v ON v.product_id = p.product_id
       LEFT JOIN held h ON h.product_id = p.product_id
     ), matching AS (SELECT *, on_hand::HUGEINT * unit_cost AS value FROM listed WHERE ${conditions.join(' AND ')})
     SELECT product_id, name, category, supplier, unit, price, mrp, barcode, on_hand, value::VARCHAR, reorder_level,
       next_expiry::VARCHAR, discontinued, on_order, expired, expiring, below, count(*) OVER (), (sum(greatest(value, 0)) OVER ())::VARCHAR
     FROM matching ORDER BY ${SORT_SQL[request.sort]}, product_id LIMIT ${limit + 1} OFFSET ${start}`,
    values,
    signal,
  );
  const [count, value] = (rows[0] ?? []).slice(-2);
  return {
    rows: rows.slice(0, limit).map(listed),
    totals: { products: Number(count ?? 0), value: minor(value) ?? 0n },
    cursorAfter: (taken) => (taken < rows.length ? writeCursor(start + taken, print) : undefined),
  };
}

/** The location that is meant: one of the shop's, or one where something still lies. */
async function knownLocation(
  replica: Pick<Replica, 'read'>,
  settings: ShopSettings,
  said: string | undefined,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (said === undefined) return undefined;
  const { rows } = await replica.read(`SELECT DISTINCT location FROM ${STOCK_LOTS} ORDER BY 1`, [], signal);
  return locationAmong([...locationsOf(settings), ...rows.map(([name]) => String(name))], said, 'location');
}

function listed(row: readonly SqlValue[]): ListedProduct {
  const text = (value: SqlValue | undefined): string | undefined =>
    value === null || value === undefined ? undefined : String(value);
  const whole = (value: SqlValue | undefined): number | undefined =>
    value === null || value === undefined ? undefined : Number(value);
  const [
    id,
    name,
    category,
    supplier,
    unit,
    price,
    mrp,
    barcode,
    onHand,
    value,
    level,
    expiry,
    over,
    ...held
  ] = row;
  const [onOrder, expired, expiring, below] = held;
  const worth = minor(value);
  return {
    product_id: String(id),
    name: String(name),
    category: text(category),
    supplier: text(supplier),
    unit: text(unit),
    price: whole(price),
    mrp: whole(mrp),
    barcode: text(barcode),
    on_hand: whole(onHand),
    on_order: whole(onOrder) ?? 0,
    expired: whole(expired) ?? 0,
    expiring: whole(expiring) ?? 0,
    below_zero: (text(below)?.split(',') ?? []).map((place) => {
      const [quantity = '', ...location] = place.split(' ');
      return { location: location.join(' '), quantity: Number(quantity) };
    }),
    value: worth === undefined ? undefined : Number(worth),
    reorder_level: whole(level),
    next_expiry: text(expiry),
    discontinued: over === true,
  };
}

/** Thousandths x fine units as whole minor units, rounded. */
function minor(value: SqlValue | undefined): bigint | undefined {
  if (value === null || value === undefined) return undefined;
  return divideRounded(BigInt(String(value)), BigInt(FINE_PER_MINOR * QUANTITY_SCALE));
}
