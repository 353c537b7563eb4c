/**
 * What filter_pets costs at 100,000 pets, over HTTP: common filters, each many times; and how many queries in words of a
 * set it understands. With `--data PATH` to a set, that alone.
 */
import { Agent } from 'node:http';
import path from 'node:path';
import { compose } from '../dist/compose.js';
import { Settings } from '../dist/config.js';
import { generatePets } from '../dist/domain/demo/pets.js';
import { randomFrom } from '../dist/domain/random.js';
import { askAll } from './pet-queries.mjs';
import { callOverHttp, percentile, SERVER, startServer, table, tempDir } from './support.mjs';

const QUESTIONS = 'bench/questions/pets.jsonl';
const PETS = 100_000;
const ROUNDS = 40;
const SYNC_ATTEMPTS = 10;
const SEED = 20_260_331;
const FILTERS = {
  'type and price': { type: 'dog', max_price: 20_000, sort: 'price_asc' },
  'type, age, sex': { type: 'cat', max_age_months: 6, sex: 'female' },
  'breed and colour': { breed: 'pug', colour: 'black,!white' },
  'all, by name': {},
  'average by breed': { aggregate: 'average_price', by: 'breed', type: 'dog' },
  'nothing matches': { type: 'dog', breed: 'persian', max_price: 10 },
};

export async function run(questions) {
  if (questions !== undefined) return askAll(questions);
  const { skipped, ...words } = askAll(QUESTIONS);
  if (skipped !== undefined) console.log(`Queries in words are left out: ${skipped}`);
  return { ...(await measure()), ...words };
}

async function measure() {
  const dir = tempDir();
  await fill(dir);
  const server = await startServer([SERVER, 'http', '--port', '0', '--data-dir', dir, '--log-level', 'info']);
  const agent = new Agent({ keepAlive: true });
  const call = async (args) => {
    const started = performance.now();
    const { result } = await callOverHttp(server.port, agent, 'filter_pets', args);
    if (result.isError) throw new Error(result.content[0].text);
    return { ms: performance.now() - started, answer: result.structuredContent };
  };
  const figures = {};
  const rows = [];
  try {
    await firstSync(call);
    for (const [name, filter] of Object.entries(FILTERS)) {
      const times = [];
      let answer;
      for (let round = 0; round < ROUNDS; round += 1) {
        const done = await call(filter);
        times.push(done.ms);
        answer = done.answer;
      }
      const at = (share) => Number(percentile(times, share).toFixed(1));
      figures[`p95_ms_${name.replace(/\W+/g, '_')}`] = at(0.95);
      rows.push([name, answer.totals.pets, at(0.5), at(0.95)]);
    }
  } finally {
    agent.destroy();
    await server.stop();
  }
  table([['filter', 'matches', 'p50 ms', 'p95 ms'], ...rows]);
  return figures;
}

/** The first call takes everything in; one that comes to its deadline is repeated. */
async function firstSync(call) {
  const started = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { totals } = (await call({})).answer;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`First sync and answer: ${seconds} s, ${totals.pets} pets in the shop.`);
      return;
    } catch (error) {
      if (attempt === SYNC_ATTEMPTS) throw error;
    }
  }
}

/** Fills a shop with generated pets. */
async function fill(dir) {
  const munshi = compose({ ...Settings.parse({ log_level: 'error' }), data_dir: path.resolve(dir) });
  const started = performance.now();
  try {
    const { pets } = await munshi.shop();
    await pets.putMany(
      generatePets(randomFrom(SEED, 7), new Date().toISOString().slice(0, 10), PETS),
      new Date(),
    );
  } finally {
    await munshi.close();
  }
  console.log(`${PETS} pets written in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
