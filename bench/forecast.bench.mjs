/**
 * How good the forecasts are: points, intervals and quantiles against the M4 benchmarks and R's forecast package on the
 * same series in the same run. `--data FILE` takes any JSONL or JSONL.gz of id, m (season of the measures), h, x
 * (history, null where not observed), xx (truth). Series with different `o` are forecast apart: one's history would hold
 * another's truth. Points and intervals of every method are cut at zero where the history never is below.
 *
 * A week has a season of its own that m = 1 hides in M4's weekly set: the forecaster is told that 52 steps may be a year
 * (365 where m is 7), as a shop's calendar tells it, and uses that as far as its backtest supports it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { forecastMany } from '../dist/domain/forecast/forecast.js';
import { naive } from '../dist/domain/forecast/methods/naive.js';
import { adjusted, reseason, testedSeason } from '../dist/domain/forecast/methods/seasonality.js';
import { fitSes } from '../dist/domain/forecast/methods/ses.js';
import { theta } from '../dist/domain/forecast/methods/theta.js';
import {
  absoluteScale,
  intervalScore,
  M5_QUANTILES,
  pinball,
  squaredScale,
  symmetricError,
} from '../dist/domain/forecast/metrics.js';
import { filled } from '../dist/domain/forecast/numeric/series.js';
import { table, tempDir } from './support.mjs';

const SETS = ['m4-weekly', 'm5-item-store'];
const FOLDER = '../shared/data/forecast';
const R_SCRIPT = fileURLToPath(new URL('peers/forecast.R', import.meta.url));
const R_METHODS = (process.env.MUNSHI_FORECAST_PEERS ?? 'ets').split(',');
/** The share below each end of R's intervals, in the order of its script. */
const R_SHARES = [0.25, 0.165, 0.1, 0.025, 0.005];
const YEARS = new Map([
  [1, 52],
  [7, 365],
]);

export async function run(file) {
  if (file !== undefined) {
    return existsSync(file) ? measure(path.basename(file), file) : { skipped: `no data at ${file}` };
  }
  const figures = {};
  for (const name of SETS) {
    const known = `${FOLDER}/${name}.jsonl.gz`;
    figures[name] = existsSync(known) ? await measure(name, known) : { skipped: `no data at ${known}` };
  }
  return figures;
}

async function measure(name, file) {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  const series = text.trim().split('\n').map(read);
  const methods = { munshi: await ours(series), ...benchmarks(series), ...peers(series) };
  const rows = Object.entries(methods).map(([method, answers]) => [method, scores(series, answers)]);
  const base = new Map(rows).get('naive2');
  const figures = { series: series.length };
  for (const [method, score] of rows) {
    figures[method] = { ...score, owa: round((score.smape / base.smape + score.mase / base.mase) / 2, 4) };
  }
  const columns = ['smape', 'mase', 'owa', 'rmsse', 'cov80', 'cov95', 'msis95', 'pinball', 'cpu_ms'];
  console.log(`${name}: ${series.length} series`);
  table([
    ['method', ...columns],
    ...rows.map(([method]) => [method, ...columns.map((column) => figures[method][column] ?? '-')]),
  ]);
  return figures;
}

function read(line) {
  const { id, m, h, x, xx, o = 0 } = JSON.parse(line);
  const y = Float64Array.from(x, (value) => value ?? Number.NaN);
  return { id: String(id), m, h, o, y, full: filled(y, m), truth: xx, signed: y.some((value) => value < 0) };
}

async function ours(series) {
  const answers = new Map();
  const groups = Map.groupBy?.(series, ({ o, h, m }) => `${o} ${h} ${m}`) ?? groupsOf(series);
  for (const group of groups.values()) {
    const [{ h }] = group;
    const before = process.cpuUsage();
    const results = await forecastMany(
      group.map(({ id, y, m, signed }) => ({
        id,
        values: Array.from(y, (value) => (Number.isNaN(value) ? undefined : value)),
        period: m,
        yearly: YEARS.get(m),
        signed,
      })),
      { horizon: h },
    );
    const { user, system } = process.cpuUsage(before);
    results.forEach((result, i) => {
      if (result.kind === 'refusal') throw new Error(`${result.id}: ${result.message}`);
      const { point, interval80, interval95, spread } = result;
      answers.set(group[i], {
        point,
        low: { 80: interval80.low, 95: interval95.low },
        high: { 80: interval80.high, 95: interval95.high },
        quantile: (share, j) => spread.table[j * spread.shares.length + spread.shares.indexOf(share)],
        cpu: (user + system) / 1000 / group.length,
      });
    });
  }
  return answers;
}

