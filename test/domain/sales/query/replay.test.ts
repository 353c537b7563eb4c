import { describe, expect, test } from 'vitest';
import type { QueryRequest } from '../../../../src/domain/sales/query/request.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { Clerk } from './clerk.js';

const store = embeddedStore();
const DAY = 24 * 60;
const BY_PRODUCT: QueryRequest = { measures: ['net_sales', 'orders'], dimensions: ['product'] };

describe('an answer run again', () => {
  test('is the same while nothing happens', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 2);
    const token = await clerk.token(BY_PRODUCT);
    clerk.wait(5);
    const { changes, rows, receipt } = await clerk.ask({ again: token });
    expect(rows).toEqual([{ product: 'Tata Tea 250 g', net_sales: 200, orders: 1 }]);
    expect(changes).toEqual({
      answered_at: '2026-03-31T12:01:00+05:30',
      same: true,
      sales_recorded_since: 0,
      row_count_then: 1,
      row_count_now: 1,
      rows: [],
    });
    // The figures are those of now, and say so.
    expect(receipt.as_of).toBe('2026-03-31T12:06:00+05:30');
  });

  test('tells rows that came and figures that moved, then and now', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 2);
    const token = await clerk.token(BY_PRODUCT);
    await clerk.sell('P1', 1);
    await clerk.sell('P3', 2);
    expect(await clerk.changes(token)).toMatchObject({
      same: false,
      sales_recorded_since: 2,
      row_count_then: 1,
      row_count_now: 2,
      rows: [
        {
          product: 'Tata Tea 250 g',
          net_sales_then: 200,
          net_sales_now: 300,
          orders_then: 1,
          orders_now: 2,
        },
        { product: 'Loose Sugar', net_sales_now: 90.2, orders_now: 1 },
      ],
    });
  });

  test('tells of a refund and of a cancellation', async () => {
    const clerk = await Clerk.open(store);
    const kept = await clerk.sell('P1', 3);
    const cancelled = await clerk.sell('P2', 1);
    const token = await clerk.token({ measures: ['net_sales'] });
    await clerk.takeBack(kept, 'P1', 1);
    await clerk.takeBack(cancelled);
    expect(await clerk.changes(token)).toMatchObject({
      same: false,
      sales_recorded_since: 2,
      rows: [{ net_sales_then: 399.9, net_sales_now: 200 }],
    });
  });

  test('says that the rows of then are gone once a product was renamed', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1);
    const token = await clerk.token(BY_PRODUCT);
    const one = await clerk.token({ measures: ['net_sales'] });
    await clerk.shop.books.products.putMany(
      [{ product_id: 'P1', name: 'Tata Tea Gold 250 g', price: 10_000 }],
      new Map([['P1', 1]]),
      new Date('2026-03-31T06:40:00Z'),
    );
    expect(await clerk.changes(token)).toMatchObject({
      same: false,
      rows: [],
      notes: [expect.stringContaining('Records of that time were replaced')],
    });
    expect(await clerk.changes(one)).toMatchObject({ same: true });
  });

  test('leaves records out that were new since: a list of then can be shown again', async () => {
    const clerk = await Clerk.open(store);
    const token = await clerk.token({ dimensions: ['customer'] });
    await clerk.shop.books.customers.putMany(
      [{ customer_id: 'C2', name: 'Bina Shah' }],
      new Map(),
      new Date('2026-03-31T07:00:00Z'),
    );
    clerk.wait(60);
    expect(await clerk.changes(token)).toMatchObject({
      row_count_then: 1,
      row_count_now: 2,
      rows: [{ customer: 'Bina Shah' }],
    });
  });

  test('keeps the days that a name meant', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1);
    const token = await clerk.token({ measures: ['net_sales'], period: { named: 'today' } });
    clerk.wait(DAY);
    await clerk.sell('P1', 5);
    const { rows, receipt, changes } = await clerk.ask({ again: token });
    expect(rows).toEqual([{ net_sales: 100 }]);
    expect(receipt.period).toMatchObject({ from: '2026-03-31', to: '2026-03-31' });
    expect(changes).toMatchObject({ same: true, sales_recorded_since: 1 });
  });

  test('keeps its own limit, and takes another', async () => {
    const clerk = await Clerk.open(store);
    for (const product of ['P1', 'P2', 'P3', 'P5']) await clerk.sell(product, 1);
    const token = await clerk.token({ ...BY_PRODUCT, limit: 2 });
    expect((await clerk.ask({ again: token })).rows).toHaveLength(2);
    const wider = await clerk.ask({ again: token, limit: 3 });
    expect(wider.rows).toHaveLength(3);
    expect(wider.changes).toMatchObject({
      same: true,
      notes: ['Only the first page of rows is compared.'],
    });
  });

  test('gives a token that stands for what it showed, for the days of the first', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1);
    const first = await clerk.token({ measures: ['net_sales'], period: { named: 'today' } });
    await clerk.sell('P1', 1);
    clerk.wait(DAY);
    const second = await clerk.token({ again: first });
    await clerk.sell('P1', 1, { at: '2026-03-31T09:00:00+05:30' });
    expect(await clerk.changes(second)).toMatchObject({
      answered_at: '2026-04-01T12:02:00+05:30',
      same: false,
      sales_recorded_since: 1,
      rows: [{ net_sales_then: 200, net_sales_now: 300 }],
    });
    expect((await clerk.changes(first)).rows).toEqual([{ net_sales_then: 100, net_sales_now: 300 }]);
  });

  test('goes on page by page over the data it began with', async () => {
    const clerk = await Clerk.open(store);
    for (const product of ['P1', 'P2', 'P3']) await clerk.sell(product, 1);
    const token = await clerk.token({ ...BY_PRODUCT, limit: 1 });
    await clerk.sell('P5', 1);
    const listed: unknown[] = [];
    let answer = await clerk.ask({ again: token });
    for (;;) {
      listed.push(...answer.rows.map(({ product }) => product));
      if (answer.next_cursor === undefined) break;
      await clerk.sell('P5', 1_000);
      answer = await clerk.ask({ again: token, cursor: answer.next_cursor });
      expect(answer.changes).toBeUndefined();
    }
    expect(listed).toEqual(['Tata Tea 250 g', 'Basmati Rice', 'Loose Sugar', 'Twin']);
  });

  test('compares what comes beside the rows, too', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 9);
    await clerk.sell('P3', 1);
    const token = await clerk.token({ ...BY_PRODUCT, limit: 1, add: ['totals'] });
    await clerk.sell('P3', 1);
    expect(await clerk.changes(token)).toMatchObject({
      same: false,
      rows: [],
      notes: [expect.stringContaining('beside them differs'), expect.any(String)],
    });
  });

  test('with the SQL shown or not is the same', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1);
    const token = await clerk.token({ ...BY_PRODUCT, show_sql: true });
    expect(await clerk.changes(token)).toMatchObject({ same: true });
    expect((await clerk.ask({ again: token, show_sql: true })).receipt.sql).toContain('SELECT');
  });

  test('of a pivot tells the cells that moved', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1, { customer: 'C1' });
    const token = await clerk.token({ measures: ['net_sales'], dimensions: ['product'], pivot: 'customer' });
    await clerk.sell('P1', 1);
    await clerk.sell('P1', 1, { customer: 'C1' });
    expect((await clerk.changes(token)).rows).toEqual([
      {
        product: 'Tata Tea 250 g',
        'net_sales:Anita Rao_then': 100,
        'net_sales:Anita Rao_now': 200,
        'net_sales:(none)_now': 100,
      },
    ]);
  });

  test('tells ten rows that differ and how many more', async () => {
    const clerk = await Clerk.open(store);
    const token = await clerk.token({ measures: ['orders'], dimensions: ['sale_id'] });
    for (let sale = 0; sale < 12; sale += 1) await clerk.sell('P5', 1);
    const changes = await clerk.changes(token);
    expect(changes.rows).toHaveLength(10);
    expect(changes).toMatchObject({ row_count_then: 0, row_count_now: 12, notes: ['2 more rows differ.'] });
  });
});

