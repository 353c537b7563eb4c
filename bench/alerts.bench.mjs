/**
 * What bringing alerts up to date costs after one new sale: in a shop with ten thousand lines of sales beside one with a
 * million, made straight in the replica's tables. Both are measured in turn in one run.
 */

import { GIVEN_PROJECTION } from '../dist/domain/advice/actions/given.js';
import { ALERT_PROJECTION } from '../dist/domain/advice/alerts/alert-record.js';
import { AlertService } from '../dist/domain/advice/alerts/alert-service.js';
import { FORECAST_PROJECTION } from '../dist/domain/forecast/kept/kept-forecast.js';
import { openDuckDb } from '../dist/domain/ports/analytics/duckdb.js';
import { prepareTables, takeIn } from '../dist/domain/ports/analytics/replica-tables.js';
import { PROJECTIONS } from '../dist/domain/sales/query/tables.js';
import { ShopSettings } from '../dist/domain/shop.js';
import { UDHAAR_PROJECTIONS } from '../dist/domain/udhaar/tables.js';

const LARGE = 1_000_000;
const SMALL = 10_000;
const ROUNDS = 120;
const PRODUCTS = 500;
const LINES_A_SALE = 4;
/** Stands for the hash of an id: any number that is spread as widely. */
const HASH = '(hash(i) >> 33)::INTEGER';
const NOW = new Date('2026-03-31T06:30:00Z');
const projections = [
  ...PROJECTIONS,
  ...UDHAAR_PROJECTIONS,
  FORECAST_PROJECTION,
  ALERT_PROJECTION,
  GIVEN_PROJECTION,
];
const projectionOf = (type) => projections.find((each) => each.type === type);

