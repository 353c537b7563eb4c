import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/udhaar/change.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { shopWithProducts } from '../sales/shop.js';

const store = embeddedStore();
let keys = 0;
const keyed = (payload: unknown) => {
  keys += 1;
  return { key: `correction-key-${keys}`, payload };
};
/** Two teas: 200 rupees. */
const LINES = [{ product: 'P1', quantity: 2_000 }];

async function open() {
  const shop = await shopWithProducts(store.table(), freshShop());
  await shop.books.customers.putMany(
    [{ customer_id: 'C2', name: 'Bilal Khan' }],
    new Map(),
    new Date('2026-03-31T06:30:00Z'),
  );
  const record = (customer: string, change: Change) => shop.udhaar.record(customer, change, keyed(change));
  const sell = () =>
    shop.sales.record(
      { lines: LINES, customer: 'C1', payment: 'credit', tax_included: true },
      keyed('a sale'),
    );
  const cancel = (sale: string, payment?: 'other') =>
    shop.sales.reverse({ refers_to: sale, payment }, keyed('all'));
  const refundOne = (sale: string) =>
    shop.sales.reverse({ refers_to: sale, lines: [{ product: 'P1', quantity: 1_000 }] }, keyed('one'));
  const balance = async (customer: string) => (await shop.udhaar.balance(customer)).balance;
  return { shop, record, sell, cancel, refundOne, balance };
}

describe('what a sale wrote', () => {
  test('is not reversed by hand, and the sale is still taken back once', async () => {
    const { record, sell, cancel, balance } = await open();
    const sale = await sell();
    const error = await clerkError(record('C1', { kind: 'reversal', reverses: 1, reason: 'wrong' }));
    expect([error.code, error.field]).toEqual(['refused', 'reverses']);
    expect(error.message).toContain(sale.sale_id);
    expect(error.fix).toContain('record_sale');
    await cancel(sale.sale_id);
    expect(await balance('C1')).toBe(0);
  });

  test('when goods came back is not reversed by hand either', async () => {
    const { record, sell, cancel, balance } = await open();
    const sale = await sell();
    const { credit_entry: seq = 0 } = await cancel(sale.sale_id);
    const error = await clerkError(record('C1', { kind: 'reversal', reverses: seq, reason: 'wrong' }));
    expect([error.code, error.field, error.message.includes(sale.sale_id)]).toEqual([
      'refused',
      'reverses',
      true,
    ]);
    expect(await balance('C1')).toBe(0);
  });

  test('and was reversed all the same, in a book from before, is not credited again', async () => {
    const { record, balance } = await open();
    await record('C1', { kind: 'credit', amount: 20_000 });
    await record('C1', { kind: 'reversal', reverses: 1, reason: 'wrong' });
    const back: Change = { kind: 'refund', amount: 20_000, sale_id: '20260331-AAAAAAAAAA', apply_to: [1] };
    const error = await clerkError(record('C1', back));
    expect([error.code, error.field, error.fix?.includes('payment other')]).toEqual([
      'refused',
      'refers_to',
      true,
    ]);
    expect(await balance('C1')).toBe(0);
  });
});

describe('what was moved to another account', () => {
  test('is not credited on the old one when the sale comes back, nor when the entry is reversed', async () => {
    const { record, sell, cancel, refundOne, balance } = await open();
    const sale = await sell();
    await record('C1', { kind: 'credit', amount: 500 });
    await record('C1', { kind: 'transfer', to: 'C2', reason: 'one and the same' });
    const refusals = [
      await clerkError(cancel(sale.sale_id)),
      await clerkError(refundOne(sale.sale_id)),
      await clerkError(record('C1', { kind: 'reversal', reverses: 2, reason: 'wrong' })),
    ];
    expect(refusals.map(({ code, field }) => [code, field])).toEqual([
      ['refused', 'refers_to'],
      ['refused', 'refers_to'],
      ['refused', 'reverses'],
    ]);
    for (const { message, fix } of refusals) {
      expect(message).toMatch(/C2.*entry 3/);
      expect(fix).toContain('reverses 3');
    }
    expect([await balance('C1'), await balance('C2')]).toEqual([0, 20_500]);

    await record('C1', { kind: 'reversal', reverses: 3, reason: 'to correct it' });
    await cancel(sale.sale_id);
    await record('C1', { kind: 'transfer', to: 'C2', reason: 'one and the same' });
    expect([await balance('C1'), await balance('C2')]).toEqual([0, 500]);
  });

  test('cannot be taken back where it went when it was moved on, and an advance that was moved cannot bounce', async () => {
    const { record, balance } = await open();
    await record('C1', { kind: 'payment', amount: 700 });
    await record('C1', { kind: 'transfer', to: 'C2' });
    const bounced = await clerkError(record('C1', { kind: 'reversal', reverses: 1, reason: 'bounced' }));
    expect([bounced.field, bounced.message.includes('C2')]).toEqual(['reverses', true]);
    await record('C2', { kind: 'transfer', to: 'C1' });
    const back = await clerkError(record('C1', { kind: 'reversal', reverses: 2, reason: 'two people' }));
    expect(back.message).toMatch(/C1.*entry 2/);
    expect([await balance('C1'), await balance('C2')]).toEqual([-700, 0]);
  });
});

