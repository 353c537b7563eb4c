import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../src/domain/udhaar/settings.js';
import type { UdhaarService } from '../../../src/domain/udhaar/udhaar-service.js';
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

const openFor = (udhaar: UdhaarService, name: string, phone?: string) =>
  udhaar.open({ name, settings: phone === undefined ? {} : { phone } }, keyed(name));

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

describe('what is no name or phone', () => {
  test.each([' ', '...', 'Anita\u202eRao', 'Anita\u0007', '\u200b\u2060', 'a\nb'])(
    '%j is refused as a name',
    async (name) => {
      const { udhaar, update, owe } = await open();
      await owe('C1');
      const opening = { name, settings: {} };
      const errors = [
        await clerkError(udhaar.open(opening, keyed(opening))),
        await clerkError(update('C1', { name })),
      ];
      expect(errors.map(({ code, field }) => [code, field])).toEqual([
        ['invalid_input', 'customer'],
        ['invalid_input', 'account.name'],
      ]);
    },
  );

  test('is refused as a phone; an empty one takes the phone away', async () => {
    const { shop, update, owe, listed } = await open();
    await owe('C2');
    for (const phone of ['ask his son', '12345', '+91 98765 43210 98765', '<b>1234567</b>'])
      expect((await clerkError(update('C2', { phone }))).field).toBe('account.phone');
    await update('C2', { phone: ' ' });
    expect((await shop.books.customers.get('C2'))?.record).toEqual({
      customer_id: 'C2',
      name: 'Bilal Khan',
      city: 'Pune',
    });
    expect(await listed()).toEqual([['Bilal Khan', undefined]]);
    await update('C2', { phone: '(022) 2345-6789' });
    expect(await listed()).toEqual([['Bilal Khan', '(022) 2345-6789']]);
  });

  test('joiners of Devanagari are part of a name, blanks around it are not', async () => {
    const { update, owe, listed } = await open();
    await owe('C2');
    await update('C2', { name: '  श्री\u200dमती बेगम ' });
    expect(await listed()).toEqual([['श्री\u200dमती बेगम', '+91 99999 00001']]);
  });
});

test.each(['9999900001', '099999 00001', '+91-99999-00001', '99900', '+91 99999 00001'])(
  'the list finds a phone by %s',
  async (search) => {
    const { udhaar, owe } = await open();
    await owe('C1');
    await owe('C2');
    const { rows } = await udhaar.list({ standing: 'all', sort: 'name', limit: 5, search });
    expect(rows.map(({ name }) => name)).toEqual(['Bilal Khan']);
  },
);

describe('a new customer', () => {
  test('is pointed out when someone alike is on the books, and opened when told to', async () => {
    const { udhaar } = await open();
    await openFor(udhaar, 'Mohammed Siraj', '+91 98765 43210');
    for (const [name, phone] of [
      ['Mohamed Siraaj', undefined],
      ['Shri Siraj Mohammed ji', undefined],
      ['Somebody New', '098765-43210'],
    ] as const) {
      const error = await clerkError(openFor(udhaar, name, phone));
      expect([error.code, error.valid?.[0]]).toEqual(['conflict', expect.stringContaining('Mohammed Siraj')]);
    }
    const told = { name: 'Mohamed Siraj', settings: {}, although_alike: true };
    expect((await udhaar.open(told, keyed(told))).seq).toBe(1);
    expect((await openFor(udhaar, 'Lakshmi Iyer')).name).toBe('Lakshmi Iyer');
  });
});
