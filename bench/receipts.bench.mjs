/**
 * Reads every receipt of a folder with the local engine and compares with the truth. `cpu_s_p50` is the CPU time of
 * one page on one core, with all that belongs to it; `amount_recall` is the share of receipts whose total is among
 * the sums that were read, whatever they were taken for.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import levenshtein from 'fastest-levenshtein';

export const data = '../shared/data/receipts';

/** Of what is marked sure at or above this. */
const { SURE } = await import('../dist/domain/bills/bill.js');
const { findDate } = await import('../dist/domain/bills/bill-date.js');
const { numeralsOf } = await import('../dist/domain/bills/numerals.js');
const { toRows } = await import('../dist/domain/bills/rows.js');
const { readBill } = await import('../dist/domain/bills/second-look.js');
const { openEngine } = await import('../dist/domain/ports/reading/local/open-engine.js');
const { readHere } = await import('../dist/domain/ports/reading/local/read-here.js');

const OPTIONS = { today: new Date().toISOString().slice(0, 10), order: 'dmy', currency: 'MYR' };

export async function run(folder) {
  const gold = readFileSync(path.join(folder, 'gold.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const engine = await openEngine({}).catch((error) => error);
  if (engine instanceof Error) return { skipped: engine.message };
  const seen = { total: 0, date: 0, company: 0, company_soft: 0, amount: 0, sure: 0, sureRight: 0 };
  const seconds = [];
  for (const truth of gold) {
    const bytes = await readFile(path.join(folder, 'images', `${truth.id}.jpg`));
    const before = process.cpuUsage();
    const { bill, pages } = await readHere(engine, bytes, async (reading) => ({
      bill: await readBill(reading, OPTIONS),
      pages: reading.pages,
    }));
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
    const total = Math.round(Number(truth.total.replace(/[^\d.]/g, '')) * 100);
    const sums = pages.flatMap(toRows).flatMap(numeralsOf);
    const [said, is] = [plain(bill.vendor?.value ?? ''), plain(truth.company)];
    const right = {
      total: bill.total?.value === total,
      date: bill.date?.value === dayOf(truth.date),
      company: said === is,
      company_soft: levenshtein.distance(said, is) <= 0.15 * is.length,
      amount: sums.some(({ value }) => value === total),
    };
    for (const [name, ok] of Object.entries(right)) if (ok) seen[name] += 1;
    const sure = (bill.total?.confidence ?? 0) >= SURE;
    if (sure) seen.sure += 1;
    if (sure && right.total) seen.sureRight += 1;
    const wrong = Object.keys(right).filter((name) => !right[name]);
    if (wrong.length > 0) console.log(`${truth.id}  not right: ${wrong.join(', ')}`);
  }
  seconds.sort((a, b) => a - b);
  const share = (count) => Number((count / gold.length).toFixed(4));
  const figures = {
    total: share(seen.total),
    date: share(seen.date),
    company: share(seen.company),
    company_soft: share(seen.company_soft),
    amount_recall: share(seen.amount),
    sure_precision: seen.sure === 0 ? 1 : Number((seen.sureRight / seen.sure).toFixed(4)),
    sure_coverage: share(seen.sure),
    cpu_s_p50: Number((seconds[Math.floor(seconds.length / 2)] ?? 0).toFixed(3)),
    rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  console.table(figures);
  return figures;
}

function plain(text) {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The day a truth names, as written there. */
function dayOf(text) {
  const token = { text, confidence: 1, place: { page: 1, left: 0, top: 0, right: 1, bottom: 1 } };
  const row = {
    page: 1,
    tokens: [{ ...token, left: 0, right: 1, middle: 0, height: 1 }],
    text,
    middle: 0,
    height: 1,
  };
  return findDate([row], OPTIONS)?.value;
}