/** A shop of so many lines over two years, in tables of its own. */
async function shopOf(lines) {
  const engine = await openDuckDb({ path: ':memory:' });
  await prepareTables(engine, projections, NOW);
  const sales = lines / LINES_A_SALE;
  await engine.write(async (transaction) => {
    await transaction.run(`INSERT INTO products (product_id, name, price, cost, track_stock, reorder_level, v, fed, record_key, id_hash)
      SELECT 'P' || i, 'Product ' || i, 5000, 3000, true, 5000, 1, '1', i + 1, ${HASH} FROM range(${PRODUCTS}) t(i)`);
    await transaction.run(`INSERT INTO sales (sale_id, kind, sold_on, total, line_count, v, fed, record_key, id_hash)
      SELECT strftime(day, '%Y%m%d') || '-' || i, 'sale', day, 20000, ${LINES_A_SALE}, 1, '1', i + 1, ${HASH}
      FROM (SELECT i, DATE '2024-04-01' + (i * 729 // ${sales})::INTEGER AS day FROM range(${sales}) t(i))`);
    await transaction.run(`INSERT INTO lines (product_id, quantity, unit_price, gross_fine, net_fine, tax_fine, tax_inside_fine, record_key)
      SELECT 'P' || ((i * 7 + j * 131) % ${PRODUCTS}), 1000, 5000, 50000000, 50000000, 0, 0, i + 1
      FROM range(${sales}) t(i), range(${LINES_A_SALE}) u(j)`);
    // As many movements as sales have lines: stock is kept of everything.
    await transaction.run(`INSERT INTO stock_movements (movement_id, product_id, seq, kind, moved_on, quantity, ordered, average_cost, v, fed, record_key, id_hash)
      SELECT 'P' || (i % ${PRODUCTS}) || '/' || i, 'P' || (i % ${PRODUCTS}), 1 + i // ${PRODUCTS},
        CASE WHEN i < ${PRODUCTS} THEN 'opening' ELSE 'sale' END, DATE '2026-03-30',
        CASE WHEN i < ${PRODUCTS} THEN ${1_000_000 + Math.ceil(lines / PRODUCTS) * 1_000} ELSE -1000 END, 0, 30000000, 1, '1', i + 1, ${HASH}
      FROM range(${lines}) t(i)`);
    await transaction.run(`INSERT INTO stock_legs (product_id, location, quantity, record_key)
      SELECT product_id, 'shop', quantity, record_key FROM stock_movements`);
  });
  const revisions = new Map();
  const replica = {
    epoch: 0,
    sync: async () => ({ asOf: NOW }),
    read: (sql, bound, signal) => engine.read(sql, bound, signal),
    revision: (type) => revisions.get(type) ?? 0,
    accept: () => undefined,
  };
  const service = new AlertService({
    table: { transact: async () => undefined, get: async () => undefined },
    replica,
    bills: { repeats: async () => [], posted: async () => new Set() },
    settings: ShopSettings.parse({
      shop_id: 'bench',
      name: 'Bench',
      currency: 'INR',
      time_zone: 'Asia/Kolkata',
      fiscal_year_start: 4,
      locale: 'en-IN',
    }),
    clock: () => NOW,
    overlap: 0,
    readOnly: true,
  });
  const began = performance.now();
  const first = (await service.alerts()).length;
  const cold = performance.now() - began;
  let written = 0;

  /** Takes in one sale of one product with its movement; then brings alerts up to date. Milliseconds of each. */
  const round = async () => {
    written += 1;
    const product = `P${written % PRODUCTS}`;
    const sale = {
      sale_id: `20260331-new${written}`,
      kind: 'sale',
      at: '2026-03-31T12:00:00+05:30',
      total: 5_000,
      lines: [{ product_id: product, quantity: 1_000, unit_price: 5_000 }],
    };
    const movement = {
      product_id: product,
      seq: 10_000_000 + written,
      kind: 'sale',
      on: '2026-03-31',
      recorded_at: NOW.toISOString(),
      quantity: -1_000,
      legs: [{ location: 'shop', quantity: -1_000 }],
      key: 'k',
      after: { average_cost: 30_000_000, shelves: [] },
    };
    const start = performance.now();
    await engine.write(async (transaction) => {
      for (const [type, body] of [
        ['sale', sale],
        ['stock_movement', movement],
      ])
        await takeIn(
          transaction,
          projectionOf(type),
          [{ PK: 'p', SK: `${written}`, type, v: 1, FSK: '2', body: JSON.stringify(body) }],
          lines + PRODUCTS + written,
        );
    });
    for (const type of ['sale', 'stock_movement']) revisions.set(type, (revisions.get(type) ?? 0) + 1);
    const taken = performance.now();
    await service.refresh();
    return { takingIn: taken - start, refresh: performance.now() - taken };
  };
  return { lines, first, cold, round, close: () => engine.close() };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

export async function run() {
  const shops = [await shopOf(SMALL), await shopOf(LARGE)];
  const times = shops.map(() => ({ takingIn: [], refresh: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, shop] of shops.entries()) {
      const { takingIn, refresh } = await shop.round();
      if (round < 10) continue;
      times[index].takingIn.push(takingIn);
      times[index].refresh.push(refresh);
    }
  }
  const [small, large] = times.map((each) => ({
    takingIn: median(each.takingIn),
    refresh: median(each.refresh),
  }));
  for (const [index, { lines, first, cold }] of shops.entries()) {
    const { takingIn, refresh } = [small, large][index];
    console.log(
      `${String(lines).padStart(9)} lines: first look ${cold.toFixed(0)} ms (${first} alerts); after one sale: refresh ${refresh.toFixed(2)} ms, taking it into the replica ${takingIn.toFixed(2)} ms`,
    );
  }
  await Promise.all(shops.map((shop) => shop.close()));
  return {
    lines: LARGE,
    refresh_ratio: Number((large.refresh / small.refresh).toFixed(3)),
    with_replica_ratio: Number(
      ((large.refresh + large.takingIn) / (small.refresh + small.takingIn)).toFixed(3),
    ),
    refresh_ms: Number(large.refresh.toFixed(2)),
  };
}
