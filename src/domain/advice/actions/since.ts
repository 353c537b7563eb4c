import { dayNumber, dayOf } from '../../calendar/days.js';
import { FINE_PER_MINOR, QUANTITY_SCALE } from '../../money.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { Given } from './given.js';

/** Days within which what was advised must be done to count as followed. */
export const PATIENCE = 14;
/** Days of sales that are looked at before a change, and after it. */
export const WATCHED = 28;

/** What was recorded about a subject in the two weeks after advice was given. Money in minor units, quantities in thousandths. */
export interface Recorded {
  /** Ordered or bought, less what was cancelled again or taken back; goods that fill an order count once. */
  readonly supplied: number;
  /** Come in within four weeks, and the day number of the first of it. */
  readonly arrived: number;
  readonly arrivedOn: number | undefined;
  /** Thrown away or sent back, and counted: what that added to the books. */
  readonly discarded: number;
  readonly counted: number | undefined;
  /** Paid by the customer. */
  readonly paid: number;
}

/** A price of the shop from a day on. Minor units. */
export interface PriceChange {
  readonly from: number;
  readonly price: number | undefined;
}

/** What a product sold on a day: units, and what they brought without tax, in minor units. */
export interface DaySales {
  readonly units: number;
  readonly net: number;
}

/** What is known of a subject around advice. Days are day numbers. */
export interface Since extends Recorded {
  /** Earliest first. */
  readonly prices: readonly PriceChange[];
  readonly sales: ReadonlyMap<number, DaySales>;
}

export const NOTHING: Since = {
  supplied: 0,
  arrived: 0,
  arrivedOn: undefined,
  discarded: 0,
  counted: undefined,
  paid: 0,
  prices: [],
  sales: new Map(),
};

type Reader = Pick<Replica, 'read'>;

/** What was recorded around each advice, by its id; {@link NOTHING} of those that are not in the answer. */
export async function recordedSince(
  replica: Reader,
  given: readonly Given[],
  signal?: AbortSignal,
): Promise<Map<string, Since>> {
  if (given.length === 0) return new Map();
  const [recorded, priced, sold] = await Promise.all([
    recordedAfter(replica, given, signal),
    pricesOf(replica, given, signal),
    salesOf(replica, given, signal),
  ]);
  return new Map(
    given.map(({ advice_id: id, subject }) => [
      id,
      {
        ...NOTHING,
        ...recorded.get(id),
        prices: priced.get(subject.id) ?? [],
        sales: sold.get(subject.id) ?? NOTHING.sales,
      },
    ]),
  );
}

/** A record counts from the moment of the advice, by the time it was written. */
const SINCE = 'substr(r.fed, 1, 24) > g.at';
const IN_TIME = 'substr(r.fed, 1, 24) <= g.until';
const WATCHED_FOR = 'substr(r.fed, 1, 24) <= g.watched';

/** What a movement brings, or takes back: goods that fill an order are on order no more, a bill taken back undoes both. */
const BROUGHT = `CASE WHEN r.kind = 'purchase' OR (r.kind = 'supplier_return' AND r.bill_id IS NOT NULL)
  THEN r.quantity ELSE 0 END`;
const ENTERED = `${BROUGHT} + CASE WHEN r.kind IN ('order', 'cancel_order', 'purchase', 'supplier_return')
  THEN r.ordered ELSE 0 END`;

