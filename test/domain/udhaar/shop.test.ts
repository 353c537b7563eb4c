import { describe, expect, test } from 'vitest';
import { shopKey } from '../../../src/domain/ports/store/repository.js';
import type { Item } from '../../../src/domain/ports/store/table.js';
import type { Change } from '../../../src/domain/udhaar/change.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { anotherProcess, shopWithProducts } from '../sales/shop.js';

const store = embeddedStore();
let keys = 0;
const keyed = (payload: unknown) => {
  keys += 1;
  return { key: `key-of-test-${keys}`, payload };
};

async function open(customers: Record<string, string> = { C2: 'Bilal Khan', C3: 'Chitra Nair' }) {
  const id = freshShop();
  const shop = await shopWithProducts(store.table(), id);
  const people = Object.entries(customers).map(([customer_id, name]) => ({ customer_id, name }));
  await shop.books.customers.putMany(people, new Map(), new Date('2026-03-31T06:30:00Z'));
  return {
    id,
    shop,
    udhaar: shop.udhaar,
    record: (customer: string, change: Change) => shop.udhaar.record(customer, change, keyed(change)),
  };
}

/** Everything of the ledger that the store holds for a shop. */
async function ledgerItems(shop: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of store.table().scan()) items.push(...page);
  return items.filter(({ PK, type }) => PK.startsWith(`${shopKey(shop)}#`) && type.startsWith('udhaar'));
}

