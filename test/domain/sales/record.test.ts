import { describe, expect, test } from 'vitest';
import type { SaleRequest } from '../../../src/domain/sales/requests.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { wiredTable } from '../../support/wired-table.js';
import { NOON, shopWithProducts } from './shop.js';

const store = embeddedStore();
let keys = 0;

function keyed(payload: unknown = 'the same') {
  keys += 1;
  return { key: `key-${keys}`, payload };
}

async function recorded(request: Partial<SaleRequest>) {
  const shop = await shopWithProducts(store.table(), freshShop());
  return shop.sales.record(
    { lines: [{ product: 'P1', quantity: 2_000 }], tax_included: true, ...request },
    keyed(),
  );
}

async function refusal(request: Partial<SaleRequest>) {
  return clerkError(recorded(request));
}

describe('what is recorded', () => {
  test('price, cost and tax of a line are the product’s where none is given', async () => {
    const sale = await recorded({});
    expect(sale).toMatchObject({ kind: 'sale', at: '2026-03-31T12:00:00+05:30', total: 20_000 });
    // 200.00 with 5 % inside: 9.5238 of tax, in ten-thousandths of a paisa.
    expect(sale.lines).toEqual([
      { product_id: 'P1', quantity: 2_000, unit_price: 10_000, tax: 9_523_810, unit_cost: 7_000 },
    ]);
    expect(sale.sale_id).toMatch(/^20260331-[A-Z0-9]{10}$/);
  });

  test('price and tax that are given win', async () => {
    const sale = await recorded({
      lines: [{ product: 'P1', quantity: 1_000, unit_price: 8_000, tax_rate: 0 }],
    });
    expect(sale.total).toBe(8_000);
    expect(sale.lines[0]?.tax).toBeUndefined();
  });

  test('tax on top is added', async () => {
    const sale = await recorded({ tax_included: false });
    expect([sale.total, sale.lines[0]?.tax]).toEqual([21_000, 10_000_000]);
  });

  test('discounts by percent, by amount and of the document come off one after the other', async () => {
    const sale = await recorded({
      lines: [
        { product: 'P1', quantity: 2_000, discount_rate: 1_000, discount: 1_000 },
        { product: 'P3', quantity: 1_000, unit_price: 17_000 },
      ],
      discount: 3_401,
      freight: 500,
    });
    // Each line is worth 170.00 when the document's 34.01 is halved between them.
    expect(sale.lines.map(({ discount }) => discount)).toEqual([3_000 * 10_000 + 17_005_000, 17_005_000]);
    expect(sale.total).toBe(34_000 - 3_401 + 500);
  });

  test('a total rounded to whole rupees keeps what the rounding took or gave', async () => {
    const down = await recorded({ lines: [{ product: 'P3', quantity: 1_005 }], round_to: 100 });
    // 1.005 kg x 45.10 = 45.3255
    expect([down.total, down.rounding]).toEqual([4_500, -325_500]);
    const up = await recorded({ lines: [{ product: 'P2', quantity: 1_000 }], round_to: 100 });
    expect([up.total, up.rounding]).toEqual([10_000, 100_000]);
  });

  test('products, customers and employees may be named, in any case', async () => {
    const sale = await recorded({
      lines: [{ product: 'tata tea 250 G', quantity: 1_000 }],
      customer: 'anita rao',
      employee: 'Ravi Kumar',
    });
    expect(sale).toMatchObject({ customer_id: 'C1', employee_id: 'E1' });
    expect(sale.lines[0]?.product_id).toBe('P1');
  });

  test.each([
    ['2026-03-30T18:05', '2026-03-30T18:05:00+05:30'],
    ['2026-03-30', '2026-03-30T00:00:00+05:30'],
    ['2026-03-30T20:00:00Z', '2026-03-31T01:30:00+05:30'],
  ])('%s is %s in the shop, and the id says the shop’s day', async (at, moment) => {
    const sale = await recorded({ at });
    expect(sale.at).toBe(moment);
    expect(sale.sale_id.slice(0, 8)).toBe(moment.slice(0, 10).replaceAll('-', ''));
  });

  test('a question sees it at once, though the index lags', async () => {
    const { table, proxy } = await wiredTable(store.endpoint());
    const shop = await shopWithProducts(table, freshShop());
    await shop.replica.sync();
    await shop.sales.record({ lines: [{ product: 'P1', quantity: 2_000 }], tax_included: true }, keyed());
    proxy.fault('Query', { kind: 'answer', body: { Items: [], Count: 0, ScannedCount: 0 } });
    await shop.replica.sync();
    const { rows } = await shop.replica.read('SELECT count(*), sum(total)::BIGINT FROM sales', []);
    expect(rows).toEqual([[1n, 20_000n]]);
  });
});

