import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { TOOLS } from '../../src/tools/index.js';
import { messages, post, send } from '../support/http.js';
import { initialize, parse } from '../support/lines.js';
import { RunningServer } from '../support/server.js';
import { SharedServer } from '../support/shared-server.js';
import { LEAKS, refusalsOf, Told, textOf } from '../support/told.js';

const munshi = new SharedServer({ MUNSHI_LOG_LEVEL: 'error' });

const SQL = `x' OR 1=1; DROP TABLE sales; --`;
const MiB = 'm'.repeat(1024 * 1024);
const EVERYTHING = [
  'orders',
  'lines',
  'refunds',
  'cancellations',
  'amount_payable',
  'gross_sales',
  'products',
  'customers',
];
let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `bad-input-key-${keys}`;
};
const sale = (more: object = {}) => ({
  lines: [{ product: 'P1', quantity: 2 }],
  idempotency_key: newKey(),
  ...more,
});
const line = (more: object) => sale({ lines: [{ product: 'P1', quantity: 1, ...more }] });

const refusal = refusalsOf(munshi);

/** One call as raw JSON text, for what no client would send. */
async function raw(params: string) {
  const reply = await send(munshi.url, {
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`,
  });
  expect(reply.text).not.toMatch(LEAKS);
  return reply;
}

async function rawRefusal(name: string, args: string): Promise<Told> {
  const [answer] = messages(await raw(`{"name":"${name}","arguments":${args}}`));
  const { result } = z
    .object({
      result: z.object({ isError: z.literal(true), content: z.tuple([z.object({ text: z.string() })]) }),
    })
    .parse(answer);
  return Told.parse(JSON.parse(result.content[0].text)).error;
}

async function books(): Promise<unknown> {
  const { rows } = await munshi.ask('query_sales', { measures: EVERYTHING });
  return rows;
}

const query = (more: object) => ({ measures: ['net_sales'], ...more });
const filter = (member: string, op: string, values?: unknown) =>
  query({ filters: [{ member, op, ...(values === undefined ? {} : { values }) }] });

let before: unknown;
let saleId = '';

beforeAll(async () => {
  await munshi.ask('import_file', {
    kind: 'products',
    dry_run: false,
    content: 'product_id,name,price,cost\nP1,Tea 250 g,100,70\nP2,Rice,99.90,80\n',
    idempotency_key: newKey(),
  });
  await munshi.ask('import_file', {
    kind: 'customers',
    dry_run: false,
    content: 'customer_id,name\nC1,Anita Rao\n',
    idempotency_key: newKey(),
  });
  saleId = z.string().parse((await munshi.ask('record_sale', sale())).sale_id);
  await munshi.ask('record_sale', sale({ lines: [{ product: 'P2', quantity: 1 }] }));
  before = await books();
});

afterEach(async () => {
  expect(await books(), 'the books have changed').toEqual(before);
});

describe('query_sales', () => {
  test.each([
    ['an unknown measure', query({ measures: ['net_salse'] }), 'measures[0]', 'net_sales'],
    ['an unknown dimension', query({ dimensions: ['custmer'] }), 'dimensions[0]', 'customer'],
    ['an unknown filter', filter('custmer', 'is', ['a']), 'filters[0].member', 'customer'],
    ['a measure as a dimension', query({ dimensions: ['orders'] }), 'dimensions[0]', undefined],
    ['a dimension as a measure', query({ measures: ['price'] }), 'measures[0]', undefined],
    ['a member named twice', query({ measures: ['orders', 'orders'] }), 'measures', undefined],
    ['nothing at all', {}, 'measures', 'net_sales'],
    [
      'an unknown order',
      query({ order_by: [{ member: 'nett', direction: 'asc' }] }),
      'order_by[0].member',
      'net_sales',
    ],
    ['an unknown grain', query({ grain: 'monthly' }), 'grain', 'month'],
    ['an unknown argument', query({ dimension: ['customer'] }), 'dimension', 'dimensions'],
    ['an unknown argument far down', query({ period: { form: '1997-01-01' } }), 'period.form', 'from'],
    ['an unknown period', query({ period: { named: 'last_mont' } }), 'period.named', 'last_month'],
    ['limit 0', query({ limit: 0 }), 'limit', undefined],
    ['limit 501', query({ limit: 501 }), 'limit', undefined],
    ['limit 1.5', query({ limit: 1.5 }), 'limit', undefined],
    ['too many measures', query({ measures: Array(13).fill('orders') }), 'measures', undefined],
    ['a question and a query', query({ question: 'how much?' }), 'question', undefined],
  ])('%s', async (_what, args, field, first) => {
    const told = await refusal('query_sales', args);
    expect(told.field).toBe(field);
    if (first !== undefined) expect(told.valid?.[0]).toBe(first);
  });

  test.each([
    ['reversed', { from: '1997-12-31', to: '1997-01-01' }, 'period'],
    ['from nothing', { from: '' }, 'period.from'],
    ['to no day', { to: '1997-02-30' }, 'period.to'],
    ['from words', { from: 'the other day' }, 'period.from'],
    ['named and dated', { named: 'today', from: '1997-01-01' }, 'period.named'],
  ])('a period %s', async (_what, period, field) => {
    expect(await refusal('query_sales', query({ period }))).toMatchObject({ code: 'invalid_input', field });
  });

  test('an empty period is all there is', async () => {
    expect(await munshi.ask('query_sales', query({ period: {} }))).toMatchObject({ row_count: 1 });
  });

  test.each([
    ['words for a number', 'price', 'more_than', ['cheap']],
    ['a number too fine', 'price', 'is', ['1.005']],
    ['not a number', 'price', 'is', ['NaN']],
    ['an endless number', 'net_sales', 'at_most', ['1e309']],
    ['negative zero', 'price', 'is', ['-0']],
    ['words for a date', 'order_date', 'at_least', ['soon']],
    ['a day that is none', 'order_date', 'is', ['1997-02-30']],
    ['a day that is none, of many', 'order_date', 'between', ['1997-01-01', '1997-13-01']],
    ['words for yes or no', 'discontinued', 'is', ['maybe']],
    ['two values of one', 'price', 'more_than', ['1', '2']],
    ['no value', 'customer', 'is', []],
    ['values not a list', 'customer', 'is', { a: 1 }],
    ['between reversed', 'price', 'between', ['20', '10']],
    ['dates between reversed', 'order_date', 'between', ['1997-12-31', '1997-01-01']],
    ['between with one', 'price', 'between', ['20']],
    ['ten thousand values', 'customer', 'is', Array.from({ length: 10_000 }, (_, at) => `C${at}`)],
    ['a value for emptiness', 'customer', 'is_empty', ['x']],
  ])('a filter with %s', async (_what, member, op, values) => {
    const { field } = await refusal('query_sales', filter(member, op, values));
    expect(field).toMatch(/^filters\[0\]\.values/);
  });

  test.each([
    ['text looked for in a number', 'price', 'contains', ['1']],
    ['text compared by size', 'customer', 'more_than', ['a']],
    ['an average of text', 'customer', 'above_average', undefined],
    ['an average of days', 'order_date', 'above_average', undefined],
    ['a purchase of what is not sold', 'territory', 'bought', ['North']],
    ['an unknown comparison', 'price', 'gt', ['1']],
  ])('a filter with %s', async (_what, member, op, values) => {
    const { field } = await refusal('query_sales', filter(member, op, values));
    expect(field).toMatch(/^(?:filters\[0\]\.op|measures)$/);
  });

  test('members that do not go together name those that do', async () => {
    const { code, valid } = await refusal('query_sales', { measures: ['freight'], dimensions: ['product'] });
    expect(code).toBe('refused');
    expect(valid).toContain('net_sales');
  });

  test('a cursor that was changed, made up, or is of another query', async () => {
    const listed = { dimensions: ['product'], limit: 1 };
    const { next_cursor: cursor } = await munshi.ask('query_sales', listed);
    const good = z.string().parse(cursor);
    expect(await munshi.ask('query_sales', { ...listed, cursor: good })).toHaveProperty('rows');
    const other = { dimensions: ['product_id'], limit: 1 };
    const [offset, print] = Buffer.from(good, 'base64url').toString().split('.');
    const forged = (text: string): string => Buffer.from(text).toString('base64url');
    for (const [args, bad] of [
      [other, good],
      [listed, `${good}x`],
      [listed, good.slice(1)],
      [listed, 'x'],
      [listed, ''],
      [listed, forged(`-1.${print}`)],
      [listed, forged(`1e400.${print}`)],
      [listed, forged(`0x10.${print}`)],
      [listed, forged(`${offset}.`)],
      [listed, SQL],
    ] as const)
      expect((await refusal('query_sales', { ...args, cursor: bad })).field, bad).toBe('cursor');
  });
});

describe('record_sale', () => {
  test.each([
    ['no lines', sale({ lines: [] }), 'lines'],
    ['an unknown product', line({ product: 'Tee 250 g' }), 'lines[0].product'],
    ['an unknown customer', sale({ customer: 'Anita Roa' }), 'customer'],
    ['quantity 0', line({ quantity: 0 }), 'lines[0].quantity'],
    ['a negative quantity', line({ quantity: -1 }), 'lines[0].quantity'],
    ['a quantity of 2^53', line({ quantity: 2 ** 53 }), 'lines[0].quantity'],
    ['a quantity of four decimals', line({ quantity: 0.0001 }), 'lines[0].quantity'],
    ['negative zero', line({ quantity: -0 }), 'lines[0].quantity'],
    ['a price of three decimals', line({ unit_price: 1.005 }), 'lines[0].unit_price'],
    ['a negative price', line({ unit_price: -1 }), 'lines[0].unit_price'],
    ['a price beyond reason', line({ unit_price: 1e12 }), 'lines[0].unit_price'],
    ['an amount beyond exactness', line({ quantity: 1e9, unit_price: 1e9 }), 'lines[0]'],
    ['a discount above the line', line({ discount: 100.01 }), 'lines[0].discount'],
    ['a discount above the document', sale({ discount: 200.01 }), 'discount'],
    ['a negative discount', line({ discount: -5 }), 'lines[0].discount'],
    ['101 percent off', line({ discount_percent: 101 }), 'lines[0].discount_percent'],
    ['a percentage of three decimals', line({ discount_percent: 1.005 }), 'lines[0].discount_percent'],
    ['a tax of 200 percent', line({ tax_percent: 200 }), 'lines[0].tax_percent'],
    ['freight of three decimals', sale({ freight: 0.001 }), 'freight'],
    ['a date in the future', sale({ at: '2999-01-01T10:00' }), 'at'],
    ['a date before all', sale({ at: '0001-01-01' }), 'at'],
    ['no date at all', sale({ at: 'yesterday' }), 'at'],
    ['a day that is none', sale({ at: '2025-02-30' }), 'at'],
    ['an unknown payment', sale({ payment: 'cheque' }), 'payment'],
    ['an unknown kind', sale({ kind: 'return' }), 'kind'],
    ['a sale that takes back', sale({ refers_to: 'x' }), 'refers_to'],
    ['an unknown argument', line({ qty: 2 }), 'lines[0].qty'],
    ['a line that is text', sale({ lines: ['P1'] }), 'lines[0]'],
  ])('%s', async (_what, args, field) => {
    expect((await refusal('record_sale', args)).field).toBe(field);
  });

  test('a refund of more than was sold, of what was not, of nothing, of no sale', async () => {
    const back = (more: object) => sale({ kind: 'refund', refers_to: saleId, ...more });
    const told = await refusal('record_sale', back({ lines: [{ product: 'P1', quantity: 2.001 }] }));
    expect(told).toMatchObject({ code: 'refused', field: 'lines[0].quantity' });
    expect(told.message).toContain('2');
    for (const [args, wanted] of [
      [
        back({
          lines: [
            { product: 'P1', quantity: 1 },
            { product: 'P1', quantity: 1.5 },
          ],
        }),
        'lines[1].quantity',
      ],
      [back({ lines: [{ product: 'P2', quantity: 1 }] }), 'lines[0].quantity'],
      [back({ lines: [{ product: 'Nothing', quantity: 1 }] }), 'lines[0].product'],
      [back({ lines: [{ product: 'P1', quantity: 0 }] }), 'lines[0].quantity'],
      [back({ lines: [{ product: 'P1', quantity: -1 }] }), 'lines[0].quantity'],
      [back({ lines: [] }), 'lines'],
      [back({ refers_to: '20250101-NONE', lines: [{ product: 'P1', quantity: 1 }] }), 'refers_to'],
      [back({ refers_to: SQL, lines: [{ product: 'P1', quantity: 1 }] }), 'refers_to'],
      [sale({ kind: 'refund' }), 'refers_to'],
      [sale({ kind: 'cancellation', refers_to: saleId }), 'lines'],
    ] as const) {
      expect((await refusal('record_sale', args)).field, JSON.stringify(args)).toBe(wanted);
    }
  });

  test.each([
    ['missing', undefined],
    ['too short', '1234567'],
    ['over 200 characters', 'k'.repeat(201)],
    ['a list', ['12345678']],
    ['empty', ''],
  ])('an idempotency_key that is %s', async (_what, key) => {
    expect((await refusal('record_sale', sale({ idempotency_key: key }))).field).toBe('idempotency_key');
  });

  test('an idempotency_key used before, for another request, by any tool', async () => {
    const key = newKey();
    const first = await munshi.ask('record_sale', sale({ idempotency_key: key }));
    before = await books();
    expect(await munshi.ask('record_sale', sale({ idempotency_key: key }))).toEqual(first);
    for (const args of [
      sale({ idempotency_key: key, number: '7' }),
      sale({ idempotency_key: key, lines: [{ product: 'P1', quantity: 3 }] }),
      sale({ idempotency_key: key, kind: 'cancellation', refers_to: saleId, lines: undefined }),
    ])
      expect(await refusal('record_sale', args)).toMatchObject({
        code: 'conflict',
        field: 'idempotency_key',
      });
  });

  test('numbers, lists and truth sent as text are read', async () => {
    const answer = await munshi.ask('record_sale', {
      lines: '[{"product":"P1","quantity":"2","unit_price":"49.50"}]',
      discount: '9',
      tax_included: 'true',
      idempotency_key: newKey(),
    });
    expect(answer).toMatchObject({ total: 90 });
    expect(await munshi.ask('query_sales', { measures: '["orders"]', limit: '5' })).toHaveProperty('rows');
    before = await books();
  });

  test('SQL in what may hold any text is kept as text', async () => {
    const text = SQL.slice(0, 100);
    const told = await munshi.ask(
      'record_sale',
      sale({ number: text, channel: text, location: text, reason: text }),
    );
    expect(told.number).toBe(text);
    const { rows } = await munshi.ask('query_sales', {
      dimensions: ['order_id', 'channel', 'location'],
      filters: [{ member: 'channel', op: 'is', values: [text] }],
    });
    expect(rows).toEqual([{ order_id: text, channel: text, location: text }]);
    before = await books();
  });
});

describe('describe_data', () => {
  test.each([
    ['an unknown name', { name: 'custmer_country' }, 'name'],
    ['a name from the prototype', { name: 'constructor' }, 'name'],
    ['a cursor that is none', { cursor: 'abc' }, 'cursor'],
    ['a negative cursor', { cursor: '-1' }, 'cursor'],
    ['an unknown kind', { kind: 'table' }, 'kind'],
    ['limit 0', { limit: 0 }, 'limit'],
    ['limit 101', { limit: 101 }, 'limit'],
    ['a search of 1 MB', { search: MiB }, 'search'],
    ['an unknown argument', { query: 'sales' }, 'query'],
  ])('%s', async (_what, args, field) => {
    expect((await refusal('describe_data', args)).field).toBe(field);
  });
});

describe('import_file', () => {
  const file = (more: object) => ({ kind: 'products', idempotency_key: newKey(), ...more });

  test.each([
    ['neither path nor content', {}, /path|content/],
    ['both', { path: 'a.csv', content: 'name\nTea\n' }, /path|content/],
    ['an empty content', { content: '' }, /content/],
    ['no table', { content: 'Dear sir, please find nothing attached.' }, /./],
    ['an unknown kind', { kind: 'udhaar', content: 'a\n1\n' }, /^kind$/],
    [
      'a mapping to an unknown field',
      { content: 'a,b\n1,2\n', mapping: [{ field: 'pryce', column: 'a' }] },
      /^mapping/,
    ],
    [
      'a mapping of an unknown column',
      { content: 'name,price\nTea,2\n', mapping: [{ field: 'price', column: 'z' }] },
      /^mapping/,
    ],
  ])('%s', async (_what, args, field) => {
    const told = await refusal('import_file', file({ dry_run: false, ...args }));
    expect(told.field ?? '', told.message).toMatch(field);
  });

  test.each([
    ['outside the allowed folders', '/etc/passwd'],
    ['above them', '../../../../etc/passwd'],
    ['above them, hidden', 'a/../../../../../../etc/passwd'],
    ['of a device', '/dev/zero'],
    ['of the kernel', '/proc/self/environ'],
    ['as a URL', 'file:///etc/passwd'],
    ['of the web', 'https://example.com/a.csv'],
    ['that is not there', 'nothing.csv'],
    ['with a zero byte', 'a\u0000.csv'],
    ['in SQL', SQL],
    ['that is home', '~/.ssh/id_rsa'],
    ['that is a network drive', '\\\\server\\share\\a.csv'],
    ['very long', 'a/'.repeat(490)],
  ])('a path %s', async (_what, given) => {
    const told = await refusal('import_file', file({ path: given }), given);
    expect(told.field).toBe('path');
    expect(['refused', 'not_found']).toContain(told.code);
    expect(told.message).not.toContain(munshi.dataDir);
  });

  test.skipIf(process.platform === 'win32')(
    'a link out of the folder, a folder, a device by link',
    async () => {
      const secret = path.join(munshi.dataDir, 'secret.csv');
      writeFileSync(secret, 'name,price\nSecret,1\n');
      symlinkSync(secret, path.join(munshi.files, 'link.csv'));
      symlinkSync('/dev/zero', path.join(munshi.files, 'zero.csv'));
      symlinkSync('/etc', path.join(munshi.files, 'etc'));
      mkdirSync(path.join(munshi.files, 'folder.csv'));
      for (const given of ['link.csv', 'zero.csv', 'etc/passwd', 'folder.csv']) {
        const told = await refusal('import_file', file({ path: given }));
        expect(told, given).toMatchObject({ code: 'refused', field: 'path' });
      }
      expect(await refusal('import_file', { ...file({ path: 'etc' }), kind: 'northwind' })).toMatchObject({
        field: 'path',
      });
    },
  );

  const CSV = 'product_id,name,price\nP8,"Tea,\n""best""",10\nP9,दाल,20.50\n';
  test.each([
    ['a byte order mark', Buffer.from(`\ufeff${CSV}`)],
    ['UTF-16 little endian', Buffer.from(`\ufeff${CSV}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${CSV}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(CSV.replace('दाल', 'Dal'), 'utf16le')],
    ['semicolons', Buffer.from(CSV.replaceAll(',', ';'))],
    ['tabs', Buffer.from(CSV.replaceAll(',', '\t'))],
    ['the line ends of Windows', Buffer.from(CSV.replaceAll('\n', '\r\n'))],
  ])('a file with %s is read', async (_what, bytes) => {
    writeFileSync(path.join(munshi.files, 'good.csv'), bytes);
    const report = await munshi.ask('import_file', file({ path: 'good.csv' }));
    expect(report).toMatchObject({
      dry_run: true,
      rows_read: 2,
      bad_rows: { total: 0 },
      counts: { products: { new: 2 } },
    });
  });

  test('ragged rows are told of by line, and the good ones are counted', async () => {
    const content = 'product_id,name,price\nP8,Tea\nP9,Salt,5,too,many\nP10,Rice,7\n';
    const report = await munshi.ask('import_file', file({ content }));
    const { bad_rows: bad } = z
      .object({ bad_rows: z.object({ total: z.int(), first: z.array(z.object({ line: z.int() })) }) })
      .parse(report);
    expect(bad.total).toBeGreaterThan(0);
    expect(bad.first.map((row) => row.line)).toContain(3);
    expect(JSON.stringify(report)).not.toMatch(LEAKS);
  });

  test('200 columns are answered within the limit, as is one of 1 MB', async () => {
    const names = Array.from({ length: 200 }, (_, at) => `column_${at}_${'x'.repeat(100)}`);
    const wide = await munshi.call(
      'import_file',
      file({ content: `name,price,${names.join(',')}\nTea,2,${names.map(() => 'y').join(',')}\n` }),
    );
    expect(textOf(wide).length).toBeLessThan(21_000);
    expect(textOf(wide)).not.toMatch(LEAKS);
    const long = await munshi.call('import_file', file({ content: `name,price\n${MiB},2\n` }));
    expect(textOf(long).length).toBeLessThan(21_000);
    expect(textOf(long)).not.toMatch(LEAKS);
  });
});

