import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/udhaar/change.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { NOON, shopWithProducts } from '../sales/shop.js';

const store = embeddedStore();
let keys = 0;

async function open() {
  const { udhaar, books } = await shopWithProducts(store.table(), freshShop());
  await books.customers.putMany([{ customer_id: 'C2', name: 'Bilal Khan' }], new Map(), NOON);
  const record = (customer: string, change: Change) => {
    keys += 1;
    return udhaar.record(customer, change, { key: `agreed-key-${keys}`, payload: change });
  };
  return { udhaar, record };
}

describe('what is agreed with a customer', () => {
  test('is shown as it was on the day that is shown', async () => {
    const { udhaar, record } = await open();
    await record('C1', {
      kind: 'account',
      on: '2026-01-05',
      settings: { credit_limit: 5_000, terms_days: 7, consent: 'given' },
    });
    await record('C1', { kind: 'account', settings: { credit_limit: 90_000, consent: 'refused' } });
    const agreed = async (day?: string) => {
      const { settings } = await udhaar.view('C1', day);
      return [settings.credit_limit, settings.terms_days, settings.consent, settings.name];
    };
    expect(await agreed('2026-01-04')).toEqual([undefined, undefined, undefined, 'Anita Rao']);
    expect(await agreed('2026-03-30')).toEqual([5_000, 7, 'given', 'Anita Rao']);
    expect(await agreed()).toEqual([90_000, 7, 'refused', 'Anita Rao']);
    const { settings } = await udhaar.statement('C1', { to: '2026-03-30' });
    expect(settings.credit_limit).toBe(5_000);
  });

  test('is marked where an opening balance or a transfer goes over it', async () => {
    const { udhaar, record } = await open();
    await record('C1', { kind: 'account', settings: { credit_limit: 1_000 } });
    await record('C1', { kind: 'opening_balance', amount: 1_001 });
    await record('C2', { kind: 'account', settings: { credit_limit: 1_000 } });
    await record('C1', { kind: 'transfer', to: 'C2', amount: 900 });
    await record('C1', { kind: 'transfer', to: 'C2' });
    const marks = async (customer: string) =>
      (await udhaar.statement(customer)).rows.map(({ entry }) => [entry.kind, entry.over_limit]);
    expect(await marks('C1')).toEqual([
      ['account', undefined],
      ['opening_balance', true],
      ['transfer_out', undefined],
      ['transfer_out', undefined],
    ]);
    expect(await marks('C2')).toEqual([
      ['account', undefined],
      ['transfer_in', undefined],
      ['transfer_in', true],
    ]);
  });
});
