import { describe, expect, test } from 'vitest';
import type { Product } from '../../../src/domain/products/records.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { keyed, stockShop } from './shop.js';

const store = embeddedStore();

/** A shop with a product P9 whose record states what it says, and what three ways of looking say is on order of it. */
async function open(stated: Partial<Product> = { track_stock: true }) {
  const opened = await stockShop(store.table());
  const { shop } = opened;
  await shop.books.products.putMany(
    [{ product_id: 'P9', name: 'Maggi', price: 1_400, ...stated }],
    new Map(),
    new Date(),
  );
  const order = (kind: Parameters<typeof opened.adjust>[0], quantity: number, more: object = {}) =>
    opened.adjust(kind, { product: 'P9', quantity, ...more });
  const onOrder = async () => {
    const listed = await shop.inventory.list({
      show: 'all',
      search: 'maggi',
      expiring_days: 30,
      sort: 'name',
      limit: 1,
    });
    const asked = await shop.queries.run({
      measures: ['stock_on_order'],
      filters: [{ member: 'product_id', op: 'is', values: ['P9'] }],
    });
    return [
      (await opened.stock('P9')).on_order ?? 0,
      listed.rows[0]?.on_order,
      Number(asked.rows[0]?.stock_on_order) * 1_000,
    ];
  };
  return { ...opened, order, onOrder };
}

const three = (quantity: number) => [quantity, quantity, quantity];

describe('what is on order', () => {
  test('goes up with an order, down with what comes, and never below zero', async () => {
    const { order, onOrder, stock, shop } = await open();
    await shop.products.save({ product: 'P9', fields: { pack: 'case', pack_size: 24_000 } }, keyed());
    const placed = await order('order', 2_000, { unit: 'cases' });
    expect(placed.lines[0]).toEqual({
      product_id: 'P9',
      product: 'Maggi',
      entry: 1,
      quantity: 0,
      moved: 48_000,
      on_hand: 0,
      on_order: 48_000,
      began: true,
    });
    expect(await onOrder()).toEqual(three(48_000));
    expect((await order('purchase', 30_000)).lines[0]).toMatchObject({ on_hand: 30_000, on_order: 18_000 });
    expect(await onOrder()).toEqual(three(18_000));
    expect((await order('purchase', 30_000)).lines[0]).toMatchObject({ on_hand: 60_000, on_order: 0 });
    expect(await onOrder()).toEqual(three(0));
    expect((await order('purchase', 1_000)).lines[0]?.on_order).toBeUndefined();
    expect(await stock('P9')).toMatchObject({ seq: 4, on_hand: 61_000 });
  });

  test('is set right by a cancelled order, of no more than there is', async () => {
    const { order, onOrder } = await open();
    await order('order', 10_000);
    await order('cancel_order', 4_000);
    expect(await onOrder()).toEqual(three(6_000));
    const more = await clerkError(order('cancel_order', 6_001));
    expect([more.code, more.field, more.message]).toEqual([
      'refused',
      'lines[0].quantity',
      'Only 6 of Maggi is on order, not 6.001.',
    ]);
    await order('cancel_order', 6_000);
    expect(await onOrder()).toEqual(three(0));
  });

  test('is what a file stated until something moves, and is brought forward by the first movement', async () => {
    const { order, onOrder, sell, stock, shop } = await open({ stock: 17_000, on_order: 40_000 });
    expect(await onOrder()).toEqual(three(40_000));
    await sell(2_000, 'P9');
    expect(await onOrder()).toEqual(three(40_000));
    await order('purchase', 25_000);
    expect(await onOrder()).toEqual(three(15_000));
    const product = await shop.products.find('P9', 'product');
    const { movements } = await shop.inventory.view(product, 5, undefined);
    expect(
      movements.map(({ movement: { kind, quantity, ordered } }) => [kind, quantity, ordered]).reverse(),
    ).toEqual([
      ['opening', 17_000, 40_000],
      ['sale', -2_000, undefined],
      ['purchase', 25_000, -25_000],
    ]);
    // Once the ledger has begun a later file changes nothing.
    await shop.books.products.putMany([{ ...product, on_order: 99_000 }], new Map([['P9', 1]]), new Date());
    expect(await onOrder()).toEqual(three(15_000));
    expect((await stock('P9')).on_hand).toBe(40_000);
  });

  test('stays where an opening says the stock anew, and an order does not begin the stock', async () => {
    const { order, onOrder, stock } = await open({ stock: 17_000, on_order: 40_000 });
    await order('opening', 5_000);
    expect([await onOrder(), (await stock('P9')).on_hand]).toEqual([three(40_000), 5_000]);
    const begun = await open({ track_stock: true });
    await begun.order('order', 8_000);
    await begun.order('opening', 5_000);
    expect([await begun.onOrder(), (await begun.stock('P9')).on_hand]).toEqual([three(8_000), 5_000]);
    const stated = await open({ stock: 17_000 });
    await stated.order('order', 8_000);
    expect((await clerkError(stated.order('opening', 5_000))).code).toBe('refused');
  });

  test('is refused of what is not kept, with places, lots and costs, and of another kind with a supplier', async () => {
    const { order, adjust } = await open({});
    expect((await clerkError(order('order', 1_000))).fix).toContain('kind count');
    await adjust('count', { product: 'P9', quantity: 0 });
    for (const [more, field] of [
      [{ location: 'godown' }, 'lines[0].location'],
      [{ batch: 'B1' }, 'lines[0].batch'],
      [{ expires: '2026-12-31' }, 'lines[0].expires_on'],
      [{ unit_cost: 100 }, 'lines[0].unit_cost'],
      [{ to_location: 'godown' }, 'lines[0].to_location'],
    ] as const)
      expect((await clerkError(order('order', 1_000, more))).field).toBe(field);
    const wasted = adjust('wastage', { quantity: 1_000 }, { supplier: 'Annadhara' });
    expect((await clerkError(wasted)).field).toBe('supplier');
  });

  test('is no day without stock before anything came', async () => {
    const { order, shop } = await open();
    await order('order', 8_000);
    const today = shop.inventory.today();
    expect(await shop.inventory.stockOutDays(['P9'], today, today)).toEqual(new Map());
  });

  test('a purchase keeps its supplier and the number of its bill', async () => {
    const { adjust, shop, stock } = await open();
    await shop.products.save({ product: 'P9', fields: {}, supplier: 'Annadhara Traders' }, keyed());
    const line = { product: 'P9', quantity: 3_000 };
    const bought = await adjust('purchase', line, { supplier: 'annadhara traders', reference: 'AT/77' });
    expect(bought.supplier).toBe('Annadhara Traders');
    const nobody = await clerkError(adjust('purchase', line, { supplier: 'Anadhara Traders' }));
    expect([nobody.field, nobody.valid]).toEqual(['supplier', ['Annadhara Traders']]);
    const product = await shop.products.find('P9', 'product');
    const { movements } = await shop.inventory.view(product, 5, undefined);
    expect(movements[0]?.movement).toMatchObject({ supplier_id: 'annadhara-traders', reference: 'AT/77' });
    expect((await stock('P9')).seq).toBe(1);
  });
});
