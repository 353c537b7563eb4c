/**
 * Elasticities of the orange juice data, and of simulated products whose elasticity is known: what shrinking gains, how
 * often the intervals hold, and what the advised price earns of what the best one would have. All through the code that
 * `pricing_advice` uses.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dayOf } from '../dist/domain/calendar/days.js';
import { forecastMany } from '../dist/domain/forecast/forecast.js';
import { advise } from '../dist/domain/pricing/advice.js';
import { rangeOf } from '../dist/domain/pricing/bounds.js';
import { observationsOf } from '../dist/domain/pricing/elasticity/controls.js';
import { estimateElasticity } from '../dist/domain/pricing/elasticity/estimate.js';
import { learnGroup } from '../dist/domain/pricing/elasticity/learn.js';
import { pricesIn } from '../dist/domain/pricing/endings.js';
import { drawFutures } from '../dist/domain/pricing/futures.js';
import { market, WEEKS } from './market.mjs';
import { median, openClient, percentile, SERVER, table, tempDir } from './support.mjs';

const ORANGE_JUICE = '../shared/data/forecast/orange-juice.csv.gz';
const SEEDS = [1, 2, 3, 4, 5];
const AHEAD = 4;
const MONDAY = 20_454;
const CALLS = 60;

export async function run(path = ORANGE_JUICE) {
  const juice = existsSync(path) ? orangeJuice(path) : { elasticity: null, by_brand: null };
  if (juice.elasticity === null) console.log(`No data at ${path}: the orange juice is left out.`);
  else table([['orange juice', 'elasticity'], ['all', juice.elasticity], ...Object.entries(juice.by_brand)]);
  const shops = [];
  for (const seed of SEEDS) shops.push({ seed, ...(await simulate(seed)) });
  const keys = Object.keys(shops[0]);
  table([keys, ...shops.map((shop) => keys.map((key) => round(shop[key])))]);
  const { seed: _, ...figures } = shops[0];
  return { ...juice, ...figures, ...(await callTimes()) };
}

/** Store and week pooled, as the data come; without the `feat` column, as in the published figures. */
function orangeJuice(path) {
  const [, ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  const rows = lines.map((line) => line.split(','));
  const brands = [...new Set(rows.map(([, , , brand]) => brand))];
  const of = (chosen, controls) =>
    Number(
      estimateElasticity({
        at: chosen.map((_, index) => index),
        units: chosen.map(([, units]) => Number(units)),
        prices: chosen.map(([, , price]) => Number(price)),
        controls,
      }).elasticity.toFixed(6),
    );
  const others = brands.slice(1).map((brand) => rows.map((row) => (row[3] === brand ? 1 : 0)));
  return {
    elasticity: of(rows, others),
    by_brand: Object.fromEntries(
      brands.map((brand) => [
        brand,
        of(
          rows.filter((row) => row[3] === brand),
          [],
        ),
      ]),
    ),
  };
}

export async function simulate(seed) {
  const products = market(seed);
  const learned = learnAll(products);
  const series = await forecastMany(
    products.map(({ units, prices }, index) => ({
      id: String(index),
      values: units,
      period: 1,
      drivers: [
        {
          name: 'price',
          kind: 'price',
          values: [...prices, ...Array.from({ length: AHEAD }, () => prices[WEEKS - 1])],
        },
      ],
    })),
    { horizon: AHEAD },
  );
  const told = learned.filter(({ told }) => told.kind === 'estimate');
  const rmse = (list, of) => Math.sqrt(mean(list.map((each) => (of(each) - each.product.elasticity) ** 2)));
  const advised = learned.flatMap((each, index) => adviceOn(each, series[index]));
  const stated = advised.filter(({ beyond }) => beyond !== undefined);
  return {
    shrink_ratio: rmse(told, (each) => each.elasticity.mean) / rmse(told, (each) => each.told.elasticity),
    rmse_shrunk: rmse(learned, (each) => each.elasticity.mean),
    cov95: share(
      learned,
      ({ product, elasticity: { low, high } }) => product.elasticity >= low && product.elasticity <= high,
    ),
    cov95_own: share(
      told,
      ({ product, told: own }) => Math.abs(own.elasticity - product.elasticity) <= 1.96 * own.standardError,
    ),
    wrong_sign: share(learned, ({ belief }) => belief.mean >= 0),
    told: told.length / products.length,
    profit_share: mean(advised.map(({ advised: got, best }) => got / best)),
    profit_share_kept: mean(advised.map(({ now, best }) => now / best)),
    loss_beyond: share(stated, ({ beyond }) => beyond),
    outright: share(
      advised,
      ({ verdict }) => verdict === 'change' || verdict === 'keep' || verdict === 'mend',
    ),
  };
}

function learnAll(products) {
  const groups = Map.groupBy === undefined ? grouped(products) : Map.groupBy(products, ({ group }) => group);
  return [...groups.values()].flatMap((group) => {
    const learned = learnGroup(new Map(group.map((product) => [product, observations(product)])));
    return group.map((product) => ({ product, ...learned.get(product) }));
  });
}

function grouped(products) {
  const groups = new Map();
  for (const product of products) groups.set(product.group, [...(groups.get(product.group) ?? []), product]);
  return groups;
}

function observations({ units, prices, promoted, customers }) {
  const starts = units.map((_, week) => dayOf(MONDAY + 7 * week));
  return observationsOf(
    starts.map((start, week) => ({
      start,
      units: units[week],
      price: prices[week],
      promoted: promoted[week],
      festival: 0,
    })),
    new Map(starts.map((start, week) => [start, customers[week]])),
  );
}

/** What the advised price truly earns in four weeks; the market's own price where none is advised. */
function adviceOn({ product, belief, elasticity, told, ownShare, noise }, result) {
  if (result.kind !== 'forecast') return [];
  const { price, cost, demand } = product;
  const terms = { price, cost, mrp: Math.round(price * 1.25), taxRate: 0, taxInside: true };
  const limits = { neverAtLoss: true, step: 0.3, stepAsked: true };
  const advice = advise({
    terms,
    limits,
    goal: 'profit',
    ending: 'any',
    digits: 2,
    response: {
      elasticity: elasticity.mean,
      own: told.kind === 'estimate',
      ownShare,
      noise,
      weeksAtPrice: 8,
    },
    futures: drawFutures(result.spread, AHEAD, price, belief).over(AHEAD),
    shelf: undefined,
    salvage: 0,
  });
  const range = rangeOf(terms, limits);
  if ('least' in range) return [];
  const profit = (at) => AHEAD * demand(at) * (at - cost);
  const chosen = advice.recommended ?? advice.test;
  const best = Math.max(...pricesIn(range.low, range.high, 'any', 2).map(profit));
  const [now, advised] = [profit(price), profit(chosen?.price ?? price)];
  const beyond = chosen?.gain === undefined ? undefined : advised - now < Math.min(0, chosen.gain.low);
  return [{ verdict: advice.verdict, now, advised, best, beyond }];
}

/** One product's advice through a server on the demo shop; before each a sale, so that nothing is remembered. */
async function callTimes() {
  const dir = tempDir();
  execFileSync(process.execPath, [SERVER, 'demo', '--data-dir', dir], { stdio: 'ignore' });
  const { call, close } = await openClient(['--shop', 'demo'], dir);
  const times = [];
  for (let count = 0; count <= CALLS; count += 1) {
    const product = `P${String(1 + ((count * 37) % 180)).padStart(3, '0')}`;
    await call('record_sale', {
      lines: [{ product: 'P001', quantity: 1 }],
      idempotency_key: `bench-pricing-${count}`,
    });
    const begun = performance.now();
    await call('pricing_advice', { products: [product] });
    // The first call fills the replica.
    if (count > 0) times.push(performance.now() - begun);
  }
  await close();
  const [p50, p95] = [median(times), percentile(times, 0.95)];
  table([
    ['one product, ms', 'p50', 'p95'],
    [`${CALLS} calls`, p50.toFixed(0), p95.toFixed(0)],
  ]);
  return { ms_p50: round(p50), ms_p95: round(p95) };
}

function share(list, is) {
  return list.length === 0 ? null : list.filter(is).length / list.length;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value) {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}