describe('any tool', () => {
  /** Arguments that work, to put one bad thing into. */
  const GOOD: Record<string, Record<string, unknown>> = {
    query_sales: query({ dimensions: ['product'], limit: 5 }),
    describe_data: { search: 'sales' },
    record_sale: { lines: [{ product: 'No such product', quantity: 1 }] },
    import_file: { kind: 'products', content: 'name,price\nTea,2\n', dry_run: true },
    save_definition: { name: 'not_saved', remove: true },
    list_products: { limit: 5 },
    save_product: { product: 'No such product', price: 5 },
    remove_product: { product: 'No such product' },
    filter_pets: { limit: 5 },
    save_pet: { pet: 'No such pet', price: 5 },
    remove_pet: { pet: 'No such pet' },
    adjust_stock: { kind: 'count', lines: [{ product: 'No such product', quantity: 1 }] },
    generate_forecast: { category: 'No such category' },
    forecast_report: { limit: 5 },
    plan_reorder: { category: 'No such category' },
    pricing_advice: { products: ['P1'] },
    record_udhaar: { kind: 'credit', customer: 'C1', amount: 5 },
    get_udhaar: { customer: 'C1' },
    list_udhaar: { limit: 5 },
  };
  const args = (name: string, more: object) => ({
    ...GOOD[name],
    ...(TOOLS.find((tool) => tool.name === name)?.operation === 'read' ? {} : { idempotency_key: newKey() }),
    ...more,
  });
  const node = z.looseObject({
    type: z.string().optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
    items: z.unknown().optional(),
  });

  /** Every place in a schema that takes text, as arguments that put `text` there. */
  function* places(schema: unknown, text: string): Generator<{ at: string; value: unknown }> {
    const { type, properties = {}, items } = node.parse(schema);
    if (type === 'string') yield { at: '', value: text };
    if (items !== undefined)
      for (const { at, value } of places(items, text)) yield { at: `[0]${at}`, value: [value] };
    for (const [key, property] of Object.entries(properties))
      for (const { at, value } of places(property, text))
        yield { at: `.${key}${at}`, value: { [key]: value } };
  }

  test.each(TOOLS.map(({ name, definition }) => ({ name, definition })))(
    '$name takes SQL, prototype names and 1 MB in any text for nothing but text',
    async ({ name, definition }) => {
      const required = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
      for (const text of [SQL, '__proto__', MiB]) {
        for (const { at, value } of places(definition.inputSchema, text)) {
          if (name === 'import_file' && at === '.content' && text === MiB) continue;
          const answer = await munshi.call(name, args(name, required(value)));
          const answered = textOf(answer).replaceAll(SQL, '').replaceAll('__proto__', '');
          expect(answered.length, at).toBeLessThan(21_000);
          expect(answered, at).not.toMatch(LEAKS);
          expect(answered, at).not.toContain('"internal"');
          if (answer.isError === true) Told.parse(JSON.parse(textOf(answer)));
        }
      }
    },
  );

  test.each(TOOLS.map(({ name }) => name))('%s refuses keys of the prototype', async (name) => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const sent = JSON.stringify(args(name, {})).replace(/^\{/, `{"${key}":{"limit":1},`);
      expect((await rawRefusal(name, sent)).field).toBe(key);
    }
  });

  test.each(TOOLS.map(({ name }) => name))('%s refuses an unknown key and half a letter', async (name) => {
    expect((await refusal(name, args(name, { limti: 3 }))).field).toBe('limti');
    const half = JSON.stringify(args(name, {})).replace(/^\{/, '{"note":"\\ud800",');
    expect((await rawRefusal(name, half)).field).toBe('note');
  });

  test('no tool is called by a name of the prototype', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', '', SQL, 'x'.repeat(10_000)]) {
      const [answer] = messages(await raw(`{"name":${JSON.stringify(name)},"arguments":{}}`));
      expect(answer).toMatchObject({ error: { code: -32602 } });
      expect(JSON.stringify(answer).length).toBeLessThan(500);
    }
  });

  test('numbers that JSON has not, and those beyond all, over HTTP', async () => {
    expect((await raw('{"name":"query_sales","arguments":{"measures":["orders"],"limit":NaN}}')).status).toBe(
      400,
    );
    for (const number of ['1e309', '-1e309', '-0', '1e-400'])
      expect(
        (
          await rawRefusal(
            'record_sale',
            `{"idempotency_key":"${newKey()}","lines":[{"product":"P1","quantity":${number}}]}`,
          )
        ).field,
        number,
      ).toBe('lines[0].quantity');
    for (const number of ['1e309', '-0', '0', '-5', '1.234', '90071992547410', '9007199254740993'])
      expect(
        (
          await rawRefusal(
            'record_udhaar',
            `{"idempotency_key":"${newKey()}","kind":"credit","customer":"C1","amount":${number}}`,
          )
        ).field,
        number,
      ).toBe('amount');
    expect((await rawRefusal('query_sales', '{"measures":["orders"],"limit":1e309}')).field).toBe('limit');
  });

  test('JSON nested 200,000 deep, over HTTP and stdio, and the server goes on', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const body = `{"name":"query_sales","arguments":{"measures":${deep}}}`;
    expect((await raw(body)).status).toBe(400);
    const within = await post(munshi.url, {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'query_sales', arguments: { measures: deep } },
    });
    expect(within.text).not.toMatch(LEAKS);

    const server = new RunningServer(['stdio'], {
      MUNSHI_DATA_DIR: munshi.dataDir,
      MUNSHI_LOG_LEVEL: 'silent',
    });
    const call = (id: number, params: string) =>
      `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":${params}}\n`;
    server.child.stdin?.end(
      [
        `${JSON.stringify(initialize('2025-11-25'))}\n`,
        call(1, body),
        call(2, '{"name":"query_sales","arguments":{"measures":["orders"],"limit":NaN}}'),
        call(3, '{"name":"query_sales","arguments":{"measures":["orders"],"limit":1e309}}'),
        call(4, '{"name":"query_sales","arguments":{"measures":["\\ud800"]}}'),
        call(5, '{"name":"query_sales","arguments":{"measures":["orders"]}}'),
      ].join(''),
    );
    expect(await server.exited).toBe(0);
    const said = server.stdout.trim().split('\n').map(parse);
    expect(server.stdout).not.toMatch(LEAKS);
    expect(
      said.map(({ id, error, result }) => [id, error?.code ?? (result?.isError ? 'error' : 'ok')]),
    ).toEqual(
      expect.arrayContaining([
        ['greeting', 'ok'],
        [null, -32600],
        [null, -32700],
        [3, 'error'],
        [4, 'error'],
        [5, 'ok'],
      ]),
    );
  });

  test('nothing of all this was a fault of the server', () => {
    expect(munshi.log).not.toContain('"internal"');
  });
});
