import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/udhaar/change.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { NOON, shopWithProducts } from '../sales/shop.js';

const store = embeddedStore();
let keys = 0;

async function open() {
  const { udhaar, books } = await shopWithProducts(store.table(), freshShop());
  const people = [
    { customer_id: 'C2', name: 'Bilal Khan' },
    { customer_id: 'C3', name: 'Chitra Nair' },
  ];
  await books.customers.putMany(people, new Map(), NOON);
  const recordFor = (customer: string, change: Change) => {
    keys += 1;
    return udhaar.record(customer, change, { key: `page-key-${keys}`, payload: change });
  };
  return { udhaar, record: (change: Change) => recordFor('C1', change), recordFor };
}

test('the last payment in the list of debtors is one that was not reversed', async () => {
  const { udhaar, record } = await open();
  await record({ kind: 'credit', amount: 1_000, on: '2026-03-01' });
  await record({ kind: 'payment', amount: 100, on: '2026-03-05' });
  await record({ kind: 'payment', amount: 200, on: '2026-03-20' });
  const last = async () =>
    (await udhaar.list({ standing: 'all', sort: 'name', limit: 1 })).rows[0]?.last_payment_on;
  expect(await last()).toBe('2026-03-20');
  await record({ kind: 'reversal', reverses: 3, reason: 'bounced' });
  expect(await last()).toBe('2026-03-05');
  await record({ kind: 'reversal', reverses: 2, reason: 'bounced' });
  expect(await last()).toBeUndefined();
});

describe('the entries of an account, page by page', () => {
  test('are each shown once though others are recorded between the pages', async () => {
    const { udhaar, record } = await open();
    for (let day = 1; day <= 6; day += 1)
      await record({ kind: 'credit', amount: 100, on: `2026-03-${day + 10}` });
    const first = await udhaar.page('C1', { limit: 2 });
    await record({ kind: 'payment', amount: 50 });
    await record({ kind: 'payment', amount: 50, on: '2026-03-12' });
    const second = await udhaar.page('C1', { limit: 2, cursor: first.next_cursor });
    const third = await udhaar.page('C1', { limit: 10, cursor: second.next_cursor });
    const pages = [first, second, third].map(({ rows }) => rows.map(({ entry }) => entry.seq));
    expect(pages).toEqual([
      [6, 5],
      [4, 3],
      [8, 2, 1],
    ]);
    expect(third.next_cursor).toBeUndefined();
    const other = udhaar.page('C1', { limit: 2, cursor: first.next_cursor, from: '2026-03-01' });
    expect((await clerkError(other)).field).toBe('cursor');
    const changed = udhaar.page('C1', { limit: 2, cursor: 'MjAyNi0wMy0xMi5hYmM' });
    expect((await clerkError(changed)).field).toBe('cursor');
  });
});

describe('the list of debtors', () => {
  test('who owes, since when, and the totals, page by page', async () => {
    const { recordFor: record, udhaar } = await open();
    await record('C1', { kind: 'credit', amount: 1_000, on: '2026-01-01', due: '2026-02-01' });
    await record('C2', { kind: 'credit', amount: 9_000 });
    await record('C3', { kind: 'payment', amount: 700 });
    const first = await udhaar.list({ standing: 'owes', sort: 'balance', limit: 1 });
    expect(first.rows.map(({ name, balance }) => [name, balance])).toEqual([['Bilal Khan', 9_000]]);
    expect(first.totals).toMatchObject({ accounts: 2, owed: 10_000n, overdue: 1_000n, advances: 0n });
    const second = await udhaar.list({
      standing: 'owes',
      sort: 'balance',
      limit: 1,
      cursor: first.next_cursor,
    });
    expect(second.rows).toEqual([
      expect.objectContaining({ name: 'Anita Rao', oldest_due: '2026-02-01', days_overdue: 58 }),
    ]);
    expect(second.next_cursor).toBeUndefined();
    const all = await udhaar.list({ standing: 'all', sort: 'name', limit: 10 });
    expect(all.rows.map(({ balance }) => balance)).toEqual([1_000, 9_000, -700]);
    const wrong = udhaar.list({ standing: 'all', sort: 'name', limit: 1, cursor: first.next_cursor });
    expect((await clerkError(wrong)).field).toBe('cursor');
  });
});
