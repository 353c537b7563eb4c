import { describe, expect, test } from 'vitest';
import type { LineRequest, SaleRequest } from '../../../src/domain/sales/requests.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { keyed, stockShop } from '../inventory/shop.js';

const store = embeddedStore();

/** A shop whose tea, P1 at 100.00 with 5 % tax, has an MRP, a case of 24 and a barcode. */
async function open(mrp = 10_500) {
  const opened = await stockShop(store.table());
  const { products, sales } = opened.shop;
  const fields = { mrp, unit: 'piece', pack: 'case', pack_size: 24_000, barcode: '6291041500213' };
  await products.save({ product: 'P1', fields, above_mrp: true }, keyed(fields));
  return {
    ...opened,
    record: (line: Partial<LineRequest>, more: Partial<SaleRequest> = {}) =>
      sales.record(
        { lines: [{ product: 'P1', quantity: 1_000, ...line }], tax_included: true, ...more },
        keyed(),
      ),
  };
}

describe('a sale is warned of', () => {
  test('a price above the MRP, with its tax and less its discounts', async () => {
    const { record } = await open();
    const above = [
      'Tata Tea 250 g is sold at 110.00, above its MRP of 105.00: in India that is an offence. Take the sale back, or correct the MRP with save_product.',
    ];
    expect((await record({ unit_price: 11_000 })).warnings).toEqual(above);
    expect((await record({ unit_price: 10_500 })).warnings).toBeUndefined();
    expect((await record({ unit_price: 11_000, discount: 500 })).warnings).toBeUndefined();
    expect((await record({ unit_price: 11_000 }, { discount: 500 })).warnings).toBeUndefined();
    expect((await record({ unit_price: 10_000 }, { tax_included: false })).warnings).toBeUndefined();
    expect((await record({ unit_price: 10_001 }, { tax_included: false })).warnings?.[0]).toContain('105.01');
    expect((await record({ unit_price: 252_001, unit: 'case' })).warnings).toHaveLength(1);
    expect((await record({ unit_price: 252_000, unit: 'case' })).warnings).toBeUndefined();
  });

  test('stock below zero and expired goods, by name and place; a repeat is told the same', async () => {
    const { adjust, shop } = await open();
    await adjust('count', { quantity: 2_000, batch: 'old', expires: '2026-03-01', location: 'godown' });
    const request = {
      lines: [{ product: 'P1', quantity: 5_000 }],
      tax_included: true,
      location: 'GODOWN',
    };
    const write = keyed(request);
    const sale = await shop.sales.record(request, write);
    expect(sale.warnings).toEqual([
      'By the books -3 of Tata Tea 250 g is left at godown: count it, or record what came in, with adjust_stock.',
      'Of Tata Tea 250 g, 2 came out of batches that have expired, at godown.',
    ]);
    expect(sale.location).toBe('godown');
    await shop.products.save({ product: 'P1', fields: { name: 'Renamed Tea' } }, keyed('renamed'));
    expect(await shop.sales.record(request, write)).toEqual(sale);
    expect((await shop.books.sales.get(sale.sale_id))?.record).not.toHaveProperty('warnings');
  });

  test('nothing where all stock lies in one place: the location is any branch', async () => {
    const { sell, adjust } = await stockShop(store.table(), { stock_locations: ['shop'] });
    await adjust('count', { quantity: 1_000 });
    expect(await sell(2_000, 'P1', { location: 'Fair' })).toMatchObject({
      location: 'Fair',
      warnings: [expect.stringContaining('is left at shop')],
    });
  });

  test('goods that come back to a product that was removed', async () => {
    const { adjust, record, refund, shop } = await open();
    await adjust('purchase', { quantity: 2_000 });
    const sale = await record({ quantity: 2_000 });
    await shop.products.remove('P1', keyed('gone'));
    expect((await refund(sale, 500)).warnings).toEqual([
      'Tata Tea 250 g was removed and is in stock again: save_product brings it back, list_products with show removed tells how much.',
    ]);
    await shop.products.save({ product: 'P1', fields: {} }, keyed('back'));
    expect((await refund(sale, 500)).warnings).toBeUndefined();
  });
});

describe('a line', () => {
  test('may name the product by its barcode', async () => {
    const { record, shop } = await open();
    expect((await record({ product: '6291041500213' })).lines[0]?.product_id).toBe('P1');
    const fields = { name: 'Another', barcode: '6291041500213' };
    await shop.products.save({ fields, although_alike: true }, keyed(fields));
    const either = await clerkError(record({ product: '6291041500213' }));
    expect([either.field, either.valid]).toEqual([
      'lines[0].product',
      ['P1: Tata Tea 250 g', 'another: Another'],
    ]);
  });

  test('may be in packs, sold and taken back, at the price of a pack or of so many units', async () => {
    const { adjust, record, stock, shop } = await open();
    await adjust('purchase', { quantity: 100_000 });
    const byUnit = await record({ quantity: 2_000, unit: 'cases' });
    expect([byUnit.total, byUnit.lines[0]?.quantity]).toEqual([480_000, 48_000]);
    // 2,300.00 for 24 is no whole paisa each.
    const byPack = await record({ quantity: 1_000, unit: 'case', unit_price: 230_000 });
    expect(byPack.total).toBe(230_000);
    expect(byPack.lines[0]).toMatchObject({ quantity: 24_000, unit_price: 230_000, price_base_quantity: 24 });
    expect((await stock()).on_hand).toBe(28_000);
    const lines = [{ product: 'P1', quantity: 1_000, unit: 'case' }];
    const back = await shop.sales.reverse({ refers_to: byPack.sale_id, lines }, keyed());
    expect([back.total, (await stock()).on_hand]).toEqual([-230_000, 52_000]);
    expect((await clerkError(record({ unit: 'dozen' }))).field).toBe('lines[0].unit');
  });

  test('in packs of a broken size needs a price of the unit', async () => {
    const { record, shop } = await open();
    const sack = { pack: 'sack', pack_size: 2_500 };
    await shop.products.save({ product: 'P3', fields: sack }, keyed(sack));
    const odd = await clerkError(record({ product: 'P3', unit: 'sack', unit_price: 1_001 }));
    expect(odd.field).toBe('lines[0].unit_price');
    expect((await record({ product: 'P3', unit: 'sack', unit_price: 10_000 })).total).toBe(10_000);
  });
});
