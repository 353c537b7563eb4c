import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../src/domain/udhaar/settings.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { NOON, shopWithProducts } from '../sales/shop.js';

const store = embeddedStore();
let keys = 0;
const keyed = (payload: unknown) => {
  keys += 1;
  return { key: `name-key-${keys}`, payload };
};

async function open() {
  const shop = await shopWithProducts(store.table(), freshShop());
  const people = [{ customer_id: 'C2', name: 'Bilal Khan', phone: '+91 99999 00001', city: 'Pune' }];
  await shop.books.customers.putMany(people, new Map(), NOON);
  const { udhaar } = shop;
  const update = (customer: string, settings: Settings, although_alike?: boolean) => {
    const change = { kind: 'account' as const, settings, although_alike };
    return udhaar.record(customer, change, keyed(change));
  };
  const owe = (customer: string) => {
    const change = { kind: 'credit' as const, amount: 100 };
    return udhaar.record(customer, change, keyed(change));
  };
  const listed = async () =>
    (await udhaar.list({ standing: 'all', sort: 'name', limit: 10 })).rows.map(({ name, phone }) => [
      name,
      phone,
    ]);
  return { shop, udhaar, update, owe, listed };
}

test('of many who take one new name at once on one server, one does', async () => {
  const { udhaar, update, owe } = await open();
  await owe('C1');
  await owe('C2');
  const opening = { name: 'Sultana Begum', settings: {} };
  const calls = [
    ...Array.from({ length: 8 }, () => udhaar.open(opening, keyed(opening))),
    update('C1', { name: 'Sultana Begum' }),
    update('C2', { name: 'Sultana Begum' }),
  ];
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

describe('a new name', () => {
  test('is the customer’s everywhere: record, look-up, list, account, account as of an earlier day', async () => {
    const { shop, udhaar, update, owe, listed } = await open();
    await owe('C2');
    const receipt = await update('Bilal Khan', { name: 'Bilal Ahmed Ansari', phone: '+91 98888 00002' });
    expect(receipt).toMatchObject({ name: 'Bilal Ahmed Ansari', kind: 'account' });
    expect((await shop.books.customers.get('C2'))?.record).toEqual({
      customer_id: 'C2',
      name: 'Bilal Ahmed Ansari',
      phone: '+91 98888 00002',
      city: 'Pune',
    });
    expect((await udhaar.view('Bilal Ahmed Ansari')).name).toBe('Bilal Ahmed Ansari');
    expect((await clerkError(owe('Bilal Khan'))).field).toBe('customer');
    const { statement } = await udhaar.page('C2', { as_of: '2026-03-01', limit: 5 });
    expect([statement.name, statement.settings.phone]).toEqual(['Bilal Ahmed Ansari', '+91 98888 00002']);
    expect(await listed()).toEqual([['Bilal Ahmed Ansari', '+91 98888 00002']]);
    expect((await udhaar.check('C2')).intact).toBe(true);
  });

  test('that an import wrote is shown too', async () => {
    const { shop, udhaar, owe, listed } = await open();
    await owe('C2');
    const { record, version = 0 } = (await shop.books.customers.get('C2')) ?? {};
    if (record === undefined) throw new Error('there is no record');
    await shop.books.customers.putMany([{ ...record, name: 'B. Khan' }], new Map([['C2', version]]), NOON);
    expect((await udhaar.view('C2')).name).toBe('B. Khan');
    expect(await listed()).toEqual([['B. Khan', '+91 99999 00001']]);
  });

  test('or phone that someone else has is pointed out, and taken when told to', async () => {
    const { shop, update, owe } = await open();
    await owe('C1');
    const error = await clerkError(update('C1', { name: 'Bilaal Khan' }));
    expect([error.code, error.field, error.valid]).toEqual([
      'conflict',
      'account.name',
      ['C2, Bilal Khan, +91 99999 00001'],
    ]);
    const phone = await clerkError(update('C1', { phone: '99999-00001' }));
    expect([phone.code, phone.field]).toEqual(['conflict', 'account.phone']);
    expect((await shop.books.customers.get('C1'))?.record).toEqual({ customer_id: 'C1', name: 'Anita Rao' });
    await update('C1', { name: 'Bilal Khan' }, true);
    expect((await shop.books.customers.get('C1'))?.record.name).toBe('Bilal Khan');
    // One's own name is nobody else's.
    await update('C1', { name: 'Bilal Khan', credit_limit: 5 });
  });

  test('changed at once with another in the record: both are kept', async () => {
    const { shop, update, owe } = await open();
    await owe('C2');
    await Promise.all([update('C2', { name: 'Bilal A. Khan' }), update('C2', { phone: '+91 97777 00003' })]);
    expect((await shop.books.customers.get('C2'))?.record).toMatchObject({
      name: 'Bilal A. Khan',
      phone: '+91 97777 00003',
      city: 'Pune',
    });
  });

  test('leaves a statement that was issued before genuine', async () => {
    const { shop, udhaar, update, owe } = await open();
    await owe('C2');
    const issued = await shop.statements.issue(await udhaar.statement('C2'), { csv: false, pdf: false });
    await update('C2', { name: 'Bilal Ahmed' }, true);
    const { book } = await udhaar.page('C2', { limit: 0 });
    expect(shop.statements.verify(book, issued.code).verdict).toBe('entries_added');
  });
});
