/** Imports a Northwind folder and answers the questions beside it, each by one typed call. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openClient, table } from './support.mjs';

export const data = '../shared/data/northwind';

const DECIMALS = 4;

export async function run(folder) {
  const answers = new Map(
    JSON.parse(readFileSync(new URL('../examples/northwind-questions.json', import.meta.url), 'utf8')).map(
      (entry) => [entry.id, entry],
    ),
  );
  const { call, close } = await openClient([
    '--currency',
    'USD',
    '--time-zone',
    'UTC',
    '--fiscal-year-start',
    '1',
    '--file-dirs',
    path.dirname(path.resolve(folder)),
  ]);
  await call('import_file', {
    kind: 'northwind',
    path: path.basename(folder),
    dry_run: false,
    idempotency_key: 'bench-northwind',
  });
  const { rows } = await call('query_sales', { measures: ['orders', 'lines', 'gross_sales', 'net_sales'] });
  table([['orders', 'lines', 'gross', 'net'], Object.values(rows[0])]);

  const results = [];
  for (const { id, question, gold_rows: gold } of questionsBeside(folder)) {
    const answer = answers.get(id);
    const state = answer === undefined ? 'no call' : await compare(call, answer, gold);
    results.push({ id, question, state });
  }
  await close();
  console.log();
  table([
    ['question', 'result'],
    ...results.map(({ id, question, state }) => [`${id}: ${question}`.slice(0, 100), state]),
  ]);
  const failed = results.filter(({ state }) => state !== 'exact').map(({ id }) => id);
  return { ...rows[0], exact: results.length - failed.length, of: results.length, failed };
}

function questionsBeside(folder) {
  const questions = path.join(folder, '..', 'questions');
  if (!existsSync(questions)) return [];
  return readdirSync(questions)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) =>
      readFileSync(path.join(questions, file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
}

async function compare(call, { query, columns }, gold) {
  try {
    const answer = await call('query_sales', query);
    const ours = answer.rows.map((row) => columns.map((column) => normal(row[column])));
    const theirs = gold.map((row) => row.map(normal));
    return JSON.stringify(sorted(ours)) === JSON.stringify(sorted(theirs))
      ? 'exact'
      : `differs: ${ours.length} rows, expected ${theirs.length}`;
  } catch (error) {
    return `failed: ${error.message.slice(0, 80)}`;
  }
}

/** Figures to four decimals; ids, dates and months as plain text. */
function normal(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number(value.toFixed(DECIMALS)).toString();
  return String(value)
    .replace(/ 00:00:00(?:\.000)?$/, '')
    .replace(/^\d{4}-(\d{2})$/, '$1');
}

function sorted(rows) {
  return rows.map((row) => JSON.stringify(row)).sort();
}
