import { describe, expect, test } from 'vitest';
import { itemOf } from '../../../support/bills/record.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { keyed, postingShop } from '../../../support/posting/shop.js';

const store = embeddedStore();

const GOODS = [
  itemOf('TATA SALT 1KG', 10_000, 2_500),
  itemOf('RED LABEL TEA 250GM', 2_000, 26_400 * 10, { unit: 'CASE' }),
  itemOf('Sugar', 50_000, 4_200, { unit: 'KGS' }),
];

describe('a bill', () => {
  test('is proposed, posted in one write, and taken back as if it had never been', async () => {
    const { shop, read, propose, post, reverse, stock, product, items } = await postingShop(store.table());
    const bill = await read({ id: 'A-1', items: GOODS });
    const before = await items();
    const { lines, header, needs } = await propose(bill);
    expect(needs).toEqual([]);
    expect(header).toMatchObject({
      supplier: { supplier_id: 'S1', by: 'name' },
      number: 'A-1',
      date: '2026-03-28',
      due: '2026-04-27',
    });
    expect(
      lines.map(({ match, quantity, unit_cost }) => [
        match.product?.product_id,
        match.by,
        quantity,
        unit_cost,
      ]),
    ).toEqual([
      ['salt', 'name', 10_000, 2_500 * 10_000],
      ['tea', 'name', 48_000, 11_000 * 10_000],
      ['sugar', 'name', 50_000, 4_200 * 10_000],
    ]);
    expect(await items()).toEqual(before);

    const { posting } = await post(bill);
    expect(posting).toMatchObject({ status: 'posted', total: 25_000 + 528_000 + 210_000 });
    expect(await stock('salt')).toMatchObject({ on_hand: 10_000, average_cost: 25_000_000 });
    // 20 kg at 41.00 and 50 kg at 42.00.
    expect(await stock('sugar')).toMatchObject({ on_hand: 70_000, average_cost: 41_714_286 });
    expect((await stock('tea')).on_hand).toBe(53_000);
    expect(await product('salt')).toMatchObject({ cost: 2_500, track_stock: true });
    expect(await shop.payables.of(bill)).toMatchObject({ amount: 763_000, paid: 0, supplier_id: 'S1' });
    expect((await shop.payables.unpaid(10)).bills.map(({ bill_id }) => bill_id)).toEqual([bill]);
    expect(await clerkError(post(bill))).toMatchObject({ code: 'refused' });

    await reverse(bill);
    expect(await stock('salt')).toMatchObject({ on_hand: 0 });
    expect(await stock('sugar')).toMatchObject({ on_hand: 20_000, average_cost: 41_000_000 });
    expect(await product('salt')).toMatchObject({ cost: 2_400 });
    expect(await shop.payables.of(bill)).toMatchObject({ amount: 0, paid: 0 });
    expect((await shop.payables.unpaid(10)).bills).toEqual([]);
    const left = (await items()).map(({ type }) => type);
    expect(left).not.toContain('bill_alias');
    expect(left).not.toContain('bill_posted');
    expect(await clerkError(reverse(bill))).toMatchObject({ code: 'refused' });

    expect((await post(bill)).posting.status).toBe('posted');
    expect((await stock('sugar')).on_hand).toBe(70_000);
  });

  test('repeated with its key gives the first answer; with other words it is a conflict', async () => {
    const { post, read, stock } = await postingShop(store.table());
    const bill = await read({ id: 'A-2', items: GOODS.slice(0, 1) });
    const write = keyed();
    const [first, second] = await Promise.all([
      post(bill, { lines: [] }, write),
      post(bill, { lines: [] }, write),
    ]);
    expect(second).toEqual(first);
    expect((await stock('salt')).on_hand).toBe(10_000);
    expect(await clerkError(post(bill, { lines: [] }, { ...write, payload: 'other' }))).toMatchObject({
      code: 'conflict',
    });
  });

  test('posts only what was proposed', async () => {
    const { shop, read, propose } = await postingShop(store.table());
    const bill = await read({ id: 'A-3', items: GOODS.slice(0, 1) });
    const { code } = await propose(bill);
    const other = { lines: [{ line: 1, quantity: 11_000 }] };
    expect(await clerkError(shop.postings.post(bill, other, code, keyed()))).toMatchObject({
      code: 'conflict',
      field: 'confirm',
    });
    expect(await clerkError(shop.postings.post(bill, { lines: [] }, undefined, keyed()))).toMatchObject({
      code: 'invalid_input',
      field: 'confirm',
    });
  });

  test('with batches keeps them, and what was sold of them stands in the way of taking it back', async () => {
    const { shop, read, post, reverse, stock } = await postingShop(store.table(), {
      negative_stock: 'refuse',
    });
    const bill = await read({ id: 'A-4', items: GOODS.slice(0, 1) });
    await post(bill, { lines: [{ line: 1, batch: 'B7', expires: '2027-01-31' }] });
    expect((await stock('salt')).shelves).toEqual([
      { location: 'shop', loose: 0, lots: [{ batch: 'B7', expires: '2027-01-31', quantity: 10_000 }] },
    ]);
    const sale = await shop.sales.record(
      { lines: [{ product: 'salt', quantity: 3_000, unit_price: 2_800 }], tax_included: true },
      keyed(),
    );
    const error = await clerkError(reverse(bill));
    expect(error).toMatchObject({ code: 'refused', field: 'bill_id' });
    expect(error.message).toContain('10 of Tata Salt 1 kg came with this bill and only 7 is left');
    await shop.sales.reverse({ refers_to: sale.sale_id }, keyed());
    await reverse(bill);
    expect(await stock('salt')).toMatchObject({ on_hand: 0, shelves: [] });
  });

  test('of which goods were sold goes below zero where the shop allows it, and says so', async () => {
    const { shop, read, post, reverse, stock } = await postingShop(store.table());
    const bill = await read({ id: 'A-5', items: GOODS.slice(0, 1) });
    await post(bill);
    await shop.sales.record(
      { lines: [{ product: 'salt', quantity: 3_000, unit_price: 2_800 }], tax_included: true },
      keyed(),
    );
    expect((await reverse(bill)).below).toEqual(['Tata Salt 1 kg']);
    expect((await stock('salt')).on_hand).toBe(-3_000);
  });

  test('whose goods moved on is taken back from where they are, its value with them', async () => {
    const { shop, read, post, reverse, stock } = await postingShop(store.table(), {
      stock_locations: ['shop', 'godown'],
    });
    const bill = await read({ id: 'A-6', items: GOODS.slice(2) });
    await post(bill);
    await shop.inventory.adjust(
      { kind: 'transfer', lines: [{ product: 'sugar', quantity: 60_000, to_location: 'godown' }] },
      keyed(),
    );
    await reverse(bill);
    const { on_hand, average_cost, shelves } = await stock('sugar');
    expect([on_hand, average_cost]).toEqual([20_000, 41_000_001]);
    expect(shelves).toEqual([{ location: 'godown', loose: 20_000, lots: [] }]);
  });
});

