import { dayNumber } from '../../calendar/days.js';
import { FINE_PER_MINOR, QUANTITY_SCALE } from '../../money.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import type { Replica } from '../../ports/analytics/replica.js';
import { type Closures, closures } from './opening-days.js';

/** Which sales make one series. */
export type DemandScope =
  /** One series a product: the named ones, or all. */
  | { readonly by: 'product'; readonly ids?: readonly string[] | undefined }
  /** All products of a category together. */
  | { readonly by: 'category'; readonly id: string }
  /** Everything the shop sells. */
  | { readonly by: 'shop' };

/** What is counted: units sold, or net sales (as `net_sales` of a query) in major units of the currency. */
export type Counted = 'units' | 'revenue';

/** Demand of one series day by day, from its first sale to the last day of the history. */
export interface DailyDemand {
  /** Id of the product or category; `shop` for everything. */
  readonly id: string;
  /** Day number of the first value. */
  readonly first: number;
  /** Net of what came back; never below 0. Nothing where the shop was closed. */
  readonly values: readonly (number | undefined)[];
  /** Mean price of a unit on each day, in major units; nothing where none was sold. */
  readonly prices: readonly (number | undefined)[];
  /** Share of each day's value that was sold at a discount, 0 to 1. */
  readonly discounted: readonly number[];
}

export interface DemandHistory {
  /** Last day that the series cover, yyyy-mm-dd. */
  readonly last: string;
  readonly closures: Closures;
  /** Series with at least one sale, in order of id. */
  readonly series: readonly DailyDemand[];
}

/** What comes back counts against the day it was sold on, as it was not wanted then; without a reference, on its own. */
const MOVED = `
  WITH moved AS (
    SELECT l.product_id, s.sold_on AS day, l.quantity, l.gross_fine, l.net_fine, l.discount_fine
    FROM lines l JOIN sales s USING (record_key)
    WHERE s.kind = 'sale' AND s.sold_on <= $1::DATE
    UNION ALL
    SELECT l.product_id, coalesce(o.sold_on, s.sold_on), l.quantity, l.gross_fine, l.net_fine, l.discount_fine
    FROM lines l JOIN sales s USING (record_key) LEFT JOIN sales o ON o.sale_id = s.refers_to
    WHERE s.kind <> 'sale' AND s.sold_on <= $1::DATE
  )`;

/**
 * Reads what was sold day by day, as forecasting needs it: every day has a value, 0 where nothing was sold and none
 * where the shop was closed.
 *
 * @param digits decimal digits of the currency.
 * @param last the last day to read; a day that is not over would look like a drop in demand.
 */
export async function demandHistory(
  replica: Pick<Replica, 'read'>,
  scope: DemandScope,
  counted: Counted,
  { last, digits }: { readonly last: string; readonly digits: number },
  signal?: AbortSignal,
): Promise<DemandHistory> {
  const shut = await shopClosures(replica, last, signal);
  const { id, where, values } = scopeSql(scope);
  const { rows } = await replica.read(
    `${MOVED}
    SELECT ${id} AS id, epoch(day)::BIGINT // 86400 AS day, sum(quantity)::DOUBLE, sum(net_fine)::DOUBLE,
      sum(gross_fine)::DOUBLE, sum(discount_fine)::DOUBLE
    FROM moved ${where}
    GROUP BY ALL ORDER BY ALL`,
    [last, ...values],
    signal,
  );
  const end = dayNumber(last);
  const perMajor = FINE_PER_MINOR * 10 ** digits;
  const series: Open[] = [];
  let open: Open | undefined;
  for (const row of rows) {
    const [name, day, quantity, net, gross, discount] = row;
    if (open === undefined || open.id !== name) {
      open = opened(String(name), Number(day), end);
      series.push(open);
    }
    const at = Number(day) - open.first;
    const units = Number(quantity) / QUANTITY_SCALE;
    open.values[at] = Math.max(0, counted === 'units' ? units : Number(net) / perMajor);
    if (units > 0) open.prices[at] = Number(net) / perMajor / units;
    if (Number(gross) > 0) open.discounted[at] = Math.min(1, Math.max(0, Number(discount) / Number(gross)));
  }
  for (const { first, values: days } of series)
    for (const day of shut.days) if (day >= first && days[day - first] === 0) days[day - first] = undefined;
  return { last, closures: shut, series };
}

/** A series while its days are filled in. */
interface Open extends DailyDemand {
  readonly values: (number | undefined)[];
  readonly prices: (number | undefined)[];
  readonly discounted: number[];
}

function opened(id: string, first: number, last: number): Open {
  const length = last - first + 1;
  return {
    id,
    first,
    values: new Array<number>(length).fill(0),
    prices: new Array<undefined>(length).fill(undefined),
    discounted: new Array<number>(length).fill(0),
  };
}

function scopeSql(scope: DemandScope): {
  readonly id: string;
  readonly where: string;
  readonly values: readonly SqlValue[];
} {
  switch (scope.by) {
    case 'shop':
      return { id: "'shop'", where: '', values: [] };
    case 'category':
      return {
        id: 'category_id',
        where: 'JOIN products USING (product_id) WHERE category_id = $2',
        values: [scope.id],
      };
    case 'product': {
      const { ids } = scope;
      const named =
        ids === undefined ? '' : ` AND product_id IN (SELECT unnest(from_json($2, '["VARCHAR"]')))`;
      return {
        id: 'product_id',
        where: `WHERE product_id IS NOT NULL${named}`,
        values: ids === undefined ? [] : [JSON.stringify(ids)],
      };
    }
  }
}

async function shopClosures(
  replica: Pick<Replica, 'read'>,
  last: string,
  signal: AbortSignal | undefined,
): Promise<Closures> {
  const { rows } = await replica.read(
    "SELECT epoch(sold_on)::BIGINT // 86400, count(*) FROM sales WHERE kind = 'sale' AND sold_on <= $1::DATE GROUP BY 1 ORDER BY 1",
    [last],
    signal,
  );
  const counts = new Map(rows.map(([day, count]) => [Number(day), Number(count)]));
  const [first] = counts.keys();
  return first === undefined
    ? { days: new Set(), weekdays: new Set() }
    : closures(counts, first, dayNumber(last));
}