describe('an account', () => {
  test('debts are paid oldest due first, what is over is an advance that the next debt takes', async () => {
    const { record, udhaar } = await open();
    await record('C1', { kind: 'credit', amount: 10_000, on: '2026-01-10', due: '2026-02-20' });
    await record('Anita Rao', { kind: 'credit', amount: 5_000, on: '2026-01-12', due: '2026-02-01' });
    const paid = await record('C1', { kind: 'payment', amount: 7_000, on: '2026-02-10', method: 'upi' });
    expect(paid).toMatchObject({ seq: 3, balance: 8_000, open: 8_000, advance: 0, name: 'Anita Rao' });
    expect(paid.applied).toEqual([
      { from: 3, to: 2, due: '2026-02-01', amount: 5_000 },
      { from: 3, to: 1, due: '2026-02-20', amount: 2_000 },
    ]);
    const over = await record('C1', { kind: 'payment', amount: 9_000, on: '2026-03-01' });
    expect(over).toMatchObject({ balance: -1_000, open: 0, advance: 1_000 });
    const next = await record('C1', { kind: 'credit', amount: 3_000 });
    expect(next).toMatchObject({ balance: 2_000, due: '2026-04-30' });
    expect(next.applied).toEqual([{ from: 4, to: 5, due: '2026-04-30', amount: 1_000 }]);
    expect(await udhaar.check('C1')).toEqual({ intact: true, entries: 5 });
  });

  test('a payment goes first where it was told to', async () => {
    const { record } = await open();
    for (const due of ['2026-02-01', '2026-03-01', '2026-04-01'])
      await record('C1', { kind: 'credit', amount: 1_000, on: '2026-01-10', due });
    const paid = await record('C1', { kind: 'payment', amount: 1_500, apply_to: [3] });
    expect(paid.applied.map(({ to, amount }) => [to, amount])).toEqual([
      [3, 1_000],
      [1, 500],
    ]);
    const none = await clerkError(record('C1', { kind: 'payment', amount: 1, apply_to: [3] }));
    expect([none.code, none.field, none.valid]).toEqual(['refused', 'apply_to', ['1', '2']]);
  });

  test('as of any day: balance, ageing and what was overdue then', async () => {
    const { record, udhaar } = await open();
    await record('C1', { kind: 'credit', amount: 1_000, on: '2025-11-01', due: '2025-12-01' });
    await record('C1', { kind: 'credit', amount: 2_000, on: '2026-01-01', due: '2026-02-01' });
    await record('C1', { kind: 'payment', amount: 400, on: '2026-01-15' });
    await record('C1', { kind: 'credit', amount: 5_000, on: '2026-03-20', due: '2026-04-20' });
    const days = ['2025-12-01', '2025-12-02', '2026-01-15', '2026-03-01', '2026-03-31'];
    const views = await Promise.all(days.map((day) => udhaar.view('C1', day)));
    expect(views.map(({ balance, overdue }) => [balance, overdue])).toEqual([
      [1_000, 0],
      [1_000, 1_000],
      [2_600, 600],
      [2_600, 2_600],
      [7_600, 2_600],
    ]);
    expect(views[4]?.ageing).toEqual({
      not_due: 5_000,
      days_1_30: 0,
      days_31_60: 2_000,
      days_61_90: 0,
      days_over_90: 600,
    });
    expect(views[4]?.debts.map(({ seq, days_overdue: late }) => [seq, late])).toEqual([
      [1, 120],
      [2, 58],
      [4, -20],
    ]);
    const statement = await udhaar.statement('C1', { from: '2026-01-01', to: '2026-02-28' });
    expect(statement.opening).toBe(1_000);
    expect(statement.rows.map(({ entry, balance }) => [entry.seq, balance])).toEqual([
      [2, 3_000],
      [3, 2_600],
    ]);
    expect(statement.closing.balance).toBe(2_600);
  });

  test('a reversal undoes what was applied; the due date stays what it was', async () => {
    const { record, udhaar } = await open();
    await record('C1', { kind: 'credit', amount: 1_000, on: '2026-01-01', due: '2026-02-01' });
    await record('C1', { kind: 'credit', amount: 600, on: '2026-01-05', due: '2026-02-05' });
    await record('C1', { kind: 'payment', amount: 1_200, on: '2026-03-01' });
    const back = await record('C1', { kind: 'reversal', reverses: 1, reason: 'never sold' });
    expect(back).toMatchObject({ effect: -1_000, balance: -600, open: 0, advance: 600 });
    const bounced = await record('C1', { kind: 'reversal', reverses: 3, reason: 'bounced' });
    expect(bounced).toMatchObject({ effect: 1_200, balance: 600 });
    const view = await udhaar.view('C1');
    expect(view.debts.map(({ seq, due, left }) => [seq, due, left])).toEqual([[2, '2026-02-05', 600]]);
    expect((await udhaar.view('C1', '2026-03-02')).balance).toBe(400);
    expect((await udhaar.check('C1')).intact).toBe(true);
  });

  test('a transfer moves debts with their due dates, and its reversal brings them back', async () => {
    const { record, udhaar } = await open();
    await record('C1', { kind: 'credit', amount: 1_000, on: '2026-01-01', due: '2026-02-01' });
    await record('C1', { kind: 'credit', amount: 600, on: '2026-01-05', due: '2026-03-05' });
    await record('C2', { kind: 'payment', amount: 100 });
    const moved = await record('C1', { kind: 'transfer', to: 'Bilal Khan', reason: 'one and the same' });
    expect(moved).toMatchObject({
      balance: 0,
      other: { customer_id: 'C2', name: 'Bilal Khan', balance: 1_500 },
    });
    expect((await udhaar.view('C2')).debts.map(({ due, left }) => [due, left])).toEqual([
      ['2026-02-01', 900],
      ['2026-03-05', 600],
    ]);
    const back = await record('C2', { kind: 'reversal', reverses: 2, reason: 'two people' });
    expect(back).toMatchObject({ balance: -100, other: { customer_id: 'C1', balance: 1_600 } });
    expect((await udhaar.view('C1')).debts.map(({ due, left }) => [due, left])).toEqual([
      ['2026-02-01', 1_000],
      ['2026-03-05', 600],
    ]);
    for (const customer of ['C1', 'C2']) expect((await udhaar.check(customer)).intact).toBe(true);
  });

  test('over the limit is refused, and taken when told to, which is recorded', async () => {
    const { record, udhaar } = await open();
    await record('C1', { kind: 'account', settings: { credit_limit: 5_000 } });
    await record('C1', { kind: 'credit', amount: 4_000 });
    const over: Change = { kind: 'credit', amount: 1_001 };
    expect((await clerkError(record('C1', over))).code).toBe('refused');
    await record('C1', { ...over, over_limit: true });
    const { rows } = await udhaar.statement('C1');
    expect(rows.map(({ entry }) => entry.over_limit)).toEqual([undefined, undefined, true]);
  });

  test('with many more debts than fit into one item, one payment clears them all', async () => {
    const { record, udhaar } = await open();
    for (let index = 0; index < 60; index += 1)
      await record('C1', {
        kind: 'credit',
        amount: 100,
        on: '2026-01-01',
        due: `2026-0${1 + (index % 5)}-${10 + (index % 7)}`,
      });
    await record('C1', { kind: 'payment', amount: 6_500 });
    const view = await udhaar.view('C1');
    expect([view.balance, view.open, view.advance]).toEqual([-500, 0, 500]);
    await record('C1', { kind: 'reversal', reverses: 61, reason: 'bounced' });
    expect(await udhaar.view('C1')).toMatchObject({ balance: 6_000, open: 6_000, advance: 0 });
    expect((await udhaar.check('C1')).intact).toBe(true);
  });
});

describe('a key', () => {
  test('100 calls at once, on two servers: one entry, 100 equal answers', async () => {
    const { id, shop } = await open();
    const other = anotherProcess(store.table(), id);
    const change: Change = { kind: 'credit', amount: 12_345 };
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        (index % 2 === 0 ? shop : other).udhaar.record('C1', change, { key: 'the-one-key', payload: change }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await ledgerItems(id)).toHaveLength(1);
  });

  test('with another amount is a conflict, and nothing is written', async () => {
    const { id, shop } = await open();
    const record = (amount: number) =>
      shop.udhaar.record('C1', { kind: 'credit', amount }, { key: 'the-same-key', payload: amount });
    await record(100);
    const error = await clerkError(record(200));
    expect([error.code, error.field]).toEqual(['conflict', 'idempotency_key']);
    expect(await ledgerItems(id)).toHaveLength(1);
  });

  test('of a reversal, repeated, gives the first answer though the entry is reversed by now', async () => {
    const { shop, record } = await open();
    await record('C1', { kind: 'credit', amount: 100 });
    const change: Change = { kind: 'reversal', reverses: 1, reason: 'no' };
    const once = () => shop.udhaar.record('C1', change, { key: 'key-of-reversal', payload: change });
    expect(await once()).toEqual(await once());
  });
});

