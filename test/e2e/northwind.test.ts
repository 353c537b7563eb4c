import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { SharedServer } from '../support/shared-server.js';

const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const QUESTIONS = path.join(DATA, 'questions', 'northwind.jsonl');
const CALLS = new URL('../../examples/northwind-questions.json', import.meta.url);
const absent = !existsSync(path.join(DATA, 'northwind', 'orders.csv'));

const Call = z.object({
  id: z.string(),
  columns: z.array(z.string()),
  query: z.record(z.string(), z.unknown()),
});
const Question = z.object({
  id: z.string(),
  question: z.string(),
  gold_rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});
const Rows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });

const calls = z.array(Call).parse(JSON.parse(readFileSync(CALLS, 'utf8')));
const questions = existsSync(QUESTIONS)
  ? readFileSync(QUESTIONS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => Question.parse(JSON.parse(line)))
  : [];
const TEN = Array.from({ length: 10 }, (_, at) => `seed${String(at + 1).padStart(2, '0')}`);

/** Figures to four decimals, months and days without what only one side writes. */
function comparable(rows: readonly (readonly unknown[])[]): string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        row.map((value) => {
          if (value === undefined || value === null) return null;
          if (typeof value === 'number') return String(Number(value.toFixed(4)));
          return String(value)
            .replace(/ 00:00:00(?:\.000)?$/, '')
            .replace(/^\d{4}-(\d{2})$/, '$1');
        }),
      ),
    )
    .sort();
}

test.skipIf(!absent)('Northwind is not at ../shared/data/northwind: its tests are left out', () => undefined);

describe.skipIf(absent)('Northwind through MCP', () => {
  const munshi = new SharedServer({
    MUNSHI_CURRENCY: 'USD',
    MUNSHI_TIME_ZONE: 'UTC',
    MUNSHI_FISCAL_YEAR_START: '1',
    MUNSHI_FILE_DIRS: DATA,
  });
  const load = (idempotency_key: string, dry_run = false) =>
    munshi.ask('import_file', { kind: 'northwind', path: 'northwind', dry_run, idempotency_key });
  const totals = async () =>
    Rows.parse(
      await munshi.ask('query_sales', {
        measures: ['orders', 'lines', 'gross_sales', 'net_sales', 'customers', 'products', 'freight'],
      }),
    ).rows;

  let report: Record<string, unknown> = {};
  beforeAll(async () => {
    expect(await load('northwind-dry-run', true)).toMatchObject({ dry_run: true });
    expect((await totals())[0]).toMatchObject({ orders: 0, customers: 0, products: 0 });
    report = await load('northwind-first-import');
  }, 120_000);

  test('comes in whole', () => {
    expect(report).toMatchObject({
      dry_run: false,
      bad_rows: { total: 0 },
      conflicts: [],
      counts: { sales: { new: 830, updated: 0, unchanged: 0, conflicting: 0 } },
      figures: { documents: 830, lines: 2155, gross: 1_354_458.59, net: 1_265_793.0395 },
    });
  });

  test('adds up to the last digit', async () => {
    expect(await totals()).toEqual([
      {
        orders: 830,
        lines: 2155,
        gross_sales: 1_354_458.59,
        net_sales: 1_265_793.0395,
        customers: 91,
        products: 77,
        freight: 64_942.69,
      },
    ]);
  });

  test('adds nothing when it is imported again', async () => {
    const before = await totals();
    const { counts } = z
      .object({ counts: z.record(z.string(), z.record(z.string(), z.int())) })
      .parse(await load('northwind-second-import'));
    expect(counts.sales).toMatchObject({ new: 0, updated: 0, unchanged: 830, conflicting: 0 });
    for (const [kind, { new: added, updated }] of Object.entries(counts))
      expect([added, updated], kind).toEqual([0, 0]);
    expect(await totals()).toEqual(before);
  });

  test('the ten questions are among the examples, and their answers are here', () => {
    expect(calls.map(({ id }) => id)).toEqual(expect.arrayContaining(TEN));
    expect(questions.map(({ id }) => id)).toEqual(expect.arrayContaining(TEN));
  });

  test.each(questions)('$id: $question', async ({ id, gold_rows: gold }) => {
    const call = calls.find((each) => each.id === id);
    const { rows } = Rows.parse(await munshi.ask('query_sales', call?.query ?? {}));
    const given = rows.map((row) => (call?.columns ?? []).map((column) => row[column]));
    expect(comparable(given)).toEqual(comparable(gold));
  });
});
