import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { send } from '../support/http.js';
import { SharedServer } from '../support/shared-server.js';
import { refusalsOf } from '../support/told.js';

const munshi = new SharedServer({ MUNSHI_LOG_LEVEL: 'error', MUNSHI_STOCK_LOCATIONS: 'counter,godown' });
const refusal = refusalsOf(munshi);

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `stock-input-key-${keys}`;
};
const got = (line: object, more: object = {}) => ({
  kind: 'purchase',
  lines: [{ product: 'P1', quantity: 2, ...line }],
  idempotency_key: newKey(),
  ...more,
});
const saved = (more: object) => ({ idempotency_key: newKey(), ...more });

const stock = () => munshi.ask('list_products', { limit: 100 });
let before: unknown;

beforeAll(async () => {
  await munshi.ask(
    'save_product',
    saved({ name: 'Tea 250 g', unit: 'piece', price: 100, pack: 'case', pack_size: 24 }),
  );
  await munshi.ask('save_product', saved({ product: 'Tea 250 g', cost: 70 }));
  await munshi.ask('import_file', {
    kind: 'products',
    dry_run: false,
    content: 'product_id,name,price,unit\nP1,Rice,60,kg\nP2,Salt,20,pack\n',
    idempotency_key: newKey(),
  });
  await munshi.ask('adjust_stock', got({ quantity: 10, batch: 'B1', expires_on: '2999-12-31' }));
  await munshi.ask('save_product', saved({ product: 'P2', track_stock: false }));
  before = await stock();
});

afterEach(async () => {
  expect(await stock(), 'the stock has changed').toEqual(before);
});

