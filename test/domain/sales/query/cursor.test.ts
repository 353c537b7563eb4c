import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../../../src/domain/cursor.js';
import { ClerkError } from '../../../../src/domain/errors.js';
import type { QueryAnswer } from '../../../../src/domain/sales/query/answer.js';
import { readCursor, writeCursor } from '../../../../src/domain/sales/query/cursor.js';
import type { QueryRequest } from '../../../../src/domain/sales/query/request.js';
import type { Sale } from '../../../../src/domain/sales/sale.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { Clerk } from './clerk.js';

const store = embeddedStore();
const PAGE = { offset: 40, asOf: new Date('2026-03-31T06:30:00.123Z'), total: 20_000 };
const PRINT = fingerprint('shop', { measures: ['orders'] });

function refusalOf(cursor: string, print = PRINT): ClerkError {
  try {
    readCursor(cursor, print);
  } catch (error) {
    if (error instanceof ClerkError) return error;
    throw error;
  }
  throw new Error(`This was read: ${cursor}`);
}

describe('a cursor', () => {
  const cursor = writeCursor(PAGE, PRINT);

  test('holds the page, short', () => {
    expect(readCursor(cursor, PRINT)).toEqual(PAGE);
    expect(readCursor(undefined, PRINT)).toBeUndefined();
    expect(cursor.length).toBeLessThan(60);
  });

  test('of another query or shop is refused, naming the field and the fix', () => {
    for (const print of [
      fingerprint('other', { measures: ['orders'] }),
      fingerprint('shop', { measures: ['net_sales'] }),
    ])
      expect(refusalOf(cursor, print)).toMatchObject({
        code: 'invalid_input',
        field: 'cursor',
        message: expect.stringContaining('does not belong'),
        fix: expect.stringContaining('next_cursor'),
      });
  });

  test('that was cut, changed, added to or made up is refused', () => {
    for (let at = 0; at < cursor.length; at += 1) {
      expect(refusalOf(cursor.slice(0, at)).field).toBe('cursor');
      for (const other of ['A', '_', '!'])
        if (cursor[at] !== other)
          expect(refusalOf(cursor.slice(0, at) + other + cursor.slice(at + 1)).field).toBe('cursor');
    }
    for (const made of ['', '0', '20', `${cursor}A`, `${cursor}=`, 'A'.repeat(1_000_000)])
      expect(refusalOf(made).field).toBe('cursor');
  });

  test('of numbers that no page has is refused, though its print is right', () => {
    for (const text of [
      '-1.1.1',
      '1.-1.1',
      '1.1.-1',
      'zzzzzzzzzzzzz.1.1',
      '1..1',
      '1.1',
      '01.1.1',
      ' 1.1.1',
    ]) {
      const forged = Buffer.from(`${text}.${fingerprint(PRINT, [text])}`).toString('base64url');
      expect(refusalOf(forged).field, text).toBe('cursor');
    }
  });
});

const MANY = 20_000;
const text = (at: number): string => String(at).padStart(6, '0');

/** Sales of one to nine teas, one a minute of March 2026 and before, as an import writes them. */
async function fill({ shop }: Clerk, from: number, count: number, now: Date): Promise<void> {
  const sales = Array.from({ length: count }, (_, index): Sale => {
    const at = from + index;
    const day = `202603${String((at % 28) + 1).padStart(2, '0')}`;
    const quantity = (at % 9) + 1;
    return {
      sale_id: `${day}-S${text(at)}`,
      kind: 'sale',
      number: `N${text(at)}`,
      at: `2026-03-${day.slice(6)}T10:00:00+05:30`,
      customer_id: 'C1',
      total: quantity * 10_000,
      lines: [{ product_id: 'P1', quantity: quantity * 1_000, unit_price: 10_000 }],
    };
  });
  await shop.books.sales.putMany(sales, new Map(), now);
}

/** All pages of a query; something happens after each. */
async function pages(
  clerk: Clerk,
  query: QueryRequest,
  between: (page: number) => Promise<unknown>,
): Promise<QueryAnswer[]> {
  const found: QueryAnswer[] = [];
  for (let cursor: string | undefined; ; ) {
    const answer = await clerk.ask({ ...query, cursor });
    found.push(answer);
    if (answer.next_cursor === undefined) return found;
    expect(answer.has_more).toBe(true);
    cursor = answer.next_cursor;
    await between(found.length);
  }
}

