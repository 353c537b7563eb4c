import { describe, expect, test } from 'vitest';
import type { ProductsRequest } from '../../../src/domain/inventory/product-list.js';
import { gtinCheckDigit, isGtinSound } from '../../../src/domain/products/gtin.js';
import type { SaveRequest } from '../../../src/domain/products/saving.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { keyed, stockShop } from '../inventory/shop.js';

const store = embeddedStore();

async function open() {
  const opened = await stockShop(store.table());
  const { products, inventory } = opened.shop;
  return {
    ...opened,
    save: (request: Partial<SaveRequest>) => products.save({ fields: {}, ...request }, keyed(request)),
    remove: (product: string) => products.remove(product, keyed(product)),
    list: async (request: Partial<ProductsRequest>) =>
      inventory.list({ show: 'all', expiring_days: 30, sort: 'name', limit: 20, ...request }),
  };
}

describe('the check digit of a GTIN', () => {
  // GS1 General Specifications: 629104150021 has the check digit 3; the others are printed on packs.
  test.each(['6291041500213', '4006381333931', '036000291452', '96385074', '10614141000415'])(
    '%s is right',
    (code) => {
      expect(isGtinSound(code)).toBe(true);
      const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
      expect(isGtinSound(wrong)).toBe(false);
      expect(gtinCheckDigit(code.slice(0, -1))).toBe(code.at(-1));
    },
  );

  test('is not asked of a shop’s own codes', () => {
    expect(['SKU-12', '10023', '123456789'].map(isGtinSound)).toEqual([true, true, true]);
  });
});

describe('a product', () => {
  test('is made with its category and supplier, which are made when they are new', async () => {
    const { save, shop } = await open();
    const saved = await save({
      fields: {
        name: 'Assam Gold 500 g',
        price: 28_000,
        mrp: 30_000,
        cost: 20_000,
        unit: 'pack',
        hsn: '0902',
      },
      category: 'Tea',
      supplier: 'Annadhara Traders',
    });
    expect(saved).toMatchObject({
      outcome: 'made',
      category: 'Tea',
      supplier: 'Annadhara Traders',
      product: { product_id: 'assam-gold-500-g', category_id: 'tea', supplier_id: 'annadhara-traders' },
      made: [
        { kind: 'category', name: 'Tea' },
        { kind: 'supplier', name: 'Annadhara Traders' },
      ],
    });
    const next = await save({
      fields: { name: 'Nilgiri Leaf 250 g' },
      category: ' TEA ',
      supplier: 'annadhara-traders',
    });
    expect([next.made, next.product.category_id]).toEqual([[], 'tea']);
    const sale = await shop.sales.record(
      { lines: [{ product: 'Assam Gold 500 g', quantity: 1_000 }], tax_included: true },
      keyed(),
    );
    expect(sale.total).toBe(28_000);
  });

  test('is changed field by field, and fields are emptied', async () => {
    const { save, shop } = await open();
    await save({ product: 'P1', fields: { mrp: 12_000, reorder_level: 5_000 } });
    await save({ product: 'tata tea 250 g', fields: { price: 11_000, cost: undefined }, clear: ['mrp'] });
    const product = await shop.products.find('P1', 'product');
    expect(product).toMatchObject({ price: 11_000, cost: 7_000, reorder_level: 5_000 });
    expect(product.mrp).toBeUndefined();
    expect((await clerkError(save({ product: 'P1' }))).message).toBe('Nothing would change.');
    expect((await clerkError(save({ product: 'P1', clear: ['name'] }))).field).toBe('clear');
  });

  test.each([
    ['a price above the MRP', { fields: { name: 'Dear', price: 101, mrp: 100 } }, 'refused', 'price'],
    [
      'a wrong check digit',
      { fields: { name: 'Coded', barcode: '6291041500214' } },
      'invalid_input',
      'barcode',
    ],
    ['an HSN of letters', { fields: { name: 'Coded', hsn: '09O2' } }, 'invalid_input', 'hsn'],
    ['a pack of unknown size', { fields: { name: 'Packed', pack: 'case' } }, 'invalid_input', 'pack_size'],
    [
      'a pack called like its unit',
      { fields: { name: 'Packed', unit: 'piece', pack: 'Pieces', pack_size: 2_000 } },
      'invalid_input',
      'pack',
    ],
    ['a size of no pack', { fields: { name: 'Packed', pack_size: 2_000 } }, 'invalid_input', 'pack'],
    [
      'a field stated and emptied',
      { product: 'P1', fields: { mrp: 12_000 }, clear: ['mrp'] },
      'invalid_input',
      'clear',
    ],
    [
      'a supplier named and emptied',
      { product: 'P1', supplier: 'Anand', clear: ['supplier'] },
      'invalid_input',
      'clear',
    ],
    [
      'a lead time of nobody',
      { product: 'P1', supplier_lead_days: 3 },
      'invalid_input',
      'supplier_lead_days',
    ],
    ['no name', {}, 'invalid_input', 'name'],
    ['nobody’s id', { product: 'P99' }, 'invalid_input', 'product'],
    ['nearly the same name', { fields: { name: 'Tata  Tee 250g' } }, 'conflict', 'name'],
  ])('is refused with %s', async (_, request: Partial<SaveRequest>, code, field) => {
    const { save } = await open();
    expect(await clerkError(save(request))).toMatchObject({ code, field });
  });

  test('whose cost is above its price is pointed out, when one of them is sent', async () => {
    const { save } = await open();
    expect((await save({ product: 'P1', fields: { cost: 12_000 } })).notes).toEqual([
      'The cost, 120.00, is above the price, 100.00: each unit sold loses 20.00. Both are of one unit, not of a pack.',
    ]);
    expect((await save({ product: 'P1', fields: { hsn: '0902' } })).notes).toEqual([]);
  });

  test('of no pack size that a file brought can be changed otherwise', async () => {
    const { save, shop } = await open();
    const odd = { product_id: 'P8', name: 'From a file', pack_size: 12_000 };
    await shop.books.products.putMany([odd], new Map(), new Date());
    expect((await save({ product: 'P8', fields: { price: 500 } })).outcome).toBe('changed');
  });

  test('sets the lead time of its supplier, new or not, for all that the supplier sells', async () => {
    const { save, shop } = await open();
    const days = async (id: string) =>
      (await shop.products.groupsOf(await shop.products.find(id, 'product'))).lead_time_days;
    const made = await save({ product: 'P1', supplier: 'Annadhara Traders', supplier_lead_days: 4 });
    expect([made.lead_time_days, made.notes]).toEqual([4, ['Annadhara Traders now delivers in 4 days.']]);
    await save({ product: 'P2', supplier: 'annadhara traders' });
    expect([await days('P1'), await days('P2')]).toEqual([4, 4]);
    await save({ product: 'P2', supplier_lead_days: 9 });
    expect([await days('P1'), await days('P2')]).toEqual([9, 9]);
    expect((await clerkError(save({ product: 'P2', supplier_lead_days: 9 }))).message).toBe(
      'Nothing would change.',
    );
    await save({ product: 'P2', fields: { lead_time_days: 2 } });
    expect([await days('P1'), await days('P2')]).toEqual([9, 2]);
  });

  test('alike is pointed out by name and barcode, and made when told to', async () => {
    const { save } = await open();
    await save({ product: 'P1', fields: { barcode: '6291041500213' } });
    const coded = await clerkError(save({ fields: { name: 'Something else', barcode: '6291041500213' } }));
    expect([coded.code, coded.field, coded.valid]).toEqual(['conflict', 'barcode', ['P1: Tata Tea 250 g']]);
    // Another size is another product.
    expect((await save({ fields: { name: 'Tata Tea 500 g' } })).outcome).toBe('made');
    const twin = await save({ fields: { name: 'Tata Tea 250 g' }, although_alike: true });
    expect(twin.product.product_id).toBe('tata-tea-250-g');
    expect((await save({ product: 'P1', above_mrp: true, fields: { price: 200, mrp: 100 } })).outcome).toBe(
      'changed',
    );
  });
});