describe('only the first page has a token', () => {
  test('so that what is run again is what was seen', async () => {
    const clerk = await Clerk.open(store);
    for (const product of ['P1', 'P2']) await clerk.sell(product, 1);
    const first = await clerk.ask({ ...BY_PRODUCT, limit: 1 });
    const second = await clerk.ask({ ...BY_PRODUCT, limit: 1, cursor: first.next_cursor });
    expect(second.rows).toHaveLength(1);
    expect(second.receipt.token).toBeUndefined();
  });

  test('and a query that is too long for one says so', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1);
    let seed = 7;
    const values = Array.from({ length: 200 }, () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return `${seed}${(seed * 31) % 1_000_000_007}${(seed * 37) % 1_000_000_007}${(seed * 41) % 1_000_000_007}`;
    });
    const { receipt } = await clerk.ask({
      measures: ['orders'],
      filters: [{ member: 'customer', op: 'is_not', values }],
    });
    expect(receipt.token).toBeUndefined();
    expect(receipt.notes?.join(' ')).toContain('too long for a token');
  });
});

describe('again is refused', () => {
  test('beside anything but the page', async () => {
    const clerk = await Clerk.open(store);
    const again = await clerk.token({ measures: ['orders'] });
    for (const extra of [
      { measures: ['orders'] },
      { filters: [] },
      { period: { named: 'today' } },
      { define: [] },
      { top: 3 },
    ] satisfies QueryRequest[])
      expect(await clerkError(clerk.ask({ again, ...extra }))).toMatchObject({
        code: 'invalid_input',
        field: Object.keys(extra)[0],
        fix: expect.stringContaining('Send again alone'),
      });
  });

  test('for a token of another shop', async () => {
    const [one, other] = [await Clerk.open(store), await Clerk.open(store)];
    const again = await one.token({ measures: ['orders'] });
    expect(await clerkError(other.ask({ again }))).toMatchObject({ code: 'invalid_input', field: 'again' });
    const save = other.save('not_mine', again);
    expect(await clerkError(save)).toMatchObject({ code: 'invalid_input', field: 'receipt' });
  });

  test('for a name that no question has, with those there are', async () => {
    const clerk = await Clerk.open(store);
    await clerk.save('daily_orders', await clerk.token({ measures: ['orders'] }));
    expect(await clerkError(clerk.ask({ again: 'dayly_orders' }))).toMatchObject({
      field: 'again',
      valid: ['daily_orders'],
    });
  });

  test('with a cursor of the query itself, or of another token', async () => {
    const clerk = await Clerk.open(store);
    for (const product of ['P1', 'P2']) await clerk.sell(product, 1);
    const first = await clerk.ask({ ...BY_PRODUCT, limit: 1 });
    const other = await clerk.token({ measures: ['orders'], dimensions: ['product'], limit: 1 });
    const refused = await clerkError(clerk.ask({ again: other, cursor: first.next_cursor }));
    expect(refused).toMatchObject({ code: 'invalid_input', field: 'cursor' });
  });
});