describe('pages of an answer', () => {
  test('of 20,000 sales hold each once while sales, refunds, customers and imports arrive, also from another server', {
    timeout: 180_000,
  }, async () => {
    const clerk = await Clerk.open(store);
    await fill(clerk, 0, MANY, new Date('2026-03-31T06:31:00Z'));
    const sold = await clerk.sell('P1', 9);
    const other = clerk.another();
    const query: QueryRequest = {
      measures: ['net_sales'],
      dimensions: ['order_id'],
      order_by: [{ member: 'net_sales', direction: 'desc' }],
      add: ['totals'],
      limit: 500,
    };
    const found = await pages(clerk, query, async (page) => {
      if (page === 1) await clerk.takeBack(sold, 'P1', 4);
      if (page % 10 === 0) await clerk.sell('P1', 1_000);
      if (page % 10 === 5) await other.sell('P3', 50);
      if (page % 20 === 7) {
        clerk.wait(1);
        const now = new Date(Date.parse('2026-03-31T07:00:00Z') + page * 60_000);
        await clerk.shop.books.customers.putMany(
          [{ customer_id: `A${page}`, name: `A New Customer ${page}` }],
          new Map(),
          now,
        );
        await fill(clerk, MANY + page * 100, 100, now);
      }
    });
    const rows = found.flatMap((answer) => answer.rows);
    expect(rows).toHaveLength(MANY + 1);
    expect(new Set(rows.map((row) => row.order_id)).size).toBe(MANY + 1);
    expect(rows.map((row) => Number(row.net_sales))).toEqual(
      rows.map((row) => Number(row.net_sales)).sort((a, b) => b - a),
    );
    const total = rows.reduce((sum, row) => sum + Number(row.net_sales), 0);
    for (const answer of found) {
      expect(answer.row_count).toBe(MANY + 1);
      expect(answer.totals).toEqual({ net_sales: total });
      expect(answer.receipt.as_of).toBe(found[0]?.receipt.as_of);
      expect(answer.receipt.notes ?? []).toEqual([]);
    }
    const now = await clerk.ask({ measures: ['orders', 'refunds'] });
    expect(Number(now.rows[0]?.orders)).toBeGreaterThan(MANY + 100);
    expect(Number(now.rows[0]?.refunds)).not.toBe(0);
  });

  test('of a list of customers hold each once while new ones are written among them', async () => {
    const clerk = await Clerk.open(store);
    const put = (ids: string[], versions = new Map<string, number>()) => {
      clerk.wait(1);
      return clerk.another().shop.books.customers.putMany(
        ids.map((customer_id) => ({ customer_id, name: `Customer ${customer_id}` })),
        versions,
        new Date(Date.parse('2026-03-31T06:31:00Z') + Number(ids[0]?.slice(1)) * 60_000),
      );
    };
    const ids = Array.from({ length: 30 }, (_, at) => `B${100 + at}`);
    await clerk.shop.books.customers.putMany(
      ids.map((customer_id) => ({ customer_id, name: `Customer ${customer_id}` })),
      new Map(),
      new Date('2026-03-31T06:30:00Z'),
    );
    const found = await pages(clerk, { dimensions: ['customer_id'], limit: 7 }, async (page) => {
      await put([`A${page}`, `B${100 + page}5`]);
      await clerk.heard();
    });
    const rows = found.flatMap((answer) => answer.rows.map((row) => row.customer_id));
    expect(rows).toEqual([...ids, 'C1']);
    expect(new Set(found.map((answer) => answer.row_count))).toEqual(new Set([31]));
    expect((await clerk.ask({ measures: ['customers'] })).rows).toEqual([{ customers: 39 }]);
  });

  test('say so where records they show were changed meanwhile', async () => {
    const clerk = await Clerk.open(store);
    for (const product of ['P1', 'P2', 'P3']) await clerk.sell(product, 1);
    const query: QueryRequest = { measures: ['orders'], dimensions: ['product'], limit: 1 };
    const first = await clerk.ask(query);
    await clerk.shop.books.products.putMany(
      [{ product_id: 'P3', name: 'Sugar, loose', price: 4_510 }],
      new Map([['P3', 1]]),
      new Date('2026-03-31T07:00:00Z'),
    );
    const second = await clerk.ask({ ...query, cursor: first.next_cursor });
    expect(second.receipt.notes).toEqual([
      'Records were changed since the first page, so rows may have moved: products.',
    ]);
  });

  test('mean the day of the first one after midnight', async () => {
    const clerk = await Clerk.open(store);
    for (const product of ['P1', 'P2', 'P3']) await clerk.sell(product, 1);
    const query: QueryRequest = {
      measures: ['net_sales'],
      dimensions: ['product', 'days_since_sold'],
      period: { named: 'today' },
      limit: 1,
    };
    const found = await pages(clerk, query, async () => {
      clerk.wait(24 * 60);
      await clerk.sell('P5', 1_000_000);
    });
    expect(found.map(({ rows }) => rows[0])).toEqual([
      { product: 'Tata Tea 250 g', days_since_sold: 0, net_sales: 100 },
      { product: 'Basmati Rice', days_since_sold: 0, net_sales: 99.9 },
      { product: 'Loose Sugar', days_since_sold: 0, net_sales: 45.1 },
    ]);
    expect(found[2]?.receipt.period).toMatchObject({ from: '2026-03-31', to: '2026-03-31' });
  });

  test('may differ in size, and go on where the last ended', async () => {
    const clerk = await Clerk.open(store);
    await fill(clerk, 0, 30, new Date('2026-03-31T06:30:00Z'));
    const query: QueryRequest = { dimensions: ['sale_id'] };
    const first = await clerk.ask({ ...query, limit: 4 });
    const rest = await clerk.ask({ ...query, limit: 500, cursor: first.next_cursor });
    expect(rest.rows).toHaveLength(26);
    expect(rest.next_cursor).toBeUndefined();
  });

  test('are refused to another query, with the same one going on', async () => {
    const clerk = await Clerk.open(store);
    await fill(clerk, 0, 5, new Date('2026-03-31T06:30:00Z'));
    const query: QueryRequest = { dimensions: ['sale_id'], limit: 2 };
    const { next_cursor: cursor } = await clerk.ask(query);
    for (const other of [
      { ...query, dimensions: ['order_id'] },
      { ...query, filters: [{ member: 'customer', op: 'is_not_empty' }] },
      { ...query, period: { named: 'this_month' } },
      {
        ...query,
        define: [
          {
            name: 'tea',
            measure: 'net_sales',
            filters: [{ member: 'product', op: 'is', values: ['Twin'] }],
          },
        ],
      },
    ] satisfies QueryRequest[])
      expect(await clerkError(clerk.ask({ ...other, cursor }))).toMatchObject({ field: 'cursor' });
    expect((await clerk.ask({ ...query, cursor })).rows).toHaveLength(2);
  });
});