describe('refused, and nothing written', () => {
  const REFUSED: Record<string, [Change, string]> = {
    'amount 0': [{ kind: 'credit', amount: 0 }, 'amount'],
    'a negative amount': [{ kind: 'payment', amount: -5 }, 'amount'],
    'a due date before the entry': [
      { kind: 'credit', amount: 5, on: '2026-03-10', due: '2026-03-09' },
      'due_on',
    ],
    'a day in the future': [{ kind: 'credit', amount: 5, on: '2026-04-01' }, 'on'],
    'another currency': [{ kind: 'credit', amount: 5, currency: 'USD' }, 'currency'],
    'a write-off of more than is owed': [{ kind: 'write_off', amount: 1_001, reason: 'gone' }, 'amount'],
    'the reversal of a reversal': [{ kind: 'reversal', reverses: 3 }, 'reverses'],
    'a second reversal': [{ kind: 'reversal', reverses: 2 }, 'reverses'],
    'the reversal of an entry that is not there': [{ kind: 'reversal', reverses: 9 }, 'reverses'],
    'a reversal before the entry': [{ kind: 'reversal', reverses: 1, on: '2026-02-01' }, 'on'],
    'a transfer to itself': [{ kind: 'transfer', to: 'C1' }, 'to_customer'],
    'a transfer of more than there is': [{ kind: 'transfer', to: 'C2', amount: 5_000 }, 'amount'],
    'a transfer to nobody': [{ kind: 'transfer', to: 'Bilal Kahn' }, 'to_customer'],
  };

  test.each(Object.entries(REFUSED))('%s', async (_, [change, field]) => {
    const { id, record } = await open();
    await record('C1', { kind: 'credit', amount: 1_000, on: '2026-03-01' });
    await record('C1', { kind: 'payment', amount: 10 });
    await record('C1', { kind: 'reversal', reverses: 2, reason: 'test' });
    const before = await ledgerItems(id);
    expect((await clerkError(record('C1', change))).field).toBe(field);
    expect(await ledgerItems(id)).toEqual(before);
  });

  test('an unknown customer, with the nearest names; one of another shop is unknown', async () => {
    const { record } = await open();
    const elsewhere = await open({ X9: 'Someone Else' });
    await elsewhere.record('X9', { kind: 'credit', amount: 5 });
    const error = await clerkError(record('Anita Roa', { kind: 'credit', amount: 5 }));
    expect([error.field, error.valid]).toEqual(['customer', ['Anita Rao']]);
    expect((await clerkError(record('X9', { kind: 'credit', amount: 5 }))).field).toBe('customer');
  });
});

describe('a sale on credit', () => {
  const lines = [{ product: 'P1', quantity: 2_000 }];

  test('and its entry are one: both there, and neither when the limit forbids', async () => {
    const { id, shop, record, udhaar } = await open();
    await record('C1', { kind: 'account', settings: { credit_limit: 30_000 } });
    const sell = (key: string) =>
      shop.sales.record(
        { lines, customer: 'C1', payment: 'credit', tax_included: true },
        { key, payload: lines },
      );
    const sale = await sell('sale-on-credit-1');
    expect([sale.total, sale.credit_entry]).toEqual([20_000, 2]);
    expect(await sell('sale-on-credit-1')).toEqual(sale);
    const before = await ledgerItems(id);
    expect((await clerkError(sell('sale-on-credit-2'))).code).toBe('refused');
    expect(await ledgerItems(id)).toEqual(before);
    const { rows } = await udhaar.statement('C1');
    expect(rows.at(-1)?.entry).toMatchObject({ kind: 'credit', effect: 20_000, sale_id: sale.sale_id });
  });

  test('that comes back is taken off what is owed', async () => {
    const { shop, udhaar } = await open();
    const sale = await shop.sales.record(
      { lines, customer: 'C1', payment: 'credit', tax_included: true },
      keyed(lines),
    );
    await shop.sales.reverse(
      { refers_to: sale.sale_id, lines: [{ product: 'P1', quantity: 1_000 }] },
      keyed('half'),
    );
    expect(await udhaar.balance('C1')).toEqual({ balance: 10_000, seq: 2 });
    expect((await udhaar.check('C1')).intact).toBe(true);
  });

  test('needs the customer', async () => {
    const { shop } = await open();
    const sale = shop.sales.record({ lines, payment: 'credit', tax_included: true }, keyed(lines));
    expect((await clerkError(sale)).field).toBe('customer');
  });
});