describe('what was given up', () => {
  test('is not given back: not by a cancellation, a refund, or a reversal', async () => {
    const { record, sell, cancel, refundOne, balance } = await open();
    const sale = await sell();
    await record('C1', { kind: 'write_off', amount: 20_000, reason: 'gone' });
    await record('C1', { kind: 'credit', amount: 300 });
    await record('C1', { kind: 'write_off', amount: 100, reason: 'gone' });
    const refusals = [
      await clerkError(cancel(sale.sale_id)),
      await clerkError(refundOne(sale.sale_id)),
      await clerkError(record('C1', { kind: 'reversal', reverses: 3, reason: 'wrong' })),
    ];
    expect(refusals.map(({ field, fix }) => [field, /reverses (\d+)/.exec(fix ?? '')?.[1]])).toEqual([
      ['refers_to', '2'],
      ['refers_to', '2'],
      ['reverses', '4'],
    ]);
    expect(refusals[0]?.message).toMatch(/Entry 1.*written off by entry 2/);
    expect(await balance('C1')).toBe(200);
    await record('C1', { kind: 'reversal', reverses: 2, reason: 'to correct it' });
    await cancel(sale.sale_id);
    expect(await balance('C1')).toBe(200);
  });

  test('stands in the way only as far as it goes', async () => {
    const { record, sell, cancel, refundOne, balance } = await open();
    const sale = await sell();
    await record('C1', { kind: 'payment', amount: 12_000 });
    await record('C1', { kind: 'write_off', amount: 8_000, reason: 'gone' });
    await refundOne(sale.sale_id);
    expect(await balance('C1')).toBe(-10_000);
    const second = await clerkError(refundOne(sale.sale_id));
    expect([second.code, second.message.includes('entry 3')]).toEqual(['refused', true]);
    expect((await clerkError(cancel(sale.sale_id))).code).toBe('refused');
    expect(await balance('C1')).toBe(-10_000);
  });
});

describe('what takes debts of a later day', () => {
  test.each([
    { kind: 'write_off', amount: 900, reason: 'gone' } as const,
    { kind: 'transfer', to: 'C2' } as const,
  ])('is refused with the earliest day: $kind', async (change) => {
    const { record, balance } = await open();
    await record('C1', { kind: 'credit', amount: 500, on: '2026-01-10' });
    await record('C1', { kind: 'credit', amount: 500, on: '2026-02-20' });
    const error = await clerkError(record('C1', { ...change, on: '2026-02-19' }));
    expect([error.code, error.field, error.fix?.includes('2026-02-20')]).toEqual([
      'invalid_input',
      'on',
      true,
    ]);
    await record('C1', { ...change, amount: 400, on: '2026-01-10' });
    await record('C1', { ...change, amount: 600, on: '2026-02-20' });
    expect(await balance('C1')).toBe(0);
  });

  test('money that is moved was there', async () => {
    const { record } = await open();
    await record('C1', { kind: 'payment', amount: 500, on: '2026-03-10' });
    const error = await clerkError(record('C1', { kind: 'transfer', to: 'C2', on: '2026-03-09' }));
    expect([error.field, error.fix?.includes('2026-03-10')]).toEqual(['on', true]);
  });
});
