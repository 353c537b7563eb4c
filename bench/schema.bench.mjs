/**
 * Looks for members of the built-in model by phrases people use, as `describe_data` does. Lines of JSON:
 * `{"search", "entry": [names, any of which is right]}`. Prints what was not among the first three.
 */
import { readFileSync } from 'node:fs';
import { DIMENSIONS } from '../dist/domain/sales/query/dimensions/index.js';
import { ENTITIES } from '../dist/domain/sales/query/entities.js';
import { GuideIndex } from '../dist/domain/sales/query/guide-index.js';
import { MEASURES } from '../dist/domain/sales/query/measures/index.js';
import { Model } from '../dist/domain/sales/query/model.js';
import { median, percentile, table } from './support.mjs';

export const data = new URL('./questions/schema.jsonl', import.meta.url).pathname;

const SHOWN = 3;
const TIMED_RUNS = 5;

export function run(path) {
  const phrases = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
  const model = new Model(ENTITIES, DIMENSIONS, MEASURES);
  const index = new GuideIndex({ model, definitions: [], questions: [], unfit: [] });
  const found = phrases.map(({ search, entry }) => {
    const names = index.search(search).map(({ name }) => name);
    return { search, entry, names: names.slice(0, SHOWN), milliseconds: cpu(() => index.search(search)) };
  });
  const missed = found.filter(({ entry, names }) => !names.some((name) => entry.includes(name)));
  table([
    ['not among the first three', 'wanted', 'found'],
    ...missed.map(({ search, entry, names }) => [search, entry.join(', '), names.join(', ')]),
  ]);
  const times = found.map(({ milliseconds }) => milliseconds);
  return {
    first: found.filter(({ entry, names: [name] }) => entry.includes(name)).length,
    first_three: found.length - missed.length,
    of: found.length,
    cpu_ms_p95: percentile(times, 0.95),
  };
}

/** Milliseconds of CPU of one search. */
function cpu(search) {
  const times = Array.from({ length: TIMED_RUNS }, () => {
    const before = process.cpuUsage();
    search();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return median(times);
}