describe('a saved question', () => {
  test('asked a month later gives the days it means then, and says what changed of those that were checked', async () => {
    const clerk = await Clerk.open(store);
    await clerk.sell('P1', 1, { at: '2026-02-10T10:00:00+05:30' });
    await clerk.sell('P1', 4, { at: '2026-03-10T10:00:00+05:30' });
    const receipt = await clerk.token({ measures: ['net_sales'], period: { named: 'last_month' } });
    await clerk.save('sales_last_month', receipt, 'What did we sell last month?');
    clerk.wait(30 * DAY);
    await clerk.sell('P1', 1, { at: '2026-02-20T10:00:00+05:30' });
    const { rows, receipt: now, changes } = await clerk.ask({ again: 'sales_last_month' });
    expect(rows).toEqual([{ net_sales: 400 }]);
    expect(now.period).toMatchObject({ from: '2026-03-01', to: '2026-03-31' });
    expect(changes).toMatchObject({
      question: 'What did we sell last month?',
      answered_at: '2026-03-31T12:02:00+05:30',
      same: false,
      sales_recorded_since: 1,
      rows: [{ net_sales_then: 100, net_sales_now: 200 }],
    });
  });

  test('keeps its limit and order', async () => {
    const clerk = await Clerk.open(store);
    for (const [product, quantity] of [['P1', 1] as const, ['P2', 5] as const, ['P3', 3] as const])
      await clerk.sell(product, quantity);
    const receipt = await clerk.token({ ...BY_PRODUCT, limit: 1 });
    await clerk.save('best_seller', receipt);
    expect((await clerk.ask({ again: 'best_seller' })).rows).toMatchObject([{ product: 'Basmati Rice' }]);
  });
});