describe('adjust_stock', () => {
  test.each([
    ['quantity 0', got({ quantity: 0 }), 'lines[0].quantity'],
    ['a negative quantity', got({ quantity: -1 }), 'lines[0].quantity'],
    ['a negative count', got({ quantity: -1 }, { kind: 'count' }), 'lines[0].quantity'],
    ['a quantity of four decimals', got({ quantity: 1.0001 }), 'lines[0].quantity'],
    ['negative zero', got({ quantity: -0 }), 'lines[0].quantity'],
    ['a quantity beyond reason', got({ quantity: 10_000_001 }), 'lines[0].quantity'],
    ['a quantity of 2^53', got({ quantity: 2 ** 53 }), 'lines[0].quantity'],
    [
      'packs beyond reason',
      got({ product: 'Tea 250 g', quantity: 500_000, unit: 'case' }),
      'lines[0].quantity',
    ],
    ['another unit', got({ unit: 'litre' }), 'lines[0].unit'],
    ['a pack of what has none', got({ unit: 'pack' }), 'lines[0].unit'],
    ['an unknown location', got({ location: 'attic' }), 'lines[0].location'],
    [
      'a transfer to an unknown location',
      got({ to_location: 'attic' }, { kind: 'transfer' }),
      'lines[0].to_location',
    ],
    ['a transfer to nowhere', got({}, { kind: 'transfer' }), 'lines[0].to_location'],
    ['a transfer to itself', got({ to_location: 'COUNTER' }, { kind: 'transfer' }), 'lines[0].to_location'],
    ['a purchase that is moved', got({ to_location: 'godown' }), 'lines[0].to_location'],
    ['wastage at a cost', got({ unit_cost: 5 }, { kind: 'wastage' }), 'lines[0].unit_cost'],
    ['a cost of three decimals', got({ unit_cost: 1.005 }), 'lines[0].unit_cost'],
    ['a negative cost', got({ unit_cost: -1 }), 'lines[0].unit_cost'],
    ['goods that expired before they came', got({ expires_on: '2020-01-01' }), 'lines[0].expires_on'],
    ['an expiry that is no day', got({ expires_on: '2027-02-30' }), 'lines[0].expires_on'],
    ['a day in the future', got({}, { on: '2999-01-01' }), 'on'],
    ['a day before all', got({}, { on: '1899-12-31' }), 'on'],
    ['a count of last year', got({}, { kind: 'count', on: '2020-01-01' }), 'on'],
    ['more wasted than there is', got({ quantity: 10.001 }, { kind: 'wastage' }), 'lines[0].quantity'],
    [
      'more moved than there is',
      got({ quantity: 11, to_location: 'godown' }, { kind: 'transfer' }),
      'lines[0].quantity',
    ],
    ['a batch that is not there', got({ batch: 'B9' }, { kind: 'wastage' }), 'lines[0].batch'],
    ['an opening of what was kept before', got({}, { kind: 'count', lines: [] }), 'lines'],
    ['a sale', got({}, { kind: 'sale' }), 'kind'],
    ['more cancelled than is on order', got({}, { kind: 'cancel_order' }), 'lines[0].quantity'],
    ['an order at a place', got({ location: 'godown' }, { kind: 'order' }), 'lines[0].location'],
    ['an order of what is not kept', got({ product: 'Tea 250 g' }, { kind: 'order' }), 'lines[0].product'],
    ['an unknown supplier', got({}, { supplier: 'Nobody' }), 'supplier'],
    ['wastage of a supplier', got({}, { kind: 'wastage', supplier: 'Nobody' }), 'supplier'],
    ['an unknown product', got({ product: 'Ricce' }), 'lines[0].product'],
    ['what is not kept', got({ product: 'P2' }), 'lines[0].product'],
    ['no lines', got({}, { lines: [] }), 'lines'],
    ['46 lines', got({}, { lines: Array(46).fill({ product: 'P1', quantity: 1 }) }), 'lines'],
    ['an unknown argument', got({ qty: 2 }), 'lines[0].qty'],
    ['no key', got({}, { idempotency_key: undefined }), 'idempotency_key'],
    ['a short key', got({}, { idempotency_key: '1234567' }), 'idempotency_key'],
  ])('%s', async (_what, args, field) => {
    expect((await refusal('adjust_stock', args)).field).toBe(field);
  });

  test.each(['NaN', '1e309', '-1e309', 'Infinity'])('a quantity of %s', async (number) => {
    const answer = await send(munshi.url, {
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"adjust_stock","arguments":{"kind":"purchase","lines":[{"product":"P1","quantity":${number}}],"idempotency_key":"${newKey()}"}}}`,
    });
    expect(answer.text).toMatch(/error/);
    expect(answer.text).not.toContain('stock_at_location');
  });

  test('a key used before for another request, here or elsewhere', async () => {
    const args = got({ quantity: 0.5 }, { kind: 'wastage' });
    const first = await munshi.ask('adjust_stock', args);
    before = await stock();
    expect(await munshi.ask('adjust_stock', args)).toEqual(first);
    const conflict = { code: 'conflict', field: 'idempotency_key' };
    expect(await refusal('adjust_stock', { ...args, note: 'more' })).toMatchObject(conflict);
    const { idempotency_key } = args;
    expect(await refusal('remove_product', { product: 'P2', idempotency_key })).toMatchObject(conflict);
    expect(await refusal('save_product', { name: 'New', idempotency_key })).toMatchObject(conflict);
  });
});

describe('save_product', () => {
  test.each([
    ['no name', saved({}), 'name'],
    ['an empty name', saved({ name: '  ' }), 'name'],
    ['a price of three decimals', saved({ name: 'New', price: 1.005 }), 'price'],
    ['a negative price', saved({ name: 'New', price: -1 }), 'price'],
    ['a price above the MRP', saved({ name: 'New', price: 12, mrp: 10 }), 'price'],
    ['a tax of 101 percent', saved({ name: 'New', tax_percent: 101 }), 'tax_percent'],
    ['a pack of 0', saved({ name: 'New', pack: 'case', pack_size: 0 }), 'pack_size'],
    ['a pack of unknown size', saved({ name: 'New', pack: 'case' }), 'pack_size'],
    ['a multiple of 0', saved({ name: 'New', order_multiple: 0 }), 'order_multiple'],
    ['a negative least order', saved({ name: 'New', min_order: -1 }), 'min_order'],
    ['a lead time of 366 days', saved({ name: 'New', lead_time_days: 366 }), 'lead_time_days'],
    ['a negative lead time', saved({ name: 'New', lead_time_days: -1 }), 'lead_time_days'],
    ['a lead time of no supplier', saved({ product: 'P1', supplier_lead_days: 3 }), 'supplier_lead_days'],
    ['a field stated and emptied', saved({ product: 'P1', mrp: 70, clear: ['mrp'] }), 'clear'],
    ['a wrong check digit', saved({ name: 'New', barcode: '4006381333932' }), 'barcode'],
    ['a code of letters for HSN', saved({ name: 'New', hsn: 'abcd' }), 'hsn'],
    ['what cannot be emptied', saved({ product: 'P1', clear: ['name'] }), 'clear'],
    ['nothing to change', saved({ product: 'P1' }), 'product'],
    ['nobody’s id', saved({ product: 'P9', price: 5 }), 'product'],
    ['nearly the same name', saved({ name: 'Tee 250 g', price: 5 }), 'name'],
  ])('%s', async (_what, args, field) => {
    expect((await refusal('save_product', args)).field).toBe(field);
  });
});

test('remove_product refuses what has stock, is not there, or was removed', async () => {
  expect(await refusal('remove_product', saved({ product: 'P1' }))).toMatchObject({
    code: 'refused',
    field: 'product',
  });
  expect((await refusal('remove_product', saved({ product: 'P9' }))).field).toBe('product');
});

test.each([
  ['an unknown show', { show: 'lost' }, 'show'],
  ['limit 101', { limit: 101 }, 'limit'],
  ['a cursor of another list', { cursor: 'abc' }, 'cursor'],
  ['nobody’s id', { product: 'P9' }, 'product'],
  ['one product and words to look for', { product: 'P1', search: 'tea' }, 'search'],
  ['an unknown location', { location: 'attic' }, 'location'],
  ['expiry in the past', { show: 'expiring', expiring_days: -1 }, 'expiring_days'],
])('list_products refuses %s', async (_what, args, field) => {
  expect((await refusal('list_products', args)).field).toBe(field);
});

test('SQL in what may hold any text finds nothing and harms nothing', async () => {
  const text = `x' OR 1=1; DROP TABLE products; --`;
  for (const args of [{ search: text }, { category: text }, { supplier: text }])
    expect(await munshi.ask('list_products', args)).toMatchObject({ products: [] });
});
