import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { SERVER, serverEnv } from '../support/server.js';
import { dataDir } from '../support/stdio-server.js';

const SHARED = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const present = existsSync(`${SHARED}/northwind/orders.csv`);
if (!present) console.log('Skipped: the Northwind files are not beside this checkout.');

const Calls = z.array(
  z.object({ id: z.string(), columns: z.array(z.string()), query: z.record(z.string(), z.unknown()) }),
);
const Question = z.object({ id: z.string(), gold_rows: z.array(z.array(z.unknown())) });
const Answer = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });
const Report = z.object({
  counts: z.record(z.string(), z.object({ new: z.number(), unchanged: z.number() })),
});

/** Figures to four decimals, all else as text. */
const plain = (value: unknown): string =>
  typeof value === 'number'
    ? Number(value.toFixed(4)).toString()
    : String(value ?? '').replace(/ 00:00:00(?:\.000)?$/, '');
const sorted = (rows: string[][]): string[] => rows.map((row) => JSON.stringify(row)).sort();

test.skipIf(!present)(
  'Northwind comes in once and answers every question of the example file exactly',
  async () => {
    const client = new Client({ name: 'test', version: '1' });
    const flags = [
      '--data-dir',
      dataDir(),
      '--currency',
      'USD',
      '--file-dirs',
      SHARED,
      '--log-level',
      'silent',
    ];
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [SERVER, 'stdio', ...flags],
        env: serverEnv(),
      }),
    );
    const call = async (name: string, args: Record<string, unknown>): Promise<unknown> => {
      const result = await client.callTool({ name, arguments: args }, { timeout: 120_000 });
      expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
      return result.structuredContent;
    };
    const bring = async (key: string) =>
      Report.parse(
        await call('import_file', {
          kind: 'northwind',
          path: 'northwind',
          dry_run: false,
          idempotency_key: key,
        }),
      ).counts;

    expect(await bring('northwind-first')).toMatchObject({
      sales: { new: 830 },
      products: { new: 77 },
      customers: { new: 91 },
    });
    const again = await bring('northwind-again');
    expect(Object.values(again).map((counts) => counts.new)).toEqual(Object.values(again).map(() => 0));

    const { rows } = Answer.parse(
      await call('query_sales', { measures: ['orders', 'lines', 'gross_sales', 'net_sales'] }),
    );
    expect(rows).toEqual([{ orders: 830, lines: 2155, gross_sales: 1354458.59, net_sales: 1265793.0395 }]);

    const gold = new Map(
      readFileSync(`${SHARED}/questions/northwind.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => Question.parse(JSON.parse(line)))
        .map((question) => [question.id, question.gold_rows]),
    );
    const calls = Calls.parse(
      JSON.parse(readFileSync(new URL('../../examples/northwind-questions.json', import.meta.url), 'utf8')),
    );
    for (const { id, columns, query } of calls) {
      const answer = Answer.parse(await call('query_sales', query));
      const ours = answer.rows.map((row) => columns.map((column) => plain(row[column])));
      // The gold answer of one question gives months without their year.
      const shown = id === 'eval11' ? ours.map(([month = '', ...rest]) => [month.slice(5), ...rest]) : ours;
      expect(sorted(shown), id).toEqual(sorted((gold.get(id) ?? []).map((row) => row.map(plain))));
    }
    await client.close();
  },
  180_000,
);
