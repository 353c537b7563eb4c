import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fillOdd, refusal as refusalOf } from '../support/odd-shop.js';
import { SharedServer } from '../support/shared-server.js';

const quiet = { MUNSHI_LOG_LEVEL: 'error' };
const munshi = new SharedServer(quiet);
const beside = new SharedServer({ ...quiet, MUNSHI_DATA_DIR: munshi.dataDir });
const reader = new SharedServer({ ...quiet, MUNSHI_DATA_DIR: munshi.dataDir, MUNSHI_READ_ONLY: 'true' });
beforeAll(() => fillOdd(munshi));

let keys = 0;
function key(): string {
  keys += 1;
  return `key-of-the-definitions-${keys}`;
}

const Asked = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  receipt: z.object({ token: z.string(), definitions: z.record(z.string(), z.string()) }),
});
async function ask(query: Record<string, unknown>, server = munshi): Promise<z.infer<typeof Asked>> {
  return Asked.parse(await server.ask('query_sales', query));
}

function refusal(args: Record<string, unknown>, server = munshi, tool = 'save_definition') {
  return refusalOf(server, args, tool);
}

const odd = (name: string) => ({
  define: [{ name, measure: 'net_sales', filters: [{ member: 'category', op: 'is', values: ['Odd'] }] }],
  measures: [name],
});

describe('save_definition', () => {
  test('keeps a measure that another server then knows, and says how to use it', async () => {
    const tried = await ask(odd('odd_sales'));
    const saved = await munshi.ask('save_definition', {
      name: 'odd_sales',
      receipt: tried.receipt.token,
      description: 'Sales of odd things',
      synonyms: ['queer goods'],
      idempotency_key: key(),
    });
    expect(saved).toEqual({
      name: 'odd_sales',
      kind: 'measure',
      status: 'saved',
      next: 'Use odd_sales in query_sales measures.',
    });
    await expect
      .poll(async () => (await beside.call('query_sales', { measures: ['odd_sales'] })).isError)
      .toBeFalsy();
    const there = await ask({ measures: ['odd_sales'] }, beside);
    expect(there.rows).toEqual(tried.rows);
    expect(there.receipt.definitions).toEqual({ odd_sales: 'Sales of odd things' });
    expect(await beside.ask('describe_data', { search: 'queer goods', limit: 1 })).toMatchObject({
      entries: [{ name: 'odd_sales', saved: true, kind: 'measure' }],
    });
    expect(await beside.ask('describe_data', { name: 'odd_sales' })).toMatchObject({
      member: { definition: { measure: 'net_sales', filters: [{ member: 'category' }] } },
    });
  });

  test('keeps a whole query as a question, to run again by name', async () => {
    const { receipt } = await ask({ measures: ['net_sales'], dimensions: ['category'], limit: 1 });
    const saved = await munshi.ask('save_definition', {
      name: 'best_category',
      receipt: receipt.token,
      description: 'Which category sells best?',
      idempotency_key: key(),
    });
    expect(saved).toMatchObject({ kind: 'question', next: expect.stringContaining('again "best_category"') });
    expect(await munshi.ask('query_sales', { again: 'best_category' })).toMatchObject({
      rows: [{}],
      row_count: 2,
      changes: { question: 'Which category sells best?', same: true },
    });
    expect(await munshi.ask('describe_data', { kind: 'question' })).toMatchObject({
      entries: [{ name: 'best_category', saved: true, description: 'Which category sells best?' }],
    });
    expect(await munshi.ask('describe_data', { name: 'best_category' })).toMatchObject({
      member: {
        definition: { query: { measures: ['net_sales'], limit: 1 }, verified_at: expect.any(String) },
      },
    });
  });

  test('repeated with its key does it once; the key for something else is a conflict', async () => {
    const { receipt } = await ask(odd('odd_twice'));
    const args = {
      name: 'odd_twice',
      receipt: receipt.token,
      description: 'Twice',
      idempotency_key: key(),
    };
    const first = await munshi.ask('save_definition', args);
    expect(await beside.ask('save_definition', args)).toEqual(first);
    expect(first).toMatchObject({ status: 'saved' });
    expect(await refusal({ ...args, description: 'Thrice' })).toMatchObject({
      code: 'conflict',
      field: 'idempotency_key',
    });
    expect(await munshi.ask('save_definition', { ...args, idempotency_key: key() })).toMatchObject({
      status: 'replaced',
    });
    const remove = { name: 'odd_twice', remove: true, idempotency_key: key() };
    const removed = await munshi.ask('save_definition', remove);
    expect(removed).toMatchObject({ kind: 'measure', status: 'removed' });
    expect(await munshi.ask('save_definition', remove)).toEqual(removed);
    expect(await refusal({ ...remove, idempotency_key: key() })).toMatchObject({
      code: 'not_found',
      field: 'name',
      fix: expect.stringContaining('describe_data'),
    });
  });

  test.each([
    [{ name: 'no_receipt', description: 'x' }, 'receipt'],
    [{ name: 'no_words', receipt: 'r1.x.y' }, 'description'],
    [{ name: 'bad_receipt', receipt: 'r1.x.y', description: 'x' }, 'receipt'],
    [{ name: 'long_receipt', receipt: 'x'.repeat(5_000), description: 'x' }, 'receipt'],
    [{ name: 'Bad Name', receipt: 'r1.x.y', description: 'x' }, 'name'],
    [{ name: 'x', receipt: 'r1.x.y', description: 'x' }, 'name'],
    [{ name: '__proto__', remove: true }, 'name'],
    [{ name: 'not_there', remove: true }, 'name'],
    [{ name: 'not_there', remove: true, receipt: 'r1.x.y' }, 'receipt'],
    [{ receipt: 'r1.x.y', description: 'x' }, 'name'],
    [{ name: 'odd_formula', formula: 'net_sales / orders', description: 'x' }, 'formula'],
  ])('refuses %j, naming the field and what to do', async (args, field) => {
    const refused = await refusal({ ...args, idempotency_key: key() });
    expect(refused.field).toBe(field);
    expect(refused.message.length).toBeGreaterThan(10);
    expect(refused.fix.length).toBeGreaterThan(10);
  });

  test.each(['net_sales', 'product', 'month'])('refuses the name %s, which Munshi has', async (name) => {
    const { receipt } = await ask(odd('odd_own'));
    const args = { name, receipt: receipt.token, description: 'x', idempotency_key: key() };
    expect(await refusal(args)).toMatchObject({
      code: 'conflict',
      field: 'name',
      fix: 'Choose another name.',
    });
  });

  test('is not served read-only, where what was saved is', async () => {
    const { receipt } = await ask({ measures: ['orders'] });
    await munshi.ask('save_definition', {
      name: 'all_orders',
      receipt: receipt.token,
      description: 'All orders',
      idempotency_key: key(),
    });
    expect(await refusal({ name: 'all_orders', remove: true, idempotency_key: key() }, reader)).toMatchObject(
      {
        code: 'read_only',
      },
    );
    await expect
      .poll(async () => (await reader.call('query_sales', { again: 'all_orders' })).isError)
      .toBeFalsy();
  });
});

test('a query as agents send it: definitions as text, numbers as text', async () => {
  const sent = await ask({
    define: JSON.stringify(odd('odd_text').define),
    measures: '["odd_text"]',
    limit: '5',
  });
  expect(sent.rows).toEqual((await ask(odd('odd_text'))).rows);
});

test('nothing of all this was a fault of the server', () => {
  for (const { log } of [munshi, beside, reader]) expect(log).not.toContain('"internal"');
});