describe('what is refused', () => {
  test('an unknown product, with the nearest names', async () => {
    const error = await refusal({
      lines: [
        { product: 'P1', quantity: 1_000 },
        { product: 'Basmatti Rice', quantity: 1_000 },
      ],
    });
    expect([error.code, error.field, error.valid?.[0]]).toEqual([
      'invalid_input',
      'lines[1].product',
      'Basmati Rice',
    ]);
  });

  test('a name that two products have', async () => {
    const error = await refusal({ lines: [{ product: 'TWIN', quantity: 1_000 }] });
    expect([error.code, error.field]).toEqual(['invalid_input', 'lines[0].product']);
  });

  test('an unknown customer and an unknown employee', async () => {
    expect(await refusal({ customer: 'Anita Roa' })).toMatchObject({
      field: 'customer',
      valid: ['Anita Rao'],
    });
    expect(await refusal({ employee: 'Nobody' })).toMatchObject({ code: 'invalid_input', field: 'employee' });
  });

  test('a product without a price when none is given', async () => {
    const error = await refusal({ lines: [{ product: 'P4', quantity: 1_000 }] });
    expect(error.field).toBe('lines[0].unit_price');
  });

  test.each(['2026-04-02T12:00', '2027-01-01', '1899-12-31', 'yesterday', '2026-02-30', '31/03/2026'])(
    'the moment %s',
    async (at) => {
      expect(await refusal({ at })).toMatchObject({ code: 'invalid_input', field: 'at' });
    },
  );

  test('a discount larger than the line or the document', async () => {
    const line = { product: 'P1', quantity: 1_000, discount: 10_001 };
    expect((await refusal({ lines: [line] })).field).toBe('lines[0].discount');
    expect((await refusal({ discount: 20_001 })).field).toBe('discount');
  });
});

describe('a key', () => {
  test('gives the first result again, from any process, and is no other request', async () => {
    const id = freshShop();
    const shop = await shopWithProducts(store.table(), id);
    const request = { lines: [{ product: 'P1', quantity: 1_000 }], tax_included: true };
    const first = await shop.sales.record(request, { key: 'receipt-1', payload: request });
    const { table, proxy } = await wiredTable(store.endpoint());
    const other = await shopWithProducts(table, id);
    proxy.clear();
    expect(await other.sales.record(request, { key: 'receipt-1', payload: request })).toEqual(first);
    expect(proxy.exchanges.map(({ operation }) => operation)).toEqual(['GetItem']);
    const more = { ...request, lines: [{ product: 'P1', quantity: 2_000 }] };
    expect((await clerkError(other.sales.record(more, { key: 'receipt-1', payload: more }))).code).toBe(
      'conflict',
    );
  });

  test('sent 20 times at once records one sale', async () => {
    const shop = await shopWithProducts(store.table(), freshShop());
    const request = { lines: [{ product: 'P1', quantity: 1_000 }], tax_included: true };
    const sales = await Promise.all(
      Array.from({ length: 20 }, () => shop.sales.record(request, { key: 'receipt-1', payload: request })),
    );
    expect(new Set(sales.map((sale) => JSON.stringify(sale))).size).toBe(1);
    await shop.replica.sync();
    const { rows } = await shop.replica.read('SELECT count(*) FROM sales', []);
    expect(rows).toEqual([[1n]]);
    expect(sales[0]?.at.slice(0, 10)).toBe(NOON.toISOString().slice(0, 10));
  });
});
