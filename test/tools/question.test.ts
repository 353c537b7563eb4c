import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import { Clerk } from '../domain/sales/query/clerk.js';
import { embeddedStore } from '../support/embedded-store.js';

const store = embeddedStore();

describe('a question in words', () => {
  test('is answered as the typed query that it becomes, which is shown', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 2);
    await clerk.sell('P2', 3, { customer: 'C1' });
    const { reading, rows, receipt } = await clerk.shop.questions.ask(
      'How many units of Tata Tea 250 g did we sell this month?',
    );
    expect(reading).toMatchObject({
      route: 'grammar',
      query: {
        measures: ['quantity'],
        filters: [{ member: 'product', op: 'is', values: ['Tata Tea 250 g'] }],
        period: { named: 'this_month' },
      },
    });
    expect(rows).toEqual([{ quantity: 2 }]);
    expect(receipt.period).toMatchObject({ from: '2026-03-01', to: '2026-03-31' });
    const again = await clerk.ask(reading.query);
    expect(again.rows).toEqual(rows);
  });

  test('knows the names that were added since', async () => {
    const clerk = await Clerk.open(store);
    const ask = (question: string) => clerk.shop.questions.read(question);
    await expect(ask('sales of Green Lentils')).rejects.toBeInstanceOf(ClerkError);
    await clerk.shop.books.products.putMany(
      [{ product_id: 'P9', name: 'Green Lentils', price: 100 }],
      new Map(),
      new Date('2026-03-31T06:31:00Z'),
    );
    await expect(ask('sales of green lentil')).resolves.toMatchObject({
      query: { filters: [{ member: 'product', op: 'is', values: ['Green Lentils'] }] },
    });
  });

  test('about what the shop records nothing of is refused, until it does', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 2);
    const ask = () => clerk.shop.questions.read('list products with hsn');
    await expect(ask()).rejects.toThrow(/Nothing is recorded in this shop that tells/);
    await clerk.shop.books.products.putMany(
      [{ product_id: 'P8', name: 'Green Cardamom', price: 100, hsn: '09083120' }],
      new Map(),
      new Date('2026-03-31T06:31:00Z'),
    );
    await expect(ask()).resolves.toMatchObject({ query: { dimensions: ['product', 'hsn'] } });
  });

  test('with a word that nothing knows is offered without it', async () => {
    const clerk = await Clerk.open(store);
    await expect(clerk.shop.questions.read('orders this month qwyjibo')).rejects.toMatchObject({
      message: expect.stringContaining(
        'Read so far: {"measures":["orders"],"period":{"named":"this_month"}}',
      ),
      fix: expect.stringContaining('What can be answered: "orders this month"'),
    });
  });

  test('that is not read says what is missing', async () => {
    const clerk = await Clerk.open(store);
    await expect(clerk.shop.questions.ask('net sales by flavour last month')).rejects.toMatchObject({
      code: 'refused',
      field: 'question',
      message: expect.stringContaining('flavour'),
    });
  });
});
