/**
 * Forecasts of a whole catalogue: how long ten thousand products take in the threads of this machine, how long the
 * thread that answers calls is held up meanwhile, and what one product's call and a plain call beside it take.
 */

import { spawnSync } from 'node:child_process';
import { Agent } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ForecastPool } from '../dist/domain/forecast/run/pool.js';
import { callOverHttp, percentile, SERVER, startServer, table, tempDir } from './support.mjs';

const PRODUCTS = Number(process.env.MUNSHI_CATALOGUE ?? 10_000);
const DAYS = 730;
const HORIZON = 14;
/** As the forecast service has it: steps ahead that a backtest looks, and products that the others learn from. */
const TESTED = 28;
const TEACHERS = 120;
const CALLS = 60;

export async function run() {
  const whole = await wholeCatalogue();
  const calls = await oneProduct();
  table([
    ['catalogue', 'figure'],
    [`${PRODUCTS} products of ${DAYS} days, seconds`, whole.seconds.toFixed(1)],
    ['milliseconds of CPU a product', whole.cpu_ms.toFixed(1)],
    ['answering thread held up, p95 ms', whole.held_p95_ms.toFixed(1)],
    ['one product’s call over HTTP, p95 ms', calls.one_p95_ms.toFixed(0)],
    ['a plain call meanwhile, p95 ms', calls.plain_p95_ms.toFixed(0)],
  ]);
  return {
    products: PRODUCTS,
    seconds: rounded(whole.seconds),
    cpu_ms: rounded(whole.cpu_ms),
    held_p95_ms: rounded(whole.held_p95_ms),
    one_p95_ms: rounded(calls.one_p95_ms),
    plain_p95_ms: rounded(calls.plain_p95_ms),
  };
}

/** Series of every kind, from many sales a day to one a month, made from a seed. */
function series(index) {
  let state = index + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const mean = 20 * random() ** 4 + 0.05;
  const values = Array.from({ length: DAYS }, (_, day) => {
    const rate = mean * (1 + 0.4 * Math.sin((2 * Math.PI * day) / 7));
    let count = 0;
    for (let left = Math.exp(-rate), chance = random(); chance > left && count < 200; count += 1)
      chance *= random();
    return count;
  });
  values[DAYS - 1] += 1;
  return { id: `P${index}`, values, period: 7, yearly: 365, group: `G${Math.floor(index / 40)}` };
}

async function wholeCatalogue() {
  const inputs = Array.from({ length: PRODUCTS }, (_, index) => series(index));
  const pool = new ForecastPool();
  const options = { horizon: HORIZON, tested: TESTED };
  await pool.run(inputs.slice(0, 2), options);
  const held = monitorEventLoopDelay({ resolution: 5 });
  const cpu = process.cpuUsage();
  const started = performance.now();
  held.enable();
  const calibration = await pool.teachShop(inputs.slice(0, TEACHERS), options);
  const taught = { calibration, commons: new Map(), lending: new Map() };
  const results = await pool.run(inputs, options, { taught });
  held.disable();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await pool.close();
  if (results.length !== PRODUCTS) throw new Error('some products have no result');
  return {
    seconds,
    cpu_ms: (user + system) / 1_000 / PRODUCTS,
    // The resolution itself is part of what is measured.
    held_p95_ms: Math.max(0, held.percentile(95) / 1e6 - 5),
  };
}

async function oneProduct() {
  const dir = tempDir();
  const flags = ['--data-dir', dir, '--shop', 'demo'];
  spawnSync(process.execPath, [SERVER, 'demo', '--data-dir', dir], { stdio: 'ignore' });
  const server = await startServer([SERVER, 'http', '--port', '0', ...flags]);
  const agent = new Agent({ keepAlive: true });
  const call = (name, args) => callOverHttp(server.port, agent, name, args);
  const one = (n) => call('generate_forecast', { products: [`P${String(1 + (n % 180)).padStart(3, '0')}`] });
  for (let n = 0; n < 5; n += 1) await one(n);
  const times = [];
  for (let n = 0; n < CALLS; n += 1) times.push(await timed(() => one(n)));
  const plain = [];
  let busy = true;
  const catalogue = call('forecast_report', { source: 'backtest', horizon: 28 }).finally(() => {
    busy = false;
  });
  while (busy) plain.push(await timed(() => call('list_udhaar', {})));
  await catalogue;
  agent.destroy();
  await server.stop();
  return { one_p95_ms: percentile(times, 0.95) ?? 0, plain_p95_ms: percentile(plain, 0.95) ?? 0 };
}

async function timed(job) {
  const started = performance.now();
  await job();
  return performance.now() - started;
}

function rounded(value) {
  return Math.round(value * 10) / 10;
}