describe('a removed product', () => {
  test('is gone from lists and new sales, keeps its name in past ones, and comes back', async () => {
    const { save, remove, list, sell, refund, shop } = await open();
    const sale = await sell(2_000);
    await remove('Tata Tea 250 g');
    expect((await list({ search: 'tata' })).rows).toEqual([]);
    expect((await list({ show: 'removed' })).rows.map(({ product_id }) => product_id)).toEqual(['P1']);
    expect((await clerkError(sell(1_000))).message).toBe('Tata Tea 250 g was removed.');
    expect((await clerkError(sell(1_000, 'Tata Tea 250 g'))).code).toBe('invalid_input');
    expect((await clerkError(remove('P1'))).code).toBe('refused');
    const { rows } = await shop.queries.run({ measures: ['quantity'], dimensions: ['product'] });
    expect(rows).toEqual([{ product: 'Tata Tea 250 g', quantity: 2 }]);
    expect((await refund(sale, 500)).kind).toBe('refund');
    expect((await save({ product: 'Tata Tea 250 g' })).outcome).toBe('brought_back');
    await sell(1_000, 'Tata Tea 250 g');
  });

  test('had no stock left', async () => {
    const { adjust, remove } = await open();
    await adjust('purchase', { quantity: 500 });
    expect((await clerkError(remove('P1'))).message).toBe(
      'The books say that of Tata Tea 250 g there is 0.5 at counter.',
    );
    await adjust('count', { quantity: 0 });
    expect((await remove('P1')).outcome).toBe('removed');
  });
});