async function recordedAfter(
  replica: Reader,
  given: readonly Given[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Recorded>> {
  const asked = JSON.stringify(
    given.map(({ advice_id: id, at, subject }) => ({
      id,
      at,
      until: new Date(Date.parse(at) + PATIENCE * 86_400_000).toISOString(),
      watched: new Date(Date.parse(at) + WATCHED * 86_400_000).toISOString(),
      subject: subject.id,
    })),
  );
  const asking = `(SELECT unnest(from_json($1, '[{"id":"VARCHAR","at":"VARCHAR","until":"VARCHAR","watched":"VARCHAR","subject":"VARCHAR"}]'), recursive := true))`;
  const { rows } = await replica.read(
    `WITH g AS ${asking}
     SELECT g.id,
       (sum(${ENTERED}) FILTER (${IN_TIME} OR r.kind IN ('cancel_order', 'supplier_return')))::BIGINT,
       (sum(CASE WHEN r.kind IN ('wastage', 'supplier_return') THEN -r.quantity ELSE 0 END) FILTER (${IN_TIME}))::BIGINT,
       (sum(r.quantity) FILTER (r.kind = 'count' AND ${IN_TIME}))::BIGINT, 0,
       (sum(${BROUGHT}))::BIGINT, epoch(min(r.moved_on) FILTER (r.kind = 'purchase'))::BIGINT // 86400
     FROM g JOIN stock_movements r ON r.product_id = g.subject AND ${SINCE} AND ${WATCHED_FOR} GROUP BY 1
     UNION ALL
     SELECT g.id, 0, 0, NULL, (-sum(r.effect) FILTER (r.kind = 'payment'))::BIGINT, 0, NULL
     FROM g JOIN udhaar_entries r ON r.customer_id = g.subject AND ${SINCE} AND ${IN_TIME} GROUP BY 1`,
    [asked],
    signal,
  );
  return new Map(
    rows.map(([id, supplied, discarded, counted, paid, arrived, arrivedOn]) => [
      String(id),
      {
        supplied: Number(supplied ?? 0),
        discarded: Number(discarded ?? 0),
        counted: counted === null || counted === undefined ? undefined : Number(counted),
        paid: Number(paid ?? 0),
        arrived: Number(arrived ?? 0),
        arrivedOn: arrivedOn === null || arrivedOn === undefined ? undefined : Number(arrivedOn),
      },
    ]),
  );
}

const PRODUCTS = `product_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`;

/** The shop's own prices of these products, as they were recorded. */
async function pricesOf(
  replica: Reader,
  given: readonly Given[],
  signal: AbortSignal | undefined,
): Promise<Map<string, PriceChange[]>> {
  const ids = productsOf(given, ['reprice', 'mark_down']);
  if (ids.length === 0) return new Map();
  const { rows } = await replica.read(
    `SELECT product_id, epoch(valid_from)::BIGINT // 86400, price FROM prices
     WHERE seller IS NULL AND ${PRODUCTS} ORDER BY 1, 2`,
    [JSON.stringify(ids)],
    signal,
  );
  const prices = new Map<string, PriceChange[]>();
  for (const [id, from, price] of rows) {
    const own = prices.get(String(id)) ?? [];
    own.push({ from: Number(from), price: price === null ? undefined : Number(price) });
    prices.set(String(id), own);
  }
  return prices;
}

/** What these products sold by day, from four weeks before the first advice on. */
async function salesOf(
  replica: Reader,
  given: readonly Given[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Map<number, DaySales>>> {
  const ids = productsOf(given, ['reprice', 'mark_down', 'reorder']);
  if (ids.length === 0) return new Map();
  const [earliest = ''] = given.map(({ on }) => on).sort();
  const { rows } = await replica.read(
    `SELECT l.product_id, epoch(s.sold_on)::BIGINT // 86400, sum(l.quantity)::BIGINT,
       sum(l.net_fine - l.tax_inside_fine)::DOUBLE
     FROM lines l JOIN sales s USING (record_key)
     WHERE ${PRODUCTS} AND s.sold_on >= $2::DATE GROUP BY ALL`,
    [JSON.stringify(ids), dayOf(dayNumber(earliest) - WATCHED)],
    signal,
  );
  const sold = new Map<string, Map<number, DaySales>>();
  for (const [id, day, quantity, net] of rows) {
    const own = sold.get(String(id)) ?? new Map<number, DaySales>();
    own.set(Number(day), { units: Number(quantity) / QUANTITY_SCALE, net: Number(net) / FINE_PER_MINOR });
    sold.set(String(id), own);
  }
  return sold;
}

function productsOf(given: readonly Given[], kinds: readonly Given['kind'][]): string[] {
  return [...new Set(given.flatMap(({ kind, subject }) => (kinds.includes(kind) ? [subject.id] : [])))];
}

/** Whole days from one day to another. */
export function daysFrom(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
