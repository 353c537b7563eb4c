/**
 * Reads questions in words and compares the typed query that each becomes with those that are right. Lines of JSON:
 * `{"id", "shop": "demo"|"northwind", "question", "today"?, "accept": [query...]}`, or `"refuse": true`. Prints counts
 * and ids; with `--show` what was read, too. A question is wrong without a sign when it is answered by another query, or
 * answered though it must be refused.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readQuestion } from '../dist/domain/sales/question/grammar.js';
import { Unread } from '../dist/domain/sales/question/unread.js';
import { canonical, onProducts } from './question-forms.mjs';
import { openShops } from './question-shops.mjs';
import { median, percentile, table } from './support.mjs';

export const data = new URL('./questions', import.meta.url).pathname;

const TODAY = '2026-03-31';
const TIMED_RUNS = 5;

export async function run(place) {
  const rounds = roundsIn(place);
  if (rounds.length === 0) return { skipped: `no questions at ${place}` };
  const all = rounds.flatMap(({ questions }) => questions);
  const { opened, close } = await openShops([...new Set(all.map(({ shop }) => shop))], TODAY);
  const results = [];
  for (const { name, questions } of rounds)
    for (const question of questions) {
      const shop = opened[question.shop];
      if (shop !== undefined) results.push({ ...(await judge(question, shop)), round: name });
    }
  await close();
  const skipped = all.length - results.length;
  if (process.argv.includes('--show'))
    for (const { id, question, state, got } of results) console.log(`${state}\t${id}\t${question}\n\t${got}`);
  const names = rounds.map(({ name }) => name);
  const figures = Object.fromEntries(
    names.map((name) => [name, sums(results.filter((each) => each.round === name))]),
  );
  const total = sums(results);
  table([
    ['round', 'asked', 'right', 'refused', 'wrong', 'must refuse', 'refused', 'answered'],
    ...[...names, 'all'].map((name) =>
      row(name, name === 'all' ? results : results.filter((each) => each.round === name)),
    ),
  ]);
  for (const state of ['wrong', 'answered', 'refused'])
    console.log(
      `${state}: ${
        results
          .filter((each) => each.state === state)
          .map(({ id }) => id)
          .join(' ') || '-'
      }`,
    );
  if (skipped > 0) console.log(`${skipped} questions left out: the data of their shop is absent.`);
  return { ...total, rounds: figures, skipped_questions: skipped };
}

function roundsIn(place) {
  if (!existsSync(place)) return [];
  const files = statSync(place).isDirectory()
    ? readdirSync(place)
        .filter((file) => /^round-.*\.jsonl$/.test(file))
        .sort()
        .map((file) => path.join(place, file))
    : [place];
  return files.map((file) => ({
    name: path.basename(file, '.jsonl'),
    questions: readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line)),
  }));
}

async function judge({ id, question, today, accept = [], refuse = false }, { shop, at }) {
  const day = today ?? TODAY;
  at(day);
  const now = new Date(`${day}T06:30:00Z`);
  const reader = await shop.questions.reader();
  const form = (query) => canonical(reader.model, shop.settings, now, onProducts(query, reader.names));
  const milliseconds = timed(question, reader);
  let query;
  try {
    ({ query } = readQuestion(question, reader));
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return {
      id,
      question,
      milliseconds,
      refuse,
      state: refuse ? 'right refusal' : 'refused',
      got: error.message,
    };
  }
  const state = refuse ? 'answered' : accept.some((each) => form(each) === form(query)) ? 'right' : 'wrong';
  return {
    id,
    question,
    milliseconds,
    refuse,
    state,
    got: `${JSON.stringify(query)}\n\t${JSON.stringify(accept)}`,
  };
}

/** Milliseconds of CPU of one reading. */
function timed(question, reader) {
  const times = Array.from({ length: TIMED_RUNS }, () => {
    const before = process.cpuUsage();
    try {
      readQuestion(question, reader);
    } catch {
      // Judged below.
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return median(times);
}

function sums(results) {
  const answerable = results.filter(({ refuse }) => !refuse);
  const rest = results.filter(({ refuse }) => refuse);
  const count = (state) => results.filter((each) => each.state === state).length;
  const share = (part, whole) => (whole === 0 ? null : Number((part / whole).toFixed(4)));
  const times = results.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    answerable_right: share(count('right'), answerable.length),
    silent_wrong: share(count('wrong') + count('answered'), results.length),
    refused_right: share(count('right refusal'), rest.length),
    parse_ms: Number((percentile(times, 0.95) ?? 0).toFixed(3)),
  };
}

function row(name, results) {
  const count = (state) => results.filter((each) => each.state === state).length;
  const refusals = results.filter(({ refuse }) => refuse).length;
  return [
    name,
    results.length - refusals,
    count('right'),
    count('refused'),
    count('wrong'),
    refusals,
    count('right refusal'),
    count('answered'),
  ];
}
