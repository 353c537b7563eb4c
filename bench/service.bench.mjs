/**
 * Realised service of the reorder policy by simulation: each series is a product that is reviewed daily and forecast
 * anew each week with the others; what cannot be sold is lost. A cycle ends with a delivery and is served if nothing was
 * asked for in vain in it.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { forecastMany } from '../dist/domain/forecast/forecast.js';
import { futuresOf, levelsOf, orderQuantity } from '../dist/domain/reorder/policy.js';
import { table } from './support.mjs';

export const data = '../shared/data/forecast/m5-item-store.jsonl.gz';

const TARGET = Number(process.env.MUNSHI_SERVICE_TARGET ?? 0.95);
const LEAD = Number(process.env.MUNSHI_SERVICE_LEAD ?? 7);
const COVER = 7;
const SPANS = { lead: LEAD, review: LEAD + 1, cover: LEAD + COVER + 1 };
/** Days simulated, after which weeks are left in the history to learn from. */
const DAYS = Number(process.env.MUNSHI_SERVICE_DAYS ?? 364);
const WEEK = 7;
/** Steps that the forecast service's backtest looks ahead. */
const TESTED = 28;
/** Days of history that a forecast learns from. */
const LEARNED = 730;

export async function run(path) {
  const products = seriesOf(path).map((demand) => ({
    demand,
    from: demand.length - DAYS,
    position: { onHand: undefined, onOrder: [] },
    cycles: 0,
    served: 0,
    short: false,
    wanted: 0,
    sold: 0,
    held: 0,
    days: 0,
  }));
  for (let day = 0; day < DAYS; day += 1) {
    if (day % WEEK === 0) await forecastAll(products, day);
    for (const product of products) if (product.levels !== undefined) live(product, day);
  }
  const all = products.reduce(
    (sums, each) => ({
      cycles: sums.cycles + each.cycles,
      served: sums.served + each.served,
      wanted: sums.wanted + each.wanted,
      sold: sums.sold + each.sold,
    }),
    { cycles: 0, served: 0, wanted: 0, sold: 0 },
  );
  const bySales = products.toSorted((a, b) => a.wanted - b.wanted);
  const thirds = [0, 1, 2].map((third) =>
    bySales.slice((third * bySales.length) / 3, ((third + 1) * bySales.length) / 3),
  );
  table([
    ['products', 'cycles', 'cycle service', 'fill rate', 'days of stock'],
    ...[...thirds, products].map((group, at) => [
      ['a third, slowest', 'a third', 'a third, fastest', 'all'][at],
      sum(group, 'cycles'),
      (sum(group, 'served') / sum(group, 'cycles')).toFixed(4),
      (sum(group, 'sold') / sum(group, 'wanted')).toFixed(4),
      (sum(group, 'held') / sum(group, 'wanted')).toFixed(1),
    ]),
  ]);
  return {
    series: products.length,
    target: TARGET,
    cycles: all.cycles,
    cycle_service: all.served / all.cycles,
    fill_rate: all.sold / all.wanted,
  };
}

function sum(group, key) {
  return group.reduce((total, each) => total + each[key], 0);
}

/** The longest history of each series. */
function seriesOf(path) {
  const text = path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path);
  const longest = new Map();
  for (const line of text.toString('utf8').trim().split('\n')) {
    const { id, x, xx } = JSON.parse(line);
    const name = id.split('#')[0];
    const demand = [...x, ...xx];
    if (demand.length > (longest.get(name)?.length ?? DAYS + 4 * WEEK)) longest.set(name, demand);
  }
  return [...longest.values()];
}

async function forecastAll(products, day) {
  const results = await forecastMany(
    products.map(({ demand, from }, at) => ({
      id: String(at),
      values: demand.slice(Math.max(0, from + day - LEARNED), from + day),
      period: 7,
      yearly: 365,
    })),
    { horizon: SPANS.cover, tested: TESTED },
  );
  for (const [at, result] of results.entries()) {
    if (result.kind !== 'forecast') continue;
    const { reorderPoint, orderUpTo } = levelsOf(
      await futuresOf(result.spread, SPANS.cover),
      result.spread.unit,
      SPANS,
      TARGET,
    );
    products[at].levels = { reorderPoint: Math.round(reorderPoint), orderUpTo: Math.ceil(orderUpTo) };
  }
}

/** One day: what was ordered comes, the stock is reviewed, the shop sells. */
function live(product, day) {
  const { demand, from, position, levels } = product;
  position.onHand ??= levels.orderUpTo;
  while (position.onOrder[0]?.on === day) {
    position.onHand += position.onOrder.shift().quantity;
    product.cycles += 1;
    if (!product.short) product.served += 1;
    product.short = false;
  }
  const ordered = position.onOrder.reduce((total, { quantity }) => total + quantity, 0);
  const quantity = orderQuantity(position.onHand + ordered, levels, { least: 0, multiple: 1 });
  if (quantity > 0) position.onOrder.push({ on: day + LEAD, quantity });
  const wanted = demand[from + day];
  const sold = Math.min(wanted, position.onHand);
  position.onHand -= sold;
  product.short ||= sold < wanted;
  product.wanted += wanted;
  product.sold += sold;
  product.held += position.onHand;
}