describe('stock that adds up to nothing', () => {
  test('is seen at each location, and keeps the product from being removed', async () => {
    const { adjust, sell, remove, list } = await open();
    await adjust('purchase', { quantity: 5_000, location: 'godown' });
    await sell(5_000);
    expect((await clerkError(remove('P1'))).message).toBe(
      'The books say that of Tata Tea 250 g there is 5 at godown, -5 at counter.',
    );
    const below = [{ location: 'counter', quantity: -5_000 }];
    expect((await list({ show: 'negative' })).rows).toMatchObject([{ on_hand: 0, below_zero: below }]);
    expect((await list({ show: 'negative', location: 'counter' })).rows).toMatchObject([
      { on_hand: -5_000, below_zero: below },
    ]);
    expect((await list({ show: 'negative', location: 'godown' })).rows).toEqual([]);
    expect(
      (await list({ show: 'out', location: 'counter' })).rows.map(({ product_id }) => product_id),
    ).toEqual(['P1']);
    const nowhere = await clerkError(list({ location: 'attic' }));
    expect([nowhere.field, nowhere.valid]).toEqual(['location', ['counter', 'godown']]);
  });
});

describe('the list', () => {
  test('tells what has expired or will from all there is, each location by itself', async () => {
    const { adjust, list } = await open();
    await adjust('purchase', { quantity: 4_000, batch: 'A', expires: '2026-04-15' });
    await adjust('purchase', { quantity: 6_000, batch: 'B', expires: '2026-12-31', location: 'godown' });
    await adjust('count', { quantity: 1_000, batch: 'C', expires: '2026-03-01' });
    await adjust('purchase', { quantity: 20_000 });
    const row = async (request: Partial<ProductsRequest>) => (await list(request)).rows[0];
    const here = { on_hand: 31_000, expired: 1_000, expiring: 5_000, next_expiry: '2026-03-01' };
    expect(await row({ show: 'expiring' })).toMatchObject(here);
    expect(await row({ show: 'expired' })).toMatchObject(here);
    expect(await row({ location: 'godown' })).toMatchObject({
      on_hand: 6_000,
      expired: 0,
      expiring: 0,
      next_expiry: '2026-12-31',
    });
    expect(await row({ show: 'expiring', location: 'godown' })).toBeUndefined();
  });

  test('has low what is at its reorder level or below, as it is ordered; a level of 0 is none', async () => {
    const { adjust, save, list } = await open();
    await save({ product: 'P1', fields: { reorder_level: 5_000 } });
    await save({ product: 'P2', fields: { reorder_level: 5_000 } });
    await save({ product: 'P3', fields: { reorder_level: 0 } });
    await adjust('count', { product: 'P1', quantity: 5_000 });
    await adjust('count', { product: 'P2', quantity: 5_001 });
    await adjust('count', { product: 'P3', quantity: 0 });
    expect((await list({ show: 'low' })).rows.map(({ product_id }) => product_id)).toEqual(['P1']);
  });

  test('shows what is low, out, below zero, expiring, not kept; by location, words, group; page by page', async () => {
    const { adjust, save, sell, list } = await open();
    await save({ product: 'P2', fields: { reorder_level: 5_000, cost: 8_000 }, category: 'Rice' });
    await adjust('purchase', { quantity: 4_000, unit_cost: 7_000, batch: 'X', expires: '2026-04-15' });
    await adjust('purchase', { product: 'P2', quantity: 3_000, location: 'godown' });
    await adjust('count', { product: 'P3', quantity: 0 });
    await adjust('count', { product: 'P3', quantity: 2_000, batch: 'old', expires: '2026-03-01' });
    await adjust('count', { product: 'P4', quantity: 0 });
    await sell(1_000, 'P4');
    const ids = async (request: Partial<ProductsRequest>) =>
      (await list(request)).rows.map(({ product_id }) => product_id).sort();
    expect(await ids({ show: 'low' })).toEqual(['P2']);
    expect(await ids({ show: 'out' })).toEqual(['P4']);
    expect(await ids({ show: 'negative' })).toEqual(['P4']);
    expect(await ids({ show: 'expiring' })).toEqual(['P1', 'P3']);
    expect(await ids({ show: 'expiring', expiring_days: 5 })).toEqual(['P3']);
    expect(await ids({ show: 'expired' })).toEqual(['P3']);
    expect(await ids({ show: 'not_tracked' })).toEqual(['P5', 'P6']);
    expect(await ids({ location: 'Godown' })).toEqual(['P2']);
    expect(await ids({ search: 'RICE p2' })).toEqual(['P2']);
    expect(await ids({ category: 'rice' })).toEqual(['P2']);
    const first = await list({ sort: 'value', limit: 2 });
    expect(first.rows.map(({ product_id, on_hand, value }) => [product_id, on_hand, value])).toEqual([
      ['P1', 4_000, 28_000],
      ['P2', 3_000, 24_000],
    ]);
    expect(first.totals).toEqual({ products: 6, value: 52_000n });
    const rest = await list({ sort: 'value', limit: 2, cursor: first.cursorAfter(2) });
    expect(rest.rows).toHaveLength(2);
    const strange = list({ sort: 'name', limit: 2, cursor: first.cursorAfter(2) });
    expect((await clerkError(strange)).field).toBe('cursor');
  });
});
