import { expect } from 'vitest';
import * as z from 'zod';
import { LARGEST_ANSWER } from '../../src/catalogue/catalogue.js';
import type { Answer, SharedServer } from './shared-server.js';

const Rows = z.array(z.record(z.string(), z.unknown()));
const Told = z.object({
  rows: Rows,
  row_count: z.int(),
  columns: z.array(z.object({ name: z.string() })),
  has_more: z.boolean(),
  next_cursor: z.string().optional(),
  subtotals: Rows.optional(),
  hint: z.string().optional(),
  receipt: z.object({
    notes: z.array(z.string()).optional(),
    filters: z.array(z.string()).optional(),
    sql: z.string().optional(),
  }),
});
export type Told = z.infer<typeof Told>;

/** Names that other software would read as something else. */
export const NAMES = [
  "O'Neil's",
  '"Quoted"',
  '100% Wool',
  'a_b',
  'axb',
  'back\\slash',
  'दाल मखनी',
  'Crème Brûlée',
  'CRÈME brûlée 2',
  '🛒 cart',
  "x'); DROP TABLE sales; --",
  'tab\there',
  '$1',
  '{as_of}',
  'NULL',
  '(other)',
];

export async function ask(server: SharedServer, query: object): Promise<Told> {
  const answer = await server.ask('query_sales', { ...query });
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(LARGEST_ANSWER);
  return Told.parse(answer);
}

const Refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    fix: z.string(),
    valid: z.array(z.string()).optional(),
  }),
});

export async function refusal(
  server: SharedServer,
  args: object,
  tool = 'query_sales',
): Promise<z.infer<typeof Refusal>['error']> {
  const answer: Answer = await server.call(tool, { ...args });
  expect(answer.isError, answer.content[0]?.text.slice(0, 400)).toBe(true);
  return Refusal.parse(JSON.parse(answer.content[0]?.text ?? '')).error;
}

export const notes = ({ receipt }: Told): string => receipt.notes?.join('\n') ?? '';
const csv = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

/** Sixteen products of odd names, forty customers of long ones, 120 sales from March to November 2025. */
export async function fillOdd(server: SharedServer): Promise<void> {
  const products = NAMES.map((name, at) =>
    csv([`P${at}`, name, String(at + 1), '0.5', at % 2 ? 'Odd' : 'Even']),
  );
  await server.ask('import_file', {
    kind: 'products',
    dry_run: false,
    content: `product_id,name,price,cost,category\n${products.join('\n')}\n`,
    idempotency_key: 'the-products-of-the-test',
  });
  const lines = Array.from({ length: 120 }, (_, at) =>
    csv([
      String(1000 + at),
      `2025-${String((at % 9) + 3).padStart(2, '0')}-${String((at % 27) + 1).padStart(2, '0')} 1${at % 9}:30`,
      `P${at % (NAMES.length - 2)}`,
      String((at % 5) + 1),
      String((at % 14) + 1),
      `Customer ${'ओ'.repeat(50)} ${at % 40}`,
    ]),
  );
  await server.ask('import_file', {
    kind: 'sales',
    dry_run: false,
    content: `number,date,product_id,quantity,unit_price,customer\n${lines.join('\n')}\n`,
    idempotency_key: 'the-sales-of-the-test',
  });
}
