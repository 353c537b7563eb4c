/**
 * How long a shopkeeper waits, over stdio on the demo shop: a question in words, the typed query that it becomes, and
 * what to do next after every sale. Milliseconds; the typed query is the peer of the question in the same run.
 */
import { execFileSync } from 'node:child_process';
import { openClient, percentile, SERVER, table, tempDir } from './support.mjs';

const QUESTIONS = [
  'sales today',
  'sales by category last month',
  'top 10 products this month',
  'pichhle mahine sabse zyada kya bika',
  'sales this month compared to last month',
  'bills over 1000 rupees last week',
  'sales by month in 2026',
  'which customers spent more than 50,000',
  'products below reorder level',
  'sales by weekday this year',
];
const ROUNDS = 12;
const SALE = { lines: [{ product: 'P001', quantity: 1 }] };

export async function run() {
  const dir = tempDir();
  execFileSync(process.execPath, [SERVER, 'demo', '--data-dir', dir], { stdio: 'ignore' });
  const { call, close } = await openClient(['--shop', 'demo'], dir);
  const typed = [];
  for (const question of QUESTIONS) typed.push((await call('query_sales', { question })).reading.query);
  const asked = await timed(QUESTIONS.map((question) => () => call('query_sales', { question })));
  const plain = await timed(typed.map((query) => () => call('query_sales', query)));
  const advised = [];
  await call('recommend_actions', {});
  for (let n = 0; n < ROUNDS; n += 1) {
    await call('record_sale', { ...SALE, idempotency_key: `bench-answers-${n}` });
    advised.push(await elapsed(() => call('recommend_actions', {})));
  }
  await close();
  const rows = { question: figures(asked), query: figures(plain), recommend: figures(advised) };
  table([
    ['', 'p50 ms', 'p95 ms'],
    ...Object.entries(rows).map(([name, { p50, p95 }]) => [name, p50.toFixed(1), p95.toFixed(1)]),
  ]);
  return Object.fromEntries(
    Object.entries(rows).flatMap(([name, { p50, p95 }]) => [
      [`${name}_ms_p50`, p50],
      [`${name}_ms_p95`, p95],
    ]),
  );
}

async function timed(calls) {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) for (const one of calls) times.push(await elapsed(one));
  return times;
}

async function elapsed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function figures(times) {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