test('goods that were ordered fill the order, and are on order again when the bill is taken back', async () => {
  const { shop, read, post, reverse, stock } = await postingShop(store.table());
  await shop.inventory.adjust({ kind: 'order', lines: [{ product: 'sugar', quantity: 30_000 }] }, keyed());
  const bill = await read({ id: 'O-1', items: GOODS.slice(2) });
  await post(bill);
  expect(await stock('sugar')).toMatchObject({ on_hand: 70_000 });
  expect((await stock('sugar')).on_order).toBeUndefined();
  await reverse(bill);
  expect(await stock('sugar')).toMatchObject({ on_hand: 20_000, on_order: 30_000, average_cost: 41_000_000 });
});

describe('money owed', () => {
  test('is paid in parts, never more than is left; a payment taken back is owed again', async () => {
    const { shop, read, post, reverse } = await postingShop(store.table());
    const bill = await read({ id: 'P-1', items: GOODS.slice(0, 1) });
    await post(bill);
    const { payables } = shop;
    const write = keyed();
    expect(await payables.pay(bill, 10_000, undefined, write)).toMatchObject({ paid: 10_000 });
    expect(await payables.pay(bill, 10_000, undefined, write)).toMatchObject({ paid: 10_000 });
    expect(await clerkError(payables.pay(bill, 15_001, undefined, keyed()))).toMatchObject({
      code: 'refused',
    });
    await payables.pay(bill, 15_000, '2026-03-30', keyed());
    expect((await payables.unpaid(10)).bills).toEqual([]);
    expect(await clerkError(reverse(bill))).toMatchObject({ code: 'refused', field: 'bill_id' });
    expect(await clerkError(payables.pay(bill, -25_001, undefined, keyed()))).toMatchObject({
      code: 'refused',
    });
    await payables.pay(bill, -25_000, undefined, keyed());
    expect((await payables.unpaid(10)).bills).toHaveLength(1);
    await reverse(bill);
    expect(await clerkError(payables.pay(bill, 1, undefined, keyed()))).toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['nothing', 0, undefined],
    ['in the future', 100, '2026-04-01'],
    ['long ago', 100, '1899-12-31'],
  ])('is not paid %s', async (_name, amount, on) => {
    const { shop, read, post } = await postingShop(store.table());
    const bill = await read({ id: 'P-2', items: GOODS.slice(0, 1) });
    await post(bill);
    expect(await clerkError(shop.payables.pay(bill, amount, on, keyed()))).toMatchObject({
      code: 'invalid_input',
    });
  });
});
