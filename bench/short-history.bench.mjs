/**
 * Coverage of forecasts from short histories: each series of the sample is cut to its last days and forecast under what
 * the whole series teach, as a new product of a shop is. Truth is what came after, four weeks of it.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { forecastTaught, teachShop } from '../dist/domain/forecast/forecast.js';
import { table } from './support.mjs';

export const data = '../shared/data/forecast/m5-item-store.jsonl.gz';

const LENGTHS = [8, 10, 14, 21, 28, 42, 56, 112, 730];
const OPTIONS = { horizon: 28, tested: 28 };

export async function run(path) {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  const series = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const origins = [...new Set(series.map(({ o = 0 }) => o))];
  const sums = new Map(
    LENGTHS.map((length) => [length, { steps: 0, in80: 0, in95: 0, absolute: 0, sold: 0, forecasts: 0 }]),
  );
  for (const origin of origins) {
    const group = series.filter(({ o = 0 }) => o === origin);
    const calibration = await teachShop(
      group.map((one) => inputOf(one)),
      OPTIONS,
    );
    for (const length of LENGTHS) {
      const results = await forecastTaught(
        group.map((one) => inputOf(one, length)),
        OPTIONS,
        {
          calibration,
          commons: new Map(),
          lending: new Map(),
        },
      );
      results.forEach((result, i) => {
        if (result.kind !== 'forecast') return;
        const sum = sums.get(length);
        sum.forecasts += 1;
        const { point, interval80, interval95 } = result;
        for (const [j, actual] of group[i].xx.entries()) {
          sum.steps += 1;
          sum.in80 += Number(actual >= interval80.low[j] && actual <= interval80.high[j]);
          sum.in95 += Number(actual >= interval95.low[j] && actual <= interval95.high[j]);
          sum.absolute += Math.abs(actual - point[j]);
          sum.sold += actual;
        }
      });
    }
  }
  const rows = [...sums].map(([length, sum]) => ({
    days: length,
    forecasts: sum.forecasts,
    cov80: rounded(sum.in80 / sum.steps),
    cov95: rounded(sum.in95 / sum.steps),
    wape: rounded(sum.absolute / sum.sold),
  }));
  table([Object.keys(rows[0]), ...rows.map((row) => Object.values(row))]);
  return { lengths: rows };
}

function inputOf({ id, x }, length = x.length) {
  return { id, values: x.slice(-length).map((value) => value ?? undefined), period: 7, yearly: 365 };
}

function rounded(value) {
  return Number(value.toFixed(4));
}