function groupsOf(series) {
  const groups = new Map();
  for (const one of series) {
    const key = `${one.o} ${one.h} ${one.m}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

/** The M4 benchmarks: on the series without its season where the test finds one. */
function benchmarks(series) {
  const forecasts = {
    naive2: (y, h) => naive(y, h),
    ses: (y, h) => new Float64Array(h).fill(fitSes(y).level),
    theta: (y, h) => theta(y, h),
  };
  return Object.fromEntries(
    Object.entries(forecasts).map(([name, forecast]) => [
      name,
      new Map(
        series.map((one) => {
          const before = process.cpuUsage();
          const season = testedSeason(one.full, one.m);
          const plain = forecast(season === undefined ? one.full : adjusted(one.full, season), one.h);
          const point = season === undefined ? plain : reseason(plain, season, one.full.length);
          const { user, system } = process.cpuUsage(before);
          return [one, { point, cpu: (user + system) / 1000 }];
        }),
      ),
    ]),
  );
}

/** R's methods, each on all series, where R and its packages are there. */
function peers(series) {
  const probe = spawnSync('Rscript', ['-e', 'library(forecast); library(jsonlite)'], { encoding: 'utf8' });
  if (probe.status !== 0) {
    console.log('R with the packages forecast and jsonlite is not here: its columns are left out.');
    return {};
  }
  const dir = tempDir();
  const input = path.join(dir, 'series.jsonl');
  const lines = series.map(({ m, h, y }, at) =>
    JSON.stringify({ id: at, m, h, x: Array.from(y, (value) => (Number.isNaN(value) ? null : value)) }),
  );
  writeFileSync(input, `${lines.join('\n')}\n`);
  return Object.fromEntries(
    R_METHODS.map((method) => {
      const output = path.join(dir, `${method}.jsonl`);
      const done = spawnSync('Rscript', [R_SCRIPT, input, output, method], { encoding: 'utf8' });
      if (done.status !== 0) throw new Error(`R's ${method} failed: ${done.stderr}`);
      const answers = new Map();
      for (const line of readFileSync(output, 'utf8').trim().split('\n')) {
        const { id, mean, lower, upper, cpu_ms } = JSON.parse(line);
        const end = (share, j) => (share < 0.5 ? lower[R_SHARES.indexOf(share)][j] : upper[mirror(share)][j]);
        answers.set(series[Number(id)], {
          point: mean,
          low: { 80: lower[2], 95: lower[3] },
          high: { 80: upper[2], 95: upper[3] },
          quantile: (share, j) => (share === 0.5 ? mean[j] : end(share, j)),
          cpu: cpu_ms,
        });
      }
      return [`${method}_r`, answers];
    }),
  );
}

function mirror(share) {
  return R_SHARES.findIndex((known) => Math.abs(known - (1 - share)) < 1e-9);
}

/** Means over the series of each measure; intervals and quantiles only where a method states them. */
function scores(series, answers) {
  const sums = {};
  const add = (key, value) => {
    sums[key] = (sums[key] ?? 0) + value / series.length;
  };
  for (const one of series) {
    const { point, low, high, quantile, cpu } = answers.get(one);
    const cut = (value) => (one.signed ? value : Math.max(0, value));
    const seasonal = absoluteScale(one.y, one.m) || 1;
    const step = absoluteScale(one.y, 1, true) || 1;
    const known = one.truth.flatMap((actual, j) => (actual === null ? [] : [{ actual, j }]));
    const mean = (of) => known.reduce((sum, { actual, j }) => sum + of(actual, j), 0) / known.length;
    add(
      'smape',
      mean((actual, j) => symmetricError(actual, cut(point[j]))),
    );
    add('mase', mean((actual, j) => Math.abs(actual - cut(point[j]))) / seasonal);
    add('rmsse', Math.sqrt(mean((actual, j) => (actual - cut(point[j])) ** 2) / (squaredScale(one.y) || 1)));
    add('cpu_ms', cpu);
    if (quantile === undefined) continue;
    for (const level of [80, 95]) {
      add(
        `cov${level}`,
        mean((actual, j) => Number(actual >= cut(low[level][j]) && actual <= cut(high[level][j]))),
      );
    }
    add(
      'msis95',
      mean((actual, j) => intervalScore(actual, cut(low[95][j]), cut(high[95][j]), 0.05)) / seasonal,
    );
    const loss = (actual, j) =>
      M5_QUANTILES.reduce((sum, share) => sum + pinball(actual, cut(quantile(share, j)), share), 0);
    add('pinball', mean(loss) / M5_QUANTILES.length / step);
  }
  return Object.fromEntries(Object.entries(sums).map(([key, value]) => [key, round(value, 4)]));
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
